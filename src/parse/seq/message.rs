//! Reads messages.

use pest::iterators::{Pair, Pairs};

use super::line::Kind;
use super::style::style;
use super::{Cut, Rule, dot};
use crate::ast::{Endpoint, Message, Name, Note, NoteText, Reference, StmtKind, Style, Written};
use crate::notation::{Arrow, Head, Line, NoteKind, Side};
use crate::source::Span;

/// Reads a message; junk if a name is missing or is the rest of a broken arrow.
pub(in crate::parse) fn message<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Kind<'s> {
    let mut parts = pair.into_inner();
    let Some(first) = parts.next() else { return Kind::Junk };
    let first = cut.name(&first);
    let (shaft, second) = shaft(cut, &mut parts);
    let (second, shaft) = shaft.after(cut, second, &mut parts);
    let text = cut.written(&parts.next().expect("the grammar gives a message its text"));
    let (first, shaft) = shaft.before(first);
    if is_broken(&first) || is_broken(&second) {
        return Kind::Junk;
    }
    Kind::Stmt(StmtKind::Message(shaft.between(endpoint(first), endpoint(second), text)))
}

/// Reads `A->ref over B,C: text`.
pub(in crate::parse) fn into_ref<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Kind<'s> {
    let end = cut.written(&pair).span.end;
    let mut parts = pair.into_inner();
    let Some(first) = parts.next() else { return Kind::Junk };
    let (shaft, mut part) = shaft(cut, &mut parts);
    let (first, shaft) = shaft.before(cut.name(&first));
    if is_broken(&first) {
        return Kind::Junk;
    }
    let nothing = Written { text: "", span: Span::new(end, end) };
    let (mut about, mut style, mut text) = (Vec::new(), Style::default(), nothing);
    while let Some(pair) = part {
        match pair.as_rule() {
            Rule::quoted | Rule::note_name => about.push(cut.name(&pair)),
            Rule::style => style = super::style::style(cut, pair),
            Rule::text => text = cut.written(&pair),
            _ => {}
        }
        part = parts.next();
    }
    let Some(box_span) = about.first().zip(about.last()).map(|(first, last)| first.span.to(last.span)) else {
        return Kind::Junk;
    };
    let entry = shaft.between(endpoint(first), Endpoint::Reference(box_span), text);
    let text = NoteText::Line(nothing);
    let note = Note { kind: NoteKind::Ref, side: Side::Over, about, style, text };
    Kind::RefHead(Box::new(Reference { entry: Some(entry), note, exit: None }))
}

/// Reads `end ref-->A: text`.
pub(in crate::parse) fn out_of_ref<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Kind<'s> {
    let whole = cut.written(&pair).span;
    let mut parts = pair.into_inner();
    let (shaft, second) = shaft(cut, &mut parts);
    let (second, shaft) = shaft.after(cut, second, &mut parts);
    let text = parts.next().filter(|part| part.as_rule() == Rule::text);
    let nothing = Written { text: "", span: Span::new(whole.end, whole.end) };
    let text = text.map_or(nothing, |text| cut.written(&text));
    if is_broken(&second) {
        return Kind::Junk;
    }
    let end_ref = Endpoint::Reference(Span::new(whole.start, shaft.span.start));
    Kind::RefExit(Box::new(shaft.between(end_ref, endpoint(second), text)))
}

/// The part of a message between its two ends.
struct Shaft<'s> {
    arrow: Arrow,
    /// With its marks.
    span: Span,
    style: Style<'s>,
    marks: &'s str,
    delay: Option<Written<'s>>,
}

/// Reads an arrow with what belongs to it; gives back the part after it.
fn shaft<'s>(cut: Cut, parts: &mut Pairs<'s, Rule>) -> (Shaft<'s>, Option<Pair<'s, Rule>>) {
    let (mut marks, mut delay) = ("", None);
    let mut pair = parts.next().expect("the grammar gives a message an arrow");
    let tail_dot = pair.as_rule() == Rule::dot;
    if tail_dot {
        pair = parts.next().expect("the grammar gives a message an arrow");
    }
    if pair.as_rule() == Rule::near_delay {
        delay = Some(units(cut.written(&pair)));
        pair = parts.next().expect("the grammar gives a message an arrow");
    }
    let mut end = cut.span(&pair).end;
    let rest = loop {
        match parts.next() {
            Some(part) if part.as_rule() == Rule::marks => {
                marks = part.as_str();
                end = cut.span(&part).end;
            }
            Some(part) if part.as_rule() == Rule::delay => delay = Some(units(cut.written(&part))),
            part => break part,
        }
    };
    let mut span = cut.span(&pair);
    span.end = end;
    let arrow = Arrow { tail_dot, ..arrow(pair.as_str()) };
    (Shaft { arrow, span, style: arrow_style(cut, pair), marks, delay }, rest)
}

impl<'s> Shaft<'s> {
    /// The name in front of it, without the delay that belongs to a reversed arrow.
    fn before(mut self, name: Name<'s>) -> (Name<'s>, Shaft<'s>) {
        let split = if self.arrow.head == Head::None { split_delay(name) } else { None };
        let (name, delay) = split.map_or((name, self.delay), |(name, units)| (name, Some(units)));
        self.delay = delay;
        // A dot at a border cannot be a part of a name.
        match dot::after(name).filter(|name| !name.quoted && matches!(name.text, "[" | "]")) {
            Some(border) => {
                self.arrow.tail_dot = true;
                (border, self)
            }
            None => (name, self),
        }
    }

    /// The name behind it, without the dot that it may begin with. `part` is the first part of it.
    fn after(
        mut self,
        cut: Cut,
        part: Option<Pair<'s, Rule>>,
        parts: &mut Pairs<'s, Rule>,
    ) -> (Name<'s>, Shaft<'s>) {
        let mut part = part.expect("the grammar gives a message a receiver");
        if part.as_rule() == Rule::dot {
            self.arrow.head_dot = true;
            part = parts.next().expect("the grammar gives a message a receiver");
        }
        let name = cut.name(&part);
        let bare = dot::before(name);
        self.arrow.head_dot |= bare.is_some();
        (bare.unwrap_or(name), self)
    }

    fn between(self, first: Endpoint<'s>, second: Endpoint<'s>, text: Written<'s>) -> Message<'s> {
        Message {
            first,
            arrow: self.arrow,
            arrow_span: self.span,
            style: self.style,
            creates: self.marks.contains('*'),
            activates: self.marks.contains('+'),
            deactivates: self.marks.contains('-'),
            delay: self.delay,
            second,
            text,
            payload: None,
        }
    }
}

/// Most arrows have no style, and then no nodes inside.
fn arrow_style<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Style<'s> {
    if pair.as_str().contains(['[', '#', ':']) { style(cut, pair) } else { Style::default() }
}

/// `[` and `]` are the borders of the diagram; anything else is a participant.
pub(in crate::parse) fn endpoint(name: Name<'_>) -> Endpoint<'_> {
    match name.text {
        "[" if !name.quoted => Endpoint::LeftBorder(name.span),
        "]" if !name.quoted => Endpoint::RightBorder(name.span),
        _ => Endpoint::Participant(name),
    }
}

/// Reads an arrow off its characters; the grammar ensures that they are one.
fn arrow(text: &str) -> Arrow {
    let is_head = |byte: &u8| matches!(byte, b'<' | b'>' | b'/' | b'\\');
    let head = |bytes: &mut dyn Iterator<Item = u8>| {
        let first = bytes.next();
        let count = 1 + bytes.take_while(|byte| is_head(byte) && Some(*byte) == first).count();
        match (first, count) {
            (Some(b'<' | b'>'), 1) => Head::Filled,
            (Some(b'<' | b'>'), _) => Head::Open,
            (Some(stroke @ (b'/' | b'\\')), _) => Head::Half { upper: stroke == b'\\', filled: count == 1 },
            _ => Head::None,
        }
    };
    let tail = match head(&mut text.bytes()) {
        // Its strokes lean the other way.
        Head::Half { upper, filled } => Head::Half { upper: !upper, filled },
        tail => tail,
    };
    Arrow { line: line(text), tail, head: head(&mut text.bytes().rev()), ..Arrow::default() }
}

/// Two dashes together, outside of brackets, make a dashed line.
pub(in crate::parse) fn line(arrow: &str) -> Line {
    let (before, after) = match (arrow.find('['), arrow.rfind(']')) {
        (Some(open), Some(close)) => (&arrow[..open], &arrow[close..]),
        _ => (arrow, ""),
    };
    if before.contains("--") || after.contains("--") { Line::Dashed } else { Line::Solid }
}

/// The number between the brackets of a delay.
pub(in crate::parse) fn units(delay: Written<'_>) -> Written<'_> {
    let text = &delay.text[1..delay.text.len() - 1];
    Written { text, span: Span::new(delay.span.start + 1, delay.span.end - 1) }
}

/// `A(1)` in front of a reversed arrow is the name `A` and a delay.
fn split_delay(name: Name<'_>) -> Option<(Name<'_>, Written<'_>)> {
    if name.quoted || !name.text.ends_with(')') {
        return None;
    }
    let open = name.text.rfind('(')?;
    let digits = &name.text[open + 1..name.text.len() - 1];
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let start = name.span.start + open + 1;
    let units = Written { text: digits, span: Span::new(start, start + digits.len()) };
    let text = super::trim(&name.text[..open]);
    let span = Span::new(name.span.start, name.span.start + text.len());
    Some((Name { text, quoted: false, span }, units))
}

/// A name that is missing, or that is what remains of an arrow such as `<<<-` or `-> >`.
fn is_broken(name: &Name<'_>) -> bool {
    !name.quoted && (name.text.is_empty() || name.text.ends_with('<') || name.text.starts_with('>'))
}
