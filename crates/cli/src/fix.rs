//! Applies the fixes of a file or shows them as a diff, lists them, and reports the remaining diagnostics.

use seqwright::fix::{Fixed, Made};
use seqwright::{Compiled, Source};

use super::compile::Outcome;
use super::exit::Exit;
use super::plan::Input;
use super::publish::rewrite;
use super::report::Reporter;
use super::{fmt, patch};

/// The mark that some editors put at the beginning of UTF-8 text. It stays.
pub const BOM: &[u8] = "\u{feff}".as_bytes();

/// Compiles a source to find its diagnostics.
pub type Check<'c> = &'c dyn Fn(&Source) -> Compiled;

/// What is done with the fixed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixing {
    /// The file is replaced.
    Write,
    /// The difference is shown, and nothing is written.
    Diff,
}

/// Fixes one source, and reports the remaining diagnostics.
pub fn fix(
    input: &Input,
    (source, old): (Source, &[u8]),
    fixing: Fixing,
    check: Check<'_>,
    reporter: &Reporter,
) -> Outcome {
    let Fixed { source, compiled, made, .. } = seqwright::fix::fix_by(source, check);
    let report = reporter.diagnostics(&source, &compiled.diagnostics);
    let mut outcome = Outcome { report, ..Outcome::default() };
    outcome.exit = if compiled.has_errors() { Exit::Errors } else { Exit::Done };
    let mut text = if old.starts_with(BOM) { BOM.to_vec() } else { Vec::new() };
    text.extend_from_slice(source.text().as_bytes());
    settle(input, (old, text), &made, fixing, reporter, &mut outcome);
    outcome
}

/// Writes the fixed text to its file or to standard output, or shows the difference, and lists the fixes.
pub fn settle(
    input: &Input,
    (old, text): (&[u8], Vec<u8>),
    made: &[Made],
    fixing: Fixing,
    reporter: &Reporter,
    outcome: &mut Outcome,
) {
    let name = input.shown();
    let verb = if fixing == Fixing::Diff { "would fix" } else { "fixed" };
    let list = |outcome: &mut Outcome| {
        for one in made {
            let change = format!("{verb} {}: {}", one.code, one.message);
            outcome.report += &reporter.status(&format!("{name}:{}", one.line), &change);
        }
    };
    match (fixing, input) {
        (Fixing::Diff, _) if !made.is_empty() => {
            let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(&text));
            let diff = patch::unified([name.as_str(); 2], &old, &new, fmt::CONTEXT);
            outcome.payload = patch::shown(diff, patch::Target::of_stdout()).into_bytes();
            outcome.exit = outcome.exit.max(Exit::Errors);
            list(outcome);
        }
        (Fixing::Write, Input::Stdin(_)) => {
            outcome.payload = text;
            list(outcome);
        }
        (Fixing::Write | Fixing::Diff, _) if made.is_empty() => {
            outcome.report += &reporter.remark(&format!("{name}  nothing to fix"));
        }
        (Fixing::Diff, _) => {}
        (Fixing::Write, Input::File(path)) => match rewrite(path, &text) {
            Ok(()) => list(outcome),
            Err(words) => {
                outcome.report += &reporter.trouble(&name, &format!("it cannot be written: {words}"), None);
                outcome.exit = Exit::Files;
            }
        },
    }
}
