//! A line of a text that is read from the left to the right, and what is open in it.

use std::borrow::Cow;

use super::tag::{self, Tag};

/// How many marks there are.
pub(super) const MARKS: usize = 6;

/// How many kinds of things are looked for that end something: marks, tags and links.
const KINDS: usize = MARKS + tag::ENDS.len() + 1;
pub(super) const LINK: usize = KINDS - 1;

/// What is open on a line: what ends it there, where, and what that becomes.
pub(super) struct Open {
    pub at: usize,
    pub length: usize,
    pub end: &'static str,
}

/// A line that is read.
pub(super) struct Inline<'t> {
    pub text: &'t str,
    /// The same in lower case, in which the ends of tags are looked for.
    lower: Cow<'t, str>,
    pub at: usize,
    pub open: Vec<Open>,
    /// Up to where each kind of end is known not to come.
    missing: [usize; KINDS],
    /// The next `>`.
    greater: Option<usize>,
}

impl<'t> Inline<'t> {
    pub fn new(text: &'t str) -> Inline<'t> {
        let lower = match text.contains('<') {
            true => Cow::Owned(text.to_ascii_lowercase()),
            false => Cow::Borrowed(text),
        };
        Inline { text, lower, at: 0, open: Vec::new(), missing: [0; KINDS], greater: Some(0) }
    }

    pub fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Where what is open innermost ends.
    pub fn limit(&self) -> usize {
        self.open.last().map_or(self.text.len(), |open| open.at)
    }

    /// Where something ends that begins here, if it does within what is open.
    pub fn find(&mut self, kind: usize, end: &str, skip: usize) -> Option<usize> {
        let limit = self.limit();
        if limit <= self.missing[kind] {
            return None;
        }
        let from = (self.at + skip).min(limit);
        let found = self.lower.get(from..limit)?.find(end).map(|at| from + at);
        if found.is_none() {
            self.missing[kind] = limit;
        }
        found
    }

    /// The tag that begins here, and its length.
    pub fn tag(&mut self) -> Option<(Tag, usize)> {
        let next = self.greater?;
        if next <= self.at {
            self.greater = self.text[self.at..].find('>').map(|at| self.at + at);
        }
        let end = self.greater.filter(|&end| end > self.at && end < self.limit())?;
        tag::read(&self.text[self.at + 1..end]).map(|tag| (tag, end + 1 - self.at))
    }
}
