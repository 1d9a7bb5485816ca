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
        Place { x: self.left, y: MARGIN + (offset - top) * self.scale, scale: self.scale }
    }

    /// The place of a picture whose corner is there, in pixels.
    pub fn place_at(&self, x: f32, y: f32) -> Place {
        Place { x: self.left + x * self.scale, y: MARGIN + y * self.scale, scale: self.scale }
    }
}

fn slices(room: f32, height: f32, landmarks: &Landmarks) -> Vec<Slice> {
    let heads = landmarks.heads.map(|it| (pixels(it.top), pixels(it.bottom)));
    let heads = heads.filter(|(top, bottom)| bottom - top < room * HEADS);
    let foot = landmarks.foot.map_or(f32::MAX, |it| pixels(it.top));
    let (mut slices, mut top) = (Vec::new(), 0.0);
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
        let offset = names + continued.len() as f32 * CONTINUED;
        let bottom = end(top, room - offset, height, &landmarks.breaks);
        slices.push(Slice { heads, continued, names, offset, top, bottom });
        top = bottom;
    }
    slices
}

/// Where a page ends that begins at `top`.
fn end(top: f32, room: f32, height: f32, breaks: &[Break]) -> f32 {
    let most = top + room;
    if most >= height {
        return height;
    }
    let last = |divides: Divided, full: f32| {
        let fitting = breaks.iter().filter(|it| it.divides == divides && pixels(it.at.top) <= most);
        let ends = fitting.map(|it| pixels(it.at.bottom).min(most));
        ends.filter(|end| *end >= top + room * full).reduce(f32::max)
    };
    let rows = || last(Divided::Rows, ROW).or_else(|| last(Divided::Chapters, ROW));
    let chapter = last(Divided::Chapters, CHAPTER);
    let found =
        chapter.or_else(rows).or_else(|| last(Divided::Box, ROW)).or_else(|| last(Divided::Rows, 0.1));
    // Something very high, such as an image.
    found.unwrap_or(most)
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
