//! `Written`: a text that is made of a source.

use seqwright::{Compiled, Diagnostic, Options, PageOptions, Severity, Source, Theme, compile, compile_with};
use serde::Serialize;

use super::message::{Message, messages};
use super::request::Columns;

/// A text that is made of a source.
#[derive(Debug, Serialize)]
pub struct Written {
    /// The text; `None` if errors forbid it.
    pub text: Option<String>,
    /// The texts of further diagrams in the source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<String>,
    /// What was fixed, if that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<String>,
    /// The errors and warnings of the source; for fixes, those of the fixed text.
    pub diagnostics: Vec<Message>,
}

impl Written {
    fn new(text: Option<String>, diagnostics: Vec<Message>) -> Written {
        Written { text, more: Vec::new(), made: Vec::new(), diagnostics }
    }
}

/// Formats a source without errors.
pub fn format(source: &Source, columns: Columns) -> Written {
    let (written, diagnostics) = seqwright::parse(source);
    let text = (!has_errors(&diagnostics)).then(|| seqwright::format(source, &written));
    Written::new(text, messages(source, &diagnostics, columns))
}

/// Draws a source as text art.
pub fn text(source: &Source, columns: Columns) -> Written {
    compiled(source, columns, &Compiled::text)
}

/// Describes a source in sentences.
pub fn narrate(source: &Source, columns: Columns) -> Written {
    compiled(source, columns, &|compiled| compiled.narration().lines().join("\n") + "\n")
}

/// Makes the page that goes through a diagram.
pub fn page(source: &Source, theme: &Theme, columns: Columns) -> Written {
    compiled(source, columns, &|compiled| compiled.html(source, theme, &PageOptions::default()))
}

fn compiled(source: &Source, columns: Columns, write: &dyn Fn(&Compiled) -> String) -> Written {
    let compiled = compile(source);
    let text = (!compiled.has_errors()).then(|| write(&compiled));
    Written::new(text, messages(source, &compiled.diagnostics, columns))
}

/// Makes all fixes, as `check --fix` does.
pub fn fix(source: Source, columns: Columns) -> Written {
    let fixed = seqwright::fix::fix(source, &Options::new().lints(true));
    let diagnostics = messages(&fixed.source, &fixed.compiled.diagnostics, columns);
    let made = fixed.made.into_iter().map(|made| made.message).collect();
    Written { made, ..Written::new(Some(fixed.source.text().to_owned()), diagnostics) }
}

/// Converts the diagrams of a source in another language.
pub fn convert(source: &Source, columns: Columns) -> Result<Written, String> {
    let Some(language) = source.dialect().filter(|dialect| dialect.is_foreign()) else {
        return Err("it is in no language that is converted".to_owned());
    };
    let mut texts = Vec::new();
    let mut diagnostics = Vec::new();
    for text in seqwright::diagrams(source.text(), language) {
        let source = Source::new(source.name(), text).in_dialect(language);
        let compiled = compile_with(&source, &Options::new().lints(true));
        diagnostics.extend(messages(&source, &compiled.diagnostics, columns));
        texts.extend((!compiled.has_errors()).then(|| seqwright::convert(&seqwright::parse(&source).0)));
    }
    let mut texts = texts.into_iter();
    let written = Written::new(texts.next(), diagnostics);
    Ok(Written { more: texts.collect(), ..written })
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
