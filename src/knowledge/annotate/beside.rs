//! Boxes of what is learnt, at one height: between two messages, no party's steps come before those of another.

use crate::model::{Act, Event, EventId, EventKind, Learning};

/// Puts what is learnt into the box above of the same parties, or else beside those of others. Gives it back if it
/// needs a row of its own: after an event of another kind, or where a party has a box above with others.
pub(super) fn put(learning: Learning, all: &mut [Event]) -> Result<(), Learning> {
    let Some(mut boxes) = all.last_mut().and_then(boxes).filter(|_| learning.act == Act::Learns) else {
        return Err(learning);
    };
    match boxes.iter_mut().find(|own| (own.first, own.last) == (learning.first, learning.last)) {
        Some(own) => {
            own.facts.extend(learning.facts);
            Ok(())
        }
        None => Err(learning),
    }
}

/// Adds an event: in the row above if both are boxes of what is learnt, and of different parties. A row that becomes one
/// of several gets the number.
pub(super) fn push(event: Event, row: impl FnOnce() -> EventId, all: &mut Vec<Event>) {
    let EventKind::Learning(new) = &event.kind else { return all.push(event) };
    let is_apart = |other: &&mut Learning| other.last < new.first || new.last < other.first;
    let has_room = new.act == Act::Learns
        && all.last_mut().and_then(boxes).is_some_and(|boxes| boxes.iter().all(is_apart));
    match all.last_mut().filter(|_| has_room) {
        Some(Event { kind: EventKind::Together(inside), .. }) => inside.push(event),
        Some(above) => {
            let other = Event { kind: EventKind::Together(Vec::new()), id: row(), ..*above };
            let other = std::mem::replace(above, other);
            above.kind = EventKind::Together(vec![other, event]);
        }
        None => all.push(event),
    }
}

/// The boxes of what is learnt that are an event; none if it is something else, or more than that.
fn boxes(event: &mut Event) -> Option<Vec<&mut Learning>> {
    let is_row = matches!(event.kind, EventKind::Together(_));
    let events: Vec<&mut Event> =
        if is_row { event.bodies_mut().into_iter().flatten().collect() } else { vec![event] };
    events.into_iter().map(learnt).collect()
}

fn learnt(event: &mut Event) -> Option<&mut Learning> {
    let EventKind::Learning(learning) = &mut event.kind else { return None };
    Some(learning).filter(|learning| learning.act == Act::Learns)
}
