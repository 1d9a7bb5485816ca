//! Finds alternatives that leave a participant active in one branch and not in another.

use std::collections::BTreeMap;

use super::called;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Diagram, Event, EventKind, Fragment, Id, Participant};
use crate::notation::FragmentKind;
use crate::source::Span;

/// How many more bars each participant has than at some earlier point. Those with none are left out.
type OpenBars = BTreeMap<Id, i64>;

/// Compares the ends of the branches of every `alt`.
pub(super) fn check(diagram: &Diagram, sink: &mut Diagnostics) {
    events(&diagram.events, &diagram.participants, &mut OpenBars::new(), sink);
}

fn events(all: &[Event], participants: &[Participant], change: &mut OpenBars, sink: &mut Diagnostics) {
    for event in all {
        if let EventKind::Activate(activation) = &event.kind {
            *change.entry(activation.of).or_default() += 1;
        } else if let EventKind::Deactivate(id) = &event.kind {
            *change.entry(*id).or_default() -= 1;
        } else if let EventKind::Fragment(fragment) = &event.kind {
            self::fragment(fragment, event.span, participants, change, sink);
        } else {
            event.bodies().into_iter().for_each(|inside| events(inside, participants, change, sink));
        }
    }
}

/// The changes at the start of an operand restore the state before the fragment, so the sum up to the end of each
/// operand is what that operand alone changed.
fn fragment(
    of: &Fragment,
    span: Span,
    participants: &[Participant],
    change: &mut OpenBars,
    sink: &mut Diagnostics,
) {
    let mut ends: Vec<OpenBars> = Vec::with_capacity(of.operands.len());
    let mut inside = OpenBars::new();
    for operand in &of.operands {
        events(&operand.events, participants, &mut inside, sink);
        inside.retain(|_, bars| *bars != 0);
        ends.push(inside.clone());
    }
    for (id, bars) in inside {
        *change.entry(id).or_default() += bars;
    }
    if of.kind != FragmentKind::Alt || ends.len() < 2 {
        return;
    }
    let differs = |id: &Id| ends.iter().any(|end| end.get(id) != ends[0].get(id));
    let mut ids: Vec<Id> = ends.iter().flat_map(|end| end.keys().copied()).filter(differs).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let name = called(&participants[id.index()]);
        sink.warn(
            Code::UnbalancedBranches,
            span,
            format!("`{name}` is active after one branch of this `alt` and not after another"),
        )
        .at("its branches end differently")
        .help(format!(
            "write `activate {name}` and `deactivate {name}` in every branch, or outside of the `alt`"
        ));
    }
}
