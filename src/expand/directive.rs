//! Directives of one line that are neither assignments nor returns, and definitions.

use std::rc::Rc;

use super::block::{Definition, Line, one_line};
use super::run::{Fault, Machine};
use super::scan::{Place, arguments, assignment, split_name};
use super::scope::{Body, Function, Param};
use crate::diagnostic::Code;
use crate::source::Span;

/// Directives that would read another file.
const READS: &[&str] =
    &["include", "includeurl", "include_once", "include_many", "includesub", "includedef", "import"];

/// Directives that say nothing about what is drawn.
const SILENT: &[&str] = &["pragma", "startsub", "endsub", "preprocessorv2", "dump_memory"];

impl<'s> Machine<'s, '_> {
    /// Runs a directive. A line with another word is a line of text.
    pub(super) fn statement(&mut self, word: &str, rest: Line<'s>, line: Line<'s>) {
        let span = line.span();
        match word {
            "define" => self.define_macro(rest, span),
            "undef" => self.scope.undefine(rest.text.trim()),
            "function" | "unquotedfunction" => self.define_one_line(word, rest, span),
            "assert" => self.assert(rest, span),
            "log" => {
                self.sink
                    .warn(Code::NotImported, span, "`!log` of PlantUML writes to its console")
                    .at("left out")
                    .help("`convert` keeps the line as a comment");
                self.out.compose(&format!("' {}", line.text.trim()), span);
                self.out.end_line();
            }
            // It is a matter of the appearance, of which the front end speaks.
            "theme" => self.copied(line),
            "exit" => self.is_over = true,
            word if SILENT.contains(&word) => {}
            word if READS.contains(&word) => self.report(not_read(span, &format!("`!{word}`"))),
            _ => {
                let before = self.out.len();
                self.replace(line.text, Place::At(line.start));
                if self.out.len() > before {
                    self.out.end_line();
                }
            }
        }
    }

    fn assert(&mut self, rest: Line<'s>, span: Span) {
        // What follows a colon is the message.
        let condition = rest.text.split(" : ").next().unwrap_or_default();
        match self.value(condition, Place::At(rest.start)) {
            Ok(value) if value.is_true() => {}
            Ok(_) => self.report(Fault::new(
                span,
                "this assertion does not hold",
                "false here",
                "look for the line that sets other values than it expects",
            )),
            Err(fault) => self.report(fault),
        }
    }

    /// `!define NAME text` or `!define NAME(a, b) text`.
    fn define_macro(&mut self, rest: Line<'s>, span: Span) {
        let text = rest.text.trim_start();
        let Some((name, after)) = name_of(text) else { return self.report(no_name(span)) };
        if !after.starts_with('(') {
            self.scope.define_text(name, after.trim());
            return;
        }
        match parameters(after, rest.start + rest.text.len() - after.len()) {
            Some((params, end)) => {
                let body = Body::Macro(after[end..].trim());
                self.scope.define(name, Function { params, is_unquoted: true, body });
            }
            None => self.report(no_parameters(span)),
        }
    }

    /// `!function $name($a) return EXPRESSION`.
    fn define_one_line(&mut self, word: &str, rest: Line<'s>, span: Span) {
        let value = one_line(rest.text);
        let parts = name_of(rest.text.trim_start()).and_then(|(name, after)| {
            Some((name, parameters(after, rest.start + rest.text.len() - after.len())?))
        });
        let (Some(value), Some((name, (params, _)))) = (value, parts) else {
            return self.report(no_parameters(span));
        };
        let body = Body::Expression(value, rest.start + rest.text.len() - value.len());
        self.scope.define(name, Function { params, is_unquoted: word.starts_with("unquoted"), body });
    }

    /// A definition of several lines.
    pub(super) fn define(&mut self, definition: &Rc<Definition<'s>>) {
        let Definition { word, rest, span, .. } = &**definition;
        let Some((name, after)) = name_of(rest.text.trim_start()) else { return self.report(no_name(*span)) };
        let start = rest.start + rest.text.len() - after.len();
        let params = match parameters(after, start) {
            Some((params, _)) => params,
            None if word == "definelong" && after.trim().is_empty() => Vec::new(),
            None => return self.report(no_parameters(*span)),
        };
        let shared = Rc::clone(definition);
        let body = match &**word {
            "definelong" => Body::Lines(shared),
            "procedure" | "unquotedprocedure" => Body::Procedure(shared),
            _ => Body::Function(shared),
        };
        let is_unquoted = word.starts_with("unquoted") || word == "definelong";
        self.scope.define(name, Function { params, is_unquoted, body });
    }
}

/// A name, and what follows it at once.
fn name_of(text: &str) -> Option<(&str, &str)> {
    let (name, _) = split_name(text)?;
    Some((name, &text[name.len()..]))
}

/// The parameters in brackets, and where the bracket ends.
fn parameters(text: &str, start: usize) -> Option<(Vec<Param<'_>>, usize)> {
    let (ranges, end) = arguments(text, 0, true)?;
    let params = ranges.into_iter().map(|range| {
        let written = &text[range.clone()];
        match assignment(written) {
            Some((name, _, default)) => Param {
                name,
                default: Some((default.trim_start(), start + range.end - default.trim_start().len())),
            },
            None => Param { name: written, default: None },
        }
    });
    Some((params.collect(), end))
}

fn no_name(span: Span) -> Fault {
    Fault::new(
        span,
        "this definition has no name",
        "defines nothing",
        "write a name such as `$name` after the word",
    )
}

fn no_parameters(span: Span) -> Fault {
    Fault::new(
        span,
        "this definition has no parameters",
        "no brackets after the name",
        "write them in brackets, also if there are none: `$name()`",
    )
}

/// What would have to be read or asked for.
pub(super) fn not_read(span: Span, what: &str) -> Fault {
    Fault {
        code: Code::NotExpanded,
        span,
        message: format!("{what} is not read"),
        label: "left out",
        help: "expand the file first with `plantuml -preproc`",
    }
}
