//! Dividers: a text in a box on a double line across the drawing, or across the surrounding frame.

use super::header::guard_place;
use super::label::Label;
use super::measure::{Measure, Reach};
use super::narration;
use super::pen::{Pen, TextStyle, line};
use crate::model::Divider;
use crate::notation::{Dash, Style};
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Facts, Kind, Outline, Point, Rect, Role, Shape};

/// A divider, measured.
pub(super) struct DividerRow<'d> {
    divider: &'d Divider,
    line: u32,
    label: Label<'d>,
}

pub(super) fn measure<'d>(
    divider: &'d Divider,
    line: u32,
    measure: &mut Measure<'d, '_>,
    reach: &mut Reach,
) -> DividerRow<'d> {
    let theme = measure.theme;
    let spacing = &theme.spacing;
    let face = if divider.is_pause { Face::Regular } else { Face::Bold };
    let label = measure.wrapped(&divider.text, spacing.message_measure, face, theme.sizes.body);
    reach.include_width(label.width + spacing.note_pad_x * 2 + spacing.label_pad * 2);
    DividerRow { divider, line, label }
}

impl<'d> DividerRow<'d> {
    pub fn draw(self, pen: &mut Pen<'d, '_>) {
        if self.divider.is_pause {
            return self.draw_pause(pen);
        }
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let (left, right) = pen.span;
        let style = self.divider.style;
        let text_style = TextStyle { face: Face::Bold, ..TextStyle::body(theme, Role::DividerText) };
        let text_style = text_style.on(Role::Divider, style.fill);
        let text = self.label.height(text_style.line);
        let height = text.up_to(spacing.grid) + spacing.label_gap * 2;
        let width = (self.label.width + spacing.note_pad_x * 2).up_to(spacing.grid);
        let middle = left + (right - left).half();
        let rect = Rect { x: middle - width.half(), y: pen.y + pen.row, width, height };
        pen.open(narration::divider(self.divider), Facts::of(Kind::Divider), self.line);
        pen.cut(rect.x, rect.right(), rect.y, rect.bottom());
        self.draw_lines(rect, (left, right), pen);
        if !self.label.is_empty() {
            pen.paint(Role::Divider, Shape::Box { rect, outline: Outline::Round(Px::ZERO) }, style);
            let top = rect.y + (height - text).half();
            pen.write(self.label, middle, Anchor::Middle, top, text_style);
        }
        pen.close();
        pen.end_box(rect.bottom());
    }

    /// Dots the lifelines around the text.
    fn draw_pause(self, pen: &mut Pen<'d, '_>) {
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let text_style = TextStyle::body(theme, Role::MessageText);
        let text = self.label.height(text_style.line);
        let (left, right) = pen.span;
        let half = self.label.width.half();
        // Clear of the bars.
        let middle = left + (right - left).half();
        let middle = guard_place((middle - half, right), self.label.width, pen).0 + half;
        let top = pen.y + pen.row.half();
        let height = (text + spacing.unit * 2).up_to(spacing.grid);
        let (bottom, text_top) = (top + height, top + (height - text).half());
        pen.open(narration::divider(self.divider), Facts::of(Kind::Divider), self.line);
        let half = half + spacing.cut;
        for column in 0..pen.columns.len() {
            let x = pen.columns[column];
            if !pen.tracks[column].is_alive() || pen.depth(column) > 0 || x < left || x > right {
                continue;
            }
            pen.cut(x, x, top, bottom);
            let is_behind = !self.label.is_empty() && x >= middle - half && x <= middle + half;
            let pieces = match is_behind {
                true => vec![(top, text_top), (text_top + text, bottom)],
                false => vec![(top, bottom)],
            };
            let style = pen.diagram.participants.get(column.wrapping_sub(1)).map(|who| who.lifeline);
            let style = Style { dash: Some(Dash::Dotted), ..style.unwrap_or_default() };
            for (from, to) in pieces {
                let shape = line(Point { x, y: from }, Point { x, y: to }, Dash::Dotted);
                pen.paint(Role::Lifeline, shape, style);
            }
        }
        pen.write(self.label, middle, Anchor::Middle, text_top, text_style);
        pen.close();
        pen.end_box(bottom);
    }

    /// Draws the lines up to the box on both sides; without a text, across the whole width.
    fn draw_lines(&self, rect: Rect, (left, right): (Px, Px), pen: &mut Pen<'d, '_>) {
        let gap = pen.theme.spacing.divider_gap.half();
        let y = rect.y + rect.height.half();
        let style = Style { fill: None, ..self.divider.style };
        let spans = if self.label.is_empty() {
            vec![(left, right)]
        } else {
            vec![(left, rect.x), (rect.right(), right)]
        };
        for (from, to) in spans {
            for y in [y - gap, y + gap] {
                let shape = line(Point { x: from, y }, Point { x: to, y }, Dash::Solid);
                pen.paint(Role::DividerLine, shape, style);
            }
        }
    }
}
