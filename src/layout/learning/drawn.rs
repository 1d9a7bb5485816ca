//! Draws the lines of a box of knowledge, after they were set.

use crate::layout::Grain;
use crate::layout::label::Label;
use crate::layout::pen::{Pen, TextStyle};
use crate::model::Fact;
use crate::notation::Style;
use crate::px::Px;
use crate::scene::{About, Anchor, Facts, Kind, Rect, Role, Shape};
use crate::sign::Sign;

/// The texts of a box; x and y are from the upper left corner of its first sign.
#[derive(Default)]
pub(super) struct Block<'f> {
    pub pieces: Vec<PlacedText>,
    /// The marks of each fact: the sign before it, and the lines from that to the facts that come from it. Each is a
    /// shape of its own, so that another fact changes no more than it has to.
    pub marks: Vec<Vec<(Sign, Rect)>>,
    /// The fact that each of these lists is of; none of what was known before, and of a remark.
    pub values: Vec<Option<&'f Fact>>,
    /// The lines to each sign, where each value is drawn with the lines that lead to it.
    pub stems: Vec<(usize, [Rect; 2])>,
    pub width: Px,
    pub height: Px,
    /// The pieces, by their place, whose right ends are to be level.
    pub right: Vec<usize>,
}

impl<'f> Block<'f> {
    /// Draws the marks with these paints, then the texts, from a corner on; the right column ends where the room ends.
    pub fn draw<'d>(mut self, corner: (Px, Px), room: Px, role: Role, pen: &mut Pen<'d, '_>)
    where
        'f: 'd,
    {
        for &at in &self.right {
            let piece = &mut self.pieces[at];
            piece.x = self.width.max(room) - piece.label.width;
        }
        if pen.grain == Grain::Values {
            return self.draw_by_value(corner, role, pen);
        }
        self.marks.iter().for_each(|marks| draw_marks(marks, corner, role, pen));
        self.pieces.into_iter().for_each(|piece| piece.write(corner, pen));
    }

    /// The same with a group for each value: its sign, the lines that lead to it, and its texts.
    fn draw_by_value<'d>(self, corner: (Px, Px), role: Role, pen: &mut Pen<'d, '_>)
    where
        'f: 'd,
    {
        let mut pieces = self.pieces.into_iter().peekable();
        let mut stems = self.stems.into_iter().peekable();
        for (row, marks) in self.marks.into_iter().enumerate() {
            let mut marks = marks;
            marks.retain(|(sign, _)| *sign != Sign::Branch);
            if let Some((_, lines)) = stems.next_if(|(of, _)| *of == row) {
                marks.extend(lines.map(|line| (Sign::Branch, line)));
            }
            let value = self.values[row];
            if let Some(fact) = value {
                let facts = Facts { about: About::Value(&fact.name), ..Facts::of(Kind::Value) };
                pen.open(String::new(), facts, fact.line);
            }
            draw_marks(&marks, corner, role, pen);
            while let Some(piece) = pieces.next_if(|piece| piece.row == row) {
                piece.write(corner, pen);
            }
            if value.is_some() {
                pen.close();
            }
        }
    }
}

fn draw_marks(marks: &[(Sign, Rect)], (left, top): (Px, Px), role: Role, pen: &mut Pen<'_, '_>) {
    let placed = |&(sign, rect): &(Sign, Rect)| (sign, Rect { x: left + rect.x, y: top + rect.y, ..rect });
    pen.paint(role, Shape::Signs(marks.iter().map(placed).collect()), Style::default());
}

/// A text in one type.
pub(super) struct PlacedText {
    pub label: Label<'static>,
    pub x: Px,
    pub top: Px,
    pub text_style: TextStyle,
    /// The list of marks that it stands at.
    pub row: usize,
}

impl PlacedText {
    fn write(self, (left, top): (Px, Px), pen: &mut Pen<'_, '_>) {
        pen.write_inside(self.label, left + self.x, Anchor::Start, top + self.top, self.text_style);
    }
}
