// Which text is in the editor: the user's draft, an example, or that of a link; and what becomes of the others.

import { $, make } from "./dom.js";
import { decode, wanted } from "./link.js";
import * as store from "./store.js";

/** Shows a line below the header with things to do. */
function banner(words, ...actions) {
  const buttons = actions.map(([name, act]) => make("button", { type: "button", textContent: name, onclick: act }));
  const close = make("button", { type: "button", className: "close", textContent: "×", "aria-label": "Close", onclick: hide });
  $("banner").replaceChildren(make("p", { textContent: words }), ...buttons, close);
  $("banner").hidden = false;
}

function hide() {
  $("banner").hidden = true;
}

export class Drafts {
  #show;
  /** `draft`, `example` or `link`. */
  #kind = "draft";
  #original = "";
  #key = "";
  /** The draft as this page has read or written it. */
  #stored = null;

  /** `show(text)` puts a text into the editor. */
  constructor(show) {
    this.#show = show;
  }

  /** The text to begin with; null if the browser has none. Damaged links are reported. */
  async first() {
    const draft = store.get("draft");
    this.#stored = draft;
    const asked = wanted(location.hash);
    if (!asked) return draft;
    return (await this.#linked(asked)) ?? draft;
  }

  async #linked({ isView, value }) {
    let text;
    try {
      text = await decode(value);
    } catch {
      banner("This link is damaged: its end may have been cut off. Your own text is as it was.");
      window.history.replaceState(null, "", location.pathname + location.search);
      return null;
    }
    this.#original = text;
    this.#key = `link ${value.slice(-40)}`;
    this.#kind = "link";
    if (isView) {
      document.body.classList.add("view");
      return text;
    }
    const draft = store.get("draft");
    if (draft !== null && draft.trim() && draft !== text) {
      banner("This diagram came with the link. Your own draft is kept.", ["Keep this one", () => this.keep()], ["Back to my draft", () => this.back()]);
    }
    return store.getHere(this.#key) ?? text;
  }

  /** Follows a link that is opened in this tab. */
  async follow() {
    const asked = wanted(location.hash);
    if (!asked) return;
    const text = await this.#linked(asked);
    if (text !== null) this.#show(text);
  }

  /** Opens an example or a file beside the draft. */
  open(text, name) {
    this.#original = text;
    this.#kind = "example";
    this.#leave();
    this.#show(text);
    const draft = store.get("draft");
    if (draft?.trim() && draft !== text) banner(`${name}. Your draft is kept.`, ["Back to my draft", () => this.back()]);
    else hide();
  }

  /** A link that is no longer what is shown does not stay in the address. */
  #leave() {
    if (location.hash) window.history.replaceState(null, "", location.pathname + location.search);
    document.body.classList.remove("view");
  }

  /** Makes the text of the link the draft. */
  keep() {
    store.remember(store.get("draft"));
    this.#kind = "draft";
    this.#store(store.getHere(this.#key) ?? this.#original);
    this.#leave();
    hide();
  }

  back() {
    this.#kind = "draft";
    this.#leave();
    hide();
    this.#show(store.get("draft") ?? "");
  }

  /** Keeps what was written. An example that is changed becomes the draft, and the old draft an earlier one. */
  changed(text) {
    if (text === this.#original && this.#kind !== "draft") return;
    const hasDraft = Boolean(store.get("draft")?.trim());
    if (this.#kind === "link" && hasDraft) {
      store.setHere(this.#key, text);
      return;
    }
    if (this.#kind !== "draft") {
      if (this.#kind === "example") store.remember(store.get("draft"));
      this.#kind = "draft";
      this.#leave();
      hide();
    }
    this.#store(text);
  }

  /** Stores the draft. One that another tab has written meanwhile becomes an earlier one. */
  #store(text) {
    const found = store.get("draft");
    if (found !== this.#stored && found !== text) store.remember(found);
    store.set("draft", text);
    this.#stored = text;
  }

  /** Shows an earlier draft instead of this one, which becomes an earlier one. */
  restore(text) {
    store.remember(store.get("draft"));
    this.#kind = "draft";
    this.#store(text);
    this.#leave();
    hide();
    this.#show(text);
  }
}
