//! Definitions, references, highlights and hovers.

use serde_json::{Value, json};

use crate::editor::{Editor, everywhere};

const DIAGRAM: &str = "participant \"The 😀 Bank\" as Bank\nAlice->Ba‸nk: Bank\nnote over Alice,Bank: x\n";

fn seen(editor: &Editor, found: &Value) -> Vec<(u64, String)> {
    let seen = |one: &Value| {
        let (line, text) = editor.seen(&one["range"]);
        (line, text.to_owned())
    };
    found.as_array().expect("a list").iter().map(seen).collect()
}

/// These lines of the diagram, each with the same text.
fn lines(editor: &Editor, lines: &[u64], text: &str) -> Vec<(u64, String)> {
    lines.iter().map(|&line| (editor.line(line), text.to_owned())).collect()
}

#[test]
fn a_definition_is_the_declaration() {
    everywhere(DIAGRAM, |editor| {
        let found = editor.ask_here("textDocument/definition");
        assert_eq!(seen(editor, &found), lines(editor, &[1], "Bank"));
        assert_eq!(found[0]["uri"], editor.uri.as_str());
    });
}

#[test]
fn without_a_declaration_it_is_the_first_place() {
    everywhere("A->B: x\nB->‸A: y\n", |editor| {
        let found = editor.ask_here("textDocument/definition");
        assert_eq!(seen(editor, &found), lines(editor, &[1], "A"));
    });
}

#[test]
fn references_are_all_places_or_all_but_the_declaration() {
    everywhere(DIAGRAM, |editor| {
        for (with, expected) in [(true, &[1, 2, 3][..]), (false, &[2, 3])] {
            let mut params = editor.here();
            params["context"] = json!({ "includeDeclaration": with });
            let found = editor.ask("textDocument/references", params);
            assert_eq!(seen(editor, &found), lines(editor, expected, "Bank"));
        }
    });
}

#[test]
fn highlights_tell_declarations_from_uses() {
    everywhere(DIAGRAM, |editor| {
        let found = editor.ask_here("textDocument/documentHighlight");
        assert_eq!(seen(editor, &found), lines(editor, &[1, 2, 3], "Bank"));
        let kinds: Vec<_> = found.as_array().expect("a list").iter().map(|one| one["kind"].clone()).collect();
        assert_eq!(kinds, [3, 2, 2]);
    });
}

#[test]
fn a_hover_counts_the_messages_of_a_participant_by_the_sense_of_the_arrow() {
    everywhere("actor Alice\nAlice->B: x\n‸Alice<-B: y\nB->Alice: z\n", |editor| {
        let hover = editor.ask_here("textDocument/hover");
        let line = editor.line(1);
        let expected = format!("actor `Alice`, declared in line {line}\n\nsends 1 message, receives 2");
        assert_eq!(hover["contents"], json!({ "kind": "markdown", "value": expected }));
        assert_eq!(editor.at(&hover["range"]), "Alice");
    });
}

#[test]
fn a_hover_over_a_complaint_explains_it() {
    everywhere("‸alt ready\n  A->B: x\n", |editor| {
        let hover = editor.ask_here("textDocument/hover");
        let text = hover["contents"]["value"].as_str().expect("a text");
        assert!(text.starts_with("**unclosed-fragment**\n\n") && text.contains("```seq\n"), "{text}");
    });
}

#[test]
fn a_hover_over_a_word_of_the_language_shows_how_it_is_written() {
    everywhere("  auto‸number 5\nA->B: x\n", |editor| {
        let hover = editor.ask_here("textDocument/hover");
        assert!(
            hover["contents"]["value"].as_str().is_some_and(|text| text.starts_with("`autonumber`")),
            "{hover}"
        );
        assert_eq!(editor.at(&hover["range"]), "autonumber");
    });
}

#[test]
fn a_value_knows_where_it_is_made() {
    everywhere("generate A: key\nA->B: hello(k‸ey)\n", |editor| {
        let hover = editor.ask_here("textDocument/hover");
        let line = editor.line(1);
        let expected = format!("value `key`, defined in line {line}, used 1 time");
        assert!(
            hover["contents"]["value"].as_str().is_some_and(|text| text.starts_with(&expected)),
            "{hover}"
        );
    });
}
