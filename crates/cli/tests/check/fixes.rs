//! Fixes.

use super::*;

#[test]
fn fix_applies_safe_fixes_and_reports_the_rest() {
    let folder = Folder::with(&[(
        "x.seq",
        "```seq\r\nA → B: hi\r\nA->B：wide\r\nA->B\r\nparticpant C #lightblu\r\nalt open\r\n  “C”->A: x\r\n```\r\nwhat is this\r\n",
    )]);
    let rest = folder.run(&["check", "x.seq", "--fix"]).stderr(1);
    assert_eq!(codes(&rest), ["unknown-statement"], "{rest}");
    assert_snapshot!(folder.read("x.seq").replace('\r', ""), @r##"
A -> B: hi
A->B:wide
A->B:
participant C #lightblue
alt open
  "C"->A: x
end
what is this
"##);
    assert_eq!(folder.read("x.seq").matches('\n').count(), folder.read("x.seq").matches("\r\n").count());
}

#[test]
fn a_file_without_faults_is_not_touched_and_others_are_replaced_as_a_whole() {
    let folder = Folder::with(&[("good.seq", "A->B: x"), ("bom.seq", "\u{feff}A→B: x")]);
    let before =
        std::fs::metadata(folder.path("good.seq")).and_then(|it| it.modified()).expect("it is there");
    folder.run(&["check", "--fix", "good.seq", "bom.seq"]).stderr(0);
    let after = std::fs::metadata(folder.path("good.seq")).and_then(|it| it.modified()).expect("it is there");
    assert_eq!((before, folder.read("good.seq").as_str()), (after, "A->B: x"));
    assert_eq!(folder.read("bom.seq"), "\u{feff}A->B: x");
    assert_eq!(std::fs::read_dir(folder.path("")).expect("it is a folder").count(), 3);
}

#[test]
fn a_missing_colon_is_added_where_the_receiver_is_known() {
    let folder = Folder::with(&[("x.seq", "A->B: x\nB->A all is well\nA->My Server says\n")]);
    folder.run(&["check", "--fix", "x.seq"]).stderr(1);
    assert_eq!(folder.read("x.seq"), "A->B: x\nB->A: all is well\nA->My Server says\n");
}

#[test]
fn a_file_of_another_language_loses_nothing_that_was_not_understood() {
    let pasted = "sequenceDiagram\nbox Aqua Back\nparticipant B\nend\nA-)B: x\npar one\nA->B: y\nand two\nB-->A: z\nend\n\
                  %% why\nwhat is this\nend\n";
    let folder = Folder::with(&[("x.seq", pasted)]);
    folder.run(&["check", "--fix", "x.seq"]).stderr(1);
    assert_eq!(
        folder.read("x.seq"),
        "participantgroup #aqua Back\nparticipant B\nend\nA->>B: x\npar one\nA->B: y\nthread two\nB-->A: z\nend\n\
         # why\nwhat is this\nend\n"
    );
}

#[test]
fn a_fix_may_reveal_the_next_problem() {
    let folder = Folder::with(&[("x.seq", "A → B\nA→B：both\nalt x\nopt y\nA->B: z\n")]);
    folder.run(&["check", "--fix", "x.seq"]).stderr(0);
    assert_eq!(folder.read("x.seq"), "A -> B:\nA->B:both\nalt x\nopt y\nA->B: z\nend\nend\n");
}

#[test]
fn a_name_that_one_line_mentions_twice_is_fixed_once() {
    for (source, fixed) in [
        ("A\u{200b}->-B: x\n", "A->-B: x\n"),
        ("A->+B\u{200b}: ask\nB\u{200b}-->-A: answer\n", "A->+B: ask\nB-->-A: answer\n"),
        ("A\u{200b}->-A\u{200b}: x\n", "A->-A: x\n"),
        ("A->+B: x\n“B”-->-A: y\n", "A->+B: x\n\"B\"-->-A: y\n"),
        ("e\u{301}->-B: x\n\u{e9}->B: y\n", "e\u{301}->-B: x\ne\u{301}->B: y\n"),
        ("A->*B\u{ad}: x\nB\u{ad}-->-A: y\ndestroy B\u{ad}\n", "A->*B: x\nB-->-A: y\ndestroy B\n"),
    ] {
        let folder = Folder::with(&[("x.seq", source), ("y.seq", "A→B: x\n")]);
        let json = folder.run(&["check", "x.seq", "--message-format", "json"]).stderr;
        for line in json.lines() {
            let one: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
            let fixes = one["fixes"].as_array().expect("it is a list");
            let is_once = |at: usize| !fixes[..at].contains(&fixes[at]);
            assert!((0..fixes.len()).all(is_once), "{source:?}: {line}");
        }
        let ran = folder.run(&["check", "--fix", "x.seq", "y.seq"]);
        assert_eq!((ran.code, folder.read("x.seq").as_str()), (Some(0), fixed), "{source:?}: {}", ran.stderr);
        assert_eq!(folder.read("y.seq"), "A->B: x\n", "{source:?}");
    }
}

#[test]
fn a_name_is_fixed_wherever_it_is_written() {
    let folder = Folder::with(&[(
        "x.seq",
        "participant C as Client Side\nC->Ser\u{200b}ver: x\nSer\u{200b}ver->C: y\nnote over \"Ser\u{200b}ver\",C: z\n\
         Jos\u{e9}->C: x\nJose\u{301}->C: y\n",
    )]);
    folder.run(&["check", "--fix", "x.seq"]).stderr(0);
    assert_eq!(
        folder.read("x.seq"),
        "participant \"Client Side\" as C\nC->Server: x\nServer->C: y\nnote over \"Server\",C: z\n\
         Jos\u{e9}->C: x\nJos\u{e9}->C: y\n"
    );
}

#[test]
fn a_warning_that_is_allowed_is_not_fixed() {
    let folder = Folder::with(&[("x.seq", WARNED)]);
    folder.run(&["check", "--fix", "x.seq", "--allow", "stray-end"]).silently(0);
    assert_eq!(folder.read("x.seq"), WARNED);
    folder.run(&["check", "--fix", "x.seq"]).stderr(0);
    assert_eq!(folder.read("x.seq"), "Alice->Bob: hello\n");
}

#[test]
fn what_was_fixed_once_needs_no_second_time_and_has_no_more_errors() {
    let cases = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/errors"));
    let cases =
        cases.expect("the cases can be read").map(|entry| entry.expect("an entry can be read").path());
    let cases: Vec<_> = cases.filter(|path| path.extension().is_some_and(|it| it == "seq")).collect();
    let folder = Folder::with(&[]);
    let names: Vec<&str> = cases.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    for path in &cases {
        let name = path.file_name().expect("a case has a name");
        std::fs::copy(path, folder.path("").join(name)).expect("a case can be copied");
    }
    let run =
        |arguments: &[&str]| folder.run(&[arguments, &["--message-format", "short"], &names].concat()).stderr;
    let errors = |report: &str| report.lines().filter(|line| line.contains(": error[")).count();
    let before = run(&["check"]);
    let fixed = run(&["check", "--fix"]);
    assert!(errors(&fixed) < errors(&before), "{fixed}");
    let is_change = |line: &&str| line.contains("  fixed ");
    let rest = |report: &str| -> Vec<String> {
        report.lines().filter(|line| !is_change(line)).map(str::to_owned).collect()
    };
    assert!(fixed.lines().filter(is_change).count() > 100, "{fixed}");
    let texts = || {
        names.iter().map(|name| std::fs::read(folder.path(name)).expect("it is there")).collect::<Vec<_>>()
    };
    let once = texts();
    assert_eq!(run(&["check", "--fix"]).lines().collect::<Vec<_>>(), rest(&fixed));
    assert_eq!(texts(), once);
    assert_eq!(run(&["check"]).lines().collect::<Vec<_>>(), rest(&fixed));
}

#[test]
fn fix_lists_what_it_changes() {
    let folder = Folder::with(&[("x.seq", "A→B: x\nB-->A: y\nend\n"), ("quiet.seq", "A→B: x\n")]);
    assert_eq!(
        folder.run(&["check", "--fix", "x.seq"]).stderr(0),
        "x.seq:1  fixed unknown-arrow: `→` is not an arrow of this language\n\
         x.seq:3  fixed stray-end: this `end` ends nothing\n"
    );
    folder.run(&["check", "--fix", "--quiet", "quiet.seq"]).silently(0);
    assert_eq!(folder.read("quiet.seq"), "A->B: x\n");
}

#[test]
fn diff_shows_what_fix_would_change_and_writes_nothing() {
    let faulty = "A→B: x\nB-->A: y\nend\n";
    let document = "text\n\n```seq\nA->B: x\nend\n```\n";
    let folder = Folder::with(&[("x.seq", faulty), ("good.seq", "A->B: x\n"), ("a.md", document)]);
    let ran = folder.run(&["check", "--diff", "x.seq"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(ran.stdout.contains("-A→B: x\n+A->B: x\n B-->A: y\n-end\n"), "{}", ran.stdout);
    assert!(ran.stderr.contains("x.seq:3  would fix stray-end: "), "{}", ran.stderr);
    assert_eq!(folder.read("x.seq"), faulty);
    folder.run(&["check", "--diff", "good.seq"]).silently(0);
    let ran = folder.run(&["check", "--diff", "a.md"]);
    assert!(ran.code == Some(1) && ran.stdout.contains("\n-end\n"), "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stderr.contains("a.md:5  would fix stray-end: "), "{}", ran.stderr);
    assert_eq!(folder.read("a.md"), document);
}

/// What has more than one meaning is left to its author.
#[test]
fn a_fix_that_would_guess_is_only_a_suggestion() {
    for source in [
        // Either line may end the loop.
        "loop a\nA->B: x\nB->A: y\nloop b\nA->B: z\nend\n",
        // The `alt` is missing, and the `end` belongs to it.
        "A->B: x\nelse no\nB->A: y\nend\n",
        // Of two short names, either may be the one that is shown.
        "participant WS as DB\nWS->Other: x\n",
    ] {
        let folder = Folder::with(&[("x.seq", source)]);
        let ran = folder.run(&["check", "--fix", "x.seq"]);
        assert_eq!(folder.read("x.seq"), source, "{}", ran.stderr);
        assert!(!ran.stderr.is_empty());
    }
}

#[test]
fn blocks_in_braces_are_rewritten_as_a_whole() {
    let folder = Folder::with(&[(
        "x.seq",
        "alt ready {\n  A->B: go\n} else if later {\n  A->B: wait\n} else {\n  A->B: stop\n}\nopt {\n  B->A: x\n}\n\
         alt one {\n  A->B: 1\n}\nelse {\n  A->B: 2\n}\n",
    )]);
    folder.run(&["check", "--fix", "x.seq"]).stderr(0);
    assert_eq!(
        folder.read("x.seq"),
        "alt ready\n  A->B: go\nelse later\n  A->B: wait\nelse\n  A->B: stop\nend\nopt\n  B->A: x\nend\n\
         alt one\n  A->B: 1\nelse\n  A->B: 2\nend\n"
    );
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let folder = Folder::with(&[]);
    let ran = folder.run_with("", &[], &["check", "--fix", "-"], Some("A→B: x\n".as_bytes()));
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), "A->B: x\n"), "{}", ran.stderr);
}

#[test]
fn bytes_that_are_no_text_are_not_fixed() {
    let folder = Folder::with(&[]);
    std::fs::write(folder.path("x.seq"), b"A\x00-\x00>\x00B\x00:\x00").expect("it can be written");
    let stderr = folder.run(&["check", "--fix", "x.seq"]).stderr(1);
    assert!(stderr.contains("error[utf-16]"), "{stderr}");
    assert_eq!(std::fs::read(folder.path("x.seq")).expect("it is there"), b"A\x00-\x00>\x00B\x00:\x00");
}

#[test]
fn json_contains_the_fixes_with_lines_columns_and_bytes() {
    let folder = Folder::with(&[("x.seq", BAD)]);
    let report = folder.run(&["check", "x.seq", "--message-format", "json"]).stderr(1);
    let all: Vec<Value> =
        report.lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect();
    assert_eq!(all[0]["fixes"], serde_json::json!([]));
    assert_eq!(
        all[1]["fixes"],
        serde_json::json!([{
            "start": { "line": 2, "column": 2, "byte": 12 },
            "end": { "line": 2, "column": 3, "byte": 15 },
            "replacement": "->",
        }])
    );
}
