//! `Fancy`: a diagnostic as miette draws it.

use std::fmt;

use miette::LabeledSpan;

use super::MAX_LABELS;
use super::excerpt::Excerpt;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::harmless;
use crate::source::{Source, Span};

/// A diagnostic and the lines that it is about, for [`miette`]. It owns all it shows, so that it can be returned as a
/// `miette::Report`.
///
/// ```
/// use seqwright::report::Fancy;
/// use seqwright::{Source, compile};
///
/// fn draw(text: &str) -> miette::Result<String> {
///     let source = Source::new("hello.seq", text);
///     let compiled = compile(&source);
///     match compiled.diagnostics.first() {
///         Some(diagnostic) => Err(Fancy::new(&source, diagnostic).into()),
///         None => Ok(compiled.svg(&seqwright::Theme::default())),
///     }
/// }
///
/// assert!(draw("A->B: hello").is_ok());
/// let report = draw("alt maybe\nA->B: hello").expect_err("it is not closed");
/// assert_eq!(report.to_string(), "this `alt` is never closed");
/// ```
pub struct Fancy {
    code: Code,
    severity: Severity,
    // All texts are harmless: what has an effect but no shape is spelt out.
    message: String,
    help: Option<String>,
    labels: Vec<LabeledSpan>,
    excerpt: Excerpt,
}

impl Fancy {
    /// Takes from a diagnostic and its source what miette shows.
    pub fn new(source: &Source, diagnostic: &Diagnostic) -> Fancy {
        let labels = &diagnostic.labels[..diagnostic.labels.len().min(MAX_LABELS)];
        let spans: Vec<Span> = labels.iter().map(|label| label.span).collect();
        let excerpt = Excerpt::new(source, harmless::name(source.name()).into_owned(), &spans);
        let labels = labels.iter().zip(&excerpt.spans).enumerate().map(|(at, (label, &span))| {
            let words = (!label.text.is_empty()).then(|| harmless::message(&label.text).into_owned());
            match at {
                0 => LabeledSpan::new_primary_with_span(words, span),
                _ => LabeledSpan::new_with_span(words, span),
            }
        });
        Fancy {
            code: diagnostic.code,
            severity: diagnostic.severity,
            message: harmless::message(&diagnostic.message).into_owned(),
            help: help(diagnostic),
            labels: labels.collect(),
            excerpt,
        }
    }
}

/// The notes and, below them, what to do.
fn help(diagnostic: &Diagnostic) -> Option<String> {
    let lines = diagnostic.notes.iter().chain(&diagnostic.help);
    let lines: Vec<_> = lines.map(|line| harmless::message(line)).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

impl fmt::Debug for Fancy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Fancy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fancy {}

impl miette::Diagnostic for Fancy {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!("{}[{}]", self.severity, self.code)))
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
