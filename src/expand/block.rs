//! Makes a tree of the lines of a source: which of them belong to a condition, a loop or a definition.

use std::rc::Rc;

use super::MAX_DEPTH;
use super::scan::{arguments, split_name};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Span;

/// A line without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'s> {
    pub text: &'s str,
    /// Where it begins in the source.
    pub start: usize,
}

impl<'s> Line<'s> {
    /// Its bytes without the spaces around it.
    pub fn span(&self) -> Span {
        let start = self.start + (self.text.len() - self.text.trim_start().len());
        Span::new(start, start + self.text.trim().len())
    }

    /// The word after the exclamation mark, and what follows it. `!end if` is `!endif`.
    pub fn directive(&self) -> Option<(String, Line<'s>)> {
        let body = self.text.trim_start().strip_prefix('!')?;
        let split = |body: &'s str| {
            let end = body.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(body.len());
            (body[..end].to_ascii_lowercase(), &body[end..])
        };
        let (mut word, mut rest) = split(body);
        if matches!(&*word, "end" | "unquoted" | "final") {
            let (second, after) = split(rest.trim_start());
            if matches!(&*second, "unquoted" | "final") {
                let (third, after) = split(after.trim_start());
                (word, rest) = (["unquoted", &third].concat(), after);
            } else {
                let first = if word == "final" { "" } else { &word };
                (word, rest) = ([first, &second].concat(), after);
            }
        }
        let start = self.start + self.text.len() - rest.len();
        Some((word, Line { text: rest, start }))
    }
}

/// A part of the source.
pub(super) enum Node<'s> {
    /// A line to expand.
    Text(Line<'s>),
    /// A line to copy: a comment.
    Copied(Line<'s>),
    /// A directive of one line: its word, what follows it, and the whole of it.
    Directive(String, Line<'s>, Line<'s>),
    /// The branches of a condition.
    If(Vec<Branch<'s>>),
    /// A loop: its word, what follows it, and its body.
    Loop(String, Branch<'s>),
    /// A definition.
    Define(Rc<Definition<'s>>),
}

/// The lines under a directive.
pub(super) struct Branch<'s> {
    /// The directive's word.
    pub word: String,
    /// What follows the word.
    pub rest: Line<'s>,
    /// The whole directive.
    pub span: Span,
    pub body: Vec<Node<'s>>,
}

/// The definition of a procedure, a function or a macro of several lines.
pub(super) struct Definition<'s> {
    pub word: String,
    pub rest: Line<'s>,
    pub span: Span,
    pub body: Vec<Node<'s>>,
}

/// A block that is open.
struct Open<'s> {
    /// The branches that are complete.
    done: Vec<Branch<'s>>,
    now: Branch<'s>,
}

/// The words that open a block, each with the one that closes it.
const BLOCKS: [(&str, &str); 10] = [
    ("if", "endif"),
    ("ifdef", "endif"),
    ("ifndef", "endif"),
    ("while", "endwhile"),
    ("foreach", "endfor"),
    ("procedure", "endprocedure"),
    ("unquotedprocedure", "endprocedure"),
    ("function", "endfunction"),
    ("unquotedfunction", "endfunction"),
    ("definelong", "enddefinelong"),
];

fn end_of(word: &str) -> Option<&'static str> {
    BLOCKS.iter().find(|(opener, _)| *opener == word).map(|(_, end)| *end)
}

/// Whether a definition has its whole body behind it: `!function $f($x) return $x`.
fn is_on_one_line(word: &str, rest: &str) -> bool {
    word.ends_with("function") && one_line(rest).is_some()
}

/// The expression of such a function.
pub(super) fn one_line(rest: &str) -> Option<&str> {
    let (_, after) = split_name(rest.trim_start())?;
    let (_, end) = arguments(after, 0, true)?;
    let value = after[end..].trim_start().strip_prefix("return")?;
    value.starts_with([' ', '\t', '(', '"']).then_some(value)
}

/// Reads the lines of a source.
pub(super) fn read<'s>(text: &'s str, sink: &mut Diagnostics) -> Vec<Node<'s>> {
    let mut reader = Reader { open: Vec::new(), body: Vec::new(), too_deep: 0, sink };
    let mut in_comment = false;
    for line in lines(text) {
        let trimmed = line.text.trim();
        if in_comment || trimmed.starts_with("/'") {
            in_comment = !trimmed.contains("'/");
            reader.push(Node::Copied(line));
        } else if trimmed.starts_with('\'') {
            reader.push(Node::Copied(line));
        } else {
            match line.directive() {
                Some((word, rest)) => reader.directive(line, word, rest),
                None => reader.push(Node::Text(line)),
            }
        }
    }
    reader.finish()
}

/// The lines of a text, ended by CR, LF or both.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = Line { text: &rest[..length], start: at };
        let after = &rest[length..];
        at += length + if after.starts_with("\r\n") { 2 } else { after.len().min(1) };
        Some(line)
    })
}

struct Reader<'s, 'd> {
    open: Vec<Open<'s>>,
    /// What stands outside of all blocks.
    body: Vec<Node<'s>>,
    /// How many blocks are open beyond the deepest one that is made.
    too_deep: usize,
    sink: &'d mut Diagnostics,
}

impl<'s> Reader<'s, '_> {
    fn push(&mut self, node: Node<'s>) {
        match self.open.last_mut() {
            Some(open) => open.now.body.push(node),
            None => self.body.push(node),
        }
    }

    fn directive(&mut self, line: Line<'s>, word: String, rest: Line<'s>) {
        let span = line.span();
        if end_of(&word).is_some() && !is_on_one_line(&word, rest.text) {
            if self.open.len() >= MAX_DEPTH {
                if self.too_deep == 0 {
                    super::report_depth(span, self.sink);
                }
                self.too_deep += 1;
                return;
            }
            let now = Branch { word, rest, span, body: Vec::new() };
            self.open.push(Open { done: Vec::new(), now });
        } else if matches!(&*word, "else" | "elseif") {
            self.divide(Branch { word, rest, span, body: Vec::new() });
        } else if BLOCKS.iter().any(|(_, end)| *end == word) {
            self.close(&word, span);
        } else {
            self.push(Node::Directive(word, rest, line));
        }
    }

    fn divide(&mut self, branch: Branch<'s>) {
        if self.too_deep > 0 {
            return;
        }
        match self.open.last_mut() {
            Some(open) if end_of(&open.now.word) == Some("endif") || open.now.word.starts_with("else") => {
                open.done.push(std::mem::replace(&mut open.now, branch));
            }
            _ => self.stray(
                &branch.word,
                branch.span,
                "divides nothing",
                "open a condition above it, with `!if`",
            ),
        }
    }

    fn close(&mut self, end: &str, span: Span) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let is_right = self.open.last().is_some_and(|open| {
            let opener = open.done.first().map_or(&open.now.word, |first| &first.word);
            end_of(opener) == Some(end)
        });
        if is_right {
            self.pop();
        } else {
            self.stray(end, span, "ends nothing", "delete it, or write what it ends above it");
        }
    }

    fn stray(&mut self, word: &str, span: Span, what: &str, help: &str) {
        self.sink
            .error(Code::PreprocessorLine, span, format!("this `!{word}` {what}"))
            .at("nothing of its kind is open here")
            .help(help);
    }

    fn pop(&mut self) {
        let Some(Open { mut done, now }) = self.open.pop() else { return };
        let opener = done.first().map_or(&now.word, |first| &first.word).clone();
        let node = match end_of(&opener) {
            Some("endif") => {
                done.push(now);
                Node::If(done)
            }
            Some("endwhile" | "endfor") => Node::Loop(opener, now),
            _ => {
                let Branch { word, rest, span, body } = now;
                Node::Define(Rc::new(Definition { word, rest, span, body }))
            }
        };
        self.push(node);
    }

    fn finish(mut self) -> Vec<Node<'s>> {
        while let Some(open) = self.open.last() {
            let first = open.done.first().unwrap_or(&open.now);
            let (span, word) = (first.span, first.word.clone());
            let end = end_of(&word).unwrap_or_default();
            let message = format!("this `!{word}` is never closed");
            // PlantUML ends a condition with the file; what is defined or repeated without an end means nothing to it.
            let diagnostic = match end {
                "endif" => self.sink.warn(Code::LeftOpen, span, message),
                _ => self.sink.error(Code::PreprocessorLine, span, message),
            };
            diagnostic.at("opened here").help(format!("write `!{end}` below its last line"));
            self.pop();
        }
        self.body
    }
}
