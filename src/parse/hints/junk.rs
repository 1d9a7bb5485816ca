//! Explains lines that are not statements, with one diagnostic for lines that belong together.

use std::mem::take;

use super::foreign::{self, Group, Groups};
use super::languages::{self, Extent};
use super::malformed;
use super::{JunkLine, Surroundings, continued};
use crate::diagnostic::{Code, Diagnostics, Fix};
use crate::parse::bytes::is_control;
use crate::parse::front::Explained;
use crate::parse::seq::{is_word, trim};
use crate::source::Span;

/// The most lines that are explained; the rest of a file that is not a diagram is only counted.
const MAX_EXPLAINED: usize = 500;

/// How many lines count as the beginning of a source.
const BEGINNING: usize = 20;

/// What is known about the lines so far that are not statements.
pub(in crate::parse) struct Junk<'s> {
    text: &'s str,
    /// Whether such lines are worth explaining.
    readable: bool,
    is_mermaid: Option<bool>,
    explained: usize,
    unexplained: Option<(Span, usize)>,
    /// The first of the unknown lines just above, and their number.
    run: Option<(Span, usize)>,
    groups: Groups,
    /// Ends that do not occur in the rest of the text.
    absent: Vec<&'static str>,
    /// Where the block ends that a line of another language began.
    skip_to: usize,
    /// Whether there was a statement.
    pub has_begun: bool,
}

impl<'s> Junk<'s> {
    pub fn new(text: &'s str, readable: bool) -> Junk<'s> {
        Junk {
            text,
            readable,
            is_mermaid: None,
            explained: 0,
            unexplained: None,
            run: None,
            groups: Groups::default(),
            absent: Vec::new(),
            skip_to: 0,
            has_begun: false,
        }
    }

    /// Whether a line belongs to a construct of another language, and is skipped.
    pub fn covers(&self, span: Span) -> bool {
        span.start < self.skip_to
    }

    /// Whether the beginning of the text says that it is Mermaid.
    pub fn is_mermaid(&mut self) -> bool {
        let mut beginning = self.text.lines().take(BEGINNING);
        *self
            .is_mermaid
            .get_or_insert_with(|| beginning.any(|line| line.trim_start().starts_with("sequenceDiagram")))
    }

    /// Whether lines just above are not statements.
    pub fn in_prose(&self) -> bool {
        self.run.is_some()
    }

    /// Explains a line that is not a statement.
    pub fn line(
        &mut self,
        span: Span,
        number: u32,
        around: Surroundings<'s>,
        is_known: &mut dyn FnMut(&str) -> bool,
        sink: &mut Diagnostics,
    ) -> Explained {
        let line = JunkLine { text: &self.text[span.start..span.end], start: span.start };
        if !self.readable || line.text.bytes().any(is_control) {
            return Explained::default(); // The file, or a character of the line, has been reported.
        }
        if let Some(explained) = self.foreign(line, number, around, sink) {
            return explained;
        }
        if self.explained >= MAX_EXPLAINED {
            // Further lines of a paragraph are counted with it, and not examined.
            self.run.as_mut().unwrap_or_else(|| self.unexplained.get_or_insert((span, 0))).1 += 1;
            return Explained::default();
        }
        self.explained += 1;
        let explained = super::explain(line, around, is_known, sink);
        if explained.is_unknown {
            self.run.get_or_insert((span, 0)).1 += 1;
        } else {
            self.interrupt(sink);
        }
        explained
    }

    /// Reports the unknown lines just above: what follows does not belong to them.
    pub fn interrupt(&mut self, sink: &mut Diagnostics) {
        if let Some((span, lines)) = self.run.take() {
            let first = JunkLine { text: &self.text[span.start..span.end], start: span.start };
            super::unknown(first, lines, sink);
        }
    }

    /// Reports the diagnostics that were held back.
    pub fn finish(&mut self, sink: &mut Diagnostics) {
        self.interrupt(sink);
        take(&mut self.groups).report(sink);
        if let Some((first, more)) = self.unexplained.take() {
            sink.error(Code::UnknownStatement, first, format!("{more} more lines are not statements"))
                .at("the first of them")
                .help("is this file a sequence diagram?");
        }
    }

    /// Explains a line of another language; `None` where it is not one.
    fn foreign(
        &mut self,
        line: JunkLine<'s>,
        number: u32,
        around: Surroundings<'s>,
        sink: &mut Diagnostics,
    ) -> Option<Explained> {
        if let Some(explained) = self.homeless_note(line, number, around) {
            self.interrupt(sink);
            return Some(explained);
        }
        if let Some(explained) = self.continued(line, around, sink) {
            return Some(explained);
        }
        let signature = languages::find(line, &around)?;
        self.interrupt(sink);
        let end = match signature.extent {
            Extent::Line | Extent::Block => None,
            Extent::To(ends) => self.find(line, ends, true),
            Extent::Until(end) => self.find(line, std::slice::from_ref(&end), false),
            Extent::File => around.is_first.then_some(usize::MAX),
        };
        self.groups.add(foreign::group(self.text, line, signature, end), number);
        self.skip_to = end.unwrap_or(self.skip_to);
        Some(Explained { opens_block: matches!(signature.extent, Extent::Block), ..Explained::default() })
    }

    /// Explains a line that goes on with the text above it.
    fn continued(
        &mut self,
        line: JunkLine<'s>,
        around: Surroundings<'s>,
        sink: &mut Diagnostics,
    ) -> Option<Explained> {
        let found = continued::explain(self.text, line, around.above.filter(|_| !self.in_prose())?)?;
        self.skip_to = found.end;
        sink.error(Code::MalformedStatement, line.span(0, line.text.len()), found.message)
            .at(found.label)
            .help(found.help)
            .fixes = found.fixes;
        Some(Explained::default())
    }

    /// Explains a note of PlantUML without a name, which is about the message above it.
    fn homeless_note(
        &mut self,
        line: JunkLine<'s>,
        number: u32,
        around: Surroundings<'s>,
    ) -> Option<Explained> {
        const KEY: (&str, &str) = ("note", "of the message above");
        let side = malformed::side_without_name(line.text)?;
        let (left, right) = around.below.unwrap_or(("A", "B"));
        let name = if side == "left" { left } else { right };
        let name = if name.contains(['"', ',', ':']) { "A" } else { name };
        let at = line.text.len() - line.text["note".len()..].trim_start().len();
        let rest = trim(&line.text[at + side.len()..]);
        let message = "this `note` does not say whom it is about".to_owned();
        let span = line.span(at, at + side.len());
        let mut group = Group::new(KEY, Code::MalformedStatement, span, message);
        group.label = "a side, but no participant";
        group.help = format!("write `note {side} of {name}{rest}`, with the name of a participant");
        self.groups.add(group, number);
        if !rest.contains(':') {
            let end = self.find(line, languages::NOTE_ENDS, true);
            self.skip_to = end.unwrap_or(self.skip_to);
        }
        Some(Explained::default())
    }

    /// Finds the end of the line that ends what another line began: by how it begins, or by what it holds.
    fn find(&mut self, line: JunkLine<'_>, ends: &[&'static str], is_start: bool) -> Option<usize> {
        if ends.iter().all(|end| self.absent.contains(end)) {
            return None;
        }
        let mut at = line.start;
        for (index, text) in self.text[line.start..].split_inclusive(['\n', '\r']).enumerate() {
            let line_end = text.trim_end_matches(['\n', '\r']).len();
            let found = ends.iter().find_map(|end| match is_start {
                true => (index > 0 && is_word(trim(text), end)).then_some(line_end),
                false => text.find(*end).map(|at| at + end.len()),
            });
            if let Some(end) = found {
                return Some(at + end);
            }
            at += text.len();
        }
        self.absent.extend(ends);
        None
    }

    /// Looks below a note for an end that is written as one word, and reports it. Returns whether there is one.
    pub fn has_glued_end(&mut self, head: Span, word: &str, sink: &mut Diagnostics) -> bool {
        let mut at = head.end;
        for (index, text) in self.text[head.end..].split_inclusive(['\n', '\r']).enumerate() {
            let line = trim(text.trim_end_matches(['\n', '\r']));
            let start = at + (text.len() - text.trim_start_matches([' ', '\t', '\u{a0}']).len());
            at += text.len();
            if index > 0 && is_word(line, word) {
                return false; // Another one, which is nearer to its end.
            }
            if is_word(line, "end") && line.get("end".len()..).is_some_and(|of| of.eq_ignore_ascii_case(word))
            {
                let span = Span::new(start, start + line.len());
                sink.error(Code::UnclosedBlock, span, format!("`{line}` does not end this `{word}`"))
                    .at("one word")
                    .label(head, "opened here")
                    .help(format!("write `end {word}`"))
                    .fixes = vec![Fix { span, replacement: format!("end {word}") }];
                self.skip_to = span.end;
                return true;
            }
        }
        false
    }
}
