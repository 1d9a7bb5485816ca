//! Reads the markup of a style, with which every text in that style begins.

use super::tag::Effect;
use super::tokens::{Mark, TagName, Token, Tokens};
use super::{Counting, MAX_OPEN};
use crate::ast::Written;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Span;

/// The marks and tags that texts of a style begin with. They need no ends.
#[derive(Clone, Default)]
pub(in super::super) struct Beginning {
    /// Of the marks, which are on.
    pub(super) marks: [bool; Mark::ALL.len()],
    /// The tags that are open, the innermost last.
    pub(super) tags: Vec<(TagName, Effect)>,
}

impl Beginning {
    /// What a style says. Reports whatever is neither a mark nor a tag that opens.
    pub fn read(written: Written<'_>, sink: &mut Diagnostics) -> Beginning {
        let mut begun = Beginning::default();
        for (range, token) in Tokens::of(written.text, Counting::Toggling) {
            let span = Span::new(written.span.start + range.start, written.span.start + range.end);
            match token {
                Token::Mark { mark, .. } => begun.marks[mark as usize] ^= true,
                Token::Open(name, value) if begun.tags.len() < MAX_OPEN => {
                    begun.tags.push((name, Effect::of(name, value, span, 0, sink)));
                }
                Token::Plain(text) if text.trim().is_empty() => {}
                Token::Plain(_) | Token::Break | Token::Open(..) | Token::Close(_) => {
                    sink.warn(
                        Code::Unsupported,
                        span,
                        format!("`{}` is not mark-up that a text can begin with", &written.text[range]),
                    )
                    .at("left out")
                    .help("write marks such as `**` and tags such as `<color:#red>`, without their ends");
                }
            }
        }
        begun
    }
}
