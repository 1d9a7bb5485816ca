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

async function remarkWithMessages(text, options) {
  const file = new VFile({ path: "page.md", value: text });
  const html = await unified()
    .use(remarkParse)
    .use(remarkSeqwright, options)
    .use(remarkRehype)
    .use(rehypeStringify)
    .process(file);
  return { html: String(html), messages: html.messages };
}

const remark = async (text, options) => (await remarkWithMessages(text, options)).html;

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

test("remark: the options of a fence reach the picture", async () => {
  const page = '> ```seq #login caption="Who *signs* in" alt="Sign in" theme=print dialect=wsd\n> A->B: hi\n> ```\n';
  const { html, messages } = await remarkWithMessages(page);
  assert.match(html, /<div class="seqwright" [^>]*id="login"><svg/);
  assert.match(html, /<title id="[^"]*">Sign in<\/title>/);
  assert.match(html, /<\/div>\s*<p class="seqwright-caption"><em>Who \*signs\* in<\/em><\/p>/);
  assert.doesNotMatch(html, /light-dark/);
  assert.deepEqual(messages, []);
});

test("remark: a warning says where an option of a fence is wrong", async () => {
  const page = '- x\n\n  ```seq captoin="x" linenums=1 theme=drak dialect=c\n  A->B: hi\n  ```\n';
  const { html, messages } = await remarkWithMessages(page);
  assert.equal(count(html, "<svg"), 1);
  assert.deepEqual(
    messages.map(({ line, column, ruleId, reason }) => `${line}:${column}: ${ruleId}: ${reason.split(" (")[0]}`),
    [
      "3:10: unknown-fence-option: unknown option `captoin` on a fence",
      "3:39: unknown-fence-option: unknown theme `drak`",
      "3:52: unknown-fence-option: unknown dialect `c`",
    ],
  );
  assert.match(messages[1].reason, /\(help: .*`dark`/);
});

test("a theme of a fence has precedence over the theme of the site; a dialect of the site over that of a fence", async () => {
  const themed = await remark("```seq theme=print\nA->B: hi\n```\n", { theme: "dark" });
  assert.equal(themed, await remark(fence("A->B: hi"), { theme: "print" }));
  const unknown = await remark("```seq theme=drak\nA->B: hi\n```\n", { theme: "dark" });
  assert.equal(unknown, await remark(fence("A->B: hi"), { theme: "dark" }));
  const messages = await remarkWithMessages("```seq dialect=js\nA->*B: hi\n```\n", { dialect: "sd" });
  assert.equal(messages.html, await remark(fence("A->*B: hi"), { dialect: "sd" }));
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

test("MDX: a caption is a text", async () => {
  const html = await mdx('```seq #login caption="{6*7} <b>"\nA->B: hi\n```\n');
  assert.match(html, /<div class="seqwright" [^>]*id="login">/);
  assert.match(html, /<p class="seqwright-caption"><em>\{6\*7\} &lt;b&gt;<\/em><\/p>/);
});

test("markdown-it: the options of a fence reach the picture", (context) => {
  const warn = context.mock.method(console, "warn", () => {});
  const page = '```seq #login caption="{{ 6*7 }} $& <b>" alt="Sign in" theme=print\nA->B: hi\n```\n';
  const html = markdownIt(page);
  assert.match(html, /^<div id="login" class="seqwright"/);
  assert.match(html, /<title id="[^"]*">Sign in<\/title>/);
  const caption = "&#123;&#123; 6*7 &#125;&#125; $&amp; &lt;b&gt;";
  assert.ok(html.endsWith(`</div>\n<p class="seqwright-caption"><em>${caption}</em></p>\n`), html);
  assert.doesNotMatch(html, /light-dark/);
  assert.match(markdownIt(page, { vue: true }), /^<div id="login" class="seqwright"[^>]* v-html="[^>]*><\/div>\n<p /);
  assert.equal(warn.mock.callCount(), 0);
});

test("markdown-it: a warning says where an option of a fence is wrong", (context) => {
  const warn = context.mock.method(console, "warn", () => {});
  const page = 'text\n\n~~~ seq captoin="x" linenums=1\nA->B: hi\n~~~\n';
  assert.match(markdownIt(page, {}, { relativePath: "a/page.md" }), /<svg/);
  const [[text]] = warn.mock.calls.map((call) => call.arguments);
  assert.match(text, /^a\/page\.md:3:9: warning\[unknown-fence-option\]: unknown option `captoin` on a fence\n {2}help: /);
});

test("markdown-it: a warning of a diagram is shown at the document's own line", (context) => {
  const warn = context.mock.method(console, "warn", () => {});
  markdownIt(`text\n\n${fence("A->B: hi", "end")}`);
  assert.match(warn.mock.calls[0].arguments[0], /^page:5:1: warning\[stray-end\]/);
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
