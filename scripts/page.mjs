// Walks through pages in Chromium: by key forwards and back, by slider, by clicks on events. The same step must look the
// same however it was reached, its table must be what `seqwright knows --at` prints, and the attacker's view must show no
// bytes that the attacker lacks. Nothing may be said in the console, and nothing requested. axe must find nothing serious, in
// a light and in a dark window. $FIREFOX, if that is set, walks through some of the pages, too.
// usage: node page.mjs PROGRAM BROWSER FOLDER SOURCE...

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";

const [program, executablePath, folder, ...sources] = process.argv.slice(2);

let faults = 0;
let steps = 0;
let compared = 0;
function fail(what) {
  faults += 1;
  console.error(what);
}

// What the page shows: the classes of its parts, sorted, and its texts.
const state = () => {
  const classes = (element) => Array.from(element.classList).sort().join(" ");
  const parts = document.querySelectorAll("#picture [data-event], #picture [data-value], #known tr, #known span");
  const text = (id) => document.getElementById(id).textContent;
  return [Array.from(parts, classes).join("|"), text("now"), text("card"), text("count")].join("\n");
};
// Who knows what by the table: the words of its cells that are shown.
const table = () => {
  const heads = Array.from(document.querySelectorAll("#known thead th"), (head) => head.textContent).slice(1);
  const known = Object.fromEntries(heads.map((head) => [head, []]));
  for (const row of document.querySelectorAll("#known tbody tr")) {
    Array.from(row.cells).slice(1).forEach((cell, party) => {
      const shown = Array.from(cell.querySelectorAll("span:not(.later)"), (time) => time.firstChild.data.trim());
      for (const how of shown) known[heads[party]].push(row.querySelector("button").textContent + ": " + how);
    });
  }
  return known;
};

const run = (...args) => spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 26 });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

async function opened(file, hash = "", look = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...look });
  const page = await context.newPage();
  await open(page, file, hash);
  return page;
}

async function open(page, file, hash) {
  page.on("console", (message) => fail(`${file}: console: ${message.text()}`));
  page.on("pageerror", (error) => fail(`${file}: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) fail(`${file}: requests ${request.url()}`);
  });
  await page.goto("file://" + file + hash);
}

// Moves the slider, as a finger does.
function slide(page, step) {
  return page.evaluate((to) => {
    const slider = document.getElementById("slider");
    slider.value = to;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }, step);
}

async function walk(page, file, view) {
  const last = await page.evaluate(() => document.querySelectorAll("#list li").length);
  const seen = [await page.evaluate(state)];
  for (let step = 1; step <= last; step += 1) {
    await page.keyboard.press(step % 2 ? "ArrowRight" : "n");
    seen.push(await page.evaluate(state));
    if (seen[step] === seen[step - 1]) fail(`${file}: step ${step} shows nothing new (${view})`);
  }
  for (let step = last - 1; step >= 0; step -= 1) {
    await page.keyboard.press("ArrowLeft");
    if ((await page.evaluate(state)) !== seen[step]) fail(`${file}: step ${step} differs on the way back (${view})`);
  }
  for (const step of [1, Math.ceil(last / 2), last]) {
    await slide(page, step);
    if ((await page.evaluate(state)) !== seen[step]) fail(`${file}: step ${step} differs by slider (${view})`);
  }
  steps += last * 2;
  return seen;
}

// The table at the last step of each line, and what `knows` says of that line.
async function compare(page, file, source) {
  const lines = JSON.parse(run("--emit", "json", source).stdout).steps.map((step) => step.line);
  await page.keyboard.press("Home");
  for (let step = 1; step <= lines.length; step += 1) {
    await page.keyboard.press("ArrowRight");
    if (lines[step] === lines[step - 1]) continue;
    const until = step < lines.length ? lines[step] - 1 : 1 << 20;
    const knows = run("knows", "--format", "json", "--at", String(until), source);
    if (!knows.stdout) continue;
    const wanted = JSON.parse(knows.stdout).known;
    const shown = await page.evaluate(table);
    for (const { who, facts } of wanted) {
      const words = facts.map((fact) => `${fact.name}: ${fact.how}`).sort();
      const found = shown[who].sort();
      compared += 1;
      if (words.join() !== found.join()) fail(`${file}: step ${step}: ${who} knows ${words} and not ${found}`);
    }
  }
}

// What is open to the attacker in the card, by the bytes that it shows.
async function secrets(page, file) {
  const leaks = await page.evaluate(() => {
    const found = [];
    const rows = Array.from(document.querySelectorAll("#known tbody tr.shut"));
    const card = document.getElementById("card").textContent;
    for (const row of rows) {
      const bytes = row.querySelector(".bytes")?.textContent ?? "";
      // Bytes that somebody made up may be zeros.
      const isTelling = bytes.length > 16 && new Set(bytes).size > 2;
      if (isTelling && (card.includes(bytes) || card.includes(bytes.slice(0, 8)))) found.push(row.querySelector("button").textContent);
    }
    return found;
  });
  if (leaks.length) fail(`${file}: the attacker's view shows ${leaks}`);
}

// What axe finds serious, at a step in the middle with its values chosen, and at the end as the attacker sees it.
async function accessible(file, look) {
  const page = await opened(file, "", look);
  await page.evaluate(axe);
  const audit = async (where) => {
    const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
    audits += 1;
    for (const { id, impact, help, nodes } of violations) {
      if (!["serious", "critical"].includes(impact)) continue;
      const first = nodes[0];
      fail(`${file} (${JSON.stringify(look)}, ${where}): ${id}: ${help}: ${nodes.length}: ${first.html.slice(0, 200)} ${first.failureSummary}`);
    }
  };
  const last = await page.evaluate(() => document.querySelectorAll("#list li").length);
  await audit("beginning");
  // On a telephone, the panel is folded.
  if (await page.locator("#more").isVisible()) await page.locator("#more").click();
  await slide(page, Math.ceil(last / 2));
  if (await page.locator("#known").count()) await page.locator("#known tr:not(.later) button").last().click();
  await audit("middle");
  await page.keyboard.press("End");
  if (await page.locator("#view").count()) await page.keyboard.press("a");
  await audit("end");
  await page.context().close();
}

async function check(source) {
  const file = join(folder, basename(source, ".seq") + ".html");
  const made = run(source, "-o", file);
  if (made.status !== 0) return false;
  const page = await opened(file);
  const seen = await walk(page, file, "plain");
  if (await page.locator("#known").count()) await compare(page, file, source);
  if (await page.locator("#view").count()) {
    await page.keyboard.press("Home");
    await page.keyboard.press("a");
    await walk(page, file, "attacker");
    await page.keyboard.press("Home");
    for (let step = 1; step < seen.length; step += 1) {
      await page.keyboard.press("ArrowRight");
      await secrets(page, file);
    }
    await page.keyboard.press("a");
  }
  await page.context().close();
  const middle = Math.ceil(seen.length / 2);
  const linked = await opened(file, "#step-" + middle);
  if ((await linked.evaluate(state)) !== seen[middle]) fail(`${file}: the link to step ${middle} shows another`);
  await linked.context().close();
  for (const colorScheme of ["light", "dark"]) await accessible(file, { colorScheme });
  await accessible(file, { viewport: { width: 390, height: 800 } });
  return true;
}

// Walks through some of the pages in Firefox: one with knowledge, one without.
async function checkInFirefox(executablePath) {
  // Firefox itself speaks the protocol of Puppeteer; that of Playwright is spoken by builds of its own only.
  const extraPrefsFirefox = { "ui.prefersReducedMotion": 1 };
  const args = ["--headless"];
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, args, extraPrefsFirefox });
  const names = ["tls12-rsa", "how-tls-works"];
  const some = sources.filter((source) => names.includes(basename(source, ".seq")));
  for (const source of some.length ? some : sources.slice(0, 1)) {
    const file = join(folder, basename(source, ".seq") + ".html");
    if (run(source, "-o", file).status !== 0) continue;
    const page = await browser.newPage();
    await open(page, file, "");
    const seen = await walk(page, file, "Firefox");
    if (await page.$("#view")) {
      await page.keyboard.press("Home");
      await page.keyboard.press("a");
      await walk(page, file, "Firefox, attacker");
    }
    await page.close();
    const linked = await browser.newPage();
    await open(linked, file, "#step-" + (seen.length - 1));
    if ((await linked.evaluate(state)) !== seen.at(-1)) fail(`${file}: the link to the last step shows another in Firefox`);
    await linked.close();
    inFirefox += 1;
  }
  await browser.close();
}

let pages = 0;
let audits = 0;
let inFirefox = 0;
for (const source of sources) pages += (await check(source)) ? 1 : 0;
await browser.close();
if (process.env.FIREFOX) await checkInFirefox(process.env.FIREFOX);
const walked = `${pages} pages, ${inFirefox} of them also in Firefox, ${steps} steps forwards and back`;
console.log(`${walked}, ${compared} states compared with \`knows\`, ${audits} audits by axe, ${faults} faults`);
process.exit(faults ? 1 : 0);
