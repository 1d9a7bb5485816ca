//! Formats diagnostics for standard error, in the requested format.

mod fancy;
pub mod github;
mod json;
mod narrate;
pub mod sarif;

use std::io::IsTerminal;
use std::sync::{Arc, Mutex};

use clap::ColorChoice;
use seqwright::{Diagnostic, Report, Severity, Source};

use super::args::{MessageFormat, Shared};
use super::origin::Origin;
use super::{escape, output};

/// Formats and prints diagnostics.
#[derive(Clone)]
pub struct Reporter {
    form: Form,
    quiet: bool,
    terminal: bool,
    /// The most diagnostics shown for one file. More are usually about the same mistake.
    most: usize,
    /// Whether diagnostics also become annotations of a GitHub workflow.
    annotates: bool,
    /// The place of a diagram from standard input in its page.
    origin: Option<Origin>,
}

/// The forms of a report.
#[derive(Clone)]
enum Form {
    Fancy(fancy::FancyStyle),
    Plain,
    Short,
    Json,
    Github,
    /// The output so far: the document is printed as a whole.
    Sarif(Arc<Mutex<String>>),
    Narrated,
}

/// The diagnostics of one file that are shown.
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
            MessageFormat::Github => Form::Github,
            MessageFormat::Sarif => Form::Sarif(Arc::default()),
            MessageFormat::Narratable => Form::Narrated,
            MessageFormat::Human => match fancy::FancyStyle::new(terminal, color(shared.color, terminal)) {
                Some(look) => Form::Fancy(look),
                None => Form::Plain,
            },
        };
        let on_github = std::env::var_os("GITHUB_ACTIONS").is_some_and(|it| it == "true");
        let annotates = on_github && matches!(form, Form::Fancy(_) | Form::Plain);
        let most = shared.max_diagnostics.as_deref().unwrap_or("50").parse().unwrap_or(usize::MAX);
        Reporter { form, quiet: shared.quiet, terminal, most, annotates, origin: None }
    }

    /// Sets the place of the diagram in its page.
    pub fn at(self, origin: Option<Origin>) -> Reporter {
        Reporter { origin, ..self }
    }

    /// The place of the diagram in its page.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// Makes a reporter for network clients: plain text, errors only.
    #[cfg(feature = "serve")]
    pub fn of_errors() -> Reporter {
        Reporter { form: Form::Plain, quiet: true, terminal: false, most: 20, annotates: false, origin: None }
    }

    /// Prints a report that another method made.
    pub fn say(&self, report: &str) {
        match &self.form {
            Form::Sarif(output) => output.lock().expect("nothing panics while it is held").push_str(report),
            Form::Fancy(_) | Form::Plain | Form::Short | Form::Json | Form::Github | Form::Narrated => {
                output::to_stderr(report);
            }
        }
    }

    /// Whether everything is printed at the end of a run.
    pub fn waits_for_the_end(&self) -> bool {
        matches!(self.form, Form::Sarif(_))
    }

    /// Prints what can only be printed at the end of a run.
    pub fn finish(&self) {
        if let Form::Sarif(output) = &self.form {
            output::to_stderr(&sarif::document(&output.lock().expect("nothing panics while it is held")));
        }
    }

    /// Formats the diagnostics of a source.
    pub fn diagnostics(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        match &self.origin {
            Some(origin) => {
                let (page, placed) = origin.placed(source, diagnostics);
                self.placed(&page, &placed)
            }
            None => self.placed(source, diagnostics),
        }
    }

    fn placed(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        let selection = select(diagnostics, self.quiet, self.most);
        let mut text = String::new();
        match &self.form {
            Form::Fancy(look) => selection.each(|one| look.show(&mut text, source, one)),
            Form::Plain => selection.each(|one| text += &Report::new(source, one).to_string()),
            Form::Short => {
                selection.each(|one| text += &(Report::new(source, one).headline() + "\n"));
            }
            Form::Json => selection.each(|one| json::show(&mut text, source, one)),
            Form::Narrated => selection.each(|one| narrate::show(&mut text, source, one)),
            Form::Github => github::show(&mut text, source, &selection.shown),
            Form::Sarif(_) => sarif::show(&mut text, source, &selection.shown),
        }
        if let Form::Fancy(_) = &self.form {
            text.push_str(&closing(&escape::name(source.name()), &selection));
        } else if selection.more > 0 {
            self.more(&mut text, source.name(), selection.more);
        }
        if self.annotates {
            github::show(&mut text, source, &selection.shown);
        }
        text
    }

    /// Reports that there are more diagnostics than are shown.
    fn more(&self, text: &mut String, name: &str, count: usize) {
        match &self.form {
            Form::Json => json::more(text, name, count),
            Form::Github => github::more(text, name, count),
            Form::Narrated => narrate::more(text, name, count),
            Form::Plain | Form::Short => {
                text.push_str(&format!("{}: and {count} more\n", escape::name(name)))
            }
            // The first has a closing line; the second is read by programs.
            Form::Fancy(_) | Form::Sarif(_) => {}
        }
    }

    /// Reports a file that could not be read or written, or is not a source; `help` says what to do.
    pub fn trouble(&self, file: &str, message: &str, help: Option<&str>) -> String {
        let mut text = match &self.form {
            Form::Json => json::trouble(file, message, help),
            Form::Github => github::trouble(file, message, help),
            Form::Sarif(_) => sarif::trouble(file, message, help),
            Form::Narrated => narrate::trouble(file, message, help),
            Form::Fancy(_) | Form::Plain | Form::Short => {
                let (file, message) = (escape::name(file), escape::line(message));
                let help = help.map(|help| format!("  help: {}\n", escape::line(help))).unwrap_or_default();
                format!("{file}: error: {message}\n{help}")
            }
        };
        if self.annotates {
            text += &github::trouble(file, message, help);
        }
        text
    }

    /// Formats a status line, such as the result of a build; empty with `--quiet`.
    pub fn status(&self, file: &str, text: &str) -> String {
        if self.quiet { String::new() } else { self.note(file, text) }
    }

    /// Formats a line that is not a diagnostic and is always shown.
    pub fn note(&self, file: &str, text: &str) -> String {
        match &self.form {
            Form::Json => json::note(file, text),
            // SARIF has no notes.
            Form::Sarif(_) => String::new(),
            Form::Fancy(_) | Form::Plain | Form::Short | Form::Github | Form::Narrated => {
                format!("{}  {}\n", escape::name(file), escape::line(text))
            }
        }
    }

    /// Formats a line for a user at a terminal; empty otherwise.
    pub fn remark(&self, text: &str) -> String {
        let watched = self.terminal && !self.quiet;
        match &self.form {
            Form::Fancy(_) | Form::Plain | Form::Short | Form::Narrated if watched => {
                format!("{}\n", escape::name(text))
            }
            Form::Fancy(_)
            | Form::Plain
            | Form::Short
            | Form::Narrated
            | Form::Json
            | Form::Github
            | Form::Sarif(_) => String::new(),
        }
    }
}

impl Selection<'_> {
    fn each(&self, show: impl FnMut(&Diagnostic)) {
        self.shown.iter().copied().for_each(show);
    }
}

/// Selects the diagnostics to show, in order of place. Where there are too many, errors go before warnings, so that an
/// exit code of 1 always has a visible reason.
fn select(diagnostics: &[Diagnostic], quiet: bool, most: usize) -> Selection<'_> {
    let mut wanted: Vec<(usize, &Diagnostic)> =
        diagnostics.iter().enumerate().filter(|(_, one)| !quiet || one.severity == Severity::Error).collect();
    let more = wanted.len().saturating_sub(most);
    if more > 0 {
        wanted.sort_by_key(|&(at, one)| (one.severity, at));
        wanted.truncate(most);
        wanted.sort_by_key(|&(at, _)| at);
    }
    Selection { shown: wanted.into_iter().map(|(_, one)| one).collect(), more }
}

/// The closing line of a file: how many diagnostics there are, and how to learn more.
fn closing(name: &str, selection: &Selection<'_>) -> String {
    let Some(first) = selection.shown.first() else { return String::new() };
    let errors = selection.shown.iter().filter(|one| one.severity == Severity::Error).count();
    let warnings = selection.shown.len() - errors;
    let counts = [(errors, "error"), (warnings, "warning")].map(|(number, noun)| some(number, noun));
    let counts = counts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let more = if selection.more > 0 { format!(" and {} more", selection.more) } else { String::new() };
    let fixable = selection.shown.iter().filter(|one| !one.fixes.is_empty()).count();
    let fixes =
        if fixable > 0 { format!("`seqwright check --fix` fixes {fixable}; ") } else { String::new() };
    format!("{name}: {counts}{more}; {fixes}see `seqwright explain {}`\n", first.code.name())
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
        let selection = select(&diagnostics, false, 50);
        assert_eq!((selection.shown.len(), selection.more), (50, 21));
        assert_eq!(selection.shown[0].span().start, 0);
        assert_eq!(selection.shown[49].severity, Severity::Error);
        assert_eq!(select(&diagnostics, true, 50).shown.len(), 1);
    }
}
