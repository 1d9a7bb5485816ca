//! The arguments of `compile`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueHint};

use super::{Bytes, Columns, RasterArgs, Stage};
use crate::appearance::Appearance;
use crate::origin::Origin;
use crate::picture_format::PictureFormat;

/// What to compile, and how.
#[derive(ClapArgs, Clone, Debug, Default, PartialEq)]
pub struct CompileArgs {
    /// Sources, and folders to search for sources; `-` reads standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Output file, folder (for several sources), or `-` for standard output
    ///
    /// By default, `x.seq` is compiled to `x.svg` next to it, and standard input to standard output. The ending of a
    /// file says its format. A path that ends in `/` is a folder, which is created if it does not exist. Each picture is
    /// replaced as a whole or not at all, symbolic links are followed, and unchanged pictures are not written again.
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
    /// Formats of the pictures, separated by commas [default: as the output ends, or svg]
    ///
    /// Text art is printed to standard output unless `--output` names a file or a folder.
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    pub format: Vec<PictureFormat>,
    /// Columns to draw text art in: a number, `auto` (those of the terminal) or `off` [default: auto]
    ///
    /// Labels are wrapped narrower until the picture fits. One that still does not fit is drawn wider, with a warning.
    #[arg(long, value_name = "N", value_parser = super::columns::columns)]
    pub columns: Option<Columns>,
    /// Let the events of an SVG appear one after the other, once
    ///
    /// It works in an image of a page, too. Readers who asked their system for less motion see the whole picture at once.
    #[arg(long)]
    pub animate: bool,
    /// Folder for files of one source: one for each event, with all that happened until then
    ///
    /// They are SVG, or PNG with `--format png`. `--steps slides.pdf` writes one PDF with a page for each event.
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath, conflicts_with_all = ["output", "animate", "emit"])]
    pub steps: Option<PathBuf>,
    /// How much of the bytes of values a page holds [default: full]
    #[arg(long, value_name = "HOW")]
    pub bytes: Option<Bytes>,
    /// Pixels and fonts.
    #[command(flatten)]
    pub raster: RasterArgs,
    /// Print an intermediate stage of the compiler instead of writing a picture
    #[arg(long, value_name = "STAGE", conflicts_with_all = ["output", "format", "columns", "bytes", "animate", "scale", "background", "font", "system_fonts", "paper"])]
    pub emit: Option<Stage>,
    /// Name for standard input, used in diagnostics and for its picture in an output folder
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Place of standard input in its page: diagnostics count from there
    #[arg(long, value_name = "FILE:LINE[:COL]", value_parser = crate::origin::parse, conflicts_with_all = ["stdin_filename", "emit"])]
    pub at: Option<Origin>,
    /// Appearance of the pictures.
    #[command(flatten)]
    pub appearance: Appearance,
}
