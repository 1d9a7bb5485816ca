//! Complaints in, the text for standard error out, in the form that was asked for.

mod fancy;
mod json;
mod plain;

use std::io::IsTerminal;

use clap::ColorChoice;
use seqwright::{Diagnostic, Severity, Source};

use super::args::{MessageFormat, Shared};
use super::escape;

/// The most complaints shown for one file. Past that they are about the same mistake.
const MOST: usize = 50;
/// The most places shown of one complaint.
const MOST_LABELS: usize = 8;

/// Knows how complaints are to be shown.
pub struct Reporter {
    form: Form,
    quiet: bool,
    terminal: bool,
}

/// The forms of a report.
enum Form {
    Fancy(fancy::Look),
    Plain,
    Short,
    Json,
}

/// The complaints of one file that are shown.
struct Selection<'a> {
    shown: Vec<&'a Diagnostic>,
    more: usize,
}

impl Reporter {
    /// The form that fits the arguments and where standard error goes.
    pub fn new(shared: Shared) -> Reporter {
        let terminal = std::io::stderr().is_terminal();
        let form = match shared.message_format.unwrap_or(MessageFormat::Human) {
            MessageFormat::Json => Form::Json,
            MessageFormat::Short => Form::Short,
            MessageFormat::Human
            | MessageFormat::Github
            | MessageFormat::Sarif
            | MessageFormat::Narratable => match fancy::Look::new(terminal, color(shared.color, terminal)) {
                Some(look) => Form::Fancy(look),
                None => Form::Plain,
            },
        };
        Reporter { form, quiet: shared.quiet, terminal }
    }

    /// What is said about a source.
    pub fn complaints(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        let selection = select(diagnostics, self.quiet);
        let mut text = String::new();
        for diagnostic in &selection.shown {
            match &self.form {
                Form::Fancy(look) => look.show(&mut text, source, diagnostic),
                Form::Plain => plain::show(&mut text, source, diagnostic),
                Form::Short => plain::head(&mut text, source, diagnostic),
                Form::Json => json::show(&mut text, source, diagnostic),
            }
        }
        let name = escape::name(source.name());
        match &self.form {
            Form::Json if selection.more > 0 => json::more(&mut text, source.name(), selection.more),
            Form::Plain | Form::Short if selection.more > 0 => {
                text.push_str(&format!("{name}: and {} more\n", selection.more));
            }
            Form::Fancy(_) => text.push_str(&closing(&name, &selection)),
            Form::Json | Form::Plain | Form::Short => {}
        }
        text
    }

    /// What is said about a file that could not be read or written, or is no source; `help` says what to do.
    pub fn trouble(&self, file: &str, message: &str, help: Option<&str>) -> String {
        match &self.form {
            Form::Json => json::trouble(file, message, help),
            Form::Fancy(_) | Form::Plain | Form::Short => {
                let (file, message) = (escape::name(file), escape::line(message));
                let help = help.map(|help| format!("  help: {}\n", escape::line(help))).unwrap_or_default();
                format!("{file}: error: {message}\n{help}")
            }
        }
    }

    /// A line that was asked for, watched or not: what came of one of many builds.
    pub fn status(&self, file: &str, text: &str) -> String {
        if self.quiet { String::new() } else { self.note(file, text) }
    }

    /// A line that is no complaint and has to be told.
    pub fn note(&self, file: &str, text: &str) -> String {
        match &self.form {
            Form::Json => json::note(file, text),
            Form::Fancy(_) | Form::Plain | Form::Short => {
                format!("{}  {}\n", escape::name(file), escape::line(text))
            }
        }
    }

    /// A line for somebody who watches; nothing for anybody else.
    pub fn remark(&self, text: &str) -> String {
        let watched = self.terminal && !self.quiet;
        match &self.form {
            Form::Json => String::new(),
            Form::Fancy(_) | Form::Plain | Form::Short if watched => format!("{}\n", escape::name(text)),
            Form::Fancy(_) | Form::Plain | Form::Short => String::new(),
        }
    }
}

/// The complaints to show, in order of place. Where there are too many, errors go before warnings, so that an
/// exit code of 1 is never without its reason.
fn select(diagnostics: &[Diagnostic], quiet: bool) -> Selection<'_> {
    let mut wanted: Vec<(usize, &Diagnostic)> =
        diagnostics.iter().enumerate().filter(|(_, one)| !quiet || one.severity == Severity::Error).collect();
    let more = wanted.len().saturating_sub(MOST);
    if more > 0 {
        wanted.sort_by_key(|&(at, one)| (one.severity, at));
        wanted.truncate(MOST);
        wanted.sort_by_key(|&(at, _)| at);
    }
    Selection { shown: wanted.into_iter().map(|(_, one)| one).collect(), more }
}

/// What stands below the complaints of a file: how many there are, and where to read on.
fn closing(name: &str, selection: &Selection<'_>) -> String {
    let Some(first) = selection.shown.first() else { return String::new() };
    let errors = selection.shown.iter().filter(|one| one.severity == Severity::Error).count();
    let warnings = selection.shown.len() - errors;
    let counts = [(errors, "error"), (warnings, "warning")].map(|(number, noun)| some(number, noun));
    let counts = counts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let more = if selection.more > 0 { format!(" and {} more", selection.more) } else { String::new() };
    format!("{name}: {counts}{more}; `seqwright explain {}` tells more\n", first.code.name())
}

/// "3 errors", or nothing where there is none.
fn some(number: usize, noun: &str) -> Option<String> {
    (number > 0).then(|| format!("{number} {noun}{}", if number == 1 { "" } else { "s" }))
}

/// Whether to colour, by the customs of NO_COLOR (no-color.org) and CLICOLOR_FORCE (bixense.com/clicolors).
pub fn color(choice: ColorChoice, terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let forced =
        || ["CLICOLOR_FORCE", "FORCE_COLOR"].iter().any(|name| set(name).is_some_and(|it| it != "0"));
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if set("NO_COLOR").is_some() => false,
        ColorChoice::Auto => forced() || (terminal && set("TERM").is_none_or(|term| term != "dumb")),
    }
}

/// The word for a severity.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use seqwright::Code;
    use seqwright::diagnostic::Diagnostics;
    use seqwright::source::Span;

    #[test]
    fn errors_are_shown_before_warnings_but_in_order_of_place() {
        let mut sink = Diagnostics::new();
        for at in 0..70 {
            sink.warn(Code::Unsupported, Span::new(at, at), "w");
        }
        sink.error(Code::StrayEnd, Span::new(99, 99), "e");
        let diagnostics = sink.into_sorted();
        let selection = select(&diagnostics, false);
        assert_eq!((selection.shown.len(), selection.more), (50, 21));
        assert_eq!(selection.shown[0].span().start, 0);
        assert_eq!(selection.shown[49].severity, Severity::Error);
        assert_eq!(select(&diagnostics, true).shown.len(), 1);
    }
}
