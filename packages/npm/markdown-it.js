// A markdown-it plugin: fences of the language `seq` become pictures.

import { report } from "seqwright";
import { draw, isDiagram } from "./fence.js";

export default function markdownItSeqwright(md, options = {}) {
  const { onError = "fail", vue = false, ...appearance } = options;
  const otherFence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, settings, env, self) => {
    const token = tokens[index];
    if (!isDiagram(token.info)) return otherFence(tokens, index, settings, env, self);
    // The number of the token is the same at each build, and no two pictures of a page share it.
    const usual = { ...appearance, idPrefix: `seq-${index}` };
    const drawn = draw(token.content, token.markup + token.info, usual);
    const name = env?.relativePath ?? env?.path ?? "page";
    const warnings = placed(drawn, token, "warning");
    if (warnings.length > 0) console.warn(report(warnings, name));
    if (drawn.svg === null) return failed(report(placed(drawn, token, "error"), name), onError);
    return labelled(vue ? asHtml(drawn.svg) : drawn.svg, drawn);
  };
}

/** The diagnostics of a fence at their lines in the page. Columns do not count what a list or a quotation puts before. */
function placed({ warnings, diagnostics }, token, wanted) {
  const above = token.map?.[0] ?? 0;
  const moved = (one, by) => ({ ...one, place: { ...one.place, line: one.place.line + by } });
  return [
    ...warnings.map((one) => moved(one, above)),
    ...diagnostics.map((one) => moved(one, above + 1)),
  ].filter(({ severity }) => severity === wanted);
}

/** Gives a picture its id and its caption. */
function labelled(picture, { id, caption }) {
  const named = id ? picture.replace("<div ", () => `<div id="${inPage(id)}" `) : picture;
  return caption ? `${named}<p class="seqwright-caption"><em>${inPage(caption)}</em></p>\n` : named;
}

/** In Vue a picture is set as HTML: its templates would drop the style and read braces as expressions. */
function asHtml(svg) {
  const content = svg.trim();
  const inner = content.slice(content.indexOf(">") + 1, content.lastIndexOf("</div>"));
  const open = content.slice(0, content.indexOf(">"));
  return `${open} v-html="${escaped(JSON.stringify(inner))}"></div>\n`;
}

function failed(text, onError) {
  if (onError === "fail") throw new Error(text);
  return `<pre class="seqwright-error" role="alert" style="white-space:pre-wrap" v-pre>${escaped(text)}</pre>\n`;
}

/** Escapes braces, too: a template would execute what is between them. */
function inPage(text) {
  return escaped(text).replace(/\{/g, "&#123;").replace(/\}/g, "&#125;");
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
