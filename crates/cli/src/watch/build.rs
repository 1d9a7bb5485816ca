//! Builds one source: writes its picture, and makes a sheet for the board. A document has several pictures, which are
//! not written.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use seqwright::report::ShownLine;
use seqwright::source::Span;
use seqwright::{Compiled, Diagnostic, Levels, PageOptions, Profile, Severity, Source, SvgOptions, Theme};

use super::board::{Picture, Remark, Sheet, StepsPage};
use crate::count::{count, some};
use crate::document::Document;
use crate::escape;
use crate::exit::Exit;
use crate::files::FileId;
use crate::isolate::{HELP, isolated};
use crate::plan::{Job, Output, Target};
use crate::publish::{Published, publish_picture};
use crate::read::NoSource;
use crate::reading::{Reading, compiled, source};
use crate::report::Reporter;
use seqwright_documents::{Markup, Words, has_errors};

/// The most diagnostics that a page shows. More are usually about the same mistake.
const MOST: usize = 50;
/// The most bytes of a source that a page shows beside the picture.
const MOST_BYTES: usize = 256 * 1024;

/// What all builds share.
pub struct Builder {
    /// The theme of the pictures.
    pub theme: Box<Theme>,
    /// The theme file and what is wrong with it, if an older version of it is in use.
    pub theme_fault: Option<(String, String)>,
    /// Choices about the files.
    pub options: SvgOptions,
    /// Files that no picture may overwrite.
    pub sources: BTreeSet<FileId>,
    /// How sources are read.
    pub reading: Reading,
    /// The languages of code fences that are diagrams.
    pub words: Words,
    /// The levels of warnings.
    pub levels: Levels,
    /// Formats diagnostics.
    pub reporter: Reporter,
}

/// The result of a build.
pub struct Built {
    /// What the page shows.
    pub sheet: Sheet,
    /// What the terminal shows: diagnostics, and one line.
    pub report: String,
}

impl Builder {
    /// Builds one source. If there is no new picture, the one of `before` is kept; a panic does not end the watch.
    pub fn build(&self, job: &Job, bytes: Vec<u8>, before: &Sheet) -> Built {
        isolated(|| self.built(job, bytes, before)).unwrap_or_else(|bug| {
            let (message, help) = (bug.message(), Some(HELP.to_owned()));
            self.unread(job, &NoSource::Trouble { message, help, exit: Exit::Files }, before)
        })
    }

    fn built(&self, job: &Job, bytes: Vec<u8>, before: &Sheet) -> Built {
        let began = Instant::now();
        let name = job.input.shown();
        if let Some(markup) = Markup::of(Path::new(&name)) {
            return self.document(job, Source::from_bytes(name, bytes), markup, before);
        }
        let source = source(&job.input, bytes, self.reading.dialect);
        let compiled = compiled(&source, &job.input, self.reading, &self.levels);
        let mut report = self.reporter.diagnostics(&source, &compiled.diagnostics);
        let mut sheet = self.empty_sheet(&name, before);
        sheet.diagnostics.extend(remarks(&source, &compiled.diagnostics));
        sheet.lines = lines(&source);
        if compiled.has_errors() {
            sheet.status = format!("{}, {}", faults(&compiled.diagnostics), took(began));
            report += &self.reporter.status(&name, &format!("({}{})", sheet.status, kept(before)));
            return Built { sheet, report };
        }
        let svg = compiled.svg_with(&self.theme, &self.options);
        let (target, written) = self.publish(job, &svg);
        let counts = format!("{}, {}", count(&compiled), took(began));
        let (svg, page) = (self.for_page(&compiled, 0), self.steps(source, compiled));
        sheet.pictures = vec![Picture { svg, page, above: 0, stale: false }];
        match written {
            Ok(Published::Written) => sheet.status = counts,
            Ok(Published::Unchanged) => sheet.status = format!("unchanged; {counts}"),
            Err(words) => {
                let message = format!("it cannot be written: {words}");
                report += &self.reporter.trouble(&target, &message, None);
                sheet.status = format!("not written; {counts}");
                sheet.diagnostics.push(trouble(&target, &message, None));
            }
        }
        report += &self.reporter.status(&target, &format!("({})", sheet.status));
        Built { sheet, report }
    }

    /// The picture for the page, which leads from a shape to its line of the source; the file has no lines. The page
    /// may hold several, so each has ids and a style scope of its own.
    fn for_page(&self, compiled: &Compiled, number: usize) -> Arc<str> {
        let options = self
            .options
            .clone()
            .source_lines(true)
            .profile(Profile::File)
            .id_prefix(format!("picture{number}"));
        compiled.svg_with(&self.theme, &options).into()
    }

    /// The page that goes through a diagram step by step.
    fn steps(&self, source: Source, compiled: Compiled) -> StepsPage {
        let theme = self.theme.clone();
        StepsPage::new(move || compiled.html(&source, &theme, &PageOptions::default()))
    }

    /// Builds the diagrams of a document, for the page only. A diagram with errors keeps its last picture, as long as
    /// no diagram was added or removed.
    fn document(&self, job: &Job, source: Source, markup: Markup, before: &Sheet) -> Built {
        let began = Instant::now();
        let document = Document::new(source, markup, &self.words, self.reading.dialect);
        let (source, count) = (&document.source, document.fences.len());
        let mut diagnostics = document.undecodable();
        let mut pictures = Vec::with_capacity(count);
        for (number, fence) in document.fences.iter().enumerate() {
            let diagram = document.diagram(fence);
            let compiled = compiled(&diagram, &job.input, self.reading, &self.levels);
            let above = document.first_line(fence) - 1;
            diagnostics.extend(document.placed(fence, compiled.diagnostics.clone(), &self.levels));
            if !compiled.has_errors() {
                let (svg, page) = (self.for_page(&compiled, number), self.steps(diagram, compiled));
                pictures.push(Picture { svg, page, above, stale: false });
            } else if before.pictures.len() == count {
                pictures.push(Picture { above, stale: true, ..before.pictures[number].clone() });
            }
        }
        let mut sheet = Sheet { pictures, lines: lines(source), ..self.empty_sheet(source.name(), before) };
        sheet.diagnostics.extend(remarks(source, &diagnostics));
        let faults = if has_errors(&diagnostics) { faults(&diagnostics) + ", " } else { String::new() };
        sheet.status = format!("{faults}{}, {}", some(count, "diagram"), took(began));
        let status = self.reporter.status(source.name(), &format!("({})", sheet.status));
        Built { report: self.reporter.diagnostics(source, &diagnostics) + &status, sheet }
    }

    /// Makes the result for a source that cannot be read.
    pub fn unread(&self, job: &Job, why: &NoSource, before: &Sheet) -> Built {
        let name = job.input.shown();
        let (_, mut report) = why.report(&name, &self.reporter);
        let diagnostics = match why {
            NoSource::TooLarge(diagnostics) => remarks(&Source::new(name.as_str(), ""), diagnostics),
            NoSource::Trouble { message, help, .. } => vec![trouble(&name, message, help.as_deref())],
        };
        let mut sheet = Sheet { status: "not read".to_owned(), ..self.empty_sheet(&name, before) };
        sheet.diagnostics.extend(diagnostics);
        report += &self.reporter.status(&name, &format!("{}{}", sheet.status, kept(before)));
        Built { sheet, report }
    }

    /// Makes the result for a source that does not exist.
    pub fn missing(&self, job: &Job, before: &Sheet) -> Built {
        let name = job.input.shown();
        let status = "it is not there; waiting for it".to_owned();
        let report = self.reporter.status(&name, &status);
        let mut sheet = self.empty_sheet(&name, before);
        sheet.diagnostics.push(trouble(&name, &status, None));
        Built { sheet: Sheet { status, ..sheet }, report }
    }

    /// A sheet with the earlier pictures, marked as stale, and no diagnostics except for the theme.
    fn empty_sheet(&self, name: &str, before: &Sheet) -> Sheet {
        let theme = self.theme_fault.iter().map(|(file, message)| trouble(file, message, None));
        Sheet {
            diagnostics: theme.collect(),
            name: escape::line(name).into_owned(),
            pictures: before.pictures.iter().cloned().map(|it| Picture { stale: true, ..it }).collect(),
            ..Sheet::default()
        }
    }

    fn publish(&self, job: &Job, svg: &str) -> (String, Result<Published, String>) {
        match job.targets.first() {
            Some(Target { format, output: Output::File(path, chosen) }) => {
                let written = publish_picture(path, svg.as_bytes(), *format, &self.sources, *chosen);
                (path.display().to_string(), written)
            }
            // Jobs of a watch have no other output; without one, only the page shows the picture.
            Some(Target {
                output: Output::Stdout | Output::Printed | Output::Steps(_) | Output::StepPages(_),
                ..
            })
            | None => (job.input.shown(), Ok(Published::Unchanged)),
        }
    }
}

/// "2 errors, 1 warning"
fn faults(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    let counts = [(errors, "error"), (diagnostics.len() - errors, "warning")];
    let words = counts.iter().filter(|(number, _)| *number > 0).map(|(number, noun)| some(*number, noun));
    words.collect::<Vec<_>>().join(", ")
}

/// The time since then, with two significant digits.
fn took(began: Instant) -> String {
    show(began.elapsed())
}

fn show(time: Duration) -> String {
    match time.as_micros() {
        micros @ 0..1_000 => format!("{micros} µs"),
        micros @ 1_000..10_000 => format!("{}.{} ms", micros / 1_000, micros % 1_000 / 100),
        micros => format!("{} ms", micros / 1_000),
    }
}

fn kept(before: &Sheet) -> &'static str {
    if !before.pictures.is_empty() { "; the last good picture stays" } else { "" }
}

fn trouble(place: &str, message: &str, help: Option<&str>) -> Remark {
    Remark {
        severity: "error",
        place: escape::line(place).into_owned(),
        message: escape::message(message).into_owned(),
        help: help.map(|help| escape::message(help).into_owned()),
        ..Remark::default()
    }
}

/// The lines of a source as a page shows them.
fn lines(source: &Source) -> Arc<[String]> {
    if source.text().len() > MOST_BYTES {
        return Arc::default();
    }
    let line = |number| {
        let Span { start, end } = source.line_span(number);
        escape::line(&source.text()[start..end].replace('\t', "    ")).into_owned()
    };
    (1..=source.line_count()).map(line).collect()
}

/// The diagnostics as a page shows them. If there are too many, errors come first.
fn remarks(source: &Source, diagnostics: &[Diagnostic]) -> Vec<Remark> {
    let mut wanted: Vec<&Diagnostic> = diagnostics.iter().collect();
    wanted.sort_by_key(|one| one.severity);
    let mut remarks: Vec<Remark> = wanted.iter().take(MOST).map(|one| remark(source, one)).collect();
    if let Some(more @ 1..) = wanted.len().checked_sub(MOST) {
        remarks.push(Remark {
            severity: "warning",
            message: format!("and {more} more"),
            ..Remark::default()
        });
    }
    remarks
}

fn remark(source: &Source, diagnostic: &Diagnostic) -> Remark {
    let Span { start, end } = diagnostic.span();
    let place = source.place(start);
    let line = ShownLine::new(source, place.line, start);
    let end = end.min(source.line_span(place.line).end).max(start);
    let (from, to) = (line.offset(start), line.offset(end));
    let parts = [&line.text[..from], &line.text[from..to], &line.text[to..]];
    Remark {
        severity: if diagnostic.severity == Severity::Error { "error" } else { "warning" },
        place: format!("{}:{}:{}", escape::line(source.name()), place.line, place.column),
        line: Some(place.line),
        message: escape::message(&diagnostic.message).into_owned(),
        code: Some(diagnostic.code.name()),
        excerpt: Some(parts.map(str::to_owned)),
        help: diagnostic.help.as_deref().map(|help| escape::message(help).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_two_significant_digits() {
        let shown = |micros| show(Duration::from_micros(micros));
        assert_eq!([shown(7), shown(1_290), shown(12_345)], ["7 µs", "1.2 ms", "12 ms"]);
    }

    #[test]
    fn a_remark_shows_the_line_in_three_parts() {
        let source = Source::new("x.seq", "A->B: ok\nalt \u{1b}x\n");
        let remarks = remarks(&source, &seqwright::compile(&source).diagnostics);
        let unclosed = remarks.iter().find(|one| one.code == Some("unclosed-fragment")).expect("it is one");
        assert_eq!(unclosed.place, "x.seq:2:1");
        let shown = unclosed.excerpt.as_ref().expect("it has a place").concat();
        assert_eq!(shown, "alt \\u{1b}x");
    }

    #[test]
    fn a_page_shows_the_lines_of_a_source_unless_it_is_very_long() {
        let source = |text: &str| Source::new("x.seq", text);
        assert_eq!(*lines(&source("A->B: x\r\n\tB->A: \u{1b}\n")), ["A->B: x", "    B->A: \\u{1b}", ""]);
        assert!(lines(&source(&"# many\n".repeat(MOST_BYTES / 7 + 1))).is_empty());
    }

    #[test]
    fn a_page_shows_a_limited_number_of_diagnostics_and_errors_first() {
        let text = format!("A->B: x\n{}nonsense\n", "end\n".repeat(MOST));
        let source = Source::new("x.seq", text);
        let remarks = remarks(&source, &seqwright::compile(&source).diagnostics);
        assert_eq!((remarks.len(), remarks[0].severity), (MOST + 1, "error"));
        assert_eq!(remarks[MOST].message, "and 1 more");
    }
}
