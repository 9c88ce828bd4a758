// One text field with chips. Streamlit calls the default export again whenever the data or the theme change; the field
// is built once and then only brought up to date, so that text, caret and scroll stay where the person left them.

const fields = new WeakMap();
// What was typed and is not known to be kept, by the field's key: a field that is taken away and put back has it again.
const unsaved = new Map();

// The last two clicks in the window, the newest first.
const clicks = [];
document.addEventListener(
  "click",
  (event) => {
    clicks.unshift({ x: event.clientX, y: event.clientY, time: event.timeStamp, on: event.composedPath()[0] });
    clicks.length = Math.min(clicks.length, 2);
  },
  true,
);

const PAUSE_MS = 700;
const FIRST_CHIPS = 8;
let numbers = 0;

export default function writing({ data, parentElement, setStateValue }) {
  let field = fields.get(parentElement);
  if (field && field.key !== data.key) {
    field.close();
    field = undefined;
  }
  if (!field) {
    field = new Field(parentElement, data);
    fields.set(parentElement, field);
  }
  field.show(data, setStateValue);
  return () => {
    field.close();
    if (fields.get(parentElement) === field) fields.delete(parentElement);
  };
}

class Field {
  constructor(parent, data) {
    this.key = data.key;
    this.data = data;
    this.sender = new Sender(() => this.report());
    this.dirty = false;
    this.focused = false;
    this.open = false;
    this.replaced = "";
    this.build(parent);
    this.box.rows = data.rows;
    this.text = data.value;
    this.onHide = () => {
      if (document.visibilityState === "hidden") this.flush();
    };
    this.onUnload = (event) => {
      this.flush();
      if (this.sender.lost) event.preventDefault();
    };
    document.addEventListener("visibilitychange", this.onHide);
    window.addEventListener("pagehide", this.onHide);
    window.addEventListener("beforeunload", this.onUnload);
    joinPage(this);
  }

  close() {
    leavePage(this);
    document.removeEventListener("visibilitychange", this.onHide);
    window.removeEventListener("pagehide", this.onHide);
    window.removeEventListener("beforeunload", this.onUnload);
    this.flush();
    this.sender.stop();
    if (this.resizer) this.resizer.disconnect();
    this.root.remove();
  }

  // Building ---------------------------------------------------------------------------------------------------

  build(parent) {
    for (const note of parent.querySelectorAll(".waiting")) note.hidden = true;
    numbers += 1;
    const id = `field-${numbers}`;
    this.root = make("div", "field");
    this.label = make("label", "label");
    this.label.htmlFor = id;
    this.hint = make("p", "hint");
    this.hint.id = `${id}-hint`;
    this.full = make("p", "full");
    this.full.id = `${id}-full`;
    this.full.setAttribute("role", "status");
    this.box = make("textarea", "box");
    this.box.id = id;
    this.box.dir = "auto";
    this.box.setAttribute("aria-describedby", `${this.hint.id} ${this.full.id}`);
    this.mark = new Mark(this.data.words);
    this.chips = make("div", "chips");
    this.chips.setAttribute("role", "group");
    const foot = make("div", "foot");
    foot.append(this.full, this.mark.mark);
    this.root.append(this.label, this.hint, this.box, foot, this.mark.alarm, this.chips);
    parent.appendChild(this.root);
    this.listen();
  }

  listen() {
    this.box.addEventListener("input", () => this.typed());
    this.box.addEventListener("focus", () => (this.focused = true));
    this.box.addEventListener("blur", () => {
      this.focused = false;
      this.flush();
      this.adopt();
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && this.data.rows === 1 && !event.isComposing) event.preventDefault();
      // From here the page would take letters for its own keys, because it cannot see who has the focus.
      if (!["Escape", "Tab"].includes(event.key)) event.stopPropagation();
    });
    this.resizer = new ResizeObserver(() => this.resize());
    this.resizer.observe(this.root);
  }

  get text() {
    return this.box.value;
  }

  set text(value) {
    if (this.box.value !== value) this.box.value = value;
    this.resize();
  }

  // Bringing up to date ----------------------------------------------------------------------------------------

  show(data, setStateValue) {
    this.data = data;
    this.sender.update(data, setStateValue);
    const left = unsaved.get(this.key);
    if (this.sender.kept && !this.dirty && left !== undefined && this.sender.seq === null) {
      this.text = left;
      if (left !== data.value) this.send();
      else this.sender.everKept = true;
    }
    if (this.label.textContent !== data.label) this.label.textContent = data.label;
    if (this.hint.textContent !== data.hint) this.hint.textContent = data.hint;
    this.box.rows = data.rows;
    this.box.maxLength = data.limit;
    this.resize();
    if (this.sender.kept && !this.dirty) unsaved.delete(this.key);
    this.adopt();
    this.offer();
    this.report();
  }

  // The stored text, where it was changed elsewhere and nobody is writing here.
  adopt() {
    if (this.dirty || this.focused || !this.sender.kept || this.text === this.data.value) return;
    this.text = this.data.value;
    this.full.textContent = "";
    this.marked();
  }

  resize() {
    const { box } = this;
    const measured = `${box.clientWidth} ${box.rows} ${box.value}`;
    if (measured === this.measured) return;
    this.measured = measured;
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
  }

  report() {
    const state = this.dirty && this.sender.kept ? ["", ""] : this.sender.state(this.data.words.lost);
    this.mark.show(state, !this.data.help_kept);
  }

  // Typing and sending -----------------------------------------------------------------------------------------

  typed() {
    if (this.data.rows === 1 && /[\r\n]/.test(this.text)) {
      const caret = this.box.selectionStart;
      this.box.value = this.text.replace(/[\r\n]+/g, " ");
      this.box.setSelectionRange(caret, caret);
    }
    this.changed();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), PAUSE_MS);
  }

  changed() {
    this.dirty = true;
    unsaved.set(this.key, this.text);
    const full = this.text.length >= this.data.limit;
    const words = full ? fill(this.data.words.full, { limit: this.data.limit }) : "";
    if (this.full.textContent !== words) this.full.textContent = words;
    this.resize();
    this.marked();
    this.report();
  }

  flush() {
    clearTimeout(this.timer);
    if (this.dirty) this.send();
  }

  send() {
    this.dirty = false;
    this.sender.post({ text: this.text });
    this.report();
  }

  // Chips ------------------------------------------------------------------------------------------------------

  offer() {
    const { chips, chips_label: label, words } = this.data;
    const signature = JSON.stringify([chips, label, words.more]);
    if (signature === this.offered) return this.marked();
    this.offered = signature;
    this.chips.hidden = chips.length === 0;
    this.chips.setAttribute("aria-label", label);
    this.buttons = chips.map((text, place) => this.chip(text, place));
    this.chips.replaceChildren(...this.buttons);
    if (chips.length > FIRST_CHIPS && !this.open) {
      const more = make("button", "more", words.more);
      more.type = "button";
      more.setAttribute("aria-expanded", "false");
      more.addEventListener("click", () => this.openAll(more));
      this.chips.append(more);
    }
    this.marked();
  }

  openAll(more) {
    this.open = true;
    more.remove();
    for (const button of this.buttons) button.hidden = false;
    this.buttons[FIRST_CHIPS].focus();
  }

  chip(text, place) {
    const button = make("button", "chip", text);
    button.type = "button";
    button.dir = "auto";
    button.hidden = !this.open && place >= FIRST_CHIPS;
    // Whoever is writing goes on writing.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", (event) => {
      if (!strayed(event)) this.tap(text);
    });
    return button;
  }

  marked() {
    (this.buttons || []).forEach((button, place) => {
      const used = this.holds(this.data.chips[place]);
      button.setAttribute("aria-pressed", String(used));
      if (used) button.hidden = false;
    });
  }

  holds(chip) {
    if (this.data.fill === "replace") return this.text.trim() === chip;
    return without(this.text, chip, this.data.rows === 1) !== null;
  }

  tap(chip) {
    const text = this.tapped(chip);
    if (text.length > this.data.limit) {
      this.full.textContent = fill(this.data.words.no_room, { limit: this.data.limit });
      return;
    }
    this.text = text;
    this.box.setSelectionRange(text.length, text.length);
    this.changed();
    this.flush();
  }

  tapped(chip) {
    const { chips, fill: way, once, rows } = this.data;
    const line = rows === 1;
    if (way === "replace") {
      if (this.holds(chip)) return this.replaced;
      // A second tap brings back what somebody had written; another chip is no loss.
      if (!chips.includes(this.text.trim())) this.replaced = this.text;
      return chip;
    }
    const left = without(this.text, chip, line);
    if (left !== null) return left;
    let text = this.text;
    if (once) for (const other of chips) text = without(text, other, line) ?? text;
    return joined(text, chip, line);
  }
}

/** ``text`` with ``chip`` behind it: on a line of its own, or in a one-line field as the next part of the line. */
function joined(text, chip, line) {
  const before = text.trimEnd();
  if (!before) return chip;
  if (!line) return `${before}\n${chip}`;
  return /[.!?…,;:]$/.test(before) ? `${before} ${chip}` : `${before}, ${chip}`;
}

/** ``text`` without ``chip``; null where the chip does not stand in it unchanged as a part of its own. */
function without(text, chip, line) {
  if (!line) {
    const lines = text.split("\n");
    const place = lines.findIndex((one) => one.trim() === chip);
    if (place < 0) return null;
    lines.splice(place, 1);
    return lines.join("\n");
  }
  for (let at = text.indexOf(chip); at >= 0; at = text.indexOf(chip, at + 1)) {
    const before = text.slice(0, at).trimEnd();
    const after = text.slice(at + chip.length).trimStart();
    const begins = !before || (/[.!?…,;:]$/.test(before) && before.length < at);
    if (begins && (!after || after.startsWith(",") || /[.!?…]$/.test(chip))) {
      const rest = after.replace(/^,\s*/, "");
      if (!rest) return before.replace(/,$/, "");
      return before ? `${before} ${rest}` : rest;
    }
  }
  return null;
}

// The second half of a double click that was meant for what stood here before: the page moves between the two.
function strayed(event) {
  const [now, before] = clicks;
  if (event.detail === 0 || !before || now.on === before.on) return false;
  return now.time - before.time < PAUSE_MS && Math.hypot(now.x - before.x, now.y - before.y) < 4;
}
