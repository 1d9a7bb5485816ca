// Compares the content of Mermaid files as Mermaid reads it with the content as seqwright reads it.
// usage: node mermaid.mjs PROGRAM BROWSER FOLDER SOURCE...

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { chromium } from "playwright-core";

const [program, executablePath, folder, ...sources] = process.argv.slice(2);
const run = (...args) => spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 26 });

// In the browser: what Mermaid reads, as lines of text.
const read = async (source) => {
  let diagram;
  try {
    diagram = await mermaid.mermaidAPI.getDiagramFromText(source);
  } catch (error) {
    const message = String(error.message ?? error).split("\n")[0];
    return { error: message, line: Number(message.match(/ on line (\d+)/)?.[1] ?? NaN) };
  }
  if (diagram.type !== "sequence") return { error: `a ${diagram.type}`, line: NaN };
  const { db } = diagram;
  const area = document.createElement("textarea");
  const plain = (text) => {
    // Mermaid keeps entities in a form of its own until it draws.
    area.innerHTML = (text ?? "").replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";").replace(/<br\s*\/?>/gi, "\n");
    return area.value.replace(/\s+/g, " ").trim();
  };
  const heads = db.getActorKeys().map((key) => plain(db.getActors().get(key).description));
  const name = (key) => plain(db.getActors().get(key)?.description ?? key);
  const kinds = Object.fromEntries(Object.entries(db.LINETYPE).map(([kind, number]) => [number, kind]));
  const divides = ["ALT_ELSE", "PAR_AND", "CRITICAL_OPTION"];
  const silent = ["ACTIVE_START", "ACTIVE_END", "AUTONUMBER"];
  const events = [];
  for (const { type, from, to, message } of db.getMessages()) {
    const kind = kinds[type];
    if (kind === "NOTE") events.push(`note ${[...new Set([name(from), name(to)])].sort().join(", ")}: ${plain(message)}`);
    else if (divides.includes(kind)) events.push(`else: ${plain(message)}`);
    else if (kind?.endsWith("_START") && !silent.includes(kind)) events.push(`block: ${kind === "RECT_START" ? "" : plain(message)}`);
    else if (kind?.startsWith("CENTRAL")) continue;
    // The arrow points at the one that is named first.
    else if (kind?.includes("REVERSE")) events.push(`${name(to)} > ${name(from)}: ${plain(message)}`);
    else if (!kind?.endsWith("_END") && !silent.includes(kind)) events.push(`${name(from)} > ${name(to)}: ${plain(message)}`);
  }
  return { heads, events };
};

// What seqwright reads, as the same lines.
const ours = (source) => {
  const { status, stdout } = run(source, "--dialect", "mermaid", "--emit", "json");
  if (status !== 0) {
    const told = run("check", source, "--dialect", "mermaid", "--message-format", "json").stderr;
    const all = told.split("\n").filter(Boolean).map((line) => JSON.parse(line));
    const errors = all.filter((told) => told.severity === "error");
    const lines = errors.map((told) => told.start.line);
    return { error: errors[0]?.message ?? `exit code ${status}`, line: Math.min(...lines), lines };
  }
  const { participants, events } = JSON.parse(stdout);
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const drawn = participants.filter(({ drawn }) => drawn);
  const name = (number) => plain(participants[number]?.name ?? "");
  const told = [];
  for (const { kind, from, to, label, says } of events) {
    if (kind === "note") told.push(`note ${[...new Set([name(from), name(to ?? from)])].sort().join(", ")}: ${plain(label)}`);
    // The brackets of a guard are drawn, and are no part of its text.
    else if (kind === "fragment") told.push(`block: ${plain(label)}`);
    else if (kind === "operand") told.push(`else: ${plain(label)}`);
    else if (kind === "message" || kind === "self") told.push(`${name(from)} > ${name(to)}: ${plain(label)}`);
    else if (kind !== "destruction") told.push(`a kind of event that Mermaid has not: ${kind}, ${says}`);
  }
  return { heads: drawn.map(({ name }) => plain(name)), events: told };
};

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.setContent("<!doctype html><body></body>");
await page.addScriptTag({ path: "node_modules/mermaid/dist/mermaid.min.js" });
await page.evaluate(() => mermaid.initialize({ startOnLoad: false }));
const count = { same: 0, other: 0, "rejected by both": 0, "of these on the same line": 0, "rejected by us only": 0, "read by us only": 0 };
for (const source of sources) {
  const text = readFileSync(source, "utf8");
  const theirs = await page.evaluate(read, text);
  const own = ours(source);
  const file = basename(source);
  if (theirs.error && own.error) {
    count["rejected by both"] += 1;
    if (theirs.line === own.line || Number.isNaN(theirs.line)) count["of these on the same line"] += 1;
    else console.log(`${file}: Mermaid's line ${theirs.line} (${theirs.error}), ours ${own.line} (${own.error})`);
  } else if (own.error) {
    count["rejected by us only"] += 1;
    console.log(`${file}: rejected by us only: line ${own.line}: ${own.error}`);
  } else if (theirs.error) {
    count["read by us only"] += 1;
    console.log(`${file}: read by us only; Mermaid: line ${theirs.line}: ${theirs.error}`);
  } else {
    const lines = ({ heads, events }) => [...heads.map((head) => `head ${head}`), ...events];
    const [left, right] = [lines(theirs), lines(own)];
    const at = left.findIndex((line, index) => line !== right[index]);
    const first = at < 0 && right.length > left.length ? left.length : at;
    count[first < 0 ? "same" : "other"] += 1;
    if (first >= 0) console.log(`${file}: Mermaid has ${JSON.stringify(left[first] ?? "no more")}, we have ${JSON.stringify(right[first] ?? "no more")}`);
  }
  if (process.env.PNG && !theirs.error && !own.error) {
    const svg = run(source, "--dialect", "mermaid", "--theme", "light", "-o", "-").stdout;
    await page.evaluate(async ([text, svg]) => {
      const drawn = await mermaid.render("theirs", text);
      document.body.innerHTML = `<div style="display:flex;gap:24px;align-items:start"><div style="flex:1">${drawn.svg}</div><div>${svg}</div></div>`;
    }, [text, svg]);
    await page.screenshot({ path: join(folder, `${file}.png`), fullPage: true });
  }
}
await browser.close();
console.log(Object.entries(count).map(([what, number]) => `${what}: ${number}`).join(", "));
