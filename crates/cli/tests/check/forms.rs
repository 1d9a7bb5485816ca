//! Forms.

use super::*;

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
