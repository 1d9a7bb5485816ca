//! Messages of Mermaid as statements: what their marks do, whom they create and destroy, which number they have.

use pest::iterators::Pair;

use super::message::{Signal, signal};
use super::{MermaidFront, Piece, Rule};
use crate::ast::{Ending, Endpoint, Message, StmtKind, Style, When, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::Arrow;

impl<'s> MermaidFront<'s> {
    /// Reads a message.
    pub(super) fn message(&mut self, pair: Pair<'s, Rule>, piece: &Piece<'s>, sink: &mut Diagnostics) {
        let signal = signal(pair, piece);
        if self.has_broken_name(&signal, piece, sink) {
            return;
        }
        let Some(text) = signal.text else {
            self.missing_colon(piece, sink);
            return;
        };
        formula(text, sink);
        let (first, second) = (self.name(signal.first), self.name(signal.second));
        let arrow = self.drawn(&signal, sink);
        let opens = signal.mark == Some("+");
        let closes = signal.mark == Some("-");
        if closes && !self.end_activation(first.text) {
            self.not_active(first.text, piece, sink);
            return;
        }
        let Some(creates) = self.created_by(second.text, piece, sink) else { return };
        let points = signal.arrow.head.points();
        self.known.extend([first.text, second.text]);
        if creates && !points {
            self.stmt(StmtKind::Create(second), piece);
        }
        let message = Message {
            first: Endpoint::Participant(first),
            arrow,
            arrow_span: signal.arrow_span,
            style: Style::default(),
            creates: creates && points,
            activates: opens && points,
            deactivates: closes && points,
            delay: None,
            second: Endpoint::Participant(second),
            text: self.text(text),
            payload: None,
        };
        self.stmt(StmtKind::Message(message), piece);
        self.number.0 += self.number.1;
        if opens {
            *self.active.entry(second.text).or_default() += 1;
        }
        if opens && !points {
            self.stmt(StmtKind::Activate(second, Style::default()), piece);
        }
        if closes && !points {
            self.stmt(StmtKind::Deactivate(first, When::Now), piece);
        }
        self.destroy_after([first.text, second.text], piece, sink);
    }

    fn missing_colon(&mut self, piece: &Piece<'s>, sink: &mut Diagnostics) {
        self.junk(Code::MissingColon, (piece, piece.span()), "this message has no colon", sink)
            .at("a text follows a colon, an empty one as well")
            .help("write a colon after the receiver");
    }

    /// The arrow without dots where it has no head to end at them.
    fn drawn(&self, signal: &Signal<'s>, sink: &mut Diagnostics) -> Arrow {
        let arrow = signal.arrow;
        let points = arrow.head.points() || arrow.tail.points();
        if points || !(arrow.tail_dot || arrow.head_dot) {
            return arrow;
        }
        sink.warn(Code::NotImported, signal.arrow_span, "a dot is drawn only with an arrow that has a head")
            .at("drawn without its dot");
        Arrow { tail_dot: false, head_dot: false, ..arrow }
    }

    fn has_broken_name(&mut self, signal: &Signal<'s>, piece: &Piece<'s>, sink: &mut Diagnostics) -> bool {
        let [has_first, has_second] = [signal.first, signal.second].map(|name| !name.text.is_empty());
        if has_first && self.is_no_name(signal.first, piece, sink) {
            return true;
        }
        if !has_first || !has_second {
            let message = "this arrow has a name on one side only";
            self.junk(Code::MissingName, (piece, signal.arrow_span), message, sink)
                .at("from whom, or to whom?");
            return true;
        }
        match &signal.intruder {
            Some(word) if word.as_rule() == Rule::reserved => {
                self.reserved_word(word, (piece, signal.second.span), sink);
                true
            }
            Some(second) => {
                let arrow = &self.source.text()[signal.arrow_span.start..signal.arrow_span.end];
                let second = second.as_str();
                let message = format!("`{arrow}` is the arrow of this line, and `{second}` is another one");
                self.junk(Code::UnknownArrow, (piece, signal.arrow_span), message, sink)
                    .at("the leftmost arrow counts")
                    .help("a name cannot hold what looks like an arrow; give it another one with `participant N as LABEL`");
                true
            }
            None => self.is_no_name(signal.second, piece, sink),
        }
    }

    /// Reports a character that Mermaid allows in no name.
    pub(super) fn is_no_name(
        &mut self,
        name: Written<'s>,
        piece: &Piece<'s>,
        sink: &mut Diagnostics,
    ) -> bool {
        let Some(c) = name.text.chars().find(|c| matches!(c, '+' | '<' | '>' | ',')) else {
            return false;
        };
        self.junk(Code::MalformedStatement, (piece, name.span), format!("a name cannot hold `{c}`"), sink)
            .at("not a name")
            .help("declare it as `participant N as LABEL`, whose label may hold anything");
        true
    }

    /// Ends an activation, if one is open.
    pub(super) fn end_activation(&mut self, name: &str) -> bool {
        let open = self.active.get_mut(name).filter(|open| **open > 0);
        open.map(|open| *open -= 1).is_some()
    }

    pub(super) fn not_active(&mut self, name: &str, piece: &Piece<'s>, sink: &mut Diagnostics) {
        self.junk(Code::NotActive, (piece, piece.span()), format!("`{name}` is not active here"), sink)
            .at("nothing to end")
            .help("activate it above, with `+` after an arrow or with `activate`");
    }

    /// Whether the message creates its receiver; `None` where it must and does not.
    fn created_by(&mut self, receiver: &str, piece: &Piece<'s>, sink: &mut Diagnostics) -> Option<bool> {
        let Some(created) = self.created.take() else { return Some(false) };
        if created.text == receiver {
            return Some(true);
        }
        let message =
            format!("`{}` is created above, but this message goes to another participant", created.text);
        self.junk(Code::MalformedStatement, (piece, piece.span()), message, sink)
            .at("goes elsewhere")
            .label(created.span, "created here")
            .help("the message below `create` goes to whom it creates");
        None
    }

    fn destroy_after(&mut self, ends: [&str; 2], piece: &Piece<'s>, sink: &mut Diagnostics) {
        let Some(name) = self.destroyed.take() else { return };
        if ends.contains(&name.text) {
            self.stmt(StmtKind::Destroy(name, Ending::Now), piece);
            self.active.remove(name.text);
            return;
        }
        let message = format!("`{}` is destroyed above, but has no part in this message", name.text);
        sink.error(Code::MalformedStatement, piece.span(), message)
            .at("between others")
            .label(name.span, "destroyed here")
            .help("the message below `destroy` comes from or goes to whom it destroys");
    }
}

/// Warns of a formula in a text.
pub(super) fn formula(text: Written<'_>, sink: &mut Diagnostics) {
    if text.text.contains("$$") {
        sink.warn(Code::NotImported, text.span, "a formula of Mermaid is drawn as it is written")
            .at("not set as mathematics");
    }
}
