//! Compiles sources: in which dialect they are read, and where the files are that they name.

use std::path::Path;

use seqwright::{Compiled, Dialect, Levels, Options, Source};

use super::files;
use super::plan::{self, Input};
use super::values::Below;

/// How sources are read.
#[derive(Clone, Copy, Default)]
pub struct Reading {
    /// The dialect to read them as, whatever they declare.
    pub dialect: Option<Dialect>,
    /// Whether collapsed fragments are drawn expanded.
    pub expand: bool,
}

/// Makes a source, to be read in a dialect if one is given.
pub fn source(input: &Input, bytes: Vec<u8>, dialect: Option<Dialect>) -> Source {
    let source = Source::from_bytes(input.shown(), bytes);
    match dialect.or_else(|| plan::language_of(input, source.text())) {
        Some(dialect) => source.in_dialect(dialect),
        None => source,
    }
}

/// Compiles a source. The files that it names are read below its folder, or below the current one for standard input.
pub fn compiled(source: &Source, input: &Input, reading: Reading, levels: &Levels) -> Compiled {
    compiled_when(source, input, (reading, &[]), levels)
}

/// Compiles a source and asks when parties can first compute some values.
pub fn compiled_when(
    source: &Source,
    input: &Input,
    (reading, when): (Reading, &[String]),
    levels: &Levels,
) -> Compiled {
    let loader = match input {
        Input::File(path) => Below::new(files::folder_of(path)),
        Input::Stdin(_) => Below::new(Path::new(".")),
    };
    let options = Options::new().loader(&loader).lints(true).levels(levels.clone()).when(when);
    let mut compiled = seqwright::compile_with(source, &options);
    if reading.expand {
        compiled.model.expand();
    }
    compiled
}
