//! Where the source uses participants: whether an activation is needed below a fragment.

use std::ops::Range;

use crate::ast::{self, Endpoint, Name, Stmt, StmtKind};
use crate::lookup::Lookup;
use crate::notation::Flow;

/// The places where messages and activations name participants.
#[derive(Default)]
pub(super) struct Uses {
    /// The bytes of the source, in their order, by the number of a name.
    places: Vec<Vec<usize>>,
    names: Lookup<String>,
    /// The operands that do not happen after the current one, those of the outermost fragment first.
    others: Vec<Range<usize>>,
}

impl Uses {
    /// Collects the places; none if no fragment has alternatives, because they are not needed then.
    pub fn of(body: &[Stmt<'_>]) -> Uses {
        let mut uses = Uses::default();
        if has_alternatives(body) {
            uses.collect(body);
        }
        uses
    }

    /// An operand begins that excludes those at the bytes of `others`.
    pub fn enter(&mut self, others: Range<usize>) {
        self.others.push(others);
    }

    /// That operand ends.
    pub fn leave(&mut self) {
        self.others.pop();
    }

    /// Whether a participant is used from a byte on, in what can happen after that.
    pub fn is_used_after(&self, name: &str, mut from: usize) -> bool {
        let Some(places) = self.names.get(name).map(|number| &self.places[number]) else { return false };
        let is_any_in = |range: Range<usize>| {
            let first = places.partition_point(|&place| place < range.start);
            places.get(first).is_some_and(|&place| place < range.end)
        };
        for others in self.others.iter().rev() {
            if is_any_in(from..others.start) {
                return true;
            }
            from = from.max(others.end);
        }
        is_any_in(from..usize::MAX)
    }

    fn collect(&mut self, body: &[Stmt<'_>]) {
        for stmt in body {
            if let StmtKind::Message(message) = &stmt.kind {
                self.message(message);
            } else if let StmtKind::Reference(reference) = &stmt.kind {
                reference.entry.iter().chain(&reference.exit).for_each(|message| self.message(message));
                reference.note.about.iter().for_each(|name| self.name(name));
            } else if let StmtKind::Activate(name, _)
            | StmtKind::Deactivate(name, _)
            | StmtKind::Destroy(name, _) = &stmt.kind
            {
                self.name(name);
            }
            stmt.bodies().into_iter().for_each(|inside| self.collect(inside));
        }
    }

    fn message(&mut self, message: &ast::Message<'_>) {
        for end in [message.first, message.second] {
            if let Endpoint::Participant(name) = end {
                self.name(&name);
            }
        }
    }

    fn name(&mut self, name: &Name<'_>) {
        let place = name.span.start;
        match self.names.get(name.text) {
            Some(number) => self.places[number].push(place),
            None => {
                self.names.add(name.text.to_owned(), self.places.len());
                self.places.push(vec![place]);
            }
        }
    }
}

fn has_alternatives(body: &[Stmt<'_>]) -> bool {
    body.iter().any(|stmt| {
        let is_one = matches!(&stmt.kind, StmtKind::Fragment(fragment)
            if excludes(fragment.kind.flow(fragment.operands.len())));
        is_one || stmt.bodies().into_iter().any(has_alternatives)
    })
}

/// Whether of the operands of a fragment only one happens.
pub(super) fn excludes(flow: Flow) -> bool {
    matches!(flow, Flow::Alternatives | Flow::OptionalAlternatives | Flow::Exit)
}
