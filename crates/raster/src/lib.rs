//! Draws the SVG pictures of seqwright as PNG and PDF, with bundled fonts, so that the same picture gives the same bytes
//! on every machine.
//!
//! ```
//! use seqwright_raster::{Fonts, PngOptions, png};
//!
//! let source = seqwright::Source::new("hello.seq", "Client->Server: hello");
//! let svg = seqwright::compile(&source).svg(&seqwright::Theme::default());
//! let raster = png(&svg, &Fonts::bundled(), &PngOptions::default())?;
//! assert!(raster.bytes.starts_with(b"\x89PNG"));
//! assert!(raster.missing.is_empty());
//! # Ok::<(), seqwright_raster::RasterError>(())
//! ```
//!
//! The SVG is trusted to be one of seqwright's. No file and no address that it names is opened. A media query is not
//! applied, so the theme `auto` is drawn as on a light page.
//!
//! # Features
//!
//! - `pdf`: `pdf` and `pdf_of_steps`. It wants rustc 1.92.
//! - `system-fonts`: `Fonts::add_system`, the fonts of the machine.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod encode;
mod error;
mod fonts;
mod glyphs;
mod options;
#[cfg(feature = "pdf")]
mod pdf;
mod picture;
mod resolver;

pub use error::{FontError, RasterError};
pub use fonts::Fonts;
pub use glyphs::{Missing, missing};
pub use options::{Background, MAX_PAGE, MAX_PIXELS, MAX_SIDE, Paper, PdfOptions, PngOptions};
#[cfg(feature = "pdf")]
pub use pdf::{is_pdf_of_seqwright, pdf, pdf_of_steps};

use resvg::tiny_skia::{Pixmap, Transform};

/// A picture in a binary format.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Raster {
    /// The file.
    pub bytes: Vec<u8>,
    /// The characters that no font has, and that are boxes in the picture; each once.
    pub missing: Vec<Missing>,
}

/// Whether the first bytes of a file are those of a PNG that was drawn by this package.
pub fn is_png_of_seqwright(head: &[u8]) -> bool {
    const MARK: &[u8] = b"iTXtSoftware\0\0\0\0\0seqwright";
    head.starts_with(b"\x89PNG\r\n\x1a\n") && head.windows(MARK.len()).any(|part| part == MARK)
}

/// Draws an SVG picture of seqwright as PNG.
///
/// # Errors
///
/// If the picture would be too large, or an image in it cannot be drawn.
pub fn png(svg: &str, fonts: &Fonts, options: &PngOptions) -> Result<Raster, RasterError> {
    let (width, height) = picture::pixels(svg, options.scale)?;
    let document = picture::document(svg)?;
    let tree = picture::tree(&document, fonts, options.background)?;
    let missing = glyphs::missing_from(&document, fonts, &tree);
    let mut pixmap =
        Pixmap::new(width, height).ok_or_else(|| RasterError::Internal("no pixels".to_owned()))?;
    if let Background::Color(red, green, blue) = options.background {
        pixmap.fill(resvg::tiny_skia::Color::from_rgba8(red, green, blue, 255));
    }
    let transform = Transform::from_scale(options.scale, options.scale);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    let words = picture::Words::of(&document);
    let bytes = encode::encode(&pixmap, options.scale, &words)?;
    Ok(Raster { bytes, missing })
}
