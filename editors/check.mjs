// Checks the grammars on real sources: a line may have the scope of an error only where the compiler has an error.
// usage: node check.mjs FAULTS FILE...   (FAULTS: the lines of `seqwright check --message-format json` for these files)
//
// It stands in a folder with `textmate`, `codemirror` and the packages; `scripts/grammars.sh` sees to that.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { StringStream } from "@codemirror/language";
import { seq } from "./codemirror/seq.js";

const require = createRequire(import.meta.url);
const textmate = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

const MARKDOWN = "text.html.markdown";

const [faults, ...files] = process.argv.slice(2);
const wrong = new Map(files.map((file) => [file, new Set()]));
for (const line of readFileSync(faults, "utf8").split("\n").filter(Boolean)) {
  const { severity, file, start, end, labels, notes = [] } = JSON.parse(line);
  if (severity !== "error") continue;
  for (const place of [{ start, end }, ...labels]) {
    for (let at = place.start.line; at <= place.end.line; at++) wrong.get(file)?.add(at);
  }
  for (const note of notes.filter((note) => note.startsWith("the same goes for"))) {
    for (const [at] of note.matchAll(/\d+/g)) wrong.get(file)?.add(Number(at));
  }
}

const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope) => {
    // What editors have for Markdown is not needed here.
    if (scope === MARKDOWN) return textmate.parseRawGrammar(JSON.stringify({ scopeName: MARKDOWN, patterns: [] }), "x.json");
    const name = scope === "source.seq" ? "seq" : "markdown";
    const path = new URL(`./textmate/${name}.tmLanguage.json`, import.meta.url);
    return textmate.parseRawGrammar(readFileSync(path, "utf8"), "x.json");
  },
  getInjections: (scope) => (scope === MARKDOWN ? ["markdown.seq.codeblock"] : []),
});
const grammar = await registry.loadGrammar("source.seq");

/** The scopes of each line of a document. */
function inMarkdown(grammar, lines) {
  let stack = textmate.INITIAL;
  return lines.map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.flatMap((token) => token.scopes);
  });
}
const document = ["Prose->B: x", "```seq theme=dark", "note over A", "  A->B: text", "```", "Prose->B: x", "~~~ seq", "A->B: x", "~~~", "A->B: x"];
const inFences = inMarkdown(await registry.loadGrammar(MARKDOWN), document).map((scopes) =>
  scopes.some((scope) => /^(?:keyword|string|entity)\..*\.seq$/.test(scope)),
);
const colored = document.filter((_, at) => inFences[at]);
if (colored.join("|") !== "note over A|  A->B: text|A->B: x") throw new Error(`coloured in Markdown: ${colored.join("|")}`);

/** Whether each line of a source has an error in the TextMate grammar. */
function ofTextMate(lines) {
  let stack = textmate.INITIAL;
  return lines.map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.some((token) => token.scopes.includes("invalid.illegal.seq"));
  });
}

/** The same for CodeMirror; each call must take a character. */
function ofCodeMirror(lines) {
  const state = seq.startState();
  return lines.map((line) => {
    const stream = new StringStream(line, 2, 2);
    let isWrong = false;
    while (!stream.eol()) {
      stream.start = stream.pos;
      isWrong ||= seq.token(stream, state) === "invalid";
      if (stream.pos === stream.start) throw new Error(`no character taken: ${line}`);
    }
    return isWrong;
  });
}

let count = 0;
for (const file of files) {
  const lines = readFileSync(file, "utf8").replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  for (const [name, found] of [["TextMate", ofTextMate(lines)], ["CodeMirror", ofCodeMirror(lines)]]) {
    let before = false;
    found.forEach((isWrong, at) => {
      // One error speaks for the lines below it that are no statements either.
      before = wrong.get(file).has(at + 1) || (before && (isWrong || /^\s*(?:#|$)/.test(lines[at])));
      if (!isWrong || before) return;
      console.log(`${file}:${at + 1}: an error in the grammar of ${name} and not in seqwright: ${lines[at]}`);
      count += 1;
    });
  }
}
console.log(`${files.length} files, ${count} lines that are errors only in a grammar`);
process.exit(count > 0 ? 1 : 0);
