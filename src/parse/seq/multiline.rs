//! Joins notes and legends of several lines: a note without text and the lines up to its end become one statement.

use std::collections::{HashSet, VecDeque};
use std::iter;
use std::mem::take;
use std::vec::IntoIter;

use super::line::{Kind, RawLine, names};
use super::{Lines, after_line, dot};
use crate::ast::{Endpoint, Legend, Message, NoteText, Reference, Setting, StmtKind};
use crate::notation::words::LEGEND;
use crate::notation::{FragmentKind, NoteKind};
use crate::parse::front::{Close, Open, OpenBlock};
use crate::source::Span;

/// The lines of a source, with the lines of a note joined. The lines of a note are text, whatever they look like.
pub(in crate::parse) struct Blocks<'s> {
    text: &'s str,
    lines: Lines<'s>,
    /// Lines that were read in search of an end that is not there.
    again: VecDeque<RawLine<'s>>,
    /// Lines that were read in search of names.
    ahead: VecDeque<IntoIter<RawLine<'s>>>,
    /// The names of the lines read so far.
    mentioned: Vec<&'s str>,
    /// The names that end like a sender with a dot, and are mentioned otherwise than as a sender.
    called: HashSet<&'s str>,
    /// Whether it is known that no legend ends any more.
    has_endless_legend: bool,
    /// The names of all lines, once they were asked for.
    names: Option<HashSet<&'s str>>,
}

/// How many lines that were read ahead are kept together, so that their memory is free once they are used.
const GROUP: usize = 1024;

impl<'s> Blocks<'s> {
    pub fn new(text: &'s str, lines: Lines<'s>) -> Blocks<'s> {
        Blocks {
            text,
            lines,
            again: VecDeque::new(),
            ahead: VecDeque::new(),
            mentioned: Vec::new(),
            called: HashSet::new(),
            has_endless_legend: false,
            names: None,
        }
    }

    fn read(&mut self) -> Option<RawLine<'s>> {
        if let Some(line) = self.again.pop_front() {
            return Some(line);
        }
        while let Some(group) = self.ahead.front_mut() {
            if let Some(line) = group.next() {
                return Some(line);
            }
            self.ahead.pop_front();
        }
        self.read_new()
    }

    fn read_new(&mut self) -> Option<RawLine<'s>> {
        let line = self.lines.next()?;
        let mut sender = sender(&line).filter(|name| dot::may_end(name));
        names(&line, |name| {
            if dot::may_end(name) && sender.take_if(|sender| *sender == name).is_none() {
                self.called.insert(name);
            }
            self.mentioned.push(name);
        });
        Some(line)
    }

    /// The names that the whole text mentions on lines that can be read in one way only, and those that were added.
    /// Reads the rest of the text at the first call.
    pub fn names(&mut self) -> &mut HashSet<&'s str> {
        if self.names.is_none() {
            loop {
                let group: Vec<RawLine<'s>> = iter::from_fn(|| self.read_new()).take(GROUP).collect();
                if group.is_empty() {
                    break;
                }
                self.ahead.push_back(group.into_iter());
            }
        }
        self.names.get_or_insert_with(|| take(&mut self.mentioned).into_iter().collect())
    }

    /// Whether a sender written `NAME()` is the participant `NAME` with a dot at its lifeline.
    pub fn is_sender_with_dot(&mut self, name: &str, with_dot: &str) -> bool {
        self.names().contains(name) && !self.called.contains(with_dot)
    }

    /// The end of a block, if it comes before another block of its kind is opened. Otherwise the lines that
    /// were passed will be read again; as there are few kinds of block, no line is read often. A legend may hold a line
    /// that would open one.
    fn find_end(&mut self, head: &RawLine<'s>, kind: Block) -> Option<RawLine<'s>> {
        // A message into a reference needs no end, so an `end ref` below a fragment is that fragment's.
        let is_message = matches!(head.kind, Kind::RefHead(_));
        if kind == Block::Legend && self.has_endless_legend {
            return None;
        }
        let mut passed = Vec::new();
        let end = loop {
            let Some(line) = self.read() else { break None };
            if ends(&line, kind) {
                break Some(line);
            }
            let is_same = kind != Block::Legend && opens(&line) == Some(kind);
            let is_opener = is_same || is_message && opens_fragment(&line);
            passed.push(line);
            if is_opener {
                break None;
            }
        };
        if end.is_none() {
            self.has_endless_legend |= kind == Block::Legend;
            for line in passed.into_iter().rev() {
                self.again.push_front(line);
            }
        }
        end
    }

    /// The lines between two places, as they are.
    fn between(&self, head: Span, end: Span) -> Vec<&'s str> {
        let after = &self.text[head.end..end.start];
        let Some(first) = after.find(['\n', '\r']) else { return Vec::new() };
        let body = &after[after_line(after, first)..];
        let Some(last) = body.rfind(['\n', '\r']) else { return Vec::new() };
        split_lines(&body[..=last])
    }
}

impl<'s> Iterator for Blocks<'s> {
    type Item = RawLine<'s>;

    fn next(&mut self) -> Option<RawLine<'s>> {
        let mut line = self.read()?;
        let Some(kind) = opens(&line) else { return Some(line) };
        let end = self.find_end(&line, kind);
        let lines = end.as_ref().map(|end| self.between(line.span, end.span));
        line.span = end.as_ref().map_or(line.span, |end| line.span.to(end.span));
        line.kind = match (line.kind, lines) {
            (Kind::NoteHead { mut note, colon }, Some(lines)) => {
                note.text = NoteText::Block { lines, colon };
                match end.and_then(exit) {
                    None => Kind::Stmt(StmtKind::Note(*note)),
                    exit => {
                        let reference = Reference { entry: None, note: *note, exit };
                        Kind::Stmt(StmtKind::Reference(Box::new(reference)))
                    }
                }
            }
            (Kind::RefHead(mut reference), lines) => {
                if let Some(lines) = lines {
                    reference.note.text = NoteText::Block { lines, colon: true };
                }
                reference.exit = end.and_then(exit);
                Kind::Stmt(StmtKind::Reference(reference))
            }
            (Kind::LegendHead(place), Some(lines)) => {
                Kind::Stmt(StmtKind::Setting(Box::new(Setting::Legend(Legend { place, lines }))))
            }
            (kind, _) => kind,
        };
        Some(line)
    }
}

/// The name that a message begins with.
fn sender<'s>(line: &RawLine<'s>) -> Option<&'s str> {
    let Kind::Stmt(StmtKind::Message(Message { first: Endpoint::Participant(name), .. })) = &line.kind else {
        return None;
    };
    Some(name.text).filter(|_| !name.quoted)
}

/// A block of text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Note(NoteKind),
    Legend,
}

/// What a line opens a block of.
fn opens(line: &RawLine<'_>) -> Option<Block> {
    match &line.kind {
        Kind::NoteHead { note, .. } => Some(Block::Note(note.kind)),
        Kind::RefHead(_) => Some(Block::Note(NoteKind::Ref)),
        Kind::LegendHead(_) => Some(Block::Legend),
        _ => None,
    }
}

fn opens_fragment(line: &RawLine<'_>) -> bool {
    matches!(line.kind, Kind::Open(Open { block: OpenBlock::Fragment { kind: FragmentKind::Ref, .. }, .. }))
}

fn ends(line: &RawLine<'_>, block: Block) -> bool {
    match (&line.kind, block) {
        (Kind::Close(close), Block::Note(kind)) => note_kind(close) == Some(kind),
        (Kind::Close(close), Block::Legend) => close.word.as_deref() == Some(LEGEND),
        (Kind::RefExit(_), block) => block == Block::Note(NoteKind::Ref),
        _ => false,
    }
}

/// The kind of note whose block a line ends, if it names one.
pub(super) fn note_kind(close: &Close<'_>) -> Option<NoteKind> {
    close.word.as_deref().and_then(NoteKind::from_word)
}

/// The message that an end of a reference is.
fn exit<'s>(end: RawLine<'s>) -> Option<Message<'s>> {
    if let Kind::RefExit(message) = end.kind { Some(*message) } else { None }
}

/// The lines of a text that ends with the end of a line, of any of the three kinds.
fn split_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        lines.push(&rest[..at]);
        rest = &rest[after_line(rest, at)..];
    }
    lines
}
