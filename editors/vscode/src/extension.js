// The extension: finds the program, starts its language server, and registers what an editor offers beyond the protocol.
import { existsSync } from "node:fs";
import path from "node:path";
import vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { copySvg, exportPicture } from "./exports.js";
import { formatDiagrams, FormatsOneLanguage } from "./formatting.js";
import { Preview } from "./preview.js";

/// Languages whose files are a diagram, and those whose files hold fences with diagrams.
const DIAGRAMS = ["seqwright", "mermaid", "plantuml"];
const DOCUMENTS = ["markdown", "mdx", "asciidoc", "restructuredtext"];

let client;

export async function activate(context) {
  const program = () => programOf(context);
  const preview = new Preview(context, () => client, [...DIAGRAMS, ...DOCUMENTS]);
  const again = async () => {
    await restart(program());
    preview.draw();
  };
  const commands = {
    "seqwright.preview": () => preview.open(),
    "seqwright.export": () => exportPicture(program()),
    "seqwright.copySvg": () => copySvg(program()),
    "seqwright.formatDiagrams": () => formatDiagrams(client),
    "seqwright.restart": again,
  };
  for (const [name, run] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(name, run));
  }
  context.subscriptions.push(
    preview,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("seqwright.path")) again();
    }),
  );
  await again();
}

export function deactivate() {
  return client?.stop();
}

/// The setting, else the program in the package, else that of the search path.
function programOf(context) {
  const chosen = vscode.workspace.getConfiguration("seqwright").get("path");
  if (chosen) return chosen;
  const name = process.platform === "win32" ? "seqwright.exe" : "seqwright";
  const own = path.join(context.extensionPath, "bin", name);
  return existsSync(own) ? own : name;
}

async function restart(program) {
  await client?.stop();
  const server = { command: program, args: ["lsp"], transport: TransportKind.stdio };
  client = new LanguageClient("seqwright", "seqwright", server, {
    documentSelector: [...DIAGRAMS, ...DOCUMENTS].map((language) => ({ language })),
  });
  client.registerFeature(new FormatsOneLanguage(client));
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    reportMissing(program, error);
  }
}

async function reportMissing(program, error) {
  const settings = "Open Settings";
  const text = `The language server does not start: ${error.message ?? error}. Is \`${program}\` installed?`;
  const answer = await vscode.window.showErrorMessage(text, settings);
  if (answer === settings) {
    vscode.commands.executeCommand("workbench.action.openSettings", "seqwright.path");
  }
}
