// The preview: one panel that shows the diagram at the cursor of the editor that was active last, and follows each key.
import crypto from "node:crypto";
import vscode from "vscode";

/// After this long, a picture of a text with errors shows what was understood; before, the last good one stays.
const PATIENCE = 800;

export class Preview {
  constructor(context, client, languages) {
    this.media = vscode.Uri.joinPath(context.extensionUri, "media");
    this.client = client;
    this.languages = languages;
    this.panel = undefined;
    this.editor = undefined;
    this.isAsking = false;
    this.asksAgain = false;
    const { window, workspace } = vscode;
    this.listeners = [
      window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      window.onDidChangeTextEditorSelection((change) => change.textEditor === this.editor && this.draw()),
      window.onDidChangeActiveColorTheme(() => this.draw()),
      workspace.onDidChangeTextDocument((change) => change.document === this.editor?.document && this.draw()),
    ];
  }

  open() {
    if (!this.panel) {
      const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.panel = vscode.window.createWebviewPanel("seqwright.preview", "Preview", beside, {
        enableScripts: true,
        retainContextWhenHidden: true,
        localResourceRoots: [this.media],
      });
      this.panel.onDidDispose(() => (this.panel = undefined));
      this.panel.webview.onDidReceiveMessage((message) => this.hear(message));
      this.panel.webview.html = this.page(this.panel.webview);
    }
    this.panel.reveal(undefined, true);
    this.follow(vscode.window.activeTextEditor);
  }

  dispose() {
    this.listeners.forEach((listener) => listener.dispose());
    this.panel?.dispose();
  }

  follow(editor) {
    if (!editor || !this.languages.includes(editor.document.languageId)) return;
    const isOther = editor.document !== this.editor?.document;
    this.editor = editor;
    if (isOther) this.panel?.webview.postMessage({ what: "forget" });
    this.draw();
  }

  hear({ what, line }) {
    if (what === "ready") this.draw();
    if (what === "line" && this.editor) this.select(line);
  }

  /// Puts the cursor into the line of an element that was clicked.
  async select(line) {
    const { document, viewColumn } = this.editor;
    const text = document.lineAt(Math.min(Math.max(line - 1, 0), document.lineCount - 1));
    const at = new vscode.Range(text.range.start.translate(0, text.firstNonWhitespaceCharacterIndex), text.range.end);
    await vscode.window.showTextDocument(document, { viewColumn, selection: new vscode.Range(at.start, at.start) });
  }

  /// Asks for one picture at a time; what changes meanwhile is asked for once afterwards.
  async draw() {
    if (!this.panel || !this.editor) return;
    if (this.isAsking) {
      this.asksAgain = true;
      return;
    }
    this.isAsking = true;
    try {
      await this.ask();
    } finally {
      this.isAsking = false;
    }
    if (this.asksAgain) {
      this.asksAgain = false;
      this.draw();
    }
  }

  async ask() {
    const { document, selection } = this.editor;
    const { line, character } = selection.active;
    const kind = vscode.window.activeColorTheme.kind;
    const isDark = kind === vscode.ColorThemeKind.Dark || kind === vscode.ColorThemeKind.HighContrast;
    const wanted = {
      uri: document.uri.toString(),
      position: { line, character },
      theme: isDark ? "dark" : "light",
    };
    const picture = await this.client()?.sendRequest("seqwright/render", wanted).catch(() => undefined);
    // Outside of a fence of a document, the last picture stays.
    if (!picture?.svg || !this.panel) return;
    this.panel.title = `Preview ${document.uri.path.split("/").pop()}`;
    const { svg, errors } = picture;
    this.panel.webview.postMessage({ what: "picture", svg, errors, line: line + 1 });
  }

  page(webview) {
    const nonce = crypto.randomBytes(16).toString("base64");
    const uri = (name) => webview.asWebviewUri(vscode.Uri.joinPath(this.media, name));
    const policy = [
      "default-src 'none'",
      `style-src ${webview.cspSource} 'unsafe-inline'`,
      "img-src data:",
      `script-src 'nonce-${nonce}'`,
    ].join("; ");
    return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${uri("preview.css")}">
<title>Preview</title>
<main id="picture" data-patience="${PATIENCE}" tabindex="0" aria-label="Preview"><p>The picture appears here.</p></main>
<p id="state" role="status"></p>
<script nonce="${nonce}" src="${uri("preview.js")}"></script>
</html>`;
  }
}
