//! Reads the text of a message as the values that it carries, and splits notes into words.

use super::Reader;
use super::expression::{SEALS, encoding};
use crate::diagnostic::{Code, Diagnostics};
use crate::knowledge::bytes::Function;
use crate::knowledge::term::Term;
use crate::protocol::{Expr, ExprKind, Payload};
use crate::source::{Span, Written};

impl<'a> Reader<'a> {
    /// The values that a text carries: those of its last group in brackets that names one.
    pub(super) fn carried(&mut self, payload: &Payload<'a>) -> Vec<(Term, Span)> {
        if let Some(call) = self.sealed_text(payload) {
            return vec![(self.sealed(&call), call.span)];
        }
        let names_one = |group: &&Vec<Expr<'a>>| group.iter().any(|field| self.names_value(field));
        let group = payload.groups.iter().rev().find(names_one).or(payload.groups.last());
        let mut found = Vec::new();
        if let Some(group) = group {
            self.fields(group, &mut found);
        }
        found
    }

    /// `senc(key, text)` as a whole text: what is sent is the encryption, not the key.
    fn sealed_text(&self, payload: &Payload<'a>) -> Option<Expr<'a>> {
        let [arguments] = payload.groups.as_slice() else { return None };
        let kind = ExprKind::Call(payload.name, arguments.clone());
        Some(Expr { kind, span: payload.text.span }).filter(|call| self.is_sealed(call))
    }

    /// The term of an encryption or a signature; where it has none, which has been reported, a text that everybody knows.
    fn sealed(&mut self, call: &Expr<'a>) -> Term {
        self.term(call).unwrap_or_else(|| self.literal(Vec::new()))
    }

    /// Whether a part of a text can only be meant as an encryption or a signature: one of these functions, with a key and
    /// something else, all of which are values. What is wrong with it is reported as anywhere else.
    fn is_sealed(&self, field: &Expr<'a>) -> bool {
        let ExprKind::Call(function, arguments) = &field.kind else { return false };
        let are_values = arguments.iter().all(|argument| self.names_value(argument));
        SEALS.contains(&function.text) && arguments.len() > 1 && are_values
    }

    fn names_value(&self, field: &Expr<'a>) -> bool {
        match &field.kind {
            ExprKind::Name(name) => self.plan.named.find(name).is_some(),
            ExprKind::Call(_, parts) | ExprKind::Join(parts) => {
                parts.iter().any(|part| self.names_value(part))
            }
            ExprKind::Hex(_) | ExprKind::Text(_) | ExprKind::Number(_) | ExprKind::Range(..) => false,
        }
    }

    /// The values among the fields of a text. What is no value is plain text, but for a misspelling.
    fn fields(&mut self, fields: &[Expr<'a>], found: &mut Vec<(Term, Span)>) {
        for field in fields {
            match &field.kind {
                ExprKind::Name(name) => match self.plan.named.find(name) {
                    Some(value) => found.push((value.term, field.span)),
                    None => self.plain_text(name, field.span),
                },
                ExprKind::Call(..) if self.is_sealed(field) => {
                    found.push((self.sealed(field), field.span));
                }
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
        let is_known = Function::named(name).is_some() || SEALS.contains(&name) || encoding(name).is_some();
        is_known || self.ahead.functions.contains(name)
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

/// The words of a line that may be names. What `\n` ends is not a part of the word after it.
pub(super) fn words<'a>(line: Written<'a>) -> impl Iterator<Item = Written<'a>> {
    let is_inside = line.text.len() == line.span.len();
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let lines = line.text.split("\\n").flat_map(move |text| text.split(move |c| !is_of_name(c)));
    lines.filter(|word| word.starts_with(|c: char| c.is_alphabetic() || c == '_')).map(move |word| {
        let word = word.trim_end_matches('-');
        let at = word.as_ptr() as usize - line.text.as_ptr() as usize;
        let start = line.span.start + at;
        // The lines of a block stand for its header.
        let span = if is_inside { Span::new(start, start + word.len()) } else { line.span };
        Written { text: word, span }
    })
}
