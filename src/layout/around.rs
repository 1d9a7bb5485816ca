//! The words round the drawing: a header over its title, a legend at its foot, a caption and a footer below it. They are
//! wrapped to its width; only a word that cannot be broken makes it wider.

use super::label::Label;
use super::measure::Measure;
use super::narration;
use super::pen::{Pen, TextStyle};
use crate::model::PageText;
use crate::notation::{Placement, Style};
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Facts, Kind, Outline, Rect, Role, Shape};
use crate::theme::Theme;

/// Asks for the width that the words need.
pub(super) fn measure(measure: &mut Measure<'_, '_>) {
    let (around, theme) = (&measure.diagram.around, measure.theme);
    let small =
        [&around.header, &around.footer].map(|text| text.as_ref().map(|it| (it, small(theme), Px::ZERO)));
    let caption = around.caption.as_ref().map(|caption| (caption, body(theme), Px::ZERO));
    let pads = theme.spacing.note_pad_x * 2;
    let legend = around.legend.as_ref().map(|legend| (&legend.text, in_box(theme), pads));
    let last = measure.columns.last();
    for (words, style, pads) in small.into_iter().chain([caption, legend]).flatten() {
        // A drawing of one narrow column would break them into single words.
        let least = measure.wrapped(&words.text, theme.spacing.title_measure, style.face, style.size);
        measure.columns.wish(0, last, least.width + pads);
    }
}

fn small(theme: &Theme) -> TextStyle {
    TextStyle::small(theme, Role::GroupText, Face::Regular)
}

fn body(theme: &Theme) -> TextStyle {
    TextStyle::body(theme, Role::MessageText)
}

fn in_box(theme: &Theme) -> TextStyle {
    TextStyle::body(theme, Role::NoteText).on(Role::Box, None)
}

/// The room over such words, or below a header.
fn gap(theme: &Theme) -> Px {
    theme.spacing.row.half().up_to(theme.spacing.grid)
}

/// Draws the header at the top edge; what comes next moves down.
pub(super) fn draw_header(pen: &mut Pen<'_, '_>) {
    let Some(header) = &pen.diagram.around.header else { return };
    let top = pen.frame_top;
    let room = line(header, (Kind::Header, "Header"), small(pen.theme), top, pen) + gap(pen.theme) - top;
    pen.frame_top += room;
    pen.skip(room);
}

/// Draws the legend below the drawing; returns where it ends.
pub(super) fn draw_legend(end: Px, pen: &mut Pen<'_, '_>) -> Px {
    let Some(legend) = &pen.diagram.around.legend else { return end };
    let theme = pen.theme;
    let spacing = &theme.spacing;
    let style = in_box(theme);
    let (left, right) = pen.sides;
    let (pad_x, pad_y) = (spacing.note_pad_x, spacing.note_pad_y);
    let words = &legend.text;
    let label = Label::wrapped(&words.text, right - left - pad_x * 2, style.face, style.size, &*theme.ruler);
    let width = (label.width + pad_x * 2).up_to(spacing.grid);
    let height = label.height(style.line).up_to(spacing.grid) + pad_y * 2;
    let slack = height - pad_y * 2 - label.height(style.line);
    let x = match legend.place {
        Placement::Left => left,
        Placement::Center => left + (right - left - width).half(),
        Placement::Right => right - width,
    };
    let rect = Rect { x, y: end + spacing.row, width, height };
    pen.open(narration::page_text("Legend", words), Facts::of(Kind::Legend), words.line);
    pen.paint(Role::Box, Shape::Box { rect, outline: Outline::Round(Px::ZERO) }, Style::default());
    pen.write_inside(label, rect.x + pad_x, Anchor::Start, rect.y + pad_y + slack.half(), style);
    pen.close();
    rect.bottom()
}

/// Draws the caption and the footer below everything; returns where they end.
pub(super) fn draw_below(mut end: Px, pen: &mut Pen<'_, '_>) -> Px {
    let around = &pen.diagram.around;
    if let Some(caption) = &around.caption {
        end = line(caption, (Kind::Caption, "Caption"), body(pen.theme), end + gap(pen.theme), pen);
    }
    if let Some(footer) = &around.footer {
        end = line(footer, (Kind::Footer, "Footer"), small(pen.theme), end + gap(pen.theme), pen);
    }
    end
}

/// Draws words in the middle of the drawing; returns where they end.
fn line<'d>(
    words: &'d PageText,
    (kind, name): (Kind, &str),
    style: TextStyle,
    top: Px,
    pen: &mut Pen<'d, '_>,
) -> Px {
    let (left, right) = pen.sides;
    let width = right - left;
    let label = Label::wrapped(&words.text, width, style.face, style.size, &*pen.theme.ruler);
    let end = top + label.height(style.line);
    pen.open(narration::page_text(name, words), Facts::of(kind), words.line);
    pen.write_inside(label, left + width.half(), Anchor::Middle, top, style);
    pen.close();
    end.up_to(pen.theme.spacing.grid)
}
