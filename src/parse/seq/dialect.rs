//! Decides which dialect a source is read as: the caller's choice, or that of a line `# dialect: NAME` above the first
//! statement.

use super::trim;
use crate::ast::{Endpoint, Message};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::Head;
use crate::parse::hints::spelling;
use crate::source::{Dialect, Source, Span};

/// The dialect of a source, and the line that chooses it.
pub(in crate::parse) struct Settled {
    pub dialect: Dialect,
    line: Option<Span>,
    /// Whether the caller chose; then lines have no effect.
    is_chosen: bool,
}

/// Decides the dialect of a source, and reports names that are not dialects.
pub(in crate::parse) fn settle(source: &Source, sink: &mut Diagnostics) -> Settled {
    if let Some(dialect) = source.dialect() {
        return Settled { dialect, line: None, is_chosen: true };
    }
    let text = source.text();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let bare = trim(line.trim_end_matches(['\n', '\r']));
        let at = start + line.len() - line.trim_start_matches([' ', '\t', '\u{a0}']).len();
        start += line.len();
        if bare.is_empty() {
            continue;
        }
        if !is_comment(bare) {
            break;
        }
        let Some(name) = name_in(bare) else { continue };
        let span = Span::new(at, at + bare.len());
        match of_family(name) {
            Some(dialect) => return Settled { dialect, line: Some(span), is_chosen: false },
            None => report(name, Span::new(span.end - name.len(), span.end), sink),
        }
    }
    Settled { dialect: Dialect::default(), line: None, is_chosen: false }
}

impl Settled {
    /// Warns of a comment that comes too late to choose the dialect.
    pub fn comment(&self, comment: &str, span: Span, sink: &mut Diagnostics) {
        if self.is_chosen || self.line == Some(span) {
            return;
        }
        let Some(dialect) = name_in(comment).and_then(of_family) else { return };
        if dialect != self.dialect {
            let diagnostic =
                sink.warn(Code::UnknownDialect, span, "this line comes too late to say the dialect");
            diagnostic.at("has no effect").help("one line says it, above the first statement");
            if let Some(first) = self.line {
                diagnostic.label(first, "said here");
            }
        }
    }
}

impl Settled {
    /// Warns of a message that js-sequence-diagrams reads in a surprising way: there `A<-B: x` is a line from `A<`.
    pub fn message(&self, message: &Message<'_>, sink: &mut Diagnostics) {
        if self.dialect != Dialect::JsSequenceDiagrams {
            return;
        }
        let Endpoint::Participant(name) = message.first else { return };
        if let Some(meant) = name.text.strip_suffix('<').filter(|_| message.arrow.head == Head::None) {
            let meant = spelling::short(trim(meant));
            sink.warn(
                Code::AmbiguousArrow,
                message.arrow_span,
                "js-sequence-diagrams has no arrow to the left",
            )
            .at(format!("read as a line from `{meant}<`"))
            .help(format!("write the other name first: `Somebody->{meant}: text`"));
        }
    }
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#') || line.starts_with("//")
}

/// The dialect of `.seq` with this name. A comment cannot say that a file is in another language.
fn of_family(name: &str) -> Option<Dialect> {
    Dialect::from_name(name).filter(|dialect| !dialect.is_foreign())
}

/// The name in `# dialect: NAME`; none where the comment is prose.
fn name_in(comment: &str) -> Option<&str> {
    const WORD: &str = "dialect:";
    let text = trim(comment.trim_start_matches(['#', '/']));
    let name = trim(text.get(WORD.len()..)?);
    let is_word = text[..WORD.len()].eq_ignore_ascii_case(WORD) && !name.is_empty();
    (is_word && !name.contains([' ', '\t', '\u{a0}'])).then_some(name)
}

fn report(name: &str, span: Span, sink: &mut Diagnostics) {
    let names: Vec<&str> = Dialect::NAMES.into_iter().filter(|name| of_family(name).is_some()).collect();
    let meant = spelling::meant(name, &names);
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the dialects are `{}`", names.join("`, `")),
    };
    sink.warn(Code::UnknownDialect, span, format!("no dialect is called `{}`", spelling::short(name)))
        .at("not a dialect; the source is read as if this line were not there")
        .help(help);
}
