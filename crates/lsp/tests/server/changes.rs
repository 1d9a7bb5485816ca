//! What the client tells of its text.

use serde_json::json;

use crate::editor::{Editor, everywhere};

#[test]
fn changes_of_one_message_are_made_one_after_the_other() {
    everywhere("A->B: 😀x\n", |editor| {
        let end = editor.text.find('x').expect("it is there");
        let whole = editor.text.clone();
        editor.change(end, end + 1, "yz\n");
        editor.change(end, end + 1, "é");
        assert_eq!(editor.server.text(&editor.uri).as_ref(), Some(&editor.text));
        editor.changed(json!([
            { "text": "first" },
            { "range": { "start": { "line": 0, "character": 5 }, "end": { "line": 0, "character": 5 } }, "text": " second" },
            { "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 6 } }, "text": "" },
        ]));
        assert_eq!(editor.server.text(&editor.uri).as_deref(), Some("second"));
        editor.changed(json!([{ "text": whole }]));
        assert_eq!(editor.server.text(&editor.uri), Some(whole));
    });
}

#[test]
fn a_range_whose_ends_are_swapped_is_still_a_range() {
    let mut editor = Editor::file("x.seq", "0123456789", "utf-16");
    let at = |character: u32| json!({ "line": 0, "character": character });
    editor.changed(json!([{ "range": { "start": at(5), "end": at(2) }, "text": "-" }]));
    assert_eq!(editor.server.text(&editor.uri).as_deref(), Some("01-56789"));
}

#[test]
fn a_closed_document_has_no_diagnostics_and_is_gone() {
    everywhere("alt\n", |editor| {
        assert_eq!(editor.diagnostics().len(), 1);
        let params = editor.document();
        let sent = editor.tell("textDocument/didClose", params.clone());
        let sent = serde_json::to_value(&sent).expect("it is JSON");
        assert_eq!(sent[0]["params"]["diagnostics"], json!([]));
        assert_eq!(editor.refused("textDocument/documentSymbol", params).0, -32602);
    });
}
