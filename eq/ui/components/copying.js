export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("span");
  if (!root.querySelector("button")) {
    const button = document.createElement("button");
    button.type = "button";
    const status = document.createElement("span");
    status.className = "unseen";
    status.setAttribute("role", "status");
    root.append(button, status);
  }
  const button = root.querySelector("button");
  const status = root.querySelector("[role='status']");
  let timer = 0;
  const rest = () => {
    button.textContent = data.words.copy;
    status.textContent = "";
    // Several of these stand on a page: each says which sentence it means.
    button.setAttribute("aria-label", `${data.words.copy}: ${data.text}`);
  };
  const say = (words) => {
    button.textContent = words;
    button.removeAttribute("aria-label");
    status.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(rest, 2500);
  };
  const older = () => {
    const box = document.createElement("textarea");
    box.value = data.text;
    box.className = "unseen";
    root.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    button.focus();
    return done;
  };
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text);
      say(data.words.copied);
    } catch {
      // Some browsers keep the clipboard from a page; the older way still works in most of them.
      say(older() ? data.words.copied : data.words.failed);
    }
  };
  rest();
  return () => clearTimeout(timer);
}
