// Who knows what: a value a row, a party a column, and in each cell since which line.

import { $, make } from "./dom.js";

const place = (line, editor) =>
  make("button", { type: "button", textContent: `line ${line}`, onclick: () => editor.select(line) });

/** Words and a line that stay together. */
const pair = (words, line, editor) =>
  make("span", { className: "pair" }, words, ...(line ? [" ", place(line, editor)] : []));

function time(known, editor) {
  const parts = [pair(known.how, known.line, editor)];
  if (known.until) parts.push(" ", pair("until", known.until.line, editor));
  return make("div", { className: known.until ? "past" : "" }, ...parts);
}

function row(value, parties, attacker, editor) {
  const name = make("th", { scope: "row" }, value.name);
  if (value.secret !== null) {
    const isSecret = value.secret;
    const title = isSecret ? "the attacker never has it" : "the attacker can have it";
    name.append(" ", make("span", { className: isSecret ? "secret" : "open", title, textContent: isSecret ? "secret" : "open" }));
  }
  const cells = parties.map((_, party) => {
    const times = value.known.filter((known) => known.who === party);
    const cell = make("td", { className: party === attacker ? "attacker" : "" });
    if (!times.length) cell.append(make("span", { className: "not", title: "does not know it", textContent: "–" }));
    cell.append(...times.map((known) => time(known, editor)));
    return cell;
  });
  return make("tr", {}, name, ...cells);
}

/** Shows the table, or hides it. */
export function table(knowledge, editor, stepThrough) {
  const section = $("knows");
  section.hidden = !knowledge?.values.length;
  if (section.hidden) return section.replaceChildren();
  const { participants, attacker, values } = knowledge;
  const heads = participants.map(({ name }) => make("th", { scope: "col", textContent: name }));
  const rows = values.map((value) => row(value, participants, attacker, editor));
  const steps = make("button", { type: "button", textContent: "Step through", onclick: stepThrough });
  const isOpen = section.querySelector("details")?.open ?? true;
  const whole = make(
    "table",
    {},
    make("thead", {}, make("tr", {}, make("th", { scope: "col", textContent: "Value" }), ...heads)),
    make("tbody", {}, ...rows),
  );
  const scroller = make("div", { className: "scroller", tabIndex: 0, role: "region", "aria-label": "Table of who knows what" }, whole);
  section.replaceChildren(
    make("details", { open: isOpen }, make("summary", {}, make("h2", { textContent: "Who knows what" })), steps, scroller),
  );
}
