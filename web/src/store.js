// What the browser keeps: the draft, some earlier drafts, the theme. Storage may be forbidden or full: then nothing is
// kept, and the page works.

// Pages of one host share its storage.
const SCOPE = "seqwright " + location.pathname.replace(/[^/]*$/, "") + " ";
const MOST_RECENT = 12;

function read(storage, key) {
  try {
    return globalThis[storage].getItem(SCOPE + key);
  } catch {
    return null;
  }
}

function write(storage, key, value) {
  try {
    if (value === null) globalThis[storage].removeItem(SCOPE + key);
    else globalThis[storage].setItem(SCOPE + key, value);
    return true;
  } catch {
    return false;
  }
}

export const get = (key) => read("localStorage", key);
export const set = (key, value) => write("localStorage", key, value);
/** What belongs to this tab only: a diagram of a link that was changed. */
export const getHere = (key) => read("sessionStorage", key);
export const setHere = (key, value) => write("sessionStorage", key, value);

/** Earlier drafts, newest first: `{ text, time }`. */
export function recent() {
  try {
    return JSON.parse(get("recent") ?? "[]");
  } catch {
    return [];
  }
}

/** Puts a text among the earlier drafts. */
export function remember(text) {
  if (!text?.trim()) return;
  const others = recent().filter((one) => one.text !== text);
  let kept = [{ text, time: Date.now() }, ...others].slice(0, MOST_RECENT);
  while (kept.length && !set("recent", JSON.stringify(kept))) kept = kept.slice(0, -1);
}
