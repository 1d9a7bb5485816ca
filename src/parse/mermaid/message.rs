//! Reads messages of Mermaid: the arrow is the leftmost one before the colon.

use super::split::Piece;
use crate::notation::{Arrow, Head, Line};
use crate::parse::seq::{is_word, written};
use crate::source::{Span, Written};

const fn half(upper: bool, filled: bool) -> Head {
    Head::Half { upper, filled }
}

/// The arrows, without a second hyphen for a dashed line: their tail, their head, and the ends that they mean.
const ARROWS: &[(&str, &str, Head, Head)] = &[
    ("<<", ">>", Head::Filled, Head::Filled),
    ("", ">>", Head::None, Head::Filled),
    ("", "x", Head::None, Head::Cross),
    ("", ")", Head::None, Head::Open),
    ("", "|\\", Head::None, half(true, true)),
    ("", "|/", Head::None, half(false, true)),
    ("", "\\\\", Head::None, half(true, false)),
    ("", "//", Head::None, half(false, false)),
    ("/|", "", half(true, true), Head::None),
    ("\\|", "", half(false, true), Head::None),
    ("//", "", half(true, false), Head::None),
    ("\\\\", "", half(false, false), Head::None),
    ("", ">", Head::None, Head::None),
];

/// The arrow that a text begins with, and its length.
fn arrow(text: &str) -> Option<(Arrow, usize)> {
    ARROWS.iter().find_map(|&(tail, head, at_tail, at_head)| {
        let rest = text.strip_prefix(tail)?.strip_prefix('-')?;
        let (line, rest) = match rest.strip_prefix('-') {
            Some(rest) => (Line::Dashed, rest),
            None => (Line::Solid, rest),
        };
        let length = text.len() - rest.len() + head.len();
        let arrow = Arrow { line, tail: at_tail, head: at_head, ..Arrow::default() };
        is_word(rest, head).then_some((arrow, length))
    })
}

/// The first arrow of a text, where it begins and how long it is.
fn first_arrow(text: &str) -> Option<(Arrow, usize, usize)> {
    let may_begin = |byte: u8| matches!(byte, b'-' | b'<' | b'/' | b'\\');
    let places = text.bytes().enumerate().filter(|(_, byte)| may_begin(*byte)).map(|(at, _)| at);
    places.into_iter().find_map(|at| arrow(&text[at..]).map(|(arrow, length)| (arrow, at, length)))
}

/// A message as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signal<'s> {
    pub first: Written<'s>,
    pub arrow: Arrow,
    pub arrow_span: Span,
    /// `+` or `-` behind the arrow.
    pub mark: Option<char>,
    pub second: Written<'s>,
    /// What follows the colon, if there is one.
    pub text: Option<Written<'s>>,
}

/// Reads a message; `None` where there is no arrow before the first colon.
pub(super) fn signal<'s>(piece: &Piece<'s>) -> Option<Signal<'s>> {
    let colon = piece.text.find(':');
    let header = &piece.text[..colon.unwrap_or(piece.text.len())];
    let (mut arrow, at, length) = first_arrow(header)?;
    let mut sender = header[..at].trim_end();
    if let Some(name) = sender.strip_suffix("()") {
        (arrow.tail_dot, sender) = (true, name);
    }
    let mut rest = header[at + length..].trim_start();
    let mut mark = None;
    for _ in 0..2 {
        if let Some(name) = rest.strip_prefix("()") {
            (arrow.head_dot, rest) = (true, name.trim_start());
        } else if let Some(sign) = rest.chars().next().filter(|&c| mark.is_none() && matches!(c, '+' | '-')) {
            (mark, rest) = (Some(sign), rest[1..].trim_start());
        }
    }
    let second = written(rest, piece.start + header.len() - rest.len());
    let text = colon.map(|at| written(&piece.text[at + 1..], piece.start + at + 1));
    let first = written(sender, piece.start);
    let arrow_span = Span::new(piece.start + at, piece.start + at + length);
    Some(Signal { first, arrow, arrow_span, mark, second, text })
}

/// The arrow in what should be a name.
pub(super) fn arrow_in(name: &str) -> Option<&str> {
    first_arrow(name).map(|(_, at, length)| &name[at..at + length])
}
