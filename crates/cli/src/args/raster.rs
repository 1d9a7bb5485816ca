//! The arguments of PNG and PDF.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

/// The smallest and the largest scale.
const SCALES: std::ops::RangeInclusive<f32> = 0.1..=8.0;

/// How pictures are drawn that have fonts in them.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub struct RasterArgs {
    /// Pixels of a PNG for each pixel of the SVG, from 0.1 to 8 [default: 2]
    #[arg(long, value_name = "N", value_parser = scale, allow_negative_numbers = true)]
    pub scale: Option<f32>,
    /// Background of a PNG or a PDF: `theme`, `none` (transparent) or a colour such as `#ffffff` [default: theme]
    #[arg(long, value_name = "COLOR", value_parser = background)]
    pub background: Option<Ground>,
    /// Pages of a PDF [default: fit]
    #[arg(long, value_name = "PAPER")]
    pub paper: Option<Paper>,
    /// Font file for characters that the bundled fonts lack, and for families that the theme names; may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub font: Vec<PathBuf>,
    /// Draw characters that no other font has with the fonts of this machine
    #[arg(long)]
    pub system_fonts: bool,
}

/// The pages of a PDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Paper {
    /// One page, as large as the picture
    #[default]
    Fit,
    /// Pages of 210 x 297 mm
    A4,
    /// Pages of 8.5 x 11 inches
    Letter,
}

/// What is behind a drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// The canvas of the theme.
    #[default]
    Theme,
    /// Nothing.
    None,
    /// A colour: red, green, blue.
    Color(u8, u8, u8),
}

fn scale(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|number| SCALES.contains(number));
    number.ok_or_else(|| format!("write a number from {} to {}", SCALES.start(), SCALES.end()))
}

fn background(text: &str) -> Result<Ground, String> {
    let hex =
        text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.bytes().all(|it| it.is_ascii_hexdigit()));
    let color = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()).map(u32::to_be_bytes);
    match (text, color) {
        ("theme", _) => Ok(Ground::Theme),
        ("none", _) => Ok(Ground::None),
        (_, Some([_, red, green, blue])) => Ok(Ground::Color(red, green, blue)),
        (_, None) => Err("write `theme`, `none` or a colour such as `#ffffff`".to_owned()),
    }
}
