// The playground: the parts, and how a key becomes a picture.

import { Compiler, fetched, unpacked } from "./compiler.js";
import { divider } from "./divider.js";
import { $, copy, say, whisper } from "./dom.js";
import { Drafts } from "./drafts.js";
import { Editor } from "./editor.js";
import { Exports } from "./exports.js";
import * as files from "./files.js";
import * as knows from "./knows.js";
import { earlier, menu, sheet } from "./menu.js";
import * as picture from "./picture.js";
import * as problems from "./problems.js";
import * as store from "./store.js";

/** A draw that takes longer than this, in ms, waits for a pause of the keys. */
const SLOW = 40;
const PAUSE = 150;
/** How long errors may stand before what was understood is drawn, in ms. */
const PATIENCE = 800;
const QUIET = 900;

const FIRST = $("first").textContent;
const isDark = matchMedia("(prefers-color-scheme: dark)");

let compiler;
let editor;
let cost = 0;
let frame = 0;
let pause = 0;
let patience = 0;
let quiet = 0;
let spoken = "";
let last = {};

const page = {
  get text() {
    return editor.text;
  },
  /** The text for others: with its own line ends. */
  get whole() {
    return editor.whole;
  },
  get theme() {
    return $("theme").value;
  },
  /** Inline, `auto` would follow the system in the middle of a page that may not: it is drawn as what is shown. */
  get shownTheme() {
    return page.theme === "auto" ? (isDark.matches ? "dark" : "light") : page.theme;
  },
  get title() {
    return $("picture").querySelector("svg > title")?.textContent ?? "";
  },
  /** Asks the compiler about the text; an answer without content if it has none. */
  async ask(what, options) {
    if (!compiler) {
      say("The compiler is not loaded yet");
      return {};
    }
    let answer = compiler.ask(what, page.text, options);
    if (answer.needsMore) {
      say("Loading the rest of the compiler…");
      try {
        await compiler.widen();
      } catch {
        say("The rest of the compiler cannot be loaded");
        return {};
      }
      answer = compiler.ask(what, page.text, options);
    }
    if (answer.broken || answer.tooLarge) unusable(answer);
    return answer;
  },
};

/** Says that there is nothing to show of this text. */
function unusable({ broken, tooLarge }) {
  picture.dim(true);
  editor.mark([]);
  if (tooLarge) problems.instead("The text is larger than 1 MiB. The program seqwright draws it; this page does not.");
  if (broken) {
    const words = "This text breaks the compiler. That is a bug of seqwright: please report it with the text.";
    problems.instead(words, "Copy the text", () => copy(page.text, "The text is copied"));
  }
  speak(tooLarge ? "The text is too large" : "This text breaks the compiler");
}

function speak(words) {
  clearTimeout(quiet);
  quiet = setTimeout(() => {
    if (words !== spoken) whisper(words);
    spoken = words;
  }, QUIET);
}

/** Draws the text as it is. `isNew` says that it is another diagram, whose picture is not awaited. */
function draw(isNew) {
  const begin = performance.now();
  clearTimeout(pause);
  clearTimeout(patience);
  const answer = compiler.ask("preview", page.text, { theme: page.shownTheme });
  if (answer.broken || answer.tooLarge) return unusable(answer);
  if (answer.needsMore) return widen(isNew);
  last = answer;
  const errors = answer.diagnostics.filter((one) => one.severity === "error");
  if (!errors.length || isNew) shows(answer);
  else picture.dim(true);
  // A line that is being written is not wrong yet.
  const isHalf = !isNew && editor.hasFocus && answer.diagnostics.some((one) => one.place.line === editor.line);
  if (!isHalf) tells(answer);
  patience = setTimeout(() => {
    if (errors.length && !isNew) shows(answer);
    if (isHalf) tells(answer);
  }, PATIENCE);
  speak(problems.summary(answer.diagnostics));
  cost = performance.now() - begin;
}

/** Shows the picture of an answer, and what else is drawn of it. */
function shows({ svg, diagnostics, knowledge }) {
  if (svg) picture.show(svg, diagnostics.some((one) => one.severity === "error"));
  knows.table(knowledge, editor, () => exports.steps());
  document.title = [page.title, "seqwright playground"].filter(Boolean).join(" · ");
  outline(false);
}

/** Says what is wrong with the text of an answer. */
function tells(answer) {
  editor.mark(answer.diagnostics);
  problems.list(answer.diagnostics, editor, fixAll);
  if (answer.language) offer(answer);
}

/** Loads the module with everything, for this text and all later ones. */
async function widen(isNew) {
  problems.instead("Loading the rest of the compiler…");
  try {
    await compiler.widen();
    draw(isNew);
  } catch {
    problems.instead("The rest of the compiler, which this text needs, cannot be loaded.", "Try again", () => widen(isNew));
  }
}

/** Offers to convert a text in another language. */
function offer({ language, diagnostics }) {
  if (diagnostics.some((one) => one.severity === "error")) return;
  const head = $("problems").querySelector(".head");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", textContent: `Convert ${language} to seq`, className: "primary", onclick: convert });
  head.append(button);
}

async function convert() {
  const { text, more } = await page.ask("convert");
  if (!text) return;
  editor.become(text);
  say(more?.length ? `Converted. Only the first of ${more.length + 1} diagrams was taken.` : "Converted. Ctrl+Z brings back what it was.");
}

async function fixAll() {
  const { text, made } = await page.ask("fix");
  if (text === undefined) return;
  editor.become(text);
  say(`Fixed: ${made?.length ?? 0}`);
}

async function format() {
  if (last.language) return say(`${last.language} is not formatted; it can be converted.`);
  const { text, diagnostics } = await page.ask("format");
  if (text === null) {
    const error = diagnostics.find((one) => one.severity === "error");
    return say(`Line ${error.place.line} has an error: what is not understood cannot be formatted.`);
  }
  if (text === undefined) return;
  say(text === page.text ? "It is formatted already" : "Formatted");
  editor.become(text);
}

let marking = 0;
function outline(mayScroll) {
  clearTimeout(marking);
  // After the paint: it measures the picture.
  marking = setTimeout(() => picture.mark(editor.hasFocus && editor.line, mayScroll), 60);
}

function changed(isLoad) {
  drafts.changed(page.whole);
  if (!compiler) return;
  if (isLoad) return draw(true);
  clearTimeout(patience);
  clearTimeout(pause);
  if (cost > SLOW) pause = setTimeout(() => draw(false), PAUSE);
  else frame ||= requestAnimationFrame(next);
}

function next() {
  frame = 0;
  draw(false);
}

async function open() {
  const opened = await files.open();
  if (!opened) return;
  drafts.open(opened.text, "This is your file");
  files.belongs(opened.to);
}

const drafts = new Drafts((text) => {
  files.belongs();
  editor.load(text);
});
const exports = new Exports(page);
const save = () => files.save(page.whole, exports.name);

async function example(event) {
  const { value, selectedOptions } = event.target;
  if (!value) return;
  const { examples } = await import("./examples.js");
  drafts.open(examples[value], `Example: ${selectedOptions[0].textContent}`);
  event.target.value = "";
}

function wire() {
  $("example").addEventListener("change", example);
  $("theme").addEventListener("change", () => {
    store.set("theme", page.theme);
    draw(true);
  });
  isDark.addEventListener("change", () => draw(true));
  $("format").addEventListener("click", format);
  for (const name of ["share", "svg", "png"]) $(name).addEventListener("click", () => exports[name]());
  const others = ["copySvg", "copyFence", "copyTag", "copyView", "text", "narrate", "steps"];
  menu({
    open,
    save,
    sheet: () => sheet((text) => drafts.open(text, "From the cheat sheet")),
    recent: () => earlier((text) => drafts.restore(text)),
    ...Object.fromEntries(others.map((name) => [name, () => exports[name]()])),
  });
  picture.onLine((line) => editor.select(line));
  files.onDrop((text) => drafts.open(text, "This is your file"));
  addEventListener("hashchange", () => drafts.follow());
  addEventListener("keydown", onKey);
  addEventListener("resize", () => outline(false));
  addEventListener("focusout", () => setTimeout(() => outline(false)));
  divider();
}

/** Keys that hold anywhere on the page. */
function onKey(event) {
  const acts = { s: save, o: open, F: format };
  const act = (event.ctrlKey || event.metaKey) && !event.altKey && acts[event.key];
  if (!act || $("dialog").open) return;
  event.preventDefault();
  act();
}

async function start() {
  const isSingle = Boolean($("module"));
  const load = isSingle ? unpacked("module") : fetched("seqwright.wasm");
  const text = await drafts.first();
  $("theme").value = store.get("theme") ?? "auto";
  if (!$("theme").value) $("theme").value = "auto";
  const listeners = { changed, moved: () => outline(true) };
  editor = new Editor($("editor"), text ?? FIRST, listeners);
  wire();
  try {
    compiler = new Compiler(await load, isSingle ? null : () => fetched("seqwright-full.wasm"));
  } catch (error) {
    return problems.instead(`The compiler cannot be loaded: ${error.message}`, "Try again", () => location.reload());
  }
  draw(true);
  document.body.dataset.ready = "";
  if (!isSingle && "serviceWorker" in navigator && location.protocol !== "file:") {
    navigator.serviceWorker.register("sw.js").catch(() => {});
  }
}

start();
