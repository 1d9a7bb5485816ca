//! What the parser says of faulty lines, and that no text is too much for it.

use super::{faults, laws, parse, read};
use seqwright::{Code, Source};

#[test]
fn faulty_messages() {
    faults(&[
        ("A->B hello", &["missing-colon 1:5"]),
        ("A->B", &["missing-colon 1:5"]),
        ("Alice -> Bob hello", &["missing-colon 1:13"]),
        ("->B: x", &["missing-name 1:1"]),
        ("A->: x", &["missing-name 1:4"]),
        ("A->", &["missing-name 1:2"]),
        ("A=>B: x", &["unknown-arrow 1:2"]),
        ("A → B: x", &["unknown-arrow 1:3"]),
        ("A--->B: x", &["unknown-arrow 1:2"]),
        ("A->>>B: x", &["unknown-arrow 1:2"]),
        ("A–>B: x", &["unknown-arrow 1:2"]),
        ("A<<<-B: x", &["unknown-arrow 1:2"]),
        ("A->B->C: x", &["unknown-arrow 1:5"]),
        ("\"A->B: x", &["unclosed-quote 1:1"]),
        ("A->\"B: x", &["unclosed-quote 1:4"]),
        ("\"A\" b->C: x", &["malformed-statement 1:4"]),
        ("A->\"B\" c: x", &["malformed-statement 1:7"]),
        ("Alice: hello", &["unknown-statement 1:1"]),
        ("A->B: x\nend ref-->A: out", &["stray-end 2:1"]),
        ("A-ref over B: no head", &["unknown-statement 1:1"]),
        ("A ..> B: x", &["unknown-arrow 1:3"]),
        ("A > B: x", &["unknown-arrow 1:3"]),
        ("A -> B++", &["missing-colon 1:7"]),
        ("note left A: x", &["malformed-statement 1:10"]),
        ("==Retry", &["malformed-statement 1:8"]),
        ("> A->B: x\n> B->A: y", &["foreign-language 1:1"]),
        ("alt x\nA->B: x\nelif y\nend", &["unknown-statement 3:1"]),
        ("par\nA->B: x\nand\nend", &["foreign-language 3:1"]),
        ("bob: Bob\nalice: Alice\nalice->bob: x", &["unknown-statement 1:1"]),
    ]);
}

#[test]
fn faulty_statements() {
    faults(&[
        ("particpant A", &["unknown-statement 1:1"]),
        ("participant", &["missing-name 1:12"]),
        ("participant \"A", &["unclosed-quote 1:13"]),
        ("title", &["missing-text 1:6"]),
        ("space abc", &["malformed-statement 1:7"]),
        ("option footer=maybe", &["malformed-statement 1:15"]),
        ("autonumber 10 20 30", &["malformed-statement 1:18"]),
        ("end foo", &["malformed-statement 1:5"]),
        ("create actor B", &["malformed-statement 1:8"]),
        ("image http://x/y.png A", &["malformed-statement 1:7"]),
        ("include \"x\"", &["unsupported 1:1"]),
        ("sequenceDiagram", &["foreign-language 1:1"]),
        ("@startuml", &["foreign-language 1:1"]),
        ("loop: x\nA->B: y\nend", &["malformed-statement 1:5"]),
        ("atl x\nA->B: y\nelse\nend", &["unknown-statement 1:1"]),
        ("what is this", &["unknown-statement 1:1"]),
        ("A->B: x\0y", &["control-character 1:8"]),
        ("hello \u{1b}[31m", &["control-character 1:7"]),
    ]);
}

#[test]
fn faulty_blocks() {
    faults(&[
        ("alt x\nA->B: y", &["unclosed-fragment 1:1"]),
        ("end", &["stray-end 1:1"]),
        ("A->B: x\nend note", &["stray-end 2:1"]),
        ("else x", &["stray-else 1:1"]),
        ("alt x\nend loop", &["mismatched-end 2:1"]),
        ("parallel {\nend", &["mismatched-end 2:1"]),
        ("parallel {\nalt x\n}", &["unclosed-fragment 2:1"]),
        ("}", &["stray-end 1:1"]),
        ("participantgroup x\nelse\nend", &["stray-else 2:1"]),
    ]);
}

#[test]
fn lines_that_belong_together_share_a_diagnostic() {
    faults(&[
        ("A->B: x\nonce upon\n\n# a comment\na time", &["unknown-statement 2:1"]),
        ("once upon\nA->B: x\na time", &["unknown-statement 1:1", "unknown-statement 3:1"]),
        ("%% a\nA->B: x\n%% b", &["foreign-language 1:1"]),
        ("```\nA->B: x\n```", &["leftover-fence 1:1"]),
        ("A->B: x\nnote right\nsome text\nend note\nnote left: y", &["malformed-statement 2:6"]),
        ("A->B: x\nlegend\nsome text\nendlegend", &["unclosed-block 4:1"]),
        ("A->B: x\nlegend\nsome text", &["unclosed-block 2:1"]),
        ("/' some\ntext '/\nA->B: x", &["foreign-language 1:1"]),
        ("{\n\"a\": 1\n}", &["foreign-language 1:1"]),
        ("parties:\n  - A\n  - B", &["foreign-language 1:1"]),
        ("flowchart TD\nA-->B\nend", &["foreign-language 1:1"]),
        ("A->B: x\nflowchart TD\nA->B", &["foreign-language 2:1", "missing-colon 3:5"]),
        ("loop\nA->B: x\nendloop", &["unknown-statement 3:1"]),
        ("if x\nA->B: x\nelse\nend if", &["unknown-statement 1:1", "malformed-statement 4:5"]),
        ("note over A\ntext\nendnote\nA->B: x", &["unclosed-block 3:1"]),
        ("box Back\nparticipant A\nend\nA->B: x", &["foreign-language 1:1"]),
    ]);
}

#[test]
fn lines_of_other_languages_are_lines_of_the_tree() {
    for text in [
        "alt x\n  A->B: x\n  endalt\n",
        "if x\n  A->B: x\nend\n",
        "{\n\"a\": 1\n}\n",
        "note over A\n  text\nendnote\n",
        "par x\n  A->B: x\n  end par\nlegend\n  end\nendlegend\n",
    ] {
        laws(text);
    }
}

#[test]
fn what_ends_nothing_is_printed_all_the_same() {
    for text in ["A->B: x\nend\n", "A->B: x\nEnd  Note\n", "opt y\n  A->B: x\n  }\n  end note\nend\n"] {
        assert_eq!(read(text).0, text);
        laws(text);
    }
}

#[test]
fn an_unclosed_block_is_reported_where_its_end_belongs() {
    let help = |text: &str| {
        let source = Source::new("test", text);
        parse(&source).1[0].help.clone().unwrap_or_default()
    };
    assert_eq!(help("A->B: x\nalt x\n  A->B: y\n\nA->B: z"), "add a line `end` after line 3");
    // Without indentation, only its author can tell.
    let at_the_latest = "add a line `end` where it ends, at the latest after line 3";
    assert_eq!(help("alt x\nA->B: y\nA->B: z\n"), at_the_latest);
    assert_eq!(help("alt x\nA->B: y\n"), "add a line `end` after line 2");
    assert_eq!(help("alt x"), "add a line `end` after line 1");
    assert_eq!(
        help("alt x\n  opt y\n    A->B: z\nend\n"),
        "look below line 2 for the place of an `end` that is missing"
    );
}

#[test]
fn deep_nesting_is_refused_once_and_takes_no_stack() {
    let deep = "alt x\n".repeat(60_000) + &"end\n".repeat(60_000);
    assert_eq!(read(&deep).1, ["too-deep 129:1"]);
    let unclosed = read(&"alt x\n".repeat(60_000)).1;
    assert_eq!(unclosed.len(), 129);
    let exact = "opt x\n".repeat(128) + &"end\n".repeat(128);
    let (printed, diagnostics) = read(&exact);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(read(&printed).0, printed);
}

#[test]
fn hostile_texts_are_read_in_linear_time() {
    let units = [
        "note over X\nstate over X\nref over X\n",
        "x-",
        "- ",
        "<",
        "participant ",
        "\"",
        "(1",
        "A->",
        "A-#a",
        "A-[",
        "== #a ",
        "note over a,",
        "note left\n",
        "note over X:\nendnot\n",
        "/'\n",
        "legend\n",
        "/'\nlegend\n<style>\nskinparam {\n",
        "%% x\n",
        "and x\n",
        "a:\n",
        "..",
        " > ",
        "no statement\n",
        "as ",
        "; ",
        "#a ",
        "loop ",
        "end ",
        "\\\"",
        "A->B: x\nnote over X\n",
        "hello: ",
        "A=>",
    ];
    for unit in units {
        for head in ["", "participant a", "note over a", "== ", "style x "] {
            let text = format!("{head}{}", unit.repeat(3_000));
            let (printed, _) = read(&text);
            assert!(printed.len() <= 3 * text.len() + 100, "{unit:?}");
        }
    }
}

/// What texts are put together from.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "A", "->", "-", "x", ":", " ", "\"", "#", "red", ";", "2", "note over ", "alt ", "end", "else ", "\n",
    "\r", "[", "]", "(", ")", "1", "==", "<", "as ", "participant ", ",", "*", "+", "{", "}", "parallel ",
    "end note", "é", "→", "\\", "//", "title ", "\t",
];

#[test]
fn any_text_is_read() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..4_000 {
        let mut text = String::new();
        for _ in 0..14 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(PIECES[(state % PIECES.len() as u64) as usize]);
        }
        read(&text);
        if read(&text).1.is_empty() {
            laws(&text);
        }
    }
}

#[test]
fn every_code_of_the_parser_is_explained() {
    for code in Code::ALL {
        let lines = code.explanation().lines().filter(|line| !line.trim().is_empty()).count();
        assert!(lines > 0, "{} has no explanation", code.name());
    }
}
