// Who knows what: the table says what `--emit json` says, and its cells lead to their lines.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { PROGRAM, ROOT, fresh, launch, linked, read, served, until } from "./harness.mjs";

const SOURCE = "examples/tls/post-corrected.seq";
let browser;
let host;
let page;
let faults;
before(async () => {
  [browser, host] = await Promise.all([launch(), served()]);
  ({ page, faults } = await fresh(browser));
  await linked(page, host.address, read(SOURCE));
});
after(async () => {
  await browser.close();
  host.stop();
});

test("values, cells and lines are those of the program", async () => {
  const { stdout } = spawnSync(PROGRAM, ["--emit", "json", join(ROOT, SOURCE)], { encoding: "utf8" });
  const { participants, values } = JSON.parse(stdout);
  const time = ({ how, line, until }) => [how, line && `line ${line}`, until && `until line ${until.line}`].filter(Boolean).join(" ");
  const wanted = values.map(({ name, known }) => [
    name,
    ...participants.map((_, who) => known.filter((one) => one.who === who).map(time).join("|") || "–"),
  ]);
  const shown = await page.evaluate(() =>
    Array.from(document.querySelectorAll("#knows tbody tr"), (row) => {
      const [name, ...cells] = row.cells;
      const times = (cell) => Array.from(cell.querySelectorAll("div"), (time) => time.textContent.trim()).join("|");
      return [name.firstChild.data.trim(), ...cells.map((cell) => times(cell) || cell.textContent)];
    }),
  );
  assert.deepEqual(shown, wanted);
  const heads = await page.locator("#knows thead th").allTextContents();
  assert.deepEqual(heads, ["Value", ...participants.map(({ name }) => name)]);
});

test("a cell leads to its line", async () => {
  const button = page.locator("#knows td button").nth(3);
  const line = Number((await button.innerText()).replace("line ", ""));
  await button.click();
  const text = read(SOURCE).split("\n")[line - 1];
  await until(page, (text) => getSelection().toString().trim() === text.trim(), text);
});

test("the page that steps through it runs inside of this one", async () => {
  await page.getByRole("button", { name: "Step through" }).click();
  const frame = page.frameLocator("dialog iframe");
  await frame.locator("#next").click();
  await frame.locator("#next").click();
  assert.match(await frame.locator("#count").innerText(), /^2\b/);
  await page.getByRole("button", { name: "Close" }).click();
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.deepEqual(faults, []);
});
