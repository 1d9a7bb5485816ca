//! Applies the fixes of a file, and reports the remaining diagnostics.

use seqwright::fix::Fixed;
use seqwright::{Compiled, Source};

use super::compile::Outcome;
use super::exit::Exit;
use super::plan::Input;
use super::publish::rewrite;
use super::report::Reporter;

/// The mark that some editors put at the beginning of UTF-8 text. It stays.
pub const BOM: &[u8] = "\u{feff}".as_bytes();

/// Compiles a source to find its diagnostics.
pub type Check<'c> = &'c dyn Fn(&Source) -> Compiled;

/// Fixes one source, and reports the remaining diagnostics.
pub fn fix(input: &Input, source: Source, has_mark: bool, check: Check<'_>, reporter: &Reporter) -> Outcome {
    let Fixed { source, compiled, count, .. } = seqwright::fix::fix_by(source, check);
    let report = reporter.diagnostics(&source, &compiled.diagnostics);
    let mut outcome = Outcome { report, ..Outcome::default() };
    outcome.exit = if compiled.has_errors() { Exit::Errors } else { Exit::Done };
    let mut text = if has_mark { BOM.to_vec() } else { Vec::new() };
    text.extend_from_slice(source.text().as_bytes());
    settle(input, text, count, reporter, &mut outcome);
    outcome
}

/// Writes the fixed text to its file or to standard output, and reports how many fixes were applied.
pub fn settle(input: &Input, text: Vec<u8>, count: usize, reporter: &Reporter, outcome: &mut Outcome) {
    let name = input.shown();
    match input {
        Input::Stdin(_) => outcome.payload = text,
        Input::File(_) if count == 0 => {
            outcome.report += &reporter.remark(&format!("{name}  nothing to fix"));
        }
        Input::File(path) => match rewrite(path, &text) {
            Ok(()) => {
                let word = if count == 1 { "fault" } else { "faults" };
                outcome.report += &reporter.remark(&format!("{name}  {count} {word} fixed"));
            }
            Err(words) => {
                outcome.report += &reporter.trouble(&name, &format!("it cannot be written: {words}"), None);
                outcome.exit = Exit::Files;
            }
        },
    }
}
