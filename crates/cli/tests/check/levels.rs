//! Levels.

use super::*;

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
