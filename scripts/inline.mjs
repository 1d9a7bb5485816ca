// Opens inline pictures in Chromium, in pages as their hosts make them, and checks that colours follow the page, that no
// style of the page moves a text, and that a telephone shows them.
// usage: node inline.mjs PROGRAM BROWSER PNG-DIR SOURCE...

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [program, executablePath, pngs, ...sources] = process.argv.slice(2);
mkdirSync(pngs, { recursive: true });

const LIGHT = "rgb(255, 255, 255)";
const DARK = "rgb(13, 17, 23)";
// Wider than a telephone; with fills whose opacity differs between light and dark, and a colour of the author's.
const WIDE = [
  "title What a page shows",
  "participant Browser",
  "participant A service with a long name",
  "participant Another service with a long name",
  "participant A database",
  "group #aliceblue all of it",
  "Browser->A service with a long name: GET /home [wrong]",
  "A service with a long name->Another service with a long name: <color:#navy>302 /home</color>",
  "end",
  "alt #lightyellow found",
  "Another service with a long name-[#navy]>A database: SELECT name, address FROM everybody",
  "else no one",
  "A database-->Browser: 404",
  "end",
  "note over A database: a note",
].join("\n");

let faults = 0;
let passed = 0;
function expect(what, found, wanted) {
  if (JSON.stringify(found) === JSON.stringify(wanted)) passed += 1;
  else {
    faults += 1;
    console.error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  }
}

function picture(input, ...options) {
  const { status, stdout } = spawnSync(program, ["--profile", "inline", ...options, "-"], { input });
  return status === 0 ? stdout.toString() : null;
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });

/** Shows a picture in a page; its canvas' colour. */
async function canvas(svg, { html = "", css = "", system = "light", media = "screen" }) {
  await page.emulateMedia({ colorScheme: system, media });
  await page.setContent(`<!doctype html><html ${html}><style>${css}</style><body>${svg}</body></html>`);
  return page.evaluate(() => getComputedStyle(document.querySelector("svg .c")).fill);
}

const wide = picture(WIDE);
const systems = ["light", "dark"];
for (const system of systems) {
  const schemes = { none: LIGHT, light: LIGHT, dark: DARK, "light dark": system === "dark" ? DARK : LIGHT };
  for (const [scheme, wanted] of Object.entries(schemes)) {
    const css = scheme === "none" ? "" : `:root{color-scheme:${scheme}}`;
    expect(`system ${system}, page ${scheme}`, await canvas(wide, { css, system }), wanted);
    const png = join(pngs, `${system}-${scheme.replace(" ", "-")}.png`);
    await page.screenshot({ path: png });
    const printed = await canvas(wide, { css, system, media: "print" });
    expect(`system ${system}, page ${scheme}, on paper`, printed, LIGHT);
  }
  const switches = {
    'data-theme="dark"': DARK,
    'data-theme="ayu"': DARK,
    'data-theme="light"': LIGHT,
    'data-theme="auto"': system === "dark" ? DARK : LIGHT,
    'data-md-color-scheme="slate"': DARK,
    'data-bs-theme="dark"': DARK,
    'class="dark"': DARK,
    'class="anything"': LIGHT,
  };
  for (const [html, wanted] of Object.entries(switches)) {
    expect(`system ${system}, ${html}`, await canvas(wide, { html, system }), wanted);
  }
  const own = ":root{color-scheme:dark;--seqwright-canvas:rgb(1, 2, 3)}";
  expect(`system ${system}, the page's canvas`, await canvas(wide, { css: own, system }), "rgb(1, 2, 3)");
  const fixed = await canvas(picture(WIDE, "--theme", "print"), { css: ":root{color-scheme:dark}", system });
  expect(`system ${system}, a fixed theme`, fixed, LIGHT);
}

// A telephone.
await page.setViewportSize({ width: 360, height: 640 });
for (const body of ["", "margin:0"]) {
  await canvas(wide, { css: `body{${body}}` });
  const [page_, window_, svg, ratio] = await page.evaluate(() => {
    const box = document.querySelector("svg").getBoundingClientRect();
    const { width, height } = document.querySelector("svg").viewBox.baseVal;
    const same = Math.abs(box.width / box.height - width / height) < 0.01;
    return [document.documentElement.scrollWidth, innerWidth, box.width / width, same];
  });
  expect("the page is as wide as the telephone", page_, window_);
  expect("the picture is three fifths of its width", svg.toFixed(1), "0.6");
  expect("the picture keeps its proportions", ratio, true);
}
await page.screenshot({ path: join(pngs, "telephone.png") });
await page.setViewportSize({ width: 1280, height: 900 });

// Pages that hand on styles, and pages written from right to left: no text may move.
const PAGES = {
  plain: "",
  "right to left": "direction:rtl",
  spaced: "letter-spacing:2px;word-spacing:5px;text-indent:3em",
  shouting: "text-transform:uppercase;font-weight:700;font-style:italic;font-variant:small-caps",
  vertical: "writing-mode:vertical-rl;text-shadow:2px 2px red;white-space:pre;font-size-adjust:.7",
};
async function places(svg, css) {
  await canvas(svg, { css: `body{${css}}` });
  return page.evaluate(() => {
    const canvas = document.querySelector("svg").getBoundingClientRect();
    const scale = document.querySelector("svg").viewBox.baseVal.width / canvas.width;
    return [...document.querySelectorAll("svg text")].map((text) => {
      const box = text.getBoundingClientRect();
      const sides = [box.left - canvas.left, box.top - canvas.top, box.width, box.height];
      const length = text.getComputedTextLength();
      const first = text.getNumberOfChars() > 0 ? text.getStartPositionOfChar(0).x : 0;
      return [...sides.map((side) => Math.round(side * scale)), Math.round(length), Math.round(first)];
    });
  });
}
let pictures = 0;
for (const name of ["the wide picture", ...sources]) {
  const svg = pictures === 0 ? wide : picture(readFileSync(name));
  if (svg === null) continue;
  pictures += 1;
  const plain = await places(svg, PAGES.plain);
  for (const [kind, css] of Object.entries(PAGES)) {
    expect(`${name} in a page that is ${kind}`, await places(svg, css), plain);
  }
}
await canvas(wide, { css: "body{direction:rtl}", html: 'dir="rtl"' });
await page.screenshot({ path: join(pngs, "right-to-left.png") });
await browser.close();
console.log(`${passed} checks passed, ${faults} failed; ${pictures} pictures in ${Object.keys(PAGES).length} pages`);
process.exitCode = faults > 0 ? 1 : 0;
