//! Every dialect of the family is recognised by its constructs.

use seqwright::dialect::explain;
use seqwright::{Source, parse};

#[track_caller]
fn says(text: &str, expected: &str) {
    let source = Source::new("x.seq", text);
    assert_eq!(explain(&source, &parse(&source).0), expected, "{text:?}");
}

#[test]
fn common_constructs_reveal_no_dialect() {
    says("", "common to all");
    says("title x\n# y\nparticipant A as B\nA->B: x\nB-->>A: **y** <b>\nnote over A,B: z", "common to all");
}

#[test]
fn each_dialect_has_constructs_of_its_own() {
    let sd = [
        ("participantgroup x\nend", "participantgroup"),
        ("A-[#red]>B: x", "a colour or style"),
        ("A->(4)B: x", "a delayed message"),
        ("A-xB: x", "a crossed arrow"),
        ("rbox over A: x", "rbox"),
        ("A->B: <color:#red>x</color>", "mark-up in a text"),
        ("linear", "linear"),
        ("parallel on", "parallel"),
        ("== x ==", "== divider =="),
        ("database D", "database"),
        ("fontawesome f099 D", "an icon or image as a participant"),
    ];
    for (text, word) in sd {
        says(text, &format!("sequencediagram.org (1 construct), e.g. line 1: {word}"));
    }
    let wsd = [
        ("note over A\nx\nend note", "end note"),
        ("A->+B: x", "+ on an arrow"),
        ("A-->-B: x", "- on an arrow"),
        ("option footer=bar", "option footer"),
        ("parallel {\nA->B: x\n}", "parallel {"),
        ("participant:database D", "participant:KIND"),
    ];
    for (text, word) in wsd {
        says(text, &format!("WebSequenceDiagrams (1 construct), e.g. line 1: {word}"));
    }
    for (text, word) in [("A-B: x", "an arrow without a head"), ("Title: x", "title with a colon")] {
        says(text, &format!("js-sequence-diagrams (1 construct), e.g. line 1: {word}"));
    }
}

#[test]
fn what_two_have_excludes_the_third() {
    says(
        "A->B: x\nalt y\nA->B: z\nelse\nend\nalt\nend",
        "sequencediagram.org and WebSequenceDiagrams (2 constructs), e.g. line 2: alt",
    );
}

#[test]
fn the_narrowest_constructs_decide() {
    says(
        "alt y\n  break z\n  end\n  rbox over A: x\n  break\n  end\nend",
        "sequencediagram.org (3 constructs), e.g. line 2: break, line 4: rbox",
    );
}

#[test]
fn constructs_that_no_dialect_has_together_are_called_mixed() {
    says(
        "A->+B: x\n\nrbox over A: x\nalt\nend",
        "mixed: sequencediagram.org (1 construct), e.g. line 3: rbox; \
         WebSequenceDiagrams (1 construct), e.g. line 1: + on an arrow",
    );
}

#[test]
fn a_declared_dialect_is_shown_too() {
    says("# dialect: js\nA->+B: x", "common to all (read as js-sequence-diagrams)");
    says(
        "# dialect: wsd\nA->+B: x",
        "WebSequenceDiagrams (1 construct), e.g. line 2: + on an arrow (read as WebSequenceDiagrams)",
    );
}

#[test]
fn a_message_into_a_reference_tells() {
    says(
        "A->ref over B: x",
        "WebSequenceDiagrams (1 construct), e.g. line 1: a message into or out of a ref",
    );
}
