//! Sixty snapshots to renew, and one look to see why: equal differences are grouped, counted by kind and accepted by
//! kind.

#[path = "common/program.rs"]
mod program;

use program::Folder;

/// A folder with sixty sources and their snapshots.
fn sixty() -> Folder {
    let sources: Vec<(String, String)> = (0..60)
        .map(|at| (format!("docs/d{at:02}.seq"), format!("A->B: message {at}\nB-->A: answer {at}\n")))
        .collect();
    let files: Vec<(&str, &str)> = sources.iter().map(|(name, text)| (&**name, &**text)).collect();
    let folder = Folder::with(&files);
    folder.run(&["test", "--accept"]).stdout(0);
    folder
}

/// The same with another theme, and two sources with other texts.
fn with_another_theme() -> Folder {
    let folder = sixty();
    folder.write("seqwright.toml", "theme = \"contrast\"\n");
    folder.write("docs/d07.seq", "A->B: message 7\nB-->A: no answer\n");
    folder.write("docs/d09.seq", "A->B: message 9\nB-->A: not now\n");
    folder
}

#[test]
fn what_only_looks_otherwise_is_one_entry_with_the_count_and_the_names() {
    let output = with_another_theme().run_in_ci(&["test"]).stdout(1);
    let failed: Vec<&str> = output.lines().filter(|line| line.starts_with("FAIL ")).collect();
    let expected = [
        "FAIL docs/d00.seq  (docs/d00.svg differs: style)",
        "FAIL docs/d07.seq  (docs/d07.svg differs: text)",
        "FAIL docs/d09.seq  (docs/d09.svg differs: text)",
    ];
    assert_eq!(failed, expected, "{output}");
    let names = (1..10).filter(|at| ![7, 9].contains(at)).map(|at| format!("docs/d{at:02}.seq"));
    let names: Vec<String> = names.chain(["docs/d10.seq".to_owned()]).collect();
    let line =
        format!("  differences of the same kinds in 57 other tests: {}, and 49 more\n", names.join(", "));
    assert!(output.contains(&line), "{output}");
    assert!(output.lines().count() < 60, "{output}");
}

#[test]
fn the_summary_counts_by_kind() {
    let folder = with_another_theme();
    let output = folder.run_in_ci(&["test"]).stdout(1);
    assert!(output.contains("\ndifferences by kind: 2 text, 58 style\n"), "{output}");
    let markdown = folder.run_in_ci(&["test", "--format", "markdown"]).stdout(1);
    assert!(markdown.contains("\nDifferences by kind: 2 text, 58 style\n"), "{markdown}");
    let json = folder.run_in_ci(&["test", "--format", "json"]).stdout(1);
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(json["summary"]["kinds"], serde_json::json!({ "text": 2, "style": 58 }));
}

#[test]
fn what_only_looks_otherwise_is_accepted_by_its_kind() {
    let folder = with_another_theme();
    let output = folder.run(&["test"]).stdout(1);
    assert!(
        output.contains("run  seqwright test --accept=style   for the 58 that only look otherwise\n"),
        "{output}"
    );
    let output = folder.run(&["test", "--accept=style"]).stdout(1);
    assert!(output.contains("\n0 passed, 2 failed, 0 new, 0 unreferenced, 58 accepted ("), "{output}");
    let output = folder.run(&["test", "--accept=text,style"]).stdout(0);
    assert!(output.contains("58 passed, 0 failed, 0 new, 0 unreferenced, 2 accepted ("), "{output}");
    folder.run(&["test"]).stdout(0);
}

#[test]
fn a_kind_is_accepted_with_what_follows_from_it_and_nothing_else() {
    let folder = Folder::with(&[("a.seq", "A->B: hello\n"), ("b.seq", "A->B: hello\n")]);
    folder.run(&["test", "--accept"]).stdout(0);
    // A longer label moves the participants; a message more is another kind.
    folder.write("a.seq", "A->B: hello to all of you who are there\n");
    folder.write("b.seq", "A->B: bye\nA->B: bye\n");
    folder.run(&["test", "--accept=layout"]).stdout(1);
    let output = folder.run(&["test", "--accept=text"]).stdout(1);
    assert!(output.contains("ok   a.seq"), "{output}");
    assert!(output.contains("FAIL b.seq  (b.svg differs: structure)"), "{output}");
    assert!(folder.run(&["test", "--help"]).printed().contains("- structure:"));
}

#[test]
fn a_first_note_adds_three_lines_to_the_style_sheet() {
    let folder = Folder::with(&[("a.seq", "A->B: hello\n"), ("b.seq", "A->B: hello\nnote over A: hi\n")]);
    folder.run(&["."]).stdout(0);
    let style = |name: &str| {
        let text = folder.read(name);
        let (_, rest) = text.split_once("<style>\n").expect("it has a style sheet");
        let (style, _) = rest.split_once("</style>").expect("it has an end");
        style.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (before, after) = (style("a.svg"), style("b.svg"));
    let new: Vec<&String> = after.iter().filter(|line| !before.contains(line)).collect();
    assert_eq!(new.len(), 3, "for light pages, dark pages and colours of the system: {new:?}");
    assert!(before.iter().all(|line| after.contains(line)), "no other line changes");
}

// Conflicts.

const CONFLICT: &str = "A->B: hello\n<<<<<<< HEAD\nB->A: ours\n=======\nalt x\nB->A theirs\n>>>>>>> topic\n";

#[test]
fn a_source_that_git_could_not_merge_is_one_error() {
    let folder = Folder::with(&[("a.seq", CONFLICT), ("b.md", &format!("# B\n\n```seq\n{CONFLICT}```\n"))]);
    let report = folder.run(&["check", "--format", "short"]).stderr(1);
    let message = "error[conflict-marks]: git could not merge this file: it has conflict marks";
    assert_eq!(report, format!("a.seq:2:1: {message}\nb.md:5:1: {message}\n"));
    folder.run(&["fmt", "a.seq"]).stderr(1);
    folder.run(&["check", "--fix", "a.seq"]).stderr(1);
    assert_eq!(folder.read("a.seq"), CONFLICT);
    assert!(!folder.run(&["a.seq"]).stderr(1).contains("missing-colon"));
}

#[test]
fn a_snapshot_that_git_could_not_merge_is_written_anew() {
    let folder = Folder::with(&[("a.seq", "A->B: hello\n")]);
    folder.run(&["test", "--accept"]).stdout(0);
    let sound = folder.read("a.svg");
    let (first, rest) = sound.split_once('\n').expect("it has lines");
    let conflicts = [
        format!("<<<<<<< HEAD\n{first}\n=======\n{}\n>>>>>>> topic\n{rest}", first.replace("168", "170")),
        sound.replace("<style>", "<<<<<<< HEAD\n<style>\n=======\n<style >\n>>>>>>> topic"),
    ];
    for conflict in conflicts {
        folder.write("a.svg", &conflict);
        let output = folder.run_in_ci(&["test"]).stdout(1);
        assert!(output.starts_with("FAIL a.seq  (git could not merge a.svg)\n"), "{output}");
        assert!(output.contains("`--accept` writes it anew, and `git checkout --theirs a.svg`"), "{output}");
        assert_eq!(output.lines().count(), 4, "{output}");
        folder.run(&["test", "--accept"]).stdout(0);
        assert_eq!(folder.read("a.svg"), sound);
    }
}
