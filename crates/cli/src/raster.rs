//! PNG and PDF: loads the fonts, draws, and words what is wrong with the picture.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use seqwright::diagnostic::Diagnostics;
use seqwright::source::Span;
use seqwright::{Code, Compiled, Diagnostic, Levels, Source, SvgOptions, Theme};
use seqwright_raster::{Background, Fonts, Missing, PngOptions, RasterError, missing, png};
#[cfg(feature = "pdf")]
use seqwright_raster::{PdfOptions, pdf, pdf_of_steps};

#[cfg(feature = "pdf")]
use super::args::Paper;
use super::args::{Ground, RasterArgs};
use super::config::Config;
use super::exit::Exit;
use super::files::{self, Unread};
use super::inside::Tree;
use super::report::Reporter;

/// Larger files are surely not meant as fonts: collections of all of CJK have 20 MB for each weight.
const MAX_FONT_BYTES: usize = 256 << 20;
/// How many characters without a glyph a warning names.
const MOST_NAMED: usize = 40;

/// What PNGs and PDFs are drawn with.
pub struct Raster {
    fonts: Fonts,
    /// The same with those of the machine, which are looked for when a character is missing, and only then.
    with_system: Option<OnceLock<Fonts>>,
    options: PngOptions,
    #[cfg(feature = "pdf")]
    pdf: PdfOptions,
}

/// What is drawn of a picture.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A PNG, of all or up to an event.
    Png(Option<u32>),
    /// A PDF.
    #[cfg(feature = "pdf")]
    Pdf,
    /// A PDF with a page for each of so many events.
    #[cfg(feature = "pdf")]
    Pages(u32),
}

/// A file, or why there is none.
pub struct Drawn {
    /// The file; `None` if there is an error.
    pub bytes: Option<Vec<u8>>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl Raster {
    /// Loads the fonts that the arguments and the settings name, and reports those that cannot be used.
    pub fn load(args: &RasterArgs, config: &Config, reporter: &Reporter) -> Result<Raster, Exit> {
        let mut fonts = Fonts::bundled();
        let (paths, named_in) = config.fonts(&args.font);
        for path in paths {
            let found = match named_in {
                Some(folder) => {
                    Tree::around(folder, "the folder of the settings").and_then(|it| it.found(&path))
                }
                None => Ok(path.clone()),
            };
            add(&mut fonts, found).map_err(|(words, exit)| {
                reporter.say(&reporter.trouble(&path.display().to_string(), &words, None));
                exit
            })?;
        }
        let background = match args.background.unwrap_or_default() {
            Ground::Theme => Background::Theme,
            Ground::None => Background::None,
            Ground::Color(red, green, blue) => Background::Color(red, green, blue),
        };
        let options =
            PngOptions::default().scale(args.scale.unwrap_or(PngOptions::SCALE)).background(background);
        #[cfg(feature = "pdf")]
        let pdf = PdfOptions::default().paper(paper(args.paper.unwrap_or_default())).background(background);
        Ok(Raster {
            #[cfg(feature = "pdf")]
            pdf,
            fonts,
            with_system: args.system_fonts.then(OnceLock::new),
            options,
        })
    }

    /// Draws a picture.
    pub fn draw(
        &self,
        source: &Source,
        compiled: &Compiled,
        (theme, form): (&Theme, Form),
        levels: &Levels,
    ) -> Drawn {
        let mut sink = Diagnostics::new();
        let bytes = match self.file(compiled, theme, form) {
            Ok(raster) => {
                self.warn(source, &raster.missing, &mut sink);
                Some(raster.bytes)
            }
            Err(error) => {
                report(source, &error, &mut sink);
                None
            }
        };
        let diagnostics = seqwright::leveled(source, sink, levels);
        let has_errors = diagnostics.iter().any(|it| it.severity == seqwright::Severity::Error);
        Drawn { bytes: bytes.filter(|_| !has_errors), diagnostics }
    }

    fn file(
        &self,
        compiled: &Compiled,
        theme: &Theme,
        form: Form,
    ) -> Result<seqwright_raster::Raster, RasterError> {
        let options = SvgOptions::default().source_lines(true);
        let up_to = |event: Option<u32>| match event {
            Some(event) => compiled.svg_with(theme, &options.clone().up_to(event)),
            None => compiled.svg_with(theme, &options),
        };
        match form {
            Form::Png(event) => {
                let svg = up_to(event);
                png(&svg, self.fonts_for(&svg), &self.options)
            }
            #[cfg(feature = "pdf")]
            Form::Pdf => {
                let svg = up_to(None);
                pdf(&svg, &compiled.scene(theme).landmarks(), self.fonts_for(&svg), &self.pdf)
            }
            #[cfg(feature = "pdf")]
            Form::Pages(events) => {
                let svg = up_to(None);
                let steps = (1..=events).map(|event| up_to(Some(event)));
                let landmarks = compiled.scene(theme).landmarks();
                pdf_of_steps(&svg, steps, &landmarks, self.fonts_for(&svg), &self.pdf)
            }
        }
    }

    fn fonts_for(&self, svg: &str) -> &Fonts {
        let Some(with_system) = &self.with_system else { return &self.fonts };
        // What is wrong with the picture is said when it is drawn.
        if missing(svg, &self.fonts).is_ok_and(|missing| missing.is_empty()) {
            return &self.fonts;
        }
        with_system.get_or_init(|| {
            let mut fonts = self.fonts.clone();
            fonts.add_system();
            fonts
        })
    }

    /// Warns of characters that no font has.
    fn warn(&self, source: &Source, missing: &[Missing], sink: &mut Diagnostics) {
        let Some(first) = missing.first() else { return };
        let mut by_line: BTreeMap<Option<usize>, String> = BTreeMap::new();
        for Missing { cluster, line, .. } in missing.iter().take(MOST_NAMED) {
            *by_line.entry(*line).or_default() += cluster;
        }
        let mut named: Vec<String> = by_line
            .into_iter()
            .map(|(line, clusters)| match line {
                Some(line) => format!("{clusters} (line {line})"),
                None => clusters,
            })
            .collect();
        if missing.len() > MOST_NAMED {
            named.push(format!("and {} more", missing.len() - MOST_NAMED));
        }
        let (count, have) = match missing.len() {
            1 => ("1 character".to_owned(), "has"),
            some => (format!("{some} characters"), "have"),
        };
        let cure = match self.with_system {
            Some(_) => "`--font FILE` adds a font that has them",
            None => "`--font FILE` adds a font that has them, and `--system-fonts` those of this machine",
        };
        sink.warn(
            Code::MissingGlyphs,
            place(source, first),
            format!("{count} {have} no glyph in the fonts of the picture: {}", named.join(", ")),
        )
        .at("drawn as a box")
        .help(format!("{cure}; an SVG shows them with its reader's fonts"));
    }
}

#[cfg(feature = "pdf")]
fn paper(paper: Paper) -> seqwright_raster::Paper {
    match paper {
        Paper::Fit => seqwright_raster::Paper::Fit,
        Paper::A4 => seqwright_raster::Paper::A4,
        Paper::Letter => seqwright_raster::Paper::Letter,
    }
}

/// Adds a font of a file. An error is a sentence about the file.
fn add(fonts: &mut Fonts, found: Result<PathBuf, String>) -> Result<(), (String, Exit)> {
    let read = found.map_err(Unread::Failed).and_then(|path| files::read_regular(&path, MAX_FONT_BYTES));
    let bytes = read.map_err(|error| match error {
        Unread::TooLarge => ("the font is larger than 256 MiB".to_owned(), Exit::Errors),
        Unread::Failed(words) => (format!("the font cannot be read: {words}"), Exit::Files),
    })?;
    fonts.add(bytes).map_err(|error| (error.to_string(), Exit::Errors))
}

/// Reports why there is no picture.
fn report(source: &Source, error: &RasterError, sink: &mut Diagnostics) {
    if let RasterError::Image { .. } = error {
        let at = source.text().find("data:image").unwrap_or(0);
        sink.error(Code::BadImage, Span::new(at, at), error.to_string())
            .help("embed a smaller image, or one in another format");
        return;
    }
    if let RasterError::PageTooLarge { .. } = error {
        sink.error(Code::PictureTooLarge, Span::new(0, 0), error.to_string())
            .help("`--paper a4` divides the picture into pages; an SVG has no such limit");
        return;
    }
    let help = if let RasterError::TooLarge { scale_that_fits: Some(scale), .. } = error {
        format!("`--scale {scale}` fits; an SVG has no such limit")
    } else {
        "write an SVG, which has no such limit, or divide the diagram".to_owned()
    };
    sink.error(Code::PictureTooLarge, Span::new(0, 0), error.to_string()).help(help);
}

/// Where a missing character stands: on its line, if it is written there as it is drawn.
fn place(source: &Source, missing: &Missing) -> Span {
    let text = source.text();
    let before = missing.line.map_or(0, |line| line.saturating_sub(source.first_line()));
    let start: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
    match text[start..].find(&missing.cluster) {
        Some(at) => Span::new(start + at, start + at + missing.cluster.len()),
        None => Span::new(start, start),
    }
}
