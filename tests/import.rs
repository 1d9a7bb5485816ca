//! Diagrams in Mermaid: what each construct becomes in `.seq`, and that its picture stays the same. Beside `x.mmd` in
//! `tests/import` is its conversion, and what is said about it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use seqwright::{Compiled, Dialect, Level, Levels, Options, Report, Source, Theme};
use seqwright::{compile, compile_with, convert, format, parse};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import/mermaid");

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(CASES).expect("the folder of cases can be read");
    let paths = entries.map(|entry| entry.expect("an entry can be read").path());
    let mut cases: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|it| it == "mmd")).collect();
    cases.sort();
    cases
}

fn mermaid(name: &str, text: &str) -> Source {
    Source::new(name, text).in_dialect(Dialect::Mermaid)
}

/// Compiled with the remarks that are not shown by default.
fn compiled(source: &Source) -> Compiled {
    let mut levels = Levels::default();
    levels.set(seqwright::Code::DrawnOtherwise, Level::Warn);
    compile_with(source, &Options::new().lints(true).levels(levels))
}

/// Checks that the picture of the conversion is the picture of the source, and that the conversion is formatted.
fn assert_same_picture(name: &str, source: &Source) {
    let converted = convert(&parse(source).0);
    let seq = Source::new("x.seq", converted.as_str());
    let (written, diagnostics) = parse(&seq);
    let errors = diagnostics.iter().filter(|one| one.severity == seqwright::Severity::Error).count();
    assert_eq!(errors, 0, "{name}: {converted}\n{diagnostics:?}");
    let picture = |source: &Source| compile(source).svg(&Theme::default());
    assert!(picture(&seq) == picture(source), "{name} has another picture:\n{converted}");
    assert_eq!(format(&seq, &written), converted, "{name} is not formatted");
}

#[test]
fn every_construct_becomes_seq_with_the_same_picture() {
    for case in cases() {
        let stem = case.file_stem().expect("a case has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&case).expect("a case can be read");
        let source = mermaid(&format!("{stem}.mmd"), &text);
        let compiled = compiled(&source);
        let mut shown = String::new();
        if !compiled.has_errors() {
            assert_same_picture(&stem, &source);
            shown += &convert(&parse(&source).0);
        }
        for diagnostic in &compiled.diagnostics {
            write!(shown, "\n{}", Report::new(&source, diagnostic)).expect("a string takes any text");
        }
        assert_eq!(compiled.has_errors(), stem.starts_with("error"), "{stem}:\n{shown}");
        insta::with_settings!({
            snapshot_path => Path::new(CASES), prepend_module_to_snapshot => false, omit_expression => true,
        }, { insta::assert_snapshot!(stem, shown) });
    }
}

/// What means something in Mermaid.
const PIECES: &[&str] = &[
    "A",
    "B",
    "->>",
    "-->>",
    "-x",
    "-)",
    "<<->>",
    "-|\\",
    "//-",
    "()",
    "+",
    "-",
    ":",
    " hi",
    "\n",
    "\n",
    "\n",
    ";",
    "#",
    "#35;",
    "%%",
    "%%{",
    "}%%",
    "---\n",
    "participant ",
    "actor ",
    " as ",
    "create participant ",
    "destroy ",
    "box ",
    "rgb(1,2,3)",
    "rect ",
    "end\n",
    "alt ",
    "else ",
    "par ",
    "and ",
    "critical ",
    "option ",
    "loop ",
    "note over ",
    "note left of ",
    ",",
    "autonumber ",
    "10 .5",
    "off",
    "@{",
    "\"type\": \"queue\"",
    "}",
    "accDescr {",
    "title ",
    "activate ",
    "deactivate ",
    "<br>",
    "wrap:",
    "**",
    "\\",
    "\"",
    "é",
    "\u{202e}",
    "\r\n",
    "=",
    "links ",
    "hsl(1,2%,3%)",
];

/// A text of such pieces, from a fixed seed.
fn random_text(state: &mut u64) -> String {
    let mut next = |below: usize| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*state >> 33).unwrap_or(0) % below
    };
    let count = 1 + next(24);
    let pieces: String = (0..count).map(|_| PIECES[next(PIECES.len())]).collect();
    format!("sequenceDiagram\n{pieces}")
}

#[test]
fn random_texts_never_panic_and_what_is_read_converts_faithfully() {
    let mut state = 17;
    for number in 0..40_000 {
        let text = random_text(&mut state);
        let source = mermaid("x.mmd", &text);
        let (written, diagnostics) = parse(&source);
        let converted = convert(&written);
        // Drawing all of them would take too long.
        if number % 20 == 0 && diagnostics.is_empty() && !compile(&source).has_errors() {
            assert_same_picture(&format!("{text:?} -> {converted:?}"), &source);
        }
    }
}

#[test]
fn a_comment_cannot_change_how_the_conversion_is_read() {
    let source = mermaid("x.mmd", "sequenceDiagram\n%% dialect: js\nA->>B: **x**");
    assert!(!convert(&parse(&source).0).contains("# dialect"));
    assert_same_picture("dialect", &source);
}

#[test]
fn fixes_write_no_seq_into_a_mermaid_file() {
    let source = mermaid("x.mmd", "sequenceDiagram\nparticipant A\nparticipant a\nA->>B: see #12");
    let fixed = seqwright::fix::fix(source, &Options::new());
    assert_eq!(fixed.source.text(), "sequenceDiagram\nparticipant A\nparticipant a\nA->>B: see #35;12");
}
