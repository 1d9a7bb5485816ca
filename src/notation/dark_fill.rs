//! The fill that stands for an author's on a dark page: dark, in the same hue.
//!
//! OKLCH is the space in which hue is kept. It is computed with arithmetic and square roots alone, which give the same
//! bits on every machine.

use super::Color;
use super::color::linear;

/// The lightness of such a fill.
const LIGHTNESS: f64 = 0.27;
/// The least chroma that shows a hue there, and the greatest that leaves texts calm.
const CHROMA: (f64, f64) = (0.04, 0.07);
/// How much more chroma a fill may get than its author gave it: a grey stays grey.
const MOST_GAIN: f64 = 10.0;

impl Color {
    /// The colour of the same hue that is dark enough to be a fill under light text.
    ///
    /// ```
    /// use seqwright::notation::Color;
    /// let mistyrose = Color::rgb(0xff, 0xe4, 0xe1);
    /// assert_eq!(mistyrose.as_dark_fill(), Color::rgb(0x38, 0x1e, 0x1c));
    /// ```
    pub fn as_dark_fill(self) -> Color {
        let (a, b) = hue(self);
        let chroma = (a * a + b * b).sqrt();
        if chroma < 1e-4 {
            return from_oklab(LIGHTNESS, 0.0, 0.0);
        }
        let scale = chroma.clamp(CHROMA.0, CHROMA.1).min(chroma * MOST_GAIN) / chroma;
        from_oklab(LIGHTNESS, a * scale, b * scale)
    }
}

/// The `a` and `b` of a colour in OKLab.
fn hue(color: Color) -> (f64, f64) {
    let [r, g, b] = [color.red, color.green, color.blue].map(linear);
    let l = cube_root(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
    let m = cube_root(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
    let s = cube_root(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
    (
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    )
}

fn from_oklab(lightness: f64, a: f64, b: f64) -> Color {
    let cube = |root: f64| root * root * root;
    let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
    let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
    let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
    Color::rgb(
        byte(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
        byte(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
        byte(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s),
    )
}

/// The cube root of a number from 0 to 1, by Newton's steps.
fn cube_root(of: f64) -> f64 {
    if of <= 0.0 {
        return 0.0;
    }
    let mut root = 1.0;
    for _ in 0..32 {
        root -= (root * root * root - of) / (3.0 * root * root);
    }
    root
}

/// The part of a colour whose light is nearest. Light grows with the part, so that halving finds it.
fn byte(light: f64) -> u8 {
    let (mut low, mut high) = (0, u8::MAX);
    while low < high {
        let middle = low + (high - low) / 2;
        if linear(middle) < light { low = middle + 1 } else { high = middle }
    }
    let is_below_nearer = low > 0 && light - linear(low - 1) <= linear(low) - light;
    if is_below_nearer { low - 1 } else { low }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pale_and_strong_fills_keep_their_hue() {
        for (fill, dark) in [
            ("aliceblue", [0x14, 0x28, 0x39]),
            ("honeydew", [0x19, 0x2c, 0x1a]),
            ("mistyrose", [0x38, 0x1e, 0x1c]),
            ("lightgreen", [0x0c, 0x2f, 0x0e]),
            ("gold", [0x31, 0x25, 0x00]),
        ] {
            let shown = Color::from_written(fill).expect("it is a colour of CSS").as_dark_fill();
            assert_eq!([shown.red, shown.green, shown.blue], dark, "{fill}");
        }
    }

    #[test]
    fn a_grey_stays_grey() {
        for part in [0, 0x80, 0xd3, 0xff] {
            let Color { red, green, blue } = Color::rgb(part, part, part).as_dark_fill();
            assert_eq!((red, green), (green, blue));
        }
    }

    #[test]
    fn light_text_is_legible_on_every_one() {
        for rgb in (0..4096_u32).map(|rgb| [rgb >> 8, rgb >> 4, rgb].map(|part| (part as u8 & 15) * 17)) {
            let fill = Color::rgb(rgb[0], rgb[1], rgb[2]).as_dark_fill();
            assert!(fill.contrast(Color::WHITE) > 12.0, "{rgb:?} {fill:?}");
        }
    }
}
