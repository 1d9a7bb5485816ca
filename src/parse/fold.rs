//! Lines in, the tree out: what opens is closed, what divides is in a fragment, nothing is nested too deep.

use std::mem::take;

use super::hints::foreign::whole_line;
use super::hints::junk::Junk;
use super::hints::spelling::short;
use super::hints::typography;
use super::hints::unclosed::{self, Suspect, indent};
use super::hints::{Around, Faulty};
use super::line::{Close, Divide, Kind, Line, Open};
use super::seq::dialect::Settled;
use super::seq::{hyphen, knowledge};
use crate::ast::{
    Braces, Diagram, Endpoint, Fragment, Group, Message, Name, Operand, Stmt, StmtKind, Style, Written,
};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::NoteKind;
use crate::source::Span;

/// How deep blocks may be nested. Later stages descend into blocks, so this also bounds their stacks.
const MAX_DEPTH: usize = 128;

/// Takes lines in order and makes the tree of them.
pub(super) struct Fold<'s, 'd> {
    text: &'s str,
    settled: Settled,
    sink: &'d mut Diagnostics,
    stack: Vec<Frame<'s>>,
    /// The statements of the innermost block that is open.
    body: Vec<Stmt<'s>>,
    /// How many blocks are open beyond `MAX_DEPTH`: they are read, but not made.
    too_deep: usize,
    /// How many openers were misspelt, so that an `end` too many is their fault.
    misspelt_openers: usize,
    /// Whether the lines just before belong to a note that never ends.
    in_endless_note: bool,
    junk: Junk<'s>,
    suspect: Option<Suspect>,
    /// Whether a statement about knowledge was met.
    pub speaks_of_knowledge: bool,
}

/// A block that is open.
struct Frame<'s> {
    kind: FrameKind<'s>,
    /// Its opening line.
    span: Span,
    line: u32,
    /// The statements before it, in the block around it.
    outer: Vec<Stmt<'s>>,
}

enum FrameKind<'s> {
    /// The last operand is the open one; its body is the fold's.
    Fragment(Box<Fragment<'s>>),
    Group {
        label: Written<'s>,
        style: Style<'s>,
    },
    Braces {
        parallel: bool,
    },
}

impl<'s> Frame<'s> {
    /// What the block was opened with.
    fn word(&self) -> &'static str {
        match &self.kind {
            FrameKind::Fragment(fragment) => fragment.kind.word(),
            FrameKind::Group { .. } => "participantgroup",
            FrameKind::Braces { parallel: true } => "parallel {",
            FrameKind::Braces { parallel: false } => "serial {",
        }
    }

    fn is_braces(&self) -> bool {
        matches!(self.kind, FrameKind::Braces { .. })
    }

    /// Whether `end WORD` is its end. `expandable+` may be ended without its sign, as a word.
    fn is_ended_by(&self, word: &str) -> bool {
        match self.word() {
            "participantgroup" => matches!(word, "participantgroup" | "group" | "box"),
            own => own.trim_end_matches(['-', '+', ' ', '{']) == word.trim_end_matches(['-', '+']),
        }
    }
}

impl<'s, 'd> Fold<'s, 'd> {
    pub fn new(text: &'s str, readable: bool, settled: Settled, sink: &'d mut Diagnostics) -> Fold<'s, 'd> {
        Fold {
            text,
            junk: Junk::new(text, readable, settled.dialect),
            settled,
            sink,
            stack: Vec::new(),
            body: Vec::new(),
            too_deep: 0,
            misspelt_openers: 0,
            in_endless_note: false,
            suspect: None,
            speaks_of_knowledge: false,
        }
    }

    /// Takes the next line.
    pub fn line(&mut self, line: Line<'s>) {
        let (span, number) = (line.span, line.number);
        if self.junk.covers(span) {
            return self.push(StmtKind::Junk(&self.text[span.start..span.end]), span, number);
        }
        if !matches!(line.kind, Kind::Junk | Kind::Stmt(StmtKind::Blank | StmtKind::Comment(_))) {
            self.junk.interrupt(self.sink);
            self.junk.has_begun = true;
        }
        let was_in_endless_note = take(&mut self.in_endless_note);
        match line.kind {
            Kind::Stmt(kind) => {
                match &kind {
                    StmtKind::Comment(text) => self.settled.comment(text, span, self.sink),
                    StmtKind::Message(message) => self.settled.message(message, self.sink),
                    _ => {}
                }
                self.in_endless_note = was_in_endless_note && matches!(kind, StmtKind::Blank);
                self.speaks_of_knowledge |= matches!(kind, StmtKind::Knowledge(_));
                self.push(kind, span, number);
            }
            Kind::Open(open) => self.open(open, span, number),
            Kind::Divide(divide) => self.divide(divide, span, number),
            Kind::Close(close) => self.close(close, span, number),
            Kind::NoteHead { note, colon } => {
                let is_known =
                    self.has_wide_colon(span) || self.junk.has_glued_end(span, note.kind.word(), self.sink);
                if !colon && !is_known {
                    self.endless_note(note.kind, span);
                    self.in_endless_note = true;
                }
                self.push(StmtKind::Note(*note), span, number);
            }
            Kind::Hyphen(message) => self.hyphen_message(&message, span, number),
            Kind::RefHead(reference) => self.push(StmtKind::Reference(reference), span, number),
            Kind::RefExit(_) => {
                self.sink
                    .error(Code::StrayEnd, span, "this `end ref` ends nothing")
                    .at("no reference is open here")
                    .help("open it above with `ref over B,C`, or with `A->ref over B,C: text`");
                self.push(StmtKind::Junk(&self.text[span.start..span.end]), span, number);
            }
            Kind::Junk => {
                self.in_endless_note = was_in_endless_note;
                self.junk(span, number);
            }
        }
    }

    /// The whole tree; blocks that are still open are complained about.
    pub fn finish(mut self) -> Diagram<'s> {
        while !self.stack.is_empty() {
            self.pop_unclosed();
        }
        self.junk.finish(self.sink);
        Diagram { body: self.body, dialect: self.settled.dialect }
    }

    fn push(&mut self, kind: StmtKind<'s>, span: Span, line: u32) {
        self.body.push(Stmt { kind, span, line });
    }

    fn open(&mut self, open: Open<'s>, span: Span, line: u32) {
        if self.stack.len() >= MAX_DEPTH {
            if self.too_deep == 0 && !self.sink.has(Code::TooDeep) {
                self.sink
                    .error(Code::TooDeep, span, format!("blocks are nested more than {MAX_DEPTH} deep"))
                    .at("one too many")
                    .help("draw the inner part as a diagram of its own, and refer to it: `ref over A,B: see there`");
            }
            self.too_deep += 1;
            return;
        }
        let kind = match open {
            Open::Fragment { kind, word, style, label, guard } => {
                let first = operand(Divide { thread: false, style: Style::default(), guard }, span, line);
                let operands = vec![first];
                FrameKind::Fragment(Box::new(Fragment { kind, word, style, label, operands, close: None }))
            }
            Open::Group { label, style } => FrameKind::Group { label, style },
            Open::Braces { parallel } => FrameKind::Braces { parallel },
        };
        let outer = take(&mut self.body);
        self.stack.push(Frame { kind, span, line, outer });
    }

    fn divide(&mut self, divide: Divide<'s>, span: Span, line: u32) {
        if self.too_deep > 0 {
            return;
        }
        let body = &mut self.body;
        if let Some(Frame { kind: FrameKind::Fragment(fragment), .. }) = self.stack.last_mut() {
            let last = fragment.operands.last_mut().expect("a fragment has a first operand");
            last.body = take(body);
            fragment.operands.push(operand(divide, span, line));
            return;
        }
        let word = if divide.thread { "thread" } else { "else" };
        let looks_like_message = unclosed::reserved(self.text, word, span, self.sink);
        if self.misspelt_openers == 0 && !looks_like_message {
            self.sink
                .error(Code::StrayElse, span, format!("this `{word}` is not in a fragment"))
                .at("divides nothing")
                .help(format!(
                    "open a fragment above it, with `{}`",
                    if divide.thread { "par" } else { "alt" }
                ));
        }
        self.push(StmtKind::Junk(&self.text[span.start..span.end]), span, line);
    }

    fn close(&mut self, close: Close<'s>, span: Span, line: u32) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        if close.note_kind().is_some_and(|_| !self.is_own_word(&close)) {
            return self.stray(&close, span, line);
        }
        if close.brace {
            // Fragments that are open inside of the braces end with them.
            if !self.stack.iter().any(Frame::is_braces) {
                return self.stray(&close, span, line);
            }
            while self.stack.last().is_some_and(|frame| !frame.is_braces()) {
                self.pop_unclosed();
            }
        }
        let Some(frame) = self.stack.last() else { return self.stray(&close, span, line) };
        let is_own = match &close.word {
            Some(word) => frame.is_ended_by(word),
            None => close.brace || !frame.is_braces(),
        };
        if !is_own {
            let (word, opened) = (frame.word(), frame.span);
            self.sink
                .warn(Code::MismatchedEnd, span, format!("`{}` ends a `{word}`", close.written.text))
                .at("ends it all the same")
                .label(opened, "opened here")
                .help("look for an `end` that is missing, or one too many, between the two");
        }
        if self.suspect.is_none() && indent(self.text, frame.span.start) > indent(self.text, span.start) {
            self.suspect = Some(Suspect { word: frame.word(), opened: frame.span, line: frame.line });
        }
        self.pop(Some(close.written));
    }

    /// Whether `end note` and the like end the innermost block: only `end ref` can.
    fn is_own_word(&self, close: &Close<'s>) -> bool {
        let word = close.word.as_deref().unwrap_or_default();
        self.stack.last().is_some_and(|frame| frame.is_ended_by(word))
    }

    /// An end of nothing is kept in the tree, so that printing it deletes no line of the author's.
    fn stray(&mut self, close: &Close<'s>, span: Span, line: u32) {
        self.push(StmtKind::Junk(close.written.text), span, line);
        if self.misspelt_openers > 0 {
            self.misspelt_openers -= 1;
            return;
        }
        let complaint =
            self.sink.warn(Code::StrayEnd, span, format!("this `{}` ends nothing", close.written.text));
        complaint.at("nothing is open here");
        // A line that nobody understood may have opened what it ends.
        if self.junk.is_doubtful {
            complaint.help("delete it, or write what it ends so that it opens something");
        } else {
            complaint.help("delete it").fix(whole_line(self.text, span), "");
        }
    }

    fn pop(&mut self, close: Option<Written<'s>>) {
        let frame = self.stack.pop().expect("the caller saw an open block");
        let body = std::mem::replace(&mut self.body, frame.outer);
        let end = close.map(|close| close.span);
        let end = end.or(body.last().map(|stmt| stmt.span)).unwrap_or(frame.span);
        let kind = match frame.kind {
            FrameKind::Fragment(mut fragment) => {
                fragment.operands.last_mut().expect("a fragment has a first operand").body = body;
                fragment.close = close;
                StmtKind::Fragment(fragment)
            }
            FrameKind::Group { label, style } => {
                StmtKind::Group(Box::new(Group { label, style, body, close }))
            }
            FrameKind::Braces { parallel } => StmtKind::Braces(Box::new(Braces { parallel, body, close })),
        };
        self.push(kind, frame.span.to(end), frame.line);
    }

    /// Ends the innermost block, which has no end of its own, with a complaint.
    fn pop_unclosed(&mut self) {
        if let Some(frame) = self.stack.last() {
            let opened = (frame.word(), frame.span, frame.line);
            unclosed::complain(self.text, opened, &self.body, self.suspect.take(), self.sink);
            self.pop(None);
        }
    }

    /// Whether what seems to be a note without text has its colon from another script.
    fn has_wide_colon(&mut self, span: Span) -> bool {
        let text = &self.text[span.start..span.end];
        !text.is_ascii() && typography::colon(Faulty { text, start: span.start }, self.sink)
    }

    fn endless_note(&mut self, kind: NoteKind, span: Span) {
        let word = kind.word();
        self.sink
            .error(Code::UnclosedBlock, span, format!("this `{word}` has no text and no end"))
            .at("opened here")
            .help(format!(
                "write its text after a colon, or on lines below it, with `end {word}` after them"
            ));
    }

    fn hyphen_message(&mut self, message: &hyphen::HyphenMessage<'s>, span: Span, line: u32) {
        let text = self.text;
        let known = self.junk.known();
        // `derive my-shop: key = …` is a message from `derive my`, unless there is somebody called `my-shop`.
        let said = knowledge::with_hyphen(&text[span.start..span.end], span.start);
        let is_known = |name: &Name<'_>| name.quoted || !name.text.contains('-') || known.contains(name.text);
        if let Some(said) = &said
            && said.parties().iter().all(is_known)
        {
            self.speaks_of_knowledge = true;
            return self.push(StmtKind::Knowledge(Box::new(said.clone())), span, line);
        }
        let (message, sure) = message.decide(known);
        for end in [message.first, message.second] {
            if let Endpoint::Participant(name) = end {
                known.insert(name.text);
            }
        }
        if !sure || said.is_some() {
            self.ambiguous(&message);
        }
        self.push(StmtKind::Message(message), span, line);
    }

    fn ambiguous(&mut self, message: &Message<'s>) {
        let name = |end: &Endpoint<'s>| match end {
            Endpoint::Participant(name) => short(name.text),
            Endpoint::LeftBorder(_) => "[".to_owned(),
            Endpoint::RightBorder(_) => "]".to_owned(),
            Endpoint::Reference(_) => "ref".to_owned(),
        };
        let (first, second) = (name(&message.first), name(&message.second));
        self.sink
            .warn(Code::AmbiguousArrow, message.arrow_span, "this may be an arrow or part of a name")
            .at(format!("read as an arrow from `{first}` to `{second}`"))
            .help("declare the participants that are meant, or put their names in quotation marks");
    }

    fn junk(&mut self, span: Span, line: u32) {
        let below = self.body.last().and_then(ends_of_message);
        self.push(StmtKind::Junk(&self.text[span.start..span.end]), span, line);
        if self.in_endless_note {
            return;
        }
        let around = Around {
            source: self.text,
            inside: self.stack.last().map(Frame::word),
            is_first: !self.junk.has_begun,
            in_prose: self.junk.in_prose(),
            is_mermaid: self.junk.is_mermaid(),
            below,
        };
        let explained = self.junk.line(span, line, around, self.sink);
        if explained.opens_block {
            self.misspelt_openers += 1;
        }
        if explained.closes_block {
            match self.stack.last() {
                Some(frame) if !frame.is_braces() => self.pop(None),
                _ => self.misspelt_openers = self.misspelt_openers.saturating_sub(1),
            }
        }
    }
}

/// The names of the participants of a message, in the order written.
fn ends_of_message<'s>(stmt: &Stmt<'s>) -> Option<(&'s str, &'s str)> {
    let StmtKind::Message(message) = &stmt.kind else { return None };
    match (message.first, message.second) {
        (Endpoint::Participant(first), Endpoint::Participant(second)) => Some((first.text, second.text)),
        _ => None,
    }
}

fn operand<'s>(divide: Divide<'s>, span: Span, line: u32) -> Operand<'s> {
    let Divide { thread, style, guard } = divide;
    Operand { span, line, thread, guard, style, body: Vec::new() }
}
