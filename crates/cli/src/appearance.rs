//! The arguments for the appearance of pictures, and the theme and SVG options that they select.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use seqwright::px::Px;
use seqwright::theme::Spacing;
use seqwright::{Dialect, SvgOptions, Theme};

use super::args::{Profile, Repeat, Text, dialect_help, dialect_parser};
use super::exit::Exit;
use super::files::{self, Unread};
use super::inside::Tree;
use super::picture_format::PictureFormat;

/// Larger files are surely not meant as themes.
const MAX_THEME_BYTES: usize = 1 << 20;

/// How sources are read and pictures drawn.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub struct Appearance {
    /// Dialect of the sources
    #[arg(long, value_name = "NAME", value_parser = dialect_parser(), hide_possible_values = true, help = dialect_help())]
    pub dialect: Option<Dialect>,
    /// Draw collapsed fragments (`expandable+`) expanded
    #[arg(long)]
    pub expand: bool,
    /// Theme of the pictures
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath, help = theme_help())]
    pub theme: Option<PathBuf>,
    /// Prefix for all ids in the SVG, for pages that contain several pictures
    #[arg(long, value_name = "PREFIX", value_parser = id_prefix)]
    pub id_prefix: Option<String>,
    /// Write source lines (`data-line`) and event numbers (`data-event`) on the groups of the SVG
    #[arg(long)]
    pub source_lines: bool,
    /// Accepted for older scripts; this is the default
    #[arg(long, hide = true)]
    pub no_source_lines: bool,
    /// How labels are written [default: fit]
    #[arg(long, value_name = "HOW")]
    pub text: Option<Text>,
    /// Where the picture is shown [default: file]
    #[arg(long, value_name = "WHERE")]
    pub profile: Option<Profile>,
    /// When the names are repeated on the lifelines, about every 640 px [default: auto]
    #[arg(long, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_missing_value = "always")]
    pub repeat_heads: Option<Repeat>,
    /// Description for screen readers, instead of the title
    #[arg(long, value_name = "TEXT")]
    pub alt: Option<String>,
}

/// A requested theme.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Its name or its file.
    pub path: &'a Path,
    /// The folder of the settings that name it; `None` if the user names it.
    pub named_in: Option<&'a Path>,
}

/// Why a theme cannot be used.
pub enum Fault {
    /// No theme has this name; the message lists those that exist.
    Unknown(String),
    /// The file is not a theme, or cannot be read.
    Unusable {
        /// Name of the file for the report.
        file: String,
        /// What is wrong with it.
        message: String,
        /// Exit code of the program.
        exit: Exit,
    },
}

/// The SVG options that the arguments select.
pub fn options(appearance: &Appearance) -> SvgOptions {
    let mut options = SvgOptions::default()
        .source_lines(appearance.source_lines)
        .fit_text(appearance.text != Some(Text::Plain))
        .profile(match appearance.profile.unwrap_or_default() {
            Profile::File => seqwright::Profile::File,
            Profile::Inline => seqwright::Profile::Inline,
        });
    if let Some(prefix) = &appearance.id_prefix {
        options = options.id_prefix(prefix);
    }
    match &appearance.alt {
        Some(alt) => options.alt(alt),
        None => options,
    }
}

/// Changes a theme as the arguments say.
pub fn adapt(mut theme: Box<Theme>, appearance: &Appearance) -> Box<Theme> {
    match appearance.repeat_heads.unwrap_or_default() {
        Repeat::Auto => {}
        Repeat::Always => theme.spacing.repeat_from = Px::ZERO,
        Repeat::Never => theme.spacing.repeat_from = Spacing::FAR,
    }
    theme
}

/// How the names of pictures of these formats end.
pub fn files(formats: &[PictureFormat], appearance: &Appearance) -> Vec<(PictureFormat, &'static str)> {
    let extension = |format: PictureFormat| match (format, appearance.profile.unwrap_or_default()) {
        (PictureFormat::Svg, Profile::Inline) => "html",
        (format, Profile::File | Profile::Inline) => format.extension(),
    };
    formats.iter().map(|&format| (format, extension(format))).collect()
}

/// Loads a built-in theme by name, or a theme file.
pub fn theme(wanted: Wanted<'_>) -> Result<Box<Theme>, Fault> {
    let path = wanted.path;
    let file = path.display().to_string();
    if let Some(theme) = builtin(path) {
        return Ok(Box::new(theme));
    }
    if path.extension().is_none_or(|extension| extension != "toml") && !path.exists() {
        let known = Theme::BUILTIN.join("`, `");
        let message =
            format!("there is no theme `{file}`; there are `{known}`, and files that end in `.toml`");
        return Err(Fault::Unknown(message));
    }
    let unusable = |message: &str, exit| Fault::Unusable { file, message: message.to_owned(), exit };
    let found = match wanted.named_in {
        Some(folder) => Tree::around(folder, "the folder of the settings").and_then(|it| it.found(path)),
        None => Ok(path.to_owned()),
    };
    let read = found.map_err(Unread::Failed).and_then(|found| files::read_regular(&found, MAX_THEME_BYTES));
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(Unread::TooLarge) => return Err(unusable("the theme is larger than 1 MiB", Exit::Errors)),
        Err(Unread::Failed(words)) => {
            return Err(unusable(&format!("the theme cannot be read: {words}"), Exit::Files));
        }
    };
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(unusable("the theme is not UTF-8 text", Exit::Errors));
    };
    let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
    Theme::from_toml(&name, &text).map(Box::new).map_err(|error| unusable(&error.to_string(), Exit::Errors))
}

/// The built-in theme with this name.
pub fn builtin(path: &Path) -> Option<Theme> {
    path.to_str().and_then(Theme::builtin)
}

fn theme_help() -> String {
    format!("Theme: a theme file (.toml) or one of {}", Theme::BUILTIN.join(", "))
}

/// Ids must be XML names, and they end up in CSS selectors.
pub fn id_prefix(text: &str) -> Result<String, String> {
    let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    if text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(plain)
        && text.len() <= 64
    {
        Ok(text.to_owned())
    } else {
        Err("a prefix starts with a letter, followed by letters, digits, `-` and `_`, at most 64 in all"
            .to_owned())
    }
}
