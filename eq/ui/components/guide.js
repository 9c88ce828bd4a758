// An exercise by the clock. Built once; Streamlit's later calls only bring it up to date, so that it runs on undisturbed.

const exercises = new WeakMap();
const LOOK_MS_GUIDE = 200;
const SMALLEST = 0.42;
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
let guides = 0;

export default function guide({ data, parentElement, setStateValue }) {
  let one = exercises.get(parentElement);
  if (one && one.data.key !== data.key) {
    one.close();
    one = undefined;
  }
  if (!one) {
    one = new Exercise(parentElement, data);
    exercises.set(parentElement, one);
  }
  one.show(data, setStateValue);
  return () => {
    one.close();
    if (exercises.get(parentElement) === one) exercises.delete(parentElement);
  };
}

class Exercise {
  constructor(parent, data) {
    this.data = data;
    this.state = "ready";
    this.ran = 0;
    this.told = false;
    this.sender = new Sender(() => this.report());
    this.plan();
    this.build(parent);
    this.onStill = () => this.draw();
    still.addEventListener("change", this.onStill);
    joinPage(this);
  }

  close() {
    leavePage(this);
    still.removeEventListener("change", this.onStill);
    clearInterval(this.timer);
    cancelAnimationFrame(this.frame);
    this.sender.stop();
    this.root.remove();
  }

  /** The whole exercise as stretches of time, in milliseconds. */
  plan() {
    const { steps, rounds } = this.data;
    this.stretches = [];
    let at = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const { text, seconds, size } of steps) {
        this.stretches.push({ text, size, from: at, to: at + seconds * 1000, seconds });
        at += seconds * 1000;
      }
    }
    this.length = at;
    this.paced = steps.some(({ size }) => size !== null);
  }

  // Building ---------------------------------------------------------------------------------------------------

  build(parent) {
    for (const note of parent.querySelectorAll(".waiting")) note.hidden = true;
    guides += 1;
    const { label, words } = this.data;
    this.root = make("div", this.paced ? "guide paced" : "guide timed");
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", label);
    this.stage = make("div", "stage");
    this.circle = make("div", "circle");
    this.circle.setAttribute("aria-hidden", "true");
    // Said by a screen reader as it changes; the numbers beside it are for the eye.
    this.line = make("p", "line", words.ready);
    this.line.setAttribute("aria-live", "polite");
    this.line.setAttribute("aria-atomic", "true");
    this.beats = make("div", "beats");
    this.beats.setAttribute("aria-hidden", "true");
    this.stage.append(this.circle, this.line, this.beats);
    this.left = make("p", "left");
    this.left.id = `guide-left-${guides}`;
    this.track = make("div", "track");
    this.track.setAttribute("role", "progressbar");
    this.track.setAttribute("aria-label", words.progress);
    this.track.setAttribute("aria-valuemin", "0");
    this.track.setAttribute("aria-valuemax", "100");
    this.bar = make("div", "bar");
    this.track.append(this.bar);
    this.mark = new Mark(words);
    const foot = make("div", "foot");
    foot.append(this.left, this.mark.mark);
    this.root.append(this.stage, this.track, foot, this.buttons(words), this.mark.alarm);
    parent.appendChild(this.root);
  }

  buttons(words) {
    this.main = make("button", "main");
    this.main.type = "button";
    this.main.onclick = () => this.press();
    this.stop = make("button", "stop", words.stop);
    this.stop.type = "button";
    this.stop.onclick = () => this.end("stopped");
    const row = make("div", "buttons");
    row.append(this.main, this.stop);
    return row;
  }

  // Bringing up to date ----------------------------------------------------------------------------------------

  show(data, setStateValue) {
    this.data = data;
    this.sender.update(data, setStateValue);
    this.draw();
    this.report();
  }

  report() {
    this.mark.show(this.sender.state(this.data.words.lost), true);
  }

  get elapsed() {
    const now = this.state === "running" ? performance.now() - this.since : 0;
    return Math.min(this.length, this.ran + now);
  }

  get seconds() {
    return Math.round(this.elapsed / 1000);
  }

  stretch() {
    const at = this.elapsed;
    return this.stretches.find(({ to }) => at < to) ?? this.stretches[this.stretches.length - 1];
  }

  draw() {
    const { words } = this.data;
    const running = this.state === "running" || this.state === "paused";
    const main = { ready: words.start, running: words.pause, paused: words.go_on }[this.state] ?? words.start;
    if (this.main.textContent !== main) this.main.textContent = main;
    this.root.dataset.state = this.state;
    const one = this.stretch();
    const said = { ready: words.ready, over: words.over }[this.state] ?? one.text;
    if (this.line.textContent !== said) this.line.textContent = said;
    const share = this.elapsed / this.length;
    this.bar.style.inlineSize = `${(100 * share).toFixed(2)}%`;
    this.track.setAttribute("aria-valuenow", String(Math.round(100 * share)));
    const left = this.remaining();
    if (this.left.textContent !== left) this.left.textContent = left;
    this.track.setAttribute("aria-valuetext", left);
    this.root.classList.toggle("still", still.matches);
    this.count(running ? one : null);
    this.grow();
  }

  remaining() {
    const { words } = this.data;
    if (this.state === "paused") return words.paused;
    const seconds = Math.ceil((this.length - this.elapsed) / 1000);
    if (seconds > 90) return fill(words.minutes_left, { n: Math.round(seconds / 60) });
    return seconds > 45 ? words.minute_left : seconds > 0 ? words.moment_left : "";
  }

  /** One mark a second of the breath that goes on; they fill one by one and nothing moves. */
  count(one) {
    if (!this.paced) return;
    const wanted = one ? one.seconds : 0;
    if (this.beats.childElementCount !== wanted) {
      this.beats.replaceChildren(...Array.from({ length: wanted }, () => make("span", "beat")));
    }
    if (!one) return;
    const gone = Math.floor((this.elapsed - one.from) / 1000);
    [...this.beats.children].forEach((beat, n) => beat.classList.toggle("on", n <= gone));
  }

  /** The circle as wide as the breath is full at this moment. */
  grow() {
    if (!this.paced) return;
    let size = 0;
    if (this.state === "running" || this.state === "paused") {
      const at = this.stretches.indexOf(this.stretch());
      const { from, to, size: end } = this.stretches[at];
      const begin = at > 0 ? this.stretches[at - 1].size : 0;
      const share = (this.elapsed - from) / (to - from);
      size = begin + ((end - begin) * (1 - Math.cos(Math.PI * share))) / 2;
    }
    const scale = still.matches ? 1 : SMALLEST + (1 - SMALLEST) * size;
    this.circle.style.transform = `scale(${scale.toFixed(4)})`;
  }

  // Running ----------------------------------------------------------------------------------------------------

  press() {
    if (this.state === "running") {
      this.ran = this.elapsed;
      this.state = "paused";
      this.rest();
    } else if (this.state !== "over") {
      const first = this.state === "ready";
      this.state = "running";
      this.since = performance.now();
      // A look every fifth of a second also where the browser draws nothing, as in a window behind others.
      this.timer = setInterval(() => this.look(), LOOK_MS_GUIDE);
      this.frame = requestAnimationFrame(() => this.animate());
      if (first) this.tell("begun");
    }
    this.draw();
  }

  rest() {
    clearInterval(this.timer);
    cancelAnimationFrame(this.frame);
  }

  look() {
    if (this.elapsed >= this.length) this.end("finished");
    else this.draw();
  }

  animate() {
    if (this.state !== "running") return;
    this.grow();
    this.frame = requestAnimationFrame(() => this.animate());
  }

  end(how) {
    if (this.state === "over") return;
    this.ran = this.elapsed;
    this.state = "over";
    this.rest();
    this.tell(how);
    this.draw();
  }

  /** Before a link is followed: how long it went on so far. */
  flush() {
    if (this.state === "running" || this.state === "paused") {
      const { seconds } = this;
      if (seconds !== this.toldSeconds) this.tell("left");
    }
  }

  tell(state) {
    this.toldSeconds = this.seconds;
    this.sender.post({ state, seconds: this.toldSeconds });
    this.report();
  }
}
