// Runs in every page before its own scripts. Times are milliseconds since the navigation began.
(() => {
  const TICK = 50, LONG = 3000;
  const watch = { began: 0, last: 0, calm: 0, ran: false, painted: null };
  window.eqWatch = watch;

  const app = () => document.querySelector('[data-testid="stApp"]');
  const ours = (node) => (node instanceof Element ? node : node.parentElement)?.closest('[data-testid="stMain"]');

  new MutationObserver((records) => {
    const states = records.filter((one) => one.attributeName === "data-test-script-state");
    if (!states.length && !records.some((one) => ours(one.target))) return;
    watch.last = performance.now();
    watch.calm = 0;
    // A quick script may have ended before anybody looks: then only the old value tells that it ran.
    const seen = [app()?.dataset.testScriptState, ...states.map((one) => one.oldValue)];
    if (seen.some((one) => ["rerunRequested", "running"].includes(one))) watch.ran = true;
    if (watch.painted === null && document.querySelector('[data-testid="stMain"] h1')?.innerText) {
      watch.painted = 0;
      requestAnimationFrame(() => { watch.painted = Date.now(); });
    }
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeOldValue: true,
  });
  // Ticks, not milliseconds: a page that is busy with one long task is not calm.
  setInterval(() => { watch.calm += 1; }, TICK);

  watch.calmed = (quiet) => watch.calm * TICK > quiet;
  // The clock starts with the person's own key or click, not with the command that asks the browser for it.
  watch.arm = (event) => {
    Object.assign(watch, { began: null, last: 0, calm: 0, ran: false });
    addEventListener(event, (given) => { watch.began = given.timeStamp; }, { capture: true, once: true });
  };
  // A script so quick that the page never showed it running has ended once nothing changes for long after a change.
  const ended = () => watch.ran || (watch.last > watch.began && watch.calmed(LONG));
  watch.settled = (quiet) =>
    watch.began !== null && app()?.dataset.testScriptState === "notRunning" && watch.calmed(quiet) && ended()
      ? watch.last - watch.began : null;
})();
