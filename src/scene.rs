//! `Scene`: what is drawn, as shapes at fixed places in painting order. It holds no participants and no messages, so a
//! back end cannot decide anything about the diagram.

mod facts;
mod landmarks;
mod narration;
mod role;

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

pub use crate::icon::Glyph;
use crate::notation::{Color, Dash, Head, ParticipantKind, Style, Typeface};
use crate::px::Px;
use crate::ruler::Face;
pub use crate::sign::Sign;
use crate::text::{Href, Stroke};

pub use facts::{About, Facts, Kind, Special};
pub use landmarks::{Break, Chapter, Divided, Frame, Landmarks, Link, Stretch};
pub use narration::{Narration, Sentence, Topic};
pub use role::{PaintUse, Role};

/// A drawing with a place for everything. It borrows the texts of the diagram.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene<'d> {
    /// The width of the canvas.
    pub width: Px,
    /// The height of the canvas.
    pub height: Px,
    /// The title, read out to readers who do not see the drawing.
    pub title: String,
    /// The typeface of its texts.
    pub typeface: Typeface,
    /// The drawing in sentences, shortened if it is long: what is read out after the title.
    pub description: Vec<String>,
    /// The layers, from back to front. A group begins and ends in the same layer. The last two are the heads and what is in front,
    /// without what a [`Sink`] has taken.
    pub layers: Vec<Vec<Node<'d>>>,
}

impl<'d> Scene<'d> {
    /// Returns the nodes of all layers, from back to front.
    pub fn nodes(&self) -> impl Iterator<Item = &Node<'d>> {
        self.layers.iter().flatten()
    }
}

/// Takes heads and what is in front while the rest of a drawing is laid out, so that a long drawing need not be kept as a whole.
pub trait Sink<'d> {
    /// Is told at the beginning about how many nodes there will be in front.
    fn expect(&mut self, nodes: usize);

    /// Takes groups of the last two layers that are complete, in painting order. Those that it leaves stay in the scene.
    fn take(&mut self, layers: [&mut Vec<Node<'d>>; 2]);
}

/// An item to paint, or the beginning or end of a group of items.
#[derive(Clone, Debug, PartialEq)]
pub enum Node<'d> {
    /// Begins a group. Groups nest. In a box, because most nodes are items, which are smaller.
    Open(Box<Group<'d>>),
    /// Ends the innermost group.
    Close,
    /// Paints an item.
    Item(Item<'d>),
}

/// Items that form one element for a reader: a participant, a message with its label, a fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'d> {
    /// Its sentence for screen readers; may be empty.
    pub name: Name<'d>,
    /// Facts about it, for programs.
    pub facts: Facts<'d>,
    /// The line of the source it comes from; 0 where it comes from none.
    pub line: u32,
}

/// The sentence for a group that a screen reader reads.
#[derive(Clone, Debug, PartialEq)]
pub enum Name<'d> {
    /// An owned sentence.
    Composed(String),
    /// Words borrowed from the diagram, and the words between them. Nearly all groups are messages and notes, which
    /// need no copy.
    Joined([&'d str; 3], &'static [&'static str; 2]),
}

impl<'d> Name<'d> {
    /// Returns its parts in order.
    pub fn pieces(&self) -> [&str; 5] {
        match self {
            Name::Composed(words) => [words, "", "", "", ""],
            Name::Joined([first, second, third], [one, two]) => [first, one, second, two, third],
        }
    }

    /// Returns whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.pieces().iter().all(|piece| piece.is_empty())
    }
}

impl From<String> for Name<'_> {
    fn from(words: String) -> Self {
        Name::Composed(words)
    }
}

/// A shape to paint.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<'d> {
    /// The role of the shape, which decides how it is painted.
    pub role: Role,
    /// The shape and its place.
    pub shape: Shape<'d>,
    /// The style that the author gave it; the theme decides the rest.
    pub style: Style,
}

impl Item<'_> {
    /// Whether its author chose a colour for it or for a part of it.
    pub fn is_colored(&self) -> bool {
        let runs = match &self.shape {
            Shape::Text { runs: Some(runs), .. } => runs.all.as_slice(),
            Shape::Box { .. }
            | Shape::Line { .. }
            | Shape::Pieces { .. }
            | Shape::Arrow(_)
            | Shape::Symbol { .. }
            | Shape::Glyph { .. }
            | Shape::Image { .. }
            | Shape::Signs(_)
            | Shape::Text { .. } => &[],
        };
        self.style.fill.is_some() || self.style.stroke.is_some() || runs.iter().any(TextRun::is_colored)
    }
}

/// A point on the canvas; x grows to the right, y grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Px,
    /// Distance from the top edge.
    pub y: Px,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Its left edge.
    pub x: Px,
    /// Its top edge.
    pub y: Px,
    /// Its width.
    pub width: Px,
    /// Its height.
    pub height: Px,
}

impl Rect {
    /// Returns the x of its right edge.
    pub fn right(&self) -> Px {
        self.x + self.width
    }

    /// Returns the y of its bottom edge.
    pub fn bottom(&self) -> Px {
        self.y + self.height
    }

    /// Returns the x of its middle.
    pub fn middle(&self) -> Px {
        self.x + self.width.half()
    }
}

/// The points of a line. Nearly all lines are straight and need no allocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Points {
    /// A straight line.
    Two([Point; 2]),
    /// A line through more points.
    More(Box<[Point]>),
}

impl Deref for Points {
    type Target = [Point];
    fn deref(&self) -> &[Point] {
        match self {
            Points::Two(points) => points,
            Points::More(points) => points,
        }
    }
}

impl DerefMut for Points {
    fn deref_mut(&mut self) -> &mut [Point] {
        match self {
            Points::Two(points) => points,
            Points::More(points) => points,
        }
    }
}

/// The outline of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outline {
    /// Four sides with corners of a radius; 0 makes them sharp.
    Round(Px),
    /// A sheet whose upper right corner is folded over; the length of the fold.
    Folded(Px),
    /// A tab in the upper left corner of a frame; the length that is cut off its lower right corner.
    Tab(Px),
    /// A box with points that stick out of its sides.
    Pointed {
        /// The length of the left point.
        left: Px,
        /// The length of the right point.
        right: Px,
    },
}

/// Which part of a text is at its x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left edge.
    Start,
    /// Its middle.
    Middle,
}

/// A line with a head at each end; a head may be `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// At least two points, from start to end; back ends round its square corners. It reaches the tip of each head, or
    /// the middle of a cross: back ends shorten the line where it would show beyond a head.
    pub path: Points,
    /// The dashes of the line.
    pub dash: Dash,
    /// The head at the first point.
    pub start: Head,
    /// The head at the last point.
    pub end: Head,
}

impl Arrow {
    /// Returns the visible heads, that at the end first: each with its tip and the point before the tip.
    pub fn heads(&self) -> impl Iterator<Item = (Head, Point, Point)> {
        let at = |head, tip: Option<&Point>, before: Option<&Point>| Some((head, *tip?, *before?));
        let [first, second] = [self.path.first(), self.path.get(1)];
        let mut back = self.path.iter().rev();
        let [last, before] = [back.next(), back.next()];
        let ends = [at(self.end, last, before), at(self.start, first, second)];
        ends.into_iter().flatten().filter(|(head, ..)| *head != Head::None)
    }
}

/// A shape and its place.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape<'d> {
    /// A closed box.
    Box {
        /// The rectangle that it fills.
        rect: Rect,
        /// Its outline.
        outline: Outline,
    },
    /// A line. Back ends round its square corners.
    Line {
        /// At least two points.
        points: Points,
        /// Its dashes.
        dash: Dash,
    },
    /// The pieces of a vertical line that is interrupted.
    Pieces {
        /// The x of the line.
        x: Px,
        /// The top and the bottom of each piece, from top to bottom.
        pieces: Vec<(Px, Px)>,
    },
    /// The arrow of a message.
    Arrow(Arrow),
    /// The symbol of a participant.
    Symbol {
        /// The kind of participant.
        kind: ParticipantKind,
        /// The square it fills.
        rect: Rect,
    },
    /// A bundled glyph.
    Glyph {
        /// The glyph.
        glyph: &'static Glyph,
        /// The square it fills.
        rect: Rect,
    },
    /// An image that the author supplied, as large as fits.
    Image {
        /// Its `data:` URL.
        data: Cow<'d, str>,
        /// The square in whose middle it is.
        rect: Rect,
    },
    /// Signs of one paint. Each fills a square, except an edge, which is as high as its box.
    Signs(Vec<(Sign, Rect)>),
    /// One line of text.
    Text {
        /// A point on its baseline; `anchor` says which.
        at: Point,
        /// Which part of the text is at `at.x`.
        anchor: Anchor,
        /// Its width by the ruler.
        width: Px,
        /// Its weight and slant.
        face: Face,
        /// The length of an em. Runs can have other sizes.
        size: Px,
        /// The characters.
        text: Cow<'d, str>,
        /// Style runs; `None` for plain text, the common case.
        runs: Option<Box<Runs>>,
    },
}

/// What an item is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// An area in the theme's paint.
    Area(Role),
    /// An area that an author filled.
    Fill(Color),
    /// A group or fragment that an author filled; the fill may be painted only in part.
    Tint(Color),
}

impl Default for Ground {
    fn default() -> Ground {
        Ground::Area(Role::Canvas)
    }
}

/// The style runs of a line of text, from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Runs {
    /// What the text is drawn on.
    pub ground: Ground,
    /// All runs. The last run ends where the text ends; the widths add up to that of the text.
    pub all: Vec<TextRun>,
}

/// Characters of one style.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// The byte of the text where the run ends.
    pub end: usize,
    /// Its width by the ruler.
    pub width: Px,
    /// Its weight and slant.
    pub face: Face,
    /// Whether it is monospaced, in that weight and slant.
    pub mono: bool,
    /// The length of an em.
    pub size: Px,
    /// How far it is above the baseline.
    pub rise: Px,
    /// The colour that the author gave the characters.
    pub color: Option<Color>,
    /// The colour that the author put behind them.
    pub background: Option<Color>,
    /// The outline that the author gave the characters.
    pub stroke: Option<Stroke>,
    /// Whether the characters are black or white, whichever contrasts more with what they are on.
    pub difference: bool,
    /// Whether a line runs through it.
    pub strike: bool,
    /// Whether a line runs under it.
    pub underline: bool,
    /// The target of its link.
    pub link: Option<Href>,
    /// Its tooltip.
    pub title: Option<Box<str>>,
}

impl TextRun {
    /// Whether its author chose a colour for it.
    fn is_colored(&self) -> bool {
        self.color.is_some() || self.background.is_some() || self.stroke.is_some() || self.difference
    }
}
