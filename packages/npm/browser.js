import { wrap } from "./core.js";

export { report } from "./core.js";

let started;

/**
 * Loads the module: from next to this file, or from the given input (an address, a `Response`, bytes or a
 * `WebAssembly.Module`).
 */
export async function init(from = new URL("./seqwright.wasm", import.meta.url)) {
  if (started) return;
  if (from instanceof URL || typeof from === "string") from = fetch(from);
  from = await from;
  if (typeof Response === "function" && from instanceof Response) from = await from.arrayBuffer();
  const loaded = await WebAssembly.instantiate(from);
  started = wrap(loaded.instance ?? loaded);
}

/** Compiles a diagram, once `init` has been awaited. */
export function render(source, options) {
  if (!started) throw new Error("seqwright: await init() before the first render()");
  return started(source, options);
}
