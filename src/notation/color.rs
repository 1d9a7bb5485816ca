//! `Color`: an RGB colour with its contrast, and colours that are legible on it.

/// A colour of the author's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Color {
    /// The black or the white that is the more legible on it.
    ///
    /// ```
    /// use seqwright::notation::Color;
    /// assert_eq!(Color::rgb(255, 230, 0).ink(), Color::BLACK);
    /// assert_eq!(Color::rgb(160, 0, 0).ink(), Color::WHITE);
    /// ```
    pub fn ink(self) -> Color {
        if self.contrast(Color::BLACK) >= self.contrast(Color::WHITE) { Color::BLACK } else { Color::WHITE }
    }

    /// The contrast with another colour, from 1 to 21, as WCAG 2 defines it.
    pub fn contrast(self, other: Color) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Mixes the colour with white or black as little as possible for a contrast with the ground of at least `least`
    /// (at most 4.5). The mix moves away from the ground, unless even white or black would not contrast that way; if
    /// they contrast well (3 to 1), but less than `least`, the result is white or black.
    ///
    /// ```
    /// use seqwright::notation::Color;
    /// let navy = Color::rgb(0, 0, 128);
    /// assert_eq!(navy.legible_on(Color::WHITE, Color::TEXT_CONTRAST), navy);
    /// assert_eq!(navy.legible_on(Color::BLACK, Color::TEXT_CONTRAST), Color::rgb(111, 111, 183));
    /// ```
    pub fn legible_on(self, ground: Color, least: f64) -> Color {
        const STEPS: u32 = 64;
        if self.contrast(ground) >= least {
            return self;
        }
        let own = if self.luminance() > ground.luminance() { Color::WHITE } else { Color::BLACK };
        let best = own.contrast(ground);
        let (end, least) =
            if best >= Color::LINE_CONTRAST { (own, least.min(best)) } else { (ground.ink(), least) };
        let mix = |from: u8, to: u8, step: u32| {
            let part = (u32::from(from) * (STEPS - step) + u32::from(to) * step) / STEPS;
            u8::try_from(part).expect("a mean is between its parts")
        };
        let mixed = |step| {
            let (red, green) = (mix(self.red, end.red, step), mix(self.green, end.green, step));
            Color::rgb(red, green, mix(self.blue, end.blue, step))
        };
        // On the way to `end`, all colours after one with enough contrast have enough, too.
        let (mut too_little, mut enough) = (0, STEPS);
        while enough - too_little > 1 {
            let step = (too_little + enough) / 2;
            if mixed(step).contrast(ground) >= least { enough = step } else { too_little = step }
        }
        mixed(enough)
    }

    /// The least contrast of text with its ground: that of WCAG 2.2, 1.4.3 (AA).
    pub const TEXT_CONTRAST: f64 = 4.5;
    /// The least contrast of lines with their ground: that of WCAG 2.2, 1.4.11 (AA).
    pub const LINE_CONTRAST: f64 = 3.0;
    /// Black.
    pub const BLACK: Color = Color::rgb(0, 0, 0);
    /// White.
    pub const WHITE: Color = Color::rgb(255, 255, 255);

    /// Makes a colour from its three parts.
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Color {
        Color { red, green, blue }
    }

    /// How light it is, from 0 to 1, as WCAG 2 defines it.
    fn luminance(self) -> f64 {
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

/// The light of one part of a colour: sRGB without its curve.
pub(super) fn linear(part: u8) -> f64 {
    LINEAR[usize::from(part)]
}

/// The light of each part. Every contrast asks for it several times.
static LINEAR: [f64; 256] = {
    let mut light = [0.0; 256];
    let mut part = 0;
    while part < light.len() {
        light[part] = light_of(part as f64 / 255.0);
        part += 1;
    }
    light
};

const fn light_of(part: f64) -> f64 {
    if part <= 0.04045 {
        return part / 12.92;
    }
    let base = (part + 0.055) / 1.055;
    // `base` to the power of 2.4 is its square times the fifth root of its square. Newton's steps use nothing
    // but arithmetic, which gives the same bits on every machine; `powf` does not.
    let square = base * base;
    let mut root = 1.0;
    let mut step = 0;
    while step < 24 {
        let fourth = root * root * root * root;
        root -= (fourth * root - square) / (5.0 * fourth);
        step += 1;
    }
    square * root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let close = |a: f64, b: f64| (a - b).abs() < 0.005;
        assert!(close(Color::BLACK.contrast(Color::WHITE), 21.0));
        assert!(close(Color::rgb(0x77, 0x77, 0x77).contrast(Color::WHITE), 4.48));
        assert!(close(Color::rgb(0x76, 0x76, 0x76).contrast(Color::WHITE), 4.54));
        assert!(close(Color::rgb(255, 0, 0).contrast(Color::WHITE), 4.0));
        assert!(close(Color::rgb(0, 0, 255).contrast(Color::BLACK), 2.44));
    }

    #[test]
    fn what_is_made_legible_is_no_further_off_than_it_must_be() {
        let colors = [[0, 0, 128], [255, 0, 0], [255, 255, 0], [119, 119, 119], [0, 0, 0], [255, 255, 255]];
        let colors = colors.map(|[red, green, blue]| Color::rgb(red, green, blue));
        for ground in colors {
            for color in colors {
                let shown = color.legible_on(ground, 4.5);
                // White on pure red is 4 to 1, and stays.
                assert!(shown.contrast(ground) >= 4.5 || shown == Color::WHITE, "{color:?} {ground:?}");
                assert!(color == shown || shown.contrast(ground) < 5.0, "{color:?} {ground:?} {shown:?}");
            }
        }
        let red = Color::rgb(255, 0, 0);
        assert_eq!(Color::WHITE.legible_on(red, 4.5), Color::WHITE);
    }

    #[test]
    fn ink_is_legible_on_every_colour() {
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let ground = Color::rgb(red, green, blue);
                    assert!(ground.contrast(ground.ink()) >= 4.5, "{ground:?}");
                }
            }
        }
    }
}
