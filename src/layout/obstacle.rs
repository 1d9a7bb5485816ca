//! A label's wish in, its place out: in the middle of its arrow, or as near to it as what is in the way allows.

use super::pen::Pen;
use crate::px::Px;
use crate::scene::Point;

/// Where a label may stand.
pub(super) struct Stretch {
    /// From which x.
    pub from: Px,
    /// To which x.
    pub to: Px,
    /// From which y.
    pub top: Px,
    /// To which y.
    pub bottom: Px,
}

/// The middle of a label so wide. Where nothing is free, the middle of the stretch: the label then interrupts
/// the bars and lifelines that it crosses.
pub(super) fn middle(width: Px, stretch: &Stretch, pen: &Pen<'_>) -> Px {
    let Stretch { from, to, top, bottom } = *stretch;
    let wish = from + (to - from).half();
    let room = width.half() + pen.theme.spacing.cut;
    let mut obstacles = bars(from, to, pen);
    obstacles.extend(slants(top, bottom, pen));
    obstacles.extend(pen.walls.iter().filter(|&&x| from < x && x < to).map(|&x| (x, x)));
    let is_free = |at: &Px| obstacles.iter().all(|&(left, right)| *at + room <= left || right <= *at - room);
    if is_free(&wish) {
        return wish;
    }
    let beside = obstacles.iter().flat_map(|&(left, right)| [left - room, right + room]);
    let within = beside.filter(|&at| from <= at - room && at + room <= to);
    within.filter(is_free).min_by_key(|&at| (at - wish).abs()).unwrap_or(wish)
}

/// From which x to which x bars stand between two others.
fn bars(from: Px, to: Px, pen: &Pen<'_>) -> Vec<(Px, Px)> {
    let first = pen.columns.partition_point(|&x| x <= from);
    let end = pen.columns.partition_point(|&x| x < to);
    let active = (first..end).filter(|&column| pen.depth(column) > 0);
    let half = pen.theme.spacing.bar.half();
    active.map(|column| (pen.columns[column] - half, pen.columns[column] + pen.bars_right(column))).collect()
}

/// From which x to which x slanted arrows run between two y.
fn slants(top: Px, bottom: Px, pen: &Pen<'_>) -> Vec<(Px, Px)> {
    let crossing = pen.slants.iter().filter(|(from, to)| from.y < bottom && top < to.y);
    let x_at = |from: Point, to: Point, y: Px| {
        let (dx, dy) = ((to.x - from.x).in_hundredths(), (to.y - from.y).in_hundredths());
        from.x + Px::hundredths(dx * (y - from.y).in_hundredths() / dy)
    };
    let span = |&(from, to): &(Point, Point)| {
        let (a, b) = (x_at(from, to, top.max(from.y)), x_at(from, to, bottom.min(to.y)));
        (a.min(b), a.max(b))
    };
    crossing.map(span).collect()
}
