//! The title: centred above the drawing and wrapped to its width. Only a word that cannot be broken makes the drawing
//! wider.

use super::label::Label;
use super::measure::Measure;
use super::pen::{Pen, TextStyle};
use crate::model::Text;
use crate::notation::Style;
use crate::scene::{Anchor, Facts, Group, Item, Kind, Node, Role};
use crate::theme::Theme;

/// The title, before the width of the drawing is known.
pub(super) struct TitleRow<'d> {
    text: &'d Text,
}

/// A title that is drawn.
pub(super) struct Title<'d> {
    pub nodes: Vec<Node<'d>>,
}

pub(super) fn measure<'d>(measure: &mut Measure<'d, '_>) -> Option<TitleRow<'d>> {
    let text = measure.diagram.title.as_ref()?;
    // A drawing of one narrow column would break a title into single words.
    let least = measure.wrapped(
        text,
        measure.theme.spacing.title_measure,
        measure.theme.weights.title,
        measure.theme.sizes.title,
    );
    let last = measure.columns.last();
    measure.columns.wish(0, last, least.width);
    Some(TitleRow { text })
}

impl<'d> TitleRow<'d> {
    pub fn draw(self, pen: &mut Pen<'d, '_>) -> Title<'d> {
        let text_style = text_style(pen.theme);
        let (left, right) = pen.sides;
        let label =
            Label::wrapped(self.text, right - left, text_style.face, text_style.size, &*pen.theme.ruler);
        let mut nodes = vec![Node::Open(Box::new(Group {
            name: String::new().into(),
            facts: Facts::of(Kind::Title),
            line: 0,
        }))];
        let height = label.height(text_style.line);
        for shape in text_style.set(label, left + (right - left).half(), Anchor::Middle, pen.y) {
            nodes.push(Node::Item(Item { role: Role::Title, shape, style: Style::default() }));
        }
        nodes.push(Node::Close);
        pen.skip(height.up_to(pen.theme.spacing.grid) + pen.theme.spacing.title_gap);
        Title { nodes }
    }
}

fn text_style(theme: &Theme) -> TextStyle {
    let (size, line) = (theme.sizes.title, theme.spacing.title_line);
    TextStyle { size, line, ..TextStyle::small(theme, Role::Title, theme.weights.title) }
}
