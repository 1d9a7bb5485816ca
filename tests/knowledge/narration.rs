//! Knowledge in the narration for screen readers and in tooltips.

use super::*;

/// The lines of the description of a drawing that are about its events.
fn narration(text: &str) -> Vec<String> {
    let svg = drawn(text).svg(&Theme::default());
    let document = roxmltree::Document::parse(&svg).expect("it is well-formed");
    let desc = document.descendants().find(|node| node.has_tag_name("desc")).expect("it is described");
    let lines = desc.text().expect("the description says something").lines().skip(1);
    lines.map(str::to_owned).collect()
}

/// The titles of the elements of a drawing, the drawing's own left out.
fn titles(text: &str) -> Vec<String> {
    let svg = drawn(text).svg(&Theme::default());
    let document = roxmltree::Document::parse(&svg).expect("it is well-formed");
    let titles = document.descendants().filter(|node| node.has_tag_name("title")).skip(1);
    titles.map(|title| title.text().unwrap_or_default().to_owned()).collect()
}

#[test]
fn learnt_values_are_narrated_with_their_formulas() {
    let source =
        "A->B: x\nnote over A: + sharedSecret = X25519(a, B) @32:\nnote over A,B: + k = f(s)\\n+ n\\n- m";
    assert_eq!(
        narration(source),
        ["A sends B: x", "A learns sharedSecret = X25519(a, B)", "A and B learn k = f(s) and n; know m"]
    );
    let source = "A->B: x\nnote over A: - a\\n- b\\n- c";
    assert_eq!(narration(source), ["A sends B: x", "A knows a, b and c"]);
}

#[test]
fn protection_of_messages_is_narrated() {
    let source = "A->B: one {key}\nA->B: two {!}\nA->B: three {key!}\nA->B: four\nA->B: five {key!later}";
    assert_eq!(
        narration(source),
        [
            "A sends B: one (encrypted under key)",
            "A sends B: two (in the clear, the attacker can read it)",
            "A sends B: three (encrypted under key, which the attacker can open)",
            "A sends B: four",
            "A sends B: five (encrypted under key, which the attacker can open later on)",
        ]
    );
}

#[test]
fn what_is_opened_only_later_says_so_beside_its_key() {
    let text = drawn("A->B: one {key!}\nA->B: two {key!later}").text();
    assert_eq!(text.matches("key (opened later)").count(), 1, "{text}");
}

#[test]
fn bytes_that_were_given_say_so() {
    let text = drawn("A->B: x\nnote over A: + a = f(b) @00010203?\\n+ c = f(d) @00010203").text();
    assert!(text.contains("given 00010203 · 4 B"), "{text}");
    assert_eq!(text.matches("given").count(), 1, "{text}");
    assert_eq!(
        narration("A->B: x\nnote over A: + a = f(b) @00010203?"),
        ["A sends B: x", "A learns a = f(b) (bytes given)"]
    );
}

#[test]
fn a_shortened_value_has_all_of_it_as_its_title() {
    let digits = "8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d";
    let source = format!("A->B: x\nnote over A: + sharedSecret @{digits}");
    assert_eq!(titles(&source), [digits]);
    assert!(drawn(&source).text().contains("8bd4054f…0f89492d · 32 B"));
}

#[test]
fn a_whole_value_needs_no_title() {
    assert_eq!(titles("A->B: x\nnote over A: + secret @!32:"), [""; 0]);
}

#[test]
fn signs_of_what_the_attacker_can_read_say_so() {
    let source = "A->B: one {!}\nA->B: two {key!}\nA->B: three {key}";
    assert_eq!(titles(source), ["The attacker can read it", "The attacker can open it"]);
}

#[test]
fn a_message_in_the_clear_without_an_attacker_is_an_ordinary_one() {
    let plain = compile(&Source::new("knowledge.seq", "A->B: hello"));
    let mut tracked = plain.clone();
    for event in &mut tracked.model.events {
        if let EventKind::Message(message) = &mut event.kind {
            message.protection = Some(Box::new(Protection {
                learnt: Vec::new(),
                key: None,
                exposed: false,
                exposed_later: false,
            }));
        }
    }
    assert_eq!(plain.svg(&Theme::default()), tracked.svg(&Theme::default()));
}

#[test]
fn nothing_learnt_takes_no_room() {
    let plain = compile(&Source::new("knowledge.seq", "A->B: hello"));
    let mut compiled = drawn("A->B: hello\nnote over A: + x");
    for event in &mut compiled.model.events {
        if let EventKind::Learning(learning) = &mut event.kind {
            learning.facts.clear();
        }
    }
    assert_eq!(plain.text(), compiled.text());
}
