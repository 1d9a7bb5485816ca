//! Small diagrams and what is said of their changes.

use seqwright::{Source, Theme, compile};

use super::super::compare::{Level, compare};
use super::*;

/// What is said when a source becomes another, one change a line, each after its place.
fn told(old: &str, new: &str) -> String {
    told_with(old, new, Level::Svg)
}

fn told_with(old: &str, new: &str, level: Level) -> String {
    let svg = |text: &str| compile(&Source::new("x", text)).svg(&Theme::default());
    let source = Source::new("x", new);
    let difference = compare(svg(old).as_bytes(), &svg(new), None, level, &source, &compile(&source));
    let changes = difference.map(|difference| difference.changes).unwrap_or_default();
    let line = |change: &Change| format!("{}:{} {}", change.place.line, change.place.column, change.words);
    changes.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_label_is_told_with_its_number_and_its_place() {
    assert_eq!(
        told("A->B: one\nB->A: hello\n", "A->B: one\nB->A: hallo\n"),
        "2:7 message 2 label: 'hello' → 'hallo'"
    );
    assert_eq!(
        told("A->B:\n", "A->B: x\n"),
        "1:7 message 1 label: '' → 'x'\n1:1 the drawing was 192×108 and is 192×128"
    );
}

#[test]
fn what_moved_because_of_it_is_told_after_it() {
    assert_eq!(
        told("A->B: one\nB->A: x\n", "A->B: one\\ntwo\nB->A: x\n").lines().next(),
        Some("1:12 message 1 label: 'one' → 'one two'")
    );
}

#[test]
fn a_note_of_several_lines_is_told_at_the_line_that_changed() {
    assert_eq!(
        told("note over A\none\ntwo\nend note\n", "note over A\none\nzwei\nend note\n").lines().next(),
        Some("3:1 note 1 text: 'one two' → 'one zwei'")
    );
}

#[test]
fn the_messages_of_a_participant_that_is_called_like_a_kind_are_messages() {
    let old = "Database->Group: hello\nGroup->Database: thanks\n";
    assert_eq!(told(old, &old.replace("hello", "hallo")), "1:18 message 1 label: 'hello' → 'hallo'");
    assert!(
        told(old, "Group->Database: thanks\n").contains("removed before this: 'Database sends Group: hello'")
    );
}

#[test]
fn what_leaves_or_enters_a_fragment_is_told_to_do_so() {
    let (framed, plain) = ("opt x\n  A->B: one\nend\n", "A->B: one\n");
    assert!(told(framed, plain).contains("1:1 message 1 moved out of a fragment: 'A sends B: one'"));
    assert!(told(plain, framed).contains("2:3 message 1 moved into a fragment: 'A sends B: one'"));
}

#[test]
fn a_title_that_comes_changes_or_goes_is_told() {
    let (none, one, two) = ("A->B: x\n", "title One\nA->B: x\n", "title Two\nA->B: x\n");
    assert!(told(one, two).starts_with("1:7 title: 'One' → 'Two'"), "{}", told(one, two));
    assert!(told(none, one).starts_with("1:7 title added: 'One'"), "{}", told(none, one));
    assert!(told(one, none).starts_with("1:1 title removed: 'One'"), "{}", told(one, none));
}

#[test]
fn guards_and_operators_are_told() {
    let old = "alt a\nA->B: x\nelse b\nA->B: y\nend\n";
    assert_eq!(told(old, &old.replace("else b", "else c")), "3:6 branch 2 guard: 'b' → 'c'");
    assert_eq!(told(old, "opt a\nA->B: x\nend\n").lines().next(), Some("1:1 fragment 'opt': 'alt' → 'opt'"));
}

#[test]
fn a_message_that_comes_goes_or_moves_is_told() {
    let old = "A->B: one\nA->B: two\nA->B: three\n";
    assert!(told(old, "A->B: one\nA->B: three\n").starts_with("2:1 removed before this: 'A sends B: two'"));
    assert!(
        told(old, "A->B: one\nA->B: two\nB->A: new\nA->B: three\n")
            .starts_with("3:1 message 3 added: 'B sends A: new'")
    );
    assert!(
        told(old, "A->B: two\nA->B: three\nA->B: one\n").starts_with("3:1 message 3 moved: 'A sends B: one'")
    );
}

#[test]
fn another_arrow_or_receiver_is_told() {
    assert!(told("A->B: x\n", "A-->B: x\n").starts_with("1:1 message 1: 'A sends B' → 'A replies to B'"));
    assert!(told("A->B: x\n", "B->A: x\n").contains("message 1: 'A sends B' → 'B sends A'"));
    assert_eq!(told("A->B: x\n", "A->>B: x\n").lines().next(), Some("1:1 message 1: drawn in another style"));
}

#[test]
fn participants_in_another_order_are_told_once() {
    let old = "participant A\nparticipant B\nparticipant C\nA->C: x\n";
    let new = "participant A\nparticipant C\nparticipant B\nA->C: x\n";
    assert!(told(old, new).starts_with("2:1 participant order: 'A, B, C' → 'A, C, B'"), "{}", told(old, new));
}

#[test]
fn a_new_name_is_told_once_and_not_at_every_message() {
    let old = "participant A\nA->B: x\nB->A: y\nnote over A: z\n";
    let new = "participant \"A B\"\n\"A B\"->B: x\nB->\"A B\": y\nnote over \"A B\": z\n";
    let semantic = told_with(old, new, Level::Semantic);
    assert_eq!(semantic, "1:14 participant name: 'A' → 'A B'");
    let kind = told_with("participant A\nA->B: x\n", "actor A\nA->B: x\n", Level::Semantic);
    assert_eq!(kind, "1:1 participant 'A' kind: participant → actor");
}

#[test]
fn labels_of_groups_and_dividers_are_told() {
    let old = "participantgroup one\nparticipant A\nend\nA->A: x\n== two ==\n";
    let new = old.replace("one", "eins").replace("two", "zwei");
    let semantic = told_with(old, &new, Level::Semantic);
    assert_eq!(semantic, "1:18 group label: 'one' → 'eins'\n5:4 divider 1 text: 'two' → 'zwei'");
}

#[test]
fn numbers_and_bars_are_told() {
    let old = "autonumber\nA->B: x\n";
    assert!(told(old, "autonumber 5\nA->B: x\n").starts_with("2:1 message 1 number: '1' → '5'"));
    assert!(told("A->B: x\nB->A: y\n", "A->B: x\nactivate B\nB->A: y\n").contains("activation bars: 0 → 1"));
}

#[test]
fn titles_are_told_at_their_line() {
    assert!(told("title a\nA->B: x\n", "A->B: x\ntitle b\n").starts_with("2:7 title: 'a' → 'b'"));
    assert!(told("title a\nA->B: x\n", "A->B: x\n").starts_with("1:1 title removed: 'a'"));
}

#[test]
fn only_style_only_geometry_and_only_lines_are_told_apart() {
    let class = |old: &str, new: &str| {
        let svg = |text: &str| compile(&Source::new("x", text)).svg(&Theme::default());
        let source = Source::new("x", new);
        let found = compare(svg(old).as_bytes(), &svg(new), None, Level::Svg, &source, &compile(&source));
        found.expect("they differ").class()
    };
    let plain = "participant A\nparticipant B\nA->B: x\n";
    assert_eq!(class(plain, &plain.replace("participant A", "participant A #red")), Class::Style);
    assert_eq!(class(plain, &plain.replace("A->B", "space\nA->B")), Class::Geometry);
    assert_eq!(class(plain, &format!("# a comment\n{plain}")), Class::SourceLines);
    assert_eq!(told_with(plain, &format!("# a comment\n{plain}"), Level::Semantic), "");
}

#[test]
fn another_theme_is_only_style() {
    let source = Source::new("x", "A->B: x\n");
    let compiled = compile(&source);
    let dark = compiled.svg(&Theme::builtin("dark").expect("it is built in"));
    let fresh = compiled.svg(&Theme::default());
    let found = compare(dark.as_bytes(), &fresh, None, Level::Svg, &source, &compiled).expect("they differ");
    assert_eq!(found.class(), Class::Style);
    assert_eq!(compare(dark.as_bytes(), &fresh, None, Level::Semantic, &source, &compiled), None);
}

#[test]
fn a_description_that_says_more_than_the_parts_is_told() {
    let source = Source::new("x", "A->B: x\n");
    let compiled = compile(&source);
    let fresh = compiled.svg(&Theme::default());
    let old = fresh.replace("1. Participant A", "1. Participant B");
    let found = compare(old.as_bytes(), &fresh, None, Level::Svg, &source, &compiled).expect("they differ");
    assert_eq!(found.changes[0].words, "description: '1. Participant B' → '1. Participant A'");
}

#[test]
fn line_ends_and_files_that_are_no_pictures_are_told() {
    let source = Source::new("x", "A->B: x\n");
    let compiled = compile(&source);
    let fresh = compiled.svg(&Theme::default());
    let found = |golden: &[u8]| {
        compare(golden, &fresh, None, Level::Svg, &source, &compiled).map(|difference| difference.class())
    };
    assert_eq!(found(fresh.as_bytes()), None);
    assert_eq!(found(fresh.replace('\n', "\r\n").as_bytes()), Some(Class::LineEnds));
    assert_eq!(found(b"<svg"), Some(Class::Unreadable));
    assert_eq!(found(b"\xff"), Some(Class::Unreadable));
}
