//! Reads texts as their dialect means them: `\n` becomes a line break, markup becomes runs, and the lines of a block
//! lose the indent they share.

use super::html;
use super::markup::{self, Beginning, Counting, Position};
use crate::ast::{Name, Written};
use crate::diagnostic::Diagnostics;
use crate::model::Text;
use crate::source::{Dialect, Span};

/// How the texts of a source are read: each dialect has its own idea of what its characters mean.
#[derive(Clone, Copy)]
pub(super) struct Reading(Dialect);

impl Reading {
    pub fn of(dialect: Dialect) -> Reading {
        Reading(dialect)
    }

    /// Whether a participant may be declared twice, and the later label is meant.
    pub fn may_redeclare(self) -> bool {
        self.0.is_foreign()
    }

    /// The text of one line of source.
    pub fn line(self, written: Written<'_>, sink: &mut Diagnostics) -> Text {
        self.styled(written, None, sink)
    }

    /// The same with what its style begins it with.
    pub fn styled(self, written: Written<'_>, begun: Option<&Beginning>, sink: &mut Diagnostics) -> Text {
        self.at(Position::Elsewhere, written, begun, sink)
    }

    /// The same at a place.
    pub fn at(
        self,
        place: Position,
        written: Written<'_>,
        begun: Option<&Beginning>,
        sink: &mut Diagnostics,
    ) -> Text {
        if begun.is_none() && self.has_markup() && !markup::is_marked(written.text) {
            return Text::from(written.text);
        }
        html::check(written, matches!(self.0, Dialect::SequenceDiagramOrg | Dialect::Seqwright), sink);
        self.unchecked(place, written, begun, sink)
    }

    /// Whether its texts have markup.
    fn has_markup(self) -> bool {
        !matches!(self.0, Dialect::WebSequenceDiagrams | Dialect::JsSequenceDiagrams)
    }

    /// The same without a look at what it may hold of other languages.
    fn unchecked(
        self,
        place: Position,
        written: Written<'_>,
        begun: Option<&Beginning>,
        sink: &mut Diagnostics,
    ) -> Text {
        let counting = match self.0 {
            Dialect::WebSequenceDiagrams => return markup::literal(written, begun, sink),
            Dialect::JsSequenceDiagrams => return markup::literal(unquoted(written), begun, sink),
            Dialect::SequenceDiagramOrg => Counting::Toggling,
            // Their front ends write texts as `.seq` does.
            Dialect::Seqwright | Dialect::Mermaid | Dialect::PlantUml => Counting::Embracing,
        };
        if begun.is_some() || markup::is_marked(written.text) {
            markup::read(written, begun, counting, place, sink)
        } else {
            Text::from(written.text)
        }
    }

    /// What a participant shows that has another name.
    pub fn label(self, name: &Name<'_>, begun: Option<&Beginning>, sink: &mut Diagnostics) -> Text {
        self.styled(inside(name), begun, sink)
    }

    /// A participant's name. What it holds of other languages, a lint sees, which knows all places of the name.
    pub fn name(self, name: &Name<'_>, begun: Option<&Beginning>, sink: &mut Diagnostics) -> Text {
        self.unchecked(Position::Elsewhere, inside(name), begun, sink)
    }

    /// The lines of a block: empty ones at its ends and the indent they share are dropped. Diagnostics are about
    /// the place of its header.
    pub fn block(
        self,
        lines: &[&str],
        span: Span,
        begun: Option<&Beginning>,
        sink: &mut Diagnostics,
    ) -> Text {
        self.styled(Written { text: &join_lines(lines), span }, begun, sink)
    }
}

/// A name without its quotation marks. In other languages it may have none.
fn inside<'s>(name: &Name<'s>) -> Written<'s> {
    let Span { start, end } = name.span;
    let has_marks = name.quoted && name.span.len() == name.text.len() + 2;
    let span = if has_marks { Span::new(start + 1, end - 1) } else { name.span };
    Written { text: name.text, span }
}

/// A text without the quotation marks round all of it, which js-sequence-diagrams takes away.
fn unquoted(written: Written<'_>) -> Written<'_> {
    let inner = written.text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    Written { text: inner.unwrap_or(written.text), ..written }
}

/// The lines of a block as one text.
fn join_lines(lines: &[&str]) -> String {
    let inked = |line: &&str| !line.trim().is_empty();
    let Some(first) = lines.iter().position(inked) else { return String::new() };
    let last = lines.iter().rposition(inked).expect("there is a first one");
    let lines = &lines[first..=last];
    let indent = lines.iter().copied().filter(|line| inked(line)).map(indent_of).min().unwrap_or(0);
    let lines: Vec<&str> =
        lines.iter().map(|text| text.get(indent.min(indent_of(text))..).unwrap_or("").trim_end()).collect();
    lines.join("\n")
}

/// The bytes of spaces a line begins with.
fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
