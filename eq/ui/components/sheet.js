const shown = new WeakMap();

function forget(frame) {
  const before = shown.get(frame);
  if (before) URL.revokeObjectURL(before.address);
  shown.delete(frame);
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".sheet");
  let frame = root.querySelector("iframe");
  if (!frame) {
    frame = document.createElement("iframe");
    // An empty sandbox: the file may be looked at and scrolled; it runs nothing and reaches nothing.
    frame.setAttribute("sandbox", "");
    root.append(frame);
  }
  frame.title = data.title;
  if (shown.get(frame)?.html !== data.html) {
    forget(frame);
    // An address of its own, known to this window alone: in a srcdoc the links to the file's own sections lead to the
    // page around it instead.
    const address = URL.createObjectURL(new Blob([data.html], { type: "text/html;charset=utf-8" }));
    shown.set(frame, { html: data.html, address });
    frame.src = address;
  }
  return () => forget(frame);
}
