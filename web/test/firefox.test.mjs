// The page in Firefox: what the tests in Chromium do at length, once over.

import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deflateRawSync } from "node:zlib";
import puppeteer from "puppeteer-core";
import { served } from "./harness.mjs";

let browser;
let host;
let page;
const faults = [];
before(async () => {
  host = await served();
  browser = await puppeteer.launch({ browser: "firefox", executablePath: process.env.FIREFOX, headless: true });
  page = await browser.newPage();
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
});
after(async () => {
  await browser.close();
  host.stop();
});

const visit = async (text) => {
  const value = deflateRawSync(Buffer.from(text)).toString("base64url");
  await page.goto("about:blank");
  const begin = Date.now();
  await page.goto(`${host.address}#s=1${value}`);
  await page.waitForSelector("body[data-ready]");
  return Date.now() - begin;
};
const until = (condition) => page.waitForFunction(condition, { timeout: 10_000 });

for (const lines of [20, 200, 2000]) {
  test(`${lines} lines are drawn`, async (t) => {
    const text = "title T\n" + Array.from({ length: lines - 1 }, (_, at) => `A${at % 6}->A${(at + 1) % 6}: message ${at}`).join("\n");
    t.diagnostic(`usable in ${await visit(text)} ms`);
    const drawn = await page.evaluate(() => document.querySelectorAll('#picture [data-kind="message"]').length);
    assert.equal(drawn, lines - 1);
  });
}

test("a fix is made", async () => {
  await visit("partcipant A\nA->B: hi");
  await until(() => document.querySelector("#problems .fix"));
  await page.click("#problems .fix");
  await until(() => document.querySelector("#problems h2").textContent === "No problems");
});

test("a link comes back", async () => {
  const text = "title 🌍\nA->B: é";
  await visit(text);
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => void (globalThis.copied = text);
  });
  await page.click("#share");
  await until(() => globalThis.copied);
  const link = await page.evaluate(() => globalThis.copied);
  await page.goto("about:blank");
  await page.goto(link);
  await page.waitForSelector("body[data-ready]");
  assert.equal(await page.evaluate(() => document.querySelector("#picture svg > title").textContent), "🌍");
});

test("a PNG is twice the size of the picture", async () => {
  await visit("A->B: hi");
  await page.evaluate(() => {
    HTMLAnchorElement.prototype.click = async function click() {
      const image = new Image();
      image.src = this.href;
      await image.decode();
      globalThis.saved = [this.download, image.naturalWidth];
    };
  });
  await page.click("#png");
  await until(() => globalThis.saved);
  const [[name, width], drawn] = await page.evaluate(() => [globalThis.saved, Number(document.querySelector("#picture svg").getAttribute("width"))]);
  assert.match(name, /\.png$/);
  assert.equal(width, drawn * 2);
});

test("nothing was said in the console", () => assert.deepEqual(faults, []));
