// Files of the user: by the File System Access API where there is one, else by an input and a download.

import { make, say } from "./dom.js";
import { MOST } from "./compiler.js";

const TYPES = [{ description: "Sequence diagrams", accept: { "text/plain": [".seq", ".txt", ".mmd", ".puml"] } }];
let handle = null;

/** Notes which file the text belongs to: none, unless it was opened. */
export function belongs(to = null) {
  handle = to;
}

function chosen() {
  return new Promise((resolve) => {
    const input = make("input", { type: "file", accept: ".seq,.txt,.mmd,.mermaid,.puml,.plantuml,.wsd,text/plain" });
    input.onchange = () => resolve(input.files[0]);
    input.oncancel = () => resolve(null);
    input.click();
  });
}

/** The text of a file; null, with words, if it is none that can be shown. */
export async function textOf(file) {
  if (file.size > MOST) {
    say(`${file.name} is larger than 1 MiB. The program seqwright draws it; this page does not.`);
    return null;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    say(`${file.name} is not a text in UTF-8.`);
    return null;
  }
}

/** Lets the user choose a file. Returns its text and what it is saved to, or null. */
export async function open() {
  let file = null;
  let opened = null;
  try {
    if (globalThis.showOpenFilePicker) {
      [opened] = await globalThis.showOpenFilePicker({ types: TYPES });
      file = await opened.getFile();
    } else file = await chosen();
  } catch (error) {
    if (error.name !== "AbortError") say(`The file cannot be opened: ${error.message}`);
  }
  const text = file && (await textOf(file));
  return text === null ? null : { text, to: opened };
}

/** Saves a text to the file that was opened, or to a new one. */
export async function save(text, name) {
  if (!globalThis.showSaveFilePicker) return download(text, `${name}.seq`, "text/plain");
  try {
    handle ??= await globalThis.showSaveFilePicker({ suggestedName: `${name}.seq`, types: TYPES });
    const file = await handle.createWritable();
    await file.write(text);
    await file.close();
    say(`Saved as ${handle.name}`);
  } catch (error) {
    if (error.name === "AbortError") return;
    handle = null;
    say(`The file cannot be saved: ${error.message}`);
  }
}

/** Hands out a download. */
export function download(content, name, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  say(`Saved ${name}`);
}

/** Calls back with the text of a file that is dropped on the page. */
export function onDrop(take) {
  const isFile = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => isFile(event) && event.preventDefault(), true);
  addEventListener(
    "drop",
    async (event) => {
      if (!isFile(event)) return;
      event.preventDefault();
      event.stopPropagation();
      const text = await textOf(event.dataTransfer.files[0]);
      if (text !== null) take(text);
    },
    true,
  );
}
