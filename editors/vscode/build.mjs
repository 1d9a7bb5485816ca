// Builds the extension into dist/: one script, and the grammars of ../textmate.
import { copyFile, mkdir, rm } from "node:fs/promises";
import { build } from "esbuild";

await rm("dist", { recursive: true, force: true });
await mkdir("dist");
await build({
  entryPoints: ["src/extension.js"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  // No comments of licences: they are in the files that the package lists.
  legalComments: "none",
});
for (const grammar of ["seq.tmLanguage.json", "markdown.tmLanguage.json"]) {
  await copyFile(`../textmate/${grammar}`, `dist/${grammar}`);
}
