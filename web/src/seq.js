// The tokenizer of `editors/codemirror`, and what an editor wants besides: how far a line is indented.

import { StreamLanguage } from "@codemirror/language";
import { seq as tokenizer } from "../../editors/codemirror/seq.js";
import { words } from "./language.json";

/** Words that stand one level further out than what is above them. */
const BOUNDARIES = words.filter(({ role }) => role === "boundary").map(({ word }) => word);
const CLOSES = new RegExp(`^\\s*(?:${BOUNDARIES.join("|")})\\b(?!\\s*[-=<(])`, "i");
const BLOCKS = new Set(words.filter(({ role }) => role === "block").map(({ word }) => word));

/** How much deeper the lines below a line are. A note without a colon in its line goes on below it. */
function deeper(line, kind) {
  if (kind === "message" || kind === "text") return 0;
  const word = /^\s*([a-z]+[+-]?)/i.exec(line)?.[1].toLowerCase();
  if (word === "end") return -1;
  if (kind === "note") return line.includes(":") ? 0 : 1;
  return BLOCKS.has(word) ? 1 : 0;
}

export const seq = StreamLanguage.define({
  ...tokenizer,
  startState: () => ({ ...tokenizer.startState(), depth: 0 }),
  token(stream, state) {
    const begins = stream.sol();
    const style = tokenizer.token(stream, state);
    if (begins) state.depth = Math.max(0, state.depth + deeper(stream.string, state.kind));
    return style;
  },
  indent: ({ depth }, textAfter, { unit }) => Math.max(0, depth - (CLOSES.test(textAfter) ? 1 : 0)) * unit,
  languageData: {
    ...tokenizer.languageData,
    indentOnInput: new RegExp(`^\\s*(?:${BOUNDARIES.join("|")})$`, "i"),
    closeBrackets: { brackets: ["(", "[", "{", '"'] },
  },
});
