// Pictures for files and for the clipboard. The program makes them, so they are the bytes that it writes on a command line.
import { execFile } from "node:child_process";
import path from "node:path";
import vscode from "vscode";

/// The most bytes of a picture.
const MOST = 256 * 1024 * 1024;

/// Asks for a file, and writes the picture in the format that its name ends with.
export async function exportPicture(program) {
  const document = await saved();
  if (!document) return;
  const base = document.uri.fsPath.replace(/\.[^./\\]*$/, "");
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(`${base}.svg`),
    filters: { "SVG picture": ["svg"], "PNG picture": ["png"], "Page with steps": ["html"], Text: ["txt"] },
    title: "Export the picture",
  });
  if (target && (await run(program, document, ["-o", target.fsPath])) !== undefined) {
    vscode.window.setStatusBarMessage(`wrote ${path.basename(target.fsPath)}`, 4000);
  }
}

export async function copySvg(program) {
  const document = await saved();
  const svg = document && (await run(program, document, ["-o", "-"]));
  if (svg === undefined) return;
  await vscode.env.clipboard.writeText(svg);
  vscode.window.setStatusBarMessage("the picture is in the clipboard", 4000);
}

/// The document of the editor, as it is in its file: what it names is found from there.
async function saved() {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return undefined;
  const isSaved = !document.isUntitled && (!document.isDirty || (await document.save()));
  if (isSaved) return document;
  vscode.window.showInformationMessage("Save the diagram first.");
  return undefined;
}

function run(program, document, args) {
  const file = document.uri.fsPath;
  const options = { cwd: path.dirname(file), maxBuffer: MOST };
  return new Promise((resolve) => {
    execFile(program, [file, "--color", "never", ...args], options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      vscode.window.showErrorMessage(stderr.trim().split("\n")[0] || error.message);
      resolve(undefined);
    });
  });
}
