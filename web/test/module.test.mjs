// The module says what the program says, stays small, and can be replaced when it breaks.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { Compiler } from "../src/compiler.js";
import { DIST, PROGRAM, ROOT } from "./harness.mjs";

const bytes = (name) => readFileSync(join(DIST, name));
const small = new WebAssembly.Module(bytes("seqwright.wasm"));
const full = new WebAssembly.Module(bytes("seqwright-full.wasm"));

/** The compiler as the page has it: with the rest, when a text needs it. */
class Whole {
  #small = new Compiler(small);
  #full = new Compiler(full);

  ask(...question) {
    const answer = this.#small.ask(...question);
    return answer.needsMore ? this.#full.ask(...question) : answer;
  }
}
const compiler = new Whole();

/** The sources of some folders that are texts. */
function sources(folders, extension) {
  const found = [];
  for (const folder of folders) {
    for (const name of readdirSync(join(ROOT, folder), { recursive: true }).sort()) {
      if (!extension.test(name)) continue;
      const path = join(ROOT, folder, name);
      try {
        found.push({ path, text: new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path)) });
      } catch {
        // JavaScript has no texts that are not Unicode.
      }
    }
  }
  return found;
}
const seq = sources(["tests/cases", "examples"], /\.seq$/);
const program = (args, input) => spawnSync(PROGRAM, args, { input, encoding: "utf8", maxBuffer: 1 << 26 });

test("pictures are those of the program", (t) => {
  let pictures = 0;
  for (const { path, text } of seq) {
    const { status, stdout } = program(["-"], text);
    const { svg } = compiler.ask("render", text);
    assert.equal(svg, status === 0 ? stdout : null, path);
    pictures += Number(svg !== null);
  }
  t.diagnostic(`${pictures} pictures of ${seq.length} sources`);
  assert.ok(pictures > 100);
});

test("diagnostics are those of check", (t) => {
  let count = 0;
  // The page reads no files of values, and says so.
  for (const { path, text } of seq.filter(({ text }) => !/^\s*values\b/m.test(text))) {
    const { stdout } = program(["check", "--format", "json", "--max-diagnostics", "all", "-"], text);
    const wanted = stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
    const { diagnostics } = compiler.ask("preview", text, { columns: "characters" });
    const found = diagnostics.map(({ severity, code, message, place }) => [severity, code, message, place.line, place.column]);
    assert.deepEqual(
      found,
      wanted.map(({ severity, code, message, start }) => [severity, code, message, start.line, start.column]),
      path,
    );
    count += found.length;
  }
  t.diagnostic(`${count} diagnostics`);
  assert.ok(count > 100);
});

test("formatted texts are those of fmt", (t) => {
  let count = 0;
  for (const { path, text } of seq) {
    const { status, stdout } = program(["fmt", "-"], text);
    const formatted = compiler.ask("format", text).text;
    // Other languages are left alone.
    if (formatted === null) assert.ok(status !== 0 || stdout === text, path);
    else assert.equal(formatted, stdout, path);
    count += Number(formatted !== null);
  }
  t.diagnostic(`${count} texts`);
  assert.ok(count > 100);
});

test("fixed texts are those of check --fix", (t) => {
  let count = 0;
  for (const { path, text } of sources(["tests/cases/errors"], /\.seq$/)) {
    const { stdout } = program(["check", "--fix", "-"], text);
    const fixed = compiler.ask("fix", text).text;
    assert.equal(fixed, stdout, path);
    count += Number(fixed !== text);
  }
  t.diagnostic(`${count} texts`);
  assert.ok(count > 20);
});

test("texts of other languages are converted as by the program", (t) => {
  let count = 0;
  for (const { path, text } of sources(["tests/import"], /\.(mmd|puml)$/)) {
    const named = program(["convert", "--stdin-filename", path, "-"], text);
    const answer = compiler.ask("preview", text);
    if (!answer.language) continue;
    const { text: converted, more = [] } = compiler.ask("convert", text);
    if (named.status === 0) {
      assert.equal([converted, ...more].join(""), named.stdout, path);
      count += 1;
    }
  }
  t.diagnostic(`${count} texts`);
  assert.ok(count > 20);
});

test("ten thousand calls take no more memory than a hundred", () => {
  const instance = new WebAssembly.Instance(small).exports;
  const text = "title T\n" + "Client->Server: hello\nServer-->Client: hello back\n".repeat(20);
  const request = new TextEncoder().encode(JSON.stringify({ what: "preview", source: text }));
  const call = () => {
    const to = instance.input(request.length);
    new Uint8Array(instance.memory.buffer, to, request.length).set(request);
    return instance.run();
  };
  for (let at = 0; at < 100; at += 1) call();
  const before = instance.memory.buffer.byteLength;
  for (let at = 0; at < 10_000; at += 1) call();
  assert.equal(instance.memory.buffer.byteLength, before);
});

test("after a panic there is a new instance", () => {
  const broken = new WebAssembly.Instance(small).exports;
  // No buffer is that large: the module panics, and with the buffer in its hands it does so ever after.
  assert.throws(() => broken.input(0xffff_ffff), WebAssembly.RuntimeError);
  assert.throws(() => broken.input(1), WebAssembly.RuntimeError);
  const recovering = new Compiler(small);
  const { encode } = TextEncoder.prototype;
  // The request, which is JSON, pretends to be too long for any memory.
  TextEncoder.prototype.encode = function long(text) {
    return text.startsWith("{") ? { length: 0xffff_ffff } : encode.call(this, text);
  };
  try {
    assert.deepEqual(recovering.ask("preview", "A->B: x"), { broken: true });
  } finally {
    TextEncoder.prototype.encode = encode;
  }
  assert.match(recovering.ask("preview", "A->B: x").svg, /^<svg/);
});

test("a text over a mebibyte is not compiled", () => {
  assert.deepEqual(compiler.ask("preview", "#".repeat((1 << 20) + 1)), { tooLarge: true });
  assert.deepEqual(compiler.ask("preview", "é".repeat((1 << 19) + 1)), { tooLarge: true });
});
