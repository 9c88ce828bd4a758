// One page of statements. Streamlit calls the default export again whenever the data or the theme change; the page
// is built once and then only brought up to date, so focus, scroll and choices stay where the person left them.

const sheets = new WeakMap();
// Counts the messages of this browser page. It lives as long as the module, so that a page that is taken away and
// put back goes on counting and the server can tell what it has seen.
let sequence = 0;
// What the next page is to do once it is there: {sitting, page, landing: "first" | "last", keys: [...]}.
let journey = null;

const SAVING_MS = 400;
const NOT_YET_MS = 2000;
const LOST_MS = 5000;
const AGAIN_MS = 3000;
const AHEAD_LIMIT = 40;
const AHEAD_MS = 2000;

export default function answers({ data, parentElement, setStateValue }) {
  let sheet = sheets.get(parentElement);
  if (!sheet) {
    sheet = new Sheet(parentElement);
    sheets.set(parentElement, sheet);
  }
  sheet.show(data, setStateValue);
  return () => {
    sheet.close();
    sheets.delete(parentElement);
  };
}

class Sheet {
  constructor(parent) {
    this.parent = parent;
    this.root = make("div", "sheet");
    this.news = make("p", "news");
    this.news.setAttribute("role", "status");
    this.body = make("div");
    this.root.append(this.news, this.body);
    parent.appendChild(this.root);
    this.signature = null;
    this.onKey = (event) => this.key(event);
    this.onUnload = (event) => {
      if (this.isLost()) event.preventDefault();
    };
    document.addEventListener("keydown", this.onKey);
    window.addEventListener("beforeunload", this.onUnload);
  }

  close() {
    document.removeEventListener("keydown", this.onKey);
    window.removeEventListener("beforeunload", this.onUnload);
    clearTimeout(this.timer);
    if (this.clock) this.clock.stop();
    this.root.remove();
  }

  show(data, setStateValue) {
    this.data = data;
    this.setStateValue = setStateValue;
    for (const note of this.parent.querySelectorAll(".waiting")) note.hidden = true;
    const { sitting, page, frame, statements, choices, not_applicable: none, words } = data;
    const signature = JSON.stringify([sitting, page, frame, statements, choices, none, words]);
    if (signature === this.signature) this.refresh();
    else this.build(signature);
  }

  // Building ---------------------------------------------------------------------------------------------------

  build(signature) {
    this.signature = signature;
    if (this.clock) this.clock.stop();
    this.clock = new Clock();
    this.marked = 0;
    this.secondsBefore = this.data.seconds;
    this.given = {};
    this.itemSeconds = {};
    this.seq = null;
    this.pendingGo = null;
    this.way = null;
    this.ahead = [];
    this.statements = this.data.statements.map((statement, place) => {
      const built = statementBox(this.data, statement, place, (value) => this.record(statement.id, value));
      built.box.addEventListener("focusin", () => this.setCurrent(place));
      return built;
    });
    const list = make("div", "statements");
    list.append(...this.statements.map(({ box }) => box));
    this.progress = new Progress(this.data.words.progress);
    this.body.replaceChildren(this.top(), this.progress.box, this.question(), list, this.help(), this.ways());
    this.root.setAttribute("aria-busy", "false");
    this.refresh();
    this.arrive();
    this.news.textContent = this.data.context;
  }

  top() {
    this.context = make("p", "context", this.data.context);
    this.context.dir = "auto";
    return this.context;
  }

  question() {
    const heading = make("h1", "question", this.data.frame);
    heading.id = "question";
    heading.lang = this.data.language;
    heading.dir = "auto";
    return heading;
  }

  help() {
    const text = make("p", "help", this.data.words.help);
    text.id = "help";
    return text;
  }

  ways() {
    const box = make("div", "ways");
    this.next = make("button", "next", this.data.words.next);
    this.next.type = "button";
    this.next.addEventListener("click", () => this.go("next", "first"));
    if (this.data.page > 1) {
      const back = make("button", "back", this.data.words.back);
      back.type = "button";
      back.addEventListener("click", () => this.go("back", "first"));
      box.append(back);
    }
    box.append(this.next);
    return box;
  }

  // Bringing up to date ----------------------------------------------------------------------------------------

  refresh() {
    const { given, kept, context } = this.data;
    for (const { id, inputs } of this.statements) {
      const input = inputs.get(id in this.given ? this.given[id] : given[id]);
      if (input) input.checked = true;
    }
    if (this.context.textContent !== context) this.context.textContent = context;
    if (this.pendingGo !== null && kept !== null && kept >= this.pendingGo) this.stay();
    this.report();
  }

  report() {
    const { given, elsewhere, total, left, words } = this.data;
    const here = this.statements.filter(({ id }) => id in this.given || id in given).length;
    const answered = Math.min(elsewhere + here, total);
    const text = fill(words.answered, { answered, total }) + (left && answered < total ? ` · ${left}` : "");
    this.progress.show(answered, total, text);
    this.reportKept(answered);
  }

  reportKept(answered) {
    const { trouble, words } = this.data;
    let state = answered ? "kept" : "";
    let alarm = "";
    if (this.isPending()) {
      const age = performance.now() - this.waitingSince;
      if (trouble) [state, alarm] = ["not_yet", trouble];
      else if (age > LOST_MS) [state, alarm] = ["not_yet", words.lost];
      else if (age > NOT_YET_MS) state = "not_yet";
      else state = age > SAVING_MS ? "saving" : "";
    }
    this.progress.tell(state, state ? words[state] : "", alarm);
  }

  isPending() {
    return this.seq !== null && (this.data.kept === null || this.data.kept < this.seq);
  }

  isLost() {
    return this.isPending() && (Boolean(this.data.trouble) || performance.now() - this.waitingSince > LOST_MS);
  }

  // Sending ----------------------------------------------------------------------------------------------------

  record(id, value) {
    const now = this.clock.seconds();
    const before = this.itemSeconds[id] ?? this.data.item_seconds[id] ?? 0;
    this.itemSeconds[id] = rounded(before + now - this.marked);
    this.marked = now;
    this.given[id] = value;
    this.post();
  }

  post() {
    if (!this.isPending()) this.waitingSince = performance.now();
    sequence += 1;
    this.seq = sequence;
    if (this.way !== null) this.pendingGo = this.seq;
    // Always everything given on this page, because only the last message of a burst may arrive.
    this.message = {
      sitting: this.data.sitting,
      page: this.data.page,
      seq: this.seq,
      given: { ...this.given },
      seconds: rounded(this.secondsBefore + this.clock.seconds()),
      item_seconds: { ...this.itemSeconds },
      go: this.way,
    };
    this.transmit();
    this.report();
  }

  transmit() {
    this.sentAt = performance.now();
    this.setStateValue("sent", this.message);
    this.watch();
  }

  // Streamlit drops what is sent while the server is away, and asks for nothing when it is back: send again.
  watch() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.isPending()) {
        if (performance.now() - this.sentAt > AGAIN_MS) this.transmit();
        else this.watch();
      }
      this.report();
    }, SAVING_MS + 20);
  }

  // Moving -----------------------------------------------------------------------------------------------------

  setCurrent(place) {
    this.current = place;
    this.statements.forEach(({ box }, at) => box.classList.toggle("current", at === place));
  }

  isGiven({ id }) {
    return id in this.given || id in this.data.given;
  }

  move(place) {
    this.setCurrent(place);
    const statement = this.statements[place];
    const inputs = statement ? [...statement.inputs.values()] : [this.next];
    this.reach(inputs.find((input) => input.checked) || inputs[0], statement ? statement.box : this.next);
  }

  reach(target, box) {
    target.focus({ preventScroll: true });
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    box.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "nearest" });
  }

  go(way, landing) {
    if (this.pendingGo !== null) return;
    const { sitting, page } = this.data;
    journey = { sitting, page: page + (way === "next" ? 1 : -1), landing, keys: [] };
    this.ahead = journey.keys;
    this.leftAt = performance.now();
    this.way = way;
    this.post();
    this.root.setAttribute("aria-busy", "true");
  }

  // The server answered and this page is still the one to show.
  stay() {
    this.pendingGo = null;
    this.way = null;
    this.ahead = [];
    journey = null;
    this.root.setAttribute("aria-busy", "false");
  }

  arrive() {
    const open = this.statements.findIndex((statement) => !this.isGiven(statement));
    const came = journey;
    journey = null;
    if (came === null || came.sitting !== this.data.sitting || came.page !== this.data.page) {
      this.setCurrent(open < 0 ? this.statements.length : open);
      // Whoever comes back sees the statement that is next.
      if (open > 0) this.statements[open].box.scrollIntoView({ block: "nearest" });
      return;
    }
    if (came.landing === "last") {
      this.move(this.statements.length - 1);
    } else {
      this.move(Math.max(open, 0));
      if (open <= 0) this.context.scrollIntoView({ block: "start" });
    }
    for (const key of came.keys) this.take(key);
  }

  // Keys -------------------------------------------------------------------------------------------------------

  key(event) {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    if (isTyping(target) || !this.isSeen()) return;
    const key = this.keyOf(event, target);
    if (key === null) return;
    event.preventDefault();
    // A key that is held down answers once.
    if (!event.repeat) this.take(key);
  }

  // While the next page is on its way, keys wait for it.
  take(key) {
    if (this.pendingGo === null) this.press(key);
    else if (this.ahead.length < AHEAD_LIMIT && performance.now() - this.leftAt < AHEAD_MS) this.ahead.push(key);
  }

  keyOf(event, target) {
    const digit = digitOf(event);
    if (digit !== null) return this.valueOf(digit) === undefined ? null : String(digit);
    if (event.key === "Backspace") return "Backspace";
    // On the buttons Enter is the browser's own, except while the next page is on its way.
    const waits = target.type === "radio" || this.pendingGo !== null;
    return event.key === "Enter" && waits && this.root.contains(target) ? "Enter" : null;
  }

  valueOf(digit) {
    if (digit === 0) return this.data.not_applicable === null ? undefined : NOT_APPLICABLE;
    const choice = this.data.choices[digit - 1];
    return choice ? choice.value : undefined;
  }

  press(key) {
    if (key === "Backspace") this.previous();
    else if (key === "Enter") this.enter();
    else this.answer(this.valueOf(Number(key)));
  }

  answer(value) {
    const statement = this.statements[this.current];
    if (!statement || value === undefined) return;
    statement.inputs.get(value).checked = true;
    this.record(statement.id, value);
    this.move(this.current + 1);
  }

  previous() {
    if (this.current > 0) this.move(this.current - 1);
    else if (this.data.page > 1) this.go("back", "last");
  }

  enter() {
    const atEnd = this.current === this.statements.length;
    if (atEnd || this.statements.every((statement) => this.isGiven(statement))) this.go("next", "first");
  }

  isSeen() {
    if (!this.root.isConnected || this.root.getClientRects().length === 0) return false;
    const dialogs = [...document.querySelectorAll("[role='dialog'], dialog[open]")];
    return dialogs.every((dialog) => dialog.contains(this.parent.host || this.parent) || !dialog.getClientRects().length);
  }
}
