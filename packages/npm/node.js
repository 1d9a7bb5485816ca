import { readFileSync } from "node:fs";
import { wrap } from "./core.js";

export { report } from "./core.js";

let started;

/** Compiles a diagram. The module is loaded at the first call, in about 20 ms. */
export function render(source, options) {
  started ??= wrap(
    new WebAssembly.Instance(
      new WebAssembly.Module(readFileSync(new URL("./seqwright.wasm", import.meta.url))),
    ),
  );
  return started(source, options);
}

/** Only for code that also runs in browsers, where it has to be awaited before the first `render`. */
export async function init() {}
