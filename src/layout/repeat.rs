//! The names of a long drawing, repeated on the lifelines: a reader in the middle sees neither the heads nor the foot.

use super::Row;
use super::facts;
use super::label::Label;
use super::measure::Measure;
use super::pen::{Pen, TextStyle};
use crate::model::{Event, EventKind, Id, Participant};
use crate::notation::Style;
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Group, Item, Node, Outline, Rect, Role, Shape};
use crate::theme::Spacing;

/// About how many bytes a name takes in a picture, beside its letters.
const NAME: usize = 300;
/// A name of more lines is a text, which is read at the head.
const LINES: usize = 3;
/// How many bytes names may take for each event, so that a picture grows with its source only.
const PER_EVENT: usize = 400;
/// How many rows before one that the author moves up have no names between them.
const LOOK_AHEAD: usize = 4;

/// The names, and where they were drawn last.
pub(super) struct Repeats<'d> {
    names: Vec<Repeated<'d>>,
    /// The bottom of the last row of names, or of the heads.
    last: Px,
    /// Nothing is repeated below: the foot is near.
    until: Px,
    /// How many bytes names may still take, and how many a row of them takes.
    budget: usize,
    row: usize,
}

struct Repeated<'d> {
    id: Id,
    participant: &'d Participant,
    label: Label<'d>,
}

/// A height that the rows of some events surely have together, in a drawing whose author does not move them up.
pub(super) fn least_height(events: &[Event], spacing: &Spacing) -> Px {
    let message = spacing.row + spacing.line + spacing.label_gap;
    let heights = events.iter().map(|event| match &event.kind {
        EventKind::Message(it) if !it.text.is_empty() => message,
        EventKind::Note(_) => spacing.row + spacing.line,
        EventKind::Fragment(it) if !it.is_collapsed => {
            it.operands.iter().map(|operand| least_height(&operand.events, spacing)).sum()
        }
        EventKind::Message(_)
        | EventKind::Reference(_)
        | EventKind::Learning(_)
        | EventKind::Fragment(_)
        | EventKind::Divider(_)
        | EventKind::Create(_)
        | EventKind::Activate(_)
        | EventKind::Deactivate(_)
        | EventKind::Destroy(..)
        | EventKind::Revive(_)
        | EventKind::Together(_)
        | EventKind::Space(_)
        | EventKind::Spacing(_)
        | EventKind::BarTail => Px::ZERO,
    });
    heights.sum()
}

impl<'d> Repeats<'d> {
    /// Measures the names for a drawing of about this height.
    pub fn measure(height: Px, measure: &Measure<'d, '_>) -> Repeats<'d> {
        let (spacing, sizes) = (&measure.theme.spacing, &measure.theme.sizes);
        let of = |(index, participant): (usize, &'d Participant)| {
            let label = measure.wrapped(&participant.label, spacing.head_measure, Face::Bold, sizes.small);
            Repeated { id: Id::at(index), participant, label }
        };
        let names = measure.diagram.participants.iter().enumerate().map(of);
        let names: Vec<_> = names.filter(|name| name.label.lines.len() <= LINES).collect();
        let row = names.iter().map(|name| NAME + name.participant.label.plain.len()).sum();
        Repeats {
            names,
            last: Px::ZERO,
            until: height - spacing.repeat_every.half(),
            budget: measure.events * PER_EVENT,
            row,
        }
    }

    /// Whether it is time for a row of names, and there is room for it.
    fn is_due(&self, pen: &Pen<'_, '_>) -> bool {
        let is_far = pen.y - self.last >= pen.theme.spacing.repeat_every && pen.y < self.until;
        let is_free = pen.slants.last().is_none_or(|slant| slant.lowest <= pen.y);
        is_far && is_free && self.row <= self.budget
    }

    fn draw(&mut self, pen: &mut Pen<'d, '_>) {
        let spacing = &pen.theme.spacing;
        let top = pen.y + pen.row;
        let pad = spacing.repeat_pad;
        // A head that appeared in the meantime is near enough.
        let is_far =
            |start: Option<Px>| start.is_some_and(|start| top - start >= spacing.repeat_every.half());
        let mut end = Px::ZERO;
        let mut bottom = top;
        for name in &self.names {
            if !is_far(pen.tracks[Measure::column(name.id)].start()) {
                continue;
            }
            let height = name.label.height(spacing.small_line) + pad;
            let rect = Rect { x: end, y: top, width: name.label.width + pad * 2, height };
            let Some(x) = place(pen.lifeline(name.id), rect, &pen.frames, spacing) else { continue };
            name.draw(Rect { x, ..rect }, pen);
            end = x + rect.width + spacing.label_gap;
            bottom = bottom.max(rect.bottom());
        }
        self.budget -= self.row;
        self.last = bottom;
        pen.y = bottom;
    }
}

/// The left side of a name over a lifeline: in its middle, or beside the sides of frames there; none if there is no room
/// right of `rect`.
fn place(lifeline: Px, rect: Rect, frames: &[(Px, Px)], spacing: &Spacing) -> Option<Px> {
    let gap = spacing.label_gap;
    let (mut least, mut most) = (rect.x.max(lifeline - rect.width + gap), lifeline - gap);
    for side in frames.iter().flat_map(|&(left, right)| [left, right]) {
        if side <= lifeline {
            least = least.max(side + gap);
        } else {
            most = most.min(side - gap - rect.width);
        }
    }
    let wanted = lifeline - rect.width.half();
    (least <= most).then(|| wanted.max(least).min(most))
}

impl<'d> Repeated<'d> {
    fn draw(&self, rect: Rect, pen: &mut Pen<'d, '_>) {
        let spacing = &pen.theme.spacing;
        let style = self.participant.style;
        let text_style = TextStyle::small(pen.theme, Role::ParticipantText, Face::Bold);
        let text_style = text_style.on(Role::Participant, style.fill);
        pen.cover(rect.x, rect.right(), (rect.y, rect.bottom()), Role::Participant);
        let item = |role, shape, style| Node::Item(Item { role, shape, style });
        // The name was read out with its head.
        pen.paint_head(Node::Open(Box::new(Group {
            name: String::new().into(),
            facts: facts::participant(self.participant),
            line: self.participant.line,
        })));
        let outline = Outline::Round(spacing.head_radius);
        let style = Style { width: Some(1), ..style };
        pen.paint_head(item(Role::Participant, Shape::Box { rect, outline }, style));
        let top = rect.y + spacing.repeat_pad.half();
        for shape in text_style.set(self.label.clone(), rect.middle(), Anchor::Middle, top) {
            pen.paint_head(item(text_style.role, shape, text_style.style));
        }
        pen.paint_head(Node::Close);
    }
}

/// Draws rows, and the names once more before a row where they are due. Does something after each.
pub(super) fn draw_rows<'d, 't>(rows: Vec<Row<'d>>, pen: &mut Pen<'d, 't>, after: impl Fn(&mut Pen<'d, 't>)) {
    if pen.repeats.is_none() {
        for row in rows {
            row.draw(pen);
            after(pen);
        }
        return;
    }
    // How many rows from here on an author may have moved up to what is drawn before them.
    let mut closer = 0_usize;
    let mut stays = vec![true; rows.len()];
    for (row, stays) in rows.iter().zip(&mut stays).rev() {
        *stays = closer == 0;
        closer = if matches!(row, Row::Space(..0)) { LOOK_AHEAD } else { closer.saturating_sub(1) };
    }
    for (row, stays) in rows.into_iter().zip(stays) {
        let may_follow = matches!(row, Row::Message(_) | Row::Note(_) | Row::Fragment(_) | Row::Reference(_));
        if let Some(mut repeats) = pen.repeats.take_if(|_| may_follow && stays) {
            if repeats.is_due(pen) {
                repeats.draw(pen);
            }
            pen.repeats = Some(repeats);
        }
        row.draw(pen);
        after(pen);
    }
}
