//! Quick fixes, and the fix of all.

use serde_json::{Value, json};

use crate::editor::{Editor, everywhere};

fn actions(editor: &mut Editor, only: Value) -> Vec<Value> {
    let (start, end) = (editor.position(0), editor.position(editor.text.len()));
    let context = if only.is_null() {
        json!({ "diagnostics": [] })
    } else {
        json!({ "diagnostics": [], "only": only })
    };
    let range = json!({ "start": start, "end": end });
    let params = json!({ "textDocument": { "uri": editor.uri }, "range": range, "context": context });
    editor.ask("textDocument/codeAction", params).as_array().expect("a list").clone()
}

#[test]
fn a_missing_end_is_added_also_in_a_quote() {
    everywhere("alt ready\n  A->B: 😀 hello\n", |editor| {
        let found = actions(editor, json!(["quickfix"]));
        assert_eq!(found.len(), 1);
        let title = format!("add a line `end` after line {}", editor.line(2));
        assert_eq!((&found[0]["title"], &found[0]["kind"]), (&json!(title), &json!("quickfix")));
        assert_eq!(found[0]["diagnostics"][0]["code"], "unclosed-fragment");
        let after = editor.diagram_after(editor.edits_of(&found[0]["edit"]));
        assert_eq!(after, "alt ready\n  A->B: 😀 hello\nend\n");
    });
}

#[test]
fn a_line_is_deleted_as_a_whole_also_in_a_quote() {
    everywhere("A->B: hello\nend\nB->A: hi\n", |editor| {
        let found = actions(editor, json!(["quickfix"]));
        let after = editor.diagram_after(editor.edits_of(&found[0]["edit"]));
        assert_eq!(after, "A->B: hello\nB->A: hi\n");
    });
}

#[test]
fn fixes_of_other_places_are_not_offered() {
    everywhere("A->B: hello\nend\n\n\nB->A: hi\nend\n", |editor| {
        let at = editor.text.find("end").expect("it is there");
        let here = editor.position(at);
        let range = json!({ "start": here, "end": here });
        let params = json!({ "textDocument": { "uri": editor.uri }, "range": range, "context": { "diagnostics": [], "only": ["quickfix"] } });
        assert_eq!(editor.ask("textDocument/codeAction", params).as_array().map(Vec::len), Some(1));
    });
}

#[test]
fn all_fixes_are_one_action_that_an_editor_may_run_when_it_saves() {
    for only in [json!(["source.fixAll"]), json!(["source.fixAll.seqwright"]), json!(["source"])] {
        everywhere("alt ready\n  A->B: hello\nend\nend\nopt 😀\n  B->A: y\n", |editor| {
            let found = actions(editor, only.clone());
            assert_eq!(found.len(), 1);
            assert_eq!(found[0]["kind"], "source.fixAll.seqwright");
            let after = editor.diagram_after(editor.edits_of(&found[0]["edit"]));
            assert_eq!(after, "alt ready\n  A->B: hello\nend\nopt 😀\n  B->A: y\nend\n");
        });
    }
}

#[test]
fn without_anything_to_fix_there_is_no_action() {
    everywhere("A->B: hello\n", |editor| {
        assert!(actions(editor, Value::Null).is_empty());
        assert!(actions(editor, json!(["refactor"])).is_empty());
    });
}

#[test]
fn a_client_that_knows_no_versions_gets_plain_changes() {
    let mut server = seqwright_lsp::Server::new(Box::new(seqwright_lsp::NoHost));
    let mut ask = |method: &str, params| {
        let request = lsp_server::Request::new(1.into(), method.to_owned(), params);
        let answer = server.handle(lsp_server::Message::Request(request));
        let opened = json!({ "textDocument": { "uri": "file:///x.seq", "languageId": "seq", "version": 1, "text": "A->B: x\nend\n" } });
        let note = lsp_server::Notification::new("textDocument/didOpen".to_owned(), opened);
        server.handle(lsp_server::Message::Notification(note));
        serde_json::to_value(&answer[0]).expect("it is JSON")["result"].clone()
    };
    ask("initialize", json!({ "capabilities": {} }));
    let range = json!({ "start": { "line": 1, "character": 0 }, "end": { "line": 1, "character": 3 } });
    let params = json!({ "textDocument": { "uri": "file:///x.seq" }, "range": range, "context": { "diagnostics": [] } });
    let found = ask("textDocument/codeAction", params);
    assert_eq!(found[0]["edit"]["changes"]["file:///x.seq"][0]["newText"], "");
}
