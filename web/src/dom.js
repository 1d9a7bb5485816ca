// Short ways to make and find elements.

export const $ = (id) => document.getElementById(id);

/** Makes an element with properties and children. Texts are texts, never markup. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** The parts of a message: what stands between backticks is code. */
export function rich(text) {
  return text.split("`").map((part, at) => (at % 2 ? make("code", { textContent: part }) : part));
}

let timer;
/** Says something to everybody: on the screen for a while, and to screen readers. */
export function say(words, stays = 6000) {
  const status = $("status");
  clearTimeout(timer);
  status.textContent = words;
  status.classList.add("shown");
  timer = setTimeout(() => status.classList.remove("shown"), stays);
}

/** Says something to screen readers only. */
export function whisper(words) {
  const status = $("status");
  if (status.classList.contains("shown")) return;
  status.textContent = words;
}

/** Opens the dialog with a title and some content. */
export function show(title, content, classes = "") {
  const dialog = $("dialog");
  const close = make("button", { type: "button", textContent: "Close", onclick: () => dialog.close() });
  const head = make("div", { className: "head" }, make("h2", { id: "dialog-title", textContent: title }), close);
  dialog.className = classes;
  dialog.replaceChildren(head, content);
  if (!dialog.open) dialog.showModal();
  return dialog;
}

/** Copies a text; if the browser does not allow that, shows it to be copied by hand. */
export async function copy(text, words) {
  try {
    await navigator.clipboard.writeText(text);
    say(words);
  } catch {
    const area = make("textarea", { value: text, readOnly: true, rows: 8, "aria-label": "Text to copy" });
    show("Copy this by hand", area);
    area.select();
  }
}
