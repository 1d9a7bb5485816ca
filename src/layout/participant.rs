//! Heads of participants: a row above the lifelines, or one further down where a message creates a participant.

use super::label::Label;
use super::measure::{Ends, Measure, Reach};
use super::pen::{Pen, TextStyle};
use super::picture;
use super::surround::Groups;
use super::{facts, narration};
use crate::model::{Distance, Footer, Id, Participant};
use crate::notation::ParticipantKind;
use crate::px::Px;
use crate::scene::{Anchor, Group, Item, Name, Node, Outline, Rect, Role, Shape};
use crate::theme::Spacing;

/// A head, measured.
#[derive(Clone)]
pub(super) struct HeadRow<'d> {
    id: Id,
    participant: &'d Participant,
    label: Label<'d>,
    size: Size,
}

#[derive(Clone, Copy)]
struct Size {
    width: Px,
    height: Px,
}

/// Measures the heads of the first row.
pub(super) fn measure<'d>(groups: &Groups<'_>, measure: &mut Measure<'d, '_>) -> Vec<HeadRow<'d>> {
    let spacing = &measure.theme.spacing;
    let gap = match measure.diagram.distance {
        Distance::AtLeast(gap) => gap,
        Distance::Free | Distance::Equal => spacing.head_gap,
    };
    let mut heads: Vec<HeadRow<'d>> = Vec::new();
    // What the column before takes right of its lifeline.
    let mut before = Px::ZERO;
    for (index, participant) in measure.diagram.participants.iter().enumerate() {
        let column = index + 1;
        let head = measure_head(Id::at(index), participant, measure);
        let (left, right) = groups.pads(column);
        let on_top = !participant.created || measure.diagram.footer == Footer::Heads;
        let half = if on_top { head.half() } else { Px::ZERO }.max(groups.least_half(column));
        if column > 1 {
            measure.columns.wish(column - 1, column, spacing.column.max(before + gap + left + half));
        } else {
            measure.columns.wish(0, 1, left + half);
        }
        let side = |pad: Px| if pad == Px::ZERO { Px::ZERO } else { half + pad };
        measure.sides[column] = (side(left), side(right));
        before = half + right;
        heads.push(head);
    }
    let last = measure.columns.last();
    measure.columns.wish(last - 1, last, before);
    heads
}

/// Measures a head that appears on the way down.
pub(super) fn measure_created<'d>(id: Id, measure: &mut Measure<'d, '_>, reach: &mut Reach) -> HeadRow<'d> {
    let head = measure_head(id, &measure.diagram.participants[id.index()], measure);
    let half = head.half();
    let column = Measure::column(id);
    let ends = Ends { left: column, left_out: half, right: column, right_out: half };
    measure.keep_clear(ends, measure.theme.spacing.note_gap);
    reach.include(ends);
    head
}

fn measure_head<'d>(id: Id, participant: &'d Participant, measure: &Measure<'d, '_>) -> HeadRow<'d> {
    let (spacing, sizes) = (&measure.theme.spacing, &measure.theme.sizes);
    let label = measure.wrapped(
        &participant.label,
        spacing.head_measure,
        measure.theme.weights.participant,
        sizes.body,
    );
    let text = label.height(spacing.line).up_to(spacing.grid);
    let size = match frame(participant, spacing) {
        Some(_) => Size {
            width: (label.width + spacing.head_pad_x * 2).max(spacing.head_width).up_to(spacing.grid),
            height: text + spacing.head_pad_y * 2,
        },
        None => Size {
            width: label.width.max(spacing.symbol).up_to(spacing.grid),
            height: spacing.symbol + spacing.symbol_gap + text,
        },
    };
    HeadRow { id, participant, label, size }
}

/// Returns the outline of a head that is a box around the name; `None` for a symbol or an icon above the name.
fn frame(participant: &Participant, spacing: &Spacing) -> Option<Outline> {
    if participant.icon.is_some() {
        return None;
    }
    match participant.kind {
        ParticipantKind::Participant => Some(Outline::Round(spacing.head_radius)),
        ParticipantKind::Rounded => Some(Outline::Round(spacing.radius * 2)),
        ParticipantKind::Actor
        | ParticipantKind::Boundary
        | ParticipantKind::Control
        | ParticipantKind::Entity
        | ParticipantKind::Database
        | ParticipantKind::Collections
        | ParticipantKind::Cloud
        | ParticipantKind::Queue => None,
    }
}

/// Returns half of the width of each column's head; 0 for the left border.
pub(super) fn halves(heads: &[HeadRow<'_>]) -> Vec<Px> {
    std::iter::once(Px::ZERO).chain(heads.iter().map(HeadRow::half)).collect()
}

/// Draws the first row, of all heads that are there from the beginning; gives back what the foot needs.
pub(super) fn draw_row<'d>(heads: Vec<HeadRow<'d>>, pen: &mut Pen<'d, '_>) -> Vec<HeadRow<'d>> {
    let foot = match pen.diagram.footer {
        Footer::Heads | Footer::Auto => heads.clone(),
        Footer::Nothing | Footer::Bar => Vec::new(),
    };
    let first = |head: &HeadRow<'_>| !head.participant.created;
    let height = heads.iter().filter(|head| first(head)).map(HeadRow::height).max().unwrap_or_default();
    let bottom = pen.y + height;
    for head in heads.into_iter().filter(first) {
        let top = bottom - head.size.height;
        head.draw_at(top, pen);
    }
    pen.end_row(bottom, bottom + pen.theme.spacing.heel);
    foot
}

impl<'d> HeadRow<'d> {
    /// Draws a head on a row of its own.
    pub fn draw(self, pen: &mut Pen<'d, '_>) {
        let top = pen.y + pen.row;
        let bottom = top + self.size.height;
        self.draw_at(top, pen);
        pen.end_box(bottom);
    }

    /// Returns the left and right x that it takes.
    pub fn extent(&self, pen: &Pen<'_, '_>) -> (Px, Px) {
        let x = pen.lifeline(self.id);
        (x - self.half(), x + self.half())
    }

    /// Returns half of its width, rounded up.
    pub fn half(&self) -> Px {
        (self.size.width + Px::hundredths(1)).half()
    }

    /// Returns its width.
    pub fn width(&self) -> Px {
        self.size.width
    }

    /// Returns its height.
    pub fn height(&self) -> Px {
        self.size.height
    }

    /// Returns how far below its top the message that creates it arrives.
    pub fn arrival(&self, spacing: &Spacing) -> Px {
        match frame(self.participant, spacing) {
            Some(_) => self.size.height.half(),
            None => spacing.symbol.half(),
        }
    }

    /// Returns how far from its lifeline the message that creates it arrives.
    pub fn arrival_distance(&self, spacing: &Spacing) -> Px {
        match frame(self.participant, spacing) {
            Some(_) => self.size.width.half(),
            None => spacing.symbol.half(),
        }
    }

    /// Draws the head with its top at `top`; the lifeline begins under it.
    pub fn draw_at(self, top: Px, pen: &mut Pen<'d, '_>) {
        pen.tracks[Measure::column(self.id)].begin(top + self.size.height);
        let name = narration::participant(self.participant);
        self.draw_head(top, name, pen);
    }

    /// Whether its lifeline reaches the foot of the drawing.
    pub fn has_foot(&self, pen: &Pen<'_, '_>) -> bool {
        pen.tracks[Measure::column(self.id)].is_alive()
    }

    /// Draws the head once more at the lower end of its lifeline. It is read out on top only.
    pub fn draw_foot(self, top: Px, pen: &mut Pen<'d, '_>) {
        self.draw_head(top, String::new().into(), pen);
    }

    fn draw_head(self, top: Px, name: Name<'d>, pen: &mut Pen<'d, '_>) {
        let spacing = &pen.theme.spacing;
        let x = pen.lifeline(self.id);
        let style = pen.theme.hued(self.participant.style, self.id.index());
        let head = |role, shape, style| Node::Item(Item { role, shape, style });
        pen.paint_head(Node::Open(Box::new(Group {
            name,
            facts: facts::participant(self.participant),
            line: self.participant.line,
        })));
        let width = self.size.width;
        let rect = Rect { x: x - width.half(), y: top, width, height: self.size.height };
        let (area, fill, text_top) = match frame(self.participant, spacing) {
            Some(outline) => {
                pen.paint_head(head(Role::Participant, Shape::Box { rect, outline }, style));
                (Role::Participant, style.fill, top + spacing.head_pad_y)
            }
            None => {
                let side = spacing.symbol;
                let rect = Rect { x: x - side.half(), y: top, width: side, height: side };
                picture::draw(self.participant, (rect, style), pen);
                (Role::Canvas, None, top + side + spacing.symbol_gap)
            }
        };
        let face = pen.theme.weights.participant;
        let text_style = TextStyle { face, ..TextStyle::body(pen.theme, Role::ParticipantText) };
        let text_style = text_style.on(area, fill);
        // Names are centred in the height that was rounded up to the grid.
        let lines = self.label.height(text_style.line);
        let top = text_top + (lines.up_to(spacing.grid) - lines).half();
        for shape in text_style.set(self.label, x, Anchor::Middle, top) {
            pen.paint_head(head(text_style.role, shape, text_style.style));
        }
        pen.paint_head(Node::Close);
    }
}
