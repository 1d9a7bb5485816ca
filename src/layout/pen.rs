//! `Pen`, the state of the second pass: the current y, the layers drawn so far, the gaps in lifelines.

use std::collections::BTreeSet;

use super::Grain;
use super::around;
use super::cut::{self, Cut};
use super::fragment::header_height;
use super::label::Label;
use super::measure::Measure;
use super::participant::HeadRow;
use super::repeat::Repeats;
use super::surround::{self, Groups};
pub(super) use super::text_style::{TextStyle, baseline};
use super::title::Title;
use super::track::{Track, Wall};
use crate::model::{Diagram, Id};
use crate::notation::{Dash, Style};
use crate::px::Px;
use crate::scene::{
    Anchor, Facts, Group, Item, Name, Node, Outline, Point, Points, Rect, Role, Scene, Shape, Sink,
};
use crate::theme::Theme;

/// About how many nodes an event draws: its group, a line or a box, an arrowhead, a text.
const NODES_PER_EVENT: usize = 5;
/// How many nodes are handed over at a time.
const BATCH: usize = 1024;
/// How many cuts may follow that of a box that is just above: those of elements beside the box.
const LOOK_BACK: usize = 1024;

/// A slanted arrow.
pub(super) struct Slant {
    /// From its upper end to its lower one.
    pub line: (Point, Point),
    /// How far it and those before it reach down.
    pub lowest: Px,
}

/// The state of the second pass, which draws rows.
pub(super) struct Pen<'d, 't> {
    pub diagram: &'d Diagram,
    pub theme: &'t Theme,
    /// The x of each column.
    pub columns: Vec<Px>,
    /// The bottom of the rows drawn so far.
    pub y: Px,
    /// Where an activation would begin or end now: at the last arrow, or below the last box.
    pub anchor: Px,
    /// How far bars reach over the anchor: beyond an arrow, so that its tip meets their side and not their corner,
    /// but not beyond a box.
    pub overlap: Px,
    /// The room between two rows.
    pub row: Px,
    /// The label of a frame round the drawing.
    frame: Option<Label<'d>>,
    /// Where that frame begins, or the drawing without it.
    pub frame_top: Px,
    /// The sides of the drawing: the borders, or those of frames that reach out of them.
    pub sides: (Px, Px),
    /// The sides of the innermost frame, or of the drawing: dividers reach from one to the other.
    pub span: (Px, Px),
    /// The tracks of the columns: lifelines with their bars.
    pub tracks: Vec<Track>,
    /// The slanted arrows, which labels further down have to keep clear of.
    pub slants: Vec<Slant>,
    /// The sides of groups of participants, in the way of labels too, and interrupted as lifelines are.
    pub walls: Vec<Wall>,
    /// The columns at which bars are open.
    pub active: BTreeSet<usize>,
    /// The left and the right sides of the frames around the current row, the outermost first.
    pub frames: Vec<(Px, Px)>,
    /// The names that are repeated on the lifelines of a long drawing.
    pub repeats: Option<Repeats<'d>>,
    /// The left side, the right side and the bottom of the frame that ended last.
    pub last_frame: Option<(Px, Px, Px)>,
    /// Whether rows are drawn at one height, each in the room that it has measured.
    pub is_side_by_side: bool,
    /// How far the picture is divided into groups.
    pub grain: Grain,
    /// What interrupts lifelines and walls, as it was drawn.
    cuts: Vec<Cut>,
    fills: Vec<Node<'d>>,
    heads: Vec<Node<'d>>,
    front: Vec<Node<'d>>,
    /// What takes rows that are finished.
    sink: &'t mut dyn Sink<'d>,
}

impl<'d, 't> Pen<'d, 't> {
    pub fn new(
        diagram: &'d Diagram,
        theme: &'t Theme,
        (mut columns, outside): (Vec<Px>, (Px, Px)),
        frame: Option<Label<'d>>,
        (events, sink): (usize, &'t mut dyn Sink<'d>),
    ) -> Pen<'d, 't> {
        let spacing = &theme.spacing;
        // A frame keeps as far from what it holds as the drawing keeps from the edge.
        let margin = spacing.margin * if frame.is_some() { 2 } else { 1 };
        let y = frame.as_ref().map_or(margin, |tab| spacing.margin + header_height(tab, theme) + spacing.row);
        for x in &mut columns {
            *x += margin + outside.0;
        }
        let last = *columns.last().expect("there are at least two borders");
        let sides = (columns[0] - outside.0, last + outside.1);
        let tracks = columns.iter().map(|_| Track::default()).collect();
        let nodes = events * NODES_PER_EVENT;
        sink.expect(nodes);
        Pen {
            diagram,
            theme,
            columns,
            y,
            anchor: y,
            overlap: Px::ZERO,
            row: spacing.row,
            frame,
            frame_top: spacing.margin,
            sides,
            span: sides,
            tracks,
            slants: Vec::new(),
            walls: Vec::new(),
            active: BTreeSet::new(),
            frames: Vec::new(),
            repeats: None,
            last_frame: None,
            is_side_by_side: false,
            grain: Grain::Boxes,
            cuts: Vec::new(),
            fills: Vec::new(),
            heads: Vec::new(),
            front: Vec::with_capacity(nodes.min(BATCH)),
            sink,
        }
    }

    /// Returns the x of a participant's lifeline.
    pub fn lifeline(&self, id: Id) -> Px {
        self.columns[Measure::column(id)]
    }

    /// Returns the number of open bars at a column.
    pub fn depth(&self, column: usize) -> u32 {
        self.tracks[column].open.len() as u32
    }

    /// Returns how far the open bars at a column reach right of its lifeline.
    pub fn bars_right(&self, column: usize) -> Px {
        super::measure::bar_right(self.theme, self.depth(column))
    }

    /// Records a slanted arrow, from its upper end to its lower one.
    pub fn slant(&mut self, from: Point, to: Point) {
        let lowest = self.slants.last().map_or(to.y, |slant| slant.lowest.max(to.y));
        self.slants.push(Slant { line: (from, to), lowest });
    }

    /// Moves down by a distance, or up by a negative one.
    pub fn skip(&mut self, room: Px) {
        self.end_box(self.y + room);
    }

    /// Sets the distance between the following rows, in hundredths of the usual.
    pub fn set_spacing(&mut self, factor: i64) {
        // An arrowhead reaches below its line, where nothing may stand.
        let least = self.theme.spacing.arrow * 6 / 10;
        self.row = (self.theme.spacing.row * factor / 100).max(least);
    }

    /// Ends a row whose bottom is at `y`; activations begin and end at its `anchor`.
    pub fn end_row(&mut self, y: Px, anchor: Px) {
        self.y = y;
        self.anchor = anchor;
        self.overlap = self.theme.spacing.label_gap;
    }

    /// Ends a row that is a box down to `y`.
    pub fn end_box(&mut self, y: Px) {
        (self.y, self.anchor, self.overlap) = (y, y, Px::ZERO);
    }

    /// Begins a group of items that a screen reader names.
    pub fn open(&mut self, name: impl Into<Name<'d>>, facts: Facts<'d>, line: u32) {
        self.front.push(Node::Open(Box::new(Group { name: name.into(), facts, line })));
    }

    /// Ends the innermost group.
    pub fn close(&mut self) {
        self.front.push(Node::Close);
    }

    /// Paints in front of lifelines and bars.
    pub fn paint(&mut self, role: Role, shape: Shape<'d>, style: Style) {
        self.front.push(Node::Item(Item { role, shape, style }));
    }

    /// Between two rows that no other is around: hands over what is finished.
    pub fn hand_over(&mut self) {
        if self.front.len() + self.heads.len() >= BATCH {
            self.sink.take([&mut self.heads, &mut self.front]);
        }
    }

    /// Returns the number of nodes in the front layer.
    pub fn front_len(&self) -> usize {
        self.front.len()
    }

    /// Returns a range of the nodes in the front layer.
    pub fn front_nodes(&mut self, range: std::ops::Range<usize>) -> &mut [Node<'d>] {
        &mut self.front[range]
    }

    /// How many cuts there are.
    pub fn cuts_len(&self) -> usize {
        self.cuts.len()
    }

    /// Lowers some of the cuts.
    pub fn lower_cuts(&mut self, range: std::ops::Range<usize>, by: Px) {
        self.cuts[range].iter_mut().for_each(|cut| cut.lower(by));
    }

    /// Where a thing that reaches `half` up from its middle stands on a column, wanted at `y`: lower, with a heel of
    /// lifeline over it, where it would reach into the head, into what stands over the lifeline last, or into the border
    /// of a frame.
    pub fn below_boxes(&self, column: usize, y: Px, half: Px) -> Px {
        let last = self.cuts.iter().rev().take(LOOK_BACK).filter_map(|cut| cut.bottom_at(column)).max();
        let x = self.columns[column];
        let frame = self.last_frame.filter(|(left, right, _)| (*left..=*right).contains(&x));
        match self.tracks[column].start().max(last).max(frame.map(|(.., bottom)| bottom)) {
            Some(end) if y - half <= end => end + self.theme.spacing.heel + half,
            _ => y,
        }
    }

    /// Reserves a place for an item whose size is known only after its content is drawn.
    pub fn reserve(&mut self) -> usize {
        self.front.push(Node::Close);
        self.front.len() - 1
    }

    /// Paints at a place that `reserve` returned.
    pub fn paint_at(&mut self, place: usize, role: Role, shape: Shape<'d>, style: Style) {
        self.front[place] = Node::Item(Item { role, shape, style });
    }

    /// Reserves a place in the background.
    pub fn reserve_fill(&mut self) -> usize {
        self.fills.push(Node::Close);
        self.fills.len() - 1
    }

    /// Paints at a place that `reserve_fill` returned.
    pub fn fill_at(&mut self, place: usize, role: Role, shape: Shape<'d>, style: Style) {
        self.fills[place] = Node::Item(Item { role, shape, style });
    }

    /// Paints a part of a participant's head.
    pub fn paint_head(&mut self, node: Node<'d>) {
        self.heads.push(node);
    }

    /// Interrupts all lifelines and walls between two x, from `top` to `bottom`.
    pub fn cut(&mut self, from: Px, to: Px, top: Px, bottom: Px) {
        self.stand_over((from, to), (top, bottom), false);
    }

    /// The same for a box with this role, in front of lifelines. Where too many interrupt one, it is drawn behind them.
    pub fn cover(&mut self, from: Px, to: Px, (top, bottom): (Px, Px), role: Role) {
        self.stand_over((from, to), (top, bottom), self.theme.hides(role));
    }

    fn stand_over(&mut self, (from, to): (Px, Px), piece: (Px, Px), is_opaque: bool) {
        let columns = self.columns.partition_point(|&x| x < from)..self.columns.partition_point(|&x| x <= to);
        let walls =
            self.walls.partition_point(|wall| wall.x < from)..self.walls.partition_point(|wall| wall.x <= to);
        self.cuts.extend(Cut::new(columns, walls, piece, is_opaque));
    }

    /// Writes the lines of a label, the first one's top at `top`; all are anchored at `x`. Lifelines under
    /// them are interrupted.
    pub fn write(&mut self, label: Label<'d>, x: Px, anchor: Anchor, top: Px, text_style: TextStyle) {
        let cut = self.theme.spacing.cut;
        let left = if anchor == Anchor::Middle { x - label.width.half() } else { x };
        let bottom = top + label.height(text_style.line);
        self.cut(left - cut, left + label.width + cut, top, bottom);
        self.write_inside(label, x, anchor, top, text_style);
    }

    /// The same inside of a box, which interrupts the lifelines.
    pub fn write_inside(&mut self, label: Label<'d>, x: Px, anchor: Anchor, top: Px, text_style: TextStyle) {
        for shape in text_style.set(label, x, anchor, top) {
            self.paint(text_style.role, shape, text_style.style);
        }
    }

    /// Finishes the drawing.
    pub fn finish(
        mut self,
        title: Option<Title<'d>>,
        (groups, groups_top): (Groups<'d>, Px),
        foot: Vec<HeadRow<'d>>,
    ) -> Scene<'d> {
        let spacing = &self.theme.spacing;
        let bottom = (self.y + spacing.row).max(self.anchor + spacing.heel).up_to(spacing.grid);
        let mut end = surround::draw_footer(foot, bottom, &mut self);
        let groups_foot = groups.foot(self.theme);
        let wall_cuts = cut::of_walls(&self.cuts, self.walls.len());
        for (wall, cuts) in self.walls.iter_mut().zip(wall_cuts) {
            wall.cuts = cuts;
        }
        let groups = groups.draw(groups_top, end, &mut self);
        end += groups_foot;
        end = super::learning::draw_foot(end, &mut self);
        end = around::draw_legend(end, &mut self);
        let mut right = self.sides.1 + spacing.margin;
        if let (Some(tab), Some(frame)) = (self.frame.take(), &self.diagram.frame) {
            let (x, y) = (spacing.margin, self.frame_top);
            end += spacing.margin;
            let rect = Rect { x, y, width: right - x, height: end - y };
            surround::draw_frame(frame, tab, rect, &mut self);
            right += spacing.margin;
        }
        end = around::draw_below(end, &mut self);
        let (lifelines, bars) = self.draw_tracks(bottom);
        let (width, height) = (right, end + spacing.margin);
        let rect = Rect { x: Px::ZERO, y: Px::ZERO, width, height };
        let canvas = Shape::Box { rect, outline: Outline::Round(Px::ZERO) };
        let mut back = vec![Node::Item(Item { role: Role::Canvas, shape: canvas, style: Style::default() })];
        back.extend(groups);
        back.append(&mut self.fills);
        let mut above: Vec<Node<'d>> = bars.into_iter().map(|(_, bar)| bar).collect();
        above.extend(title.into_iter().flat_map(|title| title.nodes));
        let title = super::narration::title(self.diagram);
        let typeface = self.diagram.typeface.clone();
        Scene {
            width,
            height,
            title,
            typeface,
            description: Vec::new(),
            layers: vec![back, lifelines, above, self.heads, self.front],
        }
    }

    /// Draws the lifelines, and the bars with their depths.
    fn draw_tracks(&mut self, bottom: Px) -> (Vec<Node<'d>>, Vec<(usize, Node<'d>)>) {
        let mut lifelines = Vec::with_capacity(self.tracks.len());
        let mut bars = Vec::new();
        let cuts = cut::of_columns(&self.cuts, self.tracks.len());
        let tracks = std::mem::take(&mut self.tracks).into_iter().zip(cuts);
        for (column, (track, cuts)) in tracks.enumerate() {
            let participant = column.checked_sub(1).and_then(|index| self.diagram.participants.get(index));
            let place = (self.columns[column], bottom);
            let (lifeline, more) =
                track.draw(place, cuts, participant.map(|it| (column - 1, it)), self.theme);
            lifelines.extend(lifeline);
            bars.extend(more);
        }
        // Nested bars are painted over the bars they are nested in.
        bars.sort_by_key(|(depth, _)| *depth);
        (lifelines, bars)
    }
}

/// Makes a straight line.
pub(super) fn line<'d>(from: Point, to: Point, dash: Dash) -> Shape<'d> {
    Shape::Line { points: Points::Two([from, to]), dash }
}
