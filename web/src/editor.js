// The editor: text in, changes out. What is wrong with the text and how it is fixed, it is told.

import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, toggleComment } from "@codemirror/commands";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { complete } from "./complete.js";
import { unfenced } from "./paste.js";
import { seq } from "./seq.js";

/** Marks a change that loads another text, which is not a key of the user. */
const loads = Annotation.define();

const narrow = matchMedia("(max-width: 700px)");

function extensions(listeners) {
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    closeBrackets(),
    indentOnInput(),
    placeholder("Alice->Bob: hello"),
    search({ top: true }),
    seq,
    syntaxHighlighting(classHighlighter),
    autocompletion({ override: [complete], icons: false, activateOnTypingDelay: 150 }),
    EditorView.clipboardInputFilter.of(unfenced),
    // Tab is not bound: it leaves the editor, as everywhere on the page.
    keymap.of([
      { key: "Mod-/", run: toggleComment },
      ...completionKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...lintKeymap,
    ]),
    EditorView.contentAttributes.of({
      "aria-label": "Diagram source",
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
    }),
    EditorState.allowMultipleSelections.of(true),
    narrow.matches ? EditorView.lineWrapping : [],
    EditorView.updateListener.of((update) => {
      if (update.docChanged) {
        const isLoad = update.transactions.some((one) => one.annotation(loads));
        listeners.changed(isLoad);
      } else if (update.selectionSet) listeners.moved();
    }),
  ];
}

/** Whether every line of a text ends as on Windows. The editor itself knows one kind of line end. */
const newlineOf = (text) => (/\r\n/.test(text) && !/(?:^|[^\r])\n/.test(text) ? "\r\n" : "\n");

export class Editor {
  #view;
  #newline;

  constructor(parent, text, listeners) {
    this.#newline = newlineOf(text);
    const state = EditorState.create({ doc: text, extensions: extensions(listeners) });
    this.#view = new EditorView({ state, parent });
  }

  get text() {
    return this.#view.state.doc.toString();
  }

  /** The text with the line ends that it came with. */
  get whole() {
    return this.#newline === "\n" ? this.text : this.text.replaceAll("\n", this.#newline);
  }

  /** The line of the cursor. */
  get line() {
    const { doc, selection } = this.#view.state;
    return doc.lineAt(selection.main.head).number;
  }

  get hasFocus() {
    return this.#view.hasFocus;
  }

  focus() {
    this.#view.focus();
  }

  /** Shows another text. It can be undone. */
  load(text) {
    const { doc } = this.#view.state;
    this.#newline = newlineOf(text);
    this.#view.dispatch({
      changes: { from: 0, to: doc.length, insert: text },
      selection: { anchor: 0 },
      annotations: loads.of(true),
      scrollIntoView: true,
    });
  }

  /** Changes the text into another one that is much the same: the cursor stays where it is. */
  become(text) {
    const old = this.text;
    const most = Math.min(old.length, text.length);
    let from = 0;
    while (from < most && old[from] === text[from]) from += 1;
    let tail = 0;
    while (tail < most - from && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
    if (old === text) return;
    const line = this.line;
    const changes = { from, to: old.length - tail, insert: text.slice(from, text.length - tail) };
    this.#view.dispatch({ changes, userEvent: "input.format" });
    const { doc } = this.#view.state;
    const at = doc.line(Math.min(line, doc.lines));
    this.#view.dispatch({ selection: { anchor: at.to } });
  }

  /** The position of a place of a diagnostic. */
  #at({ line, column }) {
    const { doc } = this.#view.state;
    if (line > doc.lines) return doc.length;
    const { from, to } = doc.line(Math.max(line, 1));
    return Math.min(from + column - 1, to);
  }

  /** Moves the cursor to a place, and there. */
  go(place, end = place) {
    const [anchor, head] = [this.#at(place), this.#at(end)];
    const effects = EditorView.scrollIntoView(anchor, { y: "nearest", yMargin: 60 });
    this.#view.dispatch({ selection: { anchor, head }, effects });
    this.#view.focus();
  }

  /** Selects a line. */
  select(line) {
    this.go({ line, column: 1 }, { line, column: Infinity });
  }

  /** Makes a fix of a diagnostic. */
  fix(fixes) {
    const changes = fixes.map((fix) => this.#change(fix));
    this.#view.dispatch({ changes, userEvent: "input.fix", scrollIntoView: true });
  }

  #change({ place, end, replacement }) {
    const { doc } = this.#view.state;
    // The end of a whole line that goes is the beginning of the next one.
    const to = end.line > place.line && end.column === 1 && end.line <= doc.lines ? doc.line(end.line).from : this.#at(end);
    return { from: this.#at(place), to, insert: replacement };
  }

  /** Underlines what diagnostics are about. */
  mark(diagnostics) {
    const { doc } = this.#view.state;
    const marks = diagnostics.map((one) => {
      const [first] = one.labels;
      const from = this.#at(first?.place ?? one.place);
      const to = Math.max(from, this.#at(first?.end ?? one.place));
      // What has no width is shown on the character before it, or on the whole line.
      const start = from === to && from > doc.lineAt(from).from ? from - 1 : from;
      const message = one.help ? `${one.message}\nhelp: ${one.help}` : one.message;
      const actions = one.fixes.length ? [{ name: "Fix", apply: () => this.fix(one.fixes) }] : [];
      return { from: start, to, severity: one.severity, message, actions };
    });
    this.#view.dispatch(setDiagnostics(this.#view.state, marks));
  }
}
