// Draws each source as PNG and as SVG, takes a screenshot of the SVG, and counts the pixels that differ. The page has the
// bundled fonts under the names that the SVG asks for. What the bundled fonts lack is drawn with others and not compared.
// usage: node png.mjs PROGRAM BROWSER FOLDER SOURCE...

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { chromium } from "playwright-core";

// A channel of a pixel differs if by more than this of 255; so many of all pixels may.
const FAR = 96;
const SHARE = 0.005;

const [program, executablePath, folder, ...sources] = process.argv.slice(2);
const fonts = process.env.FACES;
const faces = [["Sans", "Arial"], ["Mono", "Courier New"]].flatMap(([file, family]) =>
  [["Regular", 400, "normal"], ["Bold", 700, "normal"], ["Italic", 400, "italic"], ["BoldItalic", 700, "italic"]].map(
    ([cut, weight, style]) => {
      const data = readFileSync(join(fonts, `Seqwright${file}-${cut}.ttf`)).toString("base64");
      return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};` +
        `src:url(data:font/ttf;base64,${data})}`;
    }));
const symbols = readFileSync(join(fonts, "SeqwrightSymbols-Regular.ttf")).toString("base64");
const style = faces.join("") + `@font-face{font-family:"Symbols";src:url(data:font/ttf;base64,${symbols})}` +
  "body{margin:0}svg{display:block}";

const run = (...args) => {
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stderr;
};
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--font-render-hinting=none"] });
const page = await (await browser.newContext({ colorScheme: "light" })).newPage();
// The sizes of two PNGs, and how many pixels differ. The browser decodes them: only numbers come back.
const compared = (files) => page.evaluate(async ([files, most]) => {
  const pictures = await Promise.all(files.map(async (file) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${file}`)).blob());
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  }));
  const [ours, theirs] = pictures;
  let far = 0;
  for (let at = 0; at < ours.data.length; at += 4) {
    const differs = (channel) => Math.abs(ours.data[at + channel] - theirs.data[at + channel]) > most;
    if (differs(0) || differs(1) || differs(2)) far += 1;
  }
  return { sizes: pictures.map((it) => `${it.width} x ${it.height}`), far, all: ours.data.length / 4 };
}, [files.map((file) => file.toString("base64")), FAR]);

let faults = 0;
for (const source of sources) {
  const name = basename(source, ".seq");
  const [svg, png] = ["svg", "png"].map((ending) => join(folder, `${name}.${ending}`));
  run(source, "--theme", "light", "-o", svg);
  const said = run(source, "--theme", "light", "--scale", "1", "-o", png);
  if (said.includes("missing-glyphs")) {
    console.log(`${name}: not compared, the bundled fonts lack some of its characters`);
    continue;
  }
  await page.setContent(`<style>${style}</style>${readFileSync(svg, "utf8")}`);
  await page.evaluate(() => document.fonts.ready);
  const shot = await page.locator("svg").screenshot();
  writeFileSync(join(folder, `${name}-chromium.png`), shot);
  await page.setContent("");
  const { sizes, far, all } = await compared([readFileSync(png), shot]);
  if (sizes[0] !== sizes[1]) {
    console.error(`${name}: ${sizes[0]}, not ${sizes[1]}`);
    faults += 1;
    continue;
  }
  const share = far / all;
  console.log(`${name}: ${(share * 100).toFixed(3)} %`);
  if (share >= SHARE) {
    console.error(`${name}: more than ${SHARE * 100} % of the pixels differ`);
    faults += 1;
  }
}
await browser.close();
process.exit(faults ? 1 : 0);
