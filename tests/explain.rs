//! The wrong and the right sources that `explain` shows.

use seqwright::{Code, Level, Levels, Options, Source, compile_with};

/// The codes of all diagnostics of a source, with every warning on.
fn codes(text: &str) -> Vec<Code> {
    let mut levels = Levels::default();
    for &code in Code::ALL.iter().filter(|code| code.is_adjustable()) {
        levels.set(code, Level::Warn);
    }
    let options = Options::new().lints(true).levels(levels);
    compile_with(&Source::new("x", text), &options).diagnostics.iter().map(|one| one.code).collect()
}

/// Codes about what is not in the text of a diagram, or takes a large one.
const WITHOUT: &[&str] = &[
    "not-utf-8",
    "utf-16",
    "bad-setting",
    "source-too-large",
    "picture-too-large",
    // Only a PNG has it.
    "missing-glyphs",
    "too-deep",
    "unclosed-fence",
    "unknown-fence-option",
    "bad-image",
    // These are about sources in another language.
    "not-imported",
    "drawn-otherwise",
    "left-open",
    "cut-text",
    "preprocessor-line",
    "not-expanded",
    "preprocessor-limit",
    "long-label",
    "too-much-to-compute",
    "not-compared",
    "values-not-read",
    "malformed-values",
    "unmarked-values",
    "unused-bytes",
    "knowledge-not-built",
];

#[test]
fn the_wrong_source_has_the_fault_and_the_right_one_has_none() {
    let mut faulty = Vec::new();
    for (&code, example) in Code::ALL.iter().filter_map(|code| Some((code, code.example()?))) {
        let (wrong, right) = (codes(example.wrong), codes(example.right));
        if !wrong.contains(&code) || !right.is_empty() {
            faulty.push(format!("{code}: {wrong:?} {right:?}"));
        }
    }
    assert_eq!(faulty, [""; 0]);
}

#[test]
fn every_code_has_an_example_if_a_short_text_can_have_the_fault() {
    let without = Code::ALL.iter().filter(|code| code.example().is_none()).map(|code| code.name());
    assert_eq!(without.collect::<Vec<_>>(), WITHOUT);
}
