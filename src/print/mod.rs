//! Formats a diagram as canonical `.seq` text: two spaces for each level, one way to write each statement.
//!
//! Printing and parsing again gives the same diagram, and printing that gives the same text. A comment stays
//! where it is, blank lines become at most one, and the text of a note block is left alone.

mod block;
mod faithful;
mod knowledge;
mod message;
mod setting;
mod style;

use crate::ast::{Diagram, Ending, Note, NoteText, Participant, Reference, Setting, Stmt, StmtKind, When};
use crate::notation::Side;
use crate::source::Span;
pub use faithful::print_faithfully;
use style::{declared, name, shape_style, spaced, styled};

/// The byte order mark.
const MARK: char = '\u{feff}';

/// Prints a diagram.
pub fn print(diagram: &Diagram<'_>) -> String {
    print_but(diagram, &|_| None)
}

/// Prints a diagram; a message at a place in `kept` is printed as that line.
fn print_but<'p>(diagram: &Diagram<'_>, kept: &'p dyn Fn(Span) -> Option<&'p str>) -> String {
    let mut printer = Printer { out: String::new(), depth: 0, kept };
    printer.body(&diagram.body);
    if printer.out.starts_with(MARK) {
        // At the very beginning it would be a byte order mark instead of a character of the text.
        printer.out.insert(0, '\n');
    }
    printer.out
}

/// The text so far, how deep in blocks the next line is, and which lines stay as they are.
struct Printer<'p> {
    out: String,
    depth: usize,
    kept: &'p dyn Fn(Span) -> Option<&'p str>,
}

impl Printer<'_> {
    /// Prints statements, without blank lines around them and with at most one between two of them.
    fn body(&mut self, body: &[Stmt<'_>]) {
        let mut blank = false;
        let mut first = true;
        for stmt in body {
            if matches!(stmt.kind, StmtKind::Blank) {
                blank = !first;
                continue;
            }
            if blank {
                self.out.push('\n');
            }
            (blank, first) = (false, false);
            self.stmt(stmt);
        }
    }

    /// Prints one line at the current depth.
    fn line(&mut self, text: &str) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn stmt(&mut self, stmt: &Stmt<'_>) {
        match &stmt.kind {
            StmtKind::Blank => {}
            StmtKind::Comment(text) | StmtKind::Junk(text) => self.line(text),
            // An arrow at the beginning of a title would make the line a message.
            StmtKind::Title(text) if text.text.is_empty() || text.text.starts_with(['-', '<']) => {
                self.line(&after_colon("title", text.text));
            }
            StmtKind::Title(text) => self.line(&format!("title {}", text.text)),
            StmtKind::Participant(written) => self.line(&participant(written)),
            StmtKind::Create(who) => self.line(&format!("create {}", name(who))),
            StmtKind::Message(written) => match (self.kept)(stmt.span) {
                Some(line) => self.line(line),
                None => self.line(&message::message(written)),
            },
            StmtKind::Note(written) => self.note(written),
            StmtKind::Reference(written) => self.reference(written),
            StmtKind::Divider(text, style) => {
                let text = if text.text.is_empty() { String::new() } else { format!(" {} ", text.text) };
                self.line(&format!("=={text}=={}", spaced(&shape_style(style))));
            }
            StmtKind::Pause(text) if text.text.is_empty() => self.line("..."),
            StmtKind::Pause(text) => self.line(&format!("...{}...", text.text)),
            StmtKind::Return(text) => self.line(&format!("return{}", spaced(text.text))),
            StmtKind::Space(None) => self.line("space"),
            StmtKind::Space(Some(units)) => self.line(&format!("space {}", units.text)),
            StmtKind::Autonumber(numbers) => self.line(&setting::autonumber(numbers)),
            StmtKind::Activate(who, style) => {
                self.line(&format!("activate {}", styled(who, &shape_style(style))));
            }
            StmtKind::Deactivate(who, When::Now) => self.line(&format!("deactivate {}", name(who))),
            StmtKind::Deactivate(who, When::After) => self.line(&format!("deactivateafter {}", name(who))),
            StmtKind::Destroy(who, Ending::Now) => self.line(&format!("destroy {}", name(who))),
            StmtKind::Destroy(who, Ending::After) => self.line(&format!("destroyafter {}", name(who))),
            StmtKind::Destroy(who, Ending::Silent) => self.line(&format!("destroysilent {}", name(who))),
            StmtKind::Fragment(written) => self.fragment(written),
            StmtKind::Group(written) => self.group(written),
            StmtKind::Braces(written) => self.braces(written),
            StmtKind::Setting(written) => self.setting(written),
            StmtKind::Knowledge(statement) => self.line(&knowledge::statement(statement)),
        }
    }

    fn setting(&mut self, setting: &Setting<'_>) {
        self.line(&setting::setting(setting));
        if let Setting::Legend(legend) = setting {
            self.as_written(&legend.lines);
            self.line("end legend");
        }
    }

    fn note(&mut self, note: &Note<'_>) {
        let head = note_head(note);
        match &note.text {
            NoteText::Line(text) => self.line(&after_colon(&head, text.text)),
            NoteText::Block { lines, colon } => {
                self.line(&format!("{head}{}", if *colon { ":" } else { "" }));
                self.as_written(lines);
                self.line(&format!("end {}", note.kind.word()));
            }
        }
    }

    fn reference(&mut self, reference: &Reference<'_>) {
        let Reference { entry, note, exit } = reference;
        let head = note_head(note);
        match (entry, &note.text) {
            (Some(entry), _) => self.line(&message::between(entry, &head)),
            (None, NoteText::Block { colon: true, .. }) => self.line(&format!("{head}:")),
            (None, _) => self.line(&head),
        }
        if let NoteText::Block { lines, .. } = &note.text {
            self.as_written(lines);
            self.line(&exit.as_ref().map_or("end ref".to_owned(), |exit| message::between(exit, "end ref")));
        }
    }

    /// Prints the lines of a block, with nothing before them.
    fn as_written(&mut self, lines: &[&str]) {
        for line in lines {
            self.out.push_str(line);
            self.out.push('\n');
        }
    }
}

/// A line whose text, if it has one, follows a colon.
fn after_colon(head: &str, text: &str) -> String {
    let gap = if text.is_empty() { "" } else { " " };
    format!("{head}:{gap}{text}")
}

/// A note up to its text.
fn note_head(note: &Note<'_>) -> String {
    let (last, others) = note.about.split_last().expect("a note has a participant");
    let mut names: Vec<String> = others.iter().map(name).collect();
    names.push(styled(last, &shape_style(&note.style)));
    format!("{} {} {}", note.kind.word(), side_words(note.side), names.join(","))
}

fn side_words(side: Side) -> &'static str {
    match side {
        Side::Over => "over",
        Side::Left => "left of",
        Side::Right => "right of",
    }
}

fn participant(written: &Participant<'_>) -> String {
    let word = match (written.icon, written.kind) {
        (Some(icon), _) => format!("{} {}", icon.set.text.to_ascii_lowercase(), icon.code.text),
        (None, kind) => kind.word().to_owned(),
    };
    let style = shape_style(&written.style);
    format!("{word} {}", declared(&written.label, written.alias.as_ref(), &style))
}
