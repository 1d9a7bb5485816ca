//! Diagnostics as users meet them: levels, fixes, and the forms in which they are written.

#[path = "common/program.rs"]
mod program;

use insta::assert_snapshot;
use program::Folder;
use serde_json::Value;

const WARNED: &str = "Alice->Bob: hello\nend\n";
const UNUSED: &str = "participant Carol\nAlice->Bob: hello\n";
const BAD: &str = "A->B hello\nA→B: hi\n";

fn codes(report: &str) -> Vec<String> {
    let code = |line: &str| Some(line.split_once('[')?.1.split_once("]: ")?.0.to_owned());
    report.lines().filter_map(code).collect()
}

// Levels.

#[test]
fn a_level_is_chosen_by_flag_variable_and_file() {
    let folder = Folder::with(&[("x.seq", UNUSED)]);
    let check = |variables: &[(&str, &str)], flags: &[&str], code: i32| {
        let flags = [&["check", "x.seq", "--message-format", "short"], flags].concat();
        folder.run_with("", variables, &flags, None).stderr(code)
    };
    assert!(check(&[], &[], 0).contains("warning[unused-participant]"));
    assert_eq!(check(&[], &["--allow", "unused-participant"], 0), "");
    assert_eq!(check(&[], &["--allow", "warnings"], 0), "");
    assert!(check(&[], &["--deny", "unused-participant"], 1).contains("error[unused-participant]"));
    assert!(check(&[], &["--deny", "warnings"], 1).contains("error[unused-participant]"));
    assert_eq!(check(&[], &["--deny", "warnings", "--allow", "unused-participant"], 0), "");
    assert_eq!(check(&[("SEQWRIGHT_LINTS", "unused-participant=allow")], &[], 0), "");
    folder.write("seqwright.toml", "[lints]\nunused-participant = \"deny\"\n");
    check(&[], &[], 1);
    assert_eq!(check(&[("SEQWRIGHT_LINTS", "unused-participant=allow")], &[], 0), "");
    check(&[("SEQWRIGHT_LINTS", "unused-participant=allow")], &["--warn", "unused-participant"], 0);
}

#[test]
fn a_warning_that_is_denied_keeps_the_picture_from_being_written() {
    let folder = Folder::with(&[("x.seq", WARNED)]);
    folder.run(&["x.seq", "--deny", "stray-end"]).stderr(1);
    assert!(!folder.path("x.svg").exists());
    folder.run(&["x.seq", "--deny", "warnings", "--allow", "stray-end"]).silently(0);
    assert!(folder.path("x.svg").exists());
}

#[test]
fn levels_are_those_of_warnings_and_one_for_each_code() {
    let folder = Folder::with(&[("x.seq", WARNED)]);
    let stderr = folder.run(&["check", "x.seq", "--allow", "unclosed-fragment"]).stderr(2);
    assert!(stderr.contains("invalid value 'unclosed-fragment'"), "{stderr}");
    let stderr = folder.run(&["check", "x.seq", "--allow", "stray-end", "--deny", "stray-end"]).stderr(2);
    assert!(stderr.starts_with("error: `stray-end` cannot have two levels"), "{stderr}");
}

#[test]
fn comments_set_the_level_of_the_file_or_of_the_next_line() {
    let file = "# seqwright: allow unused-participant\nparticipant Carol\nA->B: hello\nend\n";
    let line =
        "A->B: hello\n# seqwright: allow stray-end\n\n# more\nend\nend\n// seqwright: deny warnings\nend\n";
    let folder = Folder::with(&[("file.seq", file), ("line.seq", line)]);
    let file = folder.run(&["check", "file.seq"]).stderr(0);
    assert_eq!(codes(&file), ["stray-end"]);
    let line = folder.run(&["check", "line.seq", "--message-format", "short"]).stderr(1);
    assert_snapshot!(line, @r##"
line.seq:6:1: warning[stray-end]: this `end` ends nothing
line.seq:8:1: error[stray-end]: this `end` ends nothing
"##);
    // A comment for the line goes before one for the file.
    folder.run(&["check", "file.seq", "--deny", "unused-participant"]).stderr(0);
}

#[test]
fn consequences_of_errors_are_not_reported() {
    let folder = Folder::with(&[("x.seq", "participant Carol\nCarol->>>Bob: hello\n")]);
    assert_eq!(codes(&folder.run(&["check", "x.seq"]).stderr(1)), ["unknown-arrow"]);
}

#[test]
fn formatting_says_nothing_of_what_is_allowed() {
    let folder =
        Folder::with(&[("x.seq", WARNED), ("y.seq", "A->B: x\n# seqwright: allow stray-end\nend\n")]);
    assert!(folder.run(&["fmt", "x.seq"]).stderr(0).contains("warning[stray-end]"));
    folder.run(&["fmt", "x.seq", "--allow", "stray-end"]).silently(0);
    folder.run(&["fmt", "--check", "y.seq"]).silently(0);
    assert!(folder.run(&["fmt", "x.seq", "--deny", "stray-end"]).stderr(0).contains("warning[stray-end]"));
}

// Fixes.

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

// Forms.

#[test]
fn annotations_of_a_workflow_are_escaped_and_have_the_errors_first() {
    let folder = Folder::with(&[("a,b.seq", "end 100%\nA->B: x\nend\nA=>B: 100%\n")]);
    let report = folder.run(&["check", "a,b.seq", "no.seq", "--message-format", "github"]).stderr(3);
    assert_snapshot!(report, @r##"
::error file=a%2Cb.seq,line=1,endLine=1,col=5,endColumn=8,title=malformed-statement::`end` stands alone, or with the word that opened what it ends%0Ahelp: write `end`, `end note`, or `end alt` where an `alt` was opened
::error file=a%2Cb.seq,line=4,endLine=4,col=2,endColumn=3,title=unknown-arrow::`=>` is not an arrow of this language%0Ahelp: write `->`; the arrows are `->` `->>` `-->` `-->>`, and reversed `<-` `<--`
::warning file=a%2Cb.seq,line=3,endLine=3,col=1,endColumn=3,title=stray-end::this `end` ends nothing%0Ahelp: delete it
::error file=no.seq::it cannot be read: it does not exist
"##);
}

#[test]
fn in_a_workflow_annotations_come_with_the_usual_report() {
    let folder = Folder::with(&[("x.seq", WARNED)]);
    let check = |variables: &[(&str, &str)], flags: &[&str]| {
        folder.run_with("", variables, &[&["check", "x.seq"], flags].concat(), None).stderr(0)
    };
    let usual = check(&[], &[]);
    let annotated = check(&[("GITHUB_ACTIONS", "true")], &[]);
    assert!(annotated.starts_with(&usual), "{annotated}");
    assert!(annotated[usual.len()..].starts_with("::warning file=x.seq,line=2,"), "{annotated}");
    assert_eq!(check(&[("GITHUB_ACTIONS", "false")], &[]), usual);
    assert!(!check(&[("GITHUB_ACTIONS", "true")], &["--message-format", "json"]).contains("::warning"));
}

#[test]
fn annotations_name_files_from_the_root_of_the_repository() {
    let folder = Folder::with(&[("docs/x.seq", WARNED)]);
    let root = std::fs::canonicalize(folder.path("")).expect("it is there");
    let root = root.to_str().expect("it is text");
    let flags = ["check", "x.seq", "--message-format", "github"];
    let report = folder.run_with("docs", &[("GITHUB_WORKSPACE", root)], &flags, None).stderr(0);
    assert!(report.starts_with("::warning file=docs/x.seq,"), "{report}");
    // Also where the way to a file leads back.
    folder.write("other/y.seq", WARNED);
    let flags = ["check", "../other/y.seq", "--message-format", "github"];
    let report = folder.run_with("docs", &[("GITHUB_WORKSPACE", root)], &flags, None).stderr(0);
    assert!(report.starts_with("::warning file=other/y.seq,"), "{report}");
}

#[test]
fn code_scanning_of_github_reads_names_from_the_root_of_the_repository() {
    let folder = Folder::with(&[("docs/x.seq", WARNED)]);
    let root = std::fs::canonicalize(folder.path("")).expect("it is there");
    let variables = [("GITHUB_WORKSPACE", root.to_str().expect("it is text"))];
    let flags = ["check", "x.seq", "--message-format", "sarif"];
    let uri = |variables| {
        let report = folder.run_with("docs", variables, &flags, None).stderr(0);
        let sarif: Value = serde_json::from_str(&report).expect("it is JSON");
        sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone()
    };
    assert_eq!(uri(&variables), "docs/x.seq");
    assert_eq!(uri(&[]), "x.seq");
}

#[test]
fn sarif_is_one_document_with_stable_rules_and_fingerprints() {
    let folder = Folder::with(&[("docs/x y.seq", BAD), ("z.seq", WARNED)]);
    let sarif = || {
        let flags = ["check", "docs/x y.seq", "z.seq", "no.seq", "--message-format", "sarif"];
        let report = folder.run(&flags).stderr(3);
        serde_json::from_str::<Value>(&report).expect("it is JSON")
    };
    let first = sarif();
    assert_eq!(first["version"], "2.1.0");
    let run = &first["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(seqwright::Code::ALL.len()));
    let results = run["results"].as_array().expect("there are results");
    let rules: Vec<&str> = results.iter().filter_map(|result| result["ruleId"].as_str()).collect();
    assert_eq!(rules, ["missing-colon", "unknown-arrow", "stray-end"]);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("it is a number") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
    let place = &results[1]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "docs/x%20y.seq");
    assert_eq!(
        place["region"],
        serde_json::json!({ "startLine": 2, "startColumn": 2, "endLine": 2, "endColumn": 3 })
    );
    assert_eq!(
        results[1]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"],
        "->"
    );
    let troubles = &run["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(troubles[0]["message"]["text"], "no.seq: it cannot be read: it does not exist");
    // What moves down is known again.
    let print =
        |document: &Value, at: usize| document["runs"][0]["results"][at]["partialFingerprints"].clone();
    folder.write("docs/x y.seq", &format!("# one line more\n{BAD}"));
    let second = sarif();
    assert_eq!((print(&first, 0), print(&first, 1)), (print(&second, 0), print(&second, 1)));
    assert_ne!(print(&first, 0), print(&first, 1));
}

#[test]
fn sarif_of_a_clean_file_is_a_document_without_results() {
    let folder = Folder::with(&[("x.seq", "A->B: x\n")]);
    let report = folder.run(&["check", "x.seq", "--message-format", "sarif"]).stderr(0);
    let document: Value = serde_json::from_str(&report).expect("it is JSON");
    assert_eq!(document["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(document["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn a_report_can_be_read_aloud() {
    let folder = Folder::with(&[("x.seq", "Alice->Bob: hello\nalt ready\n  Bob-->Alice: hi\n")]);
    let report = folder.run(&["check", "x.seq", "no.seq", "--message-format", "narratable"]).stderr(3);
    assert_snapshot!(report, @r##"
Error in x.seq, line 2, column 1.
This `alt` is never closed.
The line is: alt ready
Line 2, column 1: opened here.
Line 3, column 18: `end` is expected below this line.
What to do: add a line `end` after line 3.
The code is unclosed-fragment.

Error in no.seq.
It cannot be read: it does not exist.
"##);
}

#[test]
fn the_number_of_shown_diagnostics_can_be_set() {
    let folder = Folder::with(&[("x.seq", &"A->B hello\n".repeat(60))]);
    let lines = |flags: &[&str]| {
        let flags = [&["check", "x.seq", "--message-format", "short"], flags].concat();
        let report = folder.run(&flags).stderr(1);
        (report.lines().count(), report.lines().last().unwrap_or_default().to_owned())
    };
    assert_eq!(lines(&[]), (51, "x.seq: and 10 more".to_owned()));
    assert_eq!(lines(&["--max-diagnostics", "7"]), (8, "x.seq: and 53 more".to_owned()));
    assert_eq!(lines(&["--max-diagnostics", "all"]).0, 60);
    folder.run(&["check", "x.seq", "--max-diagnostics", "0"]).stderr(2);
    folder.write("seqwright.toml", "max-diagnostics = 3\n");
    assert_eq!(lines(&[]).0, 4);
}

#[test]
fn no_form_lets_a_source_speak_to_the_terminal_or_to_the_runner() {
    let hostile =
        "::error::owned\nA->B \u{1b}[31mred\u{202e}\u{7}\n##[error]x\n%0A::error::x \u{9b}31m\nend\n";
    let name = "%0A::error::,:.seq";
    let folder = Folder::with(&[(name, hostile)]);
    for form in ["human", "short", "json", "github", "sarif", "gitlab", "narratable"] {
        let variables = [("GITHUB_ACTIONS", "true")];
        let arguments = ["check", name, "no\u{1b}.seq", "--message-format", form];
        let report = folder.run_with("", &variables, &arguments, None).stderr(3);
        let is_treacherous = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!report.contains(is_treacherous), "{form}: {report:?}");
        assert!(!report.contains("##["), "{form}: {report}");
        let commands = report.lines().filter(|line| line.trim_start().starts_with("::"));
        for command in commands {
            // Ours have a place; what is in them cannot end a property.
            let is_ours = command.starts_with("::error file=") || command.starts_with("::warning file=");
            assert!(is_ours && !command.contains("file=%0A"), "{form}: {command}");
        }
    }
}
