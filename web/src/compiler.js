// The compiler: one instance of the module, and a new one when a text has broken it.

/** The largest text that is compiled here, in bytes. Memory of a module never shrinks. */
export const MOST = 1 << 20;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Compiler {
  #module;
  #exports;
  #more;
  #widening = null;

  /** Starts with a module; `more` loads the one with everything, for texts that need it. */
  constructor(module, more) {
    this.#module = module;
    this.#more = more;
    this.#start();
  }

  #start() {
    this.#exports = new WebAssembly.Instance(this.#module).exports;
  }

  /** Asks the module. The answer is `{ broken: true }` if it broke, or `{ tooLarge: true }`. */
  ask(what, source, options = {}) {
    if (source.length > MOST || encoder.encode(source).length > MOST) return { tooLarge: true };
    try {
      return this.#answer({ columns: "utf16", ...options, what, source });
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
      this.#start();
      return { broken: true };
    }
  }

  #answer(request) {
    const { memory, input, run, output } = this.#exports;
    const bytes = encoder.encode(JSON.stringify(request));
    // The memory may grow in each of these calls, which detaches views of it, so views are made after the call.
    const to = input(bytes.length);
    new Uint8Array(memory.buffer, to, bytes.length).set(bytes);
    const length = run();
    const answer = JSON.parse(decoder.decode(new Uint8Array(memory.buffer, output(), length)));
    if (answer.refused) throw new TypeError(answer.refused);
    return answer;
  }

  /** Loads the module with everything, once. */
  widen() {
    this.#widening ??= this.#more().then(
      (module) => {
        this.#module = module;
        this.#start();
      },
      (error) => {
        this.#widening = null;
        throw error;
      },
    );
    return this.#widening;
  }
}

/** Loads a module from beside the page. */
export async function fetched(name) {
  const response = await fetch(new URL(name, document.baseURI));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  // Compiled while it comes in, where the host says what it is.
  const isNamed = response.headers.get("content-type") === "application/wasm";
  return isNamed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** Unpacks a module that stands in the page: gzip in Base64. */
export async function unpacked(id) {
  const text = document.getElementById(id).textContent;
  const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}
