// A remark plugin: fences of the language `seq` become pictures, in HTML, MDX and everything else built on hast.

import { fromHtml } from "hast-util-from-html";
import { visit } from "unist-util-visit";
import { render, report } from "seqwright";

/** The words that begin the info string of a diagram's fence. */
const LANGUAGE = "seq";

export default function remarkSeqwright(options = {}) {
  const { onError = "fail", ...appearance } = options;
  return (tree, file) => {
    const lines = String(file).split(/\r\n|\r|\n/);
    let count = 0;
    visit(tree, "code", (node, index, parent) => {
      if (node.lang?.toLowerCase() !== LANGUAGE) return;
      count += 1;
      const drawn = render(node.value, { ...appearance, profile: "inline", idPrefix: `seq-${count}` });
      for (const diagnostic of drawn.diagnostics) report(file, node, lines, diagnostic, onError);
      parent.children[index] = drawn.svg === null ? placeholder(drawn, node, file) : picture(drawn.svg);
    });
  };
}

/** Reports a diagnostic at its place in the document; an error ends the build unless `onError` says otherwise. */
function report(file, node, lines, diagnostic, onError) {
  const start = node.position?.start;
  const line = (start?.line ?? 0) + diagnostic.place.line;
  const written = node.value.split("\n")[diagnostic.place.line - 1] ?? "";
  // A list or a quotation puts something before each line of the fence.
  const before = Math.max(0, (lines[line - 1] ?? "").lastIndexOf(written));
  const place = { line, column: before + diagnostic.place.column };
  const reason = diagnostic.help ? `${diagnostic.message} (help: ${diagnostic.help})` : diagnostic.message;
  const message = file.message(reason, { place, source: "seqwright", ruleId: diagnostic.code });
  if (diagnostic.severity === "error" && onError === "fail") {
    message.fatal = true;
    throw message;
  }
}

/** The picture as a node that remark-rehype and MDX turn into elements. */
function picture(svg) {
  const [element] = fromHtml(svg.trim(), { fragment: true, space: "html" }).children;
  return {
    type: "seqwright",
    data: { hName: element.tagName, hProperties: element.properties, hChildren: element.children },
    children: [],
  };
}

/** A box instead of a picture: what is wrong, and where. */
function placeholder({ diagnostics }, node, file) {
  const above = node.position?.start.line ?? 0;
  const moved = diagnostics
    .filter(({ severity }) => severity === "error")
    .map((one) => ({ ...one, place: { ...one.place, line: above + one.place.line } }));
  const text = report(moved, file.path ?? "page");
  return {
    type: "seqwright",
    data: {
      hName: "pre",
      hProperties: { role: "alert", className: ["seqwright-error"], style: "white-space:pre-wrap" },
      hChildren: [{ type: "text", value: text }],
    },
    children: [],
  };
}
