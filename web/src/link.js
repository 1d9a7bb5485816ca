// A link that holds the whole text: `#s=1…`, a version and the text, deflated, in Base64 for addresses.

const VERSION = "1";
/** The longest text that a link may unfold to, in bytes. */
const MOST = 1 << 20;

async function through(bytes, stream) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MOST) throw new RangeError("too long");
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** The value of a link for a text. */
export async function encode(text) {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  let characters = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    characters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return VERSION + btoa(characters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The text of the value of a link. Throws if it is damaged. */
export async function decode(value) {
  if (value[0] !== VERSION) throw new Error("another version");
  const characters = atob(value.slice(1).replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(characters, (character) => character.charCodeAt(0));
  const text = await through(bytes, new DecompressionStream("deflate-raw"));
  return new TextDecoder("utf-8", { fatal: true }).decode(text);
}

/** What an address asks for: a text to edit (`s`) or to look at (`v`). */
export function wanted(hash) {
  const found = /^#([sv])=(.*)$/s.exec(hash);
  return found && { isView: found[1] === "v", value: found[2] };
}

/** What to say about the length of a link. */
export function advice(length) {
  if (length > 8000) return "It has " + length + " characters, too many for most chat programs: send the file instead.";
  if (length > 2000) return "It has " + length + " characters; some chat programs cut such links.";
  return "";
}
