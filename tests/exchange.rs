//! The exchange of a diagram says what its picture says, with the same numbers.

use std::path::{Path, PathBuf};

use seqwright::exchange::Exchange;
use seqwright::{Compiled, Source, SvgOptions, Theme, compile};

/// All cases and examples without errors, compiled.
fn diagrams() -> Vec<(Source, Compiled)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["tests/cases", "examples"] {
        walk(&root.join(folder), &mut paths);
    }
    paths.sort();
    let sources = paths.iter().map(|path| {
        let text = std::fs::read(path).expect("a case can be read");
        let name = path.strip_prefix(root).expect("it is below the root").display().to_string();
        Source::from_bytes(name, text)
    });
    let compiled = sources.map(|source| {
        let compiled = compile(&source);
        (source, compiled)
    });
    compiled.filter(|(_, compiled)| !compiled.has_errors()).collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the project can be read") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "seq") {
            found.push(path);
        }
    }
}

/// The events of a picture: number, kind and line.
fn drawn(compiled: &Compiled) -> Vec<(u32, String, u32)> {
    let svg = compiled.svg_with(&Theme::default(), &SvgOptions::default().source_lines(true));
    let document = roxmltree::Document::parse(&svg).expect("a picture is XML");
    let number = |node: &roxmltree::Node<'_, '_>, name: &str| node.attribute(name)?.parse().ok();
    let events = document.descendants().filter_map(|node| {
        let id = number(&node, "data-event")?;
        Some((id, node.attribute("data-kind")?.to_owned(), number(&node, "data-line").unwrap_or_default()))
    });
    events.collect()
}

fn listed(exchange: &Exchange) -> Vec<(u32, String, u32)> {
    exchange.events.iter().map(|event| (event.id, event.kind.to_owned(), event.line)).collect()
}

#[test]
fn events_have_the_numbers_of_their_groups_in_the_picture() {
    let mut faults = Vec::new();
    for (source, compiled) in diagrams() {
        let (drawn, listed) = (drawn(&compiled), listed(&compiled.exchange(&source)));
        if drawn != listed {
            let at = drawn.iter().zip(&listed).position(|(one, other)| one != other);
            let at = at.unwrap_or(drawn.len().min(listed.len()));
            faults.push(format!(
                "{}: {:?} in the picture, {:?} listed",
                source.name(),
                drawn.get(at),
                listed.get(at)
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_event_has_a_step_and_steps_are_in_order_of_line() {
    for (source, compiled) in diagrams() {
        let exchange = compiled.exchange(&source);
        let lines: Vec<u32> = exchange.steps.iter().map(|step| step.line).collect();
        assert!(lines.is_sorted(), "{}: {lines:?}", source.name());
        for event in &exchange.events {
            assert!(exchange.steps.iter().any(|step| step.event == event.id), "{}: {event:?}", source.name());
        }
    }
}

#[test]
fn a_changed_label_changes_no_number() {
    let exchange = |label: &str| {
        let source = Source::new(
            "x.seq",
            format!("A->B: {label}\nalt yes\nB->A: two\nelse no\nnote over A: three\nend"),
        );
        compile(&source).exchange(&source)
    };
    let numbers =
        |exchange: Exchange| exchange.events.iter().map(|event| (event.id, event.kind)).collect::<Vec<_>>();
    let numbers_of = |label| numbers(exchange(label));
    assert_eq!(numbers_of("one"), numbers_of("first"));
    assert_eq!(numbers_of("one").len(), 5);
}

#[cfg(feature = "knowledge")]
#[test]
fn a_shared_secret_is_made_of_a_private_half_and_the_other_public_one() {
    let text = "attacker sees wire\nkeypair A: a / aShare = X25519\nkeypair B: b / bShare = X25519\nA->B: One(aShare)\n\
                B->A: Two(bShare)\nderive A: shared = X25519(a, bShare)\nderive B: shared = X25519(b, aShare)";
    let source = Source::new("x.seq", text);
    let exchange = compile(&source).exchange(&source);
    let shared = exchange.values.iter().find(|value| value.name == "shared").expect("it is tracked");
    let uses: Vec<&[String]> = shared.ways.iter().map(|way| &*way.uses).collect();
    assert_eq!(uses, [["a", "bShare"], ["b", "aShare"]]);
}
