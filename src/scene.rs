//! What is drawn: shapes with fixed places, in the order they are painted. No participants and no messages
//! are left here, so a back end cannot decide anything about the diagram.

mod facts;
mod role;

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

use crate::icon::Glyph;
use crate::notation::{Color, Dash, Head, ParticipantKind, Style, Typeface};
use crate::px::Px;
use crate::ruler::Face;
use crate::sign::Sign;
use crate::text::{Href, Stroke};

pub use facts::{About, Facts, Kind, Special};
pub use role::{Mark, Role};

/// A finished drawing. It borrows the texts of the diagram.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene<'d> {
    /// Its width.
    pub width: Px,
    /// Its height.
    pub height: Px,
    /// What it is called, for readers who do not see it.
    pub title: String,
    /// What letters it is set in.
    pub typeface: Typeface,
    /// What is to be known before its narration is read; nothing of most drawings.
    pub remark: &'static str,
    /// What is painted: layers from back to front. Groups begin and end in one layer.
    pub layers: Vec<Vec<Node<'d>>>,
}

impl<'d> Scene<'d> {
    /// What is painted, from back to front.
    pub fn nodes(&self) -> impl Iterator<Item = &Node<'d>> {
        self.layers.iter().flatten()
    }
}

/// A mark to paint, or the border of a group of marks that belong together.
#[derive(Clone, Debug, PartialEq)]
pub enum Node<'d> {
    /// A group begins. Groups nest. In a box, because most nodes are items, which are smaller.
    Open(Box<Group<'d>>),
    /// The innermost group ends.
    Close,
    /// A mark.
    Item(Item<'d>),
}

/// Marks that are one thing to a reader: a participant, a message with its label, a fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'d> {
    /// What a screen reader says of it; empty where there is nothing to say.
    pub name: Name<'d>,
    /// What programs can know about it.
    pub facts: Facts<'d>,
    /// The line of the source it comes from; 0 where it comes from none.
    pub line: u32,
}

/// What a group is called.
#[derive(Clone, Debug, PartialEq)]
pub enum Name<'d> {
    /// Words that were put together.
    Told(String),
    /// Words of the diagram and what stands between them. Nearly all groups are messages and notes, whose words need
    /// no copy.
    Joined([&'d str; 3], &'static [&'static str; 2]),
}

impl<'d> Name<'d> {
    /// Its pieces, one after the other.
    pub fn pieces(&self) -> [&str; 5] {
        match self {
            Name::Told(words) => [words, "", "", "", ""],
            Name::Joined([first, second, third], [one, two]) => [first, one, second, two, third],
        }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.pieces().iter().all(|piece| piece.is_empty())
    }
}

impl From<String> for Name<'_> {
    fn from(words: String) -> Self {
        Name::Told(words)
    }
}

/// A mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<'d> {
    /// What it is, which says how it is painted.
    pub role: Role,
    /// Its shape and place.
    pub shape: Shape<'d>,
    /// What the author said about its looks; the rest is the theme's.
    pub style: Style,
}

/// A place; x grows to the right, y grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// From the left edge.
    pub x: Px,
    /// From the top edge.
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
    /// Its right edge.
    pub fn right(&self) -> Px {
        self.x + self.width
    }

    /// Its bottom edge.
    pub fn bottom(&self) -> Px {
        self.y + self.height
    }

    /// The x of its middle.
    pub fn middle(&self) -> Px {
        self.x + self.width.half()
    }
}

/// The points of a line. Nearly all lines are straight, and those need no memory of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Points {
    /// From one point to another.
    Two([Point; 2]),
    /// Through more of them.
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

/// How a box is outlined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outline {
    /// Four sides, corners rounded by a radius (0: sharp).
    Round(Px),
    /// A sheet; its upper right corner is folded over by so much.
    Folded(Px),
    /// A tab in the upper left corner of a frame: its lower right corner is cut by so much.
    Tab(Px),
    /// Points that stick out of the rectangle's sides by so much, left and right.
    Pointed {
        /// On the left.
        left: Px,
        /// On the right.
        right: Px,
    },
}

/// Which part of a text its x names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left edge.
    Start,
    /// Its middle.
    Middle,
}

/// A shape and its place.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape<'d> {
    /// A closed box.
    Box {
        /// Where.
        rect: Rect,
        /// With which outline.
        outline: Outline,
    },
    /// A line through points, at least two, with square corners rounded by a radius.
    Line {
        /// The points.
        points: Points,
        /// How it is broken.
        dash: Dash,
    },
    /// Pieces of one vertical line: each from a y down to a y.
    Pieces {
        /// Where it stands.
        x: Px,
        /// The pieces, from top to bottom.
        pieces: Vec<(Px, Px)>,
    },
    /// An arrowhead.
    Arrowhead {
        /// What kind.
        head: Head,
        /// Its tip, or the middle of a cross.
        tip: Point,
        /// A point behind the tip, on the line that it ends: tells where it points.
        from: Point,
    },
    /// The symbol of a participant, in a square around a point.
    Symbol {
        /// Which.
        kind: ParticipantKind,
        /// The square it fills.
        rect: Rect,
    },
    /// A bundled glyph.
    Glyph {
        /// Which.
        glyph: &'static Glyph,
        /// The square it fills.
        rect: Rect,
    },
    /// An image of the author's, as large as fits.
    Image {
        /// Its `data:` address.
        data: Cow<'d, str>,
        /// The square it stands in the middle of.
        rect: Rect,
    },
    /// Signs of one paint, each in a square, but for edges, which are as high as their box.
    Signs(Vec<(Sign, Rect)>),
    /// One line of text.
    Text {
        /// Its anchor on the baseline.
        at: Point,
        /// What `at.x` is.
        anchor: Anchor,
        /// Its width by the ruler.
        width: Px,
        /// Its cut.
        face: Face,
        /// The characters.
        text: Cow<'d, str>,
        /// What of them looks otherwise than the role and the face say; nothing in nearly all texts.
        runs: Option<Box<Runs>>,
    },
}

/// What a mark stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// An area as the theme paints it.
    Area(Role),
    /// An author's fill.
    Fill(Color),
    /// An author's fill of a group or of a fragment, as strongly as it is painted.
    Tint(Color),
}

impl Default for Ground {
    fn default() -> Ground {
        Ground::Area(Role::Canvas)
    }
}

/// The runs that a line of text consists of, from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Runs {
    /// What they stand on.
    pub ground: Ground,
    /// All of them; the last one ends where the text does, and their widths add up to its width.
    pub all: Vec<TextRun>,
}

/// Characters of one look.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// The byte of the text where it ends.
    pub end: usize,
    /// Its width by the ruler.
    pub width: Px,
    /// Its cut.
    pub face: Face,
    /// Whether it is set in the monospaced face, of that cut.
    pub mono: bool,
    /// The length of an em.
    pub size: Px,
    /// How far it stands over the baseline.
    pub rise: Px,
    /// The author's colour of the characters.
    pub color: Option<Color>,
    /// The author's colour behind them.
    pub background: Option<Color>,
    /// The author's line round the characters.
    pub stroke: Option<Stroke>,
    /// Whether the characters are black or white, whichever can be told best from what they stand on.
    pub difference: bool,
    /// Whether a line runs through it.
    pub strike: bool,
    /// Whether a line runs under it.
    pub underline: bool,
    /// Where it leads.
    pub link: Option<Href>,
    /// What a reader is told who points at it.
    pub title: Option<Box<str>>,
}
