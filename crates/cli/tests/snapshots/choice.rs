//! What is tested.

use super::*;

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
