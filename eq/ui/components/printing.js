export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const hint = parentElement.querySelector("p");
  button.textContent = data.label;
  hint.textContent = data.hint;
  hint.id = `${data.key}-hint`;
  button.setAttribute("aria-describedby", hint.id);
  const print = () => window.print();
  button.addEventListener("click", print);
  return () => button.removeEventListener("click", print);
}
