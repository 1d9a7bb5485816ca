//! Why a picture cannot be drawn, or a font not be used.

use std::fmt;

/// Why a picture cannot be drawn.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum RasterError {
    /// A PNG would have too many pixels.
    TooLarge {
        /// Its width in pixels.
        width: u64,
        /// Its height in pixels.
        height: u64,
        /// The largest scale, of two decimals, at which it can be drawn; `None` if there is none.
        scale_that_fits: Option<f32>,
    },
    /// A page of a PDF would be larger than viewers show.
    PageTooLarge {
        /// Its width in points.
        width: u64,
        /// Its height in points.
        height: u64,
    },
    /// An image of a participant cannot be drawn.
    Image {
        /// What is wrong with it.
        reason: String,
    },
    /// The SVG is not one of seqwright's, or there is a bug in this package.
    Internal(String),
}

impl fmt::Display for RasterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RasterError::TooLarge { width, height, .. } => write!(
                f,
                "the PNG would be {width} x {height} pixels; the limits are {} a side and {} million in all",
                crate::MAX_SIDE,
                crate::MAX_PIXELS / 1_000_000
            ),
            RasterError::PageTooLarge { width, height } => write!(
                f,
                "the page would be {width} x {height} points; the limit is {} a side",
                crate::MAX_PAGE
            ),
            RasterError::Image { reason } => write!(f, "an image cannot be drawn: {reason}"),
            RasterError::Internal(words) => write!(f, "the picture cannot be drawn: {words}"),
        }
    }
}

impl std::error::Error for RasterError {}

/// Why a font cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FontError {
    /// The bytes are no font of a known format.
    NotAFont,
}

impl fmt::Display for FontError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FontError::NotAFont => f.write_str("it is not a font in the format TTF, OTF, TTC or OTC"),
        }
    }
}

impl std::error::Error for FontError {}
