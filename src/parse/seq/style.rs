//! Reads styles.

use pest::iterators::Pair;

use super::{Cut, Rule};
use crate::ast::{FragmentStyle, Style, StyleParts};
use crate::notation::Dash;

/// Reads the style in a node, however deep its tokens lie; empty if it has none.
pub(in crate::parse) fn style<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Style<'s> {
    let mut style = StyleParts::default();
    for token in pair.into_inner().flatten() {
        match token.as_rule() {
            Rule::fill | Rule::sure_fill | Rule::cross_fill | Rule::bare => {
                style.fill = Some(cut.without_hash(&token))
            }
            Rule::stroke | Rule::sure_stroke => style.stroke = Some(cut.without_hash(&token)),
            Rule::width => style.width = Some(cut.written(&token)),
            Rule::dash => style.dash = Some(dash(token.as_str())),
            Rule::named => style.named = Some(cut.without_hash(&token)),
            _ => {}
        }
    }
    style.into()
}

/// Reads the style of a fragment or a frame.
pub(in crate::parse) fn fragment_style<'s>(cut: Cut, pair: Pair<'s, Rule>) -> FragmentStyle<'s> {
    let mut styles = FragmentStyle::default();
    for token in pair.into_inner() {
        match token.as_rule() {
            Rule::glued => {
                styles.operator = Some(cut.without_hash(&token));
                styles.glued = true;
            }
            Rule::operator => styles.operator = Some(cut.without_hash(&token)),
            Rule::label_color => styles.label = Some(cut.without_hash(&token)),
            Rule::text_style | Rule::body_style => styles.body = style(cut, token),
            _ => {}
        }
    }
    styles
}

fn dash(word: &str) -> Dash {
    match word.as_bytes()[1].to_ascii_lowercase() {
        b'a' => Dash::Dashed,
        _ if word.len() == "dotted".len() && word.as_bytes()[0].eq_ignore_ascii_case(&b'd') => Dash::Dotted,
        _ => Dash::Solid,
    }
}
