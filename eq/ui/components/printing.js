export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const hint = parentElement.querySelector("p");
  button.textContent = data.label;
  hint.textContent = data.hint;
  hint.id = `${data.key}-hint`;
  button.setAttribute("aria-describedby", hint.id);
  // Called again with every run of the page: one act, however often.
  button.onclick = () => window.print();
}
