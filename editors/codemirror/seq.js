// A tokenizer of the language `seq` for `StreamLanguage.define` of CodeMirror 6. It colours a line by the statement that
// its first word or its arrow promises; what is an error, the compiler says. Each call takes at least one character.
import { arrow, bare, beforeText, blocks, boxes, heads, lines, parties } from "./words.js";

const ARROW = new RegExp(arrow);
const BLOCK_OF_TEXT = new RegExp(`^\\s*(?:(?:${boxes.join("|")})\\s+(?:over|left\\s+of|right\\s+of)[\\s"](?:"[^"]*"|[^:"])*:?|legend(?:\\s+\\w+)?)\\s*$`, "i");
// What it says stands below, and may begin on its line.
const INTO_REFERENCE = new RegExp(`^[^:]*${arrow}[^:]*\\bref\\s+over\\b[^:]*(:?)`, "i");
const END_OF_TEXT = new RegExp(`^\\s*end\\s+(?:${boxes.join("|")}|legend)\\b`, "i");
const COLOR = /^(?:##[\w.-]+|#[0-9A-Za-z]+)/;
const QUOTED = /^"(?:\\.|[^"\\])*"?/;

/** What a line is: a word of the lists above, `message`, `text` or nothing. */
function kindOf(line) {
  const word = /^\s*([a-z][a-z0-9]*[+-]?)/i.exec(line)?.[1] ?? "";
  const lower = word.toLowerCase();
  const known = (list) => list.includes(lower) || (list === lines && lower.startsWith("fontawesome"));
  const isNote = known(boxes) && /^\s*\w+\s+(?:over|left\s+of|right\s+of)[\s"]/i.test(line);
  if (isNote) return "note";
  const rest = line.trimStart().slice(word.length);
  const isWord = word === lower && /^(?:[\s#:]|$)/.test(rest);
  if (isWord && beforeText.includes(word) && rest.trimStart().search(ARROW) !== 0) return "before-text";
  if (known(heads) && /^(?::\w+)?\s+"/.test(rest)) return "names";
  const colon = line.indexOf(":", /^\s*"(?:\\.|[^"\\])*"/.exec(line)?.[0].length ?? 0);
  const header = colon < 0 ? line : line.slice(0, colon);
  if (ARROW.test(header)) return "message";
  if (!/^(?:[\s#:;"{]|$)/.test(rest)) return header.includes("-") && colon >= 0 ? "message" : "";
  if (known(heads) || known(parties)) return "names";
  if (known(blocks)) return "before-text";
  if (known(lines) && (rest.trim() !== "" || bare.includes(lower))) return "names";
  return header.includes("-") && colon >= 0 ? "message" : "";
}

export const seq = {
  name: "seq",
  languageData: { commentTokens: { line: "#" } },

  startState: () => ({ text: false, mayEnd: false, kind: "", part: "start" }),
  copyState: (state) => ({ ...state }),

  token(stream, state) {
    if (stream.sol()) {
      const line = stream.string;
      state.part = "start";
      const kind = kindOf(line);
      if (state.text && !END_OF_TEXT.test(line) && !(state.mayEnd && (kind || /^\s*(?:#|$)/.test(line)))) {
        state.kind = "text";
      } else {
        const isBlock = BLOCK_OF_TEXT.test(line);
        const reference = INTO_REFERENCE.exec(line);
        state.text = isBlock || reference !== null;
        state.mayEnd = reference?.[1] === ":";
        state.kind = isBlock ? "note" : kind;
      }
    }
    if (stream.eatSpace()) return null;
    if (state.kind === "text") return all(stream, "string");
    if (state.part === "start") {
      if (stream.match(/^(?:#|\/\/(?!\|))/)) return all(stream, "comment");
      if (stream.match(/^(?:==|\.\.\.|\})/)) {
        state.part = "after";
        return "keyword";
      }
    }
    if (state.kind === "message") return inMessage(stream, state);
    if (state.kind === "") return all(stream, state.part === "after" ? "string" : "invalid");
    return inStatement(stream, state);
  },
};

/** The rest of the line. */
function all(stream, style) {
  stream.skipToEnd();
  return style;
}

function inMessage(stream, state) {
  if (state.part === "text") return inText(stream);
  if (stream.match(QUOTED)) return "typeName";
  if (stream.eat(":")) {
    state.part = "text";
    return "punctuation";
  }
  const found = stream.match(ARROW, false);
  if (found && found.index === 0) {
    stream.match(ARROW);
    stream.match(/^[*+-]{0,2}(?:\(\d+\))?/);
    state.part = "receiver";
    return "operator";
  }
  stream.next();
  return "typeName";
}

function inStatement(stream, state) {
  if (state.part === "start") {
    stream.match(/^[a-z][a-z0-9]*[+-]?(?::[a-z]+)?/i) || stream.next();
    if (state.kind === "note") stream.match(/^\s+(?:over|left\s+of|right\s+of)/i);
    state.part = "rest";
    return "keyword";
  }
  if (state.part === "text") return inText(stream);
  if (stream.match(COLOR)) return "color";
  if (stream.match(QUOTED)) return "string";
  if (stream.eat(":")) {
    if (state.kind === "note") state.part = "text";
    return "punctuation";
  }
  if (stream.match(/^(?:0x[0-9a-f]*|\d+(?:\.\d+)?)\b/i)) return "number";
  if (stream.match(/^as\b/i)) return "keyword";
  if (stream.match(/^[^\s:#"]+/)) return state.kind === "before-text" ? "string" : "typeName";
  stream.next();
  return null;
}

function inText(stream) {
  if (stream.match(/^\\./)) return "escape";
  if (stream.match(/^(?:<[^<>]*>|\*\*|\/\/|""|__|~~|--)/)) return "meta";
  if (stream.match(/^[^\\<*/"_~-]+/)) return "string";
  stream.next();
  return "string";
}
