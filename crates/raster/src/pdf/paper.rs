//! Divides a picture into pages of paper: scaled to their width, cut where its landmarks allow that.

use resvg::usvg::{Group, Node, Paint, Tree};
use seqwright::scene::{Break, Divided, Frame, Landmarks};

use super::POINTS;
use super::page::{Place, Sheet, pixels};
use crate::Paper;

/// The margin of a page in points: half an inch.
const MARGIN: f32 = 36.0;
/// What is left free below repeated heads, in pixels.
const GAP: f32 = 8.0;
/// How far what crosses a cut goes on at both sides of it, so that texts keep away from the end of a page, in pixels.
const EDGE: f32 = 8.0;
/// How much of the picture at a cut is drawn as high as an edge. It has no texts, only what crosses the cut.
const CUT: f32 = 0.5;
/// Heads are not repeated where those at the foot are as near, in pixels.
const NEAR: f32 = 60.0;
/// The height of a line that says which frame continues, in pixels.
pub const CONTINUED: f32 = 18.0;
/// The most such lines on a page.
const MOST_CONTINUED: usize = 3;
/// A page ends with a chapter if it is at least as full.
const CHAPTER: f32 = 0.5;
/// A page ends between two rows if it is at least as full, otherwise in a box.
const ROW: f32 = 0.4;
/// Heads that take more of a page are not repeated.
const HEADS: f32 = 0.25;

/// The pages of a picture.
pub struct Layout {
    pub sheet: Sheet,
    pub slices: Vec<Slice>,
    scale: f32,
    left: f32,
}

/// What is on a page. Heights are those of the picture, in pixels.
pub struct Slice {
    /// The heads, if they are repeated.
    pub heads: Option<(f32, f32)>,
    /// The frames that go on from the page before.
    pub continued: Vec<Frame>,
    /// How far down the page the lines about them are.
    pub names: f32,
    /// How far down the page the part of the picture is.
    pub offset: f32,
    /// Where that begins.
    pub top: f32,
    /// Where that ends.
    pub bottom: f32,
    /// What crosses the cut above it, and the cut below it.
    cuts: [Option<(f32, f32)>; 2],
}

impl Slice {
    /// The parts of the picture that are its edges, and how far down the page these are.
    pub fn edges(&self) -> impl Iterator<Item = ((f32, f32), f32)> {
        let places = [self.offset - EDGE, self.offset + self.bottom - self.top];
        self.cuts.into_iter().zip(places).filter_map(|(cut, y)| Some((cut?, y)))
    }
}

impl Layout {
    /// Divides a picture of this width and height in pixels.
    pub fn new(paper: Paper, (width, height): (f32, f32), landmarks: &Landmarks) -> Layout {
        let (short, long) = match paper {
            Paper::Letter => (612.0, 792.0),
            Paper::A4 | Paper::Fit => (595.28, 841.89),
        };
        // A wide picture is larger across, if it is all on the page then.
        let is_across = width > height && width * POINTS > short - 2.0 * MARGIN;
        let sheet = match is_across {
            true => Sheet { width: long, height: short },
            false => Sheet { width: short, height: long },
        };
        let scale = ((sheet.width - 2.0 * MARGIN) / width).min(POINTS);
        let left = (sheet.width - width * scale) / 2.0;
        let room = (sheet.height - 2.0 * MARGIN) / scale;
        Layout { sheet, slices: slices(room, height, landmarks), scale, left }
    }

    /// The place of the picture on a page whose part from `top` on is so far down.
    pub fn place(&self, top: f32, offset: f32) -> Place {
        Place { y: MARGIN + (offset - top) * self.scale, ..self.place_at(0.0, 0.0) }
    }

    /// The place of the picture that makes a part of it as high as an edge, so far down the page.
    pub fn place_edge(&self, (top, bottom): (f32, f32), y: f32) -> Place {
        let stretch = EDGE / (bottom - top);
        Place { stretch, ..self.place_at(0.0, y - top * stretch) }
    }

    /// The place of a picture whose corner is there, in pixels.
    pub fn place_at(&self, x: f32, y: f32) -> Place {
        Place { x: self.left + x * self.scale, y: MARGIN + y * self.scale, scale: self.scale, stretch: 1.0 }
    }
}

fn slices(room: f32, height: f32, landmarks: &Landmarks) -> Vec<Slice> {
    let heads = landmarks.heads.map(|it| (pixels(it.top), pixels(it.bottom)));
    let heads = heads.filter(|(top, bottom)| bottom - top < room * HEADS);
    let foot = landmarks.foot.map_or(f32::MAX, |it| pixels(it.top));
    let (mut slices, mut top, mut above) = (Vec::new(), 0.0, None);
    while top < height {
        let is_first = slices.is_empty();
        // Those at the foot may be nearly as high up.
        let heads = heads.filter(|_| !is_first && foot > top + NEAR);
        let names = heads.map_or(0.0, |(top, bottom)| bottom - top + GAP);
        let is_cut = |frame: &&Frame| pixels(frame.rect.y) < top && pixels(frame.rect.bottom()) > top;
        let continued: Vec<Frame> = match is_first {
            true => Vec::new(),
            false => landmarks.frames.iter().filter(is_cut).take(MOST_CONTINUED).cloned().collect(),
        };
        let edge = if above.is_some() { EDGE } else { 0.0 };
        let offset = names + continued.len() as f32 * CONTINUED + edge;
        let (bottom, below) = end(top, room - offset, height, &landmarks.breaks);
        slices.push(Slice { heads, continued, names, offset, top, bottom, cuts: [above, below] });
        (top, above) = (bottom, below);
    }
    slices
}

/// Where a page ends that begins at `top`, and the part of the picture there that has only what crosses the cut.
fn end(top: f32, room: f32, height: f32, breaks: &[Break]) -> (f32, Option<(f32, f32)>) {
    if top + room >= height {
        return (height, None);
    }
    let room = room - EDGE;
    let most = top + room;
    let last = |divides: Divided, full: f32| {
        let cuts = breaks.iter().filter(|it| it.divides == divides).filter_map(|it| {
            let end = pixels(it.at.bottom).min(most);
            Some((end - CUT, end)).filter(|cut| cut.0 >= pixels(it.at.top))
        });
        cuts.filter(|cut| cut.1 >= top + room * full)
            .reduce(|one, other| if other.1 > one.1 { other } else { one })
    };
    let rows = || last(Divided::Rows, ROW).or_else(|| last(Divided::Chapters, ROW));
    let chapter = last(Divided::Chapters, CHAPTER);
    let found =
        chapter.or_else(rows).or_else(|| last(Divided::Box, ROW)).or_else(|| last(Divided::Rows, 0.1));
    // Something very high, such as an image, is cut through.
    found.map_or((most, None), |cut| (cut.1, Some(cut)))
}

/// The words that a frame continues, as a picture.
pub fn continued(frame: &Frame, tree: &Tree) -> String {
    let words = format!("{} (continued)", frame.tab);
    let words = words.trim().replace('&', "&amp;").replace('<', "&lt;");
    let ink = text_color(tree.root()).unwrap_or_else(|| "#000".to_owned());
    let width = pixels(frame.rect.width).max(120.0);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{CONTINUED}\"><text x=\"6\" y=\"13\" \
         font-family=\"Arial\" font-style=\"italic\" font-size=\"12\" fill=\"{ink}\">{words}</text></svg>"
    )
}

/// The colour of the first text.
fn text_color(group: &Group) -> Option<String> {
    group.children().iter().find_map(|node| match node {
        Node::Group(group) => text_color(group),
        Node::Text(text) => match text.layouted().first()?.fill.as_ref()?.paint() {
            Paint::Color(it) => Some(format!("#{:02x}{:02x}{:02x}", it.red, it.green, it.blue)),
            Paint::LinearGradient(_) | Paint::RadialGradient(_) | Paint::Pattern(_) => None,
        },
        Node::Path(_) | Node::Image(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use seqwright::scene::{Item, Node, Scene, Shape};
    use seqwright::{Source, Theme, compile};

    use super::*;

    /// The tops and the bottoms of all texts.
    fn texts(scene: &Scene<'_>) -> Vec<(f32, f32)> {
        let items =
            scene.nodes().filter_map(|node| if let Node::Item(item) = node { Some(item) } else { None });
        let text = |item: &Item<'_>| match &item.shape {
            Shape::Text { at, size, .. } => {
                Some((pixels(at.y - *size * 91 / 100), pixels(at.y + *size * 22 / 100)))
            }
            Shape::Box { .. }
            | Shape::Line { .. }
            | Shape::Pieces { .. }
            | Shape::Arrow(_)
            | Shape::Symbol { .. }
            | Shape::Glyph { .. }
            | Shape::Image { .. }
            | Shape::Signs(_) => None,
        };
        items.filter_map(text).collect()
    }

    fn layout(text: &str, check: impl Fn(&Scene<'_>, &Layout)) {
        let compiled = compile(&Source::new("x.seq", text));
        let scene = compiled.scene(&Theme::default());
        let size = (scene.width.ceil() as f32, scene.height.ceil() as f32);
        check(&scene, &Layout::new(Paper::A4, size, &scene.landmarks()));
    }

    #[test]
    fn no_text_is_within_eight_pixels_of_the_end_of_a_page() {
        let note = vec!["line"; 120].join("\\n");
        let boxes = format!("A->B: x\nnote over A: {note}\nA->B: y");
        let rows = "A->B: x\nnote over B: y\nalt z\nB->A: w\nend\n".repeat(40);
        for text in [boxes, rows, "A->B: x\n".repeat(200)] {
            layout(&text, |scene, layout| {
                let texts = texts(scene);
                assert!(layout.slices.len() > 2);
                for slice in &layout.slices {
                    assert_eq!(
                        slice.edges().count(),
                        usize::from(slice.top > 0.0) + usize::from(slice.bottom < scene.height.ceil() as f32)
                    );
                    for cut in slice.cuts.into_iter().flatten() {
                        // An edge is as high as what has to be free.
                        assert!(
                            texts.iter().all(|(top, bottom)| *bottom <= cut.0 || *top >= cut.1),
                            "{cut:?}"
                        );
                    }
                }
            });
        }
    }

    #[test]
    fn pages_with_their_edges_are_no_higher_than_paper_and_leave_nothing_out() {
        layout(&"A->B: x\nnote over B: y\n".repeat(80), |scene, layout| {
            let room = (layout.sheet.height - 2.0 * MARGIN) / layout.scale;
            let mut top = 0.0;
            for slice in &layout.slices {
                assert_eq!(slice.top, top);
                top = slice.bottom;
                let last = slice
                    .edges()
                    .map(|(_, y)| y + EDGE)
                    .fold(slice.offset + slice.bottom - slice.top, f32::max);
                assert!(last <= room + 0.01, "{last} of {room}");
            }
            assert_eq!(top, scene.height.ceil() as f32);
        });
    }
}
