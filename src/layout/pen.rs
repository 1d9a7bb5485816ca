//! `Pen`: where drawing is, what has been drawn in which layer, and where lifelines are interrupted.

use super::fragment::header_height;
use super::label::{Label, TextLine};
use super::measure::Measure;
use super::participant::HeadRow;
use super::surround::{self, Groups};
use super::title::Title;
use super::track::{Piece, Track, Wall};
use crate::model::{Diagram, Id};
use crate::notation::{Color, Dash, Style};
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{
    Anchor, Facts, Ground, Group, Item, Name, Node, Outline, Point, Points, Rect, Role, Runs, Scene, Shape,
};
use crate::text::Align;
use crate::theme::Theme;

/// About how many nodes an event draws: its group, a line or a box, an arrowhead, a text.
const NODES_PER_EVENT: usize = 5;

/// The state of the second stroke.
pub(super) struct Pen<'d, 't> {
    pub diagram: &'d Diagram,
    pub theme: &'t Theme,
    /// The x of each column.
    pub columns: Vec<Px>,
    /// The bottom of what is drawn so far.
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
    /// The sides of the drawing: the borders, or those of frames that reach out of them.
    pub sides: (Px, Px),
    /// The sides of the innermost frame, or of the drawing: dividers reach from one to the other.
    pub span: (Px, Px),
    /// The tracks of the columns: lifelines with their bars.
    pub tracks: Vec<Track>,
    /// The arrows drawn aslant, which labels further down have to keep clear of.
    pub slants: Vec<(Point, Point)>,
    /// The sides of groups of participants, in the way of labels too, and interrupted as lifelines are.
    pub walls: Vec<Wall>,
    fills: Vec<Node<'d>>,
    heads: Vec<Node<'d>>,
    front: Vec<Node<'d>>,
}

impl<'d, 't> Pen<'d, 't> {
    pub fn new(
        diagram: &'d Diagram,
        theme: &'t Theme,
        (mut columns, outside): (Vec<Px>, (Px, Px)),
        frame: Option<Label<'d>>,
        events: usize,
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
        Pen {
            diagram,
            theme,
            columns,
            y,
            anchor: y,
            overlap: Px::ZERO,
            row: spacing.row,
            frame,
            sides,
            span: sides,
            tracks,
            slants: Vec::new(),
            walls: Vec::new(),
            fills: Vec::new(),
            heads: Vec::new(),
            front: Vec::with_capacity(events * NODES_PER_EVENT),
        }
    }

    /// The x of a participant's lifeline.
    pub fn lifeline(&self, id: Id) -> Px {
        self.columns[Measure::column(id)]
    }

    /// How many bars are open at a column.
    pub fn depth(&self, column: usize) -> u32 {
        self.tracks[column].open.len() as u32
    }

    /// How far the bars that are open at a column reach right of its lifeline.
    pub fn bars_right(&self, column: usize) -> Px {
        super::measure::bar_right(self.theme, self.depth(column))
    }

    /// Leaves room, up or down.
    pub fn skip(&mut self, room: Px) {
        self.end_box(self.y + room);
    }

    /// From here on rows are so many hundredths of the usual apart.
    pub fn set_spacing(&mut self, factor: i64) {
        // An arrowhead reaches below its line, where nothing may stand.
        let least = self.theme.spacing.arrow * 6 / 10;
        self.row = (self.theme.spacing.row * factor / 100).max(least);
    }

    /// A row whose bottom is at `y` and at whose `anchor` activations begin and end is done.
    pub fn end_row(&mut self, y: Px, anchor: Px) {
        self.y = y;
        self.anchor = anchor;
        self.overlap = self.theme.spacing.label_gap;
    }

    /// A row that is a box down to `y` is done.
    pub fn end_box(&mut self, y: Px) {
        (self.y, self.anchor, self.overlap) = (y, y, Px::ZERO);
    }

    /// Begins a group of marks that a screen reader names.
    pub fn open(&mut self, name: impl Into<Name<'d>>, facts: Facts<'d>, line: u32) {
        self.front.push(Node::Open(Box::new(Group { name: name.into(), facts, line })));
    }

    /// Ends it.
    pub fn close(&mut self) {
        self.front.push(Node::Close);
    }

    /// Paints in front of lifelines and bars.
    pub fn paint(&mut self, role: Role, shape: Shape<'d>, style: Style) {
        self.front.push(Node::Item(Item { role, shape, style }));
    }

    /// How many nodes are in front so far.
    pub fn front_len(&self) -> usize {
        self.front.len()
    }

    /// Some of the nodes in front.
    pub fn front_nodes(&mut self, range: std::ops::Range<usize>) -> &mut [Node<'d>] {
        &mut self.front[range]
    }

    /// How many cuts there are in each of `all_cuts`.
    pub fn cut_marks(&mut self) -> Vec<usize> {
        self.all_cuts().map(|cuts| cuts.len()).collect()
    }

    /// The cuts of all tracks, then of all walls.
    pub fn all_cuts(&mut self) -> impl Iterator<Item = &mut Vec<Piece>> {
        self.tracks
            .iter_mut()
            .map(|track| &mut track.cuts)
            .chain(self.walls.iter_mut().map(|wall| &mut wall.cuts))
    }

    /// The cuts that were made since, by their place in `all_cuts`.
    pub fn cuts_since(&mut self, marks: &[usize]) -> Vec<(usize, std::ops::Range<usize>)> {
        let ranges = self.all_cuts().zip(marks).map(|(cuts, &mark)| mark..cuts.len());
        ranges.enumerate().filter(|(_, range)| !range.is_empty()).collect()
    }

    /// Keeps a place for a mark whose size is not known before what it holds has been drawn.
    pub fn reserve(&mut self) -> usize {
        self.front.push(Node::Close);
        self.front.len() - 1
    }

    /// Paints at a place kept by `reserve`.
    pub fn paint_at(&mut self, place: usize, role: Role, shape: Shape<'d>, style: Style) {
        self.front[place] = Node::Item(Item { role, shape, style });
    }

    /// Keeps a place in the background.
    pub fn reserve_fill(&mut self) -> usize {
        self.fills.push(Node::Close);
        self.fills.len() - 1
    }

    /// Paints at a place in the background.
    pub fn fill_at(&mut self, place: usize, role: Role, shape: Shape<'d>, style: Style) {
        self.fills[place] = Node::Item(Item { role, shape, style });
    }

    /// Paints a head and what belongs to it.
    pub fn paint_head(&mut self, node: Node<'d>) {
        self.heads.push(node);
    }

    /// Interrupts all lifelines between two x, from a y down to a y.
    pub fn cut(&mut self, from: Px, to: Px, top: Px, bottom: Px) {
        let first = self.columns.partition_point(|&x| x < from);
        let end = self.columns.partition_point(|&x| x <= to);
        for track in &mut self.tracks[first..end] {
            track.cuts.push((top, bottom));
        }
        let first = self.walls.partition_point(|wall| wall.x < from);
        let end = self.walls.partition_point(|wall| wall.x <= to);
        for wall in &mut self.walls[first..end] {
            wall.cuts.push((top, bottom));
        }
    }

    /// Writes the lines of a label, the first one's top at `top`; all are anchored at `x`. Lifelines under
    /// them are interrupted.
    pub fn write(&mut self, label: Label<'d>, x: Px, anchor: Anchor, top: Px, script: Script) {
        let cut = self.theme.spacing.cut;
        let left = if anchor == Anchor::Middle { x - label.width.half() } else { x };
        let bottom = top + label.height(script.line);
        self.cut(left - cut, left + label.width + cut, top, bottom);
        for shape in script.set(label, x, anchor, top) {
            self.paint(script.role, shape, script.style);
        }
    }

    /// The finished drawing.
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
        let groups = groups.draw(groups_top, end, &mut self);
        end += groups_foot;
        let mut right = self.sides.1 + spacing.margin;
        if let (Some(tab), Some(frame)) = (self.frame.take(), &self.diagram.frame) {
            let (x, y) = (spacing.margin, spacing.margin);
            end += spacing.margin;
            let rect = Rect { x, y, width: right - x, height: end - y };
            surround::draw_frame(frame, tab, rect, &mut self);
            right += spacing.margin;
        }
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
        let remark = super::narration::remark(self.diagram);
        Scene {
            width,
            height,
            title,
            typeface,
            remark,
            layers: vec![back, lifelines, above, self.heads, self.front],
        }
    }

    /// The lifelines, and the bars on them by depth.
    fn draw_tracks(&mut self, bottom: Px) -> (Vec<Node<'d>>, Vec<(usize, Node<'d>)>) {
        let mut lifelines = Vec::with_capacity(self.tracks.len());
        let mut bars = Vec::new();
        for (column, track) in std::mem::take(&mut self.tracks).into_iter().enumerate() {
            let participant = column.checked_sub(1).and_then(|index| self.diagram.participants.get(index));
            let place = (self.columns[column], bottom);
            let (lifeline, more) = track.draw(place, participant, &self.theme.spacing);
            lifelines.extend(lifeline);
            bars.extend(more);
        }
        // Nested bars are painted over the bars they are nested in.
        bars.sort_by_key(|(depth, _)| *depth);
        (lifelines, bars)
    }
}

/// How a text is set.
#[derive(Clone, Copy)]
pub(super) struct Script {
    pub role: Role,
    pub face: Face,
    pub size: Px,
    /// From one baseline to the next.
    pub line: Px,
    pub style: Style,
    /// What it stands on.
    pub ground: Ground,
}

impl Script {
    /// Body text.
    pub fn body(theme: &Theme, role: Role) -> Script {
        let (size, line) = (theme.sizes.body, theme.spacing.line);
        Script { role, face: Face::Regular, size, line, style: Style::default(), ground: Ground::default() }
    }

    /// Small text.
    pub fn small(theme: &Theme, role: Role, face: Face) -> Script {
        let (size, line) = (theme.sizes.small, theme.spacing.small_line);
        Script { role, face, size, line, style: Style::default(), ground: Ground::default() }
    }

    /// The same on an area with a fill of the author's, black or white, whichever can be read; or with that of the
    /// theme.
    pub fn on(mut self, area: Role, fill: Option<Color>) -> Script {
        self.style.fill = fill.map(Color::ink);
        self.ground = fill.map_or(Ground::Area(area), Ground::Fill);
        self
    }

    /// The same on a group or a fragment that its author may have filled.
    pub fn on_tint(self, fill: Option<Color>) -> Script {
        Script { ground: fill.map_or(self.ground, Ground::Tint), ..self }
    }

    /// The lines of a label that are not empty, the first one's top at `top`; all are anchored at `x`, but for
    /// those that their author placed otherwise.
    pub fn set<'d>(
        self,
        label: Label<'d>,
        x: Px,
        anchor: Anchor,
        top: Px,
    ) -> impl Iterator<Item = Shape<'d>> {
        let (widest, mut top) = (label.width, top);
        label.lines.into_iter().filter_map(move |line| {
            let TextLine { text, width, rich } = line;
            let (mut x, mut y) = (x, top + baseline(self.line, self.size));
            let mut runs = None;
            if let Some(rich) = rich {
                y = top + baseline(self.line + rich.extra, rich.size);
                x = aligned(rich.align, x, anchor, widest, width);
                top += rich.extra;
                runs = rich.runs.map(|runs| Box::new(Runs { ground: self.ground, ..*runs }));
            }
            top += self.line;
            if text.is_empty() {
                return None;
            }
            let shape = Shape::Text { at: Point { x, y }, anchor, width, face: self.face, text, runs };
            Some(shape)
        })
    }
}

/// From the top of a line to its baseline: the middle of the line is the middle between the ascender (0.905 em in
/// the bundled metrics) and the descender (0.212 em).
pub(super) fn baseline(line: Px, size: Px) -> Px {
    line.half() + size * 7 / 20
}

/// Where a line stands whose author said so; the block that it belongs to is anchored at `x`.
fn aligned(align: Option<Align>, x: Px, anchor: Anchor, widest: Px, width: Px) -> Px {
    let slack = widest - width;
    match (align, anchor) {
        (None, _) | (Some(Align::Left), Anchor::Start) | (Some(Align::Center), Anchor::Middle) => x,
        (Some(Align::Left), Anchor::Middle) => x - slack.half(),
        (Some(Align::Center), Anchor::Start) | (Some(Align::Right), Anchor::Middle) => x + slack.half(),
        (Some(Align::Right), Anchor::Start) => x + slack,
    }
}

/// A straight line.
pub(super) fn line<'d>(from: Point, to: Point, dash: Dash) -> Shape<'d> {
    Shape::Line { points: Points::Two([from, to]), dash }
}
