import type { RenderOptions } from "seqwright";

/** Options of the plugin. */
export interface Options extends Omit<RenderOptions, "profile" | "idPrefix"> {
  /** What an error in a diagram does: end the build (the default), or show a box with the error. */
  onError?: "fail" | "placeholder";
}

/** A remark plugin: fences of the language `seq` become pictures. */
export default function remarkSeqwright(
  options?: Options,
): (tree: unknown, file: unknown) => void;
