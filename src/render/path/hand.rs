//! Makes outlines look as if drawn by hand: corners are a little off, sides a little bent, and each stroke is there
//! twice. All of it comes from a hash of the places, so that the same drawing always has the same strokes.

use super::Segment;
use crate::px::Px;
use crate::scene::Point;

/// How often an outline is drawn.
pub const PASSES: u64 = 2;
/// How far a corner is off at most, in hundredths of a pixel.
const CORNER: i64 = 45;
/// How far a side is bent at most.
const BEND: i64 = 150;
/// Outlines up to this size are marks, which have to keep their shape.
const MARK: Px = Px::new(16);

/// The segments of a path, drawn by hand in a pass.
pub fn drawn(segments: &[Segment], pass: u64) -> Vec<Segment> {
    let mut drawn = Vec::with_capacity(segments.len());
    let mut from = 0;
    while from < segments.len() {
        let next = segments[from + 1..].iter().position(|segment| matches!(segment, Segment::Move(_)));
        let to = next.map_or(segments.len(), |next| from + 1 + next);
        let outline = &segments[from..to];
        if size(outline) > MARK {
            drawn.extend(outline_by_hand(outline, pass));
        } else if pass == 0 {
            drawn.extend_from_slice(outline);
        }
        from = to;
    }
    drawn
}

/// The larger side of the box round all points.
fn size(outline: &[Segment]) -> Px {
    let ends = || outline.iter().filter_map(end);
    let extent = |of: fn(&Point) -> Px| {
        let (least, most) = (ends().map(|at| of(&at)).min(), ends().map(|at| of(&at)).max());
        most.unwrap_or_default() - least.unwrap_or_default()
    };
    extent(|at| at.x).max(extent(|at| at.y))
}

fn end(segment: &Segment) -> Option<Point> {
    match *segment {
        Segment::Move(to) | Segment::Line(to) | Segment::Arc { to, .. } | Segment::Curve { to, .. } => {
            Some(to)
        }
        Segment::Close => None,
    }
}

fn outline_by_hand(outline: &[Segment], pass: u64) -> Vec<Segment> {
    let mut drawn = Vec::with_capacity(outline.len() + 1);
    let (mut start, mut at) = (Point::default(), Point::default());
    for segment in outline {
        match *segment {
            Segment::Move(to) => {
                drawn.push(Segment::Move(corner(to, pass)));
                start = to;
            }
            Segment::Line(to) => drawn.push(side(at, to, pass)),
            Segment::Arc { radii, clockwise, to } => {
                drawn.push(Segment::Arc { radii, clockwise, to: corner(to, pass) });
            }
            Segment::Curve { controls, to } => {
                drawn.push(Segment::Curve { controls, to: corner(to, pass) });
            }
            Segment::Close => {
                if at != start {
                    drawn.push(side(at, start, pass));
                }
                drawn.push(Segment::Close);
            }
        }
        at = end(segment).unwrap_or(start);
    }
    drawn
}

/// A straight line, a little bent.
fn side(from: Point, to: Point, pass: u64) -> Segment {
    let (width, height) = (to.x - from.x, to.y - from.y);
    let most = (width.abs().max(height.abs()).in_hundredths() / 50).min(BEND);
    let seed = hash(from, pass) ^ hash(to, pass).rotate_left(17);
    let along = |part: i64, seed: u64| Point {
        x: from.x + width * part / 8 + off(seed, most),
        y: from.y + height * part / 8 + off(seed.rotate_left(32), most),
    };
    let controls = [along(3, seed), along(5, seed.rotate_left(11))];
    Segment::Curve { controls, to: corner(to, pass) }
}

/// A corner, a little off.
fn corner(at: Point, pass: u64) -> Point {
    let seed = hash(at, pass);
    Point { x: at.x + off(seed, CORNER), y: at.y + off(seed.rotate_left(32), CORNER) }
}

/// A length from `-most` to `most` hundredths.
fn off(seed: u64, most: i64) -> Px {
    let range = most * 2 + 1;
    let part = i64::from(u32::try_from(seed >> 40).expect("24 bits fit"));
    Px::hundredths(part * range / (1 << 24) - most)
}

/// A hash of a place and a pass: the mixing function of SplitMix64.
fn hash(at: Point, pass: u64) -> u64 {
    let bits = |length: Px| length.in_hundredths().cast_unsigned();
    let mut hash = bits(at.x).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ bits(at.y).rotate_left(32) ^ (pass << 56);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: i64, y: i64) -> Point {
        Point { x: Px::new(x), y: Px::new(y) }
    }

    #[test]
    fn strokes_differ_from_pass_to_pass_and_not_from_run_to_run() {
        let line = [Segment::Move(point(0, 0)), Segment::Line(point(100, 0))];
        assert_eq!(drawn(&line, 0), drawn(&line, 0));
        assert_ne!(drawn(&line, 0), drawn(&line, 1));
    }

    #[test]
    fn no_stroke_is_off_by_more_than_two_pixels() {
        for x in 0..400 {
            let line = [Segment::Move(point(x, 7)), Segment::Line(point(x * 3 + 20, 7))];
            for segment in [0, 1].into_iter().flat_map(|pass| drawn(&line, pass)) {
                let points = match segment {
                    Segment::Curve { controls: [first, second], to } => vec![first, second, to],
                    Segment::Move(to) => vec![to],
                    Segment::Line(_) | Segment::Arc { .. } | Segment::Close => Vec::new(),
                };
                assert!(points.iter().all(|at| (at.y - Px::new(7)).abs() <= Px::new(2)), "{points:?}");
            }
        }
    }

    #[test]
    fn a_mark_keeps_its_shape_and_is_drawn_once() {
        let mark = [Segment::Move(point(0, 0)), Segment::Line(point(10, 0)), Segment::Close];
        assert_eq!(drawn(&mark, 0), mark);
        assert!(drawn(&mark, 1).is_empty());
    }

    #[test]
    fn a_closed_outline_stays_closed() {
        let triangle = [
            Segment::Move(point(0, 0)),
            Segment::Line(point(50, 0)),
            Segment::Line(point(50, 50)),
            Segment::Close,
        ];
        let drawn = drawn(&triangle, 0);
        let ends: Vec<Point> = drawn.iter().filter_map(end).collect();
        assert_eq!((drawn.len(), ends.first()), (5, ends.last()));
    }
}
