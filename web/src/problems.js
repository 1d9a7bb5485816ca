// The list of what is wrong, as buttons that lead to the place, each with its fix.

import { $, make, rich } from "./dom.js";

const MOST = 50;

function item(diagnostic, editor) {
  const { severity, message, help, notes, place, labels, fixes, code } = diagnostic;
  const [first] = labels;
  const lead = make("button", { type: "button", className: "lead", title: code });
  lead.append(make("span", { className: "where", textContent: `Line ${place.line}: ` }));
  lead.append(make("span", { className: severity, textContent: severity }), ": ", ...rich(message));
  lead.onclick = () => editor.go(first?.place ?? place, first?.end ?? place);
  const parts = [lead];
  if (fixes.length) {
    const words = rich(`Fix: ${help ?? "change it"}`);
    parts.push(make("button", { type: "button", className: "fix", onclick: () => editor.fix(fixes) }, ...words));
  } else if (help) parts.push(make("p", { className: "help" }, ...rich(help)));
  for (const note of notes) parts.push(make("p", { className: "help" }, ...rich(note)));
  return make("li", { className: severity }, ...parts);
}

/** How many problems there are, in words. */
export function summary(diagnostics) {
  const count = (severity) => diagnostics.filter((one) => one.severity === severity).length;
  const some = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  if (!diagnostics.length) return "No problems";
  return `${some(count("error"), "error")}, ${some(count("warning"), "warning")}`;
}

/** Shows the list. */
export function list(diagnostics, editor, fixAll) {
  const panel = $("problems");
  const head = make("div", { className: "head" }, make("h2", { textContent: summary(diagnostics) }));
  const fixable = diagnostics.filter((one) => one.fixes.length);
  if (fixable.length > 1) {
    head.append(make("button", { type: "button", textContent: `Fix all ${fixable.length}`, onclick: fixAll }));
  }
  const items = diagnostics.slice(0, MOST).map((one) => item(one, editor));
  if (diagnostics.length > MOST) {
    items.push(make("li", {}, `and ${diagnostics.length - MOST} more`));
  }
  panel.replaceChildren(head, make("ol", {}, ...items));
  panel.classList.toggle("fine", !diagnostics.length);
}

/** Shows words instead of the list, with a button if there is something to do. */
export function instead(words, action, act) {
  const head = make("div", { className: "head" }, make("h2", { textContent: words }));
  if (action) head.append(make("button", { type: "button", textContent: action, onclick: act }));
  $("problems").replaceChildren(head);
  $("problems").classList.remove("fine");
}
