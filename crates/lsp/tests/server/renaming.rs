//! Renaming.

use serde_json::json;

use crate::editor::{Editor, everywhere};

fn rename(editor: &mut Editor, new: &str) -> String {
    let mut params = editor.here();
    params["newName"] = json!(new);
    let change = editor.ask("textDocument/rename", params);
    editor.diagram_after(editor.edits_of(&change))
}

fn refusal(editor: &mut Editor, new: &str) -> String {
    let mut params = editor.here();
    params["newName"] = json!(new);
    let (code, message) = editor.refused("textDocument/rename", params);
    assert_eq!(code, -32803);
    message
}

#[test]
fn every_place_gets_the_new_name_and_texts_do_not() {
    everywhere("A->B: ask 😀 A\nnote over ‸A,B: A\nactivate A\nB->A: x\n", |editor| {
        assert_eq!(
            rename(editor, "Web app"),
            "Web app->B: ask 😀 A\nnote over Web app,B: A\nactivate Web app\nB->Web app: x\n"
        );
    });
}

#[test]
fn quotation_marks_stand_only_where_they_are_needed() {
    everywhere("‸A->B: x\nactivate A\n", |editor| {
        assert_eq!(rename(editor, "x->y"), "\"x->y\"->B: x\nactivate \"x->y\"\n");
        assert_eq!(rename(editor, "end"), "end->B: x\nactivate end\n");
    });
    everywhere("note over ‸A,B: x\nA->B: y\n", |editor| {
        let after = rename(editor, "a, b");
        assert!(after.starts_with("note over \"a, b\",B: x\n"), "{after}");
    });
}

#[test]
fn quotation_marks_that_stand_there_stay() {
    everywhere("participant \"‸A B\"\n\"A B\"->C: x\n", |editor| {
        assert_eq!(rename(editor, "D"), "participant \"D\"\n\"D\"->C: x\n");
        assert_eq!(rename(editor, "\"D\""), "participant \"D\"\n\"D\"->C: x\n");
    });
}

#[test]
fn what_would_change_the_meaning_is_refused() {
    everywhere("‸A->B: x\n", |editor| {
        assert_eq!(refusal(editor, "B"), "there is a `B` already");
        assert_eq!(refusal(editor, "  "), "a name cannot be empty");
        assert_eq!(refusal(editor, "a\nb"), "`a\nb` cannot be a name");
        assert_eq!(refusal(editor, "a\"b"), "`a\"b` cannot be a name");
    });
}

#[test]
fn a_value_is_renamed_where_it_is_made_sent_and_used() {
    everywhere("generate A: k‸ey\nA->B: hello(key) key\nexpect B knows key\n", |editor| {
        assert_eq!(
            rename(editor, "secret"),
            "generate A: secret\nA->B: hello(secret) key\nexpect B knows secret\n"
        );
        assert!(refusal(editor, "two words").contains("would be read as something else"));
    });
}

#[test]
fn a_sender_is_renamed_in_expressions_too() {
    everywhere("generate ‸A: key\nA->B: Hello(key)\nshow B: HMAC(key, A.Hello)\n", |editor| {
        assert_eq!(
            rename(editor, "Client"),
            "generate Client: key\nClient->B: Hello(key)\nshow B: HMAC(key, Client.Hello)\n"
        );
    });
}

#[test]
fn the_editor_is_told_what_would_be_renamed() {
    everywhere("participant \"A 😀\"\n\"A‸ 😀\"->C: x\n", |editor| {
        let found = editor.ask_here("textDocument/prepareRename");
        assert_eq!((editor.at(&found["range"]), &found["placeholder"]), ("\"A 😀\"", &json!("A 😀")));
    });
    everywhere("A->C: te‸xt\n", |editor| {
        assert!(editor.ask_here("textDocument/prepareRename").is_null());
    });
}
