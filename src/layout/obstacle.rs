//! Places a label: in the middle of its arrow or at an end of it, or as near to that as what is in the way allows.

use super::pen::Pen;
use crate::px::Px;
use crate::scene::Point;
use crate::text::Align;

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

/// The middle of a label so wide that wants to stand there. Where nothing is free, it stands there: the label then
/// interrupts the bars and lifelines that it crosses.
pub(super) fn middle(width: Px, place: Align, stretch: &Stretch, pen: &Pen<'_, '_>) -> Px {
    let Stretch { from, to, top, bottom } = *stretch;
    let (half, cut) = (width.half(), pen.theme.spacing.cut);
    let slack = ((to - from - width).half() - pen.theme.spacing.label_pad).max(Px::ZERO);
    let wish = from + (to - from).half();
    let wish = match place {
        Align::Left => wish - slack,
        Align::Center => wish,
        Align::Right => wish + slack,
    };
    let mut obstacles = bars(from, to, pen);
    obstacles.extend(slants(top, bottom, pen));
    let first = pen.walls.partition_point(|wall| wall.x <= from);
    let between = pen.walls[first..].iter().map(|wall| wall.x).take_while(|&x| x < to);
    obstacles.extend(between.map(|x| (x, x)));
    if obstacles.iter().all(|&(left, right)| wish + half + cut <= left || right <= wish - half - cut) {
        return wish;
    }
    obstacles.sort_unstable();
    obstacles.push((to, to));
    let mut best = None;
    let mut free_from = from;
    for (left, right) in obstacles {
        // A gap with room to spare keeps the label at a good distance from both of its sides.
        let spare = left - free_from - width;
        if spare >= cut * 2 {
            let pad = spare.half().min(pen.theme.spacing.label_pad);
            let at = wish.clamp(free_from + half + pad, (left - half - pad).max(free_from + half + pad));
            let distance = (at - wish).abs();
            if best.is_none_or(|(nearest, _)| distance < nearest) {
                best = Some((distance, at));
            }
        }
        free_from = free_from.max(right);
    }
    best.map_or(wish, |(_, at)| at)
}

/// From which x to which x bars stand between two others.
fn bars(from: Px, to: Px, pen: &Pen<'_, '_>) -> Vec<(Px, Px)> {
    let first = pen.columns.partition_point(|&x| x <= from);
    let end = pen.columns.partition_point(|&x| x < to);
    let active = pen.active.range(first..end.max(first)).copied();
    let half = pen.theme.spacing.bar.half();
    active.map(|column| (pen.columns[column] - half, pen.columns[column] + pen.bars_right(column))).collect()
}

/// From which x to which x slanted arrows run between two y.
fn slants(top: Px, bottom: Px, pen: &Pen<'_, '_>) -> Vec<(Px, Px)> {
    // None of those before ends lower than here.
    let low = pen.slants.iter().rev().take_while(|slant| top < slant.lowest);
    let crossing = low.map(|slant| &slant.line).filter(|(from, to)| from.y < bottom && top < to.y);
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
