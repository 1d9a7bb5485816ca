//! `Theme`: the colours, lengths and fonts of a drawing, read from TOML; and the bundled themes.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use crate::notation::{Color, Style};
use crate::px::Px;
use crate::ruler::{Cells, Face, Ruler};
use crate::scene::Role;

mod accent;
mod auto;
mod error;
mod read;
mod value;

pub use crate::spacing::Spacing;
pub(crate) use crate::spacing::arrow_on;
pub use error::ThemeError;

/// The colours, lengths and fonts of a drawing. Layout reads `spacing`, `sizes` and `ruler`. Back ends read the
/// palettes and the families, and the few lengths that the shapes of a scene leave to them: the radius of corners, the
/// length of arrowheads, and the size of body text.
#[derive(Clone)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// The lengths of the drawing.
    pub spacing: Spacing,
    /// The sizes of type.
    pub sizes: Sizes,
    /// The ruler that measures text.
    pub ruler: Arc<dyn Ruler>,
    /// The font families, as CSS lists.
    pub families: Families,
    /// How heavy names and titles are.
    pub weights: Weights,
    /// The dashes of lines.
    pub dashes: Dashes,
    /// A colour for each participant, in turn; without any, all have the same.
    pub hues: Vec<Color>,
    /// Whether lines look as if drawn by hand.
    pub hand_drawn: bool,
    /// The paints on a light page.
    pub light: Palette,
    /// The paints on a dark page; without them, those of the light page are used on both.
    pub dark: Option<Palette>,
}

/// The sizes of type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sizes {
    /// Labels, notes, names.
    pub body: Px,
    /// Guards, operators.
    pub small: Px,
    /// The numbers of messages.
    pub number: Px,
    /// The title.
    pub title: Px,
}

/// How heavy texts are, `Regular` or `Bold`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// The names of participants.
    pub participant: Face,
    /// The title.
    pub title: Face,
}

/// The lengths of a dash and of the gap after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dashes {
    /// Of messages, and of lines between operands.
    pub message: [Px; 2],
    /// Of lifelines.
    pub lifeline: [Px; 2],
}

/// The font families, as CSS lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Families {
    /// For everything but code.
    pub sans: String,
    /// For monospaced text.
    pub mono: String,
}

/// How one role is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint {
    /// The fill; for text, its colour.
    pub fill: Option<Color>,
    /// The colour of its line.
    pub stroke: Option<Color>,
    /// The width of that line.
    pub width: Px,
    /// The opacity of the fill, in hundredths.
    pub opacity: u8,
}

/// The paints of all roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    paints: [Paint; Role::ALL.len()],
}

impl Default for Sizes {
    fn default() -> Sizes {
        Sizes { body: Px::new(14), small: Px::new(12), number: Px::new(12), title: Px::new(18) }
    }
}

impl Default for Weights {
    fn default() -> Weights {
        Weights { participant: Face::Bold, title: Face::Bold }
    }
}

impl Default for Dashes {
    fn default() -> Dashes {
        Dashes { message: [Px::new(6), Px::new(4)], lifeline: [Px::new(5), Px::new(5)] }
    }
}

impl Default for Paint {
    fn default() -> Paint {
        Paint { fill: None, stroke: None, width: Px::new(1), opacity: 100 }
    }
}

impl Palette {
    /// Returns the paint of a role.
    pub fn paint(&self, role: Role) -> Paint {
        self.paints[role as usize]
    }
}

/// The files of the bundled themes but `auto`, which most runs need: `auto.rs` has it as a table.
const FILES: [(&str, &str); 5] = [
    ("print", include_str!("../themes/print.toml")),
    ("contrast", include_str!("../themes/contrast.toml")),
    ("classic", include_str!("../themes/classic.toml")),
    ("sketch", include_str!("../themes/sketch.toml")),
    ("vivid", include_str!("../themes/vivid.toml")),
];

/// The themes of those files, each read when it is first asked for.
static READ: [OnceLock<Theme>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

impl Theme {
    /// The names of the bundled themes; the first is the default.
    pub const BUILTIN: &[&str] =
        &["auto", "light", "dark", "print", "contrast", "classic", "sketch", "vivid"];

    /// Returns the bundled theme with this name.
    ///
    /// ```
    /// use seqwright::Theme;
    /// assert!(Theme::builtin("auto").expect("it is built in").dark.is_some());
    /// assert!(Theme::builtin("print").expect("it is built in").dark.is_none());
    /// ```
    pub fn builtin(name: &str) -> Option<Theme> {
        Theme::adaptive(name).or_else(|| {
            let at = FILES.iter().position(|(known, _)| *known == name)?;
            let read = || Theme::from_toml(name, FILES[at].1).expect("a test reads every built-in theme");
            Some(READ[at].get_or_init(read).clone())
        })
    }

    /// Returns the bundled theme with this name if it is `auto` or one of its halves, `light` and `dark`. These are no files, so
    /// that a program that needs no others is smaller.
    pub fn adaptive(name: &str) -> Option<Theme> {
        let mut theme = auto::theme();
        match name {
            "auto" => {}
            "light" => theme.dark = None,
            "dark" => theme.light = theme.dark.take()?,
            _ => return None,
        }
        theme.name = name.to_owned();
        Some(theme)
    }

    /// Returns the theme for pictures made of characters: a column and a row are one pixel each.
    pub fn cells() -> Theme {
        let one = Px::new(1);
        Theme {
            name: "cells".to_owned(),
            spacing: Spacing::cells(),
            sizes: Sizes { body: one, small: one, number: one, title: one },
            ruler: Arc::new(Cells),
            ..Theme::default()
        }
    }

    /// Reads a theme from the text of its file. A file that names its `base` changes what it mentions, and an `accent`
    /// tints heads, bars and tabs.
    ///
    /// ```
    /// use seqwright::Theme;
    ///
    /// let theme = Theme::from_toml("ours", "base = \"auto\"\naccent = \"#0369a1\"")?;
    /// assert!(theme.dark.is_some());
    ///
    /// let error = Theme::from_toml("mine", "[font]\nsans = 7").err().expect("a font has a name");
    /// assert_eq!(error.line(), Some(2));
    /// assert!(error.to_string().starts_with("line 2, `sans = 7`: "));
    /// # Ok::<(), seqwright::ThemeError>(())
    /// ```
    ///
    /// # Errors
    /// Says what is wrong, on which line, and what is allowed there.
    pub fn from_toml(name: &str, text: &str) -> Result<Theme, ThemeError> {
        read::theme(name, text)
    }
}

impl Theme {
    /// Whether areas with this role are opaque, on light pages and on dark ones.
    pub fn hides(&self, role: Role) -> bool {
        let palettes = std::iter::once(&self.light).chain(&self.dark);
        palettes.map(|palette| palette.paint(role)).all(|paint| paint.fill.is_some() && paint.opacity == 100)
    }

    /// The author's style for a part of a participant, completed with the participant's hue, if the theme has any.
    pub(crate) fn hued(&self, style: Style, participant: usize) -> Style {
        let hue = (!self.hues.is_empty()).then(|| self.hues[participant % self.hues.len()]);
        // An author's fill has the theme's border, not that of a hue.
        let border = hue.filter(|_| style.fill.is_none());
        style.over(Style { fill: hue, stroke: border, ..Style::default() })
    }
}

impl Default for Theme {
    fn default() -> Theme {
        Theme::builtin("auto").expect("it is the first of the built-in themes")
    }
}

#[cfg(test)]
mod tests;
