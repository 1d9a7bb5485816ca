//! Messages.

use std::mem::discriminant;

use super::{Style, StyleParts};
use crate::notation::Arrow;
use crate::protocol::Payload;
use crate::source::{Name, Span, Written};

/// One end of a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Endpoint<'s> {
    /// A participant.
    Participant(Name<'s>),
    /// `[`: the left border of the diagram.
    LeftBorder(Span),
    /// `]`: the right border of the diagram.
    RightBorder(Span),
    /// `ref over …` or `end ref`: the reference that the message leads into or out of.
    Reference(Span),
}

/// A message. `first` and `second` are in the order written, whichever way the arrow points.
#[derive(Clone, Debug, PartialEq)]
pub struct Message<'s> {
    /// The end written first.
    pub first: Endpoint<'s>,
    /// The arrow; its tail is at `first`.
    pub arrow: Arrow,
    /// The bytes of the arrow with its style and marks.
    pub arrow_span: Span,
    /// Colour and width of the line.
    pub style: Style<'s>,
    /// `*`: the receiver is created by it.
    pub creates: bool,
    /// `+`: the receiver is activated.
    pub activates: bool,
    /// `-` after the arrow: the sender is deactivated.
    pub deactivates: bool,
    /// `(N)`: the far end is N units lower.
    pub delay: Option<Written<'s>>,
    /// The end written second.
    pub second: Endpoint<'s>,
    /// What follows the colon; empty where nothing does.
    pub text: Written<'s>,
    /// The text once more, read as a name and what is sent under it: only in sources that speak of knowledge.
    pub payload: Option<Box<Payload<'s>>>,
}

impl Message<'_> {
    /// Whether the other says the same, wherever the two are.
    pub fn is_same_as(&self, other: &Message<'_>) -> bool {
        let marks = |it: &Message<'_>| (it.arrow, it.creates, it.activates, it.deactivates);
        marks(self) == marks(other)
            && self.first.is_who(&other.first)
            && self.second.is_who(&other.second)
            && self.text.text == other.text.text
            && text(self.delay) == text(other.delay)
            && texts(&self.style) == texts(&other.style)
            && self.style.dash == other.style.dash
    }
}

fn text<'s>(written: Option<Written<'s>>) -> Option<&'s str> {
    written.map(|written| written.text)
}

fn texts<'s>(style: &StyleParts<'s>) -> [Option<&'s str>; 4] {
    [style.fill, style.stroke, style.width, style.named].map(text)
}

impl Endpoint<'_> {
    /// Whether the other is the same participant, border or reference, wherever the two are.
    fn is_who(&self, other: &Endpoint<'_>) -> bool {
        match (self, other) {
            (Endpoint::Participant(who), Endpoint::Participant(whom)) => who.text == whom.text,
            (one, other) => discriminant(one) == discriminant(other),
        }
    }
}
