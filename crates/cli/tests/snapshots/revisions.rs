//! Pictures without a source, and comparisons with a revision.

use super::*;

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
