//! Positions, as the protocol counts them.

use seqwright_lsp::{Encoding, Text};
use serde_json::json;

use crate::editor::{Editor, everywhere};

fn byte(text: &str, line: u32, character: u32, encoding: Encoding) -> usize {
    Text::new("x.seq", text.to_owned()).byte(gen_lsp_types::Position { line, character }, encoding)
}

#[test]
fn columns_are_counted_in_the_unit_that_was_agreed_on() {
    let text = "é😀x";
    assert_eq!(byte(text, 0, 3, Encoding::Utf16), 6);
    assert_eq!(byte(text, 0, 6, Encoding::Utf8), 6);
}

#[test]
fn within_a_character_is_before_it() {
    assert_eq!(byte("a😀b", 0, 2, Encoding::Utf16), 1);
    assert_eq!(byte("a😀b", 0, 3, Encoding::Utf8), 1);
}

#[test]
fn past_the_end_is_the_end() {
    for encoding in [Encoding::Utf8, Encoding::Utf16] {
        assert_eq!(byte("ab\r\ncd", 0, 99, encoding), 2, "of the line, before its line end");
        assert_eq!(byte("ab\r\ncd", 9, 0, encoding), 6, "of the text");
        assert_eq!(byte("ab\n", 1, 5, encoding), 3);
        assert_eq!(byte("", 0, u32::MAX, encoding), 0);
    }
}

#[test]
fn every_line_end_of_the_protocol_ends_a_line() {
    for line_end in ["\n", "\r\n", "\r"] {
        let text = format!("a{line_end}b{line_end}c");
        assert_eq!(byte(&text, 2, 0, Encoding::Utf16), text.len() - 1, "{line_end:?}");
    }
}

#[test]
fn a_byte_order_mark_is_a_character_of_the_client() {
    let text = "\u{feff}A->B: x";
    assert_eq!((byte(text, 0, 1, Encoding::Utf16), byte(text, 0, 3, Encoding::Utf8)), (0, 0));
    assert_eq!((byte(text, 0, 2, Encoding::Utf16), byte(text, 0, 4, Encoding::Utf8)), (1, 1));
    for encoding in ["utf-8", "utf-16"] {
        let mut editor = Editor::file("x.seq", "\u{feff}\u{2038}Alice->B: x\nB->Alice: y\n", encoding);
        let found = editor.ask_here("textDocument/documentHighlight");
        let found: Vec<_> =
            found.as_array().expect("a list").iter().map(|one| editor.at(&one["range"])).collect();
        assert_eq!(found, ["Alice", "Alice"], "{encoding}");
        editor.change(0, 3, "");
        assert_eq!(editor.server.text(&editor.uri).as_deref(), Some("Alice->B: x\nB->Alice: y\n"));
    }
}

#[test]
fn places_after_an_emoji_are_right_in_every_form() {
    everywhere("A->B: 😀é #b\nparticipant 😀😀 #nocolour\n", |editor| {
        let found = editor.diagnostics();
        let places: Vec<_> = found.iter().map(|one| editor.at(&one["range"])).collect();
        assert!(places.contains(&"nocolour"), "{places:?}");
    });
}

#[test]
fn a_cursor_outside_of_all_diagrams_has_no_answer() {
    let mut editor = Editor::file("x.md", "te‸xt\n\n```seq\nA->B: x\n```\n", "utf-16");
    for method in ["hover", "completion", "definition", "prepareRename", "documentHighlight"] {
        let answer = editor.ask_here(&format!("textDocument/{method}"));
        assert!(answer.is_null() || answer == json!([]), "{method}: {answer}");
    }
    let params = json!({ "textDocument": { "uri": editor.uri }, "position": { "line": 0, "character": 2 }, "newName": "x" });
    assert_eq!(
        editor.refused("textDocument/rename", params).1,
        "there is no name here that could be changed"
    );
}
