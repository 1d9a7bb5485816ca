//! Finds the place of a label: in the middle of its arrow or at an end of it, or as near to that as bars, slanted arrows
//! and the sides of groups allow.

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

impl Stretch {
    /// The middle of a label so wide that wants to stand at a place of it; `None` where no gap between bars, slanted
    /// arrows and the sides of groups is wide enough.
    pub fn middle(&self, width: Px, place: Align, pen: &Pen<'_, '_>) -> Option<Px> {
        let mut obstacles = self.bars_and_slants(pen);
        let first = pen.walls.partition_point(|wall| wall.x <= self.from);
        let between = pen.walls[first..].iter().map(|wall| wall.x).take_while(|&x| x < self.to);
        obstacles.extend(between.map(|x| (x, x)));
        self.between(obstacles, width, place, pen)
    }

    /// The same where the label may stand over the sides of groups, which it interrupts.
    pub fn middle_over_walls(&self, width: Px, place: Align, pen: &Pen<'_, '_>) -> Option<Px> {
        self.between(self.bars_and_slants(pen), width, place, pen)
    }

    /// The width of the widest label that stands clear of bars and slanted arrows.
    pub fn widest(&self, pen: &Pen<'_, '_>) -> Px {
        let gaps = between((self.from, self.to), self.bars_and_slants(pen), pen.theme.spacing.cut);
        gaps.into_iter().map(|(left, right)| right - left).max().unwrap_or_default()
    }

    /// Where the label wants to stand.
    pub fn wish(&self, width: Px, place: Align, pen: &Pen<'_, '_>) -> Px {
        let slack = ((self.to - self.from - width).half() - pen.theme.spacing.label_pad).max(Px::ZERO);
        let middle = self.from + (self.to - self.from).half();
        match place {
            Align::Left => middle - slack,
            Align::Center => middle,
            Align::Right => middle + slack,
        }
    }

    /// Whether slanted arrows run through it.
    pub fn is_under_slants(&self, pen: &Pen<'_, '_>) -> bool {
        !slants(self.top, self.bottom, pen).is_empty()
    }

    /// As near to a place as a label interrupts no lifeline, if it need not go far for that.
    fn off_lifelines(&self, at: Px, width: Px, obstacles: &[(Px, Px)], pen: &Pen<'_, '_>) -> Px {
        let (half, cut) = (width.half(), pen.theme.spacing.cut);
        let crossed = |at: Px| {
            let (left, right) = (at - half - cut, at + half + cut);
            let first = pen.columns.partition_point(|&x| x <= left.max(self.from));
            let end = pen.columns.partition_point(|&x| x < right.min(self.to));
            (first < end).then(|| (pen.columns[first], pen.columns[end - 1]))
        };
        let Some((first, last)) = crossed(at) else { return at };
        let fits = |at: &Px| {
            let (left, right) = (*at - half - cut, *at + half + cut);
            self.from <= left
                && right <= self.to
                && crossed(*at).is_none()
                && obstacles.iter().all(|&(from, to)| right <= from || to <= left)
        };
        let places = [first - cut - half, last + cut + half];
        let near = places.into_iter().filter(|place| (*place - at).abs() <= pen.theme.spacing.label_shift);
        near.filter(fits).min_by_key(|place| (*place - at).abs()).unwrap_or(at)
    }

    fn bars_and_slants(&self, pen: &Pen<'_, '_>) -> Vec<(Px, Px)> {
        let mut obstacles = bars(self.from, self.to, pen);
        obstacles.extend(slants(self.top, self.bottom, pen));
        obstacles
    }

    fn between(
        &self,
        mut obstacles: Vec<(Px, Px)>,
        width: Px,
        place: Align,
        pen: &Pen<'_, '_>,
    ) -> Option<Px> {
        let (half, cut) = (width.half(), pen.theme.spacing.cut);
        let wish = self.wish(width, place, pen);
        let clear = |&(left, right): &(Px, Px)| wish + half + cut <= left || right <= wish - half - cut;
        if obstacles.iter().all(clear) {
            return Some(self.off_lifelines(wish, width, &obstacles, pen));
        }
        obstacles.sort_unstable();
        obstacles.push((self.to, self.to));
        let mut best = None;
        let mut free_from = self.from;
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
        best.map(|(_, at)| at)
    }
}

/// The gaps between two x that open bars leave, each so far from the bars beside it.
pub(super) fn gaps(from: Px, to: Px, apart: Px, pen: &Pen<'_, '_>) -> Vec<(Px, Px)> {
    // A bar whose lifeline is left of the first x may reach beyond that.
    let reaches =
        |column: &usize| pen.columns[*column] < from && pen.columns[*column] + pen.bars_right(*column) > from;
    let before = pen.active.range(..pen.columns.partition_point(|&x| x < from)).next_back().copied();
    let before = before.filter(reaches).map(|column| (from, pen.columns[column] + pen.bars_right(column)));
    let mut bars = bars(from, to, pen);
    bars.extend(before);
    between((from, to), bars, apart)
}

/// What obstacles leave between two x, so far from each.
fn between((from, to): (Px, Px), mut obstacles: Vec<(Px, Px)>, apart: Px) -> Vec<(Px, Px)> {
    obstacles.sort_unstable();
    let mut gaps = Vec::with_capacity(obstacles.len() + 1);
    let mut free_from = from;
    for (left, right) in obstacles {
        gaps.push((free_from, left - apart));
        free_from = free_from.max(right + apart);
    }
    gaps.push((free_from, to));
    gaps.retain(|(left, right)| left < right);
    gaps
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
