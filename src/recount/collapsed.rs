//! The lifelines that end inside of a collapsed fragment: their crosses are drawn below its tab, besides being told in it.

use std::collections::BTreeMap;

use crate::model::{End, Event, EventKind, Fragment, Id};
use crate::notation::Ending;

/// The lifelines that began above a collapsed fragment and have ended in it, with the events that end them.
pub(super) fn crosses(fragment: &Fragment) -> Vec<(Id, &Event)> {
    let mut ends: BTreeMap<Id, Lifeline<'_>> = BTreeMap::new();
    let inside = fragment.operands.iter().flat_map(|operand| &operand.events);
    inside.for_each(|event| event.walk(&mut |event| follow(event, &mut ends)));
    let ended = ends.into_iter().filter(|(_, lifeline)| !lifeline.begins);
    ended.filter_map(|(id, lifeline)| Some((id, lifeline.end?))).collect()
}

/// What happens to a lifeline.
#[derive(Default)]
struct Lifeline<'d> {
    begins: bool,
    end: Option<&'d Event>,
}

fn follow<'d>(event: &'d Event, lifelines: &mut BTreeMap<Id, Lifeline<'d>>) {
    let begun = Lifeline { begins: true, end: None };
    match &event.kind {
        EventKind::Create(id) => {
            lifelines.insert(*id, begun);
        }
        EventKind::Message(message) if message.creates => {
            if let End::Lifeline { of, .. } = message.to {
                lifelines.insert(of, begun);
            }
        }
        EventKind::Destroy(id, ending) => {
            let is_seen = *ending != Ending::Silent;
            lifelines.entry(*id).or_default().end = Some(event).filter(|_| is_seen);
        }
        EventKind::Revive(id) => lifelines.entry(*id).or_default().end = None,
        EventKind::Message(_)
        | EventKind::Note(_)
        | EventKind::Reference(_)
        | EventKind::Learning(_)
        | EventKind::Fragment(_)
        | EventKind::Divider(_)
        | EventKind::Together(_)
        | EventKind::Space(_)
        | EventKind::Activate(_)
        | EventKind::Deactivate(_)
        | EventKind::BarTail
        | EventKind::Spacing(_) => {}
    }
}
