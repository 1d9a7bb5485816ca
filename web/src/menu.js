// The menu with the rarer things, and what opens from it.

import { $, make, rich, show } from "./dom.js";
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

/** The parts of a page of the manual: headings, paragraphs, and fences with a button that opens them. */
function parts(markdown, open) {
  return markdown.split(/^(```seq\n[\s\S]*?\n```)$/m).flatMap((part) => {
    const fence = /^```seq\n([\s\S]*)\n```$/.exec(part);
    if (fence) {
      const button = make("button", { type: "button", textContent: "Try it", onclick: () => open(fence[1]) });
      return make("div", { className: "sample" }, make("pre", { textContent: fence[1], tabIndex: 0 }), button);
    }
    return part.split(/\n{2,}/).filter((text) => text.trim() && !/^# /.test(text.trim())).map((text) => {
      const heading = /^## (.*)$/m.exec(text.trim());
      return heading ? make("h3", { textContent: heading[1] }) : make("p", {}, ...rich(text.replaceAll("\n", " ").trim()));
    });
  });
}

/** Shows the language on one page. */
export async function sheet(open) {
  const { sheet: markdown } = await import("./examples.js");
  const act = (text) => {
    $("dialog").close();
    open(text);
  };
  show("Cheat sheet", make("div", { className: "sheet" }, ...parts(markdown, act)), "wide");
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
