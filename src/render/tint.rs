//! The colours in which authors' fills of groups and fragments are shown.
//!
//! Texts stand on groups and fragments in the ink of the theme, light or dark, while an author chose the fill for a light
//! page. Where that ink could not be read on it, a light page mixes the fill with its canvas, and a dark page shows a dark
//! fill of the same hue. Either way it is opaque, so that a fill on another one is shown as it is alone.

use crate::notation::Color;
use crate::scene::Role;
use crate::theme::Palette;

/// The least contrast of text on a tint: that of WCAG 2, AA, and something to spare.
const LEGIBLE: f64 = 5.0;

/// How much of a fill is left, in hundredths.
const STEPS: [u8; 6] = [100, 70, 45, 30, 20, 10];

/// The colour that a fill is shown in by a palette.
pub fn shown(fill: Color, palette: &Palette) -> Color {
    let ground = palette.paint(Role::Canvas).fill.unwrap_or(Color::WHITE);
    let is_dark = ground.ink() == Color::WHITE;
    let fill = if is_dark { fill.as_dark_fill() } else { fill };
    let ink = palette.paint(Role::MessageText).fill.unwrap_or(ground.ink());
    let mut steps = STEPS.into_iter().map(|step| mixed(fill, ground, step));
    let legible = steps.find(|shown| ink.contrast(*shown) >= LEGIBLE);
    legible.unwrap_or_else(|| mixed(fill, ground, STEPS[STEPS.len() - 1]))
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
    use crate::theme::Theme;

    #[test]
    fn a_pale_fill_stays_on_a_light_page_and_is_dark_on_a_dark_one() {
        let theme = Theme::default();
        let aliceblue = Color::rgb(0xf0, 0xf8, 0xff);
        assert_eq!(shown(aliceblue, &theme.light), aliceblue);
        let dark = theme.dark.as_ref().expect("the default has a dark half");
        assert_eq!(shown(aliceblue, dark), Color::rgb(0x14, 0x28, 0x39));
    }

    #[test]
    fn every_fill_leaves_labels_legible_in_every_theme() {
        for name in Theme::BUILTIN {
            let theme = Theme::builtin(name).expect("it is built in");
            for palette in [Some(&theme.light), theme.dark.as_ref()].into_iter().flatten() {
                for rgb in (0..512_u32).map(|rgb| [rgb >> 6, rgb >> 3, rgb].map(|part| (part as u8 & 7) * 36))
                {
                    let fill = shown(Color::rgb(rgb[0], rgb[1], rgb[2]), palette);
                    for role in [Role::MessageText, Role::FragmentTabText, Role::Title] {
                        let ink = palette.paint(role).fill.expect("texts have an ink");
                        assert!(ink.contrast(fill) >= 4.5, "{name} {role:?} {rgb:?} {fill:?}");
                    }
                }
            }
        }
    }
}
