//! Resolves references that messages lead into or out of.

use super::{Origin, Walk};
use crate::ast;
use crate::diagnostic::Code;
use crate::model::{Activation, End, Event, EventKind, Note, Reference};

impl Walk<'_> {
    pub(super) fn reference(&mut self, written: &ast::Reference<'_>, place: Origin, events: &mut Vec<Event>) {
        let from = written.entry.as_ref().map(|entry| self.end(&entry.first, place.line));
        let Some(note) = self.note_of(&written.note, place) else { return };
        let (mut entry, mut exit) = (Vec::new(), Vec::new());
        // The participant that is named first takes the message and gives the answer.
        let host = written.note.about.first();
        if let (Some(message), Some(from)) = (&written.entry, from)
            && let Some(border) = self.border(&note, from, &message.first)
        {
            self.report_creation(message);
            self.send(message, (from, border), place, &mut entry);
            if let (true, Some(host)) = (message.activates, host) {
                let of = self.names.mention(host, place.line);
                let style = self.look.activation(of);
                self.activate(Activation { of, style }, place, &mut entry);
            }
        }
        if let Some(message) = &written.exit {
            let to = self.end(&message.second, place.line);
            if let Some(border) = self.border(&note, to, &message.second) {
                self.send(message, (border, to), place, &mut exit);
                if let (true, Some(host)) = (message.deactivates, host) {
                    self.deactivate(host, ast::When::Now, place, &mut exit);
                }
            }
        }
        place.push(EventKind::Reference(Box::new(Reference { note, entry, exit })), events);
    }

    /// The side of a reference that faces an end. A participant that the reference is over is inside of it, and no
    /// arrow leads from there to its border.
    fn border(&mut self, note: &Note, other: End, written: &ast::Endpoint<'_>) -> Option<End> {
        let side = match other {
            End::LeftBorder => note.first,
            End::RightBorder | End::Reference(_) => note.last,
            End::Lifeline { of, .. } if of < note.first => note.first,
            End::Lifeline { of, .. } if of > note.last => note.last,
            End::Lifeline { .. } => {
                if let ast::Endpoint::Participant(name) = written {
                    self.sink
                        .error(
                            Code::MalformedStatement,
                            name.span,
                            format!("`{}` stands inside of this reference", name.text),
                        )
                        .at("no arrow leads from here to its border")
                        .help("leave it out of the names after `over`, or write `ref over A,B: text` alone");
                }
                return None;
            }
        };
        Some(End::Reference(side))
    }

    fn report_creation(&mut self, entry: &ast::Message<'_>) {
        if entry.creates {
            self.sink
                .error(Code::MalformedStatement, entry.arrow_span, "a message does not create a reference")
                .at("`*` creates a participant")
                .help("delete the `*`");
        }
    }
}
