//! Reports a block that is never closed, and the place where its end belongs.

use super::arrow;
use super::spelling::short;
use crate::ast::{Stmt, StmtKind};
use crate::diagnostic::{Code, Diagnostics};
use crate::parse::seq::trim;
use crate::source::Span;

/// A block that was closed by an `end` further left than its opener, which probably belongs to another block.
#[derive(Clone, Copy)]
pub(in crate::parse) struct Suspect {
    pub word: &'static str,
    pub opened: Span,
    pub line: u32,
}

/// Reports a block that is opened by a word and never closed. `body` is what is in it so far.
pub(in crate::parse) fn report(
    text: &str,
    (word, end): (&str, &str),
    (opened, line): (Span, u32),
    body: &[Stmt<'_>],
    suspect: Option<Suspect>,
    sink: &mut Diagnostics,
) {
    let diagnostic = sink
        .error(Code::UnclosedFragment, opened, format!("this `{word}` is never closed"))
        .at("opened here");
    if let Some(suspect) = suspect {
        diagnostic
            .label(suspect.opened, format!("perhaps this `{}` has no `{end}` of its own", suspect.word))
            .help(format!("look below line {} for the place of an `{end}` that is missing", suspect.line));
        return;
    }
    let (after, is_sure) = last_inside(text, opened, body);
    let last_line = after.map_or(line, |stmt| stmt.line + lines_in(&text[stmt.span.start..stmt.span.end]));
    if let Some(stmt) = after {
        diagnostic
            .label(Span::new(stmt.span.end, stmt.span.end), format!("`{end}` is expected below this line"));
    }
    if !is_sure {
        diagnostic.help(format!("add a line `{end}` where it ends, at the latest after line {last_line}"));
        return;
    }
    diagnostic.help(format!("add a line `{end}` after line {last_line}"));
    let at = after.map_or(opened.end, |stmt| stmt.span.end);
    let margin = &text[opened.start - indent(text, opened.start)..opened.start];
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    diagnostic.fix(Span::new(at, at), format!("{line_end}{margin}{end}"));
}

/// Reports a line that begins with a word of the language but looks like a message whose sender has that name.
/// Returns whether it does.
pub(in crate::parse) fn reserved(text: &str, word: &str, span: Span, sink: &mut Diagnostics) -> bool {
    let line = &text[span.start..span.end];
    let Some(arrow) = arrow::find(line).filter(|run| arrow::is_real(&line[run.clone()])) else {
        return false;
    };
    let sender = trim(&line[..arrow.start]);
    // More than that before an arrow is a guard, or a label.
    if !line[arrow.end..].contains(':') || sender.split([' ', '\t']).count() > 3 {
        return false;
    }
    let name = short(sender);
    let rest = short(line[arrow.start..].trim_end());
    sink.error(
        Code::ReservedWord,
        span,
        format!("`{word}` is a word of the language, and this line is a message"),
    )
    .at(format!("read as `{word}`"))
    .help(format!(
        "put the name in quotation marks: `\"{name}\"{rest}`; what `{word}` opens is closed by `end`"
    ));
    true
}

/// The last statement that is in the block by its indentation; without indentation, the last of all. Also whether
/// there is no doubt about it: without indentation, only where the block has no more than one statement.
fn last_inside<'b, 's>(text: &str, opened: Span, body: &'b [Stmt<'s>]) -> (Option<&'b Stmt<'s>>, bool) {
    let outer = indent(text, opened.start);
    let mut counted = body.iter().filter(|stmt| !matches!(stmt.kind, StmtKind::Blank)).peekable();
    let is_indented = counted.peek().is_some_and(|first| indent(text, first.span.start) > outer);
    let is_one = body.iter().filter(|stmt| !matches!(stmt.kind, StmtKind::Blank)).count() < 2;
    let last = counted.take_while(|stmt| !is_indented || indent(text, stmt.span.start) > outer).last();
    (last, is_indented || is_one)
}

/// The distance of a place from the beginning of its line.
pub(in crate::parse) fn indent(text: &str, at: usize) -> usize {
    let line = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    at - line
}

fn lines_in(text: &str) -> u32 {
    let ends = text.bytes().filter(|&byte| byte == b'\n').count();
    u32::try_from(ends).unwrap_or(u32::MAX)
}
