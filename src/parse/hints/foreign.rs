//! Reports lines of another language, with one diagnostic for all lines of a kind.

use super::JunkLine;
use super::languages::{Replacement, Signature};
use crate::diagnostic::{Code, Diagnostics, Fix};
use crate::parse::seq::after_line;
use crate::source::Span;

/// The most further lines that a diagnostic lists.
const MOST_LISTED: usize = 8;

/// Diagnostics that hold for several lines, while more lines may follow.
#[derive(Default)]
pub(in crate::parse) struct Groups {
    all: Vec<Group>,
}

/// A diagnostic and the lines that it holds for.
pub(in crate::parse) struct Group {
    /// What its lines have in common.
    pub key: (&'static str, &'static str),
    pub code: Code,
    pub span: Span,
    pub message: String,
    pub label: &'static str,
    pub help: String,
    pub fixes: Vec<Fix>,
    /// The lines below the first one.
    more: Vec<u32>,
}

impl Group {
    pub fn new(key: (&'static str, &'static str), code: Code, span: Span, message: String) -> Group {
        let (label, help, fixes, more) = ("another language", String::new(), Vec::new(), Vec::new());
        Group { key, code, span, message, label, help, fixes, more }
    }
}

impl Groups {
    /// Adds the diagnostic of a line, or only its fixes where a diagnostic of the same kind exists.
    pub fn add(&mut self, group: Group, number: u32) {
        match self.all.iter_mut().find(|known| known.key == group.key) {
            Some(known) => {
                known.more.push(number);
                known.fixes.extend(group.fixes);
            }
            None => self.all.push(group),
        }
    }

    /// Reports the diagnostics.
    pub fn report(self, sink: &mut Diagnostics) {
        for group in self.all {
            let diagnostic =
                sink.error(group.code, group.span, group.message).at(group.label).help(group.help);
            diagnostic.fixes = group.fixes;
            if let Some(lines) = listed(&group.more) {
                diagnostic.note(format!("the same goes for {lines}"));
            }
        }
    }
}

/// Makes the diagnostic for a line with a signature. What the line begins ends at `end`.
pub(in crate::parse) fn group(
    source: &str,
    line: JunkLine<'_>,
    signature: &Signature,
    end: Option<usize>,
) -> Group {
    let at = line.span(0, signature.start.len());
    let whole = line.span(0, line.text.len());
    let message = format!("this line is {}", signature.what);
    // Lines that go alike are of one kind, whatever they begin with: `@startuml` and `@enduml`.
    let kind =
        if matches!(signature.replacement, Replacement::Delete) { signature.what } else { signature.start };
    let mut group = Group::new((kind, signature.help), signature.code(), at, message);
    signature.help.clone_into(&mut group.help);
    let mut fix = |span: Span, text: &str| group.fixes.push(Fix { span, replacement: text.to_owned() });
    match signature.replacement {
        Replacement::Author => {}
        Replacement::Delete => fix(whole_line(source, whole), ""),
        Replacement::Write(text) => fix(at, text),
        Replacement::Line(text) => fix(whole, text),
        Replacement::Comment => {
            // Where something is behind the comment, only its author can say where that goes.
            let end = end.filter(|&end| line_is_over(source, end));
            let mut start = line.start;
            while let Some(end) = end.filter(|&end| start < end) {
                fix(Span::new(start, start), "# ");
                let next = source[start..end].find('\n').map_or(end, |at| start + at + 1);
                start = next + source[next..end].len() - source[next..end].trim_start().len();
            }
        }
    }
    if signature.code() == Code::LeftoverFence {
        group.label = "not part of the diagram";
    }
    group
}

/// Whether nothing but spaces follows on the line.
fn line_is_over(source: &str, end: usize) -> bool {
    let rest = source[end..].trim_start_matches([' ', '\t']);
    rest.is_empty() || rest.starts_with(['\n', '\r'])
}

/// Lists line numbers in words.
fn listed(lines: &[u32]) -> Option<String> {
    let mut numbers: Vec<String> = lines.iter().take(MOST_LISTED).map(u32::to_string).collect();
    if lines.len() > MOST_LISTED {
        numbers.push(format!("{} more", lines.len() - MOST_LISTED));
    }
    let last = numbers.pop()?;
    match numbers.is_empty() {
        true => Some(format!("line {last}")),
        false => Some(format!("lines {} and {last}", numbers.join(", "))),
    }
}

/// The bytes of the lines that a span is on, with the end of the last one.
pub(in crate::parse) fn whole_line(source: &str, span: Span) -> Span {
    let is_end = |c: char| matches!(c, '\n' | '\r');
    let start = source[..span.start].rfind(is_end).map_or(0, |at| at + 1);
    let end = source[span.end..].find(is_end).map_or(source.len(), |at| after_line(source, span.end + at));
    Span::new(start, end)
}
