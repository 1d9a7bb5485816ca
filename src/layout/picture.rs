//! The picture above the name of a participant that is not drawn as a box.

use std::borrow::Cow;

use super::label::Label;
use super::pen::{Pen, TextStyle};
use crate::model::{Icon, Participant, Text};
use crate::notation::Style;
use crate::ruler::Face;
use crate::scene::{Anchor, Item, Node, Outline, Rect, Role, Shape};

/// The text of a placeholder.
const UNKNOWN: &str = "?";

/// Paints the symbol of a kind, a glyph or an image into a square.
pub(super) fn draw<'d>(participant: &'d Participant, (rect, style): (Rect, Style), pen: &mut Pen<'d, '_>) {
    match &participant.icon {
        None => paint(Role::Participant, Shape::Symbol { kind: participant.kind, rect }, style, pen),
        Some(Icon::Glyph(glyph)) => paint(Role::Icon, Shape::Glyph { glyph, rect }, style, pen),
        Some(Icon::Image(data)) => {
            paint(Role::Icon, Shape::Image { data: Cow::Borrowed(data), rect }, Style::default(), pen);
        }
        Some(Icon::Placeholder) => draw_placeholder(rect, style, pen),
    }
}

/// A box with a question mark: there should be a picture, and it is not known.
fn draw_placeholder(rect: Rect, style: Style, pen: &mut Pen<'_, '_>) {
    let theme = pen.theme;
    let outline = Outline::Round(theme.spacing.radius);
    paint(Role::Participant, Shape::Box { rect, outline }, style, pen);
    let text_style = TextStyle { face: Face::Bold, ..TextStyle::body(theme, Role::ParticipantText) };
    let text_style = text_style.on(Role::Participant, style.fill);
    let top = rect.y + (rect.height - text_style.line).half();
    let text = Text::from(UNKNOWN);
    let label = Label::unbroken(&text, text_style.face, text_style.size, &*theme.ruler).into_owned();
    for text in text_style.set(label, rect.middle(), Anchor::Middle, top) {
        paint(text_style.role, text, text_style.style, pen);
    }
}

fn paint<'d>(role: Role, shape: Shape<'d>, style: Style, pen: &mut Pen<'d, '_>) {
    pen.paint_head(Node::Item(Item { role, shape, style }));
}
