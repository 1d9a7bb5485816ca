// What an opening line says, over the table that the Rust program is tested with, too.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { isDiagram, readOptions } from "./node_modules/seqwright/fence.js";

function described(line) {
  const { unknown, ...options } = readOptions(line);
  const column = (at) => [...line.slice(0, at)].length + 1;
  return [
    line,
    ...(isDiagram(line.replace(/^[`~]+/, "")) ? ["  diagram"] : []),
    ...Object.keys(options).sort().map((name) => `  ${name}: ${options[name].value}`.trimEnd()),
    ...unknown.map(({ name, at }) => `${`  unknown: ${name}`.trimEnd()} in column ${column(at)}`),
    "",
  ].join("\n");
}

test("the plugins and `seqwright embed` read the same options", () => {
  const table = readFileSync(new URL("fences.txt", import.meta.url), "utf8");
  const lines = table.trimEnd().split("\n").filter((line) => !line.startsWith("  "));
  assert.ok(lines.length > 15);
  assert.equal(lines.map(described).join(""), table);
});
