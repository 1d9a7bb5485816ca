//! Tests of how changes between small diagrams are described.

use seqwright::{Source, SvgOptions, Theme, compile};

use super::super::compare::{Level, Verdict, compare};
use super::*;

/// The snapshot of a source.
fn svg(text: &str) -> String {
    compile(&Source::new("x", text)).svg(&Theme::default())
}

/// How a snapshot compares with what a source gives now.
fn compared(snapshot: &[u8], new: &str, level: Level) -> Verdict {
    let source = Source::new("x", new);
    let compiled = compile(&source);
    let options = SvgOptions::default().source_lines(true);
    let lined = || compiled.svg_with(&Theme::default(), &options);
    compare(snapshot, &compiled.svg(&Theme::default()), lined, level, (&source, &compiled))
}

fn difference(snapshot: &[u8], new: &str, level: Level) -> Option<Difference> {
    if let Verdict::Different(difference) = compared(snapshot, new, level) { Some(difference) } else { None }
}

/// The changes from one source to another, one a line, each after its place.
fn changes(old: &str, new: &str) -> String {
    changes_with(old, new, Level::Svg)
}

fn changes_with(old: &str, new: &str, level: Level) -> String {
    let difference = difference(svg(old).as_bytes(), new, level);
    let changes = difference.map(|difference| difference.changes).unwrap_or_default();
    let line = |change: &Change| format!("{}:{} {}", change.place.line, change.place.column, change.words);
    changes.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_changed_label_has_its_number_and_its_place() {
    assert_eq!(
        changes("A->B: one\nB->A: hello\n", "A->B: one\nB->A: hallo\n"),
        "2:7 message 2 label: 'hello' → 'hallo'"
    );
    assert_eq!(
        changes("A->B:\n", "A->B: x\n"),
        "1:7 message 1 label: '' → 'x'\n1:1 the drawing was 168×88 and is 168×104"
    );
}

#[test]
fn consequences_of_a_change_come_after_it() {
    assert_eq!(
        changes("A->B: one\nB->A: x\n", "A->B: one\\ntwo\nB->A: x\n").lines().next(),
        Some("1:12 message 1 label: 'one' → 'one two'")
    );
}

#[test]
fn a_note_of_several_lines_changes_at_its_line() {
    assert_eq!(
        changes("note over A\none\ntwo\nend note\n", "note over A\none\nzwei\nend note\n").lines().next(),
        Some("3:1 note 1 text: 'one two' → 'one zwei'")
    );
}

#[test]
fn the_messages_of_a_participant_that_is_called_like_a_kind_are_messages() {
    let old = "Database->Group: hello\nGroup->Database: thanks\n";
    assert_eq!(changes(old, &old.replace("hello", "hallo")), "1:18 message 1 label: 'hello' → 'hallo'");
    assert!(
        changes(old, "Group->Database: thanks\n")
            .contains("removed before this: 'Database sends Group: hello'")
    );
}

#[test]
fn leaving_or_entering_a_fragment_is_described() {
    let (framed, plain) = ("opt x\n  A->B: one\nend\n", "A->B: one\n");
    assert!(changes(framed, plain).contains("1:1 message 1 moved out of a fragment: 'A sends B: one'"));
    assert!(changes(plain, framed).contains("2:3 message 1 moved into a fragment: 'A sends B: one'"));
}

#[test]
fn added_changed_and_removed_titles_are_described() {
    let (none, one, two) = ("A->B: x\n", "title One\nA->B: x\n", "title Two\nA->B: x\n");
    assert!(changes(one, two).starts_with("1:7 title: 'One' → 'Two'"), "{}", changes(one, two));
    assert!(changes(none, one).starts_with("1:7 title added: 'One'"), "{}", changes(none, one));
    assert!(changes(one, none).starts_with("1:1 title removed: 'One'"), "{}", changes(one, none));
}

#[test]
fn changed_guards_and_operators_are_described() {
    let old = "alt a\nA->B: x\nelse b\nA->B: y\nend\n";
    assert_eq!(changes(old, &old.replace("else b", "else c")), "3:6 branch 2 guard: 'b' → 'c'");
    assert_eq!(
        changes(old, "opt a\nA->B: x\nend\n").lines().next(),
        Some("1:1 fragment 'opt' operator: 'alt' → 'opt'")
    );
}

#[test]
fn added_removed_and_moved_messages_are_described() {
    let old = "A->B: one\nA->B: two\nA->B: three\n";
    assert!(
        changes(old, "A->B: one\nA->B: three\n").starts_with("2:1 removed before this: 'A sends B: two'")
    );
    assert!(
        changes(old, "A->B: one\nA->B: two\nB->A: new\nA->B: three\n")
            .starts_with("3:1 message 3 added: 'B sends A: new'")
    );
    assert!(
        changes(old, "A->B: two\nA->B: three\nA->B: one\n")
            .starts_with("3:1 message 3 moved: 'A sends B: one'")
    );
}

#[test]
fn another_arrow_or_receiver_is_described() {
    let first = |old: &str, new: &str| changes(old, new).lines().next().map(str::to_owned);
    for (new, expected) in [
        ("A-->B: x\n", "1:1 message 1 line: 'solid' → 'dashed'"),
        ("A->>B: x\n", "1:1 message 1 head: 'filled' → 'open'"),
        ("A-xB: x\n", "1:1 message 1 head: 'filled' → 'cross'"),
        ("A<->B: x\n", "1:1 message 1 tail: 'none' → 'filled'"),
        ("A->A: x\n", "1:1 message 1 to: 'B' → 'A'"),
        ("A->]: x\n", "1:1 message 1 to: 'B' → ']'"),
    ] {
        let old = "participant A\nparticipant B\nA->B: x\n";
        let new = format!("participant A\nparticipant B\n{new}");
        assert_eq!(first(old, &new), Some(expected.replacen("1:1", "3:1", 1)));
    }
    let note = "note over A: x\n";
    assert_eq!(first(note, "note left of A: x\n").as_deref(), Some("1:1 note 1 side: 'over' → 'left'"));
}

#[test]
fn another_order_of_participants_is_described_once() {
    let old = "participant A\nparticipant B\nparticipant C\nA->C: x\n";
    let new = "participant A\nparticipant C\nparticipant B\nA->C: x\n";
    assert!(
        changes(old, new).starts_with("2:1 participant order: 'A, B, C' → 'A, C, B'"),
        "{}",
        changes(old, new)
    );
}

#[test]
fn a_new_name_is_described_once_and_not_at_every_message() {
    let old = "participant A\nA->B: x\nB->A: y\nnote over A: z\n";
    let new = "participant \"A B\"\n\"A B\"->B: x\nB->\"A B\": y\nnote over \"A B\": z\n";
    let semantic = changes_with(old, new, Level::Semantic);
    assert_eq!(semantic, "1:14 participant name: 'A' → 'A B'");
    let kind = changes_with("participant A\nA->B: x\n", "actor A\nA->B: x\n", Level::Semantic);
    assert_eq!(kind, "1:1 participant 'A' type: 'plain' → 'actor'");
}

#[test]
fn labels_of_groups_and_dividers_are_described() {
    let old = "participantgroup one\nparticipant A\nend\nA->A: x\n== two ==\n";
    let new = old.replace("one", "eins").replace("two", "zwei");
    let semantic = changes_with(old, &new, Level::Semantic);
    assert_eq!(semantic, "1:18 group label: 'one' → 'eins'\n5:4 divider 1 text: 'two' → 'zwei'");
}

#[test]
fn numbers_and_bars_are_described() {
    let old = "autonumber\nA->B: x\n";
    assert!(changes(old, "autonumber 5\nA->B: x\n").starts_with("2:1 message 1 number: '1' → '5'"));
    assert!(
        changes("A->B: x\nB->A: y\n", "A->B: x\nactivate B\nB->A: y\n")
            .contains("2:1 activation of 'B' added")
    );
    assert!(
        changes("A->B: x\nactivate B\nB->A: y\n", "A->B: x\nB->A: y\n")
            .contains("1:1 removed: activation of 'B'")
    );
}

#[test]
fn titles_are_described_at_their_line() {
    assert!(changes("title a\nA->B: x\n", "A->B: x\ntitle b\n").starts_with("2:7 title: 'a' → 'b'"));
    assert!(changes("title a\nA->B: x\n", "A->B: x\n").starts_with("1:1 title removed: 'a'"));
}

#[test]
fn one_message_among_a_thousand_is_one_that_was_added() {
    let line = |at: usize| format!("A->B: message {at}\n");
    let old: String = (0..1000).map(line).collect();
    let new: String =
        (0..1000).map(|at| if at == 500 { format!("B->A: new\n{}", line(at)) } else { line(at) }).collect();
    let semantic = |old: &str, new: &str| changes_with(old, new, Level::Semantic);
    assert_eq!(semantic(&old, &new), "501:1 message 501 added: 'B sends A: new'");
    let same = "A->B: same\n".repeat(1000);
    assert_eq!(
        semantic(&same, &format!("{same}A->B: same\n")),
        "1001:1 message 1001 added: 'A sends B: same'"
    );
    // All numbers after it change, which counts as one change.
    let numbered = semantic(&format!("autonumber\n{old}"), &format!("autonumber\n{new}"));
    let expected = "502:1 message 501 added: 'B sends A: new'\n\
                    503:1 message 502 number: '501' → '502', and 499 more messages";
    assert_eq!(numbered, expected);
}

#[test]
fn thousands_of_changed_messages_need_no_time_limit() {
    let all = |word: &str| (0..5000).map(|at| format!("A->B: {word} {at}\n")).collect::<String>();
    let semantic = changes_with(&all("one"), &all("two"), Level::Semantic);
    assert_eq!(semantic.lines().count(), 5000);
    assert_eq!(semantic.lines().last(), Some("5000:7 message 5000 label: 'one 4999' → 'two 4999'"));
}

#[test]
fn style_and_geometry_are_separate_classes() {
    let class =
        |old: &str, new: &str| difference(svg(old).as_bytes(), new, Level::Svg).expect("they differ").class();
    let plain = "participant A\nparticipant B\nA->B: x\n";
    assert_eq!(class(plain, &plain.replace("participant A", "participant A #red")), Class::Style);
    assert_eq!(class(plain, &plain.replace("A->B", "space\nA->B")), Class::Geometry);
}

#[test]
fn comments_and_blank_lines_change_no_byte() {
    let plain = "participant A\nA->B: x\nactivate B\nnote over B: y\n";
    let new = format!("# a comment\n\n{}", plain.replace('\n', "\n\n"));
    assert_eq!(compared(svg(plain).as_bytes(), &new, Level::Svg), Verdict::Same);
}

#[test]
fn another_theme_is_only_style() {
    let new = "A->B: x\n";
    let dark = compile(&Source::new("x", new)).svg(&Theme::builtin("dark").expect("it is built in"));
    let found = difference(dark.as_bytes(), new, Level::Svg).expect("they differ");
    assert_eq!(found.class(), Class::Style);
    assert_eq!(found.changes.len(), 1, "{found:?}");
    assert_eq!(compared(dark.as_bytes(), new, Level::Semantic), Verdict::Same);
}

/// A diagram with something of each kind.
const ALL: &str = "title All\nparticipant A\nparticipantgroup G\nactor B\nend\nA->B: x\nactivate B\nnote over A: n\nalt g\n\
                   B-->>A: y\nelse h\nB-xA: z\nend\n== d ==\ndestroy B\n";

#[test]
fn other_narration_and_other_class_names_are_no_difference() {
    let snapshot = svg(ALL)
        .replace(" sends ", " hands over to ")
        .replace("Note over", "Remark at")
        .replace("Participant ", "Party ")
        .replace("class=\"p\"", "class=\"participant\"")
        .replace("class=\"p ", "class=\"participant ")
        .replace(".p{", ".participant{")
        .replace("class=\"a\"", "class=\"bar\"")
        .replace(".a{", ".bar{")
        .replace("sq", "zfc8c8fe3");
    assert!(snapshot.contains("hands over") && snapshot.contains("\"bar\"") && snapshot.contains(".bar{"));
    assert_eq!(compared(snapshot.as_bytes(), ALL, Level::Svg), Verdict::Rewritten);
    // A change of the source is still described.
    let new = ALL.replace(": x", ": other");
    let difference = difference(snapshot.as_bytes(), &new, Level::Semantic).expect("they differ");
    let words: Vec<&str> = difference.changes.iter().map(|change| change.words.as_str()).collect();
    assert_eq!(words, ["message 1 label: 'x' → 'other'"]);
}

#[test]
fn another_colour_of_a_class_is_a_difference() {
    let snapshot = svg(ALL).replace(".a{fill:#e3e9f0", ".a{fill:#ff0000");
    let found = difference(snapshot.as_bytes(), ALL, Level::Svg).expect("they differ");
    assert_eq!(found.class(), Class::Style);
}

#[test]
fn snapshots_without_facts_pass_as_long_as_the_drawing_is_the_same() {
    let old: String = svg(ALL)
        .replace(" data-seqwright=\"1\"", "")
        .split_inclusive('>')
        .map(|tag| match tag.split_once(" data-kind=") {
            Some((head, rest)) if rest.ends_with("/>") => format!("{head}/>"),
            Some((head, _)) => format!("{head}>"),
            None => tag.to_owned(),
        })
        .collect();
    assert!(!old.contains("data-"), "{old}");
    assert_eq!(compared(old.as_bytes(), ALL, Level::Svg), Verdict::Rewritten);
    let found = difference(old.as_bytes(), &ALL.replace(": x", ": other"), Level::Svg).expect("they differ");
    assert_eq!((found.class(), found.changes.len()), (Class::Format, 1));
}

#[test]
fn line_endings_and_other_files_are_described() {
    let new = "A->B: x\n";
    let fresh = svg(new);
    let found = |snapshot: &[u8]| difference(snapshot, new, Level::Svg).map(|difference| difference.class());
    assert_eq!(compared(fresh.as_bytes(), new, Level::Svg), Verdict::Same);
    let crlf = fresh.replace('\n', "\r\n");
    assert_eq!(compared(crlf.as_bytes(), new, Level::Svg), Verdict::Crlf);
    assert_eq!(found(b"<svg"), Some(Class::Unreadable));
    assert_eq!(found(b"\xff"), Some(Class::Unreadable));
}
