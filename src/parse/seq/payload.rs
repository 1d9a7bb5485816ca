//! Reads what messages carry: the names and the values in their texts. Only for sources with statements about
//! knowledge; everywhere else a text is only a text.

use std::ops::Range;

use pest::Parser;

use super::expression;
use super::{Cut, Rule, Seq, written};
use crate::ast::Stmt;
use crate::protocol::{Expr, Payload};
use crate::source::Written;

/// Reads the texts of all messages.
pub(in crate::parse) fn read(body: &mut [Stmt<'_>]) {
    for stmt in body {
        for message in stmt.kind.messages_mut() {
            message.payload = payload(message.text).map(Box::new);
        }
        stmt.bodies_mut().into_iter().for_each(read);
    }
}

/// `Name(a, b)`: a name and groups in brackets, whatever stands before and after them. A text without a name in front of
/// its brackets is called by what stands before them.
fn payload(text: Written<'_>) -> Option<Payload<'_>> {
    let whole = text.text;
    if whole.is_empty() {
        return None;
    }
    let start = text.span.start;
    let pairs = brackets(whole);
    let groups: Vec<_> = pairs.iter().map(|pair| fields(&whole[pair.clone()], start + pair.start)).collect();
    Some(Payload { name: written(name(whole, &pairs), start), text, groups })
}

/// What a message is called.
fn name<'s>(whole: &'s str, groups: &[Range<usize>]) -> &'s str {
    let end =
        whole.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))).unwrap_or(whole.len());
    let (head, rest) = whole.split_at(end);
    let starts_well = head.starts_with(|c: char| c.is_alphabetic() || c == '_');
    // A text may go on in a second line below the name: `ClientHello\n+ key_share`.
    if starts_well && (rest.starts_with('(') || rest.starts_with("\\n")) {
        return head;
    }
    let before = groups.first().map_or(whole, |group| &whole[..group.start - 1]);
    if starts_with_word(before) { before } else { whole }
}

/// Whether there is something that a message can be called by.
fn starts_with_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// The insides of the outermost pairs of round brackets, in order. A bracket without its partner is plain text.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut open = Vec::new();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'(' {
            open.push(at + 1);
        } else if byte == b')'
            && let Some(start) = open.pop()
        {
            // The pairs inside of this one are no groups of their own.
            while found.pop_if(|inner| inner.start > start).is_some() {}
            found.push(start..at);
        }
    }
    found
}

/// The arguments in a pair of brackets, as far as they read as expressions.
fn fields(text: &str, start: usize) -> Vec<Expr<'_>> {
    let mut fields = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                fields.extend(field(&text[from..at], start + from));
                from = at + 1;
            }
            _ => {}
        }
    }
    fields.extend(field(&text[from..], start + from));
    fields
}

fn field(text: &str, start: usize) -> Option<Expr<'_>> {
    let Written { text, span } = written(text, start);
    let pair = Seq::parse(Rule::only_expression, text).ok()?.next()?;
    expression::read_one(Cut { base: span.start }, pair).ok()
}
