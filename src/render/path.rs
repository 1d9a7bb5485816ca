//! The outlines of shapes as segments: moves, lines, arcs, curves. Back ends differ in how they write a segment, not
//! in where it runs.

mod arrow;
mod hand;
mod outline;
mod sign;
mod step;
mod symbol;

use crate::px::Px;
use crate::scene::{Item, Point, Role, Shape};
use crate::theme::{Theme, arrow_on};

pub(super) use arrow::{ArrowHead, ArrowPath};
pub(super) use hand::{PASSES, drawn as drawn_by_hand};
pub(super) use outline::trace as trace_box;
pub(super) use sign::trace as trace_sign;
pub(super) use symbol::trace as trace_symbol;

/// One segment of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Starts a piece of the path at a point.
    Move(Point),
    /// A straight line to a point.
    Line(Point),
    /// At most half of an ellipse whose axes are parallel to those of the drawing.
    Arc {
        /// The horizontal and the vertical radius.
        radii: (Px, Px),
        /// Whether it runs clockwise.
        clockwise: bool,
        /// Where it ends.
        to: Point,
    },
    /// A cubic Bézier curve.
    Curve {
        /// Its two control points.
        controls: [Point; 2],
        /// Where it ends.
        to: Point,
    },
    /// A straight line back to where the piece started.
    Close,
}

/// Receives the segments of a path, in order.
pub trait PathWriter {
    /// Starts a piece of the path at a point.
    fn move_to(&mut self, to: Point);

    /// Adds a straight line to a point.
    fn line_to(&mut self, to: Point);

    /// Adds a straight line to a point close by, which a text format can write shorter relative to where it starts.
    fn short_line_to(&mut self, to: Point) {
        self.line_to(to);
    }

    /// Adds an arc: see [`Segment::Arc`].
    fn arc_to(&mut self, radii: (Px, Px), clockwise: bool, to: Point);

    /// Adds a cubic Bézier curve.
    fn curve_to(&mut self, controls: [Point; 2], to: Point);

    /// Closes the piece.
    fn close(&mut self);
}

/// Hands segments to a writer.
pub(super) fn trace_segments(path: &mut impl PathWriter, segments: &[Segment]) {
    for segment in segments {
        match *segment {
            Segment::Move(to) => path.move_to(to),
            Segment::Line(to) => path.line_to(to),
            Segment::Arc { radii, clockwise, to } => path.arc_to(radii, clockwise, to),
            Segment::Curve { controls, to } => path.curve_to(controls, to),
            Segment::Close => path.close(),
        }
    }
}

impl PathWriter for Vec<Segment> {
    fn move_to(&mut self, to: Point) {
        self.push(Segment::Move(to));
    }

    fn line_to(&mut self, to: Point) {
        self.push(Segment::Line(to));
    }

    fn arc_to(&mut self, radii: (Px, Px), clockwise: bool, to: Point) {
        self.push(Segment::Arc { radii, clockwise, to });
    }

    fn curve_to(&mut self, controls: [Point; 2], to: Point) {
        self.push(Segment::Curve { controls, to });
    }

    fn close(&mut self) {
        self.push(Segment::Close);
    }
}

/// The lengths that the shapes of a scene leave to the back end.
#[derive(Clone, Copy, Debug)]
pub struct Lengths {
    /// The length of an arrowhead on a line of the theme's width.
    pub arrow: Px,
    /// The radius of the corners of lines.
    pub radius: Px,
    /// The width of the line of a message.
    pub line: Px,
    /// The width of the strokes of an arrowhead.
    pub head: Px,
    /// Whether outlines are drawn by hand.
    pub hand_drawn: bool,
}

impl Lengths {
    /// The lengths of a theme.
    pub fn of(theme: &Theme) -> Lengths {
        Lengths {
            arrow: theme.spacing.arrow,
            radius: theme.spacing.radius,
            line: theme.light.paint(Role::MessageLine).width,
            head: theme.light.paint(Role::MessageHead).width,
            hand_drawn: theme.hand_drawn,
        }
    }

    /// The lengths on a line to which its author gave a width: a wide line has a long head, or it would hide it.
    fn on(self, width: Option<Px>) -> Lengths {
        Lengths {
            arrow: arrow_on(self.arrow, width),
            line: width.unwrap_or(self.line),
            head: width.unwrap_or(self.head),
            ..self
        }
    }
}

/// How the segments of a part are painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaintMode {
    /// Filled, and stroked along the outline.
    Area,
    /// Stroked, broken as the style of the item or its shape says.
    Line,
    /// Stroked without a break.
    UnbrokenLine,
}

/// A part of an item that is painted in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The role whose paint it has: that of the item, except for arrowheads.
    pub role: Role,
    /// How it is painted.
    pub mode: PaintMode,
    /// Its outline.
    pub segments: Vec<Segment>,
}

/// The parts of an item, in the order in which they are painted. Texts, images and glyphs have none: they are drawn
/// by fonts, image decoders and the path data of [`Glyph`](crate::scene::Glyph).
pub fn parts(item: &Item, lengths: Lengths) -> Vec<Part> {
    let mut parts = straight_parts(item, lengths);
    if lengths.hand_drawn && is_drawn_by_hand(item.role) {
        for part in &mut parts {
            part.segments = (0..PASSES).flat_map(|pass| drawn_by_hand(&part.segments, pass)).collect();
        }
    }
    parts
}

/// Whether a hand-drawn theme draws items with this role by hand: all but areas without an outline.
pub(super) fn is_drawn_by_hand(role: Role) -> bool {
    !matches!(role, Role::Canvas | Role::FragmentFill | Role::Group)
}

fn straight_parts(item: &Item, lengths: Lengths) -> Vec<Part> {
    let role = item.role;
    let part = |mode, write: &dyn Fn(&mut Vec<Segment>)| {
        let mut segments = Vec::new();
        write(&mut segments);
        vec![Part { role, mode, segments }]
    };
    match &item.shape {
        Shape::Box { rect, outline } => part(PaintMode::Area, &|path| trace_box(path, rect, *outline)),
        Shape::Symbol { kind, rect } => part(PaintMode::Area, &|path| trace_symbol(path, *kind, rect)),
        Shape::Signs(signs) => part(PaintMode::Area, &|path| {
            signs.iter().for_each(|(sign, rect)| trace_sign(path, *sign, rect));
        }),
        Shape::Pieces { x, pieces } => part(PaintMode::Line, &|path| trace_pieces(path, *x, pieces)),
        Shape::Line { .. } | Shape::Arrow(_) => arrow_parts(item, lengths),
        Shape::Glyph { .. } | Shape::Image { .. } | Shape::Text { .. } => Vec::new(),
    }
}

fn arrow_parts(item: &Item, lengths: Lengths) -> Vec<Part> {
    let Some(arrow) = ArrowPath::of(item, lengths) else { return Vec::new() };
    let mut line = Part { role: item.role, mode: PaintMode::Line, segments: Vec::new() };
    arrow.trace_line(&mut line.segments, true);
    let heads = arrow.heads.iter().flatten().map(|head| {
        let mode = if head.is_filled() { PaintMode::Area } else { PaintMode::UnbrokenLine };
        let mut part = Part { role: Role::MessageHead, mode, segments: Vec::new() };
        head.trace(&mut part.segments, arrow.lengths.head, arrow.lengths.arrow);
        part
    });
    std::iter::once(line).chain(heads).collect()
}

/// Traces the pieces of a vertical line.
pub(super) fn trace_pieces(path: &mut impl PathWriter, x: Px, pieces: &[(Px, Px)]) {
    for (top, bottom) in pieces {
        path.move_to(Point { x, y: *top });
        path.short_line_to(Point { x, y: *bottom });
    }
}
