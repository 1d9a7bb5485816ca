//! Reads a line as js-sequence-diagrams does. Its language is small, and any character but `-`, `>`,
//! `:`, `,` and quotation marks is part of a name: `A->+B: x` is a message to `+B`, and `participant A #red` declares
//! a participant with a colour in its name.

use super::line::Kind;
use super::{is_word, trim, written};
use crate::ast::{Endpoint, Message, Name, Note, NoteText, Participant, StmtKind, Style, Written};
use crate::notation::{Arrow, Head, Line, NoteKind, ParticipantKind, Side};
use crate::source::Span;

/// Reads a line, given without spaces around it; `None` where it is not a statement of this dialect.
pub(in crate::parse) fn read<'s>(line: Written<'s>) -> Option<Kind<'s>> {
    let mut reader = Reader { rest: line.text, end: line.span.end };
    let kind = if reader.word("title") {
        reader.rest = &line.text["title".len()..];
        StmtKind::Title(reader.message()?)
    } else if reader.word("participant") {
        StmtKind::Participant(Box::new(reader.participant()?))
    } else if reader.word("note") {
        StmtKind::Note(reader.note()?)
    } else {
        StmtKind::Message(reader.signal()?)
    };
    Some(Kind::Stmt(kind))
}

struct Reader<'s> {
    rest: &'s str,
    /// Where the line ends in the source.
    end: usize,
}

impl<'s> Reader<'s> {
    fn at(&self) -> usize {
        self.end - self.rest.len()
    }

    /// Takes a word of the language, in any case.
    fn word(&mut self, word: &str) -> bool {
        let is_next = is_word(self.rest, word)
            && !self.rest[word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        if is_next {
            self.rest = trim_start(&self.rest[word.len()..]);
        }
        is_next
    }

    fn sign(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = trim_start(rest.unwrap_or(self.rest));
        rest.is_some()
    }

    /// Takes a name. One without quotation marks may hold anything too, so it counts as quoted.
    fn actor(&mut self) -> Option<Name<'s>> {
        let at = self.at();
        if let Some(inner) = self.rest.strip_prefix('"') {
            let close = inner.find('"').filter(|&close| close > 0)?;
            self.rest = trim_start(&inner[close + 1..]);
            let span = Span::new(at, at + close + 2);
            return Some(Name { text: &inner[..close], quoted: true, span });
        }
        let end = self.rest.find(['-', '>', ':', ',', '"']).unwrap_or(self.rest.len());
        let Written { text, span } = written(&self.rest[..end], at);
        self.rest = &self.rest[end..];
        (!text.is_empty()).then_some(Name { text, quoted: true, span })
    }

    /// Takes the rest without its first character: a colon, or the space after `title`.
    fn message(&mut self) -> Option<Written<'s>> {
        let mut chars = self.rest.chars();
        chars.next()?;
        Some(written(chars.as_str(), self.end - chars.as_str().len()))
    }

    fn text(&mut self) -> Option<Written<'s>> {
        if self.rest.starts_with(':') { self.message() } else { None }
    }

    fn signal(&mut self) -> Option<Message<'s>> {
        let first = self.actor()?;
        let start = self.at();
        let line = match (self.sign("--"), self.sign("-")) {
            (true, false) => Line::Dashed,
            (false, true) => Line::Solid,
            _ => return None,
        };
        let head = match (self.sign(">>"), self.sign(">")) {
            (true, false) => Head::Open,
            (false, true) => Head::Filled,
            (false, false) => Head::None,
            (true, true) => return None,
        };
        let arrow_span = Span::new(start, self.at());
        let second = self.actor()?;
        Some(Message {
            first: Endpoint::Participant(first),
            arrow: Arrow { line, head, ..Arrow::default() },
            arrow_span,
            style: Style::default(),
            creates: false,
            activates: false,
            deactivates: false,
            delay: None,
            second: Endpoint::Participant(second),
            text: self.text()?,
            payload: None,
        })
    }

    /// `participant A`, `participant A as B`: the last word is the short name.
    fn participant(&mut self) -> Option<Participant<'s>> {
        let whole = self.actor().filter(|_| self.rest.is_empty())?;
        let as_word = whole.text.to_ascii_lowercase().rfind(" as ");
        let split = as_word.and_then(|at| {
            let (label, alias) = (written(&whole.text[..at], whole.span.start), &whole.text[at + 4..]);
            let alias = written(alias, whole.span.start + at + 4);
            let is_one_word = !alias.text.is_empty() && !alias.text.contains([' ', '\t']);
            let name = |part: Written<'s>| Name { text: part.text, quoted: true, span: part.span };
            (is_one_word && !label.text.is_empty()).then(|| (name(label), Some(name(alias))))
        });
        let (label, alias) = split.unwrap_or((whole, None));
        let kind = ParticipantKind::Participant;
        Some(Participant { kind, icon: None, label, alias, style: Style::default() })
    }

    fn note(&mut self) -> Option<Note<'s>> {
        let side = if self.word("over") {
            Side::Over
        } else if self.word("left of") {
            Side::Left
        } else if self.word("right of") {
            Side::Right
        } else {
            return None;
        };
        let mut about = vec![self.actor()?];
        if side == Side::Over && self.sign(",") {
            about.push(self.actor()?);
        }
        let text = NoteText::Line(self.text()?);
        Some(Note { kind: NoteKind::Note, side, about, style: Style::default(), text })
    }
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\u{a0}'])
}

/// Whether a line may be a statement of this dialect. Comments and blank lines are the same in all dialects.
pub(in crate::parse) fn may_be(line: &str) -> bool {
    !trim(line).is_empty() && !line.starts_with(['#', '/'])
}
