// Runs the WebAssembly module, which compiles a text to a picture and its diagnostics. `node.js` and `browser.js` load
// the module.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Wraps an instance of the module. */
export function wrap(instance) {
  const { memory, input, run, output } = instance.exports;
  return function render(source, options = {}) {
    const bytes = encoder.encode(JSON.stringify({ ...options, source: String(source) }));
    // The memory may grow in each of these calls, which detaches views of it, so views are made after the call.
    const to = input(bytes.length);
    new Uint8Array(memory.buffer, to, bytes.length).set(bytes);
    const length = run();
    const answer = JSON.parse(decoder.decode(new Uint8Array(memory.buffer, output(), length)));
    if (answer.refused) throw new TypeError(`seqwright: ${answer.refused}`);
    return answer;
  };
}

/** The diagnostics as lines `name:line:column: error[code]: message`, each with its help. */
export function report(diagnostics, name = "diagram") {
  const line = ({ severity, code, message, help, place }) => {
    const head = `${name}:${place.line}:${place.column}: ${severity}[${code}]: ${message}`;
    return help ? `${head}\n  help: ${help}` : head;
  };
  return diagnostics.map(line).join("\n");
}
