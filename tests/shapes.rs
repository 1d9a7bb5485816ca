//! No source of a moderate size makes a picture, a list of diagnostics or a table of knowledge out of all proportion:
//! the hundred shapes that multiply if anything does. What they take of time and memory is measured by
//! `scripts/shapes.sh`, because a test that is timed fails on a busy machine.

#[path = "shapes/table.rs"]
mod table;

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use seqwright::{Code, Options, Source, Theme, compile, compile_with};
use table::SHAPES;

/// How large the sources are here. Products are a hundred times as large as at a tenth of it.
const BYTES: usize = 100_000;

/// The largest picture of a source, in bytes: docs/language.md, "Limits".
fn most(source: &Source) -> usize {
    (16 << 20) + 64 * source.text().len()
}

#[test]
fn no_picture_is_larger_than_its_source_allows() {
    for (name, shape) in SHAPES {
        let source = Source::new("shape.seq", shape(BYTES));
        let compiled = compile(&source);
        if !compiled.has_errors() {
            let svg = compiled.svg(&Theme::default()).len();
            assert!(svg <= most(&source), "{name}: {svg} bytes of {}", source.text().len());
        }
    }
}

#[test]
fn no_report_is_too_long_to_read() {
    for (name, shape) in SHAPES {
        let source = Source::new("shape.seq", shape(BYTES));
        let words: usize = compile_with(&source, &Options::new().lints(true))
            .diagnostics
            .iter()
            .map(|one| one.message.len() + one.notes.iter().chain(&one.help).map(String::len).sum::<usize>())
            .sum();
        assert!(words <= most(&source), "{name}: {words} bytes of diagnostics");
    }
}

#[test]
fn what_is_too_large_is_reported_with_its_place_and_a_fix() {
    for wanted in ["wide collapsed fragments", "one image that is made and ended", "a long link with breaks"]
    {
        let (_, shape) = SHAPES.iter().find(|(name, _)| *name == wanted).expect("there is such a shape");
        let source = Source::new("shape.seq", shape(190_000));
        let compiled = compile(&source);
        let found = compiled.diagnostics.iter().find(|one| one.code == Code::PictureTooLarge);
        let found = found.unwrap_or_else(|| panic!("{wanted}: {:?}", compiled.diagnostics.first()));
        assert!(!found.span().is_empty() && found.help.is_some(), "{wanted}: {found:?}");
    }
}

#[test]
fn large_pictures_that_are_ordinary_are_drawn() {
    let wide: String =
        (0..300).map(|at| format!("note over p0,p99: {at}\np{}->p{}: x\n", at % 100, at % 99)).collect();
    let names: String = (0..100).map(|at| format!("participant p{at}\n")).collect();
    for text in [names + &wide, "Client->Server: a request with some words\n".repeat(20_000)] {
        let compiled = compile(&Source::new("ordinary.seq", text));
        assert!(!compiled.has_errors(), "{:?}", compiled.diagnostics.first());
    }
}

#[test]
fn shapes_have_names_of_their_own_and_keep_to_their_size() {
    let names: HashSet<&str> = SHAPES.iter().map(|(name, _)| *name).collect();
    assert!(names.len() == SHAPES.len() && names.len() > 100, "{}", names.len());
    for (name, shape) in SHAPES {
        let bytes = shape(BYTES).len();
        assert!(bytes <= BYTES + 1000, "{name}: {bytes} bytes");
    }
}

#[test]
#[ignore = "it writes the files that scripts/shapes.sh measures"]
fn shapes_are_written() {
    let folder = std::env::var_os("SHAPES").expect("SHAPES names a folder");
    for (name, shape) in SHAPES {
        let path = Path::new(&folder).join(name.replace(' ', "-")).with_extension("seq");
        fs::write(path, shape(190_000)).expect("the folder can be written to");
    }
}
