//! Messages: a label over an arrow from lifeline to lifeline, or beside a loop back to the sender.

mod chip;
mod room;

use super::arrow::draw_along;
use super::label::Label;
use super::measure::{Ends, Measure, Reach, bar_left, bar_right};
use super::participant::{self, HeadRow};
use super::pen::{Pen, TextStyle};
use super::protection::{self, ProtectionSign};
use super::same_height::Footing;
use super::{facts, narration};
use crate::model::{End, Event, EventKind, Id, Message, Text};
use crate::notation::Style;
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Outline, Point, Points, Rect, Role, Shape};
use crate::theme::Theme;

/// A message, measured.
pub(super) struct MessageRow<'d> {
    message: &'d Message,
    line: u32,
    from: usize,
    to: usize,
    /// With the author's breaks only; it is wrapped when its room is known.
    label: Label<'d>,
    /// The label wrapped to the widest that a label may make the drawing, if that takes more breaks.
    wrapped: Option<Box<Wrapped<'d>>>,
    /// The widest line of it that may make the drawing wider.
    limit: Px,
    number: Option<Box<Number<'d>>>,
    /// How far the border of a reference that it ends at is from the lifeline there.
    border: Px,
    /// How it is protected.
    mark: Option<Box<ProtectionSign>>,
    /// The head of a participant that it creates.
    created: Option<Box<HeadRow<'d>>>,
}

/// A label that was wrapped to a measure.
struct Wrapped<'d> {
    label: Label<'d>,
    measure: Px,
}

struct Number<'d> {
    label: Label<'d>,
    width: Px,
}

/// Whether an event is a message to a participant that was created right before it: the head then stands at the tip of
/// the arrow, as if the message created it.
pub(super) fn meets(created: Id, next: Option<&Event>) -> bool {
    let Some(EventKind::Message(message)) = next.map(|event| &event.kind) else { return false };
    let is_there = |end: End| matches!(end, End::Lifeline { of, .. } if of == created);
    is_there(message.to) && !is_there(message.from)
}

pub(super) fn measure<'d>(
    (message, line): (&'d Message, u32),
    creates: bool,
    measure: &mut Measure<'d, '_>,
    reach: &mut Reach,
) -> MessageRow<'d> {
    let (from, to) = (measure.column_of(message.from), measure.column_of(message.to));
    let label = measure.label(&message.text, Face::Regular, measure.theme.sizes.body);
    measure.idle_measure = measure.idle_measure.max(label.width);
    let number = message.number.as_ref().map(|number| Box::new(measure_number(number, measure.theme)));
    let created = match message.to {
        End::Lifeline { of, .. } if creates && from != to => {
            Some(Box::new(participant::measure_created(of, measure, reach)))
        }
        End::Lifeline { .. } | End::LeftBorder | End::RightBorder | End::Reference(_) => None,
    };
    let border = measure.border;
    let mark = message.protection.as_ref().and_then(|mark| protection::measure(mark, measure));
    let (wrapped, limit) = (None, Px::ZERO);
    let mut row =
        MessageRow { message, line, from, to, label, wrapped, limit, number, border, mark, created };
    if from == to {
        row.wish_for_loop(measure, reach)
    } else {
        row.wish_for_arrow(measure, reach)
    }
    row
}

fn measure_number<'d>(number: &'d Text, theme: &Theme) -> Number<'d> {
    let label = Label::unbroken(number, Face::Bold, theme.sizes.number, &*theme.ruler);
    let spacing = &theme.spacing;
    let width = (label.width + spacing.number_pad * 2).max(spacing.number_height).up_to(Px::new(1));
    Number { label, width }
}

impl<'d> MessageRow<'d> {
    /// How far right of its lifeline the loop of a self message swings.
    fn loop_out(&self, theme: &Theme) -> Px {
        self.start_out(theme) + self.number_width() + theme.spacing.loop_width
    }

    /// How far right of its lifeline a self message starts.
    fn start_out(&self, theme: &Theme) -> Px {
        let depth = depth(self.message.from).max(depth(self.message.to));
        bar_right(theme, depth)
    }

    /// From the loop of a self message to the label beside it, or to the sign before that.
    fn loop_gap(&self, theme: &Theme) -> Px {
        let gap = if self.mark.is_some() { theme.spacing.sign_gap } else { theme.spacing.label_gap };
        gap * 2
    }

    fn number_width(&self) -> Px {
        self.number.as_ref().map_or(Px::ZERO, |number| number.width)
    }

    fn wish_for_loop(&mut self, measure: &mut Measure<'_, '_>, reach: &mut Reach) {
        let theme = measure.theme;
        let spacing = &theme.spacing;
        self.limit = spacing.note_measure.min(measure.label_measure);
        let width = self.wrapped_width(self.limit, theme);
        let gap = if self.label.is_empty() && self.mark.is_none() { Px::ZERO } else { self.loop_gap(theme) };
        let ends = Ends {
            left: self.from,
            left_out: bar_left(theme, depth(self.message.from)),
            right: self.from,
            right_out: self.loop_out(theme) + gap + width,
        };
        measure.hold(ends);
        measure.keep_clear(ends, spacing.note_gap);
        reach.include(ends);
    }

    fn wish_for_arrow(&mut self, measure: &mut Measure<'_, '_>, reach: &mut Reach) {
        let theme = measure.theme;
        let spacing = &theme.spacing;
        let (left, right) = self.left_and_right();
        self.limit = measure.label_measure;
        let width = self.wrapped_width(self.limit, theme);
        let room = width.max(spacing.arrow_on(self.message.style.line_width()) * 2)
            + spacing.label_pad * 2
            + self.number_width();
        let (left_edge, right_edge) = (self.edge(left, true, theme), self.edge(right, false, theme));
        measure.columns.wish(left.column, right.column, left_edge + room + right_edge);
        if left.column + 1 == right.column && !(self.label.is_empty() && self.mark.is_none()) {
            // Between two groups of participants the label stands where neither has its side.
            let (from, to) = (measure.sides[left.column].1, measure.sides[right.column].0);
            let apart = |edge: Px, side: Px| (edge + spacing.label_pad).max(side + spacing.border_pad);
            let between = apart(left_edge, from) + width + self.number_width() + apart(right_edge, to);
            measure.columns.wish(left.column, right.column, between);
        }
        if !(self.label.is_empty() && self.mark.is_none()) {
            self.wish_between_bars(width, (left.column, left_edge), (right.column, right_edge), measure);
        }
        reach.include(Ends {
            left: left.column,
            left_out: bar_left(theme, depth(left.end)),
            right: right.column,
            right_out: bar_right(theme, depth(right.end)),
        });
        self.wish_for_chip(measure, reach);
    }

    /// The width of the label if it is wrapped where it would stretch the drawing.
    fn wrapped_width(&mut self, limit: Px, theme: &Theme) -> Px {
        if self.label.width <= limit {
            return self.marked_width(self.label.width, theme);
        }
        let label = wrap(self.message, limit, theme);
        let width = label.width;
        self.wrapped = Some(Box::new(Wrapped { label, measure: limit }));
        self.marked_width(width, theme)
    }

    /// The label as it is where it has room, wrapped to the room where it has not.
    fn fitted_label(&mut self, room: Px, theme: &Theme) -> Label<'d> {
        let label = std::mem::take(&mut self.label);
        if label.width <= room {
            return label;
        }
        match self.wrapped.take() {
            Some(wrapped) if wrapped.fits(room) => wrapped.label,
            Some(_) | None => wrap(self.message, room, theme),
        }
    }

    /// The width of a label with the sign beside or below it.
    fn marked_width(&self, label: Px, theme: &Theme) -> Px {
        self.mark.as_ref().map_or(label, |mark| mark.width(label, theme))
    }

    /// What the sign takes of the label's lines.
    fn beside(&self, theme: &Theme) -> Px {
        self.mark.as_ref().map_or(Px::ZERO, |mark| mark.beside(theme))
    }

    /// The height of a label with the sign beside or below it.
    fn marked_height(&self, label: &Label, line: Px, theme: &Theme) -> Px {
        let height = label.height(line);
        self.mark.as_ref().map_or(height, |mark| mark.height(height, line, theme))
    }

    /// Both ends, the left one first.
    fn left_and_right(&self) -> (Side, Side) {
        let from = Side { end: self.message.from, column: self.from, is_head: false };
        let to = Side { end: self.message.to, column: self.to, is_head: true };
        if self.from < self.to { (from, to) } else { (to, from) }
    }

    /// Returns the distance of an end from its column, on the right or left side.
    fn edge(&self, side: Side, looks_right: bool, theme: &Theme) -> Px {
        if let End::Reference(_) = side.end {
            return self.border;
        }
        if let (true, Some(head)) = (side.is_head, &self.created) {
            return head.arrival_distance(&theme.spacing);
        }
        if looks_right { bar_right(theme, depth(side.end)) } else { bar_left(theme, depth(side.end)) }
    }

    /// Returns the left and right x that it takes.
    pub fn extent(&self, pen: &Pen<'_, '_>) -> (Px, Px) {
        let (left, right) = self.left_and_right();
        if self.from != self.to {
            let (left, right) = (pen.columns[left.column], pen.columns[right.column]);
            let Some(head) = &self.created else { return (left, right) };
            let (from, to) = head.extent(pen);
            return (left.min(from), right.max(to));
        }
        let theme = pen.theme;
        let x = pen.columns[self.from];
        let label = self.marked_width(self.label.width.min(self.limit), theme) + self.loop_gap(theme);
        (x, x + self.loop_out(theme) + label)
    }

    /// Returns how it is aligned with events beside it. A message that would move others too stays in place.
    pub fn footing(&self) -> Footing {
        match (&self.created, self.message.delay) {
            (_, 1..) => Footing::Top,
            (Some(_), _) => Footing::Arrow,
            (None, _) => Footing::Bottom,
        }
    }

    pub fn draw(self, pen: &mut Pen<'d, '_>) {
        let facts = facts::message(self.message, pen.diagram);
        pen.open(narration::message(self.message, pen.diagram), facts, self.line);
        let draw = if self.from == self.to { Self::draw_loop } else { Self::draw_arrow };
        draw(self, pen);
        pen.close();
    }

    fn draw_arrow(mut self, pen: &mut Pen<'d, '_>) {
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let (left, right) = self.left_and_right();
        let left_x = pen.columns[left.column] + self.edge(left, true, theme);
        let right_x = pen.columns[right.column] - self.edge(right, false, theme);
        let rightwards = self.from < self.to;
        let (tail_x, tip_x) = if rightwards { (left_x, right_x) } else { (right_x, left_x) };
        let number = self.number_width();
        let start_x = if rightwards { tail_x + number } else { tail_x - number };

        let room = right_x - left_x - number - spacing.label_pad * 2 - self.beside(theme);
        let label = self.fitted_label(room, theme);
        let text_style = TextStyle::body(theme, Role::MessageText);
        let (from, to) = (start_x.min(tip_x), start_x.max(tip_x));
        let (label, middle, top, y) = self.place_label(label, (from, to), pen);
        let width = self.marked_width(label.width, theme);
        match self.mark.take() {
            Some(mark) => mark.write(label, (middle - width.half(), top), text_style, pen),
            None => pen.write(label, middle, Anchor::Middle, top, text_style),
        }
        let y = self.raised(y, (middle, width), (start_x, tip_x), pen);
        let tip = Point { x: tip_x, y: y + spacing.unit * i64::from(self.message.delay) };
        self.draw_number(tail_x, start_x, y, pen);
        if tip.y != y {
            pen.slant(Point { x: start_x, y }, tip);
        }
        draw_along(self.message, Points::Two([Point { x: start_x, y }, tip]), pen);
        self.draw_chip(tip.y, pen);
        let mut bottom = tip.y;
        if let Some(head) = self.created.take() {
            let top = tip.y - head.arrival(spacing);
            bottom = top + head.height();
            let half = head.width().half();
            let x = pen.columns[self.to];
            pen.cut(x - half, x + half, top, bottom);
            head.draw_at(top, pen);
        }
        pen.end_row(bottom, tip.y);
    }

    fn draw_loop(mut self, pen: &mut Pen<'d, '_>) {
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let x = pen.columns[self.from];
        let start = x + bar_right(theme, depth(self.message.from));
        let end = x + bar_right(theme, depth(self.message.to));
        let out = x + self.loop_out(theme);
        let label_x = out + self.loop_gap(theme);
        let next = self.from + 1;
        let clear = if next + 1 == pen.columns.len() {
            Px::ZERO
        } else {
            spacing.note_gap + bar_left(theme, pen.depth(next))
        };
        let room = (pen.columns[next] - clear - label_x).max(self.limit) - self.beside(theme);
        let label = self.fitted_label(room, theme);

        let text_style = TextStyle::body(theme, Role::MessageText);
        let height = self.marked_height(&label, text_style.line, theme);
        let drop = spacing.loop_height + spacing.unit * i64::from(self.message.delay);
        // A number stands half above the loop.
        let over = Px::new(self.number.as_ref().map_or(0, |_| spacing.number_height.half().floor()));
        let content = (height - spacing.loop_overlap).max(drop + over).up_to(spacing.grid);
        let top = pen.y + pen.row;
        let y = top + (content - drop).half().max(over);
        let label_top = y + (content - height).half() - (content - drop).half();
        match self.mark.take() {
            Some(mark) => mark.write(label, (label_x, label_top), text_style, pen),
            None => pen.write(label, label_x, Anchor::Start, label_top, text_style),
        }
        let shaft_start = start + self.number_width();
        self.draw_number(start, shaft_start, y, pen);
        let points = [
            Point { x: shaft_start, y },
            Point { x: out, y },
            Point { x: out, y: y + drop },
            Point { x: end, y: y + drop },
        ];
        draw_along(self.message, Points::More(points.into()), pen);
        pen.end_row(top + content, y + drop);
    }

    /// The number stands in a tab between the lifeline and the tail of the arrow.
    fn draw_number(&mut self, tail: Px, start: Px, y: Px, pen: &mut Pen<'d, '_>) {
        let Some(number) = self.number.take() else { return };
        let Number { label, width } = *number;
        let height = pen.theme.spacing.number_height;
        let rect = Rect { x: tail.min(start), y: y - height.half(), width, height };
        pen.cut(rect.x, rect.right(), rect.y, rect.bottom());
        let outline = Outline::Round(height.half());
        pen.paint(Role::Number, Shape::Box { rect, outline }, Style::default());
        let text_style = TextStyle::number(pen.theme);
        pen.write_inside(label, rect.middle(), Anchor::Middle, y - text_style.line.half(), text_style);
    }
}

/// One end of a message and its column.
#[derive(Clone, Copy)]
struct Side {
    end: End,
    column: usize,
    /// Whether the arrow points at it.
    is_head: bool,
}

/// How many bars are open at an end while the message is under way.
fn depth(end: End) -> u32 {
    match end {
        End::Lifeline { depth, .. } => depth,
        End::LeftBorder | End::RightBorder | End::Reference(_) => 0,
    }
}

impl Wrapped<'_> {
    /// Whether the lines are right for a room: all of them fit, and in a measure that was not smaller there were no
    /// better ones. The room that was asked for is that of the widest line; to break the lines again takes a little
    /// more, because the widths of their parts are rounded up.
    fn fits(&self, room: Px) -> bool {
        (self.label.width..=self.measure).contains(&room)
    }
}

fn wrap<'d>(message: &'d Message, measure: Px, theme: &Theme) -> Label<'d> {
    Label::wrapped(&message.text, measure, Face::Regular, theme.sizes.body, &*theme.ruler)
}
