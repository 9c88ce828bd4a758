// The plane of pleasantness and energy: a pad to click or drag on, and two range inputs that show and set the same.

const planes = new WeakMap();
const SETTLE_MS = 250;
let numbers = 0;

export default function plane({ data, parentElement, setStateValue }) {
  let one = planes.get(parentElement);
  if (one && one.data.key !== data.key) {
    one.close();
    one = undefined;
  }
  if (!one) {
    one = new Plane(parentElement, data);
    planes.set(parentElement, one);
  }
  one.show(data, setStateValue);
  return () => {
    one.close();
    if (planes.get(parentElement) === one) planes.delete(parentElement);
  };
}

/** A value as it is sent: -1..1 in steps of 0.05. */
function stepped(value) {
  return Math.round(Math.max(-1, Math.min(1, value)) * 20) / 20;
}

/** The word for a value; a value on an inner border keeps to the middle. */
function wordFor(value, { words, steps }) {
  if (value < steps[1]) return words[value < steps[0] ? 0 : 1];
  if (value > steps[2]) return words[value > steps[3] ? 4 : 3];
  return words[2];
}

class Plane {
  constructor(parent, data) {
    this.data = data;
    this.point = { x: null, y: null };
    this.sender = new Sender(() => this.report());
    this.build(parent);
    this.onUnload = (event) => {
      this.flush();
      if (this.sender.lost) event.preventDefault();
    };
    window.addEventListener("beforeunload", this.onUnload);
    joinPage(this);
  }

  close() {
    leavePage(this);
    window.removeEventListener("beforeunload", this.onUnload);
    this.flush();
    this.sender.stop();
    this.root.remove();
  }

  // Building ---------------------------------------------------------------------------------------------------

  build(parent) {
    for (const note of parent.querySelectorAll(".waiting")) note.hidden = true;
    numbers += 1;
    const { label, words } = this.data;
    this.root = make("div", "plane");
    this.root.setAttribute("role", "group");
    this.title = make("p", "title", label);
    this.title.id = `plane-${numbers}`;
    this.root.setAttribute("aria-labelledby", this.title.id);
    this.mark = new Mark(words);
    const x = this.axis("x", words.x.label);
    const y = this.axis("y", words.y.label);
    const axes = make("div", "axes");
    const foot = make("div", "foot");
    this.said = make("p", "said");
    foot.append(this.said, this.mark.mark);
    axes.append(x.box, y.box, foot);
    this.inputs = { x, y };
    const both = make("div", "both");
    both.append(this.pad(words), axes);
    this.root.append(this.title, both, this.mark.alarm);
    parent.appendChild(this.root);
  }

  // For the hand; whoever uses the keyboard or listens has the same in the two inputs below.
  pad({ x, y }) {
    const frame = make("div", "frame");
    frame.setAttribute("aria-hidden", "true");
    this.area = make("div", "area");
    this.dot = make("div", "dot");
    this.area.append(make("div", "cross"), this.dot);
    frame.append(
      make("span", "edge top", y.high),
      make("span", "edge left", x.low),
      this.area,
      make("span", "edge right", x.high),
      make("span", "edge bottom", y.low),
    );
    this.area.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      this.dragging = true;
      this.area.setPointerCapture(event.pointerId);
      this.reach(event);
    });
    this.area.addEventListener("pointermove", (event) => {
      if (this.dragging) this.reach(event);
    });
    const release = () => {
      if (!this.dragging) return;
      this.dragging = false;
      this.flush();
    };
    this.area.addEventListener("pointerup", release);
    this.area.addEventListener("pointercancel", release);
    return frame;
  }

  axis(name, label) {
    const box = make("div", "axis");
    const outer = make("label", "name");
    const value = make("span", "value");
    const input = make("input", "range");
    input.type = "range";
    input.min = "-1";
    input.max = "1";
    input.step = "0.05";
    input.id = `plane-${numbers}-${name}`;
    outer.htmlFor = input.id;
    outer.textContent = label;
    const head = make("div", "head");
    value.setAttribute("aria-hidden", "true");
    head.append(outer, value);
    box.append(head, input);
    const set = () => this.move({ ...this.point, [name]: stepped(Number(input.value)) });
    input.addEventListener("input", set);
    input.addEventListener("change", () => this.later());
    // The middle can be chosen as well, where the thumb stands already.
    input.addEventListener("click", () => {
      if (this.point[name] === null) {
        set();
        this.later();
      }
    });
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if ((event.key === " " || event.key === "Enter") && this.point[name] === null) {
        event.preventDefault();
        set();
        this.later();
      }
    });
    input.addEventListener("blur", () => this.flush());
    return { box, input, value };
  }

  // Bringing up to date ----------------------------------------------------------------------------------------

  show(data, setStateValue) {
    this.data = data;
    this.sender.update(data, setStateValue);
    if (this.title.textContent !== data.label) this.title.textContent = data.label;
    if (this.sender.kept && !this.dragging && !this.moved) {
      this.point = { x: data.pleasantness, y: data.energy };
    }
    this.draw();
    this.report();
  }

  draw() {
    const { words } = this.data;
    const { x, y } = this.point;
    const chosen = x !== null || y !== null;
    this.dot.hidden = !chosen;
    this.dot.classList.toggle("half", chosen && (x === null || y === null));
    this.dot.style.left = `${50 + 50 * (x ?? 0)}%`;
    this.dot.style.top = `${50 - 50 * (y ?? 0)}%`;
    this.said.textContent = chosen ? "" : words.how;
    for (const name of ["x", "y"]) {
      const { input, value } = this.inputs[name];
      const here = this.point[name];
      const text = here === null ? words.not_set : wordFor(here, { words: words[name].values, steps: words.steps });
      if (here === null || stepped(Number(input.value)) !== here) input.value = String(here ?? 0);
      input.classList.toggle("unset", here === null);
      input.setAttribute("aria-valuetext", text);
      value.textContent = text;
    }
  }

  report() {
    this.mark.show(this.sender.state(this.data.words.lost), !this.data.help_kept);
  }

  // Choosing ---------------------------------------------------------------------------------------------------

  reach(event) {
    const { left, top, width, height } = this.area.getBoundingClientRect();
    this.move({
      x: stepped((2 * (event.clientX - left)) / width - 1),
      y: stepped(1 - (2 * (event.clientY - top)) / height),
    });
  }

  // A point has two values: whoever says one has the other in the middle until they say it as well.
  move({ x, y }) {
    this.point = { x: x ?? 0, y: y ?? 0 };
    this.moved = true;
    this.draw();
  }

  // Arrow keys come in bursts.
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), SETTLE_MS);
  }

  flush() {
    clearTimeout(this.timer);
    if (!this.moved) return;
    this.moved = false;
    this.sender.post({ pleasantness: this.point.x, energy: this.point.y });
    this.report();
  }
}
