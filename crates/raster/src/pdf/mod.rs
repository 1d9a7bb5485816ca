//! PDF: what is on which page, and the words, links and chapters beside the drawing.

mod faces;
mod ink;
mod page;
mod paper;
mod text;

use krilla::Document;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::Page;
use resvg::usvg::Tree;
use seqwright::scene::{Landmarks, Link};

use crate::picture::{self, Words};
use crate::{Background, Fonts, MAX_PAGE, Paper, PdfOptions, Raster, RasterError, glyphs};
use faces::Faces;
use page::{Ground, Place, Sheet};

/// Points for each pixel.
const POINTS: f32 = 0.75;
/// What the file says that it was made by, and how one of this package is recognised.
const CREATOR: &str = "seqwright";

/// Whether a file is a PDF that was drawn by this package.
pub fn is_pdf_of_seqwright(file: &[u8]) -> bool {
    let mark = format!("/Creator({CREATOR})");
    file.starts_with(b"%PDF-") && file.windows(mark.len()).any(|part| part == mark.as_bytes())
}

/// Draws an SVG picture of seqwright, and the landmarks of its scene, as PDF.
///
/// # Errors
///
/// If a page would be too large, or an image in it cannot be drawn.
pub fn pdf(
    svg: &str,
    landmarks: &Landmarks,
    fonts: &Fonts,
    options: &PdfOptions,
) -> Result<Raster, RasterError> {
    let mut book = Book::new(svg, fonts, *options)?;
    let tree = book.tree(svg)?;
    match options.paper {
        Paper::Fit => book.whole(&tree, landmarks, u32::MAX)?,
        Paper::A4 | Paper::Letter => book.slices(&tree, landmarks)?,
    }
    book.finish()
}

/// Draws a PDF with a page for each step of a picture: SVGs of one size, from the first step to the last.
///
/// # Errors
///
/// If a page would be too large, or an image in it cannot be drawn.
pub fn pdf_of_steps(
    svg: &str,
    steps: impl IntoIterator<Item = String>,
    landmarks: &Landmarks,
    fonts: &Fonts,
    options: &PdfOptions,
) -> Result<Raster, RasterError> {
    let mut book = Book::new(svg, fonts, *options)?;
    for (step, svg) in (1..).zip(steps) {
        let tree = book.tree(&svg)?;
        book.whole(&tree, landmarks, step)?;
    }
    book.finish()
}

/// A PDF that is being written.
struct Book<'f> {
    document: Document,
    faces: Faces<'f>,
    fonts: &'f Fonts,
    options: PdfOptions,
    pages: usize,
    outline: Vec<OutlineNode>,
    missing: Vec<glyphs::Missing>,
}

impl<'f> Book<'f> {
    fn new(svg: &str, fonts: &'f Fonts, options: PdfOptions) -> Result<Book<'f>, RasterError> {
        let svg = picture::document(svg)?;
        let tree = picture::tree(&svg, fonts, options.background)?;
        let missing = glyphs::missing_from(&svg, fonts, &tree);
        let words = Words::of(&svg);
        let mut document = Document::new();
        document.set_metadata(
            Metadata::new()
                .title(words.title.unwrap_or_default())
                .description(words.description.unwrap_or_default())
                .creator(CREATOR.to_owned()),
        );
        let faces = Faces::new(&fonts.database);
        Ok(Book { document, faces, fonts, options, pages: 0, outline: Vec::new(), missing })
    }

    fn tree(&self, svg: &str) -> Result<Tree, RasterError> {
        picture::tree(&picture::document(svg)?, self.fonts, self.options.background)
    }

    /// A page as large as the picture, with what there is up to an event.
    fn whole(&mut self, tree: &Tree, landmarks: &Landmarks, last: u32) -> Result<(), RasterError> {
        let size = tree.size();
        let points = |side: f32| (f64::from(side * POINTS)).ceil() as u64;
        let (width, height) = (points(size.width()), points(size.height()));
        if width.max(height) > u64::from(MAX_PAGE) {
            return Err(RasterError::PageTooLarge { width, height });
        }
        let place = Place { x: 0.0, y: 0.0, scale: POINTS, stretch: 1.0 };
        let sheet = Sheet { width: size.width() * POINTS, height: size.height() * POINTS };
        let mut page = sheet.start(&mut self.document)?;
        let mut surface = page.surface();
        Ground::of(tree, self.options.background).fill(&sheet, &mut surface);
        place.draw(tree, (0.0, size.height()), &mut self.faces, &mut surface)?;
        surface.finish();
        for link in landmarks.links.iter().filter(|link| link.event <= last) {
            annotate(&mut page, link, &place);
        }
        page.finish();
        let is_of_steps = last != u32::MAX;
        for chapter in &landmarks.chapters {
            if !is_of_steps || chapter.event == last {
                let top = if is_of_steps { 0.0 } else { place.point(0.0, page::pixels(chapter.top)).1 };
                self.mark(&chapter.title, top);
            }
        }
        self.pages += 1;
        Ok(())
    }

    /// Pages of paper.
    fn slices(&mut self, tree: &Tree, landmarks: &Landmarks) -> Result<(), RasterError> {
        let size = tree.size();
        let layout = paper::Layout::new(self.options.paper, (size.width(), size.height()), landmarks);
        let ground = Ground::of(tree, self.options.background);
        for slice in &layout.slices {
            let mut page = layout.sheet.start(&mut self.document)?;
            let mut surface = page.surface();
            ground.fill(&layout.sheet, &mut surface);
            if let Some(heads) = slice.heads {
                layout.place(heads.0, 0.0).draw(tree, heads, &mut self.faces, &mut surface)?;
            }
            for (frame, y) in slice.continued.iter().zip(0..) {
                let words = paper::continued(frame, tree);
                let tree = picture::tree(&picture::document(&words)?, self.fonts, Background::Theme)?;
                let y = slice.names + y as f32 * paper::CONTINUED;
                let place = layout.place_at(page::pixels(frame.rect.x), y);
                place.draw(&tree, (0.0, tree.size().height()), &mut self.faces, &mut surface)?;
            }
            let place = layout.place(slice.top, slice.offset);
            place.draw(tree, (slice.top, slice.bottom), &mut self.faces, &mut surface)?;
            for (cut, y) in slice.edges() {
                layout.place_edge(cut, y).draw(tree, cut, &mut self.faces, &mut surface)?;
            }
            surface.finish();
            let is_on = |y: f32| (slice.top..slice.bottom).contains(&y);
            for link in landmarks.links.iter().filter(|it| is_on(page::pixels(it.rect.y))) {
                annotate(&mut page, link, &place);
            }
            page.finish();
            for chapter in landmarks.chapters.iter().filter(|it| is_on(page::pixels(it.top))) {
                self.mark(&chapter.title, place.point(0.0, page::pixels(chapter.top)).1);
            }
            self.pages += 1;
        }
        Ok(())
    }

    /// Adds a bookmark to the page that was drawn last.
    fn mark(&mut self, title: &str, y: f32) {
        let point = Point::from_xy(0.0, y);
        self.outline.push(OutlineNode::new(title.to_owned(), XyzDestination::new(self.pages, point)));
    }

    fn finish(mut self) -> Result<Raster, RasterError> {
        if !self.outline.is_empty() {
            let mut outline = Outline::new();
            self.outline.drain(..).for_each(|node| outline.push_child(node));
            self.document.set_outline(outline);
        }
        let internal = |error| RasterError::Internal(format!("{error:?}"));
        let bytes = self.document.finish().map_err(internal)?;
        Ok(Raster { bytes, missing: self.missing })
    }
}

/// Makes a place on a page a link. Its text is what it is called where it is not seen.
fn annotate(page: &mut Page<'_>, link: &Link, place: &Place) {
    let [left, top, right, bottom] =
        [link.rect.x, link.rect.y, link.rect.right(), link.rect.bottom()].map(page::pixels);
    let ((left, top), (right, bottom)) = (place.point(left, top), place.point(right, bottom));
    let Some(rect) = krilla::geom::Rect::from_ltrb(left, top, right, bottom) else { return };
    let action = Action::Link(LinkAction::new(link.href.as_str().to_owned()));
    let annotation = LinkAnnotation::new(rect, Target::Action(action));
    page.add_annotation(Annotation::new_link(annotation, Some(link.text.clone())));
}
