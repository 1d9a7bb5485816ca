// The source beside its picture: a selected line highlights its elements, and the other way round.

import { element } from "./common.js";

const pane = document.getElementById("source");
const list = pane.querySelector("ol");
const button = document.getElementById("beside");
const key = "seqwright source";

const glow = new CSSStyleSheet();
glow.replaceSync(`
  figure { width: max-content; margin: 0 auto; transition: opacity 0.1s; }
  figure + figure { margin-top: 20px; }
  figure.stale { opacity: 0.55; }
  figcaption { margin-bottom: 4px; font-size: 13px; color: var(--faint); }
  figure > svg { display: block; }
  [data-line] { cursor: pointer; }
  [data-line].lit { filter: drop-shadow(0 0 2px #f0a000) drop-shadow(0 0 2px #f0a000); }
`);

let picture = null;

/** The elements drawn for a line, or for any. Stale pictures are ignored, because their lines may have moved. */
const marks = (number) => {
  const line = number === undefined ? "[data-line]" : `[data-line="${number}"]`;
  return [...picture.querySelectorAll(`figure:not(.stale) ${line}`)];
};

function open(shown) {
  pane.hidden = !shown;
  button.setAttribute("aria-pressed", String(shown));
  sessionStorage.setItem(key, shown ? "open" : "");
}

function light(number) {
  for (const lit of [...list.querySelectorAll(".lit"), ...picture.querySelectorAll(".lit")]) lit.classList.remove("lit");
  list.children[number - 1]?.classList.add("lit");
  for (const mark of marks(number)) mark.classList.add("lit");
}

/** Shows a line, also where the source was not shown before. */
export function showLine(number) {
  if (!list.children[number - 1]) return;
  open(true);
  light(number);
  list.children[number - 1].scrollIntoView({ block: "nearest" });
}

/** Shows the source of a sheet beside its picture. */
export function setSource(sheet) {
  button.hidden = sheet.lines.length === 0;
  const drawn = new Set(marks().map((mark) => mark.dataset.line));
  list.replaceChildren(
    ...sheet.lines.map((text, index) => element("li", drawn.has(String(index + 1)) ? "drawn" : "", text)),
  );
  for (const { line, severity } of sheet.diagnostics) list.children[line - 1]?.classList.add(severity);
  if (button.hidden) pane.hidden = true;
  else open(sessionStorage.getItem(key) === "open");
}

const lineOf = (event) => event.target.closest?.("figure:not(.stale) [data-line]")?.dataset.line;
const numberOf = (event) => [...list.children].indexOf(event.target.closest("li")) + 1;

/** Connects the source with the tree of its pictures. */
export function tie(tree) {
  picture = tree;
  picture.adoptedStyleSheets = [glow];
  picture.addEventListener("mouseover", (event) => !pane.hidden && light(lineOf(event)));
  picture.addEventListener("click", (event) => !event.target.closest("a") && showLine(lineOf(event)));
}

list.addEventListener("mouseover", (event) => light(numberOf(event)));
list.addEventListener("click", (event) => {
  marks(numberOf(event))[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
});
pane.addEventListener("mouseleave", () => light(0));
button.addEventListener("click", () => open(pane.hidden));
document.addEventListener("keydown", (event) => {
  if (event.key === "s" && !event.ctrlKey && !event.metaKey && !event.altKey && !button.hidden) open(pane.hidden);
});
