// What the answer page needs of a browser: elements, keys, time. Joined with answers.js into one module.

const NOT_APPLICABLE = "na";
const TYPING_ROLES = ["textbox", "searchbox", "combobox", "listbox", "option", "slider", "spinbutton", "menuitem", "grid"];
const CLICKED_INPUTS = ["radio", "checkbox", "button", "submit", "reset", "image", "file"];

/** Seconds during which the window could be seen. */
class Clock {
  constructor() {
    this.total = 0;
    this.since = document.hidden ? null : performance.now();
    this.turn = () => {
      this.total = this.milliseconds();
      this.since = document.hidden ? null : performance.now();
    };
    document.addEventListener("visibilitychange", this.turn);
  }

  milliseconds() {
    return this.total + (this.since === null ? 0 : performance.now() - this.since);
  }

  seconds() {
    return this.milliseconds() / 1000;
  }

  stop() {
    document.removeEventListener("visibilitychange", this.turn);
  }
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function rounded(seconds) {
  return Math.round(seconds * 1000) / 1000;
}

/** The digit a key stands for, also on keyboards that need Shift for the row of digits; null for other keys. */
function digitOf(event) {
  if (/^[0-9]$/.test(event.key)) return Number(event.key);
  const row = /^Digit([0-9])$/.exec(event.code || "");
  return row && !event.shiftKey ? Number(row[1]) : null;
}

function isTyping(target) {
  if (!(target instanceof Element)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  if (target.matches("input")) return !CLICKED_INPUTS.includes(target.type);
  return TYPING_ROLES.includes(target.getAttribute("role") || "");
}

/** One statement with its answers: {id, box, inputs: answer -> radio button}. */
function statementBox(data, { id, text }, place, choose) {
  const box = make("fieldset", "statement");
  box.lang = data.language;
  const legend = make("legend", "text", text);
  legend.dir = "auto";
  const choices = make("div", "choices");
  const count = data.choices.length;
  choices.style.setProperty("--count", String(count));
  if (count > 7) choices.classList.add("many");
  const row = make("div", count > 5 ? "row" : "row short");
  row.append(choices);
  box.append(legend, row);
  const inputs = new Map();
  const offer = (parent, value, number, label, className) => {
    const outer = make("label", className);
    const input = make("input");
    input.type = "radio";
    input.name = `statement-${place}`;
    input.value = String(value);
    input.addEventListener("change", () => choose(value));
    const words = make("span", "words", label);
    words.dir = "auto";
    outer.append(input, make("span", "number", number), words);
    inputs.set(value, input);
    parent.append(outer);
  };
  data.choices.forEach(({ value, label }, at) => offer(choices, value, String(at + 1), label, "choice"));
  if (data.not_applicable !== null) offer(row, NOT_APPLICABLE, "0", data.not_applicable, "choice none");
  // The keys are explained once; what the statements ask belongs to each of them.
  box.setAttribute("aria-describedby", place === 0 ? "question help" : "question");
  return { id, box, inputs };
}

/** The bar, the words above it, and whether all is kept. */
class Progress {
  constructor(label) {
    this.box = make("div", "progress");
    const line = make("div", "line");
    this.count = make("span", "count");
    this.mark = make("span", "mark");
    line.append(this.count, this.mark);
    this.bar = make("div", "bar");
    this.bar.setAttribute("role", "progressbar");
    this.bar.setAttribute("aria-label", label);
    this.bar.setAttribute("aria-valuemin", "0");
    this.filled = make("div", "filled");
    this.bar.append(this.filled);
    this.alarm = make("p", "alarm");
    this.alarm.setAttribute("role", "alert");
    this.box.append(line, this.bar, this.alarm);
  }

  show(answered, total, text) {
    this.count.textContent = text;
    this.bar.setAttribute("aria-valuemax", String(total));
    this.bar.setAttribute("aria-valuenow", String(answered));
    this.bar.setAttribute("aria-valuetext", text);
    this.filled.style.inlineSize = `${total ? (100 * answered) / total : 0}%`;
  }

  tell(state, words, alarm) {
    this.mark.textContent = words;
    this.mark.dataset.state = state;
    // Written only when it changes, so that it is read out once.
    if (this.alarm.textContent !== alarm) this.alarm.textContent = alarm;
  }
}
