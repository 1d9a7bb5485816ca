//! Draws a compiled diagram in the formats that were asked for, and writes the pictures.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::Path;

use clap::ColorChoice;
use seqwright::{Compiled, PageOptions, Source, SvgOptions, TextOptions, Theme, text_columns};

use super::{Outcome, Run};
use crate::args::Columns;
use crate::count::{count, some};
use crate::exit::Exit;
use crate::files::FileId;
use crate::picture_format::PictureFormat;
use crate::plan::{Job, Output, Target};
use crate::publish::{Chosen, Published, publish_picture};
#[cfg(feature = "png")]
use crate::raster::{Drawn, Form, Raster};
use crate::report;

/// How pictures are drawn.
pub struct Drawing {
    /// The theme of SVG.
    pub theme: Box<Theme>,
    /// The options of SVG.
    pub svg: SvgOptions,
    /// The options of pages.
    pub page: PageOptions,
    /// What PNGs and PDFs are drawn with, if there are any.
    #[cfg(feature = "png")]
    pub raster: Option<Raster>,
    /// How wide text art may be.
    pub columns: Columns,
    /// When to colour text art that is printed because no output is named.
    pub color: ColorChoice,
}

impl Drawing {
    /// The options of text art for an output.
    fn text(&self, format: PictureFormat, output: &Output) -> TextOptions {
        let columns = match (self.columns, output) {
            (Columns::At(number), _) => Some(number),
            (Columns::Auto, Output::Printed | Output::Stdout) => terminal_columns(),
            (Columns::Auto, Output::File(..) | Output::Steps(_) | Output::StepPages(_))
            | (Columns::Off, _) => None,
        };
        let is_terminal = std::io::stdout().is_terminal();
        // Variables that force colours are meant for logs. What is redirected is often kept.
        let may_be_colored = *output == Output::Printed && (is_terminal || self.color == ColorChoice::Always);
        TextOptions::default()
            .ascii(format == PictureFormat::Ascii)
            .columns(columns)
            .colors(may_be_colored && report::color(self.color, is_terminal))
    }
}

/// The columns of the terminal that standard output is; `None` if it is none.
fn terminal_columns() -> Option<usize> {
    terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0))
}

impl Run<'_> {
    /// Draws the pictures of a job.
    pub(super) fn pictures(
        &self,
        drawing: &Drawing,
        (source, compiled): (&Source, &Compiled),
        (job, sources): (&Job, &BTreeSet<FileId>),
        outcome: &mut Outcome,
    ) {
        for target in &job.targets {
            let mut picture =
                || self.picture(drawing, (source, compiled), (target, &job.input.shown()), outcome);
            match &target.output {
                Output::File(path, chosen) => {
                    let Some(picture) = picture() else { continue };
                    let written = publish_picture(path, &picture, target.format, sources, *chosen);
                    self.written(path, written, compiled, outcome);
                }
                Output::Stdout | Output::Printed => {
                    let Some(picture) = picture() else { continue };
                    // A job prints one picture as a rule, which need not be copied.
                    if outcome.payload.is_empty() {
                        outcome.payload = picture;
                    } else {
                        outcome.payload.extend_from_slice(&picture);
                    }
                }
                Output::Steps(folder) => {
                    self.steps(drawing, (source, compiled), (target.format, folder, sources), outcome);
                }
                Output::StepPages(path) => {
                    let Some(picture) = self.pages(drawing, (source, compiled), outcome) else { continue };
                    let written = publish_picture(path, &picture, target.format, sources, Chosen::ByName);
                    self.written(path, written, compiled, outcome);
                }
            }
        }
    }

    /// The picture for a target; `None` if it cannot be drawn, which is reported.
    fn picture(
        &self,
        drawing: &Drawing,
        (source, compiled): (&Source, &Compiled),
        (target, name): (&Target, &str),
        outcome: &mut Outcome,
    ) -> Option<Vec<u8>> {
        match target.format {
            PictureFormat::Svg => Some(compiled.svg_with(&drawing.theme, &drawing.svg).into_bytes()),
            PictureFormat::Html => Some(compiled.html(source, &drawing.theme, &drawing.page).into_bytes()),
            PictureFormat::Png => self.png(drawing, (source, compiled), None, outcome),
            PictureFormat::Pdf => self.pdf(drawing, (source, compiled), outcome),
            PictureFormat::Txt | PictureFormat::Ascii => {
                let options = drawing.text(target.format, &target.output);
                let text = compiled.text_with(&options);
                outcome.report += &self.too_wide(name, &text, &options);
                Some(text.into_bytes())
            }
        }
    }

    /// Writes a picture for each event to a folder. Their names sort in order.
    fn steps(
        &self,
        drawing: &Drawing,
        (source, compiled): (&Source, &Compiled),
        (format, folder, sources): (PictureFormat, &Path, &BTreeSet<FileId>),
        outcome: &mut Outcome,
    ) {
        let events = compiled.exchange(source).events.len();
        let digits = events.to_string().len().max(2);
        let file = |step: usize| folder.join(format!("{step:0digits$}.{}", format.extension()));
        for step in 1..=events {
            let number = u32::try_from(step).unwrap_or(u32::MAX);
            let mut told = Outcome::default();
            let picture = match format {
                PictureFormat::Png => self.png(drawing, (source, compiled), Some(number), &mut told),
                PictureFormat::Svg
                | PictureFormat::Html
                | PictureFormat::Pdf
                | PictureFormat::Txt
                | PictureFormat::Ascii => {
                    let svg = compiled.svg_with(&drawing.theme, &drawing.svg.clone().up_to(number));
                    Some(svg.into_bytes())
                }
            };
            // What is wrong with the last picture is what is wrong with any.
            if picture.is_none() || step == events {
                outcome.report += &told.report;
                outcome.exit = outcome.exit.max(told.exit);
            }
            let Some(picture) = picture else { return };
            let path = file(step);
            let written = publish_picture(&path, &picture, format, sources, Chosen::BySource);
            self.written(&path, written, compiled, outcome);
            if outcome.exit == Exit::Files {
                return;
            }
        }
        let next = file(events + 1);
        if next.exists() {
            let words = format!("it is not of this diagram, which has {}", some(events, "event"));
            outcome.report +=
                &self.reporter.status(&next.display().to_string(), &["warning: ", &words].concat());
        }
    }

    /// Draws a PNG of all, or up to an event.
    #[cfg(feature = "png")]
    fn png(
        &self,
        drawing: &Drawing,
        diagram: (&Source, &Compiled),
        up_to: Option<u32>,
        outcome: &mut Outcome,
    ) -> Option<Vec<u8>> {
        self.drawn(drawing, diagram, Form::Png(up_to), outcome)
    }

    #[cfg(feature = "pdf")]
    fn pdf(
        &self,
        drawing: &Drawing,
        diagram: (&Source, &Compiled),
        outcome: &mut Outcome,
    ) -> Option<Vec<u8>> {
        self.drawn(drawing, diagram, Form::Pdf, outcome)
    }

    /// Draws a PDF with a page for each event.
    #[cfg(feature = "pdf")]
    fn pages(
        &self,
        drawing: &Drawing,
        (source, compiled): (&Source, &Compiled),
        outcome: &mut Outcome,
    ) -> Option<Vec<u8>> {
        let events = u32::try_from(compiled.exchange(source).events.len()).unwrap_or(u32::MAX);
        self.drawn(drawing, (source, compiled), Form::Pages(events), outcome)
    }

    /// Draws a picture of bytes and reports what is wrong with it; `None` if that is an error.
    #[cfg(feature = "png")]
    fn drawn(
        &self,
        drawing: &Drawing,
        (source, compiled): (&Source, &Compiled),
        form: Form,
        outcome: &mut Outcome,
    ) -> Option<Vec<u8>> {
        let what = (&*drawing.theme, form);
        let Drawn { bytes, diagnostics } =
            drawing.raster.as_ref()?.draw(source, compiled, what, &self.levels);
        outcome.report += &self.reporter.diagnostics(source, &diagnostics);
        if bytes.is_none() {
            outcome.exit = outcome.exit.max(Exit::Errors);
        }
        bytes
    }

    /// A build without a format refuses it where it reads the arguments.
    #[cfg(not(feature = "png"))]
    fn png(&self, _: &Drawing, _: (&Source, &Compiled), _: Option<u32>, _: &mut Outcome) -> Option<Vec<u8>> {
        None
    }

    #[cfg(not(feature = "pdf"))]
    fn pdf(&self, _: &Drawing, _: (&Source, &Compiled), _: &mut Outcome) -> Option<Vec<u8>> {
        None
    }

    #[cfg(not(feature = "pdf"))]
    fn pages(&self, _: &Drawing, _: (&Source, &Compiled), _: &mut Outcome) -> Option<Vec<u8>> {
        None
    }

    /// Says that text art is wider than was wanted.
    fn too_wide(&self, name: &str, text: &str, options: &TextOptions) -> String {
        let width = text_columns(text);
        match options.columns {
            Some(columns) if width > columns => {
                let words =
                    format!("warning: {width} columns wide, not {columns}; `less -S` shows lines whole");
                self.reporter.status(name, &words)
            }
            Some(_) | None => String::new(),
        }
    }

    fn written(
        &self,
        path: &Path,
        written: Result<Published, String>,
        done: &Compiled,
        outcome: &mut Outcome,
    ) {
        let shown = path.display().to_string();
        let text = match written {
            Ok(Published::Written) => self.reporter.remark(&format!("{shown}  ({})", count(done))),
            Ok(Published::Unchanged) => {
                self.reporter.remark(&format!("{shown}  unchanged ({})", count(done)))
            }
            Err(words) => {
                outcome.exit = Exit::Files;
                self.reporter.trouble(&shown, &format!("it cannot be written: {words}"), None)
            }
        };
        outcome.report.push_str(&text);
    }
}
