//! Makes the tree of lines, for all languages: checks that blocks are closed, that dividers are in a fragment, and that
//! nothing is nested too deep.

use std::mem::take;

use super::front::{Close, Context, Divide, Front, LineKind, Open, OpenBlock, Reach, SourceLine};
use super::hints::braces::{BlockBraces, Closed};
use super::hints::foreign::whole_line;
use super::hints::unclosed::{self, Suspect, indent};
use crate::ast::{Braces, Fragment, Group, Operand, Stmt, StmtKind, Style, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::FragmentKind;
use crate::source::Span;

/// How deep blocks may be nested. Later stages descend into blocks, so this also bounds their stacks.
const MAX_DEPTH: usize = 128;

/// Makes a tree of the lines of a front end.
pub(super) fn fold<'s>(text: &'s str, front: &mut impl Front<'s>, sink: &mut Diagnostics) -> Vec<Stmt<'s>> {
    let mut fold = Fold {
        text,
        front,
        sink,
        stack: Vec::new(),
        body: Vec::new(),
        too_deep: 0,
        misspelt_openers: 0,
        is_doubtful: false,
        suspect: None,
    };
    while let Some(line) = fold.front.next_line(fold.sink) {
        fold.line(line);
    }
    fold.finish()
}

struct Fold<'s, 'd, F> {
    text: &'s str,
    front: &'d mut F,
    sink: &'d mut Diagnostics,
    stack: Vec<Frame<'s>>,
    /// The statements of the innermost block that is open.
    body: Vec<Stmt<'s>>,
    /// How many blocks are open beyond `MAX_DEPTH`: they are read, but not made.
    too_deep: usize,
    /// How many openers were misspelt, so that an `end` too many is their fault.
    misspelt_openers: usize,
    /// Whether a line was not understood at all: it may have opened or closed a block.
    is_doubtful: bool,
    suspect: Option<Suspect>,
}

/// A block that is open.
struct Frame<'s> {
    kind: FrameKind<'s>,
    /// The word that diagnostics name it by.
    word: &'static str,
    /// The line that closes it.
    end: &'static str,
    /// Its opening line.
    span: Span,
    line: u32,
    /// The statements before it, in the block around it.
    outer: Vec<Stmt<'s>>,
    /// The braces that it is written in, if it may be.
    braces: Option<BlockBraces>,
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

impl<'s, F: Front<'s>> Fold<'s, '_, F> {
    fn line(&mut self, line: SourceLine<'s>) {
        let (span, number) = (line.span, line.number);
        match line.kind {
            LineKind::Statement(kind) => self.push(kind, span, number),
            LineKind::Open(open) => self.open(open, span, number),
            LineKind::Divide(divide) => self.divide(divide, span, number),
            LineKind::Close(close) => self.close(close, span, number),
            LineKind::Junk => self.junk(&line),
        }
    }

    /// Closes what is still open, with a diagnostic each, and returns the tree.
    fn finish(mut self) -> Vec<Stmt<'s>> {
        while !self.stack.is_empty() {
            self.pop_unclosed();
        }
        self.front.finish(self.sink);
        self.body
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
        let Open { word: name, end, block } = open;
        let kind = match block {
            OpenBlock::Fragment { kind, word, style, label, guard } => {
                let operands = vec![operand(false, Style::default(), guard, span, line)];
                FrameKind::Fragment(Box::new(Fragment { kind, word, style, label, operands, close: None }))
            }
            OpenBlock::Group { label, style } => FrameKind::Group { label, style },
            OpenBlock::Braces { parallel } => FrameKind::Braces { parallel },
        };
        let outer = take(&mut self.body);
        let is_fragment = matches!(kind, FrameKind::Fragment(_)) && self.front.has_braces();
        let braces = if is_fragment { BlockBraces::opened(self.text, span) } else { None };
        self.stack.push(Frame { kind, word: name, end, span, line, outer, braces });
    }

    fn divide(&mut self, divide: Divide<'s>, span: Span, line: u32) {
        if self.too_deep > 0 {
            return;
        }
        let body = &mut self.body;
        if let Some(Frame { kind: FrameKind::Fragment(fragment), braces, .. }) = self.stack.last_mut()
            && fragment.kind != FragmentKind::Rect
        {
            braces.iter_mut().for_each(|braces| braces.divided(self.text, span));
            let last = fragment.operands.last_mut().expect("a fragment has a first operand");
            last.body = take(body);
            fragment.operands.push(operand(divide.thread, divide.style, divide.guard, span, line));
            return;
        }
        let word = divide.word;
        let looks_like_message = self.front.explain_reserved_word(word, span, self.sink);
        if self.misspelt_openers == 0 && !looks_like_message {
            self.sink
                .error(Code::StrayElse, span, format!("this `{word}` is not in a fragment"))
                .at("divides nothing")
                .help(format!("open a fragment above it, with `{}`", divide.opener));
            // The `end` below belongs to the fragment that was never opened.
            self.misspelt_openers += 1;
            self.is_doubtful = true;
        }
        self.push(StmtKind::Junk(&self.text[span.start..span.end]), span, line);
    }

    fn close(&mut self, close: Close<'s>, span: Span, line: u32) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        if close.written.text == "}" && self.close_brace(&close, span) {
            return;
        }
        let Some(frame) = self.stack.last() else { return self.stray(&close, span, line) };
        let mut is_right = self.front.ends(&close, frame.word);
        match close.reach {
            Reach::Matching if !is_right => return self.stray(&close, span, line),
            Reach::Outward => {
                if !self.stack.iter().any(|frame| self.front.ends(&close, frame.word)) {
                    return self.stray(&close, span, line);
                }
                while self.stack.last().is_some_and(|frame| !self.front.ends(&close, frame.word)) {
                    self.pop_unclosed();
                }
                is_right = true;
            }
            Reach::Matching | Reach::Innermost => {}
        }
        let Some(frame) = self.stack.last() else { return };
        if !is_right {
            let (word, opened) = (frame.word, frame.span);
            self.sink
                .warn(Code::MismatchedEnd, span, format!("`{}` ends a `{word}`", close.written.text))
                .at("ends it anyway")
                .label(opened, "opened here")
                .help("look for an `end` that is missing, or one too many, between the two");
        }
        if self.suspect.is_none() && indent(self.text, frame.span.start) > indent(self.text, span.start) {
            self.suspect = Some(Suspect { word: frame.word, opened: frame.span, line: frame.line });
        }
        self.pop(Some(close.written));
    }

    /// Ends a fragment that is written in braces. Returns whether the innermost block is one.
    fn close_brace(&mut self, close: &Close<'s>, span: Span) -> bool {
        let braces = self.stack.last_mut().and_then(|frame| frame.braces.as_mut());
        let Some(closed) = braces.map(|braces| braces.closed(self.text, span)) else { return false };
        if closed == Closed::Block {
            self.pop(Some(close.written));
        }
        true
    }

    /// Divides a fragment that is written in braces, with a line such as `} else {`. Returns whether it does.
    fn divide_braces(&mut self, span: Span, line: u32) -> bool {
        let braces = self.stack.last_mut().and_then(|frame| frame.braces.as_mut());
        let Some(guard) = braces.and_then(|braces| braces.divides(self.text, span)) else { return false };
        let guard = Written { text: &self.text[guard.start..guard.end], span: guard };
        let (word, opener, style) = ("else", "alt", Style::default());
        self.divide(Divide { word, opener, thread: false, style, guard }, span, line);
        true
    }

    /// Reports an end of nothing. It stays in the tree, so that the formatter deletes no line.
    fn stray(&mut self, close: &Close<'s>, span: Span, line: u32) {
        self.push(StmtKind::Junk(close.written.text), span, line);
        if self.misspelt_openers > 0 {
            self.misspelt_openers -= 1;
            return;
        }
        let diagnostic =
            self.sink.warn(Code::StrayEnd, span, format!("this `{}` ends nothing", close.written.text));
        diagnostic.at("nothing is open here");
        if let Some((word, head)) = self.front.unfinished_note() {
            let end = format!("end {word}");
            diagnostic.label(head, "opened here").help(format!("write `{end}`")).fix(span, end);
            return;
        }
        // A line that was not understood may have opened what it ends.
        if self.is_doubtful {
            diagnostic.help("delete it, or write what it ends so that it opens something");
        } else {
            diagnostic.help("delete it").fix(whole_line(self.text, span), "");
        }
    }

    fn pop(&mut self, close: Option<Written<'s>>) {
        let mut frame = self.stack.pop().expect("the caller saw an open block");
        frame.braces.take().into_iter().for_each(|braces| braces.report(frame.word, self.sink));
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

    /// Closes the innermost block, which has no end of its own, and reports it.
    fn pop_unclosed(&mut self) {
        if let Some(frame) = self.stack.last() {
            let suspect = self.suspect.take();
            if !self.front.explain_reserved_word(frame.word, frame.span, self.sink) {
                let (block, opened) = ((frame.word, frame.end), (frame.span, frame.line));
                unclosed::report(self.text, block, opened, &self.body, suspect, self.sink);
            }
            self.pop(None);
        }
    }

    fn junk(&mut self, line: &SourceLine<'s>) {
        let (span, number) = (line.span, line.number);
        if self.divide_braces(span, number) {
            return;
        }
        let context = Context { inside: self.stack.last().map(|frame| frame.word), above: self.body.last() };
        let explained = self.front.explain(line, context, self.sink);
        self.push(StmtKind::Junk(&self.text[span.start..span.end]), span, number);
        self.is_doubtful |= explained.is_unknown;
        if explained.opens_block {
            self.misspelt_openers += 1;
        }
        if explained.closes_block {
            match &self.stack.last().map(|frame| &frame.kind) {
                None | Some(FrameKind::Braces { .. }) => {
                    self.misspelt_openers = self.misspelt_openers.saturating_sub(1);
                }
                Some(FrameKind::Fragment(_) | FrameKind::Group { .. }) => self.pop(None),
            }
        }
    }
}

fn operand<'s>(thread: bool, style: Style<'s>, guard: Written<'s>, span: Span, line: u32) -> Operand<'s> {
    Operand { span, line, thread, guard, style, body: Vec::new() }
}
