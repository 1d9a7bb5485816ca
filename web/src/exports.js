// What can be made of the text: pictures, links, texts to paste elsewhere.

import { copy, make, say, show } from "./dom.js";
import { download } from "./files.js";
import { advice, encode } from "./link.js";
import { png } from "./png.js";

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** A name of a file for a diagram with this title. */
export function nameOf(title) {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, 8).join("-").slice(0, 60) || "diagram";
}

export class Exports {
  #page;

  /** `page` has `text`, `theme` (its name), `shownTheme`, and `ask(what, options)`. */
  constructor(page) {
    this.#page = page;
  }

  /** The picture as the program writes it, or null, with words, if there are errors. */
  async #rendered(theme) {
    const answer = await this.#page.ask("render", { theme });
    if (answer.svg) return answer;
    const error = answer.diagnostics?.find((one) => one.severity === "error");
    say(error ? `Line ${error.place.line} has an error: with it the picture would be incomplete.` : "There is no picture.");
    return null;
  }

  get name() {
    return nameOf(this.#page.title);
  }

  async svg() {
    const made = await this.#rendered(this.#page.theme);
    if (made) download(made.svg, `${this.name}.svg`, "image/svg+xml");
  }

  async png() {
    const made = await this.#rendered(this.#page.shownTheme);
    if (!made) return;
    try {
      download(await png(made.svg, made.width, made.height), `${this.name}.png`);
    } catch (error) {
      say(`The browser cannot draw the PNG: ${error.message}`);
    }
  }

  async copySvg() {
    const made = await this.#rendered(this.#page.theme);
    if (made) copy(made.svg, "The SVG is copied");
  }

  async copyTag() {
    const made = await this.#rendered(this.#page.theme);
    if (!made) return;
    const { width, height, title } = made;
    const tag = `<img src="${this.name}.svg" width="${width}" height="${height}" alt="${escaped(title)}">`;
    copy(tag, `The tag is copied; save the picture beside the page as ${this.name}.svg`);
  }

  copyFence() {
    const { text } = this.#page;
    const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
    const fence = "`".repeat(longest + 1);
    copy(`${fence}seq\n${text.replace(/\n*$/, "\n")}${fence}\n`, "Copied as a code fence for Markdown");
  }

  async link(kind, words) {
    const text = this.#page.whole;
    const address = location.href.replace(/#.*$/, "") + `#${kind}=` + (await encode(text));
    const note = location.protocol === "file:" ? "It leads to this file on this computer only." : advice(address.length);
    await copy(address, [words, note].filter(Boolean).join(". "));
  }

  share() {
    return this.link("s", "The link is copied: it holds the whole text, and nothing was sent");
  }

  copyView() {
    return this.link("v", "The link is copied: it shows the picture only");
  }

  /** Shows a text that is made of the diagram. */
  async #written(what, title, options) {
    const answer = await this.#page.ask(what, options);
    if (answer.text === null || answer.text === undefined) return void this.#rendered(this.#page.theme);
    const area = make("pre", { textContent: answer.text, tabIndex: 0 });
    const button = make("button", { type: "button", textContent: "Copy", onclick: () => copy(answer.text, "Copied") });
    show(title, make("div", {}, area, button), "wide");
  }

  text() {
    this.#written("text", "As text art");
  }

  narrate() {
    this.#written("narrate", "In sentences");
  }

  /** The page that goes through the diagram, in a frame of its own. */
  async steps() {
    const answer = await this.#page.ask("page", { theme: this.#page.shownTheme });
    if (!answer.text) return void this.#rendered(this.#page.theme);
    const blob = new Blob([answer.text], { type: "text/html" });
    const url = URL.createObjectURL(blob);
    const frame = make("iframe", { src: url, title: "Step by step" });
    const save = () => download(blob, `${this.name}.html`);
    const button = make("button", { type: "button", textContent: "Save as HTML", onclick: save });
    const dialog = show("Step by step", frame, "full");
    dialog.querySelector(".head h2").after(button);
    frame.onload = () => frame.contentWindow?.focus();
    dialog.addEventListener("close", () => URL.revokeObjectURL(url) ?? dialog.replaceChildren(), { once: true });
  }
}
