//! What the arguments say about looks in, a theme and the choices about an SVG file out.

use std::path::Path;

use seqwright::{SvgOptions, Theme};

use super::args::{Looks, Text};
use super::exit::Exit;
use super::files::{self, Unread};

/// The size past which a theme is a mistake.
const MAX_THEME_BYTES: usize = 1 << 20;

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
        source_lines: !looks.no_source_lines,
        fit_text: looks.text != Some(Text::Plain),
        id_prefix: looks.id_prefix.clone(),
    }
}

/// The theme of that name or in that file.
pub fn theme(path: &Path) -> Result<Box<Theme>, Fault> {
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
    let bytes = match files::read(path, MAX_THEME_BYTES) {
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
