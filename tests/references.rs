//! Where each name of a source is defined and used, as an editor needs it to rename, to highlight and to jump.

use seqwright::references::{NameKind, Reference};
use seqwright::{Options, Source, compile, compile_with};

/// The name of that kind, its places marked in the source: `[` `]` round definitions, `(` `)` round uses.
fn marked(kind: NameKind, name: &str, text: &str) -> String {
    let source = Source::new("x.seq", text);
    let compiled = compile_with(&source, &Options::new().references(true));
    let references = compiled.references.expect("they were asked for");
    let reference: &Reference<'_> = references.find(kind, name).expect("the name is written");
    let mut marked = text.to_owned();
    for span in reference.places().into_iter().rev() {
        let (open, close) = if reference.definitions.contains(&span) { ("[", "]") } else { ("(", ")") };
        marked.insert_str(span.end, close);
        marked.insert_str(span.start, open);
    }
    marked
}

#[test]
fn participants_are_found_in_every_statement() {
    let text = "participant \"The Bank\" as Bank\nA->Bank: x\nnote over A,Bank: Bank\nactivate Bank\n\
                destroy Bank\nknows Bank: key";
    let expected = "participant \"The Bank\" as [Bank]\nA->(Bank): x\nnote over A,(Bank): Bank\n\
                    activate (Bank)\ndestroy (Bank)\nknows (Bank): key";
    assert_eq!(marked(NameKind::Participant, "Bank", text), expected);
}

#[test]
fn a_name_in_quotation_marks_is_found_with_them() {
    let text = "\"A B\"->C: x\nalt y\nC->\"A B\": z\nend";
    assert_eq!(marked(NameKind::Participant, "A B", text), "(\"A B\")->C: x\nalt y\nC->(\"A B\"): z\nend");
}

#[test]
fn styles_are_found_where_they_are_defined_and_where_they_are_used() {
    let text = "style warn #red\nA->B: x\nnote over A ##warn: y\nparticipant C ##warn";
    let expected = "style [warn] #red\nA->B: x\nnote over A ##(warn): y\nparticipant C ##(warn)";
    assert_eq!(marked(NameKind::Style, "warn", text), expected);
}

#[test]
fn values_and_messages_are_distinguished() {
    let text = "generate A: key\nA->B: Hello(key)\nderive B: all = TranscriptHash(Hello)\nshow B: HMAC(key, A.Hello)";
    let values = "generate A: [key]\nA->B: Hello((key))\nderive B: all = TranscriptHash(Hello)\nshow B: HMAC((key), A.Hello)";
    let messages = "generate A: key\nA->B: [Hello](key)\nderive B: all = TranscriptHash((Hello))\nshow B: HMAC(key, (A.Hello))";
    assert_eq!(marked(NameKind::Value, "key", text), values);
    assert_eq!(marked(NameKind::Message, "Hello", text), messages);
}

#[test]
fn the_sender_of_a_message_is_found_in_an_expression() {
    let text = "generate A: key\nA->B: Hello(key)\nshow B: HMAC(key, A.Hello)";
    let expected = "generate (A): key\n(A)->B: Hello(key)\nshow B: HMAC(key, (A).Hello)";
    assert_eq!(marked(NameKind::Participant, "A", text), expected);
}

#[test]
fn nothing_is_collected_unless_it_is_asked_for() {
    assert_eq!(compile(&Source::new("x.seq", "A->B: x")).references, None);
}

#[test]
fn a_place_in_utf_16_is_the_same_byte_again() {
    let source = Source::new("x.seq", "A->B: \u{1f600}\u{e9}!\r\nC->D: x\n");
    for (offset, _) in source.text().char_indices().filter(|(_, c)| !"\r\n".contains(*c)) {
        let place = source.place_utf16(offset);
        assert_eq!(source.offset_utf16(place.line, place.column), Some(offset));
    }
    assert_eq!(source.offset_utf16(1, 100), Some(source.line_span(1).end));
    assert_eq!(source.offset_utf16(4, 1), None);
}
