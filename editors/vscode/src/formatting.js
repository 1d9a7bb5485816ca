// Formatting: on save and on request for `.seq` files; in documents only when it is asked for, because another extension
// formats the document itself.
import vscode from "vscode";

const LANGUAGE = "seqwright";

/// Takes formatting away from the documents that the server knows besides, and registers it for one language.
export class FormatsOneLanguage {
  constructor(client) {
    this.client = client;
  }

  fillClientCapabilities() {}

  preInitialize(capabilities) {
    delete capabilities.documentFormattingProvider;
  }

  initialize() {
    this.registration = vscode.languages.registerDocumentFormattingEditProvider(LANGUAGE, {
      provideDocumentFormattingEdits: (document, options) => edits(this.client, document, options),
    });
  }

  getState() {
    return { kind: "static" };
  }

  clear() {
    this.registration?.dispose();
  }
}

async function edits(client, document, options) {
  const answer = await client.sendRequest("textDocument/formatting", {
    textDocument: { uri: document.uri.toString() },
    options: { tabSize: Number(options.tabSize), insertSpaces: Boolean(options.insertSpaces) },
  });
  return client.protocol2CodeConverter.asTextEdits(answer ?? []);
}

/// Formats the diagrams of a document, and nothing else in it.
export async function formatDiagrams(client) {
  const editor = vscode.window.activeTextEditor;
  if (!client || !editor) return;
  const change = new vscode.WorkspaceEdit();
  change.set(editor.document.uri, await edits(client, editor.document, editor.options));
  await vscode.workspace.applyEdit(change);
}
