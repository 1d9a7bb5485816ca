//! Reads `.seq`: makes parts of the AST from the nodes of the grammar, one `RawLine` for each line.

mod apart;
mod block;
mod dialect;
mod dot;
mod expression;
pub(in crate::parse) mod front;
mod hyphen;
mod js;
pub(in crate::parse) mod knowledge;
pub(in crate::parse) mod line;
mod message;
mod multiline;
pub(in crate::parse) mod payload;
mod plain;
mod statement;
mod style;

use pest::Parser;
use pest::iterators::{Pair, Pairs};

use line::{Kind, RawLine};

use crate::ast::{Name, StmtKind, Written};
use crate::source::{Dialect, Span};

/// pest's parser of `grammar/seq.pest` and `grammar/knowledge.pest`, and its `Rule`.
mod grammar {
    #![allow(missing_docs)]

    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/seq.pest"]
    #[grammar = "../grammar/knowledge.pest"]
    pub struct Seq;
}

pub(in crate::parse) use grammar::{Rule, Seq};

/// How many bytes are parsed at a time, up to the next end of a line. pest keeps every token of what it
/// parses, so this bounds the memory that a long source takes.
const CHUNK: usize = 64 * 1024;

/// The lines of a text, in order.
pub(in crate::parse) struct Lines<'s> {
    text: &'s str,
    /// Where the next chunk begins.
    at: usize,
    chunk: Option<Pairs<'s, Rule>>,
    cut: Cut,
    number: u32,
    dialect: Dialect,
}

impl<'s> Lines<'s> {
    pub fn new(text: &'s str, dialect: Dialect) -> Lines<'s> {
        Lines { text, at: 0, chunk: None, cut: Cut { base: 0 }, number: 0, dialect }
    }

    /// The same, with that number for the first line.
    pub fn starting_at(self, first: usize) -> Lines<'s> {
        Lines { number: u32::try_from(first.saturating_sub(1)).unwrap_or(0), ..self }
    }

    /// Parses the lines up to the next plain line; the end of the last line belongs to no chunk.
    fn next_chunk(&mut self) {
        let end = plain::others(self.text, self.at, CHUNK, self.dialect);
        self.chunk = Some(parse_chunk(&self.text[self.at..end]));
        self.cut = Cut { base: self.at };
        self.at = after_line(self.text, end);
    }
}

impl<'s> Iterator for Lines<'s> {
    type Item = RawLine<'s>;

    fn next(&mut self) -> Option<RawLine<'s>> {
        loop {
            match self.chunk.as_mut().and_then(Pairs::next) {
                Some(pair) if pair.as_rule() == Rule::EOI => {}
                Some(pair) => {
                    self.number += 1;
                    return Some(line(self.cut, pair, self.number, self.dialect));
                }
                None if self.at >= self.text.len() => return None,
                None => match plain::read(self.text, self.at, self.dialect) {
                    Some((line, end)) => {
                        self.number += 1;
                        self.at = after_line(self.text, end);
                        return Some(RawLine { number: self.number, ..line });
                    }
                    None => self.next_chunk(),
                },
            }
        }
    }
}

fn parse_chunk(text: &str) -> Pairs<'_, Rule> {
    Seq::parse(Rule::file, text).expect("the grammar accepts any text")
}

/// Where the next line begins: after the line ending at `end`, which is of any of the three kinds, or at the end of the
/// text.
pub(in crate::parse) fn after_line(text: &str, end: usize) -> usize {
    let ending = &text.as_bytes()[end..];
    end + if ending.starts_with(b"\r\n") { 2 } else { ending.len().min(1) }
}

/// Trims the spaces around a text: those of the rule `ws` of the grammar.
pub(in crate::parse) fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\u{a0}'])
}

/// Translates places in a chunk to places in the source.
#[derive(Clone, Copy)]
pub(in crate::parse) struct Cut {
    pub base: usize,
}

impl Cut {
    pub fn span(self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        Span::new(self.base + span.start(), self.base + span.end())
    }

    /// The text of a node, without spaces around it.
    pub fn written<'s>(self, pair: &Pair<'s, Rule>) -> Written<'s> {
        let span = pair.as_span();
        written(span.as_str(), self.base + span.start())
    }

    /// A colour without its `#`, a style's name without its `##`.
    pub fn without_hash<'s>(self, pair: &Pair<'s, Rule>) -> Written<'s> {
        let Written { text, span } = self.written(pair);
        let bare = text.trim_start_matches('#');
        Written { text: bare, span: Span::new(span.end - bare.len(), span.end) }
    }

    pub fn name<'s>(self, pair: &Pair<'s, Rule>) -> Name<'s> {
        let Written { text, span } = self.written(pair);
        match pair.as_rule() {
            Rule::quoted => Name { text: &text[1..text.len() - 1], quoted: true, span },
            _ => Name { text, quoted: false, span },
        }
    }
}

/// The text that begins at an offset, without the spaces around it.
pub(in crate::parse) fn written(text: &str, start: usize) -> Written<'_> {
    let from_first = text.trim_start_matches([' ', '\t', '\u{a0}']);
    let start = start + text.len() - from_first.len();
    let text = from_first.trim_end_matches([' ', '\t', '\u{a0}']);
    Written { text, span: Span::new(start, start + text.len()) }
}

fn line<'s>(cut: Cut, pair: Pair<'s, Rule>, number: u32, dialect: Dialect) -> RawLine<'s> {
    let whole = cut.written(&pair);
    if dialect == Dialect::JsSequenceDiagrams
        && js::may_be(whole.text)
        && let Some(kind) = js::read(whole)
    {
        return RawLine { kind, span: whole.span, number };
    }
    let kind = match pair.as_rule() {
        Rule::message => message::message(cut, pair),
        Rule::into_ref => message::into_ref(cut, pair),
        Rule::out_of_ref => message::out_of_ref(cut, pair),
        Rule::empty => Kind::Stmt(StmtKind::Blank),
        Rule::comment => Kind::Stmt(StmtKind::Comment(whole.text)),
        Rule::note => block::note(cut, pair),
        Rule::fragment => Kind::Open(block::fragment(cut, pair)),
        Rule::rect => Kind::Open(block::rect(cut, pair)),
        Rule::participantgroup => Kind::Open(block::group(cut, pair)),
        Rule::legend => Kind::LegendHead(block::legend_place(pair)),
        Rule::braces_open => Kind::Open(block::braces(is_word(whole.text, "parallel"))),
        Rule::divide => Kind::Divide(block::divide(cut, pair)),
        Rule::close | Rule::braces_close => Kind::Close(block::close(whole, pair)),
        Rule::hyphen_message => hyphen::read(cut, pair),
        // One with a malformed expression is explained like any line that is not a statement.
        Rule::knowledge => knowledge::statement(cut, pair)
            .map_or(Kind::Junk, |statement| Kind::Stmt(StmtKind::Knowledge(Box::new(statement)))),
        Rule::junk | Rule::include => Kind::Junk,
        _ => statement::statement(cut, pair, whole).map_or(Kind::Junk, Kind::Stmt),
    };
    RawLine { kind, span: whole.span, number }
}

/// Whether a text begins with a word, in any case.
pub(in crate::parse) fn is_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}
