//! `SeqFront`: the front end for `.seq`, in all of its dialects.

use std::mem::take;

use super::dialect::{self, Settled};
use super::hyphen::HyphenMessage;
use super::line::{Kind, RawLine};
use super::multiline::Blocks;
use super::{Lines, apart, dot, knowledge};
use crate::ast::{Endpoint, Message, Name, Note, Stmt, StmtKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::notation::words::{LEGEND, PARTICIPANT_GROUP};
use crate::parse::front::{Close, Context, Explained, Front, LineKind, NoteHead, Reach, SourceLine};
use crate::parse::hints::continued::Above;
use crate::parse::hints::junk::Junk;
use crate::parse::hints::spelling::short;
use crate::parse::hints::{JunkLine, Surroundings, mermaid_participant, typography, unclosed};
use crate::source::{Source, Span};

/// Reads `.seq`.
pub(in crate::parse) struct SeqFront<'s> {
    text: &'s str,
    lines: Blocks<'s>,
    settled: Settled,
    junk: Junk<'s>,
    /// The note that never ends to which the lines just before belong.
    in_endless_note: Option<NoteHead>,
    /// The same, where the line that was read last would close a block.
    closed_note: Option<NoteHead>,
    /// Whether there was a statement about knowledge.
    pub speaks_of_knowledge: bool,
}

impl<'s> SeqFront<'s> {
    /// Makes a front end for a source, and settles the dialect. Lines that are not understood are explained only if
    /// the source is `readable`.
    pub fn new(source: &'s Source, readable: bool, sink: &mut Diagnostics) -> SeqFront<'s> {
        let text = source.text();
        let settled = dialect::settle(source, sink);
        let lines = Lines::new(text, settled.dialect).starting_at(source.first_line());
        SeqFront {
            text,
            lines: Blocks::new(text, lines),
            settled,
            junk: Junk::new(text, readable),
            in_endless_note: None,
            closed_note: None,
            speaks_of_knowledge: false,
        }
    }

    /// The dialect that the source is read as.
    pub fn dialect(&self) -> crate::source::Dialect {
        self.settled.dialect
    }

    /// Checks a statement that the grammar read.
    fn statement(
        &mut self,
        kind: &StmtKind<'s>,
        span: Span,
        was_in_endless_note: Option<NoteHead>,
        sink: &mut Diagnostics,
    ) {
        kind.messages().for_each(|message| self.settled.message(message, sink));
        if let StmtKind::Comment(text) = kind {
            self.settled.comment(text, span, sink);
        }
        self.speaks_of_knowledge |= matches!(kind, StmtKind::Knowledge(_));
        if let StmtKind::Participant(participant) = kind {
            mermaid_participant::explain(participant, span, sink);
        }
        if matches!(kind, StmtKind::Blank) {
            self.in_endless_note = was_in_endless_note;
        }
    }

    fn as_junk(&self, span: Span) -> StmtKind<'s> {
        StmtKind::Junk(&self.text[span.start..span.end])
    }

    /// Reports a note that has neither a text nor an end.
    fn note_head(&mut self, note: &Note<'s>, colon: bool, span: Span, sink: &mut Diagnostics) {
        let word = note.kind.word();
        let is_known = self.has_wide_colon(span, sink) || self.junk.has_glued_end(span, word, sink);
        if colon || is_known {
            return;
        }
        self.endless(word, span, sink).help(format!(
            "write its text after a colon, or on lines below it, with `end {word}` after them"
        ));
    }

    /// Reports a block of text without an end. The lines below it may be its text.
    fn endless<'d>(
        &mut self,
        word: &'static str,
        span: Span,
        sink: &'d mut Diagnostics,
    ) -> &'d mut Diagnostic {
        self.in_endless_note = Some((word, span));
        sink.error(Code::UnclosedBlock, span, format!("this `{word}` has no text and no end"))
            .at("opened here")
    }

    /// Whether what seems to be a note without text has its colon from another script.
    fn has_wide_colon(&self, span: Span, sink: &mut Diagnostics) -> bool {
        let text = &self.text[span.start..span.end];
        !text.is_ascii() && typography::colon(JunkLine { text, start: span.start }, sink)
    }

    /// Decides what a line is whose arrow may be a hyphen.
    fn hyphen_message(
        &mut self,
        message: &HyphenMessage<'s>,
        span: Span,
        sink: &mut Diagnostics,
    ) -> StmtKind<'s> {
        let known = self.lines.names();
        // `derive my-shop: key = …` is a message from `derive my`, unless a participant is called `my-shop`.
        let statement = knowledge::with_hyphen(&self.text[span.start..span.end], span.start);
        let is_known = |name: &Name<'_>| name.quoted || !name.text.contains('-') || known.contains(name.text);
        if let Some(statement) = &statement
            && statement.parties().iter().all(is_known)
        {
            self.speaks_of_knowledge = true;
            return StmtKind::Knowledge(Box::new(statement.clone()));
        }
        let (message, sure) = message.decide(known);
        for end in [message.first, message.second] {
            if let Endpoint::Participant(name) = end {
                known.insert(name.text);
            }
        }
        if !sure || statement.is_some() {
            ambiguous(&message, sink);
        }
        StmtKind::Message(message)
    }
}

impl<'s> Front<'s> for SeqFront<'s> {
    fn next_line(&mut self, sink: &mut Diagnostics) -> Option<SourceLine<'s>> {
        let RawLine { kind, span, number } = self.lines.next()?;
        if self.junk.covers(span) {
            return Some(SourceLine { kind: LineKind::Statement(self.as_junk(span)), span, number });
        }
        if !matches!(kind, Kind::Junk | Kind::Stmt(StmtKind::Blank | StmtKind::Comment(_))) {
            self.junk.interrupt(sink);
            self.junk.has_begun = true;
        }
        let was_in_endless_note = take(&mut self.in_endless_note);
        self.closed_note = None;
        let kind = match kind {
            Kind::Stmt(mut kind) => {
                if let StmtKind::Message(message) = &mut kind {
                    apart::read_as_name(self.text, message, |name| self.lines.names().contains(name));
                    dot::read_at_sender(message, |name, dotted| self.lines.is_sender_with_dot(name, dotted));
                }
                self.statement(&kind, span, was_in_endless_note, sink);
                LineKind::Statement(kind)
            }
            Kind::Open(open) => LineKind::Open(open),
            Kind::Divide(divide) => LineKind::Divide(divide),
            Kind::Close(close) => {
                self.closed_note = was_in_endless_note;
                LineKind::Close(close)
            }
            Kind::NoteHead { note, colon } => {
                self.note_head(&note, colon, span, sink);
                LineKind::Statement(StmtKind::Note(*note))
            }
            Kind::LegendHead(_) => {
                if !self.junk.has_glued_end(span, LEGEND, sink) {
                    self.endless(LEGEND, span, sink)
                        .help("write its lines below it, and `end legend` on a line after them");
                }
                LineKind::Statement(self.as_junk(span))
            }
            Kind::Hyphen(message) => LineKind::Statement(self.hyphen_message(&message, span, sink)),
            Kind::RefHead(reference) => LineKind::Statement(StmtKind::Reference(reference)),
            Kind::RefExit(_) => {
                sink.error(Code::StrayEnd, span, "this `end ref` ends nothing")
                    .at("no reference is open here")
                    .help("open it above with `ref over B,C`, or with `A->ref over B,C: text`");
                LineKind::Statement(self.as_junk(span))
            }
            Kind::Junk => {
                self.in_endless_note = was_in_endless_note;
                LineKind::Junk
            }
        };
        Some(SourceLine { kind, span, number })
    }

    fn explain(
        &mut self,
        line: &SourceLine<'s>,
        context: Context<'_, 's>,
        sink: &mut Diagnostics,
    ) -> Explained {
        if self.in_endless_note.is_some() {
            return Explained { is_unknown: true, ..Explained::default() };
        }
        let around = Surroundings {
            source: self.text,
            inside: context.inside,
            is_first: !self.junk.has_begun,
            in_prose: self.junk.in_prose(),
            is_mermaid: self.junk.is_mermaid(),
            below: context.above.and_then(ends_of_message),
            above: context.above.and_then(Above::of),
        };
        let lines = &mut self.lines;
        let mut is_known = |name: &str| lines.names().contains(name);
        self.junk.line(line.span, line.number, around, &mut is_known, sink)
    }

    /// `expandable+` may be ended without its sign, as a word.
    fn ends(&self, close: &Close<'s>, opener: &str) -> bool {
        match (close.word.as_deref(), opener) {
            (None, opener) => opener.ends_with('{') == (close.reach == Reach::Outward),
            (Some(word), PARTICIPANT_GROUP) => matches!(word, PARTICIPANT_GROUP | "group" | "box"),
            (Some(word), opener) => {
                opener.trim_end_matches(['-', '+', ' ', '{']) == word.trim_end_matches(['-', '+'])
            }
        }
    }

    fn explain_reserved_word(&self, word: &str, line: Span, sink: &mut Diagnostics) -> bool {
        unclosed::reserved(self.text, word, line, sink)
    }

    fn unfinished_note(&self) -> Option<NoteHead> {
        self.closed_note
    }

    fn has_braces(&self) -> bool {
        true
    }

    fn finish(&mut self, sink: &mut Diagnostics) {
        self.junk.finish(sink);
    }
}

/// Warns of a hyphen that was read as an arrow and may be part of a name.
fn ambiguous(message: &Message<'_>, sink: &mut Diagnostics) {
    let name = |end: &Endpoint<'_>| match end {
        Endpoint::Participant(name) => short(name.text),
        Endpoint::LeftBorder(_) => "[".to_owned(),
        Endpoint::RightBorder(_) => "]".to_owned(),
        Endpoint::Reference(_) => "ref".to_owned(),
    };
    let (first, second) = (name(&message.first), name(&message.second));
    sink.warn(Code::AmbiguousArrow, message.arrow_span, "this may be an arrow or part of a name")
        .at(format!("read as an arrow from `{first}` to `{second}`"))
        .help("declare the participants that are meant, or put their names in quotation marks");
}

/// The names of the participants of a message, in the order written.
fn ends_of_message<'s>(stmt: &Stmt<'s>) -> Option<(&'s str, &'s str)> {
    let StmtKind::Message(message) = &stmt.kind else { return None };
    match (message.first, message.second) {
        (Endpoint::Participant(first), Endpoint::Participant(second)) => Some((first.text, second.text)),
        _ => None,
    }
}
