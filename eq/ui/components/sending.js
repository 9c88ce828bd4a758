// How a component tells the server something and finds out whether it was kept. Joined in front of its own script.

const SAVING_MS = 400;
const NOT_YET_MS = 2000;
const LOST_MS = 5000;
const AGAIN_MS = 6000;
const BUSY_AGAIN_MS = 30000;
const TROUBLE_AGAIN_MS = 15000;

// Grows also when Streamlit loads this module anew in the same session, so that no message looks like an old one.
let sequence = 0;

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Whether the server can be reached and whether it is at work, as the page shows it for tests; else as if at rest. */
function server() {
  const { testConnectionState: connection, testScriptState: script } =
    document.querySelector('[data-testid="stApp"]')?.dataset ?? {};
  return {
    connected: connection === undefined || connection === "CONNECTED",
    busy: script !== undefined && script !== "notRunning",
  };
}

const LEAVING_MS = 2000;
const LOOK_MS = 30;
// What stands on the page and may have something to send: each has a sender and a way to flush.
const parts = new Set();
let letGo = false;

function joinPage(part) {
  if (parts.size === 0) document.addEventListener("click", waitForParts, true);
  parts.add(part);
}

function leavePage(part) {
  parts.delete(part);
  if (parts.size === 0) document.removeEventListener("click", waitForParts, true);
}

/**
 * A click on a link waits until all is kept, two seconds at most. Streamlit sends what is left behind after the wish
 * for the other page, where it is lost or calls the person back.
 */
function waitForParts(event) {
  if (letGo || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement && one.href && !one.target);
  if (!link) return;
  for (const part of parts) part.flush();
  const settled = () => [...parts].every(({ sender }) => sender.kept) || !server().connected;
  if (settled()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const since = performance.now();
  const look = () => {
    if (!settled() && performance.now() - since < LEAVING_MS) return setTimeout(look, LOOK_MS);
    letGo = true;
    link.click();
    letGo = false;
  };
  look();
}

/** Sends messages and sends them again until the server says that the last one is kept. */
class Sender {
  constructor(report) {
    this.report = report;
    this.body = null;
    this.seq = null;
    this.kept = true;
    this.everKept = false;
    this.trouble = null;
    this.away = false;
  }

  /** What came with a run of the script: {session, kept, trouble} and the way to send. */
  update({ session, kept, trouble }, setStateValue) {
    const restarted = this.session !== undefined && this.session !== session;
    this.session = session;
    this.trouble = trouble;
    this.setStateValue = setStateValue;
    if (!this.kept && !restarted && kept !== null && kept >= this.seq) {
      this.kept = true;
      this.everKept = true;
      clearTimeout(this.timer);
    } else if (!this.kept && restarted) this.transmit();
  }

  post(body) {
    if (this.kept) this.waitingSince = performance.now();
    this.kept = false;
    this.body = body;
    sequence = Math.max(sequence + 1, Date.now());
    this.seq = sequence;
    this.transmit();
  }

  transmit() {
    this.sentAt = performance.now();
    this.setStateValue("sent", { ...this.body, seq: this.seq, session: this.session });
    this.watch();
  }

  // Streamlit drops what is sent while the server is away, and asks for nothing when it is back: send again. While a
  // script runs the answer is still to come; and a message sent then would call the person back to this page if they
  // are on their way to another one.
  watch() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.kept) return;
      const { connected, busy } = server();
      const age = performance.now() - this.sentAt;
      const back = connected && this.away;
      this.away = !connected;
      const again = this.trouble ? TROUBLE_AGAIN_MS : busy ? BUSY_AGAIN_MS : AGAIN_MS;
      if (back || (connected && age > again)) this.transmit();
      else this.watch();
      this.report();
    }, SAVING_MS + 20);
  }

  /** [state, alarm]; the state is "", "kept", "saving" or "not_yet", the alarm words or "". */
  state(lost) {
    if (this.kept) return [this.everKept ? "kept" : "", ""];
    if (this.trouble) return ["not_yet", this.trouble];
    const age = performance.now() - this.waitingSince;
    if (age > LOST_MS) return ["not_yet", lost];
    if (age > NOT_YET_MS) return ["not_yet", ""];
    return [age > SAVING_MS ? "saving" : "", ""];
  }

  get lost() {
    return !this.kept && (Boolean(this.trouble) || performance.now() - this.waitingSince > LOST_MS);
  }

  stop() {
    clearTimeout(this.timer);
  }
}

/** Whether all is kept, in words: a quiet mark, and a box that is read out when something is wrong. */
class Mark {
  constructor(words) {
    this.words = words;
    this.mark = make("span", "mark");
    this.alarm = make("p", "alarm");
    this.alarm.setAttribute("role", "alert");
  }

  show([state, alarm], quiet = false) {
    this.mark.textContent = state && !(quiet && state === "kept") ? this.words[state] : "";
    this.mark.dataset.state = state;
    // Written only when it changes, so that it is read out once.
    if (this.alarm.textContent !== alarm) this.alarm.textContent = alarm;
  }
}
