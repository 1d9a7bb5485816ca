//! Tests of pictures of knowledge: models with learnings and protections. Here such a model is
//! made from notes and labels of a short notation, so that each case reads as the diagram that it is.
//!
//! - A note of lines `+ name = formula @8bd4…`, or `- name` for what was known before, becomes a learning; `@!`
//!   shows all bytes, and `@32:` stands for 32 made-up ones.
//! - A label that ends in `{key}` is encrypted under that key, in `{key!}` so that the attacker can open it, and in
//!   `{!}` in the clear before the attacker's eyes.
#![allow(clippy::wildcard_enum_match_arm)] // The models are changed where their notation says so, nowhere else.

mod boxes;
#[path = "../common/geometry.rs"]
mod geometry;
mod narration;
mod pictures;

use seqwright::model::{Act, Event, EventKind, Fact, Learning, Message, Note, Protection};
use seqwright::{Compiled, Source, Theme, compile};

/// A diagram with its notes and labels understood as the notation above.
fn drawn(text: &str) -> Compiled {
    let mut compiled = compile(&Source::new("knowledge.seq", text));
    assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics);
    compiled.model.events.iter_mut().for_each(|event| event.walk_mut(&mut understand));
    compiled
}

fn understand(event: &mut Event) {
    match &mut event.kind {
        EventKind::Note(note) if note.text.plain.starts_with(['+', '-']) => {
            event.kind = EventKind::Learning(learning(note));
        }
        EventKind::Message(message) => protect(message),
        _ => {}
    }
}

fn learning(note: &Note) -> Learning {
    let facts = note.text.plain.lines().map(fact).collect();
    Learning { act: Act::Learns, first: note.first, last: note.last, facts, opens: Vec::new() }
}

fn fact(line: &str) -> Fact {
    let fresh = line.starts_with('+');
    let line = line[1..].trim();
    let (line, bytes) = line.split_once('@').map_or((line, None), |(line, bytes)| (line, Some(bytes)));
    let whole = bytes.is_some_and(|bytes| bytes.starts_with('!'));
    let given = bytes.is_some_and(|bytes| bytes.ends_with('?'));
    let (name, how) = line.split_once(" = ").map_or((line, None), |(name, how)| (name, Some(how)));
    Fact {
        name: name.trim().to_owned(),
        fresh,
        how: how.map(|how| how.trim().to_owned()),
        bytes: bytes.map(|digits| from_hex(digits.trim_matches(['!', '?']).trim()).into()),
        given,
        whole,
        in_tooltip: true,
        ..Fact::default()
    }
}

fn from_hex(written: &str) -> Vec<u8> {
    if let Some(count) = written.strip_suffix(':') {
        let count: usize = count.parse().expect("a number of bytes");
        return (0..count).map(|at| (at * 89 % 251) as u8).collect();
    }
    let digit = |at: usize| u8::from_str_radix(&written[at..at + 2], 16).expect("two digits");
    (0..written.len()).step_by(2).map(digit).collect()
}

fn protect(message: &mut Message) {
    let Some((label, key)) = message.text.plain.split_once('{') else { return };
    let key = key.trim_end_matches('}');
    let (key, since) = key.split_once('!').map_or((key, None), |(key, since)| (key, Some(since)));
    let (exposed, exposed_later) = (since.is_some(), since.is_some_and(|since| !since.is_empty()));
    let key = Some(key).filter(|key| !key.is_empty()).map(str::to_owned);
    message.protection = Some(Box::new(Protection { key, exposed, exposed_later, learnt: Vec::new() }));
    message.text = label.trim_end().into();
}
