//! `Theme`: the colours, lengths and fonts of a drawing, read from TOML; and the bundled themes.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use crate::notation::Color;
use crate::px::Px;
use crate::ruler::{Cells, Font, Ruler};
use crate::scene::{PaintUse, Role};

mod error;

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
    /// The paints on a light page.
    pub light: Palette,
    /// The paints on a dark page; without them, those of the light page are used on both.
    pub dark: Option<Palette>,
}

/// The sizes of type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
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

/// The font families, as CSS lists.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Families {
    /// For everything but code.
    #[serde(deserialize_with = "families")]
    pub sans: String,
    /// For monospaced text.
    #[serde(deserialize_with = "families")]
    pub mono: String,
}

/// How one role is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Paint {
    /// The fill; for text, its colour.
    pub fill: Option<Color>,
    /// The colour of its line.
    pub stroke: Option<Color>,
    /// The width of that line.
    pub width: Px,
    /// The opacity of the fill, in hundredths.
    #[serde(deserialize_with = "opacity")]
    pub opacity: u8,
}

/// The paints of all roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    paints: [Paint; Role::ALL.len()],
}

/// The contents of a theme file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    font: Families,
    #[serde(default)]
    sizes: Sizes,
    #[serde(default)]
    spacing: Spacing,
    light: Palette,
    dark: Option<Palette>,
}

impl Default for Sizes {
    fn default() -> Sizes {
        Sizes { body: Px::new(14), small: Px::new(12), number: Px::new(12), title: Px::new(18) }
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

/// The files of the bundled themes.
const FILES: [(&str, &str); 4] = [
    ("auto", include_str!("../themes/auto.toml")),
    ("print", include_str!("../themes/print.toml")),
    ("contrast", include_str!("../themes/contrast.toml")),
    ("classic", include_str!("../themes/classic.toml")),
];

/// The themes of those files, each read when it is first asked for.
static READ: [OnceLock<Theme>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

impl Theme {
    /// The names of the bundled themes; the first is the default.
    pub const BUILTIN: &[&str] = &["auto", "light", "dark", "print", "contrast", "classic"];

    /// Returns the bundled theme with this name.
    ///
    /// ```
    /// use seqwright::Theme;
    /// assert!(Theme::builtin("auto").expect("it is built in").dark.is_some());
    /// assert!(Theme::builtin("print").expect("it is built in").dark.is_none());
    /// ```
    pub fn builtin(name: &str) -> Option<Theme> {
        // Light and dark are the two halves of `auto`, so the three can never drift apart.
        let file = if matches!(name, "light" | "dark") { "auto" } else { name };
        let at = FILES.iter().position(|(known, _)| *known == file)?;
        let mut theme = READ[at]
            .get_or_init(|| Theme::from_toml(file, FILES[at].1).expect("a test reads every built-in theme"))
            .clone();
        if file != name {
            theme.name = name.to_owned();
            let dark = theme.dark.take().expect("a test reads both halves of this theme");
            if name == "dark" {
                theme.light = dark;
            }
        }
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

    /// Reads a theme from the text of its file.
    ///
    /// ```
    /// use seqwright::Theme;
    ///
    /// let error = Theme::from_toml("mine", "[font]\nsans = 7").err().expect("a font has a name");
    /// assert_eq!(error.line(), Some(2));
    /// assert!(error.to_string().starts_with("line 2, `sans = 7`: "));
    /// ```
    ///
    /// # Errors
    /// Says what is wrong, on which line, and what is allowed there.
    pub fn from_toml(name: &str, text: &str) -> Result<Theme, ThemeError> {
        let file: File = toml::from_str(text).map_err(|error| ThemeError::new(text, &error))?;
        for (key, length) in [
            ("spacing.grid", file.spacing.grid),
            ("sizes.body", file.sizes.body),
            ("sizes.small", file.sizes.small),
            ("sizes.number", file.sizes.number),
            ("sizes.title", file.sizes.title),
        ] {
            if length == Px::ZERO {
                let message = format!("`{key}` must be more than 0");
                return Err(ThemeError { message, span: None, line: None });
            }
        }
        Ok(Theme {
            name: name.to_owned(),
            spacing: file.spacing,
            sizes: file.sizes,
            ruler: Arc::new(Font),
            families: file.font,
            light: file.light,
            dark: file.dark,
        })
    }
}

impl Theme {
    /// Whether areas with this role are opaque, on light pages and on dark ones.
    pub fn hides(&self, role: Role) -> bool {
        let palettes = std::iter::once(&self.light).chain(&self.dark);
        palettes.map(|palette| palette.paint(role)).all(|paint| paint.fill.is_some() && paint.opacity == 100)
    }
}

impl Default for Theme {
    fn default() -> Theme {
        Theme::builtin("auto").expect("it is the first of the built-in themes")
    }
}

impl<'de> Deserialize<'de> for Px {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Px, D::Error> {
        let pixels = f64::deserialize(deserializer)?;
        hundredths(pixels, 10_000.0)
            .map(Px::hundredths)
            .ok_or_else(|| Error::custom("a length is from 0 to 10000 pixels, with at most two decimals"))
    }
}

/// A number from 0 to `most` in hundredths, unless it has more than two decimals.
fn hundredths(number: f64, most: f64) -> Option<i64> {
    let hundredfold = number * 100.0;
    // Half a millionth is far more than a double loses here, and far less than a third decimal.
    let fits = (0.0..=most).contains(&number) && (hundredfold - hundredfold.round()).abs() < 5e-7;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and within the range just checked")]
    fits.then(|| hundredfold.round() as i64)
}

fn opacity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let opacity = f64::deserialize(deserializer)?;
    hundredths(opacity, 1.0)
        .and_then(|percent| u8::try_from(percent).ok())
        .ok_or_else(|| Error::custom("an opacity is from 0 to 1, with at most two decimals"))
}

fn families<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    // The names go into CSS. Without quotes they are plain words there, and nothing can end the rule.
    let mut names = String::deserialize(deserializer)?;
    names.retain(|c| !matches!(c, '"' | '\''));
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '-' | '_');
    if names.trim().is_empty() || !names.chars().all(plain) {
        return Err(Error::custom(
            "font families are names of letters, digits, spaces and hyphens, with commas between",
        ));
    }
    Ok(names)
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Color, D::Error> {
        let text = String::deserialize(deserializer)?;
        hex(&text).ok_or_else(|| Error::custom(format!("`{text}` is not a colour; write \"#rrggbb\"")))
    }
}

fn hex(text: &str) -> Option<Color> {
    let digits = text.strip_prefix('#').filter(|rest| rest.len() == 6)?;
    // `from_str_radix` would take a sign as well.
    let all = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| all)?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some(Color { red, green, blue })
}

impl<'de> Deserialize<'de> for Palette {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Palette, D::Error> {
        deserializer.deserialize_map(Roles)
    }
}

/// Reads a palette: every role, and no other key.
struct Roles;

impl<'de> Visitor<'de> for Roles {
    type Value = Palette;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a table with a paint for every role")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Palette, A::Error> {
        let mut paints = [None; Role::ALL.len()];
        while let Some(key) = map.next_key::<RoleKey>()? {
            let paint: Paint = map.next_value()?;
            let wanted = match key.0.paint_use() {
                PaintUse::Text => paint.fill.is_none().then_some("fill"),
                PaintUse::Line => paint.stroke.is_none().then_some("stroke"),
                PaintUse::Area => None,
            };
            if let Some(wanted) = wanted {
                return Err(Error::custom(format!("`{}` needs a `{wanted}`", key.0.key())));
            }
            paints[key.0 as usize] = Some(paint);
        }
        let missing = |role: &Role| paints[*role as usize].is_none();
        if Role::ALL.iter().any(missing) {
            let keys = Role::ALL.iter().copied().filter(missing);
            return Err(Error::custom(format!("these roles have no paint: {}", listed(keys))));
        }
        Ok(Palette { paints: paints.map(|paint| paint.expect("none is missing")) })
    }
}

/// A role by its key.
struct RoleKey(Role);

impl<'de> Deserialize<'de> for RoleKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RoleKey, D::Error> {
        deserializer.deserialize_str(RoleKeys)
    }
}

struct RoleKeys;

impl Visitor<'_> for RoleKeys {
    type Value = RoleKey;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a role")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<RoleKey, E> {
        let role = Role::ALL.iter().copied().find(|role| role.key() == key);
        let unknown = || {
            let known = listed(Role::ALL.iter().copied());
            E::custom(format!("`{key}` is not a role; the roles are {known}"))
        };
        role.map(RoleKey).ok_or_else(unknown)
    }
}

fn listed(roles: impl Iterator<Item = Role>) -> String {
    roles.map(Role::key).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
