// Writing: problems with their places and fixes, the picture that stays, the way between text and picture.

import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { fresh, launch, lines, ready, served, until, write } from "./harness.mjs";

let browser;
let host;
let page;
let faults;
before(async () => {
  [browser, host] = await Promise.all([launch(), served()]);
  ({ page, faults } = await fresh(browser));
  await page.goto(host.address);
  await ready(page);
});
after(async () => {
  await browser.close();
  host.stop();
});
const titled = (title) => until(page, (title) => document.querySelector("#picture svg > title")?.textContent === title, title);

test("a key becomes a picture", async () => {
  await write(page, "title First\nA->B: hello");
  await titled("First");
  assert.deepEqual(faults, []);
});

test("an error has a squiggle, an item with its line, and a fix that makes it good", async () => {
  await write(page, "title Second\npartcipant A\nA->B: hello");
  await until(page, () => document.querySelector(".cm-lintRange-error") && document.querySelector("#problems li.error"));
  const item = page.locator("#problems li.error").first();
  assert.match(await item.locator(".lead").innerText(), /^Line 2: error: /);
  await until(page, () => /^1 error, 0 warnings$/.test(document.querySelector("#status").textContent));
  await item.locator(".fix").click();
  await until(page, () => document.querySelector("#problems h2").textContent === "No problems");
  assert.equal(await lines(page), "title Second\nparticipant A\nA->B: hello");
  await until(page, () => document.querySelector("#status").textContent === "No problems");
});

test("the last good picture stays, dimmed, and after a while what was understood is drawn", async () => {
  await write(page, "title Good\nA->B: hello");
  await titled("Good");
  await write(page, "title Broken\nA->B: hello\nB->C what");
  await until(page, () => document.querySelector("#picture.stale"));
  assert.equal(await page.locator("#picture svg > title").textContent(), "Good");
  await titled("Broken");
  assert.equal(await page.locator("#picture.stale").count(), 1);
});

test("an example replaces the picture at once, and its change becomes the draft", async () => {
  await write(page, "title Broken\nalt x");
  await page.selectOption("#example", { label: "Sign in" });
  await titled("Sign in with a one-time code");
  assert.equal(await page.locator("#picture.stale").count(), 0);
  await page.getByRole("button", { name: "Back to my draft" }).click();
  assert.equal(await lines(page), "title Broken\nalt x");
});

test("all fixes are made with one button", async () => {
  await write(page, "A->B: one\nend\nend\nalt ready\nA->B: two");
  await page.getByRole("button", { name: "Fix all 3" }).click();
  await until(page, () => document.querySelector("#problems h2").textContent === "No problems");
  assert.equal(await lines(page), "A->B: one\nalt ready\nA->B: two\nend");
});

test("a click on the picture leads to the line, and the cursor outlines its part", async () => {
  await write(page, "title T\nAlice->Bob: first\nBob-->Alice: second");
  await titled("T");
  await page.locator("#picture text", { hasText: "first" }).click();
  await until(page, () => getSelection().toString().includes("Alice->Bob: first"));
  // It comes after the paint; until then the outline is that of the line before.
  await until(page, () => {
    const parts = document.querySelectorAll('#picture [data-line="2"]');
    const [part, outline] = [parts[parts.length - 1], document.querySelector(".outline")].map((one) => one.getBoundingClientRect());
    return outline.width > 0 && Math.abs(outline.top - part.top) < 8 && Math.abs(outline.width - part.width) < 16;
  });
});

test("Format writes it the canonical way, and the cursor stays on its line", async () => {
  await write(page, "title  T\nA -> B:hi\nalt  x\nA->B: y\nend");
  await page.click("#format");
  await until(page, () => document.querySelectorAll(".cm-line")[1].textContent === "A->B: hi");
  assert.equal(await lines(page), "title T\nA->B: hi\nalt x\n  A->B: y\nend\n");
});

test("a pasted fence loses its lines", async () => {
  await write(page, "");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "```seq\nA->B: pasted\n```\n");
    document.querySelector(".cm-content").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await until(page, () => document.querySelector(".cm-line").textContent === "A->B: pasted");
});

test("Mermaid is drawn and can be converted", async () => {
  await write(page, "sequenceDiagram\n  Alice->>Bob: hi<br>there");
  await page.getByRole("button", { name: "Convert Mermaid to seq" }).click();
  await until(page, () => /Alice->Bob: hi\\nthere/.test(document.querySelector(".cm-content").textContent));
});

test("PlantUML is drawn and can be converted", async () => {
  await write(page, "@startuml\nAlice -> Bob : hi\n@enduml");
  await page.getByRole("button", { name: "Convert PlantUML to seq" }).click();
  await until(page, () => /Alice->Bob: hi/.test(document.querySelector(".cm-content").textContent));
});

test("a text that breaks the module leaves the page as it was", async () => {
  await page.evaluate(() => {
    const { encode } = TextEncoder.prototype;
    TextEncoder.prototype.encode = function broken(text) {
      return text?.startsWith("{") && text.includes("breaks it") ? { length: 0xffff_ffff } : encode.call(this, text);
    };
  });
  await write(page, "A->B: breaks it");
  await until(page, () => document.querySelector("#problems h2").textContent.startsWith("This text breaks the compiler"));
  await write(page, "title After\nA->B: fine");
  await titled("After");
  assert.deepEqual(faults, []);
});

test("a text over a mebibyte is refused with words", async () => {
  await write(page, "# ".repeat(1 << 19) + "xx");
  await until(page, () => document.querySelector("#problems h2").textContent.startsWith("The text is larger than 1 MiB"));
  await write(page, "title Small\nA->B: fine");
  await titled("Small");
});
