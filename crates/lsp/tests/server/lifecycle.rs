//! The beginning and the end of a connection, and messages that cannot be answered.

use lsp_server::{Message, Request};
use serde_json::{Value, json};

use crate::editor::{BUG, Editor, Form, TestHost, capabilities};

const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const INTERNAL_ERROR: i64 = -32603;
const INVALID_REQUEST: i64 = -32600;
const NOT_INITIALIZED: i64 = -32002;

fn file() -> Editor {
    Editor::file("x.seq", "A->B: hello\n", "utf-16")
}

#[test]
fn the_server_says_what_it_can_do() {
    let mut server = seqwright_lsp::Server::new(Box::new(TestHost::default()));
    let params = json!({ "capabilities": capabilities("utf-32") });
    let answer = server.handle(Message::Request(Request::new(1.into(), "initialize".to_owned(), params)));
    let answer = serde_json::to_value(&answer[0]).expect("it is JSON");
    let can = &answer["result"]["capabilities"];
    assert_eq!(can["positionEncoding"], "utf-16", "what every client knows, if none of its choice is known");
    assert_eq!(can["textDocumentSync"], json!({ "openClose": true, "change": 2, "save": true }));
    for provider in [
        "hover",
        "definition",
        "references",
        "documentHighlight",
        "documentSymbol",
        "documentFormatting",
        "foldingRange",
    ] {
        assert_eq!(can[format!("{provider}Provider")], true, "{provider}");
    }
    assert_eq!(can["renameProvider"], json!({ "prepareProvider": true }));
    assert_eq!(can["codeActionProvider"]["codeActionKinds"], json!(["quickfix", "source.fixAll.seqwright"]));
    assert_eq!(can["experimental"]["seqwright/render"], true);
    assert_eq!(can.get("diagnosticProvider"), None, "this client does not ask for diagnostics");
    assert_eq!(answer["result"]["serverInfo"]["name"], "seqwright");
}

#[test]
fn nothing_is_answered_before_the_client_has_introduced_itself() {
    let mut server = seqwright_lsp::Server::new(Box::new(TestHost::default()));
    let request = Request::new(1.into(), "textDocument/hover".to_owned(), json!({}));
    let answer = serde_json::to_value(&server.handle(Message::Request(request))[0]).expect("it is JSON");
    assert_eq!(answer["error"]["code"], NOT_INITIALIZED);
}

#[test]
fn an_orderly_end_is_shutdown_and_exit() {
    let mut editor = file();
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    let params = editor.document();
    assert_eq!(editor.refused("textDocument/documentSymbol", params).0, INVALID_REQUEST);
    assert_eq!(editor.server.ended(), None);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.server.ended(), Some(true));
}

#[test]
fn an_exit_without_shutdown_is_not_orderly() {
    let mut editor = file();
    editor.tell("exit", Value::Null);
    assert_eq!(editor.server.ended(), Some(false));
}

#[test]
fn what_is_unknown_is_refused_by_request_and_ignored_by_notification() {
    let mut editor = file();
    assert_eq!(editor.refused("textDocument/willSaveWaitUntil", json!({})).0, METHOD_NOT_FOUND);
    assert!(editor.tell("$/setTrace", json!({ "value": "off" })).is_empty());
    assert!(editor.tell("textDocument/didOpen", json!("nonsense")).is_empty());
    assert_eq!(editor.refused("textDocument/hover", json!({ "textDocument": 1 })).0, INVALID_PARAMS);
    let closed = json!({ "textDocument": { "uri": "file:///other.seq" } });
    let (code, message) = editor.refused("textDocument/documentSymbol", closed);
    assert_eq!((code, message.as_str()), (INVALID_PARAMS, "`file:///other.seq` is not open"));
    assert_eq!(editor.refused("initialize", json!({ "capabilities": {} })).0, INVALID_REQUEST);
}

#[test]
fn a_bug_that_one_text_shows_does_not_end_the_server() {
    let mut editor = file();
    let good = editor.uri.clone();
    editor.uri = "file:///bug.seq".to_owned();
    editor.did_open(&format!("values \"{BUG}\"\ngenerate A: x\nA->B: hello(x)\n"));
    let params =
        json!({ "textDocument": { "uri": "file:///bug.seq" }, "position": { "line": 0, "character": 0 } });
    let (code, message) = editor.refused("textDocument/hover", params);
    assert_eq!(code, INTERNAL_ERROR);
    assert!(
        message.starts_with("a bug in seqwright itself: ") && message.contains("please report it"),
        "{message}"
    );
    let method = |message| {
        let Message::Notification(it) = message else { panic!("nothing is asked") };
        it.method
    };
    let methods: Vec<String> = editor.server.settle().into_iter().map(method).collect();
    assert_eq!(methods, ["window/logMessage", "textDocument/publishDiagnostics"]);
    editor.uri = good;
    assert!(editor.ask_document("textDocument/documentSymbol").is_array());
}

#[test]
fn a_problem_of_the_settings_is_told_once() {
    let host = TestHost { problem: Some("seqwright.toml:1: no".to_owned()), ..TestHost::default() };
    let mut editor = Editor::connected(host, "x.seq", Form::File, "utf-16");
    let open =
        |uri: &str| json!({ "textDocument": { "uri": uri, "languageId": "seq", "version": 1, "text": "" } });
    let told = editor.tell("textDocument/didOpen", open("file:///a.seq"));
    assert!(
        matches!(&told[..], [Message::Notification(it)] if it.method == "window/showMessage"),
        "{told:?}"
    );
    assert!(editor.tell("textDocument/didOpen", open("file:///b.seq")).is_empty());
    assert!(
        editor.tell("textDocument/didSave", json!({ "textDocument": { "uri": "file:///b.seq" } })).is_empty()
    );
}

#[test]
fn a_client_that_can_is_asked_to_watch_the_settings() {
    let mut server = seqwright_lsp::Server::new(Box::new(TestHost::default()));
    let capabilities = json!({
        "workspace": {
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "diagnostics": { "refreshSupport": true },
        },
        "textDocument": { "diagnostic": {} },
    });
    let params = json!({ "capabilities": capabilities });
    server.handle(Message::Request(Request::new(1.into(), "initialize".to_owned(), params)));
    let mut note = |method: &str| {
        let note = lsp_server::Notification { method: method.to_owned(), params: json!({}) };
        server.handle(Message::Notification(note))
    };
    let asked = note("initialized");
    let [Message::Request(request)] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(
        request.params["registrations"][0]["registerOptions"]["watchers"][0]["globPattern"],
        "**/seqwright.toml"
    );
    let asked = note("workspace/didChangeWatchedFiles");
    let [Message::Request(request)] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(request.method, "workspace/diagnostic/refresh");
}
