//! Finds sources whose messages end in semicolons, as statements of other languages do.

use crate::ast::{self, Stmt, StmtKind};
use crate::diagnostic::{Code, Diagnostics, Fix};
use crate::notation::escapes::entities;
use crate::source::Span;

/// How many messages a habit takes.
const LEAST: usize = 2;

/// Warns once where every message ends so. A single one may be code.
pub(super) fn check(written: &ast::Diagram<'_>, sink: &mut Diagnostics) {
    let mut found = Found::default();
    found.collect(&written.body);
    // A semicolon after a name is no code.
    let is_habit = sink.has(Code::TrailingSemicolon);
    if found.others > 0 && !is_habit || found.semicolons.len() < LEAST {
        return;
    }
    sink.warn(
        Code::TrailingSemicolon,
        found.semicolons[0],
        "the messages end in semicolons, which are drawn",
    )
    .at("a part of the text")
    .help("delete them: a statement ends with its line")
    .fixes = found.semicolons.iter().map(|&span| Fix { span, replacement: String::new() }).collect();
}

#[derive(Default)]
struct Found {
    semicolons: Vec<Span>,
    /// How many messages have a text that ends otherwise.
    others: usize,
}

impl Found {
    fn collect(&mut self, body: &[Stmt<'_>]) {
        for stmt in body {
            if let StmtKind::Message(message) = &stmt.kind {
                let (text, end) = (message.text.text, message.text.span.end);
                let is_entity = || entities(text).last().is_some_and(|(range, _)| range.end == text.len());
                if text.ends_with(';') && !is_entity() {
                    self.semicolons.push(Span::new(end - 1, end));
                } else if !text.is_empty() {
                    self.others += 1;
                }
            }
            stmt.bodies().into_iter().for_each(|inside| self.collect(inside));
        }
    }
}
