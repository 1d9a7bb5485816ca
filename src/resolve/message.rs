//! Resolves messages: their two ends, and what they activate, deactivate and create.

use super::styles::Type;
use super::{Origin, Walk, ends_at, markup};
use crate::ast;
use crate::diagnostic::Code;
use crate::model::{Activation, End, Event, EventKind, Message};

impl Walk<'_> {
    pub(super) fn message(&mut self, message: &ast::Message<'_>, place: Origin, events: &mut Vec<Event>) {
        let first = self.end(&message.first, place.line);
        let second = self.end(&message.second, place.line);
        self.send(message, (first, second), place, events);
    }

    /// A message between two ends, in the order written.
    pub(super) fn send(
        &mut self,
        message: &ast::Message<'_>,
        (first, second): (End, End),
        place: Origin,
        events: &mut Vec<Event>,
    ) {
        let (arrow, from, to) = message.arrow.directed(first, second);
        let creates = match (message.creates, to) {
            (true, End::Lifeline { of, .. }) => self.create(of, message.arrow_span),
            _ => false,
        };
        let is_sent_by_first = message.arrow.directed(true, false).1;
        self.report_ended([
            (first, message.first, is_sent_by_first),
            (second, message.second, !is_sent_by_first),
        ]);
        let number = self.numbering.count();
        let delay = message.delay.map_or(0, |delay| self.number_of(&delay, 0));
        let style = self.styles.message(&message.style, self.sink);
        let begun = self.styles.beginning(Some(Type::Message), &message.style);
        let text = self.reading.at(text_place(from, to), message.text, begun, self.sink);
        self.continue_line(from, arrow.line, events);
        let protection = None;
        self.callers.sent(from, to);
        place.push(
            EventKind::Message(Message { from, to, arrow, text, number, style, creates, delay, protection }),
            events,
        );
        self.join_line(events);
        if let (true, End::Lifeline { of, .. }) = (message.activates, to) {
            let style = self.look.activation(of);
            self.activate(Activation { of, style }, place, events);
        }
        self.activate_by_itself(message, from, to, place, events);
        if let (true, ast::Endpoint::Participant(name)) = (message.deactivates, message.first) {
            self.deactivate(&name, ast::When::Now, place, events);
        }
    }

    /// A message from or to a participant whose lifeline has ended, or from one whose activation may have.
    fn report_ended(&mut self, ends: [(End, ast::Endpoint<'_>, bool); 2]) {
        for (end, written, is_sender) in ends {
            let (End::Lifeline { of, .. }, ast::Endpoint::Participant(name)) = (end, written) else {
                continue;
            };
            self.names.take_part(of);
            if is_sender && self.lifetimes.depth(of) == 0 {
                self.report_optional_end(of, &name);
            }
            if self.lifetimes.has_ended(of) {
                self.sink
                    .warn(Code::AfterDestroy, name.span, format!("`{}` has been destroyed", name.text))
                    .at("its lifeline ends above")
                    .help("destroy it later, or create it anew with `->*`");
            }
        }
    }

    pub(super) fn end(&mut self, endpoint: &ast::Endpoint<'_>, line: u32) -> End {
        match endpoint {
            ast::Endpoint::Participant(name) => {
                let of = self.names.mention(name, line);
                End::Lifeline { of, depth: self.lifetimes.depth(of) }
            }
            ast::Endpoint::LeftBorder(_) => End::LeftBorder,
            // Which side of a reference it is, `reference` knows.
            ast::Endpoint::RightBorder(_) | ast::Endpoint::Reference(_) => End::RightBorder,
        }
    }
}

/// Where the text of a message is: that of a self message is beside its loop.
fn text_place(from: End, to: End) -> markup::Position {
    match from {
        End::Lifeline { of, .. } if ends_at(to, of) => markup::Position::Elsewhere,
        End::Lifeline { .. } | End::LeftBorder | End::RightBorder | End::Reference(_) => {
            markup::Position::Arrow
        }
    }
}
