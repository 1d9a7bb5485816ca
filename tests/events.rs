//! Every event of a diagram has its own number, and facts about an event have that number.

use std::collections::BTreeSet;

use seqwright::model::EventKind;
use seqwright::{Source, compile};

#[test]
fn events_are_numbered_in_the_order_of_the_source() {
    let text = "A->+B: one\nalt maybe\nB->C: two\nelse\nA->ref over B: three\nfour\nend ref-->A: five\nend\n\
                parallel {\nA->B: six\nnote over C: seven\n}\nB-->-A: eight";
    let compiled = compile(&Source::new("x.seq", text));
    assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics);
    let mut numbers = Vec::new();
    compiled.model.walk(|event| numbers.push(event.id.index()));
    assert_eq!(numbers, (0..numbers.len()).collect::<Vec<_>>());
    assert!(numbers.len() > 8);
}

#[cfg(feature = "knowledge")]
#[test]
fn events_that_knowledge_adds_have_numbers_of_their_own() {
    let text = "knowledge on\ngenerate A: key\nopt maybe\nA->B: Hello(key)\nend\nB->A: bye";
    let compiled = compile(&Source::new("x.seq", text));
    let mut numbers = Vec::new();
    compiled.model.walk(|event| numbers.push(event.id));
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len());
}

#[cfg(feature = "knowledge")]
#[test]
fn the_two_messages_of_a_reference_are_protected_apart() {
    let text = "knowledge on\nattacker sees wire\nknows A, B: key\ngenerate B: answer\n\
                A->ref over B: Question\nsee elsewhere\nend ref-->A: Answer(answer)\nunder key";
    let compiled = compile(&Source::new("x.seq", text));
    assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics);
    let mut keys = Vec::new();
    compiled.model.walk(|event| {
        if let EventKind::Message(message) = &event.kind {
            keys.push(message.protection.as_ref().and_then(|protection| protection.key.clone()));
        }
    });
    assert_eq!(keys, [None, Some("key".to_owned())]);
}
