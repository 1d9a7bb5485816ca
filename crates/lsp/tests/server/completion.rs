//! Completion.

use serde_json::Value;

use crate::editor::{Editor, everywhere};

fn labels(editor: &mut Editor) -> Vec<String> {
    let mut found = items(editor);
    found.sort_by_key(|item| item["sortText"].as_str().map(str::to_owned));
    found.iter().map(|item| item["label"].as_str().expect("a text").to_owned()).collect()
}

fn items(editor: &mut Editor) -> Vec<Value> {
    editor.ask_here("textDocument/completion").as_array().expect("a list").clone()
}

/// The diagram with the item that has this label.
fn accepted(editor: &mut Editor, label: &str) -> String {
    let items = items(editor);
    let item = items.iter().find(|item| item["label"] == label).unwrap_or_else(|| panic!("no {label}"));
    editor.diagram_after(&Value::Array(vec![item["textEdit"].clone()]))
}

#[test]
fn after_an_arrow_there_are_names_the_nearest_first() {
    everywhere("A->B 😀: x\nC->D: y\nC->‸\nE->F: z\n", |editor| {
        let found = labels(editor);
        assert_eq!(found, ["C", "D", "A", "B 😀", "E", "F"]);
        assert_eq!(accepted(editor, "B 😀"), "A->B 😀: x\nC->D: y\nC->B 😀\nE->F: z\n");
    });
}

#[test]
fn what_is_written_of_a_name_is_replaced() {
    everywhere("participant \"x->y\"\nWeb app->B: x\nB->Web a‸\n", |editor| {
        assert!(accepted(editor, "Web app").ends_with("B->Web app\n"));
        assert!(accepted(editor, "x->y").ends_with("B->\"x->y\"\n"), "with the quotation marks that it has");
    });
}

#[test]
fn at_the_start_of_a_line_there_are_names_and_statements() {
    everywhere("A->B: x\n‸\n", |editor| {
        let found = labels(editor);
        assert_eq!(found[..2], ["A", "B"]);
        assert!(found.iter().any(|label| label == "alt") && found.iter().any(|label| label == "note"));
        assert!(!found.iter().any(|label| label == "end" || label == "else"), "nothing is open");
        assert_eq!(accepted(editor, "alt"), "A->B: x\nalt ${1:text}\n  $0\nend\n");
    });
}

#[test]
fn a_form_is_indented_as_its_line_is() {
    everywhere("loop x\n  o‸\nend\n", |editor| {
        assert_eq!(accepted(editor, "opt"), "loop x\n  opt ${1:text}\n    $0\n  end\nend\n");
    });
}

#[test]
fn within_a_block_there_are_else_and_end() {
    everywhere("alt a\n  A->B: x\n  e‸\n", |editor| {
        let found = labels(editor);
        assert!(["else", "end"].iter().all(|word| found.iter().any(|label| label == word)), "{found:?}");
    });
    everywhere("loop a\n  A->B: x\nend ‸\n", |editor| assert_eq!(labels(editor), ["loop"]));
}

#[test]
fn after_a_number_sign_there_are_colours() {
    everywhere("style warn #red\nparticipant A #lightb‸\n", |editor| {
        assert!(labels(editor).iter().any(|label| label == "lightblue"));
        assert!(accepted(editor, "lightblue").ends_with("participant A #lightblue\n"));
    });
    everywhere("style warn #red\nnote over A ##‸\n", |editor| assert_eq!(labels(editor), ["warn"]));
}

#[test]
fn within_texts_there_is_nothing() {
    for diagram in ["A->B: al‸\n", "title al‸\n", "# al‸\n"] {
        everywhere(diagram, |editor| assert!(labels(editor).is_empty(), "{diagram}"));
    }
}

#[test]
fn where_a_value_stands_there_are_values() {
    everywhere("generate A: key, other\nshow A: k‸\n", |editor| {
        assert_eq!(labels(editor), ["key", "other"])
    });
}
