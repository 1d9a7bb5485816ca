//! Draws the nodes of usvg's tree. The SVG of seqwright has no gradients, masks, clips and filters, so they have no
//! counterpart here and are an error.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use resvg::tiny_skia::PathSegment;
use resvg::usvg::{self, Group, ImageKind, Node, PaintOrder};

use super::faces::Faces;
use crate::RasterError;

/// Draws on a page.
pub struct Ink<'i, 's, 'f> {
    pub surface: &'i mut Surface<'s>,
    pub faces: &'i mut Faces<'f>,
    /// The top and the bottom of what is wanted of the picture.
    pub window: (f32, f32),
}

impl Ink<'_, '_, '_> {
    /// Draws a group.
    pub fn group(&mut self, group: &Group) -> Result<(), RasterError> {
        if group.mask().is_some() || group.clip_path().is_some() || !group.filters().is_empty() {
            return Err(foreign("a mask, a clip or a filter"));
        }
        self.surface.push_transform(&transform(group.transform()));
        let opacity = NormalizedF32::new(group.opacity().get()).filter(|it| *it != NormalizedF32::ONE);
        if let Some(opacity) = opacity {
            self.surface.push_opacity(opacity);
        }
        let drawn = group.children().iter().try_for_each(|node| self.node(node));
        if opacity.is_some() {
            self.surface.pop();
        }
        self.surface.pop();
        drawn
    }

    fn node(&mut self, node: &Node) -> Result<(), RasterError> {
        let bounds = node.abs_stroke_bounding_box();
        if bounds.bottom() < self.window.0 || bounds.top() > self.window.1 {
            return Ok(());
        }
        match node {
            Node::Group(group) => self.group(group),
            Node::Path(path) => self.path(path),
            Node::Text(text) => self.text(text),
            Node::Image(image) => self.image(image),
        }
    }

    /// Draws a path.
    pub fn path(&mut self, path: &usvg::Path) -> Result<(), RasterError> {
        let Some(data) = outline(path.data()).filter(|_| path.is_visible()) else { return Ok(()) };
        let (fill, stroke) =
            (path.fill().map(self::fill).transpose()?, path.stroke().map(self::stroke).transpose()?);
        let parts = match (path.paint_order(), fill, stroke) {
            (_, None, None) => return Ok(()),
            (PaintOrder::StrokeAndFill, fill @ Some(_), stroke @ Some(_)) => {
                vec![(None, stroke), (fill, None)]
            }
            (_, fill, stroke) => vec![(fill, stroke)],
        };
        for (fill, stroke) in parts {
            self.surface.set_fill(fill);
            self.surface.set_stroke(stroke);
            self.surface.draw_path(&data);
        }
        Ok(())
    }

    fn image(&mut self, image: &usvg::Image) -> Result<(), RasterError> {
        if !image.is_visible() {
            return Ok(());
        }
        let decoded = match image.kind() {
            ImageKind::PNG(data) => Image::from_png(data.clone().into(), true),
            ImageKind::JPEG(data) => Image::from_jpeg(data.clone().into(), true),
            ImageKind::GIF(data) => Image::from_gif(data.clone().into(), true),
            ImageKind::WEBP(data) => Image::from_webp(data.clone().into(), true),
            ImageKind::SVG(_) => Err("it is an SVG".to_owned()),
        };
        let decoded = decoded.map_err(|reason| RasterError::Image { reason })?;
        if let Some(size) = Size::from_wh(image.size().width(), image.size().height()) {
            self.surface.draw_image(decoded, size);
        }
        Ok(())
    }
}

fn foreign(what: &str) -> RasterError {
    RasterError::Internal(format!("the SVG has {what}, which no picture of seqwright has"))
}

/// The same transform.
pub fn transform(of: usvg::Transform) -> Transform {
    Transform::from_row(of.sx, of.ky, of.kx, of.sy, of.tx, of.ty)
}

fn outline(path: &resvg::tiny_skia::Path) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => builder.move_to(to.x, to.y),
            PathSegment::LineTo(to) => builder.line_to(to.x, to.y),
            PathSegment::QuadTo(by, to) => builder.quad_to(by.x, by.y, to.x, to.y),
            PathSegment::CubicTo(one, two, to) => builder.cubic_to(one.x, one.y, two.x, two.y, to.x, to.y),
            PathSegment::Close => builder.close(),
        }
    }
    builder.finish()
}

/// A fill of a colour.
pub fn fill_of(red: u8, green: u8, blue: u8) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

/// The same fill.
pub fn fill(of: &usvg::Fill) -> Result<Fill, RasterError> {
    let rule = match of.rule() {
        usvg::FillRule::NonZero => FillRule::NonZero,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    };
    Ok(Fill { paint: paint(of.paint())?, opacity: opacity(of.opacity()), rule })
}

/// The same stroke.
pub fn stroke(of: &usvg::Stroke) -> Result<Stroke, RasterError> {
    let line_cap = match of.linecap() {
        usvg::LineCap::Butt => LineCap::Butt,
        usvg::LineCap::Round => LineCap::Round,
        usvg::LineCap::Square => LineCap::Square,
    };
    let line_join = match of.linejoin() {
        usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => LineJoin::Miter,
        usvg::LineJoin::Round => LineJoin::Round,
        usvg::LineJoin::Bevel => LineJoin::Bevel,
    };
    let dash = of.dasharray().map(|array| StrokeDash { array: array.to_vec(), offset: of.dashoffset() });
    let (paint, opacity) = (paint(of.paint())?, opacity(of.opacity()));
    let (width, miter_limit) = (of.width().get(), of.miterlimit().get());
    Ok(Stroke { paint, width, miter_limit, line_cap, line_join, opacity, dash })
}

fn paint(of: &usvg::Paint) -> Result<krilla::paint::Paint, RasterError> {
    match of {
        usvg::Paint::Color(color) => Ok(rgb::Color::new(color.red, color.green, color.blue).into()),
        usvg::Paint::LinearGradient(_) | usvg::Paint::RadialGradient(_) | usvg::Paint::Pattern(_) => {
            Err(foreign("a gradient or a pattern"))
        }
    }
}

fn opacity(of: usvg::Opacity) -> NormalizedF32 {
    NormalizedF32::new(of.get()).unwrap_or(NormalizedF32::ONE)
}
