//! An editor for tests. It counts positions by code of its own, and shows a diagram to the server in four ways: as a
//! file and as a fence of a Markdown document, in UTF-8 and in UTF-16.

use std::path::Path;

use lsp_server::{Message, Notification, Request, RequestId};
use seqwright::loader::{Loader, NoFiles, Refusal};
use seqwright::{Levels, Theme};
use seqwright_documents::Words;
use seqwright_lsp::{Host, Server, Settings};
use serde_json::{Value, json};

/// Marks the cursor in a diagram.
pub const CURSOR: char = '‸';

/// The settings that a test wants.
#[derive(Clone, Default)]
pub struct TestHost {
    pub levels: Levels,
    pub problem: Option<String>,
}

/// A diagram that names this file shows a bug: whatever reads it panics.
pub const BUG: &str = "panic.hex";

struct PanickingLoader;

impl Loader for PanickingLoader {
    fn load(&self, name: &str) -> Result<String, Refusal> {
        assert_ne!(name, BUG, "a bug");
        NoFiles.load(name)
    }
}

impl Host for TestHost {
    fn settings(&self, _: Option<&Path>) -> Settings {
        let (levels, theme) = (self.levels.clone(), Box::new(Theme::default()));
        Settings { levels, fences: Words::new(["seq", "mermaid"]), theme, problem: self.problem.clone() }
    }

    fn loader(&self, _: Option<&Path>) -> Box<dyn Loader> {
        Box::new(PanickingLoader)
    }
}

/// How a diagram is shown to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As a file.
    File,
    /// In a quote of a Markdown document.
    Fence,
}

const ABOVE: &str = "# A 😀 page\n\n> ```seq\n";
const BELOW: &str = "> ```\n\nThe end.\n";

impl Form {
    fn wrap(self, diagram: &str) -> String {
        match self {
            Form::File => diagram.to_owned(),
            Form::Fence => {
                let lines: String = diagram.lines().map(|line| format!("> {line}\n")).collect();
                [ABOVE, &lines, BELOW].concat()
            }
        }
    }

    /// The diagram of a document.
    pub fn unwrap(self, document: &str) -> String {
        match self {
            Form::File => document.to_owned(),
            Form::Fence => {
                let body = document.strip_prefix(ABOVE).and_then(|rest| rest.strip_suffix(BELOW));
                let body = body.unwrap_or_else(|| panic!("only the fence changes: {document}"));
                let bare = |line: &str| {
                    line.strip_prefix("> ").or(line.strip_prefix('>')).expect("a quote").to_owned() + "\n"
                };
                body.lines().map(bare).collect()
            }
        }
    }
}

pub struct Editor {
    pub server: Server,
    pub uri: String,
    pub text: String,
    pub form: Form,
    pub encoding: &'static str,
    cursor: usize,
    version: i32,
    asked: i32,
}

/// Shows a diagram, which may have a cursor, in all four ways.
pub fn everywhere(diagram: &str, check: impl Fn(&mut Editor)) {
    for form in [Form::File, Form::Fence] {
        for encoding in ["utf-8", "utf-16"] {
            check(&mut Editor::of(diagram, form, encoding));
        }
    }
}

pub fn capabilities(encoding: &str) -> Value {
    json!({
        "workspace": { "workspaceEdit": { "documentChanges": true } },
        "general": { "positionEncodings": [encoding] },
        "textDocument": {
            "publishDiagnostics": { "relatedInformation": true },
            "completion": { "completionItem": { "snippetSupport": true } },
        },
    })
}

impl Editor {
    pub fn of(diagram: &str, form: Form, encoding: &'static str) -> Editor {
        let name = match form {
            Form::File => "a b.seq",
            Form::Fence => "a b.md",
        };
        Editor::open(name, &form.wrap(diagram), form, encoding)
    }

    /// Opens a file as it is.
    pub fn file(name: &str, text: &str, encoding: &'static str) -> Editor {
        Editor::open(name, text, Form::File, encoding)
    }

    fn open(name: &str, text: &str, form: Form, encoding: &'static str) -> Editor {
        let mut editor = Editor::connected(TestHost::default(), name, form, encoding);
        editor.did_open(text);
        editor
    }

    /// An editor that has opened nothing yet.
    pub fn connected(host: TestHost, name: &str, form: Form, encoding: &'static str) -> Editor {
        let uri = format!("file:///home/me/{}", name.replace(' ', "%20"));
        let server = Server::new(Box::new(host));
        let mut editor =
            Editor { server, uri, text: String::new(), form, encoding, cursor: 0, version: 0, asked: 0 };
        let answer = editor.ask("initialize", json!({ "capabilities": capabilities(encoding) }));
        assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
        editor
    }

    pub fn did_open(&mut self, text: &str) {
        self.cursor = text.find(CURSOR).unwrap_or_default();
        self.text = text.replace(CURSOR, "");
        let item = json!({ "uri": self.uri, "languageId": "seq", "version": 0, "text": self.text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
    }

    pub fn tell(&mut self, method: &str, params: Value) -> Vec<Message> {
        self.server.handle(Message::Notification(Notification { method: method.to_owned(), params }))
    }

    /// The answer, as the client reads it: null if there is an error.
    fn answer(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let request = Request { id: RequestId::from(self.asked), method: method.to_owned(), params };
        let answers = self.server.handle(Message::Request(request));
        assert_eq!(answers.len(), 1, "{method}");
        let answer = serde_json::to_value(&answers[0]).expect("it is JSON");
        assert_eq!(answer["id"], self.asked);
        answer
    }

    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The code and the message of the error.
    pub fn refused(&mut self, method: &str, params: Value) -> (i64, String) {
        let answer = self.answer(method, params);
        let error = &answer["error"];
        (error["code"].as_i64().expect("an error"), error["message"].as_str().expect("an error").to_owned())
    }

    /// Parameters about the document.
    pub fn document(&self) -> Value {
        json!({ "textDocument": { "uri": self.uri } })
    }

    /// Parameters about the cursor.
    pub fn here(&self) -> Value {
        json!({ "textDocument": { "uri": self.uri }, "position": self.position(self.cursor) })
    }

    pub fn ask_here(&mut self, method: &str) -> Value {
        let params = self.here();
        self.ask(method, params)
    }

    pub fn ask_document(&mut self, method: &str) -> Value {
        let params = self.document();
        self.ask(method, params)
    }

    /// Replaces bytes of the text, and tells the server.
    pub fn change(&mut self, start: usize, end: usize, new: &str) {
        let range = json!({ "start": self.position(start), "end": self.position(end) });
        self.text.replace_range(start..end, new);
        self.changed(json!([{ "range": range, "text": new }]));
    }

    pub fn changed(&mut self, changes: Value) {
        self.version += 1;
        let document = json!({ "uri": self.uri, "version": self.version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// The diagnostics that the server sends.
    pub fn diagnostics(&mut self) -> Vec<Value> {
        let messages = self.server.settle();
        assert!(messages.len() <= 1, "{messages:?}");
        let Some(Message::Notification(sent)) = messages.into_iter().next() else { return Vec::new() };
        assert_eq!(sent.method, "textDocument/publishDiagnostics", "{:?}", sent.params);
        assert_eq!((&sent.params["uri"], &sent.params["version"]), (&json!(self.uri), &json!(self.version)));
        sent.params["diagnostics"].as_array().expect("a list").clone()
    }

    /// The position of a byte.
    pub fn position(&self, byte: usize) -> Value {
        let before = self.text[..byte].replace("\r\n", " \n").replace('\r', "\n");
        let line = before.matches('\n').count();
        let column = &self.text[before.rfind('\n').map_or(0, |at| at + 1)..byte];
        let units = if self.encoding == "utf-8" { column.len() } else { column.encode_utf16().count() };
        json!({ "line": line, "character": units })
    }

    /// The byte of a position.
    pub fn byte(&self, position: &Value) -> usize {
        let bytes = (0..=self.text.len()).filter(|&at| self.text.is_char_boundary(at));
        // A CRLF is one line end: the place between its bytes has no position of its own.
        let mut bytes =
            bytes.filter(|&at| !(self.text[..at].ends_with('\r') && self.text[at..].starts_with('\n')));
        bytes
            .find(|&at| self.position(at) == *position)
            .unwrap_or_else(|| panic!("{position} is no position"))
    }

    /// The text of a range.
    pub fn at(&self, range: &Value) -> &str {
        &self.text[self.byte(&range["start"])..self.byte(&range["end"])]
    }

    /// The line of the document, from 1, and the text of a range.
    pub fn seen(&self, range: &Value) -> (u64, &str) {
        (range["start"]["line"].as_u64().expect("a line") + 1, self.at(range))
    }

    /// The line of the document for a line of the diagram, both from 1.
    pub fn line(&self, line: u64) -> u64 {
        if self.form == Form::Fence { line + 3 } else { line }
    }

    /// The document after edits, which must not overlap.
    pub fn edited(&self, edits: &Value) -> String {
        let edit = |edit: &Value| {
            let range = &edit["range"];
            (
                self.byte(&range["start"]),
                self.byte(&range["end"]),
                edit["newText"].as_str().expect("a text").to_owned(),
            )
        };
        let mut edits: Vec<_> = edits.as_array().expect("a list").iter().map(edit).collect();
        edits.sort();
        let mut text = self.text.clone();
        let mut last = text.len();
        for (start, end, new) in edits.into_iter().rev() {
            assert!(start <= end && end <= last, "edits overlap");
            text.replace_range(start..end, &new);
            last = start;
        }
        text
    }

    /// The diagram after edits.
    pub fn diagram_after(&self, edits: &Value) -> String {
        self.form.unwrap(&self.edited(edits))
    }

    /// The edits of the document that a change of the workspace makes.
    pub fn edits_of<'v>(&self, change: &'v Value) -> &'v Value {
        let changes = change["documentChanges"].as_array().expect("changes");
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0]["textDocument"], json!({ "uri": self.uri, "version": self.version }));
        &changes[0]["edits"]
    }
}
