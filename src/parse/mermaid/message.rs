//! Takes messages of Mermaid apart.

use pest::iterators::Pair;

use super::{Piece, Rule};
use crate::notation::{Arrow, Head, Line};
use crate::source::{Span, Written};

/// A message as it is written.
#[derive(Clone, Debug)]
pub(super) struct Signal<'s> {
    pub first: Written<'s>,
    pub arrow: Arrow,
    pub arrow_span: Span,
    /// `+` or `-` behind the arrow.
    pub mark: Option<&'s str>,
    pub second: Written<'s>,
    /// A word of the language, or an arrow, in what should be the name of the receiver.
    pub intruder: Option<Pair<'s, Rule>>,
    /// What follows the colon, if there is one.
    pub text: Option<Written<'s>>,
}

/// Reads a message.
pub(super) fn signal<'s>(message: Pair<'s, Rule>, piece: &Piece<'s>) -> Signal<'s> {
    let nothing = Written { text: "", span: piece.span() };
    let (first, second, arrow_span) = (nothing, nothing, nothing.span);
    let arrow = Arrow::default();
    let mut signal = Signal { first, arrow, arrow_span, mark: None, second, intruder: None, text: None };
    let (mut tail_dot, mut head_dot) = (false, false);
    for part in message.into_inner() {
        let written = piece.part(&part);
        match part.as_rule() {
            Rule::sender => signal.first = written,
            Rule::dot => tail_dot = true,
            Rule::arrow => (signal.arrow, signal.arrow_span) = (arrow_of(part), written.span),
            Rule::far_dot => head_dot = true,
            Rule::sign => signal.mark = Some(written.text),
            Rule::text => signal.text = Some(written),
            _ => {
                signal.second = written;
                let is_intruder =
                    |part: &Pair<'_, Rule>| matches!(part.as_rule(), Rule::reserved | Rule::arrow);
                signal.intruder = part.into_inner().find(is_intruder);
            }
        }
    }
    signal.arrow = Arrow { tail_dot, head_dot, ..signal.arrow };
    signal
}

fn arrow_of(pair: Pair<'_, Rule>) -> Arrow {
    let mut arrow = Arrow::default();
    for part in pair.into_inner() {
        match (part.as_rule(), part.as_str()) {
            (Rule::dashes, "--") => arrow.line = Line::Dashed,
            (Rule::both, _) => (arrow.tail, arrow.head) = (Head::Filled, Head::Filled),
            (Rule::tail, "/|") => arrow.tail = half(true, true),
            (Rule::tail, "\\|") => arrow.tail = half(false, true),
            (Rule::tail, "//") => arrow.tail = half(true, false),
            (Rule::tail, _) => arrow.tail = half(false, false),
            (Rule::head, head) => arrow.head = head_of(head),
            _ => {}
        }
    }
    arrow
}

fn head_of(written: &str) -> Head {
    match written {
        ">>" => Head::Filled,
        ">" => Head::None,
        ")" => Head::Open,
        "|\\" => half(true, true),
        "|/" => half(false, true),
        "\\\\" => half(true, false),
        "//" => half(false, false),
        _ => Head::Cross,
    }
}

const fn half(upper: bool, filled: bool) -> Head {
    Head::Half { upper, filled }
}
