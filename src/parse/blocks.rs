//! Lines in, lines out: a note without text and the lines up to its end become one statement.

use std::collections::VecDeque;

use super::line::{Kind, Line};
use super::seq::Lines;
use crate::ast::{NoteText, StmtKind};
use crate::notation::NoteKind;
use crate::source::Span;

/// The lines of a source, blocks taken together. What stands in a block is text, whatever it looks like.
pub(super) struct Blocks<'s> {
    text: &'s str,
    lines: Lines<'s>,
    /// Lines that were read in search of an end that is not there.
    again: VecDeque<Line<'s>>,
}

/// What a block is looked for by: its opener and its end are of the same kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    Note(NoteKind),
    Signal,
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
    fn find_end(&mut self, kind: BlockKind) -> Option<Line<'s>> {
        let mut passed = Vec::new();
        let end = loop {
            let Some(line) = self.read() else { break None };
            if ends(&line, kind) {
                break Some(line);
            }
            let is_opener = opens(&line) == Some(kind);
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
        let Some(end) = self.find_end(kind) else { return Some(line) };
        if let Kind::NoteHead { mut note, colon } = line.kind {
            note.text = NoteText::Block { lines: self.between(line.span, end.span), colon };
            line.kind = Kind::Stmt(StmtKind::Note(*note));
        }
        line.span = line.span.to(end.span);
        Some(line)
    }
}

fn opens(line: &Line<'_>) -> Option<BlockKind> {
    match &line.kind {
        Kind::NoteHead { note, .. } => Some(BlockKind::Note(note.kind)),
        Kind::RefSignal => Some(BlockKind::Signal),
        _ => None,
    }
}

fn ends(line: &Line<'_>, kind: BlockKind) -> bool {
    match (&line.kind, kind) {
        (Kind::Close(close), BlockKind::Note(kind)) => close.note_kind() == Some(kind),
        (Kind::RefExit, BlockKind::Signal) => true,
        (Kind::Close(close), BlockKind::Signal) => close.note_kind() == Some(NoteKind::Ref),
        _ => false,
    }
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
