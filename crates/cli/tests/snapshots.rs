//! `seqwright test` as its users meet it, tried on the real binary.

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::time::Duration;

use program::{Folder, Ran, finish};

const LOGIN: &str = "title Login\nAlice->Bob: hello\nBob-->Alice: Sign in\n";

/// A folder with two sources and their snapshots.
fn accepted() -> Folder {
    let folder = Folder::with(&[("docs/login.seq", LOGIN), ("a.seq", "A->B: x\n")]);
    folder.run(&["test", "--accept=new"]).stdout(0);
    folder
}

/// The last line without the time it took.
fn summary(output: &str) -> &str {
    let line = output.lines().last().unwrap_or_default();
    &line[..line.rfind(" (").unwrap_or(line.len())]
}

fn set_label(folder: &Folder) {
    folder.write("docs/login.seq", &LOGIN.replace("Sign in", "Log in"));
}

// What passes and what fails.

#[test]
fn a_source_without_a_picture_is_new_until_it_is_accepted() {
    let folder = Folder::with(&[("docs/login.seq", LOGIN)]);
    let output = folder.run(&["test"]).stdout(1);
    assert!(output.starts_with("NEW  docs/login.seq  (there is no docs/login.svg)\n"), "{output}");
    assert!(output.contains("run  seqwright test --accept docs/login.seq "), "{output}");
    assert_eq!(summary(&output), "0 passed, 0 failed, 1 new, 0 unreferenced");
    assert_eq!(folder.names(), ["docs/login.seq", "docs/login.svg.new"]);
    assert_eq!(summary(&folder.run(&["test", "--accept=changed"]).stdout(1)), summary(&output));
    folder.run(&["test", "--accept=new"]).stdout(0);
    assert_eq!(folder.names(), ["docs/login.seq", "docs/login.svg"]);
    assert_eq!(summary(&folder.run(&["test"]).stdout(0)), "1 passed, 0 failed, 0 new, 0 unreferenced");
}

#[test]
fn the_snapshot_is_the_picture_that_compiling_gives() {
    let folder = accepted();
    let snapshot = folder.read("docs/login.svg");
    folder.run(&["docs/login.seq"]);
    assert_eq!(folder.read("docs/login.svg"), snapshot);
}

#[test]
fn a_changed_label_is_shown_with_its_words_at_its_line_of_the_source() {
    let folder = accepted();
    set_label(&folder);
    let output = folder.run(&["test"]).stdout(1);
    let expected = "FAIL docs/login.seq  (docs/login.svg differs: text)\n  docs/login.seq:3:14  message 2 label: \
                    'Sign in' → 'Log in'\n";
    assert!(output.starts_with(expected), "{output}");
    assert_eq!(summary(&output), "1 passed, 1 failed, 0 new, 0 unreferenced");
}

#[test]
fn the_picture_of_today_waits_beside_its_snapshot_until_the_test_passes() {
    let folder = accepted();
    let snapshot = folder.read("docs/login.svg");
    set_label(&folder);
    folder.run(&["test"]).stdout(1);
    assert!(folder.read("docs/login.svg.new").contains(">Log in</text>"));
    assert_eq!(folder.read("docs/login.svg"), snapshot);
    folder.run(&["test", "--pending-dir", "wait"]).stdout(1);
    assert!(folder.path("wait/docs/login.svg.new").exists());
    folder.write("docs/login.seq", LOGIN);
    folder.run(&["test"]).stdout(0);
    assert!(!folder.path("docs/login.svg.new").exists());
}

#[test]
fn in_ci_nothing_is_written_and_nothing_is_asked() {
    let folder = accepted();
    set_label(&folder);
    folder.write("new.seq", "A->B: x\n");
    let before = folder.names();
    assert_eq!(summary(&folder.run_in_ci(&["test"]).stdout(1)), "1 passed, 1 failed, 1 new, 0 unreferenced");
    for flag in ["--accept", "--review", "--unreferenced=delete"] {
        let stderr = folder.run_in_ci(&["test", flag]).stderr(2);
        assert!(stderr.contains("is not for CI"), "{stderr}");
    }
    assert_eq!(folder.names(), before);
    let mut azure = folder.command(&["test"]);
    azure.env("TF_BUILD", "True");
    finish(azure).stdout(1);
    assert_eq!(folder.names(), before);
    folder.run_in_ci(&["test", "--report", "out"]).stdout(1);
    assert_eq!(folder.names().len(), before.len() + 1);
    let mut unset = folder.command(&["test"]);
    unset.env("CI", "false");
    finish(unset).stdout(1);
    assert!(folder.path("new.svg.new").exists());
}

#[test]
fn a_source_with_errors_fails_with_its_errors() {
    let folder = Folder::with(&[("x.seq", "A->B: x\nalt y\n")]);
    let output = folder.run(&["test"]).stdout(1);
    assert!(output.contains("x.seq:2:1  error[unclosed-fragment]: "), "{output}");
    folder.run(&["test", "--accept"]).stdout(1);
    assert_eq!(folder.names(), ["x.seq"]);
}

#[test]
fn snapshots_of_the_same_drawing_in_other_bytes_pass_and_can_be_renewed() {
    let folder = accepted();
    let (a, login) = (folder.read("a.svg"), folder.read("docs/login.svg"));
    // What git does to line ends, and what another version may write: other words, other classes, no facts.
    folder.write("a.svg", &a.replace('\n', "\r\n"));
    let other = login
        .replace(" sends ", " passes to ")
        .replace("class=\"p\"", "class=\"head\"")
        .replace(".p{", ".head{");
    assert_ne!(other, login);
    folder.write("docs/login.svg", &other);
    let output = folder.run_in_ci(&["test"]).stdout(0);
    let advice = "1 snapshot passes with line endings of Windows, which git writes for core.autocrlf\na line  *.svg text \
                  eol=lf  in .gitattributes keeps git from changing them\n1 snapshot passes and would be written in \
                  other bytes today, as after a new version of seqwright\nwhere you work, run  seqwright test \
                  --accept=changed   to renew\n";
    assert!(output.starts_with(advice), "{output}");
    assert_eq!(summary(&output), "2 passed, 0 failed, 0 new, 0 unreferenced");
    folder.run(&["test", "--accept=changed"]).stdout(0);
    assert_eq!((folder.read("a.svg"), folder.read("docs/login.svg")), (a, login));
    assert_eq!(folder.run(&["test"]).stdout(0).lines().count(), 1);
}

#[test]
fn the_line_for_gitignore_is_suggested_only_where_it_is_missing() {
    let folder = accepted();
    set_label(&folder);
    let is_suggested = || folder.run(&["test"]).stdout(1).contains("*.svg.new  in .gitignore");
    assert!(is_suggested());
    for list in [".gitignore", "docs/.gitignore", ".git/info/exclude"] {
        folder.write(list, "*.svg.new\n");
        assert!(!is_suggested(), "{list}");
        fs::remove_file(folder.path(list)).expect("it is there");
    }
    folder.write(".gitignore", "*.svg.new\n!login.svg.new\n");
    assert!(is_suggested(), "it is not ignored");
    fs::remove_dir_all(folder.path(".git")).expect("it is there");
    assert!(!is_suggested(), "without a repository, there is nothing to ignore");
}

#[test]
fn two_branches_that_edit_one_diagram_in_different_places_merge() {
    let lines = |first: &str, last: &str, more: &str| {
        let middle: String = (0..6).map(|at| format!("B->A: step {at}\n")).collect();
        format!("participant A\nparticipant B\nA->B: {first}\n{middle}A->B: {last}\nnote over B: end\n{more}")
    };
    let folder = Folder::with(&[
        ("base.seq", &lines("hello", "bye", "")),
        ("ours.seq", &lines("hullo", "bye", "")),
        ("theirs.seq", &lines("hello", "goodbye", "")),
        ("both.seq", &lines("hullo", "goodbye", "")),
    ]);
    folder.run(&["."]).stdout(0);
    let mut merge = folder.other("git", &["merge-file", "-p", "ours.svg", "base.svg", "theirs.svg"]);
    merge.env("GIT_CONFIG_NOSYSTEM", "1");
    assert_eq!(finish(merge).stdout(0), folder.read("both.svg"));
}

#[test]
fn kept_files_hold_nothing_that_moves() {
    let folder = accepted();
    folder.write("docs/login.seq", &format!("# A comment.\n\n{}", LOGIN.replace("->Bob", " -> Bob")));
    folder.run(&["test"]).stdout(0);
    folder.run(&["fmt", "docs/login.seq"]).stdout(0);
    folder.run(&["test"]).stdout(0);
}

#[test]
fn another_theme_is_another_picture_but_says_the_same() {
    let folder = accepted();
    let output = folder.run(&["test", "--theme", "dark"]).stdout(1);
    assert!(
        output.contains("(a.svg differs: style)") && output.contains("a.seq:1:1  theme or fonts: "),
        "{output}"
    );
    folder.run(&["test", "--theme", "dark", "--level", "semantic"]).stdout(0);
}

#[test]
fn the_flags_of_the_picture_are_flags_of_the_test() {
    let folder = Folder::with(&[("a.seq", LOGIN)]);
    folder.run(&["a.seq", "--text", "plain"]).stdout(0);
    // The flag of older versions is taken and changes nothing.
    let flags = ["test", "--no-source-lines", "--text", "plain"];
    folder.run(&flags).stdout(0);
    assert!(folder.run(&["test"]).stdout(1).contains("a.svg differs: "));
    folder.write("a.seq", &LOGIN.replace("Sign in", "Log in"));
    let output = folder.run(&flags).stdout(1);
    assert!(output.contains("  a.seq:3:14  message 2 label: 'Sign in' → 'Log in'\n"), "{output}");
    assert!(!folder.read("a.svg.new").contains("data-line="));
}

// What is tested.

#[test]
fn ignored_hidden_and_excluded_files_are_no_tests() {
    let folder = Folder::with(&[
        (".gitignore", "build/\n"),
        ("build/a.seq", "A->B: x\n"),
        (".hidden/a.seq", "A->B: x\n"),
        ("old/a.seq", "A->B: x\n"),
        ("seqwright.toml", "exclude = [\"old\"]\n"),
        ("b.seq", "A->B: x\n"),
    ]);
    let output = folder.run(&["test", "--accept"]).stdout(0);
    assert_eq!(summary(&output), "0 passed, 0 failed, 0 new, 0 unreferenced, 1 accepted");
    let named = folder.run(&["test", "build/a.seq"]).stdout(1);
    assert!(named.starts_with("NEW  build/a.seq"), "{named}");
}

#[test]
fn snapshots_are_where_the_settings_say() {
    let folder = Folder::with(&[
        ("seqwright.toml", "snapshots = \"snapshots/{dir}/{name}.{ext}\"\n"),
        ("docs/a.seq", "A->B: x\n"),
    ]);
    folder.run(&["test", "--accept"]).stdout(0);
    assert!(folder.path("snapshots/docs/a.svg").exists());
    assert_eq!(summary(&folder.run(&["test"]).stdout(0)), "1 passed, 0 failed, 0 new, 0 unreferenced");
}

#[test]
fn a_tree_of_snapshots_mirrors_the_sources_wherever_they_are() {
    let folder = Folder::with(&[
        ("work/seqwright.toml", "snapshots = \"snapshots/{dir}/{name}.{ext}\"\n"),
        ("work/a.seq", "A->B: x\n"),
        ("beside/b.seq", "A->B: x\n"),
    ]);
    let mut command = folder.command(&["test", "--accept", "a.seq", "../beside/b.seq"]);
    command.current_dir(folder.path("work"));
    let output = finish(command).stdout(0);
    assert!(output.contains("(snapshots/a.svg accepted)"), "{output}");
    assert!(
        folder.path("work/snapshots/a.svg").exists() && folder.path("work/snapshots/beside/b.svg").exists()
    );
}

#[test]
fn two_sources_cannot_have_one_picture() {
    let folder = Folder::with(&[
        ("seqwright.toml", "include = [\"**/*.seq\", \"**/*.wsd\"]\n"),
        ("a.seq", "A->B: x\n"),
        ("a.wsd", "A->B: y\n"),
    ]);
    let stderr = folder.run(&["test", "--accept"]).stderr(2);
    assert!(stderr.contains("`a.seq` and `a.wsd` would both have `a.svg` for a picture"), "{stderr}");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_keep_their_pictures() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::with(&[]);
    let name = |bytes: &[u8]| folder.root().join(std::ffi::OsStr::from_bytes(bytes));
    fs::write(name(b"\xff.seq"), "A->B: x\n").expect("it can be written");
    folder.run(&["test", "--accept"]).stdout(0);
    assert!(name(b"\xff.svg").exists());
    folder.run(&["test"]).stdout(0);
}

#[test]
fn no_test_at_all_is_a_mistake_unless_it_is_meant() {
    let folder = Folder::with(&[("README.md", "no diagram\n"), ("x.svg", "<svg/>")]);
    assert!(folder.run(&["test"]).stderr(2).contains("there is no test in `.`"));
    folder.run(&["test", "--allow-empty"]).stdout(0);
    assert!(folder.run(&["test", "x.svg"]).stderr(2).contains("is a picture; name its source"));
    let output = folder.run(&["test", "no.seq"]).stdout(3);
    assert!(output.contains("no.seq:1:1  it cannot be read: it does not exist"), "{output}");
    assert!(folder.run(&["test", "--filter", "a[", "."]).stderr(2).contains("is not a valid pattern"));
}

#[test]
fn a_filter_takes_paths_or_file_names() {
    let folder = accepted();
    for (pattern, count) in [("docs/*", 1), ("*.seq", 2), ("login.*", 1), ("**", 2)] {
        let output = folder.run(&["test", "--filter", pattern]).stdout(0);
        assert_eq!(summary(&output), format!("{count} passed, 0 failed, 0 new, 0 unreferenced"), "{pattern}");
    }
    folder.run(&["test", "--filter", "nothing"]).stderr(2);
}

#[test]
fn the_first_failure_in_order_of_path_is_the_last_that_is_run_where_that_is_wanted() {
    let folder = Folder::with(&[]);
    (10..40).for_each(|number| folder.write(&format!("{number}.seq"), "A->B: x\n"));
    folder.run(&["test", "--accept"]).stdout(0);
    folder.write("15.seq", "A->B: y\n");
    folder.write("35.seq", "A->B: y\n");
    for jobs in ["1", "8"] {
        let output = folder.run(&["test", "--fail-fast", "-j", jobs]).stdout(1);
        assert!(output.contains("15.seq") && !output.contains("35.seq"), "{output}");
        assert_eq!(summary(&output), "5 passed, 1 failed, 0 new, 0 unreferenced, 24 not run");
    }
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let folder = Folder::with(&[]);
    (0..60).for_each(|number| folder.write(&format!("{number}.seq"), &format!("A->B: {number}\n")));
    let json = |jobs| folder.run_in_ci(&["test", "--format", "json", "-j", jobs]).stdout(1);
    assert_eq!(json("1"), json("7"));
}

// Expectations.

#[test]
fn a_source_can_expect_diagnostics() {
    let folder = Folder::with(&[
        ("met.seq", "# error: 3:1 never closed\n# error[missing-colon]: +2\nalt x\nA->B\nend\n"),
        ("unmet.seq", "# error: 2:1\nA->B: x\n"),
    ]);
    let output = folder.run(&["test"]).stdout(1);
    assert!(output.contains("unmet.seq:1:1  expected an error at 2:1, and there is none"), "{output}");
    assert!(output.contains("met.seq:1:1  expected an error at 3:1 that says 'never closed'"), "{output}");
    folder.write("met.seq", "# error[missing-colon]: +2\n\nA->B\n");
    folder.write("unmet.seq", "# warning[stray-end]: 3:1\nA->B: x\nend\n");
    let output = folder.run(&["test", "--accept"]).stdout(0);
    assert_eq!(summary(&output), "1 passed, 0 failed, 0 new, 0 unreferenced, 1 accepted");
    assert_eq!(folder.names(), ["met.seq", "unmet.seq", "unmet.svg"]);
    folder.write("met.seq", "# error[missing-colon]: +1\nA->B\nA->C\n");
    let output = folder.run(&["test"]).stdout(1);
    assert!(output.contains("met.seq:3:5  error[missing-colon]: not expected: "), "{output}");
}

#[test]
fn the_expectations_of_the_manual_come_true() {
    let manual = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/testing.md"))
        .expect("it is there");
    let block = manual.split("```text\n").find(|block| block.starts_with("# error")).expect("it shows some");
    let folder = Folder::with(&[("x.seq", block.split("```").next().expect("it has an end"))]);
    assert_eq!(summary(&folder.run(&["test"]).stdout(0)), "1 passed, 0 failed, 0 new, 0 unreferenced");
}

#[test]
fn a_place_beyond_all_numbers_is_expected_in_vain() {
    let folder = Folder::with(&[("x.seq", "# error: +18446744073709551615\nA->B: x\n")]);
    let output = folder.run(&["test"]).stdout(1);
    assert!(output.contains("x.seq:1:1  expected an error that says '+18446744073709551615'"), "{output}");
}

#[test]
fn a_warning_that_is_not_expected_is_a_fault_only_where_something_is_expected() {
    let folder = Folder::with(&[("x.seq", "A->B: x\nend\n")]);
    folder.run(&["test", "--accept"]).stdout(0);
    folder.write("x.seq", "# warning[stray-else]: 2:1\nA->B: x\nend\n");
    let output = folder.run(&["test"]).stdout(1);
    assert!(output.contains("x.seq:3:1  warning[stray-end]: not expected"), "{output}");
}

#[test]
fn a_picture_of_a_source_that_expects_errors_is_unreferenced() {
    let folder = Folder::with(&[("x.seq", "A->B: x\n")]);
    folder.run(&["test", "--accept"]).stdout(0);
    folder.write("x.seq", "# error: 2:5\nA->B\n");
    let output = folder.run(&["test"]).stdout(0);
    assert!(output.starts_with("GONE x.svg"), "{output}");
}

#[test]
fn diagrams_in_documents_are_tests_too() {
    let folder = Folder::with(&[
        ("a.md", "# A\n\n> ```seq\n> A->B hello\n> ```\n"),
        ("b.adoc", "[seq]\n----\n# error[missing-colon]: 4:5\nA->B hello\n----\n"),
        ("c.rst", ".. seq::\n\n   # error: +1:8\n   A->B hello\n"),
        ("d.md", "nothing\n"),
    ]);
    let output = folder.run(&["test"]).stdout(1);
    assert!(output.starts_with("FAIL a.md  (it has errors)\n  a.md:4:7  error[missing-colon]"), "{output}");
    assert_eq!(summary(&output), "2 passed, 1 failed, 0 new, 0 unreferenced");
    assert_eq!(folder.names(), ["a.md", "b.adoc", "c.rst", "d.md"]);
}

#[test]
fn what_one_diagram_of_a_document_expects_is_nothing_to_the_others() {
    let warned = "```seq\nA->B: x\nend\n```\n";
    let folder = Folder::with(&[("a.md", &format!("```seq\n# warning: +2\nA->B: x\nend\n```\n\n{warned}"))]);
    folder.run(&["test"]).stdout(0);
    folder.write("a.md", &format!("```seq\n# warning: +1\nA->B: x\nend\n```\n\n{warned}"));
    let output = folder.run(&["test"]).stdout(1);
    assert!(output.contains("a.md:2:1  expected a warning in line 3, and there is none"), "{output}");
    assert!(
        output.contains("a.md:4:1  warning[stray-end]: not expected") && !output.contains("a.md:9"),
        "{output}"
    );
}

// Pictures without a source.

#[test]
fn a_picture_whose_source_is_gone_is_a_remark_here_and_a_fault_in_ci() {
    let folder = accepted();
    folder.write("foreign.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    fs::remove_file(folder.path("a.seq")).expect("it is there");
    let output = folder.run(&["test"]).stdout(0);
    assert!(output.starts_with("GONE a.svg  (its source is gone)\n"), "{output}");
    assert_eq!(summary(&output), "1 passed, 0 failed, 0 new, 1 unreferenced");
    folder.run_in_ci(&["test"]).stdout(1);
    folder.run_in_ci(&["test", "--unreferenced=warn"]).stdout(0);
    folder.run(&["test", "--unreferenced=reject"]).stdout(1);
    assert!(!folder.run(&["test", "--unreferenced=ignore"]).stdout(0).contains("a.svg"));
    assert!(!folder.run(&["test", "docs"]).stdout(0).contains("a.svg"));
    folder.run(&["test", "--unreferenced=delete"]).stdout(0);
    assert_eq!(folder.names(), ["docs/login.seq", "docs/login.svg", "foreign.svg"]);
}

#[test]
fn a_picture_of_a_source_that_is_not_tested_this_time_is_not_unreferenced() {
    let folder = Folder::with(&[
        ("seqwright.toml", "snapshots = \"pictures/{dir}/{name}.{ext}\"\n"),
        ("a.seq", "A->B: x\n"),
        ("docs/b.seq", "A->B: x\n"),
        ("docs/c.seq", "A->B: x\n"),
    ]);
    folder.run(&["test", "--accept"]).stdout(0);
    fs::remove_file(folder.path("docs/c.seq")).expect("it is there");
    let output = folder.run(&["test", "docs", "pictures", "--unreferenced=delete"]).stdout(0);
    assert!(output.contains("pictures/docs/c.svg  (removed, because its source is gone)"), "{output}");
    assert!(folder.path("pictures/a.svg").exists() && !folder.path("pictures/docs/c.svg").exists());
}

#[test]
fn a_picture_whose_source_was_renamed_gets_a_suggestion() {
    let folder = accepted();
    fs::rename(folder.path("a.seq"), folder.path("b.seq")).expect("it can be renamed");
    let output = folder.run(&["test"]).stdout(1);
    let expected = "GONE a.svg  (its source is gone)\n  it is what b.seq gives, and may be moved to b.svg\n";
    assert!(output.contains(expected), "{output}");
    fs::rename(folder.path("a.svg"), folder.path("b.svg")).expect("it can be renamed");
    folder.run(&["test"]).stdout(0);
}

// Against a revision.

fn git(folder: &Folder, arguments: &[&str]) {
    let mut command = folder.other("git", &["-c", "user.name=x", "-c", "user.email=x@example.org"]);
    command.args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let ran = finish(command);
    assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.stderr);
}

fn committed(folder: &Folder) {
    git(folder, &["init", "-q"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "-q", "-m", "x"]);
}

#[test]
fn changes_of_the_diagram_and_of_the_compiler_are_distinguished() {
    let folder = accepted();
    // As another version, or other settings, might have drawn it.
    let snapshot = folder.read("a.svg").replace("font-size:14px", "font-size:13px");
    folder.write("a.svg", &snapshot);
    committed(&folder);
    let output = folder.run(&["test", "--against", "HEAD"]).stdout(0);
    assert!(
        output.starts_with("note a.seq\n  this version, or its settings, draws the source of HEAD"),
        "{output}"
    );
    assert!(output.contains("style"), "{output}");
    set_label(&folder);
    folder.run(&["test", "--accept"]).stdout(0);
    let output = folder.run(&["test", "--against", "HEAD"]).stdout(1);
    let expected = "FAIL docs/login.seq  (the diagram changed since HEAD: text)\n  docs/login.seq:3:14  message 2 \
                    label: 'Sign in' → 'Log in'\n";
    assert!(output.contains(expected), "{output}");
    assert_eq!(summary(&output), "1 passed, 1 failed, 0 new, 0 unreferenced");
}

#[test]
fn sources_added_or_removed_since_a_revision_are_reported() {
    let folder = accepted();
    committed(&folder);
    fs::remove_file(folder.path("a.seq")).expect("it is there");
    folder.write("docs/new.seq", "A->B: x\n");
    let output = folder.run(&["test", "--against", "HEAD"]).stdout(1);
    assert!(output.contains("GONE a.seq  (it was in HEAD and is gone)"), "{output}");
    assert!(output.contains("NEW  docs/new.seq  (it is not in HEAD)"), "{output}");
    let mut below = folder.command(&["test", "--against", "HEAD"]);
    below.current_dir(folder.path("docs"));
    assert_eq!(summary(&finish(below).stdout(1)), "1 passed, 0 failed, 1 new, 0 unreferenced");
}

#[test]
fn what_a_search_would_pass_over_is_not_missed() {
    let folder = accepted();
    folder.write("seqwright.toml", "exclude = [\"vendor\"]\n");
    for name in ["vendor/deep/v.seq", ".hidden/h.seq", "gone.seq"] {
        folder.write(name, "A->B: x\n");
    }
    committed(&folder);
    for name in ["vendor", ".hidden"] {
        fs::remove_dir_all(folder.path(name)).expect("it is there");
    }
    fs::remove_file(folder.path("gone.seq")).expect("it is there");
    let output = folder.run(&["test", "--against", "HEAD"]).stdout(1);
    assert!(output.starts_with("GONE gone.seq  (it was in HEAD and is gone)\n"), "{output}");
    assert_eq!(summary(&output), "2 passed, 0 failed, 0 new, 1 unreferenced");
    let mut below = folder.command(&["test", "--against", "HEAD", ".."]);
    below.current_dir(folder.path("docs"));
    assert_eq!(summary(&finish(below).stdout(1)), summary(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_git_cannot_be_asked_for_on_a_line_are_asked_for_one_by_one() {
    use std::os::unix::ffi::OsStrExt;
    let folder = accepted();
    for name in [&b"two\nlines.seq"[..], b"latin-\xe9.seq"] {
        let path = folder.root().join(std::ffi::OsStr::from_bytes(name));
        fs::write(path, "A->B: x\n").expect("the folder can be written to");
    }
    committed(&folder);
    let output = folder.run(&["test", "--against", "HEAD"]).stdout(0);
    assert_eq!(summary(&output), "4 passed, 0 failed, 0 new, 0 unreferenced");
}

#[test]
fn files_of_values_are_read_as_they_were_then() {
    let source =
        |key| format!("values \"keys/a.hex\"\ngenerate A: key\nA->B: hello(key)\nexpect key == 0x{key}\n");
    let values = |key| format!("# test data, made for this test\nkey = {key}\n");
    let folder = Folder::with(&[("a.seq", &source("2a2a")), ("keys/a.hex", &values("2a2a"))]);
    folder.run(&["test", "--accept"]).stdout(0);
    committed(&folder);
    folder.write("a.seq", &source("2b2b"));
    folder.write("keys/a.hex", &values("2b2b"));
    // With the values of today, the source of then would have an error, and no picture to compare with.
    let output = folder.run(&["test", "--against", "HEAD"]);
    assert!(summary(&output.stdout).contains(", 0 new, "), "{}", output.stdout);
    folder.write("keys/a.hex", &values("2c2c"));
    assert!(folder.run(&["test"]).stdout(1).contains("(it has errors)"));
}

#[test]
fn what_is_no_revision_is_no_command_for_git_either() {
    let folder = accepted();
    let outside = folder.run(&["test", "--against", "HEAD"]).stderr(2);
    assert!(outside.contains("git"), "{outside}");
    committed(&folder);
    for name in ["nowhere", "--output=x", "HEAD:a.seq"] {
        let flag = format!("--against={name}");
        let stderr = folder.run(&["test", &flag]).stderr(2);
        assert!(stderr.contains("git knows no revision"), "{stderr}");
    }
    folder.run(&["test", "--against", "HEAD", "--accept"]).stderr(2);
}

// Advice.

#[test]
fn what_is_advised_does_what_it_says() {
    let folder = Folder::with(&[("my docs/it's new.seq", "A->B: x\n"), ("b.seq", "A->B: x\n")]);
    let output = folder.run_in_ci(&["test", "my docs", "--theme", "dark", "--text", "plain"]).stdout(1);
    let line = output.lines().find_map(|line| line.strip_prefix("where you work, run  seqwright "));
    let command = line.and_then(|line| line.split("   if ").next()).expect("it is advised");
    assert!(command.starts_with("test --accept --theme dark --text plain '"), "{command}");
    if cfg!(unix) {
        let line = format!("'{}' {command}", env!("CARGO_BIN_EXE_seqwright"));
        finish(folder.other("sh", &["-c", &line])).stdout(0);
        folder.run_in_ci(&["test", "my docs", "--theme", "dark", "--text", "plain"]).stdout(0);
        assert!(!folder.path("b.svg").exists(), "nothing else was accepted");
    }
}

#[test]
fn what_is_advised_for_several_tests_is_for_those_that_were_run() {
    let files = [("x/a.seq", "A->B: x\n"), ("x/b.seq", "A->B: x\n"), ("c.seq", "A->B: x\n")];
    let folder = Folder::with(&files);
    let output = folder.run_in_ci(&["test", "x", "--filter", "*.seq"]).stdout(1);
    assert!(output.contains("run  seqwright test --accept=new --filter '*.seq' x   if "), "{output}");
}

#[test]
fn pictures_without_a_source_get_a_suggestion() {
    let folder = accepted();
    fs::remove_file(folder.path("a.seq")).expect("it is there");
    let output = folder.run(&["test"]).stdout(0);
    let advice = "run  seqwright test --unreferenced=delete   if pictures without a source may go\n";
    assert!(output.contains(advice), "{output}");
    assert!(!folder.run(&["test", "--unreferenced=delete"]).stdout(0).contains("run  "));
}

// Forms.

/// A folder in which one test of each kind fails.
fn failing() -> Folder {
    let folder = accepted();
    folder.write("bad.seq", "A->B: \"<&>\"\nalt\n");
    folder.write("x & y.seq", "A->B: x\n");
    fs::remove_file(folder.path("a.seq")).expect("it is there");
    folder.write("docs/login.seq", &LOGIN.replace("Sign in", "<b>%0A::error::x"));
    folder
}

#[test]
fn json_holds_every_test_and_the_sum() {
    let json: serde_json::Value =
        serde_json::from_str(&failing().run_in_ci(&["test", "--format", "json"]).stdout(1))
            .expect("it is JSON");
    let tests = json["tests"].as_array().expect("it is a list");
    let states: Vec<_> = tests.iter().map(|test| (test["file"].as_str(), test["state"].as_str())).collect();
    let expected = [
        (Some("bad.seq"), Some("failed")),
        (Some("docs/login.seq"), Some("failed")),
        (Some("x & y.seq"), Some("new")),
        (Some("a.svg"), Some("unreferenced")),
    ];
    assert_eq!(states, expected);
    assert_eq!(tests[1]["findings"][0]["line"], 3);
    assert_eq!(json["summary"]["failed"], 2);
}

#[test]
fn junit_is_well_formed_and_names_every_test() {
    let text = failing().run_in_ci(&["test", "--format", "junit"]).stdout(1);
    let document = roxmltree::Document::parse(&text).expect("it is well-formed");
    let count = |name: &str| document.descendants().filter(|node| node.has_tag_name(name)).count();
    assert_eq!((count("testcase"), count("failure")), (4, 4));
    let suite = document.root_element();
    assert_eq!((suite.attribute("tests"), suite.attribute("failures")), (Some("4"), Some("4")));
    let case = document.descendants().find(|node| node.attribute("name") == Some("login.seq"));
    let failure = case.and_then(|case| case.first_element_child()).expect("it is there");
    assert!(failure.text().is_some_and(|text| text.contains("docs/login.seq:3:14: ")), "its line is there");
}

#[test]
fn sarif_points_at_the_lines_of_the_sources() {
    let text = failing().run_in_ci(&["test", "--format", "sarif"]).stdout(1);
    let sarif: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("it is a list");
    let login = results.iter().find(|result| result["ruleId"] == "picture/text").expect("it is there");
    let location = &login["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "docs/login.seq");
    assert_eq!(location["region"]["startLine"], 3);
    assert!(results.iter().any(|result| {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "x%20%26%20y.seq"
    }));
}

#[test]
fn results_can_go_into_a_file_while_people_read_theirs() {
    let folder = failing();
    let json = folder.run_in_ci(&["test", "--format", "json"]).stdout(1);
    folder.run_in_ci(&["test", "--format", "json", "--output", "out/diagrams.json"]).stdout(1);
    assert_eq!(folder.read("out/diagrams.json"), json);
    let output = folder.run_in_ci(&["test", "--format", "junit", "--output", "out/diagrams.xml"]).stdout(1);
    assert!(folder.read("out/diagrams.xml").contains("<testcase"));
    assert!(output.starts_with("FAIL bad.seq") && !output.contains("<testcase"), "{output}");
    assert!(folder.run_in_ci(&["test", "--output", "x.xml"]).stderr(2).contains("--format"));
    let ran = folder.run_in_ci(&["test", "--format", "json", "--output", "bad.seq"]);
    assert_eq!((ran.code, folder.read("bad.seq").as_str()), (Some(3), "A->B: \"<&>\"\nalt\n"));
    assert!(
        ran.stderr.starts_with("bad.seq: error: the results cannot be written: it is one of the sources")
    );
}

#[test]
fn a_table_for_a_summary_holds_what_there_is_to_say() {
    let text = failing().run_in_ci(&["test", "--format", "markdown"]).stdout(1);
    assert!(text.starts_with("**Diagrams: 0 passed, 2 failed, 1 new, 1 unreferenced**\n\n| |"), "{text}");
    let login = "| failed | <code>docs&#47;login.seq&#58;3&#58;14</code> | message 2 label&#58; 'Sign in' → \
                 '&#60;b&#62;&#37;0A&#58;&#58;error&#58;&#58;x' |\n";
    assert!(text.contains(login), "{text}");
    let folder = accepted();
    for _ in 0..2 {
        folder.run_in_ci(&["test", "--format", "markdown", "-o", "results.md"]).stdout(0);
        assert_eq!(folder.read("results.md"), "**Diagrams: 2 passed, 0 failed, 0 new, 0 unreferenced**\n");
    }
}

#[test]
fn a_github_runner_gets_annotations_beside_the_text_for_people() {
    let folder = failing();
    let github = folder.run_in_ci(&["test", "--format", "github"]).stdout(1);
    let login = "::error file=docs/login.seq,line=3,col=14,title=picture/text::message 2 label: 'Sign in' → \
                 '<b>%250A::error::x'\n";
    assert!(github.contains(login), "{github}");
    assert!(github.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ")));
    let mut command = folder.command(&["test"]);
    command.env("CI", "true").env("GITHUB_ACTIONS", "true");
    let both = finish(command).stdout(1);
    assert!(both.starts_with("FAIL bad.seq") && both.ends_with(&github), "{both}");
}

#[test]
fn differences_can_be_shown_as_text_and_as_words() {
    let folder = accepted();
    set_label(&folder);
    let words = folder.run(&["test", "--diff=words"]).stdout(1);
    assert!(words.contains("    Bob replies to Alice: [-Sign-]{+Log+} in\n"), "{words}");
    let text = folder.run(&["test", "--diff"]).stdout(1);
    assert!(
        text.contains("    -<g aria-label=\"Bob replies to Alice: Sign in\" data-kind=\"message\""),
        "{text}"
    );
}

/// The pictures of a report, in their order.
fn pictures(page: &str) -> Vec<String> {
    use base64::Engine;
    let decode = |rest: &str| {
        let data = rest.split('"').next().expect("it has an end");
        let bytes = base64::engine::general_purpose::STANDARD.decode(data).expect("it is base64");
        String::from_utf8(bytes).expect("it is text")
    };
    page.split("src=\"data:image/svg+xml;base64,").skip(1).map(decode).collect()
}

#[test]
fn a_title_that_changed_is_framed_in_the_report() {
    let folder = accepted();
    folder.write("docs/login.seq", &LOGIN.replace("title Login", "title Log in"));
    folder.run_in_ci(&["test", "--report", "out"]).stdout(1);
    let pictures = pictures(&folder.read("out/index.html"));
    assert_eq!(pictures.len(), 2);
    for picture in pictures {
        assert!(picture.contains("<g class=\"seqwright-changed\" data-kind=\"title\">"), "{picture}");
        assert_eq!(picture.matches("class=\"seqwright-changed").count(), 1, "{picture}");
    }
}

#[test]
fn diagnostics_are_in_the_report_with_their_codes() {
    let folder = Folder::with(&[("x.seq", "A->B: x\nend\nend\nalt y\n")]);
    folder.run_in_ci(&["test", "--report", "out"]).stdout(1);
    let page = folder.read("out/index.html");
    assert!(page.contains("<code>x.seq:4:1</code> error[unclosed-fragment]: "), "{page}");
}

#[test]
fn results_are_shown_even_if_their_report_cannot_be_written() {
    let folder = accepted();
    set_label(&folder);
    folder.write("out", "a file");
    let ran = folder.run_in_ci(&["test", "--report", "out"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.stdout.starts_with("FAIL docs/login.seq"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("open "), "{}", ran.stdout);
    assert!(ran.stderr.contains("the report cannot be written"), "{}", ran.stderr);
}

#[test]
fn the_report_is_one_file_without_anything_from_elsewhere() {
    let folder = accepted();
    set_label(&folder);
    folder.write(
        "docs/login.svg",
        &format!("{}<!-- <script>alert(1)</script> -->\n", folder.read("docs/login.svg")),
    );
    folder.run_in_ci(&["test", "--report", "out/report"]).stdout(1);
    let page = folder.read("out/report/index.html");
    assert!(page.contains("default-src 'none'; img-src data:;") && !page.contains("alert(1)"));
    for word in ["http:", "https:", "src=\"//", "@import", "url("] {
        assert!(!page.contains(word), "{word}");
    }
    assert_eq!(page.matches("src=\"data:image/svg+xml;base64,").count(), 2);
    assert!(page.contains("docs/login.seq:3:14"));
}

// Trouble.

#[test]
fn what_is_not_ours_is_not_written_over() {
    let folder = accepted();
    set_label(&folder);
    folder.write("docs/login.svg.new", "mine");
    folder.write("out/index.html", "mine");
    let output = folder.run(&["test"]).stdout(3);
    assert!(
        output.contains("docs/login.svg.new cannot be written: the file there is not a picture"),
        "{output}"
    );
    let ran = folder.run(&["test", "--report", "out"]);
    assert!(
        ran.code == Some(3) && ran.stderr.contains("there is another page with this name"),
        "{}",
        ran.stderr
    );
    folder.write("docs/login.seq", LOGIN);
    folder.run(&["test"]).stdout(0);
    assert_eq!(
        (folder.read("docs/login.svg.new").as_str(), folder.read("out/index.html").as_str()),
        ("mine", "mine")
    );
    folder.run(&["test", "--report", "new"]).stdout(0);
    folder.run(&["test", "--report", "new"]).stdout(0);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_or_written_ends_with_three() {
    let folder = accepted();
    fs::remove_file(folder.path("a.svg")).expect("it is there");
    fs::create_dir(folder.path("a.svg")).expect("a folder can be made");
    let output = folder.run(&["test"]).stdout(3);
    assert!(output.contains("a.seq:1:1  its snapshot a.svg cannot be read: it is a folder"), "{output}");
    std::os::unix::fs::symlink("docs/login.svg/x", folder.path("report")).expect("links can be made");
    assert!(
        folder.run(&["test", "docs", "--report", "report"]).stderr.contains("the report cannot be written")
    );
}

// On a terminal.

/// Runs the program on a terminal of its own, types, and gives back what is shown; `None` where there is no `script`
/// to make a terminal with.
#[cfg(target_os = "linux")]
fn typed(folder: &Folder, arguments: &str, keys: &str) -> Option<String> {
    use std::io::Write;
    use std::process::Stdio;
    let line = format!("'{}' {arguments}", env!("CARGO_BIN_EXE_seqwright"));
    let mut command = folder.other("script", &["-qec", &line, "/dev/null"]);
    let mut child = match command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(_) => {
            eprintln!("skipped: `script` makes the terminal, and is not installed");
            return None;
        }
    };
    let mut input = child.stdin.take().expect("it is piped");
    for key in keys.chars() {
        // A terminal takes what is typed before it is asked for, too; but the end of the input must come last.
        input.write_all(format!("{key}\n").as_bytes()).expect("it reads");
        std::thread::sleep(Duration::from_millis(50));
    }
    let output = child.wait_with_output().expect("it ends");
    drop(input);
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn differences_are_decided_one_by_one_on_a_terminal() {
    let folder = accepted();
    set_label(&folder);
    folder.write("a.seq", "A->B: y\n");
    folder.write("c.seq", "A->B: z\n");
    let snapshot = folder.read("docs/login.svg");
    let Some(shown) = typed(&folder, "test --review", "das?r") else { return };
    assert!(shown.contains("(1 of 3) accept, reject, skip, diff, quit?"), "{shown}");
    assert!(shown.contains("A sends B: [-x-]{+y+}"), "{shown}");
    assert!(shown.contains("r  reject: "), "{shown}");
    assert!(folder.read("a.svg").contains(">y</text>"));
    assert_eq!(folder.read("docs/login.svg"), snapshot);
    assert_eq!(folder.names(), ["a.seq", "a.svg", "c.seq", "c.svg.new", "docs/login.seq", "docs/login.svg"]);
}

#[cfg(target_os = "linux")]
#[test]
fn one_answer_accepts_all_the_rest() {
    let folder = accepted();
    set_label(&folder);
    folder.write("a.seq", "A->B: y\n");
    folder.write("c.seq", "A->B: z\n");
    let snapshot = folder.read("a.svg");
    let Some(shown) = typed(&folder, "test --review", "sA") else { return };
    assert!(shown.contains("A accepts the rest"), "{shown}");
    assert_eq!(folder.read("a.svg"), snapshot, "what was skipped is not among the rest");
    assert!(folder.read("c.svg").contains(">z</text>"));
    assert!(folder.read("docs/login.svg").contains(">Log in</text>"));
}

#[test]
fn a_review_needs_a_terminal() {
    let stderr = accepted().run(&["test", "--review"]).stderr(2);
    assert!(stderr.contains("`--review` asks on a terminal, and there is none"), "{stderr}");
}

/// What a test came to is not lost when the output is not read to the end.
#[test]
fn a_closed_pipe_is_no_error() {
    let (reader, writer) = std::io::pipe().expect("a pipe can be made");
    drop(reader);
    let folder = accepted();
    let mut command = folder.command(&["test"]);
    command.stdout(writer);
    let Ran { code, stderr, .. } = finish(command);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
}
