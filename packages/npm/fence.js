// The opening line of a diagram's fence: whether it opens a diagram, and the options of its picture. The rule is that of
// `seqwright embed`; a table that both are tested with keeps them equal.

import { render } from "seqwright";

const LANGUAGE = "seq";
const OPTIONS = ["alt", "caption", "dialect", "id", "theme"];
/** Options that tools give to every block of code. They have no effect on a picture, and are no slip. */
const OF_EVERY_BLOCK =
  "class dedent emphasize-lines force highlight hl_lines indent language lineno-start linenos linenums options opts role showLineNumbers start subs".split(
    " ",
  );

/** Whether a fence with this info string is a diagram: `seq`, `seq,linenos`, `{.seq #login}`. */
export function isDiagram(info) {
  const [, word] = /^\p{White_Space}*\{*[. ]*([^\p{White_Space},{};]*)/u.exec(info);
  return word.toLowerCase() === LANGUAGE;
}

/** Reads the options of an opening line. `unknown` has the other ones; `at` is where each begins. */
export function readOptions(line) {
  const options = { unknown: [] };
  for (const { token, at } of tokens(line)) {
    const equals = token.indexOf("=");
    if (equals < 0) {
      const [, id] = /#(.+)/su.exec(token) ?? [];
      if (id !== undefined) options.id = { value: id, at: at + token.indexOf("#") + 1 };
      continue;
    }
    const name = token.slice(0, equals).trim();
    const written = token.slice(equals + 1).trim();
    const [, , value = written] = /^(["'])(.*)\1$/su.exec(written) ?? [];
    if (OPTIONS.includes(name)) options[name] = { value, at: at + token.lastIndexOf(value) };
    else if (!OF_EVERY_BLOCK.includes(name)) options.unknown.push({ name, at });
  }
  return options;
}

/** The parts of a line that spaces, commas and brackets divide outside of quotation marks. */
function tokens(line) {
  const found = [];
  let start = 0;
  let quote = null;
  const end = (at) => {
    if (at > start) found.push({ token: line.slice(start, at), at: start });
    start = at + 1;
  };
  for (let at = 0; at < line.length; at += 1) {
    if (quote !== null) {
      if (line[at] === quote) quote = null;
    } else if (line[at] === '"' || line[at] === "'") quote = line[at];
    else if (/[\p{White_Space},{}[\]]/u.test(line[at])) end(at);
  }
  end(line.length);
  return found;
}

/**
 * Compiles the diagram of a fence with the options of its opening line. Beside what `render` returns, `warnings` has the
 * warnings about the options: their `place` is in the opening line.
 */
export function draw(source, line, usual) {
  const { alt, caption, dialect, id, theme, unknown } = readOptions(line);
  const warnings = [];
  const warn = (at, message, help) => {
    const place = { line: 1, column: [...line.slice(0, at)].length + 1 };
    warnings.push({ code: "unknown-fence-option", severity: "warning", message, help, place });
  };
  for (const { name, at } of unknown) {
    warn(at, `unknown option \`${name}\` on a fence`, `a fence takes \`${OPTIONS.join("`, `")}\``);
  }
  const options = { ...usual, profile: "inline" };
  if (alt) options.alt = alt.value;
  if (dialect) {
    const names = otherNames("dialect", dialect.value);
    if (names) warn(dialect.at, `unknown dialect \`${dialect.value}\``, `the dialects are ${names}`);
    // The dialect of the whole site has precedence, as with `seqwright embed --dialect`.
    else options.dialect ??= dialect.value;
  }
  if (theme) {
    const names = otherNames("theme", theme.value);
    if (names) warn(theme.at, `unknown theme \`${theme.value}\``, `a page may name a bundled theme: ${names}`);
    else {
      options.theme = theme.value;
      delete options.themeFile;
    }
  }
  warnings.sort((one, other) => one.place.column - other.place.column);
  return { ...render(source, options), warnings, id: id?.value, caption: caption?.value };
}

/** The names that the compiler knows, if this is none of them. */
function otherNames(option, name) {
  try {
    render("", { [option]: name });
    return null;
  } catch (refused) {
    return /there are (.*)$/su.exec(refused.message)[1];
  }
}
