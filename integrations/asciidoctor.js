// An Asciidoctor.js extension (also for Antora): blocks of the style `seq` become pictures.
//
//   npx asciidoctor --require ./asciidoctor.js --failure-level ERROR page.adoc
//
// It needs the npm package `seqwright`, and Node 20.19 or newer for `require` of a module.
const { render, report } = require("seqwright");

module.exports.register = function register(registry) {
  if (typeof registry.register === "function") {
    // The command line passes all extensions; Antora and `convert` pass a registry.
    registry.register(function () {
      add(this);
    });
  } else {
    add(registry);
  }
  return registry;
};

function add(registry) {
  let count = 0;
  registry.block("seq", function () {
    this.onContexts(["listing", "literal", "open", "paragraph"]);
    // Only the reader of a compound block knows its place in the page.
    this.parseContentAs("compound");
    this.process((parent, reader, attributes) => {
      // The cursor is at the first line of the diagram.
      const cursor = reader.$cursor();
      const { theme, alt } = attributes;
      count += 1;
      const options = { profile: "inline", idPrefix: `seq-${count}`, theme, alt };
      const drawn = render(reader.getString(), options);
      const first = cursor.lineno;
      const moved = drawn.diagnostics.map((one) => ({
        ...one,
        place: { ...one.place, line: first + one.place.line - 1 },
      }));
      if (moved.length > 0) {
        const logger = parent.getLogger();
        const text = report(moved, String(cursor.path));
        if (drawn.svg === null) {
          logger.error(text);
          return this.createBlock(parent, "literal", text, attributes);
        }
        logger.warn(text);
      }
      return this.createBlock(parent, "pass", drawn.svg, attributes);
    });
  });
}
