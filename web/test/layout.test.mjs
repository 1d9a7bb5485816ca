// How it looks and how it is reached: sizes of screens, light and dark, the keyboard, what a screen reader meets.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { fresh, launch, ready, served, until, write } from "./harness.mjs";

let browser;
let host;
const shots = process.env.SCREENSHOTS;
if (shots) mkdirSync(shots, { recursive: true });
before(async () => {
  [browser, host] = await Promise.all([launch(), served()]);
});
after(async () => {
  await browser.close();
  host.stop();
});

const SCREENS = [
  ["desktop", { viewport: { width: 1280, height: 720 } }],
  ["phone", { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }],
];
const TEXTS = [
  ["first", null],
  ["knowledge", "TLS: who knows what"],
];
for (const [screen, options] of SCREENS) {
  for (const colorScheme of ["light", "dark"]) {
    for (const [name, example] of TEXTS) {
      test(`nothing is wider than a ${screen}, ${colorScheme}: ${name}`, async () => {
        const { context, page, faults } = await fresh(browser, { ...options, colorScheme });
        await page.goto(host.address);
        await ready(page);
        if (example) {
          await page.selectOption("#example", { label: example });
          await until(page, () => !document.querySelector("#knows").hidden);
        }
        const { wide, inner, canvas } = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth,
          inner: innerWidth,
          canvas: getComputedStyle(document.querySelector("#result")).backgroundColor,
        }));
        assert.equal(wide, inner);
        assert.equal(canvas, colorScheme === "dark" ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
        if (shots) await page.screenshot({ path: join(shots, `${screen}-${colorScheme}-${name}.png`) });
        assert.deepEqual(faults, []);
        await context.close();
      });
    }
  }
}

test("targets on a phone are 40 px high", async () => {
  const { context, page } = await fresh(browser, SCREENS[1][1]);
  await page.goto(host.address);
  await ready(page);
  await write(page, "partcipant A\nactr B\nA->B: x");
  await until(page, () => document.querySelectorAll("#problems li").length === 2);
  const small = await page.evaluate(() =>
    Array.from(document.querySelectorAll("header button, header select, #problems button"))
      .filter((one) => one.getBoundingClientRect().height < 40)
      .map((one) => one.textContent),
  );
  assert.deepEqual(small, []);
  await context.close();
});

test("the keyboard alone leads to a fixed, formatted, shared diagram", async () => {
  const { context, page, faults } = await fresh(browser);
  await page.goto(host.address);
  await ready(page);
  await page.evaluate(() => (navigator.clipboard.writeText = async (text) => void (globalThis.copied = text)));
  const tabTo = async (name) => {
    for (let at = 0; at < 40; at += 1) {
      await page.keyboard.press("Tab");
      const now = await page.evaluate(() => {
        const element = document.activeElement;
        return element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.textContent;
      });
      if (now.trim().startsWith(name)) return;
    }
    assert.fail(`${name} is not reached`);
  };
  await tabTo("Diagram source");
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText("partcipant A\nA -> B:one");
  await until(page, () => document.querySelector("#problems li.error"));
  await tabTo("Fix");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector("#problems h2").textContent === "No problems");
  await page.locator("body").evaluate(() => document.activeElement.blur());
  await tabTo("Format");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelectorAll(".cm-line")[1].textContent === "A->B: one");
  await tabTo("Share link");
  await page.keyboard.press("Enter");
  await until(page, () => globalThis.copied?.includes("#s=1"));
  assert.deepEqual(faults, []);
  await context.close();
});

test("what can be reached has names, in the order in which it is used", async () => {
  const { context, page } = await fresh(browser);
  await page.goto(host.address);
  await ready(page);
  await write(page, "partcipant A\nA->B: x");
  await until(page, () => document.querySelector("#problems li.error"));
  const tree = await page.locator("body").ariaSnapshot();
  const names = ["Example", "Theme", "Format", "Share link", "SVG", "PNG", "Diagram source", "Line 1:", "Fix:"];
  let at = 0;
  for (const name of names) {
    const found = tree.indexOf(name, at);
    assert.ok(found >= at, `${name} comes after the one before:\n${tree}`);
    at = found;
  }
  assert.match(tree, /img "Sign in with a one-time code"/);
  await context.close();
});
