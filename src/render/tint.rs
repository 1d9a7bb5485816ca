//! How much of an author's fill of a group or of a fragment is painted.
//!
//! Texts are on groups and fragments in the ink of the theme, light or dark, while an author chose the fill for
//! one of the two. Where that ink could not be read on it, only as much of the fill is painted as leaves it
//! legible: a pale blue group is pale blue on a light page and has a slight blue tint on a dark one.

use super::paint::Page;
use crate::notation::Color;
use crate::scene::Role;
use crate::theme::{Palette, Theme};

/// The least contrast of text on a tint: that of WCAG 2, AA, and something for tints that lie on one another.
const LEGIBLE: f64 = 5.0;

/// How much of a fill is painted, in hundredths.
pub const STEPS: [u8; 6] = [100, 70, 45, 30, 20, 10];

/// The classes of tints, by the step on a light page and the step on a dark one.
pub const CLASSES: [[&str; STEPS.len()]; STEPS.len()] = [
    ["u00", "u01", "u02", "u03", "u04", "u05"],
    ["u10", "u11", "u12", "u13", "u14", "u15"],
    ["u20", "u21", "u22", "u23", "u24", "u25"],
    ["u30", "u31", "u32", "u33", "u34", "u35"],
    ["u40", "u41", "u42", "u43", "u44", "u45"],
    ["u50", "u51", "u52", "u53", "u54", "u55"],
];

/// How much of a fill is shown, and how that is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tint {
    /// All of it, or with the opacity of its role.
    #[default]
    Full,
    /// With the opacity of its class.
    Class(&'static str),
    /// With an opacity of its own, in hundredths, on each page.
    Said {
        /// On a light page.
        light: u8,
        /// On a dark page.
        dark: u8,
    },
}

impl Tint {
    /// The class; empty without one.
    pub const fn class(self) -> &'static str {
        match self {
            Tint::Class(class) => class,
            Tint::Full | Tint::Said { .. } => "",
        }
    }
}

/// The first step that leaves labels legible on a fill.
pub fn step(fill: Color, page: Page, palette: &Palette) -> usize {
    // Authors choose fills for light pages, so there a fill is left as it is as long as labels can be read. On a
    // dark page it is a tint at best, so guards, whose ink is weaker, have a say too.
    let role = match page {
        Page::Light => Role::MessageText,
        Page::Dark => Role::Guard,
    };
    let ink = palette.paint(role).fill.unwrap_or(Color::BLACK);
    let ground = palette.paint(Role::Canvas).fill.unwrap_or(Color::WHITE);
    let legible = |step: &u8| ink.contrast(mixed(fill, ground, *step)) >= LEGIBLE;
    STEPS.iter().position(legible).unwrap_or(STEPS.len() - 1)
}

/// The steps of a fill on a light page and on a dark one.
pub fn steps(fill: Color, theme: &Theme) -> (usize, usize) {
    let light = step(fill, Page::Light, &theme.light);
    (light, theme.dark.as_ref().map_or(light, |dark| step(fill, Page::Dark, dark)))
}

/// A fill with this opacity on a ground.
pub fn mixed(fill: Color, ground: Color, opacity: u8) -> Color {
    let mix = |over: u8, under: u8| {
        let (over, under, opacity) = (u32::from(over), u32::from(under), u32::from(opacity));
        u8::try_from((over * opacity + under * (100 - opacity)) / 100).expect("a mean is between its parts")
    };
    Color::rgb(mix(fill.red, ground.red), mix(fill.green, ground.green), mix(fill.blue, ground.blue))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pale_fill_stays_on_a_light_page_and_fades_on_a_dark_one() {
        let (light, dark) = steps(Color::rgb(0xf0, 0xf8, 0xff), &Theme::default());
        assert_eq!(light, 0);
        assert!(STEPS[dark] <= 45, "{dark}");
    }

    #[test]
    fn every_fill_leaves_labels_legible_in_every_theme() {
        for name in Theme::BUILTIN {
            let theme = Theme::builtin(name).expect("it is built in");
            let palettes = [Some(&theme.light), theme.dark.as_ref()];
            for rgb in [[0, 0, 0], [255, 255, 255], [255, 0, 0], [70, 130, 180], [255, 255, 0], [0, 0, 128]] {
                let fill = Color::rgb(rgb[0], rgb[1], rgb[2]);
                let (light, dark) = steps(fill, &theme);
                for (palette, step) in palettes.iter().zip([light, dark]) {
                    let Some(palette) = palette else { continue };
                    let ink = palette.paint(Role::MessageText).fill.expect("labels have an ink");
                    let ground = palette.paint(Role::Canvas).fill.expect("the canvas is painted");
                    assert!(ink.contrast(mixed(fill, ground, STEPS[step])) >= 4.5, "{name} {fill:?}");
                }
            }
        }
    }
}
