//! Splits a source in PlantUML into lines: leaves out comments, and joins a line that ends in a backslash with the
//! next.

use std::vec::IntoIter;

use crate::parse::seq::{after_line, written};
use crate::source::{Source, Span, Written};

/// A line that means something, or a comment, or nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'s> {
    /// Without spaces around it.
    pub text: &'s str,
    /// With them.
    pub raw: &'s str,
    pub span: Span,
    pub number: u32,
    pub form: Form,
    /// A comment that begins or ends the line.
    pub comment: Option<&'s str>,
    /// Whether the text is a slice of the source.
    is_slice: bool,
}

/// What a line is, as far as its first characters tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Blank,
    Comment,
    Statement,
}

impl<'s> Line<'s> {
    /// An empty line at a place.
    pub fn at(place: usize, number: u32) -> Line<'s> {
        let span = Span::new(place, place);
        Line { text: "", raw: "", span, number, form: Form::Blank, comment: None, is_slice: false }
    }

    /// A part of the line, from a byte on, without spaces around it.
    pub fn part(&self, text: &'s str, from: usize) -> Written<'s> {
        let part = written(text, self.span.start + from);
        if self.is_slice { part } else { Written { text: part.text, span: self.span } }
    }
}

/// The lines, in order. Each byte is looked at a fixed number of times.
pub(super) struct Lines<'s> {
    source: &'s Source,
    text: &'s str,
    at: usize,
    number: u32,
    /// The numbers of all lines, where they do not follow each other.
    numbers: IntoIter<u32>,
    /// Whether it is known that no comment over several lines ends any more.
    is_comment_open: bool,
}

impl<'s> Lines<'s> {
    pub fn new(source: &'s Source, text: &'s str, numbers: Vec<u32>) -> Lines<'s> {
        let mut numbers = numbers.into_iter();
        let first = u32::try_from(source.first_line()).unwrap_or(u32::MAX);
        let number = numbers.next().unwrap_or(first);
        Lines { source, text, at: 0, number, numbers, is_comment_open: false }
    }

    /// The bytes of the next line as it stands.
    fn raw(&mut self) -> Option<Span> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let end = self.text[start..].find(['\n', '\r']).map_or(self.text.len(), |at| start + at);
        self.at = after_line(self.text, end);
        self.number = self.numbers.next().unwrap_or(self.number.saturating_add(1));
        Some(Span::new(start, end))
    }

    fn of(&self, span: Span) -> &'s str {
        &self.text[span.start..span.end]
    }

    /// A line, with those joined that a backslash at its end calls for.
    fn joined(&mut self) -> Option<Line<'s>> {
        let number = self.number;
        let first = self.raw()?;
        let goes_on = |text: &str| text.ends_with('\\') && !text.ends_with("\\\\");
        if !goes_on(self.of(first)) {
            return Some(self.line(self.of(first), first, number, true));
        }
        let mut text = String::new();
        let mut last = first;
        loop {
            let part = self.of(last);
            match part.strip_suffix('\\').filter(|_| goes_on(part)) {
                Some(part) => text.push_str(part),
                None => text.push_str(part),
            }
            if !goes_on(part) {
                break;
            }
            let Some(next) = self.raw() else { break };
            last = next;
        }
        Some(self.line(self.source.keep(text), first.to(last), number, false))
    }

    /// The line of some bytes.
    fn line(&self, raw: &'s str, span: Span, number: u32, is_slice: bool) -> Line<'s> {
        let text = raw.trim();
        let start = span.start + (raw.len() - raw.trim_start().len());
        let span = if is_slice { Span::new(start, start + text.len()) } else { span };
        let form = match text {
            "" => Form::Blank,
            _ if text.starts_with('\'') => Form::Comment,
            _ => Form::Statement,
        };
        Line { text, raw, span, number, form, comment: None, is_slice }
    }

    /// Takes a comment between `/'` and `'/` away from the beginning or the end of a line.
    fn without_comment(&mut self, line: Line<'s>) -> Line<'s> {
        let text = line.text;
        if text.starts_with("/'") {
            let Some(end) = text.find("'/").filter(|&end| end > 1) else { return self.long_comment(line) };
            return self.rest_of(line, end + 2..text.len(), &text[2..end]);
        }
        let begin = text.strip_suffix("'/").and_then(|text| text.rfind("/'"));
        match begin {
            Some(begin) => self.rest_of(line, 0..begin, &text[begin + 2..text.len() - 2]),
            None => line,
        }
    }

    /// A line without its comment; a comment where nothing is left.
    fn rest_of(&self, line: Line<'s>, kept: std::ops::Range<usize>, comment: &'s str) -> Line<'s> {
        let span = if line.is_slice {
            Span::new(line.span.start + kept.start, line.span.start + kept.end)
        } else {
            line.span
        };
        let rest = self.line(&line.text[kept], span, line.number, line.is_slice);
        let form = if rest.form == Form::Blank { Form::Comment } else { rest.form };
        let text = if rest.form == Form::Blank { comment } else { rest.text };
        let comment = (rest.form != Form::Blank).then_some(comment);
        Line { form, text, comment, ..rest }
    }

    /// A comment of several lines; one line where its end is missing.
    fn long_comment(&mut self, line: Line<'s>) -> Line<'s> {
        let start = line.span.start;
        if self.is_comment_open {
            return Line { form: Form::Comment, ..line };
        }
        let Some(end) = self.text[self.at..].find("'/").map(|at| self.at + at + 2) else {
            self.is_comment_open = true;
            return Line { form: Form::Comment, ..line };
        };
        while self.at < end {
            if self.raw().is_none() {
                break;
            }
        }
        let span = Span::new(start, end);
        Line { text: self.of(span), raw: self.of(span), span, form: Form::Comment, ..line }
    }
}

impl<'s> Iterator for Lines<'s> {
    type Item = Line<'s>;

    fn next(&mut self) -> Option<Line<'s>> {
        let line = self.joined()?;
        if !line.text.contains("/'") || line.form == Form::Comment {
            return Some(line);
        }
        Some(self.without_comment(line))
    }
}
