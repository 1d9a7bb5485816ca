//! Formats sources: in place, as a diff, or as a check.

use std::collections::BTreeSet;

use seqwright::source::Span;
use seqwright::{Code, Diagnostic, Dialect, Levels, Options, Severity, Source};

use super::compile::Outcome;
use super::exit::Exit;
use super::plan::Input;
use super::publish::rewrite;
use super::report::Reporter;
use super::{escape, patch, reading};

/// What to do with the formatted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write it to the file.
    Write,
    /// Report whether the file differs from it.
    Check,
    /// Show how the file differs from it.
    Diff,
}

/// How many lines are shown round a difference.
pub const CONTEXT: usize = 3;

/// Formats one source. A source with errors is left alone, because what was not understood cannot be formatted.
pub fn format(
    input: &Input,
    bytes: Vec<u8>,
    dialect: Option<Dialect>,
    mode: Mode,
    levels: &Levels,
    reporter: &Reporter,
) -> Outcome {
    let name = input.shown();
    let source = reading::source(input, bytes.clone(), dialect);
    if source.dialect().is_some_and(Dialect::is_foreign) {
        let report =
            reporter.remark(&format!("{name}  left alone; `seqwright convert` makes a `.seq` of it"));
        let payload =
            if mode == Mode::Write && matches!(input, Input::Stdin(_)) { bytes } else { Vec::new() };
        return Outcome { report, payload, ..Outcome::default() };
    }
    let (written, mut diagnostics) = seqwright::parse(&source);
    leave_out_allowed(&source, levels, &mut diagnostics);
    let mut outcome = Outcome { report: reporter.diagnostics(&source, &diagnostics), ..Outcome::default() };
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        outcome.report.push_str(&reporter.trouble(&name, "it is not formatted, because it has errors", None));
        outcome.exit = Exit::Errors;
        return outcome;
    }
    settle(input, bytes, &seqwright::format(&source, &written), mode, reporter, &mut outcome);
    outcome
}

/// Writes, compares or shows the formatted text, as the mode says.
pub fn settle(
    input: &Input,
    bytes: Vec<u8>,
    canonical: &str,
    mode: Mode,
    reporter: &Reporter,
    outcome: &mut Outcome,
) {
    let name = input.shown();
    let is_canonical = canonical.as_bytes() == bytes;
    match mode {
        Mode::Write => write_back(input, (&bytes, canonical), "formatted", reporter, outcome),
        Mode::Check | Mode::Diff if is_canonical => unchanged(&name, reporter, outcome),
        Mode::Check => {
            if reporter.is_for_people() {
                outcome.payload = format!("{}: would change\n", escape::name(&name)).into_bytes();
            }
            outcome.report.push_str(&reporter.unformatted(&name, first_change(&bytes, canonical.as_bytes())));
            outcome.change = Some(change(&bytes, canonical.as_bytes()));
            outcome.exit = outcome.exit.max(Exit::Errors);
        }
        Mode::Diff => {
            let words = match change(&bytes, canonical.as_bytes()) {
                Change::OnlyLineEndings => Some("only its line endings would change, from CRLF to LF"),
                Change::AlsoLineEndings => Some("its line endings would change from CRLF to LF, too"),
                Change::Text => None,
            };
            outcome.report.extend(words.map(|words| reporter.status(&name, words)));
            let old = String::from_utf8(bytes).expect("bytes that are no text are an error");
            let diff = patch::unified([name.as_str(); 2], &old, canonical, CONTEXT);
            outcome.payload = patch::shown(diff, patch::Target::of_stdout()).into_bytes();
            outcome.exit = outcome.exit.max(Exit::Errors);
        }
    }
}

/// Writes what became of a file in its place, or that of standard input to standard output; `done` says what was done.
pub fn write_back(
    input: &Input,
    (before, after): (&[u8], &str),
    done: &str,
    reporter: &Reporter,
    outcome: &mut Outcome,
) {
    let name = input.shown();
    match input {
        Input::Stdin(_) => outcome.payload = after.as_bytes().to_vec(),
        Input::File(_) if after.as_bytes() == before => unchanged(&name, reporter, outcome),
        Input::File(path) => match rewrite(path, after.as_bytes()) {
            Ok(()) => outcome.report.push_str(&reporter.remark(&format!("{name}  {done}"))),
            Err(words) => {
                let message = format!("it cannot be written: {words}");
                outcome.report.push_str(&reporter.trouble(&name, &message, None));
                outcome.exit = Exit::Files;
            }
        },
    }
}

fn unchanged(name: &str, reporter: &Reporter, outcome: &mut Outcome) {
    outcome.report.push_str(&reporter.remark(&format!("{name}  unchanged")));
}

/// What formatting changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Texts only.
    Text,
    /// CRLF becomes LF, and no text changes.
    OnlyLineEndings,
    /// CRLF becomes LF, and texts change.
    AlsoLineEndings,
}

fn change(old: &[u8], new: &[u8]) -> Change {
    let has_crlf = |bytes: &[u8]| bytes.windows(2).any(|pair| pair == b"\r\n");
    if !has_crlf(old) || has_crlf(new) {
        return Change::Text;
    }
    let text = String::from_utf8_lossy(old).replace("\r\n", "\n");
    if text.as_bytes() == new { Change::OnlyLineEndings } else { Change::AlsoLineEndings }
}

/// The first line that formatting would change.
fn first_change(old: &[u8], new: &[u8]) -> usize {
    let is_end = |byte: &u8| *byte == b'\n';
    let same = old
        .split_inclusive(is_end)
        .zip(new.split_inclusive(is_end))
        .take_while(|(one, other)| one == other)
        .count();
    (same + 1).min(old.split_inclusive(is_end).count().max(1))
}

/// Removes warnings that are not wanted. Denied ones stay warnings, because formatting does not depend on them.
pub fn leave_out_allowed(source: &Source, levels: &Levels, diagnostics: &mut Vec<Diagnostic>) {
    if diagnostics.is_empty() {
        return;
    }
    let wanted =
        seqwright::compile_with(source, &Options::new().lints(true).levels(levels.clone())).diagnostics;
    let wanted: BTreeSet<(Span, Code)> = wanted.iter().map(|one| (one.span(), one.code)).collect();
    diagnostics.retain(|one| one.severity == Severity::Error || wanted.contains(&(one.span(), one.code)));
}
