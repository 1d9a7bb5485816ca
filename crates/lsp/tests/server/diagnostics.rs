//! Diagnostics: sent to a client, or asked for by it.

use lsp_server::{Message, Notification, Request};
use seqwright::{Code, Level, Levels};
use serde_json::json;

use crate::editor::{Editor, Form, TestHost, everywhere};

#[test]
fn an_error_is_at_its_place_with_its_help_and_its_related_places() {
    everywhere("alt ready\n  A->B: 😀 hello\n", |editor| {
        let found = editor.diagnostics();
        assert_eq!(found.len(), 1);
        let error = &found[0];
        assert_eq!(
            (error["code"].as_str(), error["severity"].as_u64()),
            (Some("unclosed-fragment"), Some(1))
        );
        assert_eq!(error["source"], "seqwright");
        assert_eq!(editor.seen(&error["range"]).0, editor.line(1));
        let message = error["message"].as_str().expect("a text");
        let help = format!("help: add a line `end` after line {}", editor.line(2));
        assert_eq!(message, format!("this `alt` is never closed: opened here\n{help}"));
        let related = &error["relatedInformation"][0];
        assert_eq!(related["message"], "`end` is expected below this line");
        assert_eq!(related["location"]["uri"], editor.uri.as_str());
        assert_eq!(editor.seen(&related["location"]["range"]), (editor.line(2), ""));
    });
}

#[test]
fn an_unused_participant_is_marked_as_unnecessary() {
    everywhere("participant C\nA->B: hello\n", |editor| {
        let found = editor.diagnostics();
        assert_eq!(
            (&found[0]["code"], &found[0]["tags"], &found[0]["severity"]),
            (&json!("unused-participant"), &json!([1]), &json!(2))
        );
    });
}

#[test]
fn diagnostics_follow_the_text_and_are_sent_once() {
    everywhere("A->B: hello\n", |editor| {
        assert!(editor.diagnostics().is_empty());
        let at = editor.text.find("hello").expect("it is there");
        editor.change(at - 2, at - 1, "");
        assert_eq!(editor.diagnostics()[0]["code"], "missing-colon");
        assert!(editor.server.settle().is_empty());
    });
}

#[test]
fn a_client_that_asks_gets_the_same() {
    let text = "A->B: hello\nend\n";
    let pushed = Editor::file("x.seq", text, "utf-16").diagnostics();
    let mut server = seqwright_lsp::Server::new(Box::new(TestHost::default()));
    let mut ask = |method: &str, params| {
        let answer = server.handle(Message::Request(Request::new(1.into(), method.to_owned(), params)));
        serde_json::to_value(&answer[0]).expect("it is JSON")["result"].clone()
    };
    let answer = ask("initialize", json!({ "capabilities": { "textDocument": { "diagnostic": {} } } }));
    let can = &answer["capabilities"]["diagnosticProvider"];
    assert_eq!(*can, json!({ "interFileDependencies": false, "workspaceDiagnostics": false }));
    let open = json!({ "textDocument": { "uri": "file:///x.seq", "languageId": "seq", "version": 1, "text": text } });
    server.handle(Message::Notification(Notification::new("textDocument/didOpen".to_owned(), open)));
    assert!(server.settle().is_empty(), "they are not sent as well");
    let params = json!({ "textDocument": { "uri": "file:///x.seq" } });
    let answer =
        server.handle(Message::Request(Request::new(2.into(), "textDocument/diagnostic".to_owned(), params)));
    let report = serde_json::to_value(&answer[0]).expect("it is JSON")["result"].clone();
    assert_eq!(report["kind"], "full");
    assert_eq!(report["items"].as_array().expect("a list")[0]["code"], pushed[0]["code"]);
}

#[test]
fn the_levels_of_the_settings_apply() {
    let mut levels = Levels::default();
    levels.set(Code::UnusedParticipant, Level::Deny);
    let host = TestHost { levels, ..TestHost::default() };
    let mut editor = Editor::connected(host, "x.seq", Form::File, "utf-16");
    editor.did_open("participant C\nA->B: hello\n");
    assert_eq!(editor.diagnostics()[0]["severity"], 1);
}

#[test]
fn the_fences_of_a_document_have_diagnostics_of_their_own() {
    let text = "```seq thme=dark\nA->B: x\n```\n\n- ```mermaid\n  sequenceDiagram\n  A->>B: x\n  end\n  ```\n\n```seq\nC->D: y\n";
    let mut editor = Editor::file("x.md", text, "utf-8");
    let found: Vec<_> = editor.diagnostics();
    let seen: Vec<_> = found
        .iter()
        .map(|one| (one["code"].as_str().expect("a code"), editor.seen(&one["range"]).0))
        .collect();
    assert_eq!(seen[0], ("unknown-fence-option", 1));
    assert_eq!(seen.last(), Some(&("unclosed-fence", 11)));
}

#[test]
fn other_languages_are_told_by_the_name_of_the_file() {
    let mermaid = Editor::file("x.mmd", "sequenceDiagram\nA->>B: x\n", "utf-16").diagnostics();
    let plantuml = Editor::file("x.puml", "@startuml\nA -> B : x\n@enduml\n", "utf-16").diagnostics();
    assert_eq!((mermaid, plantuml), (vec![], vec![]));
}

#[test]
fn a_text_beyond_the_limit_is_one_error_and_is_not_read() {
    let mut editor = Editor::file("x.md", &"x".repeat(seqwright::MAX_SOURCE_BYTES + 1), "utf-8");
    assert_eq!(editor.diagnostics()[0]["code"], "source-too-large");
}
