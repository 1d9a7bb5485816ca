// What the tests of the page share: a server of static files below a path, and pages in Chromium that may ask for
// nothing else and say nothing in the console.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

export const DIST = process.env.DIST ?? fileURLToPath(new URL("../dist", import.meta.url));
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const PROGRAM = process.env.SEQWRIGHT ?? join(ROOT, "target/debug/seqwright");
const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** The text of a file of the project. */
export const read = (path) => readFileSync(join(ROOT, path), "utf8");

/** Serves the page below a path, as hosts of many projects do. Returns its address. */
export async function served() {
  const packed = new Map();
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname.replace(/^\/play\//, "/").replace(/\/$/, "/index.html");
    try {
      if (!packed.has(path)) packed.set(path, gzipSync(readFileSync(join(DIST, path))));
      response.writeHead(200, { "content-type": TYPES[extname(path)], "content-encoding": "gzip", "cache-control": "no-cache" });
      response.end(packed.get(path));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return { address: `http://127.0.0.1:${server.address().port}/play/`, stop: () => server.closeAllConnections() ?? server.close() };
}

export const launch = () => chromium.launch({ executablePath: EXECUTABLE, args: ["--no-sandbox"] });

/** A page that may ask for nothing beyond its own origin. What goes wrong in it is in `faults`. */
export async function fresh(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, colorScheme: "light", ...options });
  const page = await context.newPage();
  const faults = [];
  watch(page, faults);
  return { context, page, faults };
}

/** Notes whatever goes wrong in a page. */
export function watch(page, faults) {
  const own = /^(?:http:\/\/127\.0\.0\.1:\d+\/play\/|data:|blob:|file:)/;
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => own.test(request.url()) || faults.push(`requests ${request.url()}`));
}

/** Waits until the page can be used. */
export const ready = (page) => page.waitForSelector("body[data-ready]", { state: "attached" });

/** Replaces the text, as a user would. */
export async function write(page, text) {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
}

/** The lines of a short text in the editor; of a long one only those in sight are in the page. */
export const lines = (page) =>
  page.evaluate(() => Array.from(document.querySelectorAll(".cm-line"), (line) => line.textContent).join("\n"));

/** What the button for a link copies. */
export async function copied(page) {
  await page.evaluate(() => {
    globalThis.copied = undefined;
    navigator.clipboard.writeText = async (text) => void (globalThis.copied = text);
  });
  await page.click("#share");
  await until(page, () => globalThis.copied !== undefined);
  return page.evaluate(() => globalThis.copied);
}

/** Waits until something holds in the page. */
export const until = (page, condition, argument) => page.waitForFunction(condition, argument, { timeout: 8000 });

/** The page with a text from a link. */
export async function linked(page, address, text) {
  const { deflateRawSync } = await import("node:zlib");
  await page.goto("about:blank");
  await page.goto(`${address}#s=1${deflateRawSync(Buffer.from(text)).toString("base64url")}`);
  await ready(page);
}
