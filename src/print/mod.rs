//! `ast::Diagram` in, canonical `.seq` text out: two blanks for each level, one way to write each thing.
//!
//! Printing and parsing again gives the same diagram, and printing that gives the same text. A comment stays
//! where it is, blank lines become at most one, and the text of a note block is left alone.

mod block;
mod looks;
mod setting;

use std::fmt::Write;

use crate::ast::{
    Autonumber, Diagram, Ending, Endpoint, Message, Note, NoteText, Participant, Stmt, StmtKind, When,
};
use crate::notation::{Arrow, Head, Line, NoteKind, ParticipantKind, Side};
use looks::{declared, line_style, name, shape_style, spaced, styled};

/// Prints a diagram.
pub fn print(diagram: &Diagram<'_>) -> String {
    let mut printer = Printer { out: String::new(), depth: 0 };
    printer.body(&diagram.body);
    printer.out
}

/// The text so far, and how deep in blocks the next line is.
struct Printer {
    out: String,
    depth: usize,
}

impl Printer {
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

    /// Prints one line at the depth of where it stands.
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
                self.line(format!("title: {}", text.text).trim_end());
            }
            StmtKind::Title(text) => self.line(&format!("title {}", text.text)),
            StmtKind::Participant(written) => self.line(&participant(written)),
            StmtKind::Create(who) => self.line(&format!("create {}", name(who))),
            StmtKind::Message(written) => self.line(&message(written)),
            StmtKind::Note(written) => self.note(written),
            StmtKind::Divider(text, style) => {
                let text = if text.text.is_empty() { String::new() } else { format!(" {} ", text.text) };
                self.line(&format!("=={text}=={}", spaced(&shape_style(style))));
            }
            StmtKind::Space(None) => self.line("space"),
            StmtKind::Space(Some(units)) => self.line(&format!("space {}", units.text)),
            StmtKind::Autonumber(Autonumber::Off) => self.line("autonumber off"),
            StmtKind::Autonumber(Autonumber::On(None)) => self.line("autonumber"),
            StmtKind::Autonumber(Autonumber::On(Some(from))) => {
                self.line(&format!("autonumber {}", from.text));
            }
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
            StmtKind::Setting(written) => self.line(&setting::setting(written)),
        }
    }

    fn note(&mut self, note: &Note<'_>) {
        let (last, others) = note.about.split_last().expect("a note is about somebody");
        let mut names: Vec<String> = others.iter().map(name).collect();
        names.push(styled(last, &shape_style(&note.style)));
        let (kind, side) = (note_word(note.kind), side_words(note.side));
        let head = format!("{kind} {side} {}", names.join(","));
        match &note.text {
            NoteText::Line(text) => self.line(format!("{head}: {}", text.text).trim_end()),
            NoteText::Block { lines, colon } => {
                self.line(&format!("{head}{}", if *colon { ":" } else { "" }));
                for line in lines {
                    self.out.push_str(line);
                    self.out.push('\n');
                }
                self.line(&format!("end {kind}"));
            }
        }
    }
}

fn note_word(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Note => "note",
        NoteKind::Box => "box",
        NoteKind::Angular => "abox",
        NoteKind::AngularLeft => "aboxleft",
        NoteKind::AngularRight => "aboxright",
        NoteKind::Rounded => "rbox",
        NoteKind::State => "state",
        NoteKind::Ref => "ref",
    }
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
        (None, kind) => kind_word(kind).to_owned(),
    };
    let style = shape_style(&written.style);
    format!("{word} {}", declared(&written.label, written.alias.as_ref(), &style))
}

fn kind_word(kind: ParticipantKind) -> &'static str {
    match kind {
        ParticipantKind::Participant => "participant",
        ParticipantKind::Rounded => "rparticipant",
        ParticipantKind::Actor => "actor",
        ParticipantKind::Boundary => "boundary",
        ParticipantKind::Control => "control",
        ParticipantKind::Entity => "entity",
        ParticipantKind::Database => "database",
        ParticipantKind::Collections => "participant:collections",
        ParticipantKind::Cloud => "participant:cloud",
        ParticipantKind::Queue => "participant:queue",
    }
}

fn message(message: &Message<'_>) -> String {
    let Arrow { line, tail, head } = message.arrow;
    let is_real = |head: Head| matches!(head, Head::Filled | Head::Open);
    let mut out = String::new();
    let shaft = if line == Line::Dashed { "--" } else { "-" };
    let style = line_style(&message.style);
    let delay = message.delay.map(|units| format!("({})", units.text)).unwrap_or_default();
    if !is_real(tail) && !is_real(head) {
        // These arrows can be taken for hyphens, so they get blanks round them, and quotes are left alone.
        let style = if style.is_empty() { style } else { format!("[{style}]") };
        let (left, right) = match (tail, head) {
            (Head::Cross, _) => (format!("{delay}x"), String::new()),
            (_, Head::Cross) => (String::new(), format!("x{delay}")),
            _ => (String::new(), String::new()),
        };
        let arrow = if tail == Head::Cross {
            format!("{left}{style}{shaft}")
        } else {
            format!("{shaft}{style}{right}")
        };
        let (first, second) = (as_written(&message.first), as_written(&message.second));
        write!(out, "{first} {arrow} {second}:").expect("a string takes any text");
    } else {
        let is_reversed = head == Head::None;
        let mark = |is: bool, mark: &'static str| if is { mark } else { "" };
        let style = match (style.is_empty(), is_reversed) {
            (true, _) => style,
            (false, true) => format!("[{style}]-"),
            (false, false) => format!("[{style}]"),
        };
        let (near, far) = if is_reversed { (delay, String::new()) } else { (String::new(), delay) };
        // A name that ends or begins as an arrow does stands apart from it.
        let (first, second) = (end(&message.first), end(&message.second));
        let left = if first.ends_with(['-', '<']) { " " } else { "" };
        let right = if second.starts_with(['-', '+', '*', '(', '>', '<']) { " " } else { "" };
        write!(
            out,
            "{first}{left}{near}{}{shaft}{style}{}{}{}{}{far}{right}{second}:",
            head_mark(tail, "<", "<<"),
            head_mark(head, ">", ">>"),
            mark(message.creates, "*"),
            mark(message.activates, "+"),
            mark(message.deactivates, "-"),
        )
        .expect("a string takes any text");
    }
    if !message.text.text.is_empty() {
        out.push(' ');
        out.push_str(message.text.text);
    }
    out
}

fn head_mark(head: Head, filled: &'static str, open: &'static str) -> &'static str {
    match head {
        Head::None | Head::Cross => "",
        Head::Filled => filled,
        Head::Open => open,
    }
}

fn end(end: &Endpoint<'_>) -> String {
    match end {
        Endpoint::Participant(who) => name(who),
        Endpoint::LeftBorder(_) => "[".to_owned(),
        Endpoint::RightBorder(_) => "]".to_owned(),
    }
}

fn as_written(end: &Endpoint<'_>) -> String {
    match end {
        Endpoint::Participant(who) if who.quoted => format!("\"{}\"", who.text),
        Endpoint::Participant(who) => who.text.to_owned(),
        Endpoint::LeftBorder(_) => "[".to_owned(),
        Endpoint::RightBorder(_) => "]".to_owned(),
    }
}
