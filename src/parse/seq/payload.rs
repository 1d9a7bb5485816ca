//! Reads what messages carry: the names and the values in their texts. Only for sources with statements about
//! knowledge; everywhere else a text is only a text.

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

/// `Name(a, b)`, or a text without brackets, which is all name. What follows the brackets is plain text.
fn payload(text: Written<'_>) -> Option<Payload<'_>> {
    let whole = text.text;
    if whole.is_empty() {
        return None;
    }
    let end =
        whole.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))).unwrap_or(whole.len());
    let (head, rest) = whole.split_at(end);
    let starts_well = head.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let Some(inside) = rest.strip_prefix('(').filter(|_| starts_well) else {
        // A text may go on in a second line below the name: `ClientHello\n+ key_share`.
        let name = if starts_well && rest.starts_with("\\n") { head } else { whole };
        return Some(Payload { name: written(name, text.span.start), fields: Vec::new() });
    };
    let name = written(head, text.span.start);
    let fields = fields(inside, text.span.start + end + 1);
    Some(Payload { name, fields })
}

/// The arguments up to the bracket that closes them, as far as they read as expressions.
fn fields(text: &str, start: usize) -> Vec<Expr<'_>> {
    let mut fields = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth > 0 => depth -= 1,
            b')' | b',' if depth == 0 => {
                fields.extend(field(&text[from..at], start + from));
                from = at + 1;
                if byte == b')' {
                    return fields;
                }
            }
            _ => {}
        }
    }
    // Without a closing bracket the text is no list.
    Vec::new()
}

fn field(text: &str, start: usize) -> Option<Expr<'_>> {
    let Written { text, span } = written(text, start);
    let pair = Seq::parse(Rule::only_expression, text).ok()?.next()?;
    expression::read_one(Cut { base: span.start }, pair).ok()
}
