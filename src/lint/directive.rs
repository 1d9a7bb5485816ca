//! Reads comments that set a level, such as `# seqwright: allow stray-end`.

use std::collections::BTreeMap;

use crate::ast::{self, Stmt, StmtKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Level};
use crate::source::{Source, Span};

/// The prefix of a directive, after the comment sign.
const MARK: &str = "seqwright:";
/// The word for all codes.
const WARNINGS: &str = "warnings";

/// The levels that comments of a source set.
#[derive(Default)]
pub(super) struct Directives {
    /// For the whole file.
    file: Said,
    /// For single lines.
    lines: BTreeMap<usize, Said>,
}

/// Levels; without a code, that of all warnings.
type Said = BTreeMap<Option<Code>, Level>;

impl Directives {
    /// The level that comments set for a diagnostic. A comment for its line goes before one for the file, and its code
    /// before all warnings.
    pub fn level(&self, of: &Diagnostic, source: &Source) -> Option<Level> {
        let line = self.lines.get(&source.place(of.span().start).line);
        let all = [line, Some(&self.file)].into_iter().flatten();
        all.flat_map(|levels| [levels.get(&Some(of.code)), levels.get(&None)]).flatten().copied().next()
    }
}

/// Whether a source may have directives; nearly all have none.
pub(super) fn may_be_in(source: &Source) -> bool {
    source.text().contains(MARK)
}

/// Reads the directives of a source.
pub(super) fn read(
    source: &Source,
    written: &ast::Diagram<'_>,
    sink: &mut Diagnostics,
) -> Option<Directives> {
    if !may_be_in(source) {
        return None;
    }
    let mut directives = Directives::default();
    let first = written.body.iter().find(|stmt| !is_comment_or_blank(stmt));
    let first = first.map_or(u32::MAX, |stmt| stmt.line);
    body(&written.body, &mut |stmt, comment| {
        let Some(words) = words(comment) else { return };
        let at = Span::new(stmt.span.end - words.len(), stmt.span.end);
        let Some((level, codes)) = level(words, at, sink) else { return };
        let levels = match stmt.line < first {
            true => &mut directives.file,
            false => {
                let line = (stmt.line as usize + 1).saturating_sub(source.first_line());
                directives.lines.entry(target(source, line)).or_default()
            }
        };
        levels.extend(codes.into_iter().map(|code| (code, level)));
    });
    Some(directives)
}

/// The words of a directive, if the comment is one.
fn words(comment: &str) -> Option<&str> {
    let text = comment.trim_start_matches(['#', '/']).trim_start();
    text.strip_prefix(MARK).map(str::trim)
}

/// The level and the codes of a directive.
fn level(words: &str, at: Span, sink: &mut Diagnostics) -> Option<(Level, Vec<Option<Code>>)> {
    let help = "write `# seqwright: allow CODE`, or `warn`, or `deny`; several codes are separated by commas";
    let (level, names) = words.split_once([' ', '\t']).unwrap_or((words, ""));
    let Some(level) = Level::from_name(level) else {
        sink.warn(Code::BadDirective, at, "this comment asks for something unknown")
            .at("neither `allow`, `warn` nor `deny`")
            .help(help);
        return None;
    };
    let mut codes = Vec::new();
    for name in names.split([',', ' ', '\t']).filter(|name| !name.is_empty()) {
        match Code::from_name(name) {
            _ if name == WARNINGS => codes.push(None),
            Some(code) if code.is_adjustable() => codes.push(Some(code)),
            _ => {
                let what =
                    if Code::from_name(name).is_some() { "is always an error" } else { "is not a code" };
                sink.warn(Code::BadDirective, at, format!("`{name}` {what}"))
                    .at("without effect")
                    .help("`seqwright explain` lists the codes of warnings");
            }
        }
    }
    if names.trim().is_empty() {
        sink.warn(Code::BadDirective, at, "this comment names no code").at("without effect").help(help);
    }
    Some((level, codes))
}

/// The line that a directive applies to: the next one that is neither a comment nor empty.
fn target(source: &Source, line: usize) -> usize {
    let is_statement = |line: usize| {
        let Span { start, end } = source.line_span(line);
        let text = source.text()[start..end].trim_start();
        !text.is_empty() && !text.starts_with('#') && !text.starts_with("//")
    };
    (line + 1..=source.line_count()).find(|&line| is_statement(line)).unwrap_or(line)
}

fn is_comment_or_blank(stmt: &Stmt<'_>) -> bool {
    matches!(stmt.kind, StmtKind::Comment(_) | StmtKind::Blank)
}

/// Visits every comment.
fn body<'b, 's>(stmts: &'b [Stmt<'s>], visit: &mut impl FnMut(&'b Stmt<'s>, &'s str)) {
    for stmt in stmts {
        if let StmtKind::Comment(text) = &stmt.kind {
            visit(stmt, text);
        }
        stmt.bodies().into_iter().for_each(|inside| body(inside, visit));
    }
}
