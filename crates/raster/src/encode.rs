//! Writes pixels as PNG: with a palette where that can hold all colours, and without alpha where nothing is transparent.

use std::collections::BTreeMap;

use png::{BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, Unit};
use resvg::tiny_skia::Pixmap;

use crate::RasterError;
use crate::picture::Words;

/// Red, green, blue, alpha.
type Pixel = [u8; 4];

/// Pixels per metre at scale 1, which is 96 per inch.
const PER_METRE: f32 = 96.0 / 0.0254;

/// The file of a picture that was drawn at a scale.
pub fn encode(pixmap: &Pixmap, scale: f32, words: &Words) -> Result<Vec<u8>, RasterError> {
    let internal = |error: png::EncodingError| RasterError::Internal(error.to_string());
    let pixels = || {
        pixmap
            .pixels()
            .iter()
            .map(|it| it.demultiply())
            .map(|it| [it.red(), it.green(), it.blue(), it.alpha()])
    };
    let is_opaque = pixmap.pixels().iter().all(|pixel| pixel.alpha() == 255);
    let palette = Palette::of(pixels());
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    // A drawing has large areas of one colour, which compress best as they are.
    encoder.set_filter(Filter::NoFilter);
    let per_metre = (PER_METRE * scale).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    // The first one is how a picture of seqwright is recognised.
    let software = Some("seqwright".to_owned());
    let texts = [("Software", &software), ("Title", &words.title), ("Description", &words.description)];
    for (keyword, text) in texts {
        if let Some(text) = text {
            encoder.add_itxt_chunk(keyword.to_owned(), text.clone()).map_err(internal)?;
        }
    }
    let data: Vec<u8> = match &palette {
        Some(palette) => {
            encoder.set_color(ColorType::Indexed);
            encoder
                .set_palette(palette.colors.iter().flat_map(|it| [it[0], it[1], it[2]]).collect::<Vec<u8>>());
            if !is_opaque {
                encoder.set_trns(palette.colors.iter().map(|it| it[3]).collect::<Vec<u8>>());
            }
            palette.indices(pixels())
        }
        None if is_opaque => {
            encoder.set_color(ColorType::Rgb);
            pixels().flat_map(|it| [it[0], it[1], it[2]]).collect()
        }
        None => {
            encoder.set_color(ColorType::Rgba);
            pixels().flatten().collect()
        }
    };
    let mut writer = encoder.write_header().map_err(internal)?;
    writer.write_image_data(&data).map_err(internal)?;
    writer.finish().map_err(internal)?;
    Ok(bytes)
}

/// All colours of a picture, in the order in which they are met.
struct Palette {
    colors: Vec<Pixel>,
    numbers: BTreeMap<Pixel, u8>,
}

impl Palette {
    /// The palette of a picture; `None` if it has more colours than one can hold.
    fn of(pixels: impl Iterator<Item = Pixel>) -> Option<Palette> {
        let mut palette = Palette { colors: Vec::new(), numbers: BTreeMap::new() };
        let mut last = None;
        for pixel in pixels {
            // Most pixels are as the one before.
            if last.replace(pixel) == Some(pixel) || palette.numbers.contains_key(&pixel) {
                continue;
            }
            palette.numbers.insert(pixel, u8::try_from(palette.colors.len()).ok()?);
            palette.colors.push(pixel);
        }
        Some(palette)
    }

    fn indices(&self, pixels: impl Iterator<Item = Pixel>) -> Vec<u8> {
        let mut last = ([0; 4], None);
        let mut number = |pixel: Pixel| {
            if last.1.is_none() || last.0 != pixel {
                last = (pixel, self.numbers.get(&pixel).copied());
            }
            last.1.unwrap_or_default()
        };
        pixels.map(&mut number).collect()
    }
}
