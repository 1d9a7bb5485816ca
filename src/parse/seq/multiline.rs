//! Lines in, lines out: a note without text and the lines up to its end become one statement.

use std::collections::VecDeque;

use super::Lines;
use crate::ast::{Message, NoteText, Reference, StmtKind};
use crate::notation::{FragmentKind, NoteKind};
use crate::parse::line::{Kind, Line, Open};
use crate::source::Span;

/// The lines of a source, blocks taken together. What stands in a block is text, whatever it looks like.
pub(in crate::parse) struct Blocks<'s> {
    text: &'s str,
    lines: Lines<'s>,
    /// Lines that were read in search of an end that is not there.
    again: VecDeque<Line<'s>>,
}

impl<'s> Blocks<'s> {
    pub fn new(text: &'s str, lines: Lines<'s>) -> Blocks<'s> {
        Blocks { text, lines, again: VecDeque::new() }
    }

    fn read(&mut self) -> Option<Line<'s>> {
        self.again.pop_front().or_else(|| self.lines.next())
    }

    /// The end of a block, if it comes before another block of its kind is opened. Otherwise the lines that
    /// were passed will be read again; as there are few kinds of block, no line is read often.
    fn find_end(&mut self, head: &Line<'s>, kind: NoteKind) -> Option<Line<'s>> {
        // A message into a reference needs no end, so an `end ref` below a fragment is that fragment's.
        let is_message = matches!(head.kind, Kind::RefHead(_));
        let mut passed = Vec::new();
        let end = loop {
            let Some(line) = self.read() else { break None };
            if ends(&line, kind) {
                break Some(line);
            }
            let is_opener = opens(&line) == Some(kind) || is_message && opens_fragment(&line);
            passed.push(line);
            if is_opener {
                break None;
            }
        };
        if end.is_none() {
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
        let ending = if after[first..].starts_with("\r\n") { 2 } else { 1 };
        let body = &after[first + ending..];
        let Some(last) = body.rfind(['\n', '\r']) else { return Vec::new() };
        split_lines(&body[..=last])
    }
}

impl<'s> Iterator for Blocks<'s> {
    type Item = Line<'s>;

    fn next(&mut self) -> Option<Line<'s>> {
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
            (kind, _) => kind,
        };
        Some(line)
    }
}

/// What a line opens a block of.
fn opens(line: &Line<'_>) -> Option<NoteKind> {
    match &line.kind {
        Kind::NoteHead { note, .. } => Some(note.kind),
        Kind::RefHead(_) => Some(NoteKind::Ref),
        _ => None,
    }
}

fn opens_fragment(line: &Line<'_>) -> bool {
    matches!(line.kind, Kind::Open(Open::Fragment { kind: FragmentKind::Ref, .. }))
}

fn ends(line: &Line<'_>, kind: NoteKind) -> bool {
    match &line.kind {
        Kind::Close(close) => close.note_kind() == Some(kind),
        Kind::RefExit(_) => kind == NoteKind::Ref,
        _ => false,
    }
}

/// The message that an end of a reference is.
fn exit<'s>(end: Line<'s>) -> Option<Message<'s>> {
    if let Kind::RefExit(message) = end.kind { Some(*message) } else { None }
}

/// The lines of a text that ends with the end of a line, of whichever of the three kinds.
fn split_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        lines.push(&rest[..at]);
        let ending = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
        rest = &rest[at + ending..];
    }
    lines
}
