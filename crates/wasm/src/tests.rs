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
