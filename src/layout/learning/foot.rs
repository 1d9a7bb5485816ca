//! What stands below the lifelines: the box with what was checked, and the legend.

use super::block::{self, indent, sign_of};
use super::drawn::Block;
use crate::layout::label::Label;
use crate::layout::pen::{Pen, TextStyle};
use crate::model::Text;
use crate::notation::Style;
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Facts, Kind, Outline, Rect, Role, Shape};
use crate::sign::Sign;
use crate::theme::Theme;

/// Draws the foot from a height on; returns where it ends.
pub(in crate::layout) fn draw(top: Px, pen: &mut Pen<'_, '_>) -> Px {
    let end = draw_verdict(top, pen);
    draw_legend(end, pen)
}

/// Draws the box with what was checked, as wide as the drawing.
fn draw_verdict(top: Px, pen: &mut Pen<'_, '_>) -> Px {
    let diagram = pen.diagram;
    let Some((heading, lines)) = diagram.foot.verdict.split_first() else { return top };
    let theme = pen.theme;
    let spacing = &theme.spacing;
    let (x, right) = pen.sides;
    let room = right - x - spacing.note_pad_x * 2;
    let blocks = lines.iter().map(|line| block::set_remark(Sign::Tick, line, &[], room, theme));
    let blocks: Vec<Block> = blocks.collect();
    let bold = TextStyle { face: Face::Bold, ..TextStyle::body(theme, Role::KnowledgeText) };
    let heading_label = wrapped(heading, room, bold, theme);
    let texts = blocks.iter().fold(Px::ZERO, |sum, block| sum + block.height + spacing.label_gap);
    let height = heading_label.height(bold.line) + texts + spacing.note_pad_y * 2;
    let rect = Rect { x, y: top + spacing.row, width: right - x, height: height.up_to(spacing.grid) };
    pen.open([&**heading, " ", &lines.join("; ")].concat(), Facts::of(Kind::Verdict), 0);
    let outline = Outline::Round(spacing.edge);
    pen.paint(Role::Knowledge, Shape::Box { rect, outline }, Style::default());
    let left = rect.x + spacing.note_pad_x;
    let mut y = rect.y + spacing.note_pad_y;
    let heading_height = heading_label.height(bold.line);
    pen.write_inside(heading_label, left, Anchor::Start, y, bold);
    y += heading_height + spacing.label_gap;
    let edge = vec![(Sign::Edge, Rect { width: spacing.edge, ..rect })];
    pen.paint(Role::KnowledgeSign, Shape::Signs(edge), Style::default());
    for block in blocks {
        let height = block.height + spacing.label_gap;
        block.draw((left, y), Px::ZERO, Role::KnowledgeSign, pen);
        y += height;
    }
    pen.close();
    rect.bottom()
}

/// Draws the meaning of each sign, one beside the other as far as there is room.
fn draw_legend(top: Px, pen: &mut Pen<'_, '_>) -> Px {
    let legend = &pen.diagram.foot.legend;
    if legend.is_empty() {
        return top;
    }
    let theme = pen.theme;
    let spacing = &theme.spacing;
    let (left, right) = pen.sides;
    let text_style = TextStyle::small(theme, Role::KnowledgeDetail, Face::Regular);
    let words: Vec<&str> = legend.iter().map(|(_, meaning)| &**meaning).collect();
    pen.open(["Legend: ", &words.join("; ")].concat(), Facts::of(Kind::Legend), 0);
    let (mut x, mut y) = (left, top + spacing.row.half());
    let mut height = Px::ZERO;
    for (mark, meaning) in legend {
        let label = wrapped(meaning, right - left - indent(theme), text_style, theme);
        let width = indent(theme) + label.width;
        if x > left && x + width > right {
            (x, y, height) = (left, y + height, Px::ZERO);
        }
        let sign = (sign_of(*mark), sign_square(x, y, text_style.line, theme));
        pen.paint(Role::KnowledgeSign, Shape::Signs(vec![sign]), Style::default());
        height = height.max(label.height(text_style.line));
        pen.write_inside(label, x + indent(theme), Anchor::Start, y, text_style);
        x += width + spacing.label_pad * 2;
    }
    pen.close();
    (y + height).up_to(spacing.grid)
}

fn sign_square(x: Px, y: Px, line: Px, theme: &Theme) -> Rect {
    let side = theme.spacing.sign;
    Rect { x, y: y + (line - side).half(), width: side, height: side }
}

fn wrapped(text: &str, measure: Px, text_style: TextStyle, theme: &Theme) -> Label<'static> {
    Label::wrapped(&Text::from(text), measure, text_style.face, text_style.size, &*theme.ruler).into_owned()
}
