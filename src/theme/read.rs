//! Reads a theme file: a whole theme, or what differs from a base.

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use toml::{Spanned, Table};

use super::value::{FamilyNames, Opacity, Painted, Weight};
use super::{Dashes, Paint, Palette, Sizes, Spacing, Theme, ThemeError, accent};
use crate::nearest::{nearest, slips};
use crate::notation::Color;
use crate::px::Px;
use crate::ruler::Font;
use crate::scene::{PaintUse, Role};

/// The contents of a theme file. What is absent stays as it is in the base.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    base: Option<Spanned<String>>,
    accent: Option<Spanned<Color>>,
    hues: Option<Vec<Color>>,
    hand_drawn: Option<bool>,
    #[serde(default)]
    font: Families,
    #[serde(default)]
    weights: Weights,
    #[serde(default)]
    dashes: WrittenDashes,
    /// Tables, because only the values that are written count.
    #[serde(default)]
    sizes: Table,
    #[serde(default)]
    spacing: Table,
    light: Option<Spanned<Paints>>,
    dark: Option<Spanned<Paints>>,
}

/// The lengths of a theme file as what they are: for the places of wrong ones.
#[derive(Deserialize)]
struct Lengths {
    #[serde(rename = "sizes")]
    _sizes: Option<Sizes>,
    #[serde(rename = "spacing")]
    _spacing: Option<Spacing>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Families {
    sans: Option<FamilyNames>,
    mono: Option<FamilyNames>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Weights {
    participant: Option<Weight>,
    title: Option<Weight>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WrittenDashes {
    message: Option<[Px; 2]>,
    lifeline: Option<[Px; 2]>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WrittenPaint {
    fill: Option<Painted>,
    stroke: Option<Painted>,
    width: Option<Px>,
    opacity: Option<Opacity>,
}

/// The paints of some roles, or of all.
struct Paints(Vec<(Role, Spanned<WrittenPaint>)>);

/// Reads a theme.
pub fn theme(name: &str, text: &str) -> Result<Theme, ThemeError> {
    let file: File = toml::from_str(text).map_err(|error| ThemeError::new(text, &error))?;
    let base = file.base.as_ref().map(|base| base_of(base, text)).transpose()?;
    let mut theme = match base {
        Some(base) => base,
        None => unbased(&file, text)?,
    };
    name.clone_into(&mut theme.name);
    if let Some(color) = &file.accent {
        let color = *color.get_ref();
        [Some(&mut theme.light), theme.dark.as_mut()].into_iter().flatten().for_each(|palette| {
            accent::tint(palette, color);
        });
    }
    if let Some(paints) = &file.light {
        theme.light = painted(paints, Some(&theme.light), text)?;
    }
    if let Some(paints) = &file.dark {
        theme.dark = Some(painted(paints, theme.dark.as_ref(), text)?);
    }
    theme.hues = file.hues.unwrap_or(theme.hues);
    theme.hand_drawn = file.hand_drawn.unwrap_or(theme.hand_drawn);
    if let Some(FamilyNames(names)) = file.font.sans {
        theme.families.sans = names;
    }
    if let Some(FamilyNames(names)) = file.font.mono {
        theme.families.mono = names;
    }
    let Dashes { message, lifeline } = theme.dashes;
    theme.dashes = Dashes {
        message: file.dashes.message.unwrap_or(message),
        lifeline: file.dashes.lifeline.unwrap_or(lifeline),
    };
    theme.weights.participant = file.weights.participant.map_or(theme.weights.participant, |weight| weight.0);
    theme.weights.title = file.weights.title.map_or(theme.weights.title, |weight| weight.0);
    let lengths = changed(&theme.sizes, file.sizes).zip(changed(&theme.spacing, file.spacing));
    let Some((sizes, spacing)) = lengths else {
        let read = toml::from_str::<Lengths>(text).map(drop);
        return Err(ThemeError::new(text, &read.expect_err("a table of no lengths cannot be read")));
    };
    measured(Theme { sizes, spacing, ..theme })
}

/// The theme that a file changes.
fn base_of(base: &Spanned<String>, text: &str) -> Result<Theme, ThemeError> {
    let name = base.get_ref();
    Theme::builtin(name).ok_or_else(|| {
        let known = Theme::BUILTIN;
        let meant = nearest(known.iter().copied(), 2, |known| slips(name, known));
        let meant = meant.map_or(String::new(), |meant| format!("; did you mean `{meant}`?"));
        let message = format!("`{name}` is no base; the bundled themes are {}{meant}", known.join(", "));
        ThemeError::at(text, base.span(), message)
    })
}

/// The beginning of a theme without a base, which says everything but lengths itself.
fn unbased(file: &File, text: &str) -> Result<Theme, ThemeError> {
    if let Some(accent) = &file.accent {
        let message = "an accent tints the paints of a base; name one, such as base = \"auto\"".to_owned();
        return Err(ThemeError::at(text, accent.span(), message));
    }
    let Some(light) = &file.light else {
        let message = "there is no table [light] with a paint for every role; to change only a part of a theme, name \
                       that theme, as in base = \"auto\"";
        return Err(ThemeError { message: message.to_owned(), span: None, line: None });
    };
    Ok(plain(String::new(), painted(light, None, text)?))
}

/// A theme that says nothing but its paints.
pub fn plain(name: String, light: Palette) -> Theme {
    Theme {
        name,
        spacing: Spacing::default(),
        sizes: Sizes::default(),
        ruler: Arc::new(Font),
        families: super::Families { sans: SANS.to_owned(), mono: MONO.to_owned() },
        weights: super::Weights::default(),
        dashes: Dashes::default(),
        hues: Vec::new(),
        hand_drawn: false,
        light,
        dark: None,
    }
}

/// Families with the metrics of the bundled table.
const SANS: &str = "Arial, Helvetica, Liberation Sans, Arimo, Nimbus Sans, sans-serif";
const MONO: &str = "Cousine, Liberation Mono, Courier New, monospace";

/// The paints of all roles: those written, over those of the base.
fn painted(written: &Spanned<Paints>, below: Option<&Palette>, text: &str) -> Result<Palette, ThemeError> {
    let mut paints = [None; Role::ALL.len()];
    for role in Role::ALL {
        paints[*role as usize] = below.map(|below| below.paint(*role));
    }
    for (role, over) in &written.get_ref().0 {
        let paint = over.get_ref().over(paints[*role as usize].unwrap_or_default());
        let wanted = match role.paint_use() {
            PaintUse::Text => paint.fill.is_none().then_some("fill"),
            PaintUse::Line => paint.stroke.is_none().then_some("stroke"),
            PaintUse::Area => None,
        };
        if let Some(wanted) = wanted {
            let message = format!("`{}` needs a `{wanted}`", role.key());
            return Err(ThemeError::at(text, over.span(), message));
        }
        paints[*role as usize] = Some(paint);
    }
    let missing = |role: &Role| paints[*role as usize].is_none();
    if Role::ALL.iter().any(missing) {
        let keys = Role::ALL.iter().copied().filter(missing);
        let message = format!("these roles have no paint: {}", listed(keys));
        return Err(ThemeError::at(text, written.span(), message));
    }
    Ok(Palette { paints: paints.map(|paint| paint.expect("none is missing")) })
}

impl WrittenPaint {
    /// This paint over another one.
    fn over(self, below: Paint) -> Paint {
        Paint {
            fill: self.fill.map_or(below.fill, |Painted(color)| color),
            stroke: self.stroke.map_or(below.stroke, |Painted(color)| color),
            width: self.width.unwrap_or(below.width),
            opacity: self.opacity.map_or(below.opacity, |Opacity(percent)| percent),
        }
    }
}

/// A theme, if its lengths make sense.
fn measured(theme: Theme) -> Result<Theme, ThemeError> {
    for (key, length) in [
        ("spacing.grid", theme.spacing.grid),
        ("sizes.body", theme.sizes.body),
        ("sizes.small", theme.sizes.small),
        ("sizes.number", theme.sizes.number),
        ("sizes.title", theme.sizes.title),
    ] {
        if length == Px::ZERO {
            let message = format!("`{key}` must be more than 0");
            return Err(ThemeError { message, span: None, line: None });
        }
    }
    Ok(theme)
}

/// Lengths with those that a table changes; none if the table has others, or values that are no lengths.
fn changed<T>(lengths: &T, by: Table) -> Option<T>
where
    T: Clone + serde::Serialize + for<'de> Deserialize<'de>,
{
    if by.is_empty() {
        return Some(lengths.clone());
    }
    let mut table = Table::try_from(lengths).expect("lengths are a table of numbers");
    table.extend(by);
    table.try_into().ok()
}

impl<'de> Deserialize<'de> for Paints {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Paints, D::Error> {
        deserializer.deserialize_map(Roles)
    }
}

/// Reads a palette: roles, and no other key.
struct Roles;

impl<'de> Visitor<'de> for Roles {
    type Value = Paints;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a table with paints of roles")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Paints, A::Error> {
        let mut paints = Vec::new();
        while let Some(key) = map.next_key::<RoleKey>()? {
            paints.push((key.0, map.next_value()?));
        }
        Ok(Paints(paints))
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
            let near = nearest(Role::ALL.iter().map(|role| role.key()), 3, |known| slips(key, known));
            let meant = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            E::custom(format!("`{key}` is not a role; the roles are {known}{meant}"))
        };
        role.map(RoleKey).ok_or_else(unknown)
    }
}

fn listed(roles: impl Iterator<Item = Role>) -> String {
    roles.map(Role::key).collect::<Vec<_>>().join(", ")
}
