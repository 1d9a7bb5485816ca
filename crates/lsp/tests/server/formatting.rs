//! Formatting, by edits of lines.

use serde_json::json;

use crate::editor::{Editor, everywhere};

#[test]
fn only_lines_that_change_are_edited() {
    everywhere("A->B: hello\nalt  ready\nA->B: 😀\nend\nA -> B:x\nB->A: y\n", |editor| {
        let edits = editor.ask_document("textDocument/formatting");
        assert_eq!(
            editor.diagram_after(&edits),
            "A->B: hello\nalt ready\n  A->B: 😀\nend\nA->B: x\nB->A: y\n"
        );
        let touched: Vec<_> =
            edits.as_array().expect("a list").iter().map(|edit| editor.at(&edit["range"])).collect();
        assert!(
            touched.iter().all(|lines| !lines.contains("hello") && !lines.contains("B->A")),
            "{touched:?}"
        );
    });
}

#[test]
fn a_formatted_text_has_no_edits() {
    everywhere("A->B: hello\n", |editor| {
        assert_eq!(editor.ask_document("textDocument/formatting"), json!([]));
    });
}

#[test]
fn a_diagram_with_errors_stays_as_it_is() {
    everywhere("A -> B:x\nalt y\n", |editor| {
        assert_eq!(editor.ask_document("textDocument/formatting"), json!([]));
    });
}

#[test]
fn the_line_ends_of_the_document_stay() {
    let mut editor = Editor::file("x.seq", "A->B: x\r\nA -> B:y\r\n", "utf-16");
    let edits = editor.ask_document("textDocument/formatting");
    assert_eq!(editor.edited(&edits), "A->B: x\r\nA->B: y\r\n");
}

#[test]
fn other_languages_are_not_formatted() {
    let mut editor = Editor::file("x.mmd", "sequenceDiagram\n  A ->> B : x\n", "utf-16");
    assert_eq!(editor.ask_document("textDocument/formatting"), json!([]));
}
