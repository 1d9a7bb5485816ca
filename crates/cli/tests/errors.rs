//! Compares the output for every case of `tests/cases/errors` with the snapshot next to it.

use std::fs;
use std::path::{Path, PathBuf};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/errors");

/// The cases, in order of name.
fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(CASES).expect("the folder of cases can be read");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "seq"))
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "there are cases");
    cases
}

/// Compares with the snapshot beside the case.
fn assert_file(case: &Path, actual: String) {
    let stem = case.file_stem().expect("a case has a name").to_string_lossy().into_owned();
    insta::with_settings!({
        snapshot_path => CASES,
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(format!("{stem}.stderr"), actual);
    });
}

/// What the program says of a faulty file, and that it says it with the code that the case is named for.
#[test]
fn reports_of_faulty_sources() {
    for case in cases() {
        let stem = case.file_stem().expect("a case has a name").to_string_lossy().into_owned();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_seqwright"))
            .current_dir(case.parent().expect("a case stands in a folder"))
            .args(["check", &format!("{stem}.seq")])
            .env_clear()
            .output()
            .expect("the program can be run");
        let output = String::from_utf8(output.stderr).expect("the program says text");
        // The case is about the diagnostics; `formats.rs` is about the line that counts them.
        let sum = format!("{stem}.seq: ");
        let is_sum =
            |line: &&str| line.starts_with(&sum) && line.contains("; `seqwright check --fix` fixes ");
        let output: String = output.split_inclusive('\n').filter(|line| !is_sum(line)).collect();
        if seqwright::Code::from_name(&stem).is_some() {
            assert!(output.contains(&format!("[{stem}]")), "{stem} is not output:\n{output}");
        }
        assert_file(&case, output);
    }
}

/// Codes whose cases are not text files that can be here: too large, no sources, in documents, of a
/// build without a feature that the program has (`tests/without_knowledge.rs`), of a PNG (`cli/png.rs`).
const ELSEWHERE: &[&str] = &[
    "source-too-large",
    "picture-too-large",
    "bad-setting",
    "unclosed-fence",
    "unknown-fence-option",
    "knowledge-not-built",
    // Only a PNG has it.
    "missing-glyphs",
    // Only sources in other languages have them (`tests/import`).
    "not-imported",
    "drawn-otherwise",
    "cut-text",
    "left-open",
    "preprocessor-line",
    "not-expanded",
    "preprocessor-limit",
];

#[test]
fn every_code_has_a_case() {
    for code in seqwright::Code::ALL {
        let case = Path::new(CASES).join(format!("{}.seq", code.name()));
        assert!(case.exists() || ELSEWHERE.contains(&code.name()), "no case shows `{}`", code.name());
    }
}
