// The menu with the rarer things, and what opens from it.

import { $, make, show } from "./dom.js";
import { words } from "./language.json";
import { recent } from "./store.js";

/** Lets the buttons of the menu do what `actions` has for them. */
export function menu(actions) {
  const element = $("menu");
  element.addEventListener("click", (event) => {
    const item = event.target.closest("[data-do]");
    if (!item) return;
    element.hidePopover();
    actions[item.dataset.do]();
  });
  element.addEventListener("toggle", (event) => {
    if (event.newState !== "open") return;
    const { right, bottom } = $("more").getBoundingClientRect();
    element.style.top = `${bottom + 4}px`;
    element.style.right = `${Math.max(8, innerWidth - right)}px`;
    element.querySelector("button").focus();
  });
  element.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = [...element.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement);
    items[(at + step + items.length) % items.length].focus();
  });
}

/** Shows the words of the language and how their statements are written. */
export function sheet() {
  const rows = words.map(({ word, form }) => {
    const parts = form.split("`").map((part, at) => (at % 2 ? make("code", { textContent: part }) : part));
    return make("tr", {}, make("th", { scope: "row" }, word), make("td", {}, ...parts));
  });
  const arrows = [
    ["A->B: text", "a call"],
    ["A->>B: text", "asynchronous"],
    ["A-->B: text", "a reply"],
    ["A->A: text", "to itself"],
    ["[->A: text", "from outside"],
    ["A-xB: text", "lost"],
    ["A->+B … B-->-A", "an activation begins, and ends"],
    ["# text", "a comment"],
  ].map(([code, means]) => make("tr", {}, make("th", { scope: "row" }, make("code", { textContent: code })), make("td", {}, means)));
  const table = (...rows) => make("table", {}, make("tbody", {}, ...rows));
  show("Cheat sheet", make("div", { className: "sheet" }, make("h3", {}, "Messages"), table(...arrows), make("h3", {}, "Words"), table(...rows)), "wide");
}

/** Shows the earlier drafts. */
export function earlier(restore) {
  const drafts = recent();
  const list = drafts.map(({ text, time }) => {
    const title = /^\s*title\s+(.*)$/m.exec(text)?.[1] ?? text.trim().split("\n")[0];
    const when = new Date(time).toLocaleString();
    const act = () => {
      $("dialog").close();
      restore(text);
    };
    const lines = text.trim().split("\n").length;
    return make("li", {}, make("button", { type: "button", onclick: act }, title.slice(0, 80)), ` ${lines} lines, ${when}`);
  });
  const none = make("p", {}, "There are none. When an example or a link replaces your draft, the draft is kept here, in this browser.");
  show("Earlier drafts", drafts.length ? make("ul", { className: "recent" }, ...list) : none);
}
