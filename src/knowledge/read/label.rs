//! Reads the text of a message as the values that it carries, and splits notes into words.

use super::Reader;
use super::expression::SEALS;
use crate::diagnostic::{Code, Diagnostics};
use crate::knowledge::bytes::Function;
use crate::knowledge::term::Term;
use crate::protocol::{Expr, ExprKind};
use crate::source::{Span, Written};

impl<'a> Reader<'a> {
    /// The values among the fields of a text. Other words are plain text, unless they are misspelled values.
    pub(super) fn fields(&mut self, fields: &[Expr<'a>], found: &mut Vec<(Term, Span)>) {
        for field in fields {
            match &field.kind {
                ExprKind::Name(name) => match self.plan.named.find(name) {
                    Some(value) => found.push((value.term, field.span)),
                    None => self.plain_text(name, field.span),
                },
                ExprKind::Call(function, arguments) => {
                    match self.is_function(function.text).then(|| self.quiet_term(field)).flatten() {
                        Some(term) => found.push((term, field.span)),
                        None => self.fields(arguments, found),
                    }
                }
                ExprKind::Join(parts) => self.fields(parts, found),
                ExprKind::Hex(_) | ExprKind::Text(_) | ExprKind::Number(_) | ExprKind::Range(..) => {}
            }
        }
    }

    /// Whether the author computes with a function of this name. Any other name in a text is only a word.
    fn is_function(&self, name: &str) -> bool {
        Function::named(name).is_some() || SEALS.contains(&name) || self.ahead.functions.contains(name)
    }

    /// The term of an expression that may as well be prose: nothing is said where it has none.
    fn quiet_term(&mut self, expression: &Expr<'a>) -> Option<Term> {
        let sink = std::mem::replace(&mut self.sink, Diagnostics::new());
        let reported = std::mem::take(&mut self.reported);
        let term = self.term(expression);
        (self.sink, self.reported) = (sink, reported);
        term
    }

    fn plain_text(&mut self, name: &str, span: Span) {
        let Some(meant) = self.plan.named.near(name, true) else { return };
        let help = format!("did you mean `{}`?", meant.name);
        self.sink
            .warn(Code::PlainText, span, format!("`{name}` in this label is plain text, not a value"))
            .at("carries nothing")
            .help(help);
    }
}

/// The words of a line that may be names.
pub(super) fn words<'a>(line: Written<'a>) -> impl Iterator<Item = Written<'a>> {
    let is_inside = line.text.len() == line.span.len();
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    line.text.split(move |c| !is_of_name(c)).filter(|word| word.starts_with(|c: char| c.is_alphabetic())).map(
        move |word| {
            let word = word.trim_end_matches('-');
            let at = word.as_ptr() as usize - line.text.as_ptr() as usize;
            let start = line.span.start + at;
            // The lines of a block stand for its header.
            let span = if is_inside { Span::new(start, start + word.len()) } else { line.span };
            Written { text: word, span }
        },
    )
}
