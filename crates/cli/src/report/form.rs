//! The forms in which diagnostics are reported.

use seqwright::{Report, Source};

use super::{Selection, fancy, github, gitlab, json, narrate, sarif};
use crate::args::MessageFormat;
use crate::escape;

/// The forms of a report.
#[derive(Clone)]
pub enum Form {
    Fancy(fancy::FancyStyle),
    Plain,
    Short,
    Json,
    Github,
    Gitlab,
    Sarif,
    Narrated,
}

impl Form {
    /// The form with this name. `Human` depends on where it is printed.
    pub fn of(format: MessageFormat, terminal: bool, color: bool) -> Form {
        match format {
            MessageFormat::Json => Form::Json,
            MessageFormat::Short => Form::Short,
            MessageFormat::Github => Form::Github,
            MessageFormat::Gitlab => Form::Gitlab,
            MessageFormat::Sarif => Form::Sarif,
            MessageFormat::Narratable => Form::Narrated,
            MessageFormat::Human => fancy::FancyStyle::new(terminal, color).map_or(Form::Plain, Form::Fancy),
        }
    }

    /// The document around all lines, in forms that have one.
    pub fn document(&self, lines: &str) -> Option<String> {
        match self {
            Form::Sarif => Some(sarif::document(lines)),
            Form::Gitlab => Some(gitlab::document(lines)),
            Form::Fancy(_) | Form::Plain | Form::Short | Form::Json | Form::Github | Form::Narrated => None,
        }
    }

    /// Whether it is one document, and so printed at the end of a run.
    pub fn is_document(&self) -> bool {
        matches!(self, Form::Sarif | Form::Gitlab)
    }

    /// The diagnostics of a source in a form, and how many more there are.
    pub fn diagnostics(&self, source: &Source, selection: &Selection<'_>) -> String {
        let mut text = String::new();
        match self {
            Form::Fancy(look) => selection.each(|one| look.show(&mut text, source, one)),
            Form::Plain => selection.each(|one| text += &Report::new(source, one).to_string()),
            Form::Short => selection.each(|one| text += &(Report::new(source, one).headline() + "\n")),
            Form::Json => selection.each(|one| json::show(&mut text, source, one)),
            Form::Narrated => selection.each(|one| narrate::show(&mut text, source, one)),
            Form::Github => github::show(&mut text, source, &selection.shown),
            Form::Gitlab => gitlab::show(&mut text, source, &selection.shown),
            Form::Sarif => sarif::show(&mut text, source, &selection.shown),
        }
        let (name, count) = (source.name(), selection.more);
        match self {
            _ if count == 0 => {}
            Form::Json => json::more(&mut text, name, count),
            Form::Github => github::more(&mut text, name, count),
            Form::Narrated => narrate::more(&mut text, name, count),
            Form::Plain | Form::Short => {
                text.push_str(&format!("{}: and {count} more\n", escape::name(name)))
            }
            // The first has a closing line; the others are read by programs.
            Form::Fancy(_) | Form::Gitlab | Form::Sarif => {}
        }
        text
    }

    /// A file that could not be read or written, in a form.
    pub fn trouble(&self, file: &str, message: &str, help: Option<&str>) -> String {
        match self {
            Form::Json => json::trouble(file, message, help),
            Form::Github => github::trouble(file, message, help),
            Form::Gitlab => gitlab::about(file, 1, "file", message, help),
            Form::Sarif => sarif::trouble(file, message, help),
            Form::Narrated => narrate::trouble(file, message, help),
            Form::Fancy(_) | Form::Plain | Form::Short => {
                let (file, message) = (escape::name(file), escape::line(message));
                let help = help.map(|help| format!("  help: {}\n", escape::line(help))).unwrap_or_default();
                format!("{file}: error: {message}\n{help}")
            }
        }
    }

    /// A source that is not formatted, in a form for programs.
    pub fn unformatted(&self, file: &str, line: usize) -> String {
        let (code, message, help) = ("unformatted", "it is not formatted", "run `seqwright fmt` on it");
        match self {
            Form::Json => json::finding(file, line, code, message, help),
            Form::Github => github::finding(file, line, code, message, help),
            Form::Gitlab => gitlab::about(file, line, code, message, Some(help)),
            Form::Fancy(_) | Form::Plain | Form::Short | Form::Narrated | Form::Sarif => String::new(),
        }
    }
}
