/** How a picture is made. */
export interface RenderOptions {
  /** `file` (the default) is an SVG file; `inline` is one line of HTML that fits into a page. */
  profile?: "file" | "inline";
  /** A built-in theme: `auto` (the default), `light`, `dark`, `print`, `contrast` or `classic`. */
  theme?: string;
  /** The text of a theme file (TOML), instead of `theme`. */
  themeFile?: string;
  /** What ids in the SVG begin with. Pictures of one page need different ones. */
  idPrefix?: string;
  /** What a screen reader says instead of the diagram's title. */
  alt?: string;
  /** The dialect to read, whatever the source says: `sd`, `wsd`, `js` or `seqwright`. */
  dialect?: string;
}

/** A place in the source. */
export interface Place {
  /** The line, from 1. */
  line: number;
  /** The column in characters, from 1. */
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
  fixes: { span: { start: number; end: number }; replacement: string }[];
}

/** A compiled diagram. */
export interface Rendered {
  /** The picture; `null` where there are errors. */
  svg: string | null;
  /** Its width in px. */
  width: number;
  /** Its height in px. */
  height: number;
  /** The title of the diagram, or a list of its participants where it has none. */
  title: string;
  /** What the picture shows, in sentences. */
  description: string;
  /** All errors and warnings, in order of place. */
  diagnostics: Diagnostic[];
}

/** Compiles a diagram. In browsers `init` has to be awaited first. */
export function render(source: string, options?: RenderOptions): Rendered;

/** Loads the WebAssembly module in browsers: from beside the package, or from what is given. */
export function init(
  from?: string | URL | Response | Promise<Response> | BufferSource | WebAssembly.Module,
): Promise<void>;

/** Diagnostics as text, a line each: `name:line:column: error[code]: message`. */
export function report(diagnostics: Diagnostic[], name?: string): string;
