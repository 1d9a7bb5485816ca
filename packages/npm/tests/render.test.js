// Tests of the installed package: rendering and diagnostics.

import assert from "node:assert/strict";
import test from "node:test";
import { render, report } from "seqwright";

test("a source becomes a picture with its size and its words", () => {
  const drawn = render("title Greeting\nA->B: hello");
  assert.match(drawn.svg, /^<svg .*<\/svg>\n$/s);
  assert.equal(drawn.title, "Greeting");
  assert.match(drawn.description, /A sends B: hello/);
  assert.ok(drawn.svg.includes(` width="${drawn.width}"`) && drawn.svg.includes(` height="${drawn.height}"`));
  assert.deepEqual(drawn.diagnostics, []);
});

test("the same source gives the same bytes", () => {
  assert.equal(render("A->B: hello").svg, render("A->B: hello").svg);
});

test("an error is data: its place, its labels and what to write instead", () => {
  const { svg, diagnostics } = render("A->B: hi\nalt x\nB->A: y");
  assert.equal(svg, null);
  const [first] = diagnostics;
  assert.equal(first.severity, "error");
  assert.deepEqual(first.place, { line: 2, column: 1 });
  assert.equal(first.labels[0].span.start, 9);
  assert.match(report(diagnostics, "page.md"), /^page\.md:2:1: error\[[a-z-]+\]: .+\n {2}help: /);
});

test("a request that cannot be meant is refused", () => {
  assert.throws(() => render("A->B", { theme: "pink" }), /no theme `pink`/);
  assert.throws(() => render("A->B", { colour: "red" }), /unknown field `colour`/);
});

test("options reach the compiler", () => {
  const svg = (options) => render("A->B: hi", options).svg;
  assert.match(svg({ idPrefix: "one" }), / id="one"/);
  assert.match(svg({ alt: "Who greets whom" }), /<title id="sq-t">Who greets whom<\/title>/);
  assert.doesNotMatch(svg({ theme: "print" }), /@media/);
  assert.match(svg({ profile: "inline" }), /^<div class="seqwright"[^\n]*<\/div>\n$/);
});

test("large texts, and texts after large ones, are whole", () => {
  const many = Array.from({ length: 3000 }, (_, at) => `A->B: message ${at} é 日本`).join("\n");
  assert.match(render(many).svg, /message 2999 é 日本/);
  assert.match(render("A->B: small").svg, /small/);
});
