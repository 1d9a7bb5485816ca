/** Options of a picture. */
export interface RenderOptions {
  /** `file` (the default) is an SVG file; `inline` is one line of HTML that fits into a page. */
  profile?: "file" | "inline";
  /** A built-in theme: `auto` (the default), `light`, `dark`, `print`, `contrast` or `classic`. */
  theme?: string;
  /** The text of a theme file (TOML), instead of `theme`. */
  themeFile?: string;
  /** The prefix of ids in the SVG. Pictures of one page need different ones. */
  idPrefix?: string;
  /** A description for screen readers, instead of the diagram's title. */
  alt?: string;
  /** The dialect to read, whatever the source says: `sd`, `wsd`, `js` or `seqwright`. */
  dialect?: string;
  /** How columns are counted: in characters (the default), or in UTF-16 code units, as strings of JavaScript are. */
  columns?: "characters" | "utf16";
}

/** A place in the source. */
export interface Place {
  /** The line, from 1. */
  line: number;
  /** The column, from 1; see `columns` of the options. */
  column: number;
}

/** A marked range of the source. */
export interface Label {
  /** Byte offsets in the UTF-8 source: the first byte, and one past the last. */
  span: { start: number; end: number };
  place: Place;
  end: Place;
  text: string;
}

/** An error or a warning. */
export interface Diagnostic {
  code: string;
  severity: "error" | "warning";
  message: string;
  /** Where it begins: the place of its first label. */
  place: Place;
  labels: Label[];
  notes: string[];
  help: string | null;
  fixes: { span: { start: number; end: number }; place: Place; end: Place; replacement: string }[];
}

/** A compiled diagram. */
export interface Rendered {
  /** The picture; `null` if there are errors. */
  svg: string | null;
  /** Its width in px. */
  width: number;
  /** Its height in px. */
  height: number;
  /** The title of the diagram, or a list of its participants if it has none. */
  title: string;
  /** A description of the picture, in sentences. */
  description: string;
  /** All errors and warnings, in order of place. */
  diagnostics: Diagnostic[];
}

/** Compiles a diagram. In browsers, await `init` first. */
export function render(source: string, options?: RenderOptions): Rendered;

/** Loads the WebAssembly module in browsers: from the package, or from the given input. */
export function init(
  from?: string | URL | Response | Promise<Response> | BufferSource | WebAssembly.Module,
): Promise<void>;

/** Diagnostics as text, a line each: `name:line:column: error[code]: message`. */
export function report(diagnostics: Diagnostic[], name?: string): string;
