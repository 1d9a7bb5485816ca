// Compares the WebAssembly module with the program: the same bytes, or errors in both.
// usage: node wasm.mjs PROGRAM MODULE SOURCE...

import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { wrap } from "../packages/npm/core.js";

const [program, path, ...sources] = process.argv.slice(2);
const bytes = readFileSync(path);
const render = wrap(new WebAssembly.Instance(new WebAssembly.Module(bytes)));

let pictures = 0;
const different = [];
for (const source of sources) {
  const input = readFileSync(source);
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(input);
  } catch {
    continue; // JavaScript has no texts that are not Unicode.
  }
  for (const profile of ["file", "inline"]) {
    const { status, stdout } = spawnSync(program, ["--profile", profile, "-"], { input });
    const expected = status === 0 ? stdout.toString() : null;
    const { svg } = render(text, { profile });
    if (svg === expected) pictures += Number(svg !== null);
    else different.push(`${source} (${profile})`);
  }
}
for (const one of different) console.error(`other bytes: ${one}`);
const version = execFileSync(program, ["--version"]).toString().trim();
console.log(`${pictures} pictures of ${sources.length} sources are the same bytes as those of ${version}`);
const packed = gzipSync(bytes, { level: 9 }).length;
console.log(`${bytes.length} bytes, ${packed} with gzip`);

// The page that says how large the module is says what was measured.
const page = new URL("../docs/inline.md", import.meta.url);
const megabytes = (count) => (count / 1e6).toFixed(1);
const stated = /[\d.]+ MB, [\d.]+ MB with gzip/;
const measured = `${megabytes(bytes.length)} MB, ${megabytes(packed)} MB with gzip`;
const text = readFileSync(page, "utf8");
const isStale = text.match(stated)?.[0] !== measured;
if (isStale && process.env.UPDATE_DOCS) writeFileSync(page, text.replace(stated, measured));
else if (isStale) console.error(`docs/inline.md has another size; UPDATE_DOCS=1 scripts/wasm.sh writes it`);
const isWrong = different.length > 0 || pictures === 0 || (isStale && !process.env.UPDATE_DOCS);
process.exitCode = isWrong ? 1 : 0;
