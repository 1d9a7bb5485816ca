// A remark plugin: fences of the language `seq` become pictures, in HTML, MDX and everything else built on hast.

import { fromHtml } from "hast-util-from-html";
import { visit } from "unist-util-visit";
import { report } from "seqwright";
import { draw, isDiagram } from "./fence.js";

export default function remarkSeqwright(options = {}) {
  const { onError = "fail", ...appearance } = options;
  return (tree, file) => {
    const lines = String(file).split(/\r\n|\r|\n/);
    let count = 0;
    visit(tree, "code", (node, index, parent) => {
      if (!isDiagram(node.lang ?? "")) return;
      count += 1;
      const drawn = draw(node.value, opener(node, lines), { ...appearance, idPrefix: `seq-${count}` });
      for (const warning of drawn.warnings) tell(file, warning, inOpener(node, warning));
      for (const diagnostic of drawn.diagnostics) {
        const message = tell(file, diagnostic, inDiagram(node, lines, diagnostic));
        if (diagnostic.severity === "error" && onError === "fail") {
          message.fatal = true;
          throw message;
        }
      }
      const shown = drawn.svg === null ? [placeholder(drawn, node, file)] : picture(drawn);
      parent.children.splice(index, 1, ...shown);
      return index + shown.length;
    });
  };
}

/** The opening line of a fence, from its first mark. A node that another plugin made has only its parts. */
function opener({ lang, meta, position }, lines) {
  const line = lines[position?.start.line - 1]?.slice(position.start.column - 1) ?? "";
  return /^[`~]/.test(line) ? line : [lang, meta].filter(Boolean).join(" ");
}

/** Where a warning about an opening line is in the document. */
function inOpener({ position }, { place }) {
  if (position) return { line: position.start.line, column: position.start.column + place.column - 1 };
}

/** Where a diagnostic of a diagram is in the document. */
function inDiagram({ position, value }, lines, { place }) {
  const line = (position?.start.line ?? 0) + place.line;
  const written = value.split("\n")[place.line - 1] ?? "";
  // A list or a quotation puts something before each line of the fence.
  const before = Math.max(0, (lines[line - 1] ?? "").lastIndexOf(written));
  return { line, column: before + place.column };
}

/** Adds a diagnostic to the messages of the document. */
function tell(file, { code, message, help }, place) {
  const reason = help ? `${message} (help: ${help})` : message;
  return file.message(reason, { place, source: "seqwright", ruleId: code });
}

/** The picture and its caption as nodes that remark-rehype and MDX turn into elements. */
function picture({ svg, id, caption }) {
  const [drawn] = fromHtml(svg.trim(), { fragment: true, space: "html" }).children;
  const shown = [element(drawn.tagName, { ...drawn.properties, ...(id && { id }) }, drawn.children)];
  if (caption) {
    const words = { type: "element", tagName: "em", properties: {}, children: [{ type: "text", value: caption }] };
    shown.push(element("p", { className: ["seqwright-caption"] }, [words]));
  }
  return shown;
}

function element(hName, hProperties, hChildren) {
  return { type: "seqwright", data: { hName, hProperties, hChildren }, children: [] };
}

/** A box instead of a picture: what is wrong, and where. */
function placeholder({ diagnostics }, node, file) {
  const above = node.position?.start.line ?? 0;
  const moved = diagnostics
    .filter(({ severity }) => severity === "error")
    .map((one) => ({ ...one, place: { ...one.place, line: above + one.place.line } }));
  const text = report(moved, file.path ?? "page");
  const properties = { role: "alert", className: ["seqwright-error"], style: "white-space:pre-wrap" };
  return element("pre", properties, [{ type: "text", value: text }]);
}
