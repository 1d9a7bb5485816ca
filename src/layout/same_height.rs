//! Events that the author wants at the same height: side by side where they do not touch, with lower edges and arrows
//! aligned.

use super::Row;
use super::pen::Pen;
use crate::px::Px;
use crate::scene::{Arrow, Node, Shape};

/// Which part of a row is aligned with the rows beside it.
pub(super) enum Footing {
    /// Its lower edge; it can be lowered as a whole.
    Bottom,
    /// An arrow, which stays where it is, because a head hangs on it.
    Arrow,
    /// Nothing: it only begins where they do.
    Top,
}

/// Rows that the author wants at one height.
pub(super) struct SameHeightRow<'d> {
    pub rows: Vec<Row<'d>>,
}

/// The rows that share a height, while they are drawn.
struct Band {
    top: Px,
    anchor: Px,
    bottom: Px,
    /// The height that arrows and lower edges share, if anything has such a height.
    level: Option<Px>,
    /// From which x to which x something stands.
    taken: Vec<(Px, Px)>,
    drawn: Vec<Drawn>,
}

/// What one row drew, so that it can be lowered to the band's level.
struct Drawn {
    nodes: std::ops::Range<usize>,
    cuts: std::ops::Range<usize>,
    bottom: Px,
}

impl<'d> SameHeightRow<'d> {
    pub fn draw(self, pen: &mut Pen<'d, '_>) {
        let outer = std::mem::replace(&mut pen.is_side_by_side, true);
        let mut band = Band::new(pen);
        let mut changes = Vec::new();
        for row in self.rows {
            // Bars begin and end at the common lower edge.
            if matches!(row, Row::Lifetime(_)) {
                changes.push(row);
                continue;
            }
            let extent = row.extent(pen);
            if !band.has_room(extent) {
                band.finish(pen);
                changes.drain(..).for_each(|change| change.draw(pen));
                band = Band::new(pen);
            }
            band.draw(row, extent, pen);
        }
        band.finish(pen);
        changes.into_iter().for_each(|change| change.draw(pen));
        pen.is_side_by_side = outer;
    }
}

impl Band {
    fn new(pen: &Pen<'_, '_>) -> Band {
        let (top, anchor) = (pen.y, pen.anchor);
        Band { top, anchor, bottom: top, level: None, taken: Vec::new(), drawn: Vec::new() }
    }

    fn has_room(&self, extent: Option<(Px, Px)>) -> bool {
        let Some((from, to)) = extent else { return self.taken.is_empty() };
        self.taken.iter().all(|&(left, right)| to <= left || right <= from)
    }

    fn draw<'d>(&mut self, row: Row<'d>, extent: Option<(Px, Px)>, pen: &mut Pen<'d, '_>) {
        let footing = row.footing();
        pen.end_row(self.top, self.anchor);
        let first = pen.front_len();
        let mark = pen.cuts_len();
        row.draw(pen);
        let cuts = mark..pen.cuts_len();
        // What has no extent of its own takes the whole width.
        let everywhere = (pen.sides.0, Px::new(i64::from(i32::MAX)));
        self.taken.push(extent.unwrap_or(everywhere));
        self.bottom = self.bottom.max(pen.y);
        let level = match footing {
            _ if extent.is_none() => return,
            Footing::Top => return,
            Footing::Arrow => pen.anchor,
            Footing::Bottom => {
                self.drawn.push(Drawn { nodes: first..pen.front_len(), cuts, bottom: pen.y });
                pen.y
            }
        };
        self.level = self.level.max(Some(level));
    }

    /// Lowers what ends above the level.
    fn finish(self, pen: &mut Pen<'_, '_>) {
        if self.taken.is_empty() {
            return;
        }
        let level = self.level.unwrap_or(self.bottom);
        for drawn in self.drawn {
            let by = level - drawn.bottom;
            if by > Px::ZERO {
                pen.front_nodes(drawn.nodes).iter_mut().for_each(|node| lower(node, by));
                pen.lower_cuts(drawn.cuts, by);
            }
        }
        pen.end_row(self.bottom, level);
    }
}

fn lower(node: &mut Node, by: Px) {
    let Node::Item(item) = node else { return };
    match &mut item.shape {
        Shape::Box { rect, .. }
        | Shape::Symbol { rect, .. }
        | Shape::Glyph { rect, .. }
        | Shape::Image { rect, .. } => rect.y += by,
        Shape::Line { points, .. } | Shape::Arrow(Arrow { path: points, .. }) => {
            points.iter_mut().for_each(|point| point.y += by)
        }
        Shape::Pieces { pieces, .. } => {
            for (top, bottom) in pieces {
                *top += by;
                *bottom += by;
            }
        }
        Shape::Signs(signs) => signs.iter_mut().for_each(|(_, rect)| rect.y += by),
        Shape::Text { at, .. } => at.y += by,
    }
}
