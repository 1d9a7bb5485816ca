//! Messages, and what the marks behind them do.

use pest::iterators::Pair;

use super::arrow::Shaft;
use super::{Line, PlantUmlFront, Rule};
use crate::ast::{Endpoint, Message, Name, StmtKind, Style, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::{Arrow, Head};
use crate::source::Span;

/// The parts of a message as written.
#[derive(Default)]
struct Parts<'s> {
    is_beside: bool,
    near: Option<Endpoint<'s>>,
    shaft: Option<Shaft<'s>>,
    far: Option<Endpoint<'s>>,
    also: Vec<Name<'s>>,
    delay: Option<Written<'s>>,
    marks: &'s str,
    is_reversed: bool,
    style: Style<'s>,
    url: Option<&'s str>,
    text: Option<Written<'s>>,
}

impl<'s> PlantUmlFront<'s> {
    /// Reads a message. Returns whether the line is one.
    pub(super) fn message(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        if !is_message(&pair) {
            return false;
        }
        let mut parts = self.message_parts(pair, line, sink);
        let Some(shaft) = parts.shaft.take() else { return false };
        parts.is_reversed = shaft.arrow.is_reversed();
        let end = Span::new(line.span.end, line.span.end);
        let near = parts.near.unwrap_or(Endpoint::LeftBorder(end));
        let far = parts.far.unwrap_or_else(|| {
            sink.warn(Code::AmbiguousArrow, shaft.span, "this arrow has no receiver")
                .at("drawn to the border")
                .help("write a name behind it, or `]` for the border");
            Endpoint::RightBorder(end)
        });
        if is_border(near) && is_border(far) {
            self.junk(Code::MissingName, (line, shaft.span), "this arrow has no name at either end", sink)
                .at("from whom, or to whom?");
            return true;
        }
        if shaft.is_hidden {
            self.hidden([near, far], parts.is_beside, line);
            return true;
        }
        if shaft.arrow.tail == Head::None && shaft.arrow.head == Head::None {
            sink.warn(
                Code::AmbiguousArrow,
                shaft.span,
                "an arrow without a head is one of class diagrams in PlantUML",
            )
            .at("drawn as a line without a head")
            .help("write `->` or `-->`");
        }
        self.send(&parts, (near, far), &shaft, line);
        true
    }

    fn message_parts(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>, sink: &mut Diagnostics) -> Parts<'s> {
        let mut parts = Parts::default();
        for part in pair.into_inner() {
            let written = line.part(part.as_str(), part.as_span().start());
            match part.as_rule() {
                Rule::beside => parts.is_beside = true,
                Rule::party | Rule::border => {
                    let is_near = parts.shaft.is_none();
                    let end = self.endpoint(part, is_near, line);
                    *(if is_near { &mut parts.near } else { &mut parts.far }) = Some(end);
                }
                Rule::near_delay => parts.delay = self.delay(written.text, written.span),
                Rule::arrow => parts.shaft = Some(self.arrow(part, line, sink)),
                Rule::also => parts.also.extend(part.into_inner().map(|party| self.party(party, line))),
                Rule::marks => parts.marks = written.text,
                Rule::color => parts.style = self.style(written, line, sink),
                Rule::url => parts.url = Some(written.text),
                Rule::text => parts.text = Some(written),
                // An anchor by itself draws nothing.
                _ => {}
            }
        }
        parts
    }

    fn endpoint(&mut self, pair: Pair<'s, Rule>, is_near: bool, line: &Line<'s>) -> Endpoint<'s> {
        let span = line.part(pair.as_str(), pair.as_span().start()).span;
        match (pair.as_rule(), pair.as_str()) {
            (Rule::party, _) => Endpoint::Participant(self.party(pair, line)),
            (_, "[") => Endpoint::LeftBorder(span),
            (_, "]") => Endpoint::RightBorder(span),
            _ => {
                self.losses.add(Code::DrawnOtherwise, "a short arrow", span, line.number);
                if is_near { Endpoint::LeftBorder(span) } else { Endpoint::RightBorder(span) }
            }
        }
    }

    /// An arrow that is not drawn takes room, unless something stands beside it. Its participants are there.
    fn hidden(&mut self, ends: [Endpoint<'s>; 2], is_beside: bool, line: &Line<'s>) {
        for end in ends {
            if let Endpoint::Participant(name) = end {
                self.appear(name, line);
            }
        }
        if is_beside && (self.unit.is_some() || self.gap.is_some()) {
            return;
        }
        self.end_unit();
        self.gap = Some(self.out.len());
        self.stmt(StmtKind::Space(None), line);
    }

    /// What follows is drawn beside an arrow that is not, and needs no room of its own.
    fn fill_gap(&mut self) {
        let Some(at) = self.gap.take().filter(|_| self.unit.is_none()) else { return };
        self.out.remove(at);
    }

    fn send(
        &mut self,
        parts: &Parts<'s>,
        ends: (Endpoint<'s>, Endpoint<'s>),
        shaft: &Shaft<'s>,
        line: &Line<'s>,
    ) {
        if parts.is_beside {
            self.fill_gap();
        }
        let is_joined = parts.is_beside && self.join_unit(line);
        if !is_joined {
            self.begin_unit(true);
        }
        let (arrow, sender, receiver) = shaft.arrow.directed(ends.0, ends.1);
        self.last_ends = [ends.0, ends.1].into_iter().filter_map(name).collect();
        let marks = Marks::of(parts, arrow, sender, receiver);
        if marks.creates
            && !marks.is_created_by_arrow
            && let Some(name) = name(receiver)
        {
            self.stmt(StmtKind::Create(name), line);
        }
        let text = self.message_text(parts, line);
        let has_head = arrow.tail != Head::None || arrow.head != Head::None;
        let message = Message {
            first: ends.0,
            arrow: shaft.arrow,
            arrow_span: shaft.span,
            style: shaft.style.clone(),
            creates: marks.is_created_by_arrow,
            activates: marks.activates_by_arrow,
            deactivates: marks.deactivates_by_arrow,
            delay: shaft.delay.or(parts.delay).filter(|_| has_head),
            second: ends.1,
            text,
            payload: None,
        };
        self.stmt(StmtKind::Message(message.clone()), line);
        self.marked(&marks, (sender, receiver), &parts.style, line);
        self.send_also(parts, &message, line);
        if is_joined {
            self.end_joined(line);
        }
        if let Some(unit) = &mut self.unit {
            unit.has_message = true;
        }
    }

    /// The same message to others, at the same height.
    fn send_also(&mut self, parts: &Parts<'s>, message: &Message<'s>, line: &Line<'s>) {
        for other in &parts.also {
            let is_open = self.join_unit(line);
            let message = Message {
                second: Endpoint::Participant(*other),
                text: Written { text: "", ..message.text },
                activates: false,
                creates: false,
                ..message.clone()
            };
            self.stmt(StmtKind::Message(message), line);
            if is_open {
                self.end_joined(line);
            }
        }
    }

    /// What the marks do that the arrow itself cannot say.
    fn marked(
        &mut self,
        marks: &Marks,
        (sender, receiver): (Endpoint<'s>, Endpoint<'s>),
        style: &Style<'s>,
        line: &Line<'s>,
    ) {
        let (sender, receiver) = (name(sender), name(receiver));
        if let (true, Some(sender)) = (marks.deactivates, sender) {
            if marks.deactivates_by_arrow { self.ended(sender) } else { self.deactivate(sender, line) }
        }
        if let (true, Some(receiver)) = (marks.activates, receiver) {
            if marks.activates_by_arrow {
                self.bars.push((receiver, sender));
            } else {
                self.activate(receiver, style.clone(), line);
            }
        }
        if let (true, Some(receiver)) = (marks.destroys, receiver) {
            self.destroy(receiver, line);
        }
    }

    fn message_text(&mut self, parts: &Parts<'s>, line: &Line<'s>) -> Written<'s> {
        let nothing = Written { text: "", span: Span::new(line.span.end, line.span.end) };
        let text = self.text(parts.text.unwrap_or(nothing), line);
        self.look.has_breaks |= text.text.contains("\\n");
        self.linked(parts.url, text, line)
    }

    /// `return TEXT`.
    pub(super) fn answer(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>) -> bool {
        let nothing = Written { text: "", span: Span::new(line.span.end, line.span.end) };
        let is_beside = pair.clone().into_inner().any(|part| part.as_rule() == Rule::beside);
        let text = pair.into_inner().find(|part| part.as_rule() == Rule::text);
        let text = text.map(|text| line.part(text.as_str(), text.as_span().start()));
        let text = self.text_behind_word(text.unwrap_or(nothing), line);
        self.look.has_breaks |= text.text.contains("\\n");
        let is_joined = is_beside && self.join_unit(line);
        if !is_joined {
            self.begin_unit(true);
        }
        if let Some((who, caller)) = self.bars.pop() {
            self.last_ends = [Some(who), caller].into_iter().flatten().collect();
        }
        self.stmt(StmtKind::Return(text), line);
        if is_joined {
            self.end_joined(line);
        }
        true
    }
}

/// What `++`, `--`, `**` and `!!` behind a message say.
#[derive(Default)]
struct Marks {
    activates: bool,
    deactivates: bool,
    creates: bool,
    destroys: bool,
    activates_by_arrow: bool,
    deactivates_by_arrow: bool,
    is_created_by_arrow: bool,
}

impl Marks {
    fn of<'s>(parts: &Parts<'s>, arrow: Arrow, sender: Endpoint<'s>, receiver: Endpoint<'s>) -> Marks {
        let mut marks = Marks::default();
        for mark in parts.marks.as_bytes().chunks(2) {
            match mark[0] {
                b'+' => marks.activates = true,
                b'-' => marks.deactivates = true,
                b'*' => marks.creates = true,
                _ => marks.destroys = true,
            }
        }
        let points = arrow.head.points();
        // `<-` and a mark would be read as a dashed arrow.
        let reversed = parts.is_reversed;
        marks.is_created_by_arrow = marks.creates && points && !is_border(receiver);
        marks.activates_by_arrow = marks.activates
            && points
            && !is_border(receiver)
            && parts.style.is_empty()
            && parts.also.is_empty();
        marks.deactivates_by_arrow = marks.deactivates
            && points
            && !reversed
            && !is_border(sender)
            && !marks.activates_by_arrow
            && parts.also.is_empty();
        marks
    }
}

/// Whether a line with an arrow is a message: at least one end is a name, and a missing one is where the arrow points.
fn is_message(pair: &Pair<'_, Rule>) -> bool {
    let (mut near, mut far, mut has_head, mut is_named) = (false, false, false, false);
    let mut has_arrow = false;
    for part in pair.clone().into_inner() {
        match part.as_rule() {
            Rule::party | Rule::border => {
                is_named |= part.as_rule() == Rule::party;
                *(if has_arrow { &mut far } else { &mut near }) = true;
            }
            Rule::arrow => {
                has_arrow = true;
                has_head = part.into_inner().any(|it| {
                    matches!(it.as_rule(), Rule::head | Rule::tail | Rule::far_mark | Rule::near_mark)
                });
            }
            _ => {}
        }
    }
    is_named && (has_head || (near && far))
}

fn is_border(end: Endpoint<'_>) -> bool {
    name(end).is_none()
}

fn name(end: Endpoint<'_>) -> Option<Name<'_>> {
    match end {
        Endpoint::Participant(name) => Some(name),
        Endpoint::LeftBorder(_) | Endpoint::RightBorder(_) | Endpoint::Reference(_) => None,
    }
}
