// What is pasted often brings along the lines of a code fence.

const FENCE = /^\s*(`{3,}|~{3,})[^\n`]*\n([\s\S]*?)\n?[ \t]*\1[ \t]*\s*$/;

/** A pasted text without the fence round it. */
export function unfenced(text) {
  const lines = text.replace(/\r\n?/g, "\n");
  return FENCE.exec(lines)?.[2] ?? text;
}
