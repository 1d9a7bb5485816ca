//! Tests of requests and answers.

use serde_json::{Value, json};

fn answer(request: &Value) -> Value {
    let answer = super::answer(request.to_string().as_bytes());
    serde_json::from_slice(&answer).expect("an answer is JSON")
}

#[test]
fn a_source_becomes_the_picture_that_the_library_draws() {
    let text = "title T\nA->B: hi";
    let answer = answer(&json!({ "source": text }));
    let source = seqwright::Source::new("x.seq", text);
    let expected = seqwright::compile(&source).svg(&seqwright::Theme::default());
    assert_eq!(answer["svg"], json!(expected));
    assert_eq!((&answer["title"], &answer["diagnostics"]), (&json!("T"), &json!([])));
    assert!(answer["width"].as_i64().is_some_and(|width| width > 0));
    assert!(answer["description"].as_str().is_some_and(|it| it.contains("A sends B: hi")), "{answer}");
}

#[test]
fn an_error_has_its_place_and_no_picture() {
    let answer = answer(&json!({ "source": "A->B: hi\nalt x\nB->A: y" }));
    assert_eq!(answer["svg"], Value::Null);
    let first = &answer["diagnostics"][0];
    assert_eq!((&first["severity"], &first["place"]), (&json!("error"), &json!({ "line": 2, "column": 1 })));
    assert_eq!(first["labels"][0]["span"]["start"], json!(9));
    assert!(first["labels"][0]["end"]["column"].is_u64() && first["help"].is_string());
}

#[test]
fn an_unusable_request_is_refused() {
    for (request, why) in [
        (json!({ "source": "", "them": "x" }), "unknown field `them`"),
        (json!({ "source": "", "theme": "pink" }), "no theme `pink`"),
        (json!({ "source": "", "profile": "page" }), "no profile `page`"),
        (json!({ "source": "", "dialect": "uml" }), "no dialect `uml`"),
        (json!("A->B: x"), "invalid"),
    ] {
        let answer = answer(&request);
        assert!(answer["refused"].as_str().is_some_and(|it| it.contains(why)), "{why}: {answer}");
    }
}

#[test]
fn the_inline_profile_is_one_line() {
    let answer = answer(&json!({ "source": "A->B: {{x}}", "profile": "inline", "idPrefix": "one" }));
    let svg = answer["svg"].as_str().expect("there is a picture");
    assert!(
        svg.starts_with("<div class=\"seqwright\"")
            && svg.lines().count() == 1
            && svg.contains(" id=\"one\"")
    );
}

#[test]
fn a_preview_of_a_source_with_errors_draws_what_was_understood() {
    let answer =
        answer(&json!({ "what": "preview", "source": "A->B: hi\nalt x\nB->A: y", "theme": "light" }));
    let svg = answer["svg"].as_str().expect("there is a picture");
    assert!(svg.contains("data-line=\"1\"") && svg.contains(">hi<"));
    assert_eq!(answer["diagnostics"][0]["severity"], json!("error"));
    assert_eq!((&answer["language"], &answer["knowledge"]), (&Value::Null, &Value::Null));
}

#[test]
fn a_preview_has_the_advice_of_the_lints() {
    let answer = answer(&json!({ "what": "preview", "source": "participant C\nA->B: hi" }));
    assert_eq!(answer["diagnostics"][0]["code"], json!("unused-participant"));
}

#[test]
fn columns_may_be_those_of_javascript() {
    let source = "A->B: \u{1f600}\u{1f600} x\nalt \u{1f600}\u{1f600}\n  A->B: hi";
    let of = |columns: &str| {
        let answer = answer(&json!({ "what": "preview", "source": source, "columns": columns }));
        answer["diagnostics"][0]["labels"][0]["end"]["column"].as_u64()
    };
    assert_eq!((of("characters"), of("utf16")), (Some(7), Some(9)));
    let fixed = answer(&json!({ "what": "preview", "source": source, "columns": "utf16" }));
    let fix = &fixed["diagnostics"][0]["fixes"][0];
    assert_eq!((&fix["place"], &fix["replacement"]), (&json!({ "line": 3, "column": 11 }), &json!("\nend")));
}

#[test]
fn a_preview_says_who_knows_what_as_the_document_for_tools_does() {
    let text = "attacker sees wire\ngenerate A: nonce\nA->B: hello(nonce)";
    let answer = answer(&json!({ "what": "preview", "source": text }));
    let source = seqwright::Source::new("x.seq", text);
    let exchange = seqwright::compile(&source).exchange(&source);
    let document = serde_json::to_value(&exchange).expect("it can be written");
    for part in ["participants", "attacker", "values"] {
        assert_eq!(answer["knowledge"][part], document[part], "{part}");
    }
}

#[test]
fn texts_are_made_of_a_source() {
    let text = "A -> B:hi";
    for (what, begins) in
        [("format", "A->B: hi\n"), ("narrate", "2 participants: A, B\n"), ("page", "<!DOCTYPE html>\n")]
    {
        let answer = answer(&json!({ "what": what, "source": text }));
        assert!(answer["text"].as_str().is_some_and(|it| it.starts_with(begins)), "{what}: {answer}");
    }
    let art = answer(&json!({ "what": "text", "source": text }));
    assert!(art["text"].as_str().is_some_and(|it| it.contains("hi")), "{art}");
}

#[test]
fn of_a_source_with_errors_only_the_diagnostics_are_told() {
    for what in ["format", "text", "narrate", "page"] {
        let answer = answer(&json!({ "what": what, "source": "alt x" }));
        assert_eq!((&answer["text"], &answer["diagnostics"][0]["severity"]), (&Value::Null, &json!("error")));
    }
}

#[test]
fn all_fixes_are_made_at_once() {
    let answer = answer(&json!({ "what": "fix", "source": "A->B: hi\nend\nalt x\nB->A: y" }));
    assert_eq!(answer["text"], json!("A->B: hi\nalt x\nB->A: y\nend"));
    assert_eq!(answer["made"].as_array().map(Vec::len), Some(2));
    assert_eq!(answer["diagnostics"], json!([]));
}

#[test]
fn each_diagram_of_another_language_is_converted() {
    let source = "@startuml\nA -> B : one\n@enduml\n@startuml\nB -> A : two\n@enduml";
    let preview = answer(&json!({ "what": "preview", "source": source }));
    assert_eq!(preview["language"], json!("PlantUML"));
    let converted = answer(&json!({ "what": "convert", "source": source }));
    assert!(converted["text"].as_str().is_some_and(|it| it.contains("A->B: one")), "{converted}");
    assert!(converted["more"][0].as_str().is_some_and(|it| it.contains("B->A: two")), "{converted}");
    let own = answer(&json!({ "what": "convert", "source": "A->B: x" }));
    assert!(own["refused"].is_string());
}

#[test]
fn the_words_of_the_language_come_with_their_forms() {
    let answer = answer(&json!({ "what": "words" }));
    let words = answer["words"].as_array().expect("it is a list");
    let alt = words.iter().find(|row| row["word"] == "alt").expect("it is a word");
    assert_eq!(alt["role"], json!("block"));
    assert!(alt["form"].as_str().is_some_and(|it| it.contains("alt")));
    assert!(answer["themes"].as_array().is_some_and(|it| it.contains(&json!("dark"))));
}
