//! `PngOptions` and `PdfOptions`: the size and the background of a picture, and their limits.

/// The most pixels that a side may have.
pub const MAX_SIDE: u32 = 65_535;
/// The most pixels that a picture may have: each takes four bytes while it is drawn.
pub const MAX_PIXELS: u64 = 100_000_000;

/// The most points that a side of a page may have: 200 inches, the most that common viewers show.
pub const MAX_PAGE: u32 = 14_400;

/// What is behind the drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    /// The canvas of the theme.
    #[default]
    Theme,
    /// Nothing: the picture is transparent.
    None,
    /// A colour: red, green, blue.
    Color(u8, u8, u8),
}

/// How a PNG is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PngOptions {
    pub(crate) scale: f32,
    pub(crate) background: Background,
}

impl Default for PngOptions {
    fn default() -> PngOptions {
        PngOptions { scale: PngOptions::SCALE, background: Background::Theme }
    }
}

impl PngOptions {
    /// The scale unless another is set: letters of 14 pixels look soft on current screens.
    pub const SCALE: f32 = 2.0;
    /// The smallest and the largest scale.
    pub const SCALES: std::ops::RangeInclusive<f32> = 0.1..=8.0;

    /// Sets how many pixels a pixel of the SVG becomes, within [`PngOptions::SCALES`].
    #[must_use]
    pub fn scale(self, scale: f32) -> PngOptions {
        let within = scale.clamp(*PngOptions::SCALES.start(), *PngOptions::SCALES.end());
        PngOptions { scale: if scale.is_nan() { PngOptions::SCALE } else { within }, ..self }
    }

    /// Sets what is behind the drawing.
    #[must_use]
    pub fn background(self, background: Background) -> PngOptions {
        PngOptions { background, ..self }
    }
}

/// The pages of a PDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// One page, as large as the picture.
    #[default]
    Fit,
    /// Pages of 210 x 297 mm.
    A4,
    /// Pages of 8.5 x 11 inches.
    Letter,
}

/// How a PDF is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PdfOptions {
    pub(crate) paper: Paper,
    pub(crate) background: Background,
}

impl PdfOptions {
    /// Sets the pages.
    #[must_use]
    pub fn paper(self, paper: Paper) -> PdfOptions {
        PdfOptions { paper, ..self }
    }

    /// Sets what is behind the drawing.
    #[must_use]
    pub fn background(self, background: Background) -> PdfOptions {
        PdfOptions { background, ..self }
    }
}
