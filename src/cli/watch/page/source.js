// The source beside its picture: what stands on a line lights up where it is drawn, and the other way round.

import { element } from "./common.js";

const pane = document.getElementById("source");
const list = pane.querySelector("ol");
const button = document.getElementById("beside");
const key = "seqwright source";

const glow = new CSSStyleSheet();
glow.replaceSync(
  "[data-line].lit { filter: drop-shadow(0 0 2px #f0a000) drop-shadow(0 0 2px #f0a000); } [data-line] { cursor: pointer; }",
);

let picture = null;
let fresh = false;

/** What is drawn of a line; nothing while the picture is older than the source. */
const marks = (number) => (fresh ? [...picture.querySelectorAll(`[data-line="${number}"]`)] : []);

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

/** Puts the source of a sheet beside its picture. */
export function setSource(sheet) {
  fresh = sheet.svg !== null && !sheet.stale;
  button.hidden = sheet.lines.length === 0;
  const drawn = new Set([...picture.querySelectorAll("[data-line]")].map((mark) => mark.dataset.line));
  list.replaceChildren(
    ...sheet.lines.map((text, index) => element("li", fresh && drawn.has(String(index + 1)) ? "drawn" : "", text)),
  );
  for (const { line, severity } of sheet.complaints) list.children[line - 1]?.classList.add(severity);
  if (button.hidden) pane.hidden = true;
  else open(sessionStorage.getItem(key) === "open");
}

const lineOf = (event) => event.target.closest?.("[data-line]")?.dataset.line;
const numberOf = (event) => [...list.children].indexOf(event.target.closest("li")) + 1;

/** Ties the source to the tree that its pictures are put into. */
export function tie(tree) {
  picture = tree;
  picture.adoptedStyleSheets = [glow];
  picture.addEventListener("mouseover", (event) => fresh && !pane.hidden && light(lineOf(event)));
  picture.addEventListener("click", (event) => fresh && !event.target.closest("a") && showLine(lineOf(event)));
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
