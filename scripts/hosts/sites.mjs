// Opens the sites that scripts/hosts.sh built: light, dark by the page's own switch, and as wide as a phone. Checks that
// every picture has the colours of its page, and that none makes its page wider than the phone.
// usage: node sites.mjs DIR BROWSER PNG-DIR [SITE...]

import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";

const [dir, executablePath, pngs, ...wanted] = process.argv.slice(2);
mkdirSync(pngs, { recursive: true });

const LIGHT = "rgb(255, 255, 255)";
const DARK = "rgb(13, 17, 23)";

/** Stores what the switch of a page stores, and loads the page again. */
const stored = (values) => async (page) => {
  await page.evaluate((values) => Object.assign(localStorage, values), values);
  await page.reload({ waitUntil: "networkidle" });
};
/** Presses the switch of a page until the page is dark. */
const pressed = (selector, isDark) => async (page) => {
  for (let count = 0; count < 4 && !(await page.evaluate(isDark)); count += 1) {
    await page.locator(selector).locator("visible=true").first().click();
    await page.waitForTimeout(300);
  }
};

const slate = "document.body.dataset.mdColorScheme === 'slate'";
const material = pressed("label[for^=__palette]", slate);
const furo = pressed(".theme-toggle", "document.body.dataset.theme === 'dark'");
const docusaurus = pressed("button[class*=toggleButton]", "document.documentElement.dataset.theme === 'dark'");
const vitepress = pressed(".VPSwitchAppearance", "document.documentElement.classList.contains('dark')");
const rustdoc = stored({ "rustdoc-theme": "dark", "rustdoc-use-system-theme": "false" });
// Where a site lies, which of its pages is opened, and how a reader makes it dark. One without a switch is always light.
const SITES = {
  mdbook: ["sites/mdbook/book", "index.html", stored({ "mdbook-theme": "navy" })],
  mkdocs: ["sites/mkdocs/site", "index.html", material],
  zensical: ["sites/zensical/site", "index.html", material],
  sphinx: ["sites/sphinx/_build/html", "myst.html", furo],
  docusaurus: ["node/docusaurus/build", "index.html", docusaurus],
  docusaurus_filter: ["node/docusaurus_filter/build", "index.html", docusaurus],
  vitepress: ["node/vitepress/.vitepress/dist", "index.html", vitepress],
  vitepress_filter: ["node/vitepress_filter/.vitepress/dist", "index.html", vitepress],
  eleventy: ["node/eleventy/_site", "index.html"],
  astro: ["node/astro/dist", "index.html"],
  asciidoctor: ["sites/asciidoctor", "index.html"],
  asciidoctorjs: ["node/asciidoctorjs", "index.html"],
  pandoc: ["sites/pandoc", "page.html"],
  hugo: ["sites/hugo/public", "index.html"],
  jekyll: ["sites/jekyll/_site", "index.html"],
  rustdoc: ["sites/rustdoc/target/doc", "site/index.html", rustdoc],
};
// Themes whose pages declare no color-scheme: each choice of their switch, on a light and on a dark system.
const CHOICES = {
  sphinx: [(theme) => ({ theme }), { light: LIGHT, dark: DARK, auto: null }],
  rustdoc: [(theme) => ({ "rustdoc-theme": theme, "rustdoc-use-system-theme": "false" }), { light: LIGHT, dark: DARK, ayu: DARK }],
};
const TYPES = { ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml" };

/** Serves a folder on an address of this machine. */
async function served(root) {
  const server = createServer((request, response) => {
    let path = join(root, decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    if (existsSync(path) && statSync(path).isDirectory()) path = join(path, "index.html");
    if (!existsSync(path) && existsSync(`${path}.html`)) path += ".html";
    if (!existsSync(path)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(readFileSync(path));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** The colours of the canvases of the inline pictures of a page, each once. */
function canvases() {
  return [...new Set([...document.querySelectorAll(".seqwright svg .c")].map((canvas) => getComputedStyle(canvas).fill))];
}
const width = () => Math.max(0, document.documentElement.scrollWidth - innerWidth);

let faults = 0;
function expect(site, what, found, wanted) {
  if (JSON.stringify(found) === JSON.stringify(wanted)) return;
  faults += 1;
  console.error(`${site}, ${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
/** Opens a page on a system that is light or dark. */
async function opened(address, { colorScheme = "light", viewport = { width: 1280, height: 1000 } } = {}) {
  const context = await browser.newContext({ colorScheme, viewport });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "networkidle" });
  return page;
}
const shot = (page, site, what) => page.screenshot({ path: join(pngs, `${site}-${what}.png`) });

/** Follows a link of a page to another, as a reader does; the site may not load a page anew. */
async function followed(site, address) {
  const page = await opened(`${address}/hostile.html`);
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = "/index.html";
    document.querySelector(".vp-doc").append(link);
    globalThis.same = true;
    link.click();
  });
  await page.waitForFunction(() => document.querySelectorAll(".vp-doc svg, .vp-doc img").length === 3);
  await page.waitForTimeout(500);
  expect(site, "the page is not loaded anew", await page.evaluate("globalThis.same"), true);
  if (site.endsWith("filter")) return;
  expect(site, "colours after a link is followed", await page.evaluate(canvases), [LIGHT]);
  const styled = await page.evaluate(() => [...document.querySelectorAll(".seqwright svg")].every((svg) => svg.querySelector("style")));
  expect(site, "every picture has a style after a link is followed", styled, true);
  await shot(page, site, "followed");
}

/** Makes every choice of a switch; `null` stands for the colour of the system. */
async function chosen(site, address) {
  const [values, choices] = CHOICES[site];
  for (const [colorScheme, ofSystem] of [["light", LIGHT], ["dark", DARK]]) {
    const page = await opened(address, { colorScheme });
    for (const [choice, wanted] of Object.entries(choices)) {
      await stored(values(choice))(page);
      const found = await page.evaluate(canvases);
      expect(site, `${choice} on a ${colorScheme} system`, found, [wanted ?? ofSystem]);
    }
  }
}

let seen = 0;
for (const [site, [root, path, darken]] of Object.entries(SITES)) {
  if (wanted.length > 0 && !wanted.includes(site)) continue;
  if (!existsSync(join(dir, root, path))) {
    console.log(`${site}: skipped, for it is not built`);
    continue;
  }
  seen += 1;
  const { address, close } = await served(join(dir, root));
  // The recipes with a filter show images.
  const hasCanvas = !site.endsWith("filter");
  const page = await opened(`${address}/${path}`);
  expect(site, "light", await page.evaluate(canvases), hasCanvas ? [LIGHT] : []);
  await shot(page, site, "light");
  if (darken) {
    await darken(page);
    expect(site, "dark by its switch", await page.evaluate(canvases), hasCanvas ? [DARK] : []);
    await shot(page, site, "dark");
  } else {
    const dark = await opened(`${address}/${path}`, { colorScheme: "dark" });
    expect(site, "on a dark system", await dark.evaluate(canvases), hasCanvas ? [LIGHT] : []);
    await shot(dark, site, "dark");
  }
  const phone = await opened(`${address}/${path}`, { viewport: { width: 360, height: 740 } });
  expect(site, "wider than a phone by", await phone.evaluate(width), 0);
  await shot(phone, site, "phone");
  if (site in CHOICES) await chosen(site, `${address}/${path}`);
  if (site.startsWith("vitepress")) await followed(site, address);
  close();
}
await browser.close();
console.log(`${seen} sites opened, ${faults} faults`);
process.exit(faults > 0 ? 1 : 0);
