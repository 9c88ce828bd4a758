export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const hint = parentElement.querySelector("p");
  button.textContent = data.label;
  hint.textContent = data.hint;
  hint.id = `${data.key}-hint`;
  button.setAttribute("aria-describedby", hint.id);
  // This runs again whenever the page is drawn: one handler, however often, or the window would open once for each.
  button.onclick = () => window.print();
}
