//! `seqwright lsp` as an editor runs it: a process, and messages with their lengths.
#![cfg(feature = "lsp")]

#[path = "common/program.rs"]
mod program;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Stdio};

use program::Folder;
use serde_json::{Value, json};

struct Client {
    child: Child,
    answers: BufReader<ChildStdout>,
}

impl Client {
    fn start(folder: &Folder, arguments: &[&str]) -> Client {
        let mut command = folder.command(arguments);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let answers = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut client = Client { child, answers };
        client.send(&json!({ "id": 1, "method": "initialize", "params": { "capabilities": {} } }));
        assert_eq!(client.receive()["result"]["serverInfo"]["name"], "seqwright");
        client.send(&json!({ "method": "initialized", "params": {} }));
        client
    }

    fn write(&mut self, bytes: &[u8]) {
        let stdin = self.child.stdin.as_mut().expect("it is piped");
        stdin.write_all(bytes).and_then(|()| stdin.flush()).expect("the program reads");
    }

    fn send(&mut self, message: &Value) {
        let mut message = message.clone();
        message["jsonrpc"] = json!("2.0");
        let text = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.answers.read_line(&mut line).expect("the program writes");
            match line.trim_end().split_once(": ") {
                Some((_, value)) => length = value.parse().expect("a length"),
                None => break,
            }
        }
        let mut bytes = vec![0; length];
        self.answers.read_exact(&mut bytes).expect("the whole message comes");
        serde_json::from_slice(&bytes).expect("it is JSON")
    }

    fn open(&mut self, uri: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": "seq", "version": 1, "text": text });
        self.send(&json!({ "method": "textDocument/didOpen", "params": { "textDocument": item } }));
    }

    fn end(mut self) -> Option<i32> {
        drop(self.child.stdin.take());
        self.child.wait().expect("it ends").code()
    }
}

fn uri(folder: &Folder, name: &str) -> String {
    let path = folder.path(name).to_string_lossy().replace('\\', "/");
    format!("file:///{}", path.trim_start_matches('/'))
}

/// The codes and severities of the diagnostics that come next.
fn published(client: &mut Client) -> Vec<(String, u64)> {
    let sent = client.receive();
    assert_eq!(sent["method"], "textDocument/publishDiagnostics", "{sent}");
    let one = |one: &Value| {
        (one["code"].as_str().expect("a code").to_owned(), one["severity"].as_u64().expect("a number"))
    };
    sent["params"]["diagnostics"].as_array().expect("a list").iter().map(one).collect()
}

#[test]
fn an_editor_is_answered_until_it_ends_the_connection() {
    let folder = Folder::with(&[]);
    let mut client = Client::start(&folder, &["lsp", "--stdio"]);
    let uri = uri(&folder, "x.seq");
    client.open(&uri, "A->B: 😀 hello\nend\n");
    assert_eq!(published(&mut client), [("stray-end".to_owned(), 2)]);
    let range = json!({ "start": { "line": 1, "character": 0 }, "end": { "line": 2, "character": 0 } });
    let document = json!({ "uri": uri, "version": 2 });
    let changes = json!([{ "range": range, "text": "" }]);
    let params = json!({ "textDocument": document, "contentChanges": changes });
    client.send(&json!({ "method": "textDocument/didChange", "params": params }));
    assert_eq!(published(&mut client), []);
    client.send(&json!({ "id": 2, "method": "shutdown" }));
    assert_eq!(client.receive()["result"], Value::Null);
    client.send(&json!({ "method": "exit" }));
    assert_eq!(client.end(), Some(0));
}

#[test]
fn the_settings_of_the_files_folder_apply_and_are_read_again() {
    let folder =
        Folder::with(&[("docs/seqwright.toml", "fences = [\"picture\"]\n[lints]\nstray-end = \"deny\"\n")]);
    let mut client = Client::start(&folder, &["lsp"]);
    let uri = uri(&folder, "docs/x.md");
    client.open(&uri, "```picture\nA->B: hello\nend\n```\n");
    assert_eq!(published(&mut client), [("stray-end".to_owned(), 1)]);
    folder.write("docs/seqwright.toml", "fences = [\"picture\"]\n");
    client.send(&json!({ "method": "textDocument/didSave", "params": { "textDocument": { "uri": uri } } }));
    assert_eq!(published(&mut client), [("stray-end".to_owned(), 2)]);
    folder.write("docs/seqwright.toml", "fences = 1\n");
    client.send(&json!({ "method": "textDocument/didSave", "params": { "textDocument": { "uri": uri } } }));
    let shown = client.receive();
    assert_eq!(shown["method"], "window/showMessage");
    assert!(
        shown["params"]["message"].as_str().is_some_and(|text| text.contains("`fences` is a list")),
        "{shown}"
    );
}

#[test]
fn files_that_a_diagram_names_are_read_below_its_folder_only() {
    let folder =
        Folder::with(&[("docs/a.hex", "# test data\nkey = 2a2a\n"), ("b.hex", "# test data\nkey = 2a2a\n")]);
    let mut client = Client::start(&folder, &["lsp"]);
    let diagram =
        |file: &str| format!("values \"{file}\"\ngenerate A: key\nA->B: hello(key)\nexpect key == 0x2a2a\n");
    client.open(&uri(&folder, "docs/x.seq"), &diagram("a.hex"));
    assert_eq!(published(&mut client), []);
    client.open(&uri(&folder, "docs/y.seq"), &diagram("../b.hex"));
    assert!(published(&mut client).iter().any(|(_, severity)| *severity == 1));
}

#[test]
fn a_lost_connection_and_noise_end_the_server_with_a_code() {
    let folder = Folder::with(&[]);
    assert_eq!(Client::start(&folder, &["lsp"]).end(), Some(1), "standard input ends");
    let mut client = Client::start(&folder, &["lsp"]);
    client.write(b"hello\n");
    assert_eq!(client.end(), Some(3), "what comes is not the protocol");
}
