// Uses the extension in a real VS Code: its server in Node, its window in Chromium.
// usage: node run.mjs FOLDER-OF-CODE-SERVER EXTENSION PROGRAM CHROMIUM [SCREENSHOTS]
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const [server, extension, program, browser, shots] = process.argv.slice(2);
const SOURCE = `title Sign in
participant User
participant Shop
participant Bank
User->Shop: order
Shop->Bank:   pay
Bank-->Shop: paid
alt in stock
Shop->User: parcel
else
Shop->User: regrets
end
`;
const DOCUMENT = `# Notes

\`\`\`seq
participant Alice
Alice->Bob: hello
\`\`\`
`;

const folder = await mkdtemp(path.join(tmpdir(), "seqwright-vscode-"));
let child;
let window;
const passed = [];

try {
  const { url, page } = await start();
  await walk(url, page);
  console.log(`passed: ${passed.length} of ${passed.length}`);
} catch (error) {
  await window?.screenshot({ path: path.join(shots ?? folder, "failed.png") }).catch(() => {});
  console.error(`failed after: ${passed.join("; ") || "nothing"}\n${error.stack}`);
  process.exitCode = 1;
} finally {
  await window?.context().browser().close();
  child?.kill();
  if (process.exitCode !== 1) await rm(folder, { recursive: true, force: true });
}

async function start() {
  const work = path.join(folder, "work");
  const extensions = path.join(folder, "extensions");
  const user = path.join(folder, "data", "Machine");
  for (const each of [work, extensions, user]) await mkdir(each, { recursive: true });
  await cp(extension, path.join(extensions, "seqwright.seqwright-0.1.0"), { recursive: true });
  await writeFile(path.join(work, "shop.seq"), SOURCE);
  await writeFile(path.join(work, "notes.md"), DOCUMENT);
  const settings = {
    "seqwright.path": program,
    "workbench.startupEditor": "none",
    "security.workspace.trust.startupPrompt": "never",
    "telemetry.telemetryLevel": "off",
    "chat.disableAIFeatures": true,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
  };
  await writeFile(path.join(user, "settings.json"), JSON.stringify(settings));
  const port = await freePort();
  const args = ["out/server-main.js", "--host", "127.0.0.1", "--port", String(port), "--without-connection-token"];
  args.push("--accept-server-license-terms", "--extensions-dir", extensions, "--server-data-dir", folder);
  child = spawn(process.execPath, args, { cwd: path.join(server, "lib", "vscode"), stdio: ["ignore", "pipe", "ignore"] });
  await new Promise((resolve, reject) => {
    child.stdout.on("data", (text) => String(text).includes("listening") && resolve());
    child.on("exit", () => reject(new Error("the server of VS Code does not start")));
  });
  const chrome = await chromium.launch({ executablePath: browser, args: ["--no-sandbox"] });
  const page = await chrome.newPage({ viewport: { width: 1400, height: 850 } });
  window = page;
  return { url: `http://127.0.0.1:${port}/?folder=${work}`, page };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function walk(url, page) {
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  await open(page, "shop.seq");
  await step("the file is in the language of the extension", () => page.locator("#status\\.editor\\.mode", { hasText: "seqwright" }).waitFor());
  await step("words have colours", () => page.waitForFunction(() => document.querySelectorAll(".view-line span[class*=mtk]").length > 20));

  await command(page, "seqwright: Open Preview to the Side");
  const preview = await step("the preview shows the picture", () => frameWith(page, "#picture > svg"));
  const says = (words) => preview.locator("#picture > svg text", { hasText: words }).first().waitFor();
  await says("order");
  await shot(page, "preview");

  await step("the picture follows a key in half a second", async () => {
    await goTo(page, 5);
    await page.keyboard.press("End");
    // The least of some: what else the machine does is not the extension's.
    const times = [];
    for (let count = 1; count <= 5; count += 1) {
      const before = Date.now();
      await page.keyboard.type("!");
      await says(`order${"!".repeat(count)}`);
      times.push(Date.now() - before);
    }
    const least = Math.min(...times);
    console.log(`key to picture: ${least} ms at best, ${Math.max(...times)} at worst`);
    if (least > 500) throw new Error(`it took ${least} ms`);
  });
  await step("the element of the cursor's line is marked", () => preview.locator(".here").first().waitFor());
  await step("a click in the picture leads to its line", async () => {
    await preview.locator("#picture text", { hasText: "regrets" }).click();
    await page.locator("#status\\.editor\\.selection", { hasText: "Ln 11" }).waitFor();
  });

  await step("a mistake is underlined, and its fix takes it away", async () => {
    await goTo(page, 13);
    await page.keyboard.type("User->Shop thanks");
    await page.locator(".squiggly-error").first().waitFor();
    await page.keyboard.press("Control+.");
    await page.locator(".action-widget").first().waitFor();
    await shot(page, "fix");
    await page.keyboard.press("Enter");
    await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
  });
  await step("saving formats the file", async () => {
    await page.keyboard.press("Control+s");
    await until(async () => {
      const text = await readFile(path.join(folder, "work", "shop.seq"), "utf8");
      return text.includes("Shop->Bank: pay") && text.includes("  Shop->User: parcel") && text.includes("User->Shop: thanks");
    });
  });
  await step("a participant is renamed everywhere", async () => {
    await goTo(page, 3);
    await page.keyboard.press("End");
    await page.keyboard.press("F2");
    const box = page.locator(".rename-box input");
    await box.fill("Web shop");
    await box.press("Enter");
    await says("Web shop");
  });

  await open(page, "notes.md");
  await step("a fence in Markdown has colours and a picture", async () => {
    await goTo(page, 5);
    await page.waitForFunction(() => [...document.querySelectorAll(".view-line span[class*=mtk]")].some((one) => one.textContent === "participant"));
    await says("Alice");
  });
  await shot(page, "markdown");
}

async function step(name, run) {
  const result = await run();
  passed.push(name);
  console.log(`ok: ${name}`);
  return result;
}

async function shot(page, name) {
  if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`) });
}

async function command(page, name) {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").first().fill(`>${name}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click();
}

async function open(page, name) {
  await page.locator(".explorer-folders-view .label-name", { hasText: name }).first().dblclick();
  await page.locator(".tab.active", { hasText: name }).waitFor();
  await page.locator(".editor-instance .view-line").first().waitFor();
}

async function goTo(page, line) {
  await page.locator(".editor-instance .view-lines").first().click();
  await page.keyboard.press("Control+g");
  await page.locator(".quick-input-widget input").first().fill(`:${line}`);
  await page.keyboard.press("Enter");
}

/// The frame that holds an element: a web view is a frame within a frame.
async function frameWith(page, selector) {
  let found;
  await until(async () => {
    for (const frame of page.frames()) {
      if ((await frame.locator(selector).count().catch(() => 0)) > 0) found = frame;
    }
    return found !== undefined;
  });
  return found;
}

async function until(is, most = 30_000) {
  const end = Date.now() + most;
  while (!(await is())) {
    if (Date.now() > end) throw new Error("it did not come");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
