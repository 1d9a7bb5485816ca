import type { RenderOptions } from "seqwright";

/** Options of the plugin. */
export interface Options extends Omit<RenderOptions, "profile" | "idPrefix"> {
  /** What an error in a diagram does: throw (the default), or show a box with the error. */
  onError?: "fail" | "placeholder";
  /** Whether the page is a Vue template, as in VitePress. */
  vue?: boolean;
}

/** A markdown-it plugin: fences of the language `seq` become pictures. */
export default function markdownItSeqwright(md: unknown, options?: Options): void;
