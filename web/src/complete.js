// What may be written next: words of the language at the beginning of a line, and names that the text has.

import { words } from "./language.json";

/** What most texts have goes first. */
const COMMON = "participant actor title note alt else end loop opt par activate deactivate autonumber database".split(" ");
const KEYWORDS = words.map(({ word, form, role }) => ({
  label: word,
  type: "keyword",
  detail: role === "line" ? "" : role,
  info: form.replaceAll("`", ""),
  boost: COMMON.includes(word) ? 50 - COMMON.indexOf(word) : 0,
}));
const EXACT = new Set(words.map(({ word }) => word));
const ARROW = /\s*(?:<<?-|<?-{1,2}|={1,2}|<?-{1,2})[>x*|\\/]*[>)]?[+\-*!]*\s*/;
const DECLARED = /^\s*(?:participant|actor|boundary|control|entity|database|collections|queue|rparticipant)(?::\S+)?\s+(.*)$/i;

/** The names in a text, in the order in which they appear. */
export function names(text) {
  const found = new Set();
  for (const line of text.split("\n", 5000)) {
    const declared = DECLARED.exec(line);
    if (declared) {
      const [, rest] = declared;
      const name = /\bas\s+(\S+)/.exec(rest)?.[1] ?? /^"([^"]*)"|^(\S+)/.exec(rest)?.slice(1).find(Boolean);
      if (name) found.add(name);
      continue;
    }
    const [ends] = line.split(":");
    if (!/[-=]/.test(ends) || ends.length > 200 || /^\s*(#|\/\/|==)/.test(ends)) continue;
    for (const end of ends.split(ARROW)) {
      const name = end.trim();
      if (/^[\p{L}\p{N}_ .]{2,40}$/u.test(name)) found.add(name);
    }
  }
  return [...found];
}

/** Completes at the cursor. */
export function complete(context) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const [, indent, typed] = /^(\s*)(\w*)$/.exec(before) ?? [];
  // The word that is being written is no name yet.
  const others = () => {
    const { doc } = context.state;
    return names(doc.sliceString(0, line.from) + doc.sliceString(line.to));
  };
  const options = others().map((label) => ({ label, type: "variable", detail: "participant", boost: 60 }));
  // A word that is complete needs no list, and Enter after it is a new line.
  const isWhole = (text) => EXACT.has(text.toLowerCase()) || options.some(({ label }) => label === text);
  const validFor = (text) => /^\w*$/.test(text) && !isWhole(text);
  if (typed !== undefined) {
    if (!context.explicit && (typed.length < 2 || isWhole(typed))) return null;
    return { from: line.from + indent.length, options: [...options, ...KEYWORDS], validFor };
  }
  const after = /(?:[-=][>x*+\-]*\s*|[-=]>[>+*]*\s*|\b(?:over|of|across)\s+|,\s*)(\w*)$/.exec(before);
  if (!after || before.includes(":") || /^\s*(?:#|\/\/)/.test(before)) return null;
  if (!context.explicit && (isWhole(after[1]) || (!after[1] && !/[>x]$/.test(before.trimEnd())))) return null;
  return { from: context.pos - after[1].length, options, validFor };
}
