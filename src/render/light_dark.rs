//! Declares colours that differ between light and dark pages.

use super::element::push_color;
use super::number;
use crate::notation::Color;
use crate::px::Px;

/// A colour with its opacity, as one value of CSS.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Hue {
    /// The colour; none where nothing is painted.
    pub color: Option<Color>,
    /// The opacity in hundredths.
    pub opacity: u8,
}

impl Hue {
    /// A colour that hides what is behind it.
    pub const fn full(color: Option<Color>) -> Hue {
        Hue { color, opacity: 100 }
    }

    /// Writes the value; where nothing is painted, that word.
    pub fn push(self, out: &mut Vec<u8>, nothing: &str) {
        match self.color {
            None => out.extend_from_slice(nothing.as_bytes()),
            Some(color) if self.opacity == 100 => push_color(out, color),
            Some(color) => {
                for (before, part) in [("rgb(", color.red), (" ", color.green), (" ", color.blue)] {
                    out.extend_from_slice(before.as_bytes());
                    number::push_whole(out, u64::from(part));
                }
                out.push(b'/');
                number::push(out, Px::hundredths(i64::from(self.opacity)));
                out.push(b')');
            }
        }
    }
}

/// Declares a colour. A browser that does not know `light-dark` drops the second declaration and keeps the light
/// colour.
pub fn declare(out: &mut Vec<u8>, property: &str, light: Hue, dark: Hue) {
    out.extend_from_slice(property.as_bytes());
    light.push(out, "none");
    if light != dark {
        out.push(b';');
        out.extend_from_slice(property.as_bytes());
        push_pair(out, light, dark);
    }
}

/// Writes the value for both pages. `none` is not a colour, so it cannot be one of the two.
pub fn push_pair(out: &mut Vec<u8>, light: Hue, dark: Hue) {
    out.extend_from_slice(b"light-dark(");
    light.push(out, "transparent");
    out.push(b',');
    dark.push(out, "transparent");
    out.push(b')');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(light: Hue, dark: Hue) -> String {
        let mut out = Vec::new();
        declare(&mut out, "fill:", light, dark);
        String::from_utf8(out).expect("it was written from strings")
    }

    #[test]
    fn a_colour_that_differs_is_declared_for_light_pages_first() {
        let (black, white) = (Hue::full(Some(Color::BLACK)), Hue::full(Some(Color::WHITE)));
        assert_eq!(declared(black, white), "fill:#000;fill:light-dark(#000,#fff)");
        assert_eq!(declared(black, black), "fill:#000");
    }

    #[test]
    fn an_opacity_that_differs_is_part_of_the_colour() {
        let faint = |opacity| Hue { color: Some(Color::rgb(1, 20, 255)), opacity };
        assert_eq!(
            declared(faint(4), faint(30)),
            "fill:rgb(1 20 255/0.04);fill:light-dark(rgb(1 20 255/0.04),rgb(1 20 255/0.3))"
        );
    }

    #[test]
    fn nothing_on_one_page_is_transparent_there() {
        let (none, white) = (Hue::full(None), Hue::full(Some(Color::WHITE)));
        assert_eq!(declared(none, white), "fill:none;fill:light-dark(transparent,#fff)");
    }
}
