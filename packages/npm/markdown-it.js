// A markdown-it plugin: fences of the language `seq` become pictures.

import { render, report } from "seqwright";

const LANGUAGE = "seq";

export default function markdownItSeqwright(md, options = {}) {
  const { onError = "fail", vue = false, ...appearance } = options;
  const otherFence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, settings, env, self) => {
    const token = tokens[index];
    const word = token.info.trim().split(/[\s,{]/, 1)[0].toLowerCase();
    if (word !== LANGUAGE) return otherFence(tokens, index, settings, env, self);
    // The number of the token is the same at each build, and no two pictures of a page share it.
    const drawn = render(token.content, { ...appearance, profile: "inline", idPrefix: `seq-${index}` });
    if (drawn.svg === null) return failed(drawn, token, env, onError);
    return vue ? asHtml(drawn.svg) : drawn.svg;
  };
}

/** In Vue a picture is set as HTML: its templates would drop the style and read braces as expressions. */
function asHtml(svg) {
  const content = svg.trim();
  const inner = content.slice(content.indexOf(">") + 1, content.lastIndexOf("</div>"));
  const open = content.slice(0, content.indexOf(">"));
  return `${open} v-html="${escaped(JSON.stringify(inner))}"></div>\n`;
}

function failed(drawn, token, env, onError) {
  const line = (token.map?.[0] ?? 0) + 1;
  const moved = drawn.diagnostics
    .filter(({ severity }) => severity === "error")
    .map((one) => ({ ...one, place: { ...one.place, line: line + one.place.line } }));
  const text = report(moved, env?.relativePath ?? env?.path ?? "page");
  if (onError === "fail") throw new Error(text);
  return `<pre class="seqwright-error" role="alert" style="white-space:pre-wrap" v-pre>${escaped(text)}</pre>\n`;
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
