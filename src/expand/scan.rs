//! Finds names, brackets and arguments in a line.

use std::ops::Range;

use crate::source::Span;

/// Where a text stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// It is that of the source from this byte on.
    At(usize),
    /// It was composed, and comes from there.
    In(Span),
}

impl Place {
    /// The place of what begins at a byte of the text.
    pub fn from(self, offset: usize) -> Place {
        match self {
            Place::At(start) => Place::At(start + offset),
            Place::In(_) => self,
        }
    }

    /// The place in the source of a part of the text.
    pub fn span(self, range: Range<usize>) -> Span {
        match self {
            Place::At(start) => Span::new(start + range.start, start + range.end),
            Place::In(span) => span,
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The end of the name that begins at a byte, with its `$` or `%`; the byte itself where none does.
pub(super) fn name_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let sign = usize::from(rest.starts_with(['$', '%']));
    let length = rest[sign..].find(|c| !is_letter(c)).unwrap_or(rest.len() - sign);
    let begins = rest[sign..].starts_with(|c: char| is_letter(c) && !(c.is_numeric() && sign == 0));
    if begins { at + sign + length } else { at }
}

/// The end of the letters and digits from a byte on.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    text[at..].find(|c| !is_letter(c)).map_or(text.len(), |length| at + length)
}

/// A name at the beginning of a text, and the rest without spaces before it.
pub(super) fn split_name(text: &str) -> Option<(&str, &str)> {
    let end = name_end(text, 0);
    (end > 0).then(|| (&text[..end], text[end..].trim_start()))
}

/// Walks over the characters outside of quotation marks. A mark that has no other one on the line is a character.
struct Quotes<'t> {
    text: &'t str,
    marks: &'static [u8],
    /// The last of each mark.
    last: [Option<usize>; 2],
}

impl<'t> Quotes<'t> {
    fn new(text: &'t str, marks: &'static [u8]) -> Quotes<'t> {
        Quotes { text, marks, last: [text.rfind('"'), text.rfind('\'')] }
    }

    /// Where the walk goes on after a byte.
    fn next(&self, at: usize) -> usize {
        let byte = self.text.as_bytes()[at];
        if self.marks.contains(&byte) && self.last[usize::from(byte == b'\'')].is_some_and(|last| last > at) {
            let rest = &self.text.as_bytes()[at + 1..];
            return rest.iter().position(|&other| other == byte).map_or(at + 1, |length| at + length + 2);
        }
        at + 1
    }
}

/// Both marks where arguments are expressions, or else only the double one: `it's` is a word.
fn marks(are_expressions: bool) -> &'static [u8] {
    if are_expressions { b"\"'" } else { b"\"" }
}

/// The arguments between brackets that open at a byte, and the byte after the last bracket.
pub(super) fn arguments(
    text: &str,
    open: usize,
    are_expressions: bool,
) -> Option<(Vec<Range<usize>>, usize)> {
    if !text[open..].starts_with('(') {
        return None;
    }
    let quotes = Quotes::new(text, marks(are_expressions));
    let (mut depth, mut at, mut start) = (0_usize, open, open + 1);
    let mut found = Vec::new();
    while at < text.len() {
        match text.as_bytes()[at] {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    if !found.is_empty() || !text[start..at].trim().is_empty() {
                        found.push(trimmed(text, start..at));
                    }
                    return Some((found, at + 1));
                }
            }
            b',' if depth == 1 => {
                found.push(trimmed(text, start..at));
                start = at + 1;
            }
            _ => {}
        }
        at = quotes.next(at);
    }
    None
}

/// A range without the spaces at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..(start + part.trim().len())
}

/// A text without the quotation marks that it stands in.
pub(super) fn unquoted(text: &str) -> &str {
    let inside = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inside.filter(|inside| !inside.contains('"')).unwrap_or(text)
}

/// The name, and the value after `=`, where a text is an assignment.
pub(super) fn assignment(text: &str) -> Option<(&str, bool, &str)> {
    let (name, rest) = split_name(text)?;
    let (is_default, value) = match rest.strip_prefix("?=") {
        Some(value) => (true, value),
        None => (false, rest.strip_prefix('=')?),
    };
    (!value.starts_with('=') && !name.starts_with('%')).then_some((name, is_default, value))
}
