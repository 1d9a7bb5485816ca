// How long it takes: the first visit over a slow line, the second without a network, a key.

import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import test, { after, before } from "node:test";
import { DIST, fresh, launch, linked, ready, served, until } from "./harness.mjs";

let browser;
let host;
before(async () => {
  [browser, host] = await Promise.all([launch(), served()]);
});
after(async () => {
  await browser.close();
  host.stop();
});
const text = (lines) =>
  "title T\n" + Array.from({ length: lines - 1 }, (_, at) => `P${at % 6}->P${(at + 1) % 6}: message ${at}`).join("\n");
const median = (numbers) => numbers.sort((one, other) => one - other)[numbers.length >> 1];

/** A first visit over a line of 10 Mbit/s: when something is painted, and when the page can be used. */
async function firstVisit() {
  const { context, page, faults } = await fresh(browser);
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const rate = (10 << 20) / 8;
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 40, downloadThroughput: rate, uploadThroughput: rate });
  const begin = Date.now();
  await page.goto(host.address);
  await ready(page);
  const usable = Date.now() - begin;
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  assert.deepEqual(faults, []);
  await context.close();
  return [Math.round(paint), usable];
}

test("over 10 Mbit/s the picture is there in 0.8 s and the page can be used in 2.5 s", async (t) => {
  // Whatever else the machine does only adds to it, so the best of some visits counts.
  const visits = [];
  for (let at = 0; at < 3; at += 1) visits.push(await firstVisit());
  const [paint, usable] = [0, 1].map((which) => Math.min(...visits.map((visit) => visit[which])));
  t.diagnostic(`first paint ${paint} ms, usable ${usable} ms`);
  assert.ok(paint < 800, `${paint}`);
  assert.ok(usable < 2500, `${usable}`);
});

test("the first paint shows the picture", async () => {
  const { context, page } = await fresh(browser, { javaScriptEnabled: false });
  await page.goto(host.address);
  const box = await page.locator("#picture svg").boundingBox();
  assert.ok(box.width > 200 && box.height > 200);
  await context.close();
});

test("the second visit needs no network and takes less than 0.5 s", async (t) => {
  const { context, page, faults } = await fresh(browser);
  await page.goto(host.address);
  await ready(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await context.setOffline(true);
  const times = [];
  for (let at = 0; at < 3; at += 1) {
    const begin = Date.now();
    await page.goto(host.address);
    await ready(page);
    times.push(Date.now() - begin);
  }
  t.diagnostic(`${times.join(", ")} ms`);
  assert.ok(median(times) < 500, `${times}`);
  // What is loaded when it is needed is there, too.
  await page.selectOption("#example", { label: "OAuth" });
  await until(page, () => /authorization code/.test(document.querySelector("#picture svg > title").textContent));
  assert.deepEqual(faults, []);
  await context.close();
});

for (const [count, most] of [
  [20, 120],
  [200, 120],
  [2000, 600],
]) {
  test(`a key in ${count} lines is painted in ${most} ms`, async (t) => {
    const { context, page } = await fresh(browser);
    await linked(page, host.address, text(count));
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    const times = [];
    for (let at = 0; at < 9; at += 1) {
      times.push(await keyToPaint(page, at));
      await page.waitForTimeout(250);
    }
    t.diagnostic(`median ${Math.round(median(times))} ms`);
    assert.ok(median(times) < most, `${times}`);
    await context.close();
  });
}

/** From a key until the frame after the picture has changed. */
function keyToPaint(page, at) {
  return page.evaluate(
    (at) =>
      new Promise((resolve) => {
        const begin = performance.now();
        const changed = new MutationObserver(() => {
          changed.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)));
        });
        changed.observe(document.querySelector("#picture"), { childList: true });
        document.execCommand("insertText", false, String(at));
      }),
    at,
  );
}

test("seqwright.html works from a file, and asks for nothing", async (t) => {
  const { context, page, faults } = await fresh(browser);
  const requests = [];
  page.on("request", (request) => requests.push(request.url().slice(0, 60)));
  const begin = Date.now();
  await page.goto(pathToFileURL(join(DIST, "seqwright.html")).href);
  await ready(page);
  t.diagnostic(`usable in ${Date.now() - begin} ms`);
  await page.selectOption("#example", { label: "OAuth" });
  await until(page, () => /authorization code/.test(document.querySelector("#picture svg > title").textContent));
  assert.deepEqual(faults, []);
  const others = requests.filter((url) => !/^(?:data|blob):/.test(url));
  assert.equal(others.length, 1, `${others}`);
  await context.close();
});
