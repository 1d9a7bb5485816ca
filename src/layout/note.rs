//! Notes, boxes, states and references: boxes on or beside lifelines.

use super::fragment::tab_width;
use super::label::Label;
use super::measure::{Ends, Measure, Reach, bar_left, bar_right};
use super::pen::{Pen, TextStyle, line};
use super::{facts, narration};
use crate::model::{Note, Text};
use crate::notation::{Color, Dash, NoteKind, Side, Style};
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Outline, Point, Rect, Role, Shape};
use crate::text::reads_leftwards;
use crate::theme::Theme;

/// A note, measured.
pub(super) struct NoteRow<'d> {
    pub note: &'d Note,
    pub line: u32,
    /// Wrapped to the measure of notes; a wide box may undo that.
    label: Label<'d>,
}

pub(super) fn measure<'d>(
    note: &'d Note,
    line: u32,
    measure: &mut Measure<'d, '_>,
    reach: &mut Reach,
) -> NoteRow<'d> {
    let theme = measure.theme;
    let spacing = &theme.spacing;
    let label = measure.wrapped(&note.text, widest_line(&note.text, theme), Face::Regular, theme.sizes.body);
    let row = NoteRow { note, line, label };
    let width = row.box_width(theme);
    let (first, last) = (Measure::column(note.first), Measure::column(note.last));
    let (point_left, point_right) = points(note.kind, spacing.fold);
    let ends = match note.side {
        Side::Over if first == last => {
            let half = (width + Px::hundredths(1)).half();
            Ends { left: first, left_out: half + point_left, right: first, right_out: half + point_right }
        }
        Side::Over => {
            let out = spacing.note_overhang;
            measure.columns.wish(first, last, width - out * 2);
            Ends { left: first, left_out: out + point_left, right: last, right_out: out + point_right }
        }
        Side::Left => {
            let near = bar_left(theme, note.depth) + spacing.note_gap + point_right;
            let right_out = bar_right(theme, note.depth);
            Ends { left: first, left_out: near + width + point_left, right: first, right_out }
        }
        Side::Right => {
            let near = bar_right(theme, note.depth) + spacing.note_gap + point_left;
            let left_out = bar_left(theme, note.depth);
            Ends { left: first, left_out, right: first, right_out: near + width + point_right }
        }
    };
    measure.hold(ends);
    measure.keep_clear(ends, spacing.note_gap);
    reach.include(ends);
    row
}

/// The widest line of a note. Lines that the author has broken may be a quarter wider before they are broken again: one
/// that is a little too long would become two short halves.
fn widest_line(text: &Text, theme: &Theme) -> Px {
    let measure = theme.spacing.note_measure;
    if text.plain.contains('\n') { measure * 5 / 4 } else { measure }
}

/// Returns how far the points of an angular box stick out, left and right.
fn points(kind: NoteKind, fold: Px) -> (Px, Px) {
    match kind {
        NoteKind::Angular => (fold, fold),
        NoteKind::AngularLeft => (fold, Px::ZERO),
        NoteKind::AngularRight => (Px::ZERO, fold),
        NoteKind::Note | NoteKind::Box | NoteKind::Rounded | NoteKind::State | NoteKind::Ref => {
            (Px::ZERO, Px::ZERO)
        }
    }
}

impl<'d> NoteRow<'d> {
    /// Returns the width that its text needs.
    fn box_width(&self, theme: &Theme) -> Px {
        let spacing = &theme.spacing;
        let least = if self.note.kind == NoteKind::Ref {
            tab_width(&ref_tab(theme), theme) * 2
        } else {
            spacing.row * 2
        };
        (self.label.width + spacing.note_pad_x * 2).max(least).up_to(spacing.grid)
    }

    /// How far its sides are from the lifelines that it stands over.
    pub fn border(&self, theme: &Theme) -> Px {
        if self.note.first == self.note.last {
            self.box_width(theme).half()
        } else {
            theme.spacing.note_overhang
        }
    }

    /// Its left edge and its width, without points.
    pub fn place(&self, pen: &Pen<'_, '_>) -> (Px, Px) {
        let (theme, note) = (pen.theme, self.note);
        let spacing = &theme.spacing;
        let width = self.box_width(theme);
        let (first, last) = (pen.lifeline(note.first), pen.lifeline(note.last));
        let (point_left, point_right) = points(note.kind, spacing.fold);
        match note.side {
            Side::Over if note.first == note.last => (first - width.half(), width),
            Side::Over => (first - spacing.note_overhang, last - first + spacing.note_overhang * 2),
            Side::Left => {
                let right = first - bar_left(theme, note.depth) - spacing.note_gap - point_right;
                (right - width, width)
            }
            Side::Right => (first + bar_right(theme, note.depth) + spacing.note_gap + point_left, width),
        }
    }

    /// Returns the left and right x that it takes.
    pub fn extent(&self, pen: &Pen<'_, '_>) -> (Px, Px) {
        let (x, width) = self.place(pen);
        let (left, right) = points(self.note.kind, pen.theme.spacing.fold);
        (x - left, x + width + right)
    }

    pub fn draw(mut self, pen: &mut Pen<'d, '_>) {
        self.use_free_room(pen);
        let (x, width) = self.place(pen);
        let height = self.fit(width, pen.theme);
        let rect = Rect { x, y: pen.y + pen.row, width, height };
        pen.open(narration::note(self.note, pen.diagram), facts::note(self.note, pen.diagram), self.line);
        let place = pen.reserve();
        self.draw_in(rect, place, pen);
        pen.close();
        pen.end_box(rect.bottom());
    }

    /// Breaks the text into the lines that a width asks for; returns the height that the box then needs.
    pub fn fit(&mut self, width: Px, theme: &Theme) -> Px {
        let spacing = &theme.spacing;
        self.use_width(width - spacing.note_pad_x * 2, theme);
        self.over_text(theme) + self.text_height(theme).up_to(spacing.grid) + spacing.note_pad_y
    }

    fn over_text(&self, theme: &Theme) -> Px {
        let spacing = &theme.spacing;
        if self.note.kind == NoteKind::Ref { spacing.tab_height } else { spacing.note_pad_y }
    }

    fn text_height(&self, theme: &Theme) -> Px {
        theme.spacing.line * self.label.lines.len().max(1) as i64 + self.label.extra()
    }

    /// Draws the box at a place kept for it, and its text in front.
    pub fn draw_in(self, rect: Rect, place: usize, pen: &mut Pen<'d, '_>) {
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let text_style = TextStyle::body(theme, Role::NoteText).on(self.role(), self.note.style.fill);
        let (point_left, point_right) = points(self.note.kind, spacing.fold);
        let (left, right) = (rect.x - point_left, rect.right() + point_right);
        pen.cover(left, right, (rect.y, rect.bottom()), self.role());
        self.draw_tick((left, right), rect.y + rect.height.half(), pen);
        self.draw_box(rect, place, pen);
        let text = self.text_height(theme);
        let text_top = rect.y + self.over_text(theme) + (text.up_to(spacing.grid) - text).half();
        // Lines of prose and of code begin under one another; labels of boxes are centred, and so are a few words in a
        // box that something else makes wide.
        let is_wide = rect.width > self.box_width(theme);
        let (at, anchor) = if self.note.kind != NoteKind::Note || self.label.lines.len() <= 1 {
            (rect.middle(), Anchor::Middle)
        } else if !is_wide {
            (rect.middle() - self.label.width.half(), Anchor::Start)
        } else if self.is_short_prose() {
            (rect.middle(), Anchor::Middle)
        } else if self.label.lines.iter().any(|line| reads_leftwards(&line.text)) {
            (rect.right() - spacing.note_pad_x - self.label.width, Anchor::Start)
        } else {
            (rect.x + spacing.note_pad_x, Anchor::Start)
        };
        pen.write_inside(self.label, at, anchor, text_top, text_style);
    }

    /// A note of one line that is a little too long is not wrapped where that saves no width, because there is room
    /// beside it.
    fn use_free_room(&mut self, pen: &Pen<'_, '_>) {
        let (theme, text) = (pen.theme, &self.note.text);
        let is_alone = self.note.first == self.note.last && !pen.is_side_by_side;
        if self.label.lines.len() < 2 || text.plain.contains('\n') || !is_alone {
            return;
        }
        let line = Label::unbroken(text, Face::Regular, theme.sizes.body, &*theme.ruler);
        if line.width > theme.spacing.note_measure * 5 / 4 {
            return;
        }
        let wrapped = std::mem::replace(&mut self.label, line);
        let (left, right) = self.extent(pen);
        let (from, to) = free_room(Measure::column(self.note.first), pen);
        let beside = pen.walls.partition_point(|wall| wall.x < left);
        let has_wall = pen.walls.get(beside).is_some_and(|wall| wall.x <= right);
        if left < from || to < right || has_wall {
            self.label = wrapped;
        }
    }

    /// Draws the line from the lifeline, or its bars, to a box beside it whose sides are given.
    fn draw_tick(&self, (left, right): (Px, Px), y: Px, pen: &mut Pen<'d, '_>) {
        let x = pen.lifeline(self.note.first);
        let (from, to) = match self.note.side {
            Side::Over => return,
            Side::Left => (right, x - bar_left(pen.theme, self.note.depth)),
            Side::Right => (x + bar_right(pen.theme, self.note.depth), left),
        };
        let style = Style { stroke: self.note.style.stroke, ..Style::default() };
        pen.paint(self.role(), line(Point { x: from, y }, Point { x: to, y }, Dash::Solid), style);
    }

    /// Whether its text is a few lines of words, and no list, table or code.
    fn is_short_prose(&self) -> bool {
        const FEW: usize = 3;
        let lines = &self.label.lines;
        lines.len() <= FEW && lines.iter().all(|line| line.text.starts_with(char::is_alphabetic))
    }

    /// A box that is wider than its text needs less wrapping, or none.
    fn use_width(&mut self, room: Px, theme: &Theme) {
        if room > widest_line(&self.note.text, theme) && self.label.lines.len() > 1 {
            self.label =
                Label::wrapped(&self.note.text, room, Face::Regular, theme.sizes.body, &*theme.ruler);
        }
    }

    /// Returns the role of its box.
    fn role(&self) -> Role {
        match self.note.kind {
            NoteKind::Note => Role::Note,
            NoteKind::Box
            | NoteKind::Angular
            | NoteKind::AngularLeft
            | NoteKind::AngularRight
            | NoteKind::Rounded => Role::Box,
            NoteKind::State => Role::State,
            NoteKind::Ref => Role::Ref,
        }
    }

    fn draw_box(&self, rect: Rect, place: usize, pen: &mut Pen<'d, '_>) {
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let (left, right) = points(self.note.kind, spacing.fold);
        let outline = match self.note.kind {
            NoteKind::Note => Outline::Folded(spacing.fold),
            NoteKind::Box | NoteKind::Ref => Outline::Round(Px::ZERO),
            NoteKind::Angular | NoteKind::AngularLeft | NoteKind::AngularRight => {
                Outline::Pointed { left, right }
            }
            NoteKind::Rounded => Outline::Round(spacing.radius),
            NoteKind::State => Outline::Round((spacing.radius * 2).min(rect.height.half())),
        };
        pen.paint_at(place, self.role(), Shape::Box { rect, outline }, self.note.style);
        if self.note.kind == NoteKind::Ref {
            let tab = ref_tab(theme);
            let size = Rect { width: tab_width(&tab, theme), height: spacing.tab_height, ..rect };
            draw_tab(tab, size, Style::default(), None, pen);
        }
    }
}

/// From which x to which x what stands at a column is clear of those beside it, of their bars, and of the frame around it.
fn free_room(column: usize, pen: &Pen<'_, '_>) -> (Px, Px) {
    let spacing = &pen.theme.spacing;
    let last = pen.columns.len() - 1;
    let (mut from, mut to) = pen.span;
    if pen.span != pen.sides {
        (from, to) = (from + spacing.frame_pad_x, to - spacing.frame_pad_x);
    }
    if column > 1 {
        from = from.max(pen.columns[column - 1] + pen.bars_right(column - 1) + spacing.note_gap);
    }
    if column + 1 < last {
        to = to.min(pen.columns[column + 1] - bar_left(pen.theme, pen.depth(column + 1)) - spacing.note_gap);
    }
    (from, to)
}

/// The label on the tab of a reference.
fn ref_tab(theme: &Theme) -> Label<'static> {
    Label::unbroken(&Text::from("ref"), Face::Bold, theme.sizes.small, &*theme.ruler).into_owned()
}

/// Draws the tab in the corner of a frame.
pub(super) fn draw_tab<'d>(
    label: Label<'d>,
    rect: Rect,
    style: Style,
    ink: Option<Color>,
    pen: &mut Pen<'d, '_>,
) {
    let theme = pen.theme;
    let spacing = &theme.spacing;
    let text_style = TextStyle::small(theme, Role::FragmentTabText, Face::Bold);
    let mut text_style = text_style.on(Role::FragmentTab, style.fill);
    let on_fill = |ink: Color| style.fill.map_or(ink, |fill| ink.legible_on(fill, Color::TEXT_CONTRAST));
    text_style.style.fill = ink.map(on_fill).or(text_style.style.fill);
    let text = label.height(text_style.line);
    pen.cut(rect.x, rect.right(), rect.y, rect.bottom());
    pen.paint(Role::FragmentTab, Shape::Box { rect, outline: Outline::Tab(spacing.tab_cut) }, style);
    let top = rect.y + (rect.height - text).half();
    pen.write(label, rect.x + spacing.tab_pad_x, Anchor::Start, top, text_style);
}
