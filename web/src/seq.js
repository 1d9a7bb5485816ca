// Colours the lines of `.seq`. It only looks: what a line means, the compiler says.

import { StreamLanguage } from "@codemirror/language";
import { words } from "./language.json";

/** Words that stand one level further out than what is above them. */
const BOUNDARIES = words.filter(({ role }) => role === "boundary").map(({ word }) => word);
const CLOSES = new RegExp(`^\\s*(?:${BOUNDARIES.join("|")})\\b(?!\\s*[-=<(])`, "i");
const byWord = new Map(words.map((word) => [word.word, word]));
const ARROW = /^(?:<{0,2}[-=.~]{1,3}[\\/|]{0,2}[>x*o]{0,3}[|\\/]?[*+\-!]*)/;
const IS_ARROW = /^(?:[<x*o]?<?-{1,2}[>x*o|\\/)]|<-|<<-|-{1,2}>|={1,2}>)/;
const INNER = /^(?:as|of|over|left|right|at|across|from|to|knows|never|under)\b/i;

/** The first word of a line, if a statement begins with it. */
function keyword(stream) {
  const found = stream.match(/^[A-Za-z]+/, false);
  if (!found || !byWord.has(found[0].toLowerCase())) return null;
  const rest = stream.string.slice(stream.pos + found[0].length);
  // `end->x: hi` is a message of a participant called `end`.
  if (IS_ARROW.test(rest.trimStart()) || /^[\w-]/.test(rest)) return null;
  stream.pos += found[0].length;
  return byWord.get(found[0].toLowerCase());
}

/** Follows how deep blocks are nested. A note without a colon in its line goes on below it. */
function nest(word, rest, state) {
  if (word.word === "end") state.depth = Math.max(0, state.depth - 1);
  else if (word.role === "block" || (word.role === "note" && !rest.includes(":"))) state.depth += 1;
}

function begin(stream, state) {
  state.isStart = false;
  if (stream.match(/^(?:#(?![0-9a-fA-F]{3,8}\b)|\/\/)/)) {
    stream.skipToEnd();
    return "comment";
  }
  if (stream.match(/^==+/)) return "heading";
  const word = keyword(stream);
  if (!word) return null;
  nest(word, stream.string.slice(stream.pos), state);
  state.isText = word.role === "block" || word.word === "else" || word.word === "title" || word.word === "option";
  return "keyword";
}

function token(stream, state) {
  if (stream.sol()) Object.assign(state, { isStart: true, isText: false });
  if (stream.eatSpace()) return null;
  if (state.isStart) {
    const style = begin(stream, state);
    if (style) return style;
  }
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return "string";
  if (stream.match(/^\[[^\]]*\]?/)) return "variableName";
  if (state.isText) {
    stream.next();
    stream.eatWhile(/[^"\[\s]/);
    return "content";
  }
  if (stream.match(/^:/)) {
    state.isText = true;
    return "punctuation";
  }
  if (stream.match(/^#[\w]+/)) return "color";
  if (stream.match(/^0x[0-9a-fA-F]+/)) return "number";
  if (IS_ARROW.test(stream.string.slice(stream.pos)) && stream.match(ARROW)) return "operator";
  if (stream.match(INNER)) return "keyword";
  stream.next();
  stream.eatWhile(/[\w.]/);
  return null;
}

export const seq = StreamLanguage.define({
  name: "seq",
  startState: () => ({ isStart: true, isText: false, depth: 0 }),
  token,
  indent: ({ depth }, textAfter, { unit }) => Math.max(0, depth - (CLOSES.test(textAfter) ? 1 : 0)) * unit,
  languageData: {
    indentOnInput: new RegExp(`^\\s*(?:${BOUNDARIES.join("|")})$`, "i"),
     commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"'] } },
});
