//! The formats of pictures, and which of them a command line asks for.

use std::ffi::OsStr;
use std::path::Path;

use clap::ValueEnum;

use super::args::{CompileArgs, Profile};
use super::plan;

/// A format of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PictureFormat {
    /// Vector graphics
    Svg,
    /// A page that goes through the diagram step by step
    Html,
    /// Pixels
    Png,
    /// Pages for print
    Pdf,
    /// Text art with box-drawing characters
    Txt,
    /// Text art in ASCII
    Ascii,
}

use PictureFormat::{Ascii, Html, Pdf, Png, Svg, Txt};

/// An option that only some formats have.
struct Flag {
    name: &'static str,
    is_used: fn(&CompileArgs) -> bool,
    of: &'static [PictureFormat],
}

const FLAGS: [Flag; 15] = [
    Flag { name: "--theme", is_used: |args| args.appearance.theme.is_some(), of: &[Svg, Html, Png, Pdf] },
    Flag { name: "--id-prefix", is_used: |args| args.appearance.id_prefix.is_some(), of: &[Svg] },
    Flag { name: "--source-lines", is_used: |args| args.appearance.source_lines, of: &[Svg] },
    Flag { name: "--text", is_used: |args| args.appearance.text.is_some(), of: &[Svg] },
    Flag { name: "--profile", is_used: |args| args.appearance.profile.is_some(), of: &[Svg] },
    Flag {
        name: "--repeat-heads",
        is_used: |args| args.appearance.repeat_heads.is_some(),
        of: &[Svg, Html, Png, Pdf],
    },
    Flag { name: "--alt", is_used: |args| args.appearance.alt.is_some(), of: &[Svg] },
    Flag { name: "--animate", is_used: |args| args.animate, of: &[Svg] },
    Flag { name: "--bytes", is_used: |args| args.bytes.is_some(), of: &[Html] },
    Flag { name: "--scale", is_used: |args| args.raster.scale.is_some(), of: &[Png] },
    Flag { name: "--background", is_used: |args| args.raster.background.is_some(), of: &[Png, Pdf] },
    Flag { name: "--font", is_used: |args| !args.raster.font.is_empty(), of: &[Png, Pdf] },
    Flag { name: "--system-fonts", is_used: |args| args.raster.system_fonts, of: &[Png, Pdf] },
    Flag { name: "--paper", is_used: |args| args.raster.paper.is_some(), of: &[Pdf] },
    Flag { name: "--columns", is_used: |args| args.columns.is_some(), of: &[Txt, Ascii] },
];

impl PictureFormat {
    /// How the names of its files end.
    pub fn extension(self) -> &'static str {
        match self {
            Svg => "svg",
            Html => "html",
            Png => "png",
            Pdf => "pdf",
            Txt | Ascii => "txt",
        }
    }

    /// Whether it is text art, which goes to standard output unless an output is named.
    pub fn is_text(self) -> bool {
        match self {
            Svg | Html | Png | Pdf => false,
            Txt | Ascii => true,
        }
    }

    /// Whether it is drawn with fonts that this program has.
    #[cfg(feature = "png")]
    pub fn has_fonts(self) -> bool {
        self.is_binary()
    }

    /// Whether it is bytes that a terminal cannot show.
    pub fn is_binary(self) -> bool {
        match self {
            Png | Pdf => true,
            Svg | Html | Txt | Ascii => false,
        }
    }

    /// What a build has to have to draw it, if not every one has; and whether this one has it.
    fn feature(self) -> Option<(&'static str, bool)> {
        match self {
            Png => Some(("png", cfg!(feature = "png"))),
            Pdf => Some(("pdf", cfg!(feature = "pdf"))),
            Svg | Html | Txt | Ascii => None,
        }
    }

    /// The format that the name of a file promises; of formats with the same ending, the first.
    pub fn of(path: &Path) -> Option<PictureFormat> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        PictureFormat::value_variants().iter().copied().find(|format| format.extension() == extension)
    }

    /// Its name on the command line.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// The names of some formats.
    fn names(formats: &[PictureFormat], word: &str) -> String {
        let names: Vec<String> = formats.iter().map(|format| format.name()).collect();
        match names.split_last() {
            Some((last, others @ [_, ..])) => format!("{} {word} {last}", others.join(", ")),
            Some((last, [])) => last.clone(),
            None => String::new(),
        }
    }
}

/// The formats that the arguments ask for, each once. An error is a sentence.
pub fn chosen(args: &CompileArgs) -> Result<Vec<PictureFormat>, String> {
    let mut formats = Vec::new();
    for format in &args.format {
        if !formats.contains(format) {
            formats.push(*format);
        }
    }
    if formats.is_empty() {
        formats.push(promised(args)?);
    }
    for (feature, is_there) in formats.iter().filter_map(|format| format.feature()) {
        if !is_there {
            let format = feature.to_uppercase();
            return Err(format!(
                "this seqwright was built without {format}; `cargo install seqwright-cli --features {feature}` has it"
            ));
        }
    }
    for Flag { name, is_used, of } in FLAGS {
        if is_used(args) && !formats.iter().any(|format| of.contains(format)) {
            let (of, formats) = (PictureFormat::names(of, "and"), PictureFormat::names(&formats, "or"));
            return Err(format!("`{name}` is an option of {of}, not of {formats}"));
        }
    }
    Ok(formats)
}

/// The format that the name of the output promises.
fn promised(args: &CompileArgs) -> Result<PictureFormat, String> {
    if let Some(path) = &args.steps {
        return Ok(PictureFormat::of(path).filter(|format| *format == Pdf).unwrap_or(Svg));
    }
    let is_inline = args.appearance.profile == Some(Profile::Inline);
    match args.output.as_deref().filter(|path| !is_inline && !plan::is_folder(path)) {
        // One without an ending may be a device or a pipe.
        Some(path) if path.extension().is_some() && path.extension() != Some(OsStr::new("seq")) => {
            PictureFormat::of(path).ok_or_else(|| {
                let (path, all) =
                    (path.display(), PictureFormat::names(PictureFormat::value_variants(), "or"));
                format!("the output `{path}` has the name of no format; `--format` is {all}")
            })
        }
        Some(_) | None => Ok(Svg),
    }
}
