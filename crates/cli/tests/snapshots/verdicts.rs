//! What passes and what fails.

use super::*;

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
