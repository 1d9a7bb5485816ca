//! `Unit`: what stands at one height with what follows it, such as a message with its note.

use super::{Line, PlantUmlFront, SourceLine};
use crate::ast::Written;
use crate::parse::front::{Close, LineKind, Open, OpenBlock, Reach};
use crate::source::Span;

/// The last message or note, as a part of what has been made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Its first line.
    pub start: usize,
    /// The line with the brace that ends it, if it has braces.
    pub close: Option<usize>,
    /// Whether a message is in it.
    pub has_message: bool,
}

impl<'s> PlantUmlFront<'s> {
    /// What follows begins a unit of its own.
    pub(super) fn begin_unit(&mut self, has_message: bool) {
        self.gap = None;
        self.unit = Some(Unit { start: self.out.len(), close: None, has_message });
    }

    /// What follows stands beside the last unit. Returns `false` where there is none.
    pub(super) fn join_unit(&mut self, line: &Line<'s>) -> bool {
        let Some(unit) = &mut self.unit else { return false };
        match unit.close.take() {
            // What came after the brace moves inside.
            Some(close) => {
                self.out.remove(close);
            }
            None => {
                let at = self.out.get(unit.start).map_or(line.span, |first| first.span);
                let block = OpenBlock::Braces { parallel: true };
                let open = LineKind::Open(Open { word: "parallel {", end: "}", block });
                self.out.insert(unit.start, SourceLine { kind: open, span: at, number: line.number });
            }
        }
        true
    }

    /// Ends the braces that were opened or reopened.
    pub(super) fn end_joined(&mut self, line: &Line<'s>) {
        let close = self.out.len();
        let written = Written { text: "}", span: Span::new(line.span.end, line.span.end) };
        self.push(LineKind::Close(Close { written, word: None, reach: Reach::Outward }), line);
        if let Some(unit) = &mut self.unit {
            unit.close = Some(close);
        }
    }

    /// Nothing stands beside what came before.
    pub(super) fn end_unit(&mut self) {
        (self.unit, self.gap) = (None, None);
    }
}
