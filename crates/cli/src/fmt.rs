//! The bytes of a source in, the same source in its canonical form out: in place, or as a diff, or as a verdict.

use std::collections::BTreeSet;

use seqwright::source::Span;
use seqwright::{Code, Diagnostic, Dialect, Levels, Options, Severity, Source};

use super::compile::{self, Outcome};
use super::exit::Exit;
use super::plan::Input;
use super::publish::rewrite;
use super::report::Reporter;
use super::{escape, patch};

/// What is done with the canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It takes the place of the file.
    Write,
    /// Whether the file differs from it is said.
    Check,
    /// How the file differs from it is shown.
    Diff,
}

/// How many lines are shown round a difference.
const CONTEXT: usize = 3;

/// Formats one source. One with errors stays as it is: what was not understood cannot be written better.
pub fn format(
    input: &Input,
    bytes: Vec<u8>,
    dialect: Option<Dialect>,
    mode: Mode,
    levels: &Levels,
    reporter: &Reporter,
) -> Outcome {
    let name = input.shown();
    let source = compile::source(input, bytes.clone(), dialect);
    let (written, mut complaints) = seqwright::parse(&source);
    leave_out_allowed(&source, levels, &mut complaints);
    let mut outcome = Outcome { report: reporter.complaints(&source, &complaints), ..Outcome::default() };
    if complaints.iter().any(|complaint| complaint.severity == Severity::Error) {
        outcome.report.push_str(&reporter.trouble(&name, "it is not formatted, because it has errors", None));
        outcome.exit = Exit::Errors;
        return outcome;
    }
    settle(input, bytes, &seqwright::format(&source, &written), mode, reporter, &mut outcome);
    outcome
}

/// Does with the canonical form of what was read what the mode says.
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
    match (mode, input) {
        (Mode::Write, Input::Stdin(_)) => outcome.payload = canonical.as_bytes().to_vec(),
        (Mode::Write | Mode::Check | Mode::Diff, _) if is_canonical => {
            outcome.report.push_str(&reporter.remark(&format!("{name}  unchanged")));
        }
        (Mode::Write, Input::File(path)) => match rewrite(path, canonical.as_bytes()) {
            Ok(()) => outcome.report.push_str(&reporter.remark(&format!("{name}  formatted"))),
            Err(words) => {
                let message = format!("it cannot be written: {words}");
                outcome.report.push_str(&reporter.trouble(&name, &message, None));
                outcome.exit = Exit::Files;
            }
        },
        (Mode::Check, _) => {
            outcome.payload = format!("{}: would change\n", escape::name(&name)).into_bytes();
            outcome.exit = outcome.exit.max(Exit::Errors);
        }
        (Mode::Diff, _) => {
            let old = String::from_utf8(bytes).expect("bytes that are no text are an error");
            let diff = patch::unified([name.as_str(); 2], &old, canonical, CONTEXT);
            outcome.payload = patch::shown(diff, patch::Target::of_stdout()).into_bytes();
            outcome.exit = outcome.exit.max(Exit::Errors);
        }
    }
}

/// Leaves out the warnings that are not wanted. What is denied stays a warning: the form has nothing to do with it.
pub fn leave_out_allowed(source: &Source, levels: &Levels, complaints: &mut Vec<Diagnostic>) {
    if complaints.is_empty() {
        return;
    }
    let wanted =
        seqwright::compile_with(source, &Options::new().lints(true).levels(levels.clone())).diagnostics;
    let wanted: BTreeSet<(Span, Code)> = wanted.iter().map(|one| (one.span(), one.code)).collect();
    complaints.retain(|one| one.severity == Severity::Error || wanted.contains(&(one.span(), one.code)));
}
