// Links, drafts and files: nothing is lost, and nothing is taken from elsewhere without words.

import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { copied, fresh, launch, lines, linked, read, ready, served, until, write } from "./harness.mjs";

let browser;
let host;
before(async () => {
  [browser, host] = await Promise.all([launch(), served()]);
});
after(async () => {
  await browser.close();
  host.stop();
});

/** Opens a page of its own for a test, and checks that nothing went wrong in it. */
async function visit(act, options) {
  const { context, page, faults } = await fresh(browser, options);
  await page.goto(host.address);
  await ready(page);
  await act(page, context);
  assert.deepEqual(faults, []);
  await context.close();
}
const draft = (page) => page.evaluate(() => localStorage.getItem("seqwright /play/ draft"));

for (const [name, text] of [
  ["emoji", "title 多言語 🌍\nA->B: 😀 \u00e9 e\u0301\n"],
  ["line ends of Windows", "A->B: one\r\nB->A: two\r\n"],
  ["nothing", ""],
  ["100 KB", Array.from({ length: 3000 }, (_, at) => `A${at % 7}->B${at % 5}: message number ${at} ${at ** 3}`).join("\n")],
]) {
  test(`a link brings back ${name}`, () =>
    visit(async (page) => {
      await linked(page, host.address, text);
      const first = await copied(page);
      await page.goto("about:blank");
      await page.goto(first);
      await ready(page);
      assert.equal(await copied(page), first);
      const value = new URL(first).hash.slice("#s=1".length);
      const { inflateRawSync } = await import("node:zlib");
      assert.equal(inflateRawSync(Buffer.from(value, "base64url")).toString(), text);
    }));
}

test("a damaged link says so and leaves the draft alone", () =>
  visit(async (page) => {
    await write(page, "A->B: my own");
    await until(page, () => localStorage.getItem("seqwright /play/ draft") === "A->B: my own");
    for (const hash of ["#s=garbage", "#s=1AAAA", "#s=1%%%", "#s=", "#v=2xyz"]) {
      await page.goto("about:blank");
      await page.goto(host.address + hash);
      await ready(page);
      assert.match(await page.locator("#banner").innerText(), /This link is damaged/, hash);
      assert.equal(await lines(page), "A->B: my own");
      assert.equal(await draft(page), "A->B: my own");
    }
  }));

test("a link that unfolds without end is refused", () =>
  visit(async (page) => {
    const { deflateRawSync } = await import("node:zlib");
    const bomb = deflateRawSync(Buffer.alloc(200 << 20, "#")).toString("base64url");
    await page.goto("about:blank");
    await page.goto(`${host.address}#s=1${bomb}`);
    await ready(page);
    assert.match(await page.locator("#banner").innerText(), /This link is damaged/);
  }));

test("a link does not touch the draft until it is kept", () =>
  visit(async (page) => {
    await write(page, "A->B: my own");
    await until(page, () => localStorage.getItem("seqwright /play/ draft") === "A->B: my own");
    await linked(page, host.address, "C->D: theirs");
    await page.locator(".cm-content").press("End");
    await page.keyboard.insertText(" and mine");
    await page.waitForTimeout(100);
    assert.equal(await draft(page), "A->B: my own");
    await page.reload();
    await ready(page);
    assert.equal(await lines(page), "C->D: theirs and mine");
    await page.getByRole("button", { name: "Keep this one" }).click();
    assert.equal(await draft(page), "C->D: theirs and mine");
    assert.equal(new URL(page.url()).hash, "");
    await page.click("#more");
    await page.getByRole("menuitem", { name: "Earlier drafts…" }).click();
    await page.getByRole("button", { name: "A->B: my own" }).click();
    assert.equal(await lines(page), "A->B: my own");
  }));

test("the draft is there again after the tab was closed", () =>
  visit(async (page, context) => {
    await write(page, "A->B: kept");
    await until(page, () => localStorage.getItem("seqwright /play/ draft") === "A->B: kept");
    await page.close();
    const again = await context.newPage();
    await again.goto(host.address);
    await ready(again);
    assert.equal(await lines(again), "A->B: kept");
  }));

test("a link to look at shows the picture alone", () =>
  visit(async (page) => {
    const { deflateRawSync } = await import("node:zlib");
    const value = deflateRawSync(Buffer.from("title Alone\nA->B: hi")).toString("base64url");
    await page.goto("about:blank");
    await page.goto(`${host.address}#v=1${value}`);
    await ready(page);
    assert.equal(await page.locator("header, #writing").filter({ visible: true }).count(), 0);
    assert.equal(await page.locator("#picture svg > title").textContent(), "Alone");
  }));

test("exports are the bytes of the program, and a PNG is twice the size", () =>
  visit(async (page) => {
    const save = async (selector) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
      const { readFileSync } = await import("node:fs");
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const svg = await save("#svg");
    assert.equal(svg.name, "sign-in-with-a-one-time-code.svg");
    assert.equal(svg.bytes.toString(), read("examples/sign-in.svg"));
    const png = await save("#png");
    const [, width, height] = /width="(\d+)"/.exec(svg.bytes) && [0, png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)];
    const [, height1] = /height="(\d+)"/.exec(svg.bytes);
    const [, width1] = /width="(\d+)" xmlns/.exec(svg.bytes);
    assert.deepEqual([width, height], [Number(width1) * 2, Number(height1) * 2]);
  }));

test("a file is opened and saved without a picker where there is none", () =>
  visit(async (page) => {
    await page.evaluate(() => {
      delete globalThis.showOpenFilePicker;
      delete globalThis.showSaveFilePicker;
    });
    await page.click("#more");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("menuitem", { name: /^Open a file/ }).click()]);
    await chooser.setFiles({ name: "x.seq", mimeType: "text/plain", buffer: Buffer.from("title From a file\r\nA->B: hi\r\n") });
    await until(page, () => document.querySelector("#picture svg > title").textContent === "From a file");
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".cm-content").press("Control+s")]);
    assert.equal(download.suggestedFilename(), "from-a-file.seq");
    const { readFileSync } = await import("node:fs");
    assert.equal(readFileSync(await download.path(), "utf8"), "title From a file\r\nA->B: hi\r\n");
  }));

test("two tabs do not lose each other's draft", () =>
  visit(async (page, context) => {
    await write(page, "A->B: of the first");
    await until(page, () => localStorage.getItem("seqwright /play/ draft") === "A->B: of the first");
    const other = await context.newPage();
    await other.goto(host.address);
    await ready(other);
    await write(other, "A->B: of the second");
    await until(other, () => localStorage.getItem("seqwright /play/ draft") === "A->B: of the second");
    await page.locator(".cm-content").press("End");
    await page.keyboard.insertText(", again");
    await until(page, () => localStorage.getItem("seqwright /play/ draft") === "A->B: of the first, again");
    assert.match(await page.evaluate(() => localStorage.getItem("seqwright /play/ recent")), /of the second/);
  }));

test("hostile sources do nothing but appear", () =>
  visit(async (page) => {
    const { readdirSync } = await import("node:fs");
    const folder = "tests/cases/hostile";
    const names = readdirSync(new URL(`../../${folder}`, import.meta.url)).filter((name) => name.endsWith(".seq"));
    assert.ok(names.length > 0);
    for (const name of names) {
      await linked(page, host.address, read(`${folder}/${name}`));
      const found = await page.evaluate(() => {
        const all = [...document.querySelectorAll("#picture svg *")];
        const isActive = (element) =>
          /^(?:script|foreignObject|iframe|object|embed)$/i.test(element.localName) ||
          element.getAttributeNames().some((name) => /^on/i.test(name)) ||
          /^\s*(?:javascript|data:text)/i.test(element.getAttribute("href") ?? "");
        return [all.length, all.filter(isActive).map((element) => element.outerHTML)];
      });
      assert.deepEqual(found[1], [], name);
    }
  }));
