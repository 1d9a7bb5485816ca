//! Written text in, `model::Text` out: `\n` becomes a line break, mark-up becomes runs, the lines of a block lose
//! the indent they share.

use super::markup::{self, Marks};
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

    /// The text of one line of source.
    pub fn line(self, written: Written<'_>, sink: &mut Diagnostics) -> Text {
        match self.0 {
            Dialect::Seqwright | Dialect::SequenceDiagramOrg if !markup::is_marked(written.text) => {
                Text::from(written.text)
            }
            Dialect::Seqwright => markup::read(written, Marks::Embracing, sink),
            Dialect::SequenceDiagramOrg => markup::read(written, Marks::Toggling, sink),
            Dialect::WebSequenceDiagrams => literal(written.text),
            Dialect::JsSequenceDiagrams => literal(unquoted(written.text)),
        }
    }

    /// A participant's name.
    pub fn name(self, name: &Name<'_>, sink: &mut Diagnostics) -> Text {
        let Span { start, end } = name.span;
        let span = if name.quoted { Span::new(start + 1, end.saturating_sub(1)) } else { name.span };
        self.line(Written { text: name.text, span }, sink)
    }

    /// The lines of a block: blank ones at its ends and the indent they share are dropped. Complaints are about
    /// the place of its header.
    pub fn block(self, lines: &[&str], span: Span, sink: &mut Diagnostics) -> Text {
        let joined = joined(lines);
        match self.0 {
            Dialect::Seqwright | Dialect::SequenceDiagramOrg if !markup::is_marked(&joined) => {
                Text::from(joined)
            }
            Dialect::Seqwright | Dialect::SequenceDiagramOrg => {
                self.line(Written { text: &joined, span }, sink)
            }
            Dialect::WebSequenceDiagrams | Dialect::JsSequenceDiagrams => literal(&joined),
        }
    }
}

/// A text without mark-up: only `\n` means something.
fn literal(text: &str) -> Text {
    if !text.contains("\\n") {
        return Text::from(text);
    }
    let lines: Vec<&str> = text.split("\\n").map(|line| line.trim_matches(' ')).collect();
    Text::from(lines.join("\n"))
}

/// A text without the quotation marks round all of it, which js-sequence-diagrams takes away.
fn unquoted(text: &str) -> &str {
    text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text)
}

/// The lines of a block as one text.
fn joined(lines: &[&str]) -> String {
    let inked = |line: &&str| !line.trim().is_empty();
    let Some(first) = lines.iter().position(inked) else { return String::new() };
    let last = lines.iter().rposition(inked).expect("there is a first one");
    let lines = &lines[first..=last];
    let indent = lines.iter().copied().filter(|line| inked(line)).map(indent_of).min().unwrap_or(0);
    let lines: Vec<&str> =
        lines.iter().map(|text| text.get(indent.min(indent_of(text))..).unwrap_or("").trim_end()).collect();
    lines.join("\n")
}

/// The bytes of blanks a line begins with.
fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
