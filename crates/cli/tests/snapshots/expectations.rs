//! Expectations.

use super::*;

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
