//! A complaint in, the marked lines of its source out, as miette draws them on a terminal.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, ThemeCharacters, ThemeStyles};
use seqwright::source::Span;
use seqwright::{Diagnostic, Severity, Source};

use super::{MOST_LABELS, plain};
use crate::escape;
use crate::excerpt::Excerpt;

/// The width of a report where the terminal does not tell its own.
const WIDTH: usize = 80;
/// Past this width, sentences are hard to read.
const WIDEST: usize = 110;

/// How reports look on this terminal.
#[derive(Clone)]
pub struct Look {
    color: bool,
    unicode: bool,
}

impl Look {
    /// How reports look, if they are to be drawn at all: on a terminal that can, or where colour was asked for.
    pub fn new(terminal: bool, color: bool) -> Option<Look> {
        let able = terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        (able || color).then(|| Look { color, unicode: locale_is_utf8() })
    }

    /// Draws one complaint.
    pub fn show(&self, text: &mut String, source: &Source, diagnostic: &Diagnostic) {
        let complaint = Complaint::new(source, diagnostic);
        let before = text.len();
        if self.handler().render_report(text, &complaint).is_err() {
            // Whatever the picture lacks, the words are not to be lost.
            text.truncate(before);
            plain::show(text, source, diagnostic);
        }
        text.push('\n');
    }

    fn handler(&self) -> GraphicalReportHandler {
        let characters = if self.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
        let styles = if self.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let width =
            terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).min(WIDEST));
        GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
            .with_width(width.max(20))
            .with_context_lines(1)
            .with_links(false)
    }
}

/// Whether box-drawing characters can be expected to show.
fn locale_is_utf8() -> bool {
    if cfg!(windows) {
        return true;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| {
        std::env::var(name).ok().filter(|value| !value.is_empty()).map(|value| value.to_ascii_lowercase())
    });
    // macOS sets none of them over ssh, and is UTF-8 all the same.
    locale.map_or(cfg!(target_os = "macos"), |locale| locale.contains("utf-8") || locale.contains("utf8"))
}

/// A complaint as miette wants it. All its texts are harmless.
struct Complaint {
    code: &'static str,
    severity: Severity,
    message: String,
    help: Option<String>,
    labels: Vec<LabeledSpan>,
    excerpt: Excerpt,
}

impl Complaint {
    fn new(source: &Source, diagnostic: &Diagnostic) -> Complaint {
        let labels = &diagnostic.labels[..diagnostic.labels.len().min(MOST_LABELS)];
        let spans: Vec<Span> = labels.iter().map(|label| label.span).collect();
        let excerpt = Excerpt::new(source, escape::name(source.name()).into_owned(), &spans);
        let labels = labels.iter().zip(&excerpt.spans).enumerate().map(|(at, (label, &span))| {
            let words = (!label.text.is_empty()).then(|| escape::message(&label.text).into_owned());
            match at {
                0 => LabeledSpan::new_primary_with_span(words, span),
                _ => LabeledSpan::new_with_span(words, span),
            }
        });
        Complaint {
            code: diagnostic.code.name(),
            severity: diagnostic.severity,
            message: escape::message(&diagnostic.message).into_owned(),
            help: help(diagnostic),
            labels: labels.collect(),
            excerpt,
        }
    }
}

/// What to do, below how it comes about.
fn help(diagnostic: &Diagnostic) -> Option<String> {
    let lines = diagnostic.notes.iter().chain(&diagnostic.help);
    let lines: Vec<_> = lines.map(|line| escape::message(line)).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

impl fmt::Debug for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Complaint {}

impl miette::Diagnostic for Complaint {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let word = super::word(self.severity);
        Some(Box::new(format!("{word}[{}]", self.code)))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
