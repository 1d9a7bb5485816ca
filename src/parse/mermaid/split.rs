//! Splits a Mermaid source into statements: lines, parts of lines between semicolons, and blocks of several lines. The
//! grammar cannot say this: an entity, a comment or a semicolon ends any text, and what a `#` is depends on the characters
//! up to the next one that is no letter.

use std::ops::Range;

use pest::iterators::Pair;

use super::Rule;
use crate::parse::seq::{after_line, is_word};
use crate::source::{Span, Written};

/// A part of the source that is read as a whole, without spaces around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'s> {
    pub text: &'s str,
    pub start: usize,
    pub line: u32,
    pub form: Form,
    /// The semicolon in front of it on the same line.
    pub semicolon: Option<usize>,
    /// The comment that ends it.
    pub comment: Option<(usize, &'s str)>,
}

impl<'s> Piece<'s> {
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// A part of it, without spaces around it.
    pub fn part(&self, pair: &Pair<'s, Rule>) -> Written<'s> {
        let from_first = pair.as_str().trim_start();
        let start = self.start + pair.as_span().end() - from_first.len();
        let text = from_first.trim_end();
        Written { text, span: Span::new(start, start + text.len()) }
    }
}

/// What a piece is, as far as its first characters tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Blank,
    Statement,
    Comment,
    /// The front matter at the very beginning, or a directive `%%{…}%%`.
    Settings,
    /// A block whose end is missing: `%%{`, `@{` or `accDescr {`.
    Unclosed,
}

/// Finds the pieces, in order. Each byte is looked at a fixed number of times.
pub(super) struct Pieces<'s> {
    text: &'s str,
    at: usize,
    line: u32,
    /// The end of the current line, and the `@{` in it whose `}` is not. Both are looked for once a line: it may hold many
    /// statements.
    line_end: usize,
    open_braces: Option<usize>,
    /// The semicolon behind which the current line goes on.
    semicolon: Option<usize>,
    is_first: bool,
    /// The ends of blocks that are known not to come any more.
    missing: Vec<&'static str>,
}

impl<'s> Pieces<'s> {
    pub fn new(text: &'s str, first_line: usize) -> Pieces<'s> {
        let line = u32::try_from(first_line).unwrap_or(u32::MAX);
        Pieces {
            text,
            at: 0,
            line,
            line_end: 0,
            open_braces: None,
            semicolon: None,
            is_first: true,
            missing: Vec::new(),
        }
    }

    /// The end of the line that a place is in.
    fn end_of_line(&self, from: usize) -> usize {
        if (self.at..self.line_end).contains(&from) {
            return self.line_end;
        }
        self.text[from..].find(['\n', '\r']).map_or(self.text.len(), |at| from + at)
    }

    /// Looks at the line that is read now, unless that was done.
    fn look_at_line(&mut self) {
        if self.at < self.line_end {
            return;
        }
        self.line_end = self.end_of_line(self.at);
        let line = &self.text[self.at..self.line_end];
        let closed = line.rfind('}').unwrap_or(0);
        self.open_braces = line[closed..].find("@{").map(|at| self.at + closed + at);
    }

    /// The piece in a range of bytes.
    fn piece(&self, range: Range<usize>, form: Form) -> Piece<'s> {
        let whole = &self.text[range.clone()];
        let text = whole.trim_start();
        let start = range.end - text.len();
        let semicolon = self.semicolon;
        Piece { text: text.trim_end(), start, line: self.line, form, semicolon, comment: None }
    }

    /// Goes on behind a line, or behind a semicolon in it.
    fn go_on(&mut self, from: usize, end: usize) {
        let lines = self.text[from..end].bytes().filter(|&byte| byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        if self.text[end..].starts_with(['\n', '\r']) || end == self.text.len() {
            self.at = after_line(self.text, end);
            self.line = self.line.saturating_add(1);
            self.semicolon = None;
        } else {
            self.semicolon = self.text[..end].ends_with(';').then(|| end - 1);
            self.at = end;
        }
    }

    /// The end of a block, behind these characters.
    fn end_of(&mut self, mark: &'static str, from: usize) -> Option<usize> {
        if self.missing.contains(&mark) {
            return None;
        }
        let found = self.text[from..].find(mark).map(|at| from + at + mark.len());
        if found.is_none() {
            self.missing.push(mark);
        }
        found
    }

    /// A block from here to some characters; the line where they are missing.
    fn block(&mut self, mark: &'static str, from: usize, line_end: usize, form: Form) -> Piece<'s> {
        let start = self.at;
        let end = self.end_of(mark, from);
        let form = if end.is_some() { form } else { Form::Unclosed };
        let end = end.unwrap_or(line_end);
        let piece = self.piece(start..end, form);
        let rest = self.end_of_line(end);
        let end = if self.text[end..rest].trim().is_empty() { rest } else { end };
        self.go_on(start, end);
        piece
    }

    /// The front matter of a file, if it begins with one.
    fn front_matter(&mut self) -> Option<Piece<'s>> {
        let mut end = self.end_of_line(0);
        if self.text[..end].trim() != "---" {
            return None;
        }
        loop {
            let start = after_line(self.text, end);
            if start >= self.text.len() {
                return None;
            }
            end = self.end_of_line(start);
            if self.text[start..end].trim() == "---" {
                let piece = self.piece(0..end, Form::Settings);
                self.go_on(0, end);
                return Some(piece);
            }
        }
    }

    /// A statement up to its comment, its semicolon or the end of the line.
    fn statement(&mut self, line_end: usize) -> Piece<'s> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut at = start;
        while at < line_end {
            match bytes[at] {
                b'#' => match entity(&self.text[at..line_end]) {
                    Some(length) => at += length,
                    None => break,
                },
                b';' => break,
                _ if Some(at) == self.open_braces => return self.block("}", at, line_end, Form::Statement),
                _ => at += 1,
            }
        }
        let mut piece = self.piece(start..at, Form::Statement);
        if at < line_end && bytes[at] == b'#' {
            piece.comment = Some((at, self.text[at..line_end].trim_end()));
            self.go_on(start, line_end);
        } else {
            self.go_on(start, (at + 1).min(line_end));
        }
        if piece.text.is_empty() {
            piece.form = Form::Blank;
        }
        piece
    }
}

/// The length of the entity that a text begins with: `#9829;`, `#lt;`.
pub(super) fn entity(text: &str) -> Option<usize> {
    let name = text.strip_prefix('#')?;
    let end = name.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'_')?;
    (end > 0 && name.as_bytes()[end] == b';').then_some(end + 2)
}

impl<'s> Iterator for Pieces<'s> {
    type Item = Piece<'s>;

    fn next(&mut self) -> Option<Piece<'s>> {
        if self.at >= self.text.len() {
            return None;
        }
        if std::mem::take(&mut self.is_first)
            && let Some(piece) = self.front_matter()
        {
            return Some(piece);
        }
        self.look_at_line();
        let end = self.line_end;
        let line = self.text[self.at..end].trim();
        let start = end - self.text[self.at..end].trim_start().len();
        if line.starts_with("%%{") {
            return Some(self.block("}%%", start, end, Form::Settings));
        }
        let whole = |form| (form, end);
        if is_word(line, "accdescr") && line["accdescr".len()..].trim_start().starts_with('{') {
            return Some(self.block("}", start, end, Form::Statement));
        }
        let (form, end) = match line {
            "" => whole(Form::Blank),
            line if line.starts_with("%%") => whole(Form::Comment),
            line if line.starts_with('#') && entity(line).is_none() => whole(Form::Comment),
            _ if is_word(line, "acctitle") || is_word(line, "accdescr") => whole(Form::Statement),
            _ => return Some(self.statement(end)),
        };
        let piece = self.piece(self.at..end, form);
        self.go_on(self.at, end);
        Some(piece)
    }
}
