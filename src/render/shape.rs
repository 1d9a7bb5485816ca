//! The elements of shapes: `rect` for a box with four plain sides, `path` for the others.

use super::color_classes::ShownColor;
use super::element::ElementWriter;
use super::inline_style::InlineStyle;
use super::paint::{Choice, Choices, Tone};
use super::path::{self, ArrowHead, ArrowPath, Lengths};
use super::style::{Also, Look};
use crate::notation::{Dash, ParticipantKind};
use crate::px::Px;
use crate::scene::{Item, Outline, Rect, Role};
use crate::sign::Sign;

/// Draws a closed box.
pub fn draw_box(writer: &mut ElementWriter, look: &mut Look<'_>, item: &Item, rect: &Rect, outline: Outline) {
    let dash = item.style.dash.map_or("", |dash| look.dash(dash));
    let tint = look.tint(item);
    let classes = [look.class(item.role), dash];
    let border = look.show(Choices::of(item).stroke);
    // A tint has no border of its own.
    let class = tint.and_then(|tint| tint.class).or(border.class);
    let fill = tint.map_or(item.style.fill, |tint| tint.inline);
    let is_opaque = tint.is_some();
    let inline_style =
        InlineStyle { fill, is_opaque, stroke: border.inline, ..InlineStyle::of_area(&item.style) };
    // The paint of an arrow, which a dot at its end has too, is that of paths.
    if let Outline::Round(radius) = outline
        && item.role != Role::MessageHead
        && !(look.is_hand_drawn() && path::is_drawn_by_hand(item.role))
    {
        writer.raw("<rect");
        writer.classes_and(&classes, class);
        for (start, length) in [(" x=\"", rect.x), (" y=\"", rect.y)] {
            // The default is 0.
            if length != Px::ZERO {
                writer.length(start, length);
            }
        }
        writer.length(" width=\"", rect.width);
        writer.length(" height=\"", rect.height);
        if radius > Px::ZERO {
            writer.length(" rx=\"", radius);
        }
        inline_style.write(writer);
        writer.raw("/>\n");
        return;
    }
    writer.raw("<path");
    writer.classes_and(&classes, class);
    inline_style.write(writer);
    writer.begin_path();
    path::trace_box(writer, rect, outline);
    writer.end_path();
}

/// Draws the symbol of a kind, as large as a square.
pub fn draw_symbol(
    writer: &mut ElementWriter,
    look: &mut Look<'_>,
    item: &Item,
    kind: ParticipantKind,
    square: &Rect,
) {
    let dash = item.style.dash.map_or("", |dash| look.dash(dash));
    let border = look.show(Choices::of(item).stroke);
    writer.raw("<path");
    writer.classes_and(&[look.class(item.role), look.also(Also::Round), dash], border.class);
    InlineStyle { stroke: border.inline, ..InlineStyle::of_area(&item.style) }.write(writer);
    writer.begin_path();
    path::trace_symbol(writer, kind, square);
    writer.end_path();
}

/// Draws signs of one paint. A sign that is alone has its meaning as a tooltip.
pub fn draw_signs(writer: &mut ElementWriter, look: &mut Look<'_>, item: &Item, signs: &[(Sign, Rect)]) {
    if signs.is_empty() {
        return;
    }
    writer.raw("<path");
    writer.classes(&[look.class(item.role)]);
    InlineStyle::of_area(&item.style).write(writer);
    writer.begin_path();
    for (sign, rect) in signs {
        path::trace_sign(writer, *sign, rect);
    }
    let words = if let [(sign, _)] = signs { sign.words() } else { None };
    match words {
        Some(words) => {
            writer.end_data();
            writer.raw("\"><title>");
            writer.raw(words);
            writer.raw("</title></path>\n");
        }
        None => writer.end_path(),
    }
}

/// Draws the pieces of a vertical line.
pub fn draw_pieces(writer: &mut ElementWriter, look: &mut Look<'_>, item: &Item, x: Px, pieces: &[(Px, Px)]) {
    if pieces.is_empty() {
        return;
    }
    let dash = item.style.dash.map_or("", |dash| look.dash(dash));
    let shown = look.show(Choices::of(item).stroke);
    writer.raw("<path");
    writer.classes_and(&[look.class(item.role), dash], shown.class);
    let solid = item.style.dash == Some(Dash::Solid);
    InlineStyle { stroke: shown.inline, width: item.style.line_width(), solid, ..InlineStyle::default() }
        .write(writer);
    writer.begin_path();
    path::trace_pieces(writer, x, pieces);
    writer.end_path();
}

/// Draws a line and the heads at its ends: in one path where one paint allows it.
pub fn draw_line(writer: &mut ElementWriter, look: &mut Look<'_>, item: &Item, dash: Dash, lengths: Lengths) {
    let Some(arrow) = ArrowPath::of(item, lengths) else { return };
    let dash = item.style.dash.unwrap_or(dash);
    let as_line = dash == Dash::Solid && look.arrows_are_whole();
    let has_stroke = arrow.heads.iter().flatten().any(ArrowHead::is_stroke);
    // A straight line has nothing to fill, with a filled head or without one.
    let open = !arrow.is_straight() || as_line && has_stroke;
    let joins = |head: &&ArrowHead| as_line && !(open && head.is_filled());
    let joined = arrow.heads.each_ref().map(|head| head.as_ref().filter(joins));
    let fills = joined.map(|head| head.is_some_and(ArrowHead::is_filled));

    let open = if open { look.open(item.role) } else { "" };
    let tone = if fills == [false; 2] { Tone::Stroke } else { Tone::Whole };
    let shown = show_line(look, item, tone);
    writer.raw("<path");
    writer.classes_and(&[look.class(item.role), open, look.dash(dash)], shown.class);
    let fill = shown.inline.filter(|_| tone.fills());
    InlineStyle { fill, stroke: shown.inline, width: item.style.line_width(), ..InlineStyle::default() }
        .write(writer);
    writer.begin_path();
    if let Some(head) = joined[0] {
        head.trace(writer, arrow.lengths.line, arrow.lengths.arrow);
    }
    arrow.trace_line(writer, !fills[0]);
    if let Some(head) = joined[1] {
        head.trace(writer, arrow.lengths.line, arrow.lengths.arrow);
    }
    writer.end_path();
    for (head, joined) in arrow.heads.iter().zip(joined) {
        if let (Some(head), None) = (head, joined) {
            draw_head(writer, look, item, head, arrow.lengths);
        }
    }
}

/// Draws a head of an arrow as an element of its own.
fn draw_head(
    writer: &mut ElementWriter,
    look: &mut Look<'_>,
    item: &Item,
    head: &ArrowHead,
    lengths: Lengths,
) {
    let is_filled = head.is_filled();
    let open = if is_filled { "" } else { look.open(Role::MessageHead) };
    let tone = if is_filled { Tone::Whole } else { Tone::Stroke };
    let shown = show_line(look, item, tone);
    writer.raw("<path");
    writer.classes_and(&[look.class(Role::MessageHead), open], shown.class);
    let fill = shown.inline.filter(|_| tone.fills());
    InlineStyle { fill, stroke: shown.inline, width: item.style.line_width(), ..InlineStyle::default() }
        .write(writer);
    writer.begin_path();
    head.trace(writer, lengths.head, lengths.arrow);
    writer.end_path();
}

/// How the colour of a line is shown, also inside of its heads for some tones.
fn show_line(look: &mut Look<'_>, item: &Item, tone: Tone) -> ShownColor {
    let with_tone = |choice| match choice {
        Choice::Kept(_) | Choice::Tint(_) => choice,
        Choice::Adapted(_, color, ground) => Choice::Adapted(tone, color, ground),
    };
    look.show(Choices::of(item).stroke.map(with_tone))
}
