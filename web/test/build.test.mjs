// What the page weighs, and what the modules are.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { DIST } from "./harness.mjs";

/** The most bytes of a file with gzip. */
const MOST = { "seqwright.wasm": 620_000, "main.js": 140_000, "index.html": 5_000 };

for (const [name, most] of Object.entries(MOST)) {
  test(`${name} has less than ${most} bytes with gzip`, (t) => {
    const size = gzipSync(readFileSync(join(DIST, name)), { level: 9 }).length;
    t.diagnostic(`${name}: ${size} bytes`);
    assert.ok(size < most, `${size}`);
  });
}

for (const name of ["seqwright.wasm", "seqwright-full.wasm"]) {
  test(`${name} needs nothing of its host`, () => {
    const module = new WebAssembly.Module(readFileSync(join(DIST, name)));
    assert.deepEqual(WebAssembly.Module.imports(module), []);
  });
}

test("the pages name no other origin", () => {
  for (const name of ["index.html", "seqwright.html"]) {
    const page = readFileSync(join(DIST, name), "utf8");
    const addresses = page.match(/(?:src|href)="(?:https?:)?\/\/[^"]*"/g);
    assert.equal(addresses, null, name);
    assert.match(page, /Content-Security-Policy" content="default-src 'none'/);
  }
});
