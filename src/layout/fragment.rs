//! Fragments: a frame around the content, with its tab, operands and guards.

use super::Row;
use super::header::{Header, guard_place};
use super::label::Label;
use super::measure::{Ends, Measure, Reach};
use super::note::draw_tab;
use super::pen::{Pen, TextStyle, line};
use super::{facts, narration, repeat};
use crate::model::{Event, Fragment, Operand, Text};
use crate::notation::{Dash, FragmentKind, Style};
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Facts, Kind, Outline, Point, Rect, Role, Shape};
use crate::theme::Theme;

/// A fragment, measured.
pub(super) struct FragmentRow<'d> {
    fragment: &'d Fragment,
    line: u32,
    tab: Label<'d>,
    operands: Vec<OperandRow<'d>>,
    ends: Ends,
}

struct OperandRow<'d> {
    operand: &'d Operand,
    /// In brackets; it is wrapped when its room is known.
    guard: Text,
    /// How many of the rows bring back what was before the fragment, and belong to the line above the operand.
    restored: usize,
    rows: Vec<Row<'d>>,
}

pub(super) fn measure<'d>(
    fragment: &'d Fragment,
    line: u32,
    measure: &mut Measure<'d, '_>,
    reach: &mut Reach,
) -> FragmentRow<'d> {
    let theme = measure.theme;
    let spacing = &theme.spacing;
    let has_tab = fragment.kind != FragmentKind::Rect;
    let tab = measure.wrapped(&fragment.label, spacing.guard_measure, Face::Bold, theme.sizes.small);
    let mut inside = Reach::default();
    let mut operands = Vec::with_capacity(fragment.operands.len());
    let mut headers = Vec::with_capacity(fragment.operands.len());
    for (index, operand) in fragment.operands.iter().enumerate() {
        let is_restored = |event: &&Event| index > 0 && event.span == operand.span;
        let restored = operand.events.iter().take_while(is_restored).count();
        let (before, after) = operand.events.split_at(restored);
        let (mut rows, mut operand_reach) = super::rows(before, measure);
        let guard = bracketed(&operand.guard);
        let width = measure.wrapped(&guard, spacing.guard_measure, GUARD, theme.sizes.small).width;
        let tab = if index == 0 && has_tab { tab_width(&tab, theme) } else { Px::ZERO };
        headers.push(Header { tab, guard: width, bars: measure.open_bars() });
        let (more, reach) = super::rows(after, measure);
        rows.extend(more);
        operand_reach.merge(&reach);
        inside.merge(&operand_reach);
        inside.include_width(tab + width + spacing.guard_gap * 2 - spacing.frame_pad_x * 2);
        operands.push(OperandRow { operand, guard, restored, rows });
    }
    let mut ends = inside.ends(measure);
    let least = spacing.bar.half();
    ends.left_out = ends.left_out.max(least);
    ends.right_out = ends.right_out.max(least);
    if ends.left == ends.right {
        ends.right_out = ends.right_out.max(inside.width - ends.left_out);
    } else {
        measure.columns.wish(ends.left, ends.right, inside.width - ends.left_out - ends.right_out);
    }
    ends.left_out += spacing.frame_pad_x;
    ends.right_out += spacing.frame_pad_x;
    headers.iter().for_each(|header| header.clear_bars(&mut ends, measure));
    measure.hold(ends);
    measure.keep_clear(ends, spacing.frame_gap);
    reach.include(ends);
    FragmentRow { fragment, line, tab, operands, ends }
}

/// The face of guards.
pub(super) const GUARD: Face = Face::Regular;

/// Returns a guard in brackets, as it is drawn.
pub(super) fn bracketed(guard: &Text) -> Text {
    if guard.is_empty() {
        return Text::default();
    }
    guard.between("[", "]")
}

/// Returns the width of the tab in the corner of a frame.
pub(super) fn tab_width(tab: &Label, theme: &Theme) -> Px {
    let spacing = &theme.spacing;
    (tab.width + spacing.tab_pad_x * 2 + spacing.tab_cut.half()).up_to(spacing.grid)
}

/// Returns the height of a header of small lines, with the padding of a tab.
pub(super) fn header_height(label: &Label, theme: &Theme) -> Px {
    let spacing = &theme.spacing;
    let more = spacing.small_line * (label.lines.len().max(1) as i64 - 1) + label.extra();
    (spacing.tab_height + more).up_to(spacing.grid)
}

impl<'d> FragmentRow<'d> {
    /// Returns the left and right x that it takes.
    pub fn extent(&self, pen: &Pen<'_, '_>) -> (Px, Px) {
        self.ends.sides(&pen.columns)
    }

    pub fn draw(self, pen: &mut Pen<'d, '_>) {
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let (left, right) = self.extent(pen);
        let top = pen.y + pen.row;
        let outer = std::mem::replace(&mut pen.span, (left, right));
        pen.frames.push((left, right));
        pen.open(narration::fragment(self.fragment), facts::fragment(self.fragment), self.line);
        let (fill, border) = (pen.reserve_fill(), pen.reserve());
        let mut at = top;
        let mut tab = Some(self.tab);
        let mut tinted = None;
        for mut operand in self.operands {
            fill_operand(tinted.take(), (left, right), at, pen);
            if operand.operand.style.fill.is_some() {
                tinted = Some((pen.reserve_fill(), operand.operand.style, at));
            }
            // What the line above the operand restores is there beside its guard.
            let restored = operand.rows.drain(..operand.restored);
            pen.end_box(at);
            restored.for_each(|row| row.draw(pen));
            let header = match tab.take() {
                Some(_) if self.fragment.kind == FragmentKind::Rect => pen.row.half(),
                Some(tab) => draw_header(self.fragment, tab, &operand.guard, at, pen),
                None => draw_separator(self.fragment, &operand, at, pen),
            };
            // The header has its own room below its text, so the first row needs less of its own.
            pen.end_row(at + header - pen.row.half(), at + header);
            repeat::draw_rows(operand.rows, pen, |_| {});
            at = (pen.y.max(pen.anchor) + spacing.frame_pad_y).up_to(spacing.grid);
        }
        fill_operand(tinted, (left, right), at, pen);
        let rect = Rect { x: left, y: top, width: right - left, height: at - top };
        draw_frame(rect, (fill, border), self.fragment.style, pen);
        pen.close();
        pen.span = outer;
        pen.frames.pop();
        pen.last_frame = Some((left, right, at));
        pen.end_box(at);
    }
}

/// Draws the frame and its fill at the places reserved for them.
pub(super) fn draw_frame(rect: Rect, (fill, border): (usize, usize), style: Style, pen: &mut Pen<'_, '_>) {
    let shape = || Shape::Box { rect, outline: Outline::Round(Px::ZERO) };
    let fill_style = Style { stroke: None, width: None, dash: None, ..style };
    pen.fill_at(fill, Role::FragmentFill, shape(), fill_style);
    pen.paint_at(border, Role::FragmentBorder, shape(), Style { fill: None, ..style });
}

/// Fills the body of an operand with the author's colour, from where it begins down to `bottom`.
fn fill_operand(
    tinted: Option<(usize, Style, Px)>,
    (left, right): (Px, Px),
    bottom: Px,
    pen: &mut Pen<'_, '_>,
) {
    let Some((place, style, top)) = tinted else { return };
    let rect = Rect { x: left, y: top, width: right - left, height: bottom - top };
    let shape = Shape::Box { rect, outline: Outline::Round(Px::ZERO) };
    pen.fill_at(place, Role::FragmentFill, shape, Style { fill: style.fill, ..Style::default() });
}

/// Draws the tab and the first guard; returns their height.
pub(super) fn draw_header<'d>(
    fragment: &Fragment,
    tab: Label<'d>,
    guard: &Text,
    top: Px,
    pen: &mut Pen<'d, '_>,
) -> Px {
    let theme = pen.theme;
    let spacing = &theme.spacing;
    let (left, right) = pen.span;
    let width = tab_width(&tab, theme);
    let height = header_height(&tab, theme);
    draw_tab(tab, Rect { x: left, y: top, width, height }, fragment.tab, fragment.ink, pen);
    let x = left + width + spacing.guard_gap;
    height.max(draw_guard(guard, (x, right - spacing.guard_gap), top, fragment.style, pen))
}

/// Draws the line above an operand and its guard; returns their height.
fn draw_separator(fragment: &Fragment, operand: &OperandRow<'_>, top: Px, pen: &mut Pen<'_, '_>) -> Px {
    let spacing = &pen.theme.spacing;
    let (left, right) = pen.span;
    let name = narration::operand(&operand.operand.guard);
    pen.open(name, Facts::of(Kind::Operand), operand.operand.line);
    let own = operand.operand.style;
    let style = Style { stroke: own.stroke.or(fragment.style.stroke), width: own.width, ..Style::default() };
    let dash = own.dash.unwrap_or(Dash::Dashed);
    let shape = line(Point { x: left, y: top }, Point { x: right, y: top }, dash);
    pen.paint(Role::OperandLine, shape, style);
    let room = (left + spacing.guard_gap, right - spacing.guard_gap);
    let height = draw_guard(&operand.guard, room, top, own.over(fragment.style), pen);
    pen.close();
    height
}

/// Writes a guard between two x, clear of the bars that are open there; returns its height.
fn draw_guard(guard: &Text, room: (Px, Px), top: Px, body: Style, pen: &mut Pen<'_, '_>) -> Px {
    let theme = pen.theme;
    let spacing = &theme.spacing;
    if guard.is_empty() {
        return spacing.row.half();
    }
    let wrapped = |room: Px| Label::wrapped(guard, room, GUARD, theme.sizes.small, &*theme.ruler);
    let (x, right) = guard_place(room, wrapped(spacing.guard_measure).width, pen);
    let label = wrapped(right - x);
    let height = header_height(&label, theme);
    // On an author's fill a guard needs the full ink.
    let role = if body.fill.is_some() { Role::FragmentTabText } else { Role::Guard };
    let text_style = TextStyle::small(theme, role, GUARD).on_tint(body.fill);
    let text = label.height(text_style.line);
    pen.write(label.into_owned(), x, Anchor::Start, top + (height - text).half(), text_style);
    height
}
