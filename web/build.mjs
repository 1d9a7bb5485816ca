// Builds the playground: `dist/`, static files for any host, and `dist/seqwright.html`, the same in one file.
// usage: node build.mjs MODULE FULL_MODULE [OUT]
// MODULE is the compiler that is loaded first, FULL_MODULE the one with everything. The same input gives the same bytes.

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { Compiler } from "./src/compiler.js";
import { EXAMPLES, FIRST } from "./examples.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [first, full, out = here("dist")] = process.argv.slice(2);
if (!full) {
  console.error("usage: node build.mjs MODULE FULL_MODULE [OUT]");
  process.exit(2);
}
const read = (path) => readFileSync(here(path), "utf8");
const hash = (content) => createHash("sha256").update(content).digest("base64");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const modules = { "seqwright.wasm": readFileSync(first), "seqwright-full.wasm": readFileSync(full) };
const compiler = new Compiler(new WebAssembly.Module(modules["seqwright-full.wasm"]));
const language = compiler.ask("words", "");
// A word that begins two kinds of statement has two rows; here the first is enough.
language.words = language.words.filter(({ word }, at, all) => all.findIndex((other) => other.word === word) === at);
const examples = Object.fromEntries(EXAMPLES.map(({ path }) => [path, read("../" + path)]));
const sheet = read("../docs/cheatsheet.md");

// What the scripts import and no file has.
const made = {
  "./language.json": { contents: JSON.stringify(language), loader: "json" },
  "./examples.js": {
    contents: `export const examples = ${JSON.stringify(examples)}; export const sheet = ${JSON.stringify(sheet)};`,
    loader: "js",
  },
};
const generated = {
  name: "generated",
  setup(builder) {
    builder.onResolve({ filter: /^\.\/(language\.json|examples\.js)$/ }, ({ path }) => ({ path, namespace: "made" }));
    builder.onLoad({ filter: /.*/, namespace: "made" }, ({ path }) => made[path]);
  },
};
const shared = {
  entryPoints: [here("src/main.js")],
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  plugins: [generated],
  absWorkingDir: here("."),
};
const { metafile } = await build({ ...shared, outdir: out, splitting: true, chunkNames: "[name]-[hash]", metafile: true });
const single = await build({ ...shared, write: false });
const style = await build({ entryPoints: [here("src/style.css")], bundle: true, minify: true, write: false });
const css = style.outputFiles[0].text;

/** The licences of the packages that are in the page, which go where the page goes. */
function licences() {
  const found = Object.keys(metafile.inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  const packages = [...new Set(found.filter(Boolean))].sort();
  const text = (name) => `${name} ${JSON.parse(read(`node_modules/${name}/package.json`)).version}\n\n${read(`node_modules/${name}/LICENSE`).trim()}\n`;
  return packages.map(text).join("\n----\n\n");
}
writeFileSync(join(out, "licences.txt"), licences());

// The page that steps through a diagram is opened from this one and may run what this one may: its script is named here.
const stepping = /SCRIPT_HASH: &str = "(sha256-[^"]+)"/.exec(read("../src/page/mod.rs"))[1];
const policy = (scripts, sources) =>
  `default-src 'none'; script-src ${scripts} 'wasm-unsafe-eval' '${stepping}'; style-src ${sources} 'unsafe-inline'; ` +
  `img-src ${sources} data: blob:; connect-src ${sources}; manifest-src ${sources}; worker-src ${sources}; frame-src blob:; ` +
  "base-uri 'none'; form-action 'none'";

const option = (value, name) => `<option value="${value}">${name}</option>`;
const text = read("../" + FIRST);
const picture = compiler.ask("render", text, { theme: "auto" }).svg;
const values = {
  examples: EXAMPLES.map(({ path, name }) => option(path, name)).join(""),
  themes: language.themes.map((name) => option(name, name)).join(""),
  picture: picture.trimEnd(),
};
/** Fills the template. A function, because the values contain dollar signs. */
const page = (filled) => read("src/index.html").replace(/\{\{(\w+)\}\}/g, (_, name) => filled[name]);
const firstText = `<script id="first" type="text/plain">${text}</script>`;
if (/<\/|<!--/.test(text)) throw new Error("the first text cannot stand in a script element");

const html = page({
  ...values,
  policy: policy("'self'", "'self'"),
  head: [
    '<link rel="icon" href="icon.svg" type="image/svg+xml">',
    '<link rel="manifest" href="manifest.json">',
    '<link rel="stylesheet" href="style.css">',
    '<link rel="modulepreload" href="main.js">',
    '<link rel="preload" href="seqwright.wasm" as="fetch" type="application/wasm" crossorigin>',
  ].join("\n"),
  foot: `${firstText}\n<script type="module" src="main.js"></script>`,
});
writeFileSync(join(out, "index.html"), html);
writeFileSync(join(out, "style.css"), css);
for (const [name, bytes] of Object.entries(modules)) writeFileSync(join(out, name), bytes);
for (const name of ["manifest.json", "icon.svg"]) cpSync(here("src/" + name), join(out, name));

// The offline copy has all files, and is named by what is in them.
const files = readdirSync(out).sort();
const all = createHash("sha256");
for (const name of files) all.update(name).update(readFileSync(join(out, name)));
const worker = read("src/sw.js").replace("{{hash}}", all.digest("hex").slice(0, 16));
writeFileSync(join(out, "sw.js"), worker.replace("{{files}}", files.filter((name) => name !== "index.html").join(" ")));

// One file: no other file is asked for, and there is no server that could keep it.
const script = single.outputFiles[0].text.replaceAll("</script", "<\\/script");
const icon = "data:image/svg+xml;base64," + Buffer.from(read("src/icon.svg")).toString("base64");
const packed = gzipSync(modules["seqwright-full.wasm"], { level: 9 }).toString("base64");
writeFileSync(
  join(out, "seqwright.html"),
  page({
    ...values,
    policy: policy(`'sha256-${hash(script)}'`, "'none'").replaceAll("'none' data:", "data:").replaceAll("'none' 'unsafe-inline'", "'unsafe-inline'"),
    head: `<link rel="icon" href="${icon}">\n<style>${css}</style>`,
    foot: `${firstText}\n<script id="module" type="application/octet-stream">${packed}</script>\n<script type="module">${script}</script>\n<script type="text/plain">\n${licences()}</script>`,
  }),
);

const size = (name) => gzipSync(readFileSync(join(out, name)), { level: 9 }).length;
for (const name of [...files, "sw.js", "seqwright.html"].sort()) console.log(`${name} ${size(name)}`);
