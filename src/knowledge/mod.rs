//! Checks who can compute what, and since when. `read` resolves names and computes bytes, line by line; `follow` goes
//! through what happens, with all of the file in view, and reports steps that are impossible; `annotate` writes what
//! is learnt into the drawing.

mod annotate;
pub mod bytes;
mod computed;
mod deduce;
mod follow;
mod keylog;
mod plan;
mod read;
mod rule;
mod show;
mod term;
mod values;

use crate::diagnostic::Diagnostics;
use crate::ledger::Ledger;
use crate::loader::Loader;
use crate::model::Diagram;
use crate::run::Run;

/// Checks what a run says about knowledge, as far as that is at most so many facts, and adds what is learnt to the
/// drawing; says when parties can first compute the values with some names.
pub(crate) fn trace(
    diagram: &mut Diagram,
    (run, most): (&Run<'_>, usize),
    (loader, when): (&dyn Loader, &[String]),
    sink: &mut Diagnostics,
) -> Ledger {
    let mut plan = read::read(run, loader, sink);
    let asked = follow::Watch::ask(&mut plan, when);
    let ledger = follow::follow(&plan, asked, most, sink);
    annotate::annotate(diagram, &ledger);
    ledger
}
