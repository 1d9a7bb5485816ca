// Tests of the plugins: fences become pictures, errors have the document's own lines, and no label becomes markup.

import assert from "node:assert/strict";
import test from "node:test";
import { evaluate } from "@mdx-js/mdx";
import MarkdownIt from "markdown-it";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import * as runtime from "react/jsx-runtime";
import rehypeStringify from "rehype-stringify";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import markdownItSeqwright from "seqwright/markdown-it";
import remarkSeqwright from "seqwright/remark";
import { unified } from "unified";
import { VFile } from "vfile";

const fence = (...lines) => ["```seq", ...lines, "```", ""].join("\n");
const hostile = "A->B: {{ 6*7 }} </script> `x` *y* {{#include ../secret}} [see](x)";
const count = (text, part) => text.split(part).length - 1;

/** What a page shows of the label, as its readers see it. */
function shown(html) {
  const texts = [...html.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
  const named = { lt: "<", gt: ">", amp: "&", quot: '"' };
  const decoded = (text) =>
    text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hex, number, name) =>
      name ? named[name] : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(number)),
    );
  return texts.map(decoded);
}

async function remark(text, options) {
  const file = new VFile({ path: "page.md", value: text });
  const html = await unified()
    .use(remarkParse)
    .use(remarkSeqwright, options)
    .use(remarkRehype)
    .use(rehypeStringify)
    .process(file);
  return String(html);
}

async function mdx(text) {
  const file = new VFile({ path: "page.mdx", value: text });
  const { default: Page } = await evaluate(file, { ...runtime, remarkPlugins: [remarkSeqwright] });
  return renderToStaticMarkup(createElement(Page));
}

const markdownIt = (text, options, env) => new MarkdownIt().use(markdownItSeqwright, options).render(text, env);

test("remark: fences become pictures, also in lists and quotations; other fences stay", async () => {
  const html = await remark(`# T\n\n${fence("A->B: one")}\n- item\n\n  \`\`\`seq\n  A->B: two\n  \`\`\`\n\n> \`\`\`seq\n> A->B: three\n> \`\`\`\n\n\`\`\`js\n1\n\`\`\`\n`);
  assert.equal(count(html, "<svg"), 3);
  assert.equal(count(html, "<code"), 1);
  assert.match(html, /viewBox="/);
  assert.equal(new Set([...html.matchAll(/<svg[^>]* id="([^"]*)"/g)].map(([, id]) => id)).size, 3);
});

test("remark: an error ends the build at the document's own line", async () => {
  const page = `${"text\n\n".repeat(19)}${fence("alt x", "A->B: hi")}`;
  await assert.rejects(remark(page), (message) => {
    assert.equal(`${message.file}:${message.line}:${message.column}`, "page.md:40:1");
    return message.source === "seqwright" && message.fatal;
  });
});

test("remark: a placeholder says what is wrong and where", async () => {
  const html = await remark(`text\n\n${fence("alt x", "A->B: hi")}`, { onError: "placeholder" });
  assert.match(html, /<pre role="alert" class="seqwright-error"[^>]*>page\.md:4:1: /);
});

test("remark: a label stays a text", async () => {
  assert.ok(shown(await remark(fence(hostile))).includes(hostile.slice("A->B: ".length)));
});

test("MDX: pictures are elements, and braces no expressions", async () => {
  const html = await mdx(`# T\n\n${fence(hostile)}\n${fence("A->B: hi")}`);
  assert.equal(count(html, "<svg"), 2);
  assert.ok(shown(html).includes(hostile.slice("A->B: ".length)), html);
  assert.match(html, /<style>[^<]*light-dark/);
});

test("markdown-it: fences become pictures of one line", () => {
  const html = markdownIt(`${fence(hostile)}\n~~~ seq\nA->B: hi\n~~~\n\n\`\`\`js\n1\n\`\`\`\n`);
  assert.equal(count(html, "<svg"), 2);
  assert.equal(count(html, "<code"), 1);
  assert.ok(shown(html).includes(hostile.slice("A->B: ".length)));
  assert.doesNotMatch(html.replace(/<style>.*?<\/style>/g, ""), /[{}]/);
});

test("markdown-it: an error throws at the document's own line", () => {
  const page = `text\n\n${fence("alt x", "A->B: hi")}`;
  assert.throws(() => markdownIt(page, {}, { relativePath: "a/page.md" }), /^Error: a\/page\.md:4:1: error\[/);
  assert.match(markdownIt(page, { onError: "placeholder" }), /<pre class="seqwright-error" role="alert"/);
});

test("markdown-it in Vue: the picture is set as HTML, with its style", () => {
  const html = markdownIt(fence(hostile), { vue: true });
  const [, attribute] = /^<div class="seqwright" style="[^"]*" v-html="([^"]*)"><\/div>\n$/.exec(html);
  const decoded = attribute.replace(/&quot;/g, '"').replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  const inner = JSON.parse(decoded);
  assert.match(inner, /^<svg .*<style>.*<\/svg>$/);
  assert.ok(shown(inner).includes(hostile.slice("A->B: ".length)));
  assert.doesNotMatch(html, /\{\{/);
});
