//! Formats diagnostics for standard error, in the requested format.

mod fancy;
mod form;
pub mod github;
pub mod gitlab;
mod json;
mod narrate;
pub mod record;
pub mod sarif;

use std::io::IsTerminal;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use clap::ColorChoice;
use seqwright::{Diagnostic, Severity, Source};

use super::args::{MessageFormat, Shared};
use super::exit::Exit;
use super::origin::Origin;
use super::{escape, files, output};
use form::Form;
use record::Record;

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
    /// Whether a closing line may name commands. Clients of a server have none.
    advises: bool,
    /// The place of a diagram from standard input in its page.
    origin: Option<Origin>,
    /// Where reports are printed.
    stream: Stream,
    /// The lines so far of a form that is printed as a whole.
    lines: Arc<Mutex<String>>,
    /// What also goes to a file.
    record: Option<Arc<Record>>,
    /// Whether standard output could not be written to.
    failed: Arc<AtomicBool>,
}

/// Where reports are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stream {
    Stderr,
    /// They are what the command prints.
    Stdout,
}

/// The diagnostics of one file that are shown.
pub struct Selection<'a> {
    shown: Vec<&'a Diagnostic>,
    more: usize,
}

impl Reporter {
    /// The form that fits the arguments and where standard error goes.
    pub fn new(shared: Shared) -> Reporter {
        let terminal = std::io::stderr().is_terminal();
        let format = shared.message_format.unwrap_or(MessageFormat::Human);
        let form = Form::of(format, terminal, color(shared.color, terminal));
        let on_github = std::env::var_os("GITHUB_ACTIONS").is_some_and(|it| it == "true");
        let annotates = on_github && matches!(form, Form::Fancy(_) | Form::Plain);
        let most = shared.max_diagnostics.as_deref().unwrap_or("50").parse().unwrap_or(usize::MAX);
        Reporter { quiet: shared.quiet, terminal, most, annotates, advises: true, ..Reporter::plain(form) }
    }

    /// A reporter to standard error.
    fn plain(form: Form) -> Reporter {
        Reporter {
            form,
            quiet: false,
            terminal: false,
            most: usize::MAX,
            annotates: false,
            advises: false,
            origin: None,
            stream: Stream::Stderr,
            lines: Arc::default(),
            record: None,
            failed: Arc::default(),
        }
    }

    /// Prints to standard output, for a command whose reports are what it prints.
    pub fn on_stdout(self) -> Reporter {
        Reporter { stream: Stream::Stdout, ..self }
    }

    /// Also writes what is reported to a file.
    pub fn recording(self, format: MessageFormat, path: &Path) -> Reporter {
        let record = Record::new(Form::of(format, false, false), path.to_owned());
        Reporter { record: Some(Arc::new(record)), ..self }
    }

    /// Whether reports go to standard output.
    pub fn takes_stdout(&self) -> bool {
        self.stream == Stream::Stdout
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
        Reporter { quiet: true, most: 20, ..Reporter::plain(Form::Plain) }
    }

    /// Prints a report that another method made.
    pub fn say(&self, report: &str) {
        if self.form.is_document() {
            self.lines.lock().expect("nothing panics while it is held").push_str(report);
        } else {
            self.print(report);
        }
    }

    fn print(&self, text: &str) {
        match self.stream {
            Stream::Stderr => output::to_stderr(text),
            Stream::Stdout => {
                if let Err(error) = output::to_stdout(text.as_bytes())
                    && !self.failed.swap(true, Ordering::Relaxed)
                {
                    output::to_stderr(&format!("standard output: error: {}\n", files::sentence(&error)));
                }
            }
        }
    }

    /// Whether everything is printed at the end of a run.
    pub fn waits_for_the_end(&self) -> bool {
        self.form.is_document()
    }

    /// Prints what can only be printed at the end of a run. `Err` means that this failed, or printing did before. A run
    /// that was refused has no results, but may have reported why.
    pub fn finish(&self, is_refused: bool) -> Result<(), Exit> {
        let lines = self.lines.lock().expect("nothing panics while it is held").clone();
        if is_refused && lines.is_empty() {
            return Ok(());
        }
        if let Some(document) = self.form.document(&lines) {
            self.print(&document);
        }
        if self.failed.load(Ordering::Relaxed) { Err(Exit::Files) } else { Ok(()) }
    }

    /// Writes the file, if there is one. `Err` means that this failed.
    pub fn write_record(&self) -> Result<(), Exit> {
        match self.record.as_ref().map(|record| record.write()) {
            Some(Err((file, words))) => {
                output::to_stderr(&format!("{}: error: {words}\n", escape::name(&file)));
                Err(Exit::Files)
            }
            Some(Ok(())) | None => Ok(()),
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
        if let Some(record) = &self.record {
            record.add(source.name(), record.form.diagnostics(source, &selection));
        }
        let mut text = self.form.diagnostics(source, &selection);
        let closes = match &self.form {
            Form::Fancy(_) => true,
            // In a log, the line is worth its place if there is a command to run.
            Form::Plain => self.advises && selection.fixable() > 0,
            Form::Short | Form::Json | Form::Github | Form::Gitlab | Form::Sarif | Form::Narrated => false,
        };
        if closes {
            text.push_str(&closing(&escape::name(source.name()), &selection));
        }
        if self.annotates {
            github::show(&mut text, source, &selection.shown);
        }
        text
    }

    /// Reports that a source is not formatted, from a line on. Only programs get this as a diagnostic: people read the
    /// name of the file on standard output.
    pub fn unformatted(&self, file: &str, line: usize) -> String {
        if let Some(record) = &self.record {
            record.add(file, record.form.unformatted(file, line));
        }
        let mut text = self.form.unformatted(file, line);
        if self.annotates {
            text += &Form::Github.unformatted(file, line);
        }
        text
    }

    /// Lines at the end of a run that say what to do, for people who want to read them.
    pub fn advice(&self, text: &str) -> String {
        if self.quiet || !self.is_for_people() { String::new() } else { text.to_owned() }
    }

    /// Whether people read what is printed.
    pub fn is_for_people(&self) -> bool {
        matches!(self.form, Form::Fancy(_) | Form::Plain | Form::Short | Form::Narrated)
    }

    /// Reports a file that could not be read or written, or is not a source; `help` says what to do.
    pub fn trouble(&self, file: &str, message: &str, help: Option<&str>) -> String {
        if let Some(record) = &self.record {
            record.add(file, record.form.trouble(file, message, help));
        }
        let mut text = self.form.trouble(file, message, help);
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
            // Reports of faults have no notes.
            Form::Sarif | Form::Gitlab => String::new(),
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
            | Form::Gitlab
            | Form::Sarif => String::new(),
        }
    }
}

impl Selection<'_> {
    /// How many of the shown diagnostics have a fix.
    fn fixable(&self) -> usize {
        self.shown.iter().filter(|one| !one.fixes.is_empty()).count()
    }

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
    let fixable = selection.fixable();
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
