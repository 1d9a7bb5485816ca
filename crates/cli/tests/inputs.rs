//! What a command reads: the current folder unless told otherwise, standard input only by `-`, and never nothing
//! without a word.

#[path = "common/program.rs"]
mod program;

use program::{Folder, Ran};

const GOOD: &str = "A->B: hello\n";
const UNFORMATTED: &str = "A -> B:hello\n";
const BAD: &str = "A->B hello\n";
const README: &str = "# Sign in\n\n```seq\nA->B: hello\n```\n";

/// Runs the program with `BAD` waiting on standard input, which nothing may read.
fn run(folder: &Folder, arguments: &[&str]) -> Ran {
    folder.run_with("", &[], arguments, Some(BAD.as_bytes()))
}

// The current folder.

#[test]
fn check_without_a_path_checks_the_current_folder() {
    let folder = Folder::with(&[("docs/a.seq", BAD), ("docs/b.md", "```seq\nA->B hi\n```\n")]);
    let report = run(&folder, &["check", "--message-format", "short"]).stderr(1);
    let places: Vec<&str> = report.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["docs/a.seq:1:5", "docs/b.md:2:5"]);
}

#[test]
fn fmt_without_a_path_formats_the_current_folder() {
    let folder = Folder::with(&[("docs/a.seq", UNFORMATTED)]);
    let ran = run(&folder, &["fmt", "--check"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), "docs/a.seq: would change\n"));
    run(&folder, &["fmt"]).silently(0);
    assert_eq!(folder.read("docs/a.seq"), GOOD);
    run(&folder, &["fmt", "--check"]).silently(0);
}

#[test]
fn test_without_a_path_tests_the_current_folder() {
    let folder = Folder::with(&[("docs/a.seq", BAD)]);
    assert!(run(&folder, &["test"]).stdout(1).contains("docs/a.seq:1:5"));
}

// Standard input.

#[test]
fn standard_input_is_read_only_by_its_name() {
    let folder = Folder::with(&[("a.seq", GOOD)]);
    run(&folder, &["check"]).silently(0);
    assert!(run(&folder, &["check", "-"]).stderr(1).starts_with("<stdin>:1:5: error[missing-colon]"));
    assert!(run(&folder, &["fmt", "-"]).stderr(1).starts_with("<stdin>:1:5: error[missing-colon]"));
    let report = run(&folder, &["test", "-"]).stderr(2);
    assert!(report.contains("`check -` checks standard input"), "{report}");
}

#[test]
fn compile_and_knows_without_a_source_are_told_how_to_read_standard_input() {
    let folder = Folder::with(&[("a.seq", GOOD)]);
    for arguments in [&[][..], &["compile"], &["--theme", "dark"], &["knows"]] {
        let report = run(&folder, arguments).stderr(2);
        assert!(report.starts_with("error: no source is named; `-` reads standard input\n"), "{report}");
    }
    assert_eq!(folder.names(), ["a.seq"]);
}

#[test]
fn options_of_standard_input_need_standard_input() {
    let folder = Folder::with(&[("a.seq", GOOD)]);
    for arguments in [
        &["check", "--stdin-filename", "x.seq"][..],
        &["fmt", "--stdin-filename", "x.seq"],
        &["knows", "a.seq", "--stdin-filename", "x.seq"],
        &["a.seq", "--stdin-filename", "x.seq"],
    ] {
        let report = run(&folder, arguments).stderr(2);
        assert!(report.contains("`--stdin-filename` is for the diagram on standard input, `-`"), "{report}");
    }
    assert!(run(&folder, &["check", "--at", "a.md:3"]).stderr(2).contains("`--at` is for the diagram"));
}

// Folders with nothing to read.

#[test]
fn a_folder_with_only_documents_is_not_compiled_and_the_commands_for_it_are_named() {
    let folder = Folder::with(&[("docs/a.md", README), ("docs/b.md", README), ("docs/c.rst", "Nothing.\n")]);
    let report = run(&folder, &["docs"]).stderr(2);
    assert_eq!(
        report,
        "docs: error: it has no source (`.seq`), only documents: `docs/a.md` and 2 more\n  help: `check` and `test` \
         look at the diagrams in documents, and `embed` puts their pictures there\n"
    );
    run(&folder, &["check", "docs"]).silently(0);
}

#[test]
fn a_folder_with_nothing_to_read_is_an_error_and_the_others_are_read() {
    let folder = Folder::with(&[("empty/x.txt", ""), ("docs/a.seq", GOOD)]);
    let report = run(&folder, &["check", "empty", "docs"]).stderr(2);
    assert!(report.starts_with("empty: error: it has no source (`.seq`) and no document"), "{report}");
    let report = run(&folder, &["empty", "docs"]).stderr(2);
    assert!(report.starts_with("empty: error: it has no source (`.seq`)\n"), "{report}");
    assert!(folder.path("docs/a.svg").exists());
}

#[test]
fn a_run_over_a_folder_without_a_diagram_does_not_pass() {
    let folder = Folder::with(&[("docs/a.md", "# No diagram\n")]);
    for arguments in [&["check"][..], &["fmt", "--check"], &["check", "--fix", "docs"]] {
        let report = run(&folder, arguments).stderr(2);
        assert!(report.starts_with("error: there is no diagram in `"), "{report}");
    }
    // A hook passes every document that is committed.
    run(&folder, &["check", "docs/a.md"]).silently(0);
}
