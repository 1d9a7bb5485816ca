//! Reads an SVG of seqwright: its size, its words, and the tree to draw.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use resvg::usvg::roxmltree::Document;
use resvg::usvg::{self, ImageHrefResolver, ImageKind, Tree};

use crate::{Background, Fonts, MAX_PIXELS, MAX_SIDE, RasterError, resolver};

/// The most pixels of an image in the picture: what is small as a file may be very large when it is decoded.
const MAX_IMAGE_PIXELS: u64 = 16_000_000;

/// The texts of a picture that readers without the picture get.
pub struct Words {
    /// Its title.
    pub title: Option<String>,
    /// Its description.
    pub description: Option<String>,
}

impl Words {
    /// The words of a picture.
    pub fn of(document: &Document<'_>) -> Words {
        let child = |name: &str| document.root_element().children().find(|node| node.has_tag_name(name));
        let text = |name: &str| {
            child(name)
                .and_then(|node| node.text())
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        Words { title: text("title"), description: text("desc") }
    }
}

fn broken(error: impl std::fmt::Display) -> RasterError {
    RasterError::Internal(error.to_string())
}

/// The SVG as XML.
pub fn document(svg: &str) -> Result<Document<'_>, RasterError> {
    Document::parse(svg).map_err(broken)
}

/// How many pixels the picture has at a scale. Only the first tag is read: a picture that is too large is refused
/// before anything is made of it.
pub fn pixels(svg: &str, scale: f32) -> Result<(u32, u32), RasterError> {
    let end = svg.find('>').ok_or_else(|| broken("there is no tag"))?;
    let first = format!("{}></svg>", svg[..end].trim_end_matches('/'));
    let document = document(&first)?;
    let side = |name: &str| -> Result<f64, RasterError> {
        let text = document.root_element().attribute(name).ok_or_else(|| broken("it has no size"))?;
        text.parse().map_err(broken)
    };
    let (width, height) = (side("width")?, side("height")?);
    let at = |side: f64, scale: f64| (side * scale).ceil().max(1.0) as u64;
    let fits = |scale: f64| {
        let (width, height) = (at(width, scale), at(height, scale));
        width.max(height) <= u64::from(MAX_SIDE) && width * height <= MAX_PIXELS
    };
    let wanted = f64::from(scale);
    if !fits(wanted) {
        // From large to small, in hundredths.
        let fitting =
            (10..(wanted * 100.0).ceil() as u32).rev().map(|it| f64::from(it) / 100.0).find(|&it| fits(it));
        let scale_that_fits = fitting.map(|it| it as f32);
        return Err(RasterError::TooLarge {
            width: at(width, wanted),
            height: at(height, wanted),
            scale_that_fits,
        });
    }
    let narrow = |side| u32::try_from(at(side, wanted)).map_err(broken);
    Ok((narrow(width)?, narrow(height)?))
}

/// The tree to draw.
pub fn tree(document: &Document<'_>, fonts: &Fonts, background: Background) -> Result<Tree, RasterError> {
    let fault = Mutex::new(None);
    let texts = document.descendants().filter_map(|node| node.text());
    let characters: BTreeSet<char> = texts.flat_map(str::chars).filter(|it| !it.is_ascii()).collect();
    let options = usvg::Options {
        font_resolver: resolver::resolver(fonts, &characters),
        fontdb: fonts.database.clone(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|kind, data, _| match image(kind, data) {
                Ok(image) => Some(image),
                Err(reason) => {
                    fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(reason);
                    None
                }
            }),
            // No file is opened.
            resolve_string: Box::new(|_, _| None),
        },
        style_sheet: (background != Background::Theme).then(|| "svg.sq rect.c{fill:none}".to_owned()),
        ..usvg::Options::default()
    };
    let tree = Tree::from_xmltree(document, &options).map_err(broken)?;
    drop(options);
    match fault.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(reason) => Err(RasterError::Image { reason }),
        None => Ok(tree),
    }
}

/// An image in the picture, unless it is too large.
fn image(kind: &str, data: Arc<Vec<u8>>) -> Result<ImageKind, String> {
    let size = imagesize::blob_size(&data)
        .map_err(|_| "it is not an image in the format that it names".to_owned())?;
    if size.width as u64 * size.height as u64 > MAX_IMAGE_PIXELS {
        let most = MAX_IMAGE_PIXELS / 1_000_000;
        return Err(format!("it has {} x {} pixels, more than {most} million", size.width, size.height));
    }
    match kind {
        "image/png" => Ok(ImageKind::PNG(data)),
        "image/jpeg" | "image/jpg" => Ok(ImageKind::JPEG(data)),
        "image/gif" => Ok(ImageKind::GIF(data)),
        "image/webp" => Ok(ImageKind::WEBP(data)),
        other => Err(format!("its format is {other}")),
    }
}
