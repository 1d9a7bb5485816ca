//! What the arguments say about looks in, a theme and the choices about an SVG file out.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use seqwright::{Dialect, SvgOptions, Theme};

use super::args::{Text, dialect_help, dialect_parser};
use super::exit::Exit;
use super::files::{self, Unread};
use super::inside::Tree;

/// The size past which a theme is a mistake.
const MAX_THEME_BYTES: usize = 1 << 20;

/// How sources are read and pictures look, whatever is done with them.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub struct Looks {
    /// What dialect to read
    #[arg(long, value_name = "NAME", value_parser = dialect_parser(), hide_possible_values = true, help = dialect_help())]
    pub dialect: Option<Dialect>,
    /// Draw collapsed fragments (`expandable+`) open
    #[arg(long)]
    pub expand: bool,
    /// How it looks
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath, help = theme_help())]
    pub theme: Option<PathBuf>,
    /// What the ids in the SVG begin with, for pages that hold several pictures
    #[arg(long, value_name = "PREFIX", value_parser = id_prefix)]
    pub id_prefix: Option<String>,
    /// Write the line of the source (`data-line`) and the number of the event (`data-event`) on each group
    #[arg(long)]
    pub source_lines: bool,
    /// Accepted for older scripts; this is the default
    #[arg(long, hide = true)]
    pub no_source_lines: bool,
    /// Whether labels keep their measured width where the reader's fonts differ [default: fit]
    #[arg(long, value_name = "HOW")]
    pub text: Option<Text>,
}

/// A theme that is wanted.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Its name or its file.
    pub path: &'a Path,
    /// The folder of the settings that name it; none where the user does.
    pub named_in: Option<&'a Path>,
}

/// Why there is no theme.
pub enum Fault {
    /// There is none of that name; the sentence says which there are.
    Unknown(String),
    /// Its file is no theme, or cannot be read.
    Unusable {
        /// What to call it.
        file: String,
        /// What is wrong with it.
        message: String,
        /// What the program ends with.
        exit: Exit,
    },
}

/// The choices about an SVG file.
pub fn options(looks: &Looks) -> SvgOptions {
    SvgOptions {
        source_lines: looks.source_lines,
        fit_text: looks.text != Some(Text::Plain),
        id_prefix: looks.id_prefix.clone(),
    }
}

/// The theme of that name or in that file.
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
    Theme::from_toml(&name, &text).map(Box::new).map_err(|message| unusable(&message, Exit::Errors))
}

/// The built-in theme of that name.
pub fn builtin(path: &Path) -> Option<Theme> {
    path.to_str().and_then(Theme::builtin)
}

fn theme_help() -> String {
    format!("How it looks: a theme file (.toml) or a built-in theme: {}", Theme::BUILTIN.join(", "))
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
        Err("a prefix is a letter and then letters, digits, `-` and `_`, at most 64 in all".to_owned())
    }
}
