//! A page, and a place on it for a part of a picture.

use krilla::Document;
use krilla::geom::{PathBuilder, Rect, Transform};
use krilla::page::{Page, PageSettings};
use krilla::paint::FillRule;
use krilla::surface::Surface;
use resvg::usvg::{Group, Node, Tree};
use seqwright::px::Px;

use super::faces::Faces;
use super::ink::{self, Ink};
use crate::{Background, RasterError};

/// A length of a scene in pixels.
pub fn pixels(length: Px) -> f32 {
    length.in_hundredths() as f32 / 100.0
}

/// The size of a page in points.
pub struct Sheet {
    pub width: f32,
    pub height: f32,
}

impl Sheet {
    /// Begins a page of this size.
    pub fn start<'d>(&self, document: &'d mut Document) -> Result<Page<'d>, RasterError> {
        let settings = PageSettings::from_wh(self.width, self.height);
        let settings = settings.ok_or_else(|| RasterError::Internal("the page has no size".to_owned()))?;
        Ok(document.start_page_with(settings))
    }
}

/// What all of a page is filled with.
pub struct Ground(Option<krilla::paint::Fill>);

impl Ground {
    /// The ground of a picture's pages: that of its canvas, unless it has another.
    pub fn of(tree: &Tree, background: Background) -> Ground {
        Ground(match background {
            Background::Theme => canvas(tree.root()),
            Background::None => None,
            Background::Color(red, green, blue) => Some(ink::fill_of(red, green, blue)),
        })
    }

    /// Fills a page.
    pub fn fill(&self, sheet: &Sheet, surface: &mut Surface<'_>) {
        let Some(fill) = &self.0 else { return };
        let mut path = PathBuilder::new();
        path.move_to(0.0, 0.0);
        path.line_to(sheet.width, 0.0);
        path.line_to(sheet.width, sheet.height);
        path.line_to(0.0, sheet.height);
        path.close();
        if let Some(path) = path.finish() {
            surface.set_stroke(None);
            surface.set_fill(Some(fill.clone()));
            surface.draw_path(&path);
        }
    }
}

/// The fill of what is drawn first, if it is a box: that is the canvas.
fn canvas(group: &Group) -> Option<krilla::paint::Fill> {
    match group.children().first()? {
        Node::Group(group) => canvas(group),
        Node::Path(path) => path.fill().and_then(|fill| ink::fill(fill).ok()),
        Node::Text(_) | Node::Image(_) => None,
    }
}

/// Where on a page the upper left corner of a picture is, and how large a pixel of it is, in points.
#[derive(Clone, Copy)]
pub struct Place {
    pub x: f32,
    pub y: f32,
    pub scale: f32,
    /// How much higher than wide a pixel is.
    pub stretch: f32,
}

impl Place {
    /// The point of the page for a point of the picture.
    pub fn point(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y + y * self.scale * self.stretch)
    }

    /// Draws what is between two heights of a picture.
    pub fn draw(
        &self,
        tree: &Tree,
        (top, bottom): (f32, f32),
        faces: &mut Faces<'_>,
        surface: &mut Surface<'_>,
    ) -> Result<(), RasterError> {
        let size = tree.size();
        let (wide, high) = (self.scale, self.scale * self.stretch);
        surface.push_transform(&Transform::from_row(wide, 0.0, 0.0, high, self.x, self.y));
        let is_part = top > 0.0 || bottom < size.height();
        let clip = Rect::from_ltrb(0.0, top, size.width(), bottom).filter(|_| is_part);
        if let Some(clip) = clip {
            let mut path = PathBuilder::new();
            path.push_rect(clip);
            if let Some(path) = path.finish() {
                surface.push_clip_path(&path, &FillRule::NonZero);
            }
        }
        let drawn = Ink { surface, faces, window: (top, bottom) }.group(tree.root());
        if clip.is_some() {
            surface.pop();
        }
        surface.pop();
        drawn
    }
}
