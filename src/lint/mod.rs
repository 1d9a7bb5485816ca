//! Finds constructs that are probably mistakes, and applies the warning levels to the diagnostics of all stages.

mod branches;
mod directive;
mod habits;
mod legible;
mod names;
mod semicolons;
mod weight;

pub(crate) use weight::weigh;

use crate::ast;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Level, Levels, Severity};
use crate::ledger::Ledger;
use crate::model;
use crate::source::Source;

/// Runs the lints, and adds what they find to the diagnostics.
pub(crate) fn lint(
    source: &Source,
    written: &ast::Diagram<'_>,
    diagram: &model::Diagram,
    ledger: Option<&Ledger>,
    levels: &Levels,
    sink: &mut Diagnostics,
) {
    // A comment may ask for a lint that is at `allow` otherwise.
    let has_directives = directive::may_be_in(source);
    let wants = |code| has_directives || levels.of(code) != Level::Allow;
    names::check(written, sink);
    semicolons::check(written, sink);
    // With errors, many findings would be their consequences.
    if !sink.has_errors() {
        habits::check(diagram, ledger, wants, sink);
        if wants(Code::UnbalancedBranches) {
            branches::check(diagram, sink);
        }
        legible::check(diagram, sink);
    }
}

/// Applies the warning levels to the diagnostics of all stages: those of comments in the source, else those of
/// `levels`. Returns the diagnostics in order of place.
pub(crate) fn level(
    source: &Source,
    written: &ast::Diagram<'_>,
    levels: &Levels,
    mut sink: Diagnostics,
) -> Vec<Diagnostic> {
    let directives = directive::read(source, written, &mut sink);
    at_levels(directives.as_ref(), source, levels, sink.into_sorted())
}

/// The same for diagnostics about an output. What is wrong with the comments was reported before.
pub(crate) fn leveled(
    source: &Source,
    written: &ast::Diagram<'_>,
    levels: &Levels,
    diagnostics: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let directives = directive::read(source, written, &mut Diagnostics::new());
    at_levels(directives.as_ref(), source, levels, diagnostics)
}

fn at_levels(
    directives: Option<&directive::Directives>,
    source: &Source,
    levels: &Levels,
    mut kept: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    kept.retain_mut(|diagnostic| {
        if diagnostic.severity == Severity::Error {
            return true;
        }
        let level = directives.and_then(|directives| directives.level(diagnostic, source));
        match level.unwrap_or_else(|| levels.of(diagnostic.code)) {
            Level::Allow => false,
            Level::Warn => true,
            Level::Deny => {
                diagnostic.severity = Severity::Error;
                true
            }
        }
    });
    kept
}

/// The name of a participant in diagnostics: one line, cut where it is too long to help.
fn called(participant: &model::Participant) -> String {
    const MOST: usize = 40;
    let name = participant.label.plain.replace('\n', " ");
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name,
    }
}
