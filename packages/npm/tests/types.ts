// Compiled by `tsc --noEmit`: what is exported has the types that it says.
import { init, render, report, type Diagnostic, type Rendered } from "seqwright";
import markdownIt from "seqwright/markdown-it";
import remark from "seqwright/remark";

const drawn: Rendered = render("A->B: hi", { profile: "inline", theme: "print", alt: "Greeting" });
const lines: string = report(drawn.diagnostics, "page.md");
const codes: string[] = drawn.diagnostics.map(({ code }: Diagnostic) => code);
const picture: string | null = drawn.svg;
// @ts-expect-error There is no such profile.
render("A->B: hi", { profile: "page" });
remark({ onError: "placeholder" });
markdownIt({}, { vue: true });
await init();
console.log(lines, codes, picture);
