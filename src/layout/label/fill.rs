//! Fills lines with chunks of text: as few lines as possible, then narrow ones, then even ones.

use crate::px::Px;

/// A part of a text after which it may be broken. Lengths are from the start of the text, so that the width of a
/// run of chunks is one subtraction.
pub(super) struct Chunk {
    /// The byte where it ends, including its spaces.
    pub(super) end: usize,
    /// Where what is seen of it ends.
    pub(super) ink: Px,
    /// Where the next chunk begins.
    pub(super) next: Px,
}

/// Up to so many chunks, lines are made narrow and even; beyond, they are just filled. That is a page of words, or a
/// word of a thousand letters: no reader would see the difference, and it takes seconds where a source is full of them.
const MANY: usize = 1 << 9;

/// Returns the bytes where the lines end. A chunk wider than the measure has a line for itself.
pub(super) fn line_ends(chunks: &[Chunk], measure: Px) -> Vec<usize> {
    let mut ends = Vec::new();
    let count = greedy(chunks, measure, |end| {
        ends.push(end);
        true
    });
    if chunks.len() > MANY {
        return ends;
    }
    even(chunks, narrowest(chunks, measure, count))
}

/// Where a chunk begins, by its position.
fn start(chunks: &[Chunk], at: usize) -> Px {
    at.checked_sub(1).map_or(Px::ZERO, |before| chunks[before].next)
}

/// The least width in which the chunks still take no more than `count` lines, which `measure` does.
fn narrowest(chunks: &[Chunk], measure: Px, count: usize) -> Px {
    let widths = || (0..chunks.len()).map(|at| chunks[at].ink - start(chunks, at));
    let widest = widths().filter(|&width| width <= measure).max().unwrap_or(measure);
    // The lines have room for all chunks at least, if not for the spaces between them.
    let all: Px = widths().sum();
    let share = all.in_hundredths() / i64::try_from(count.max(1)).expect("there are fewer lines than bytes");
    let high = measure.in_hundredths();
    let (mut low, mut high) = (widest.in_hundredths().max(share.min(high)), high);
    while low < high {
        let middle = low + (high - low) / 2;
        let mut ended = 0;
        let lines = greedy(chunks, Px::hundredths(middle), |_| {
            ended += 1;
            ended <= count
        });
        if lines <= count {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Px::hundredths(high)
}

/// Fills line after line, which makes the fewest lines; calls `at` with the end of each, until it returns `false`.
/// Returns the number of lines so far.
fn greedy(chunks: &[Chunk], width: Px, mut go_on: impl FnMut(usize) -> bool) -> usize {
    let (mut lines, mut start) = (0, Px::ZERO);
    let mut before: Option<&Chunk> = None;
    for chunk in chunks {
        if let Some(last) = before.filter(|_| chunk.ink - start > width) {
            lines += 1;
            start = last.next;
            if !go_on(last.end) {
                return lines;
            }
        }
        before = Some(chunk);
    }
    if let Some(last) = before {
        lines += 1;
        go_on(last.end);
    }
    lines
}

/// The best way to go on from a chunk.
#[derive(Clone, Copy)]
struct Way {
    /// How many lines it takes.
    lines: usize,
    /// The sum of the squares of the room that they leave.
    left: i64,
    /// The chunk that begins the second of them.
    then: usize,
}

/// Of the ways that take the fewest lines, the one that leaves the least sum of the squares of room: one word alone on
/// the last line costs more than a bit on each.
fn even(chunks: &[Chunk], width: Px) -> Vec<usize> {
    let count = chunks.len();
    let mut ways = vec![Way { lines: 0, left: 0, then: count }; count + 1];
    for from in (0..count).rev() {
        ways[from] = way(chunks, from, width, &ways);
    }
    let mut ends = Vec::new();
    let mut at = 0;
    while at < count {
        at = ways[at].then;
        ends.push(chunks[at - 1].end);
    }
    ends
}

/// The best way from a chunk, when those from all later ones are known.
fn way(chunks: &[Chunk], from: usize, width: Px, ways: &[Way]) -> Way {
    let start = start(chunks, from);
    let mut best = Way { lines: usize::MAX, left: i64::MAX, then: chunks.len() };
    for (to, chunk) in chunks.iter().enumerate().skip(from) {
        let room = (width - (chunk.ink - start)).in_hundredths();
        if room < 0 && to > from {
            break;
        }
        let rest = ways[to + 1];
        let (lines, left) = (rest.lines + 1, rest.left.saturating_add(room.saturating_mul(room)));
        // Of equals, the one with the longer first line.
        if (lines, left) <= (best.lines, best.left) {
            best = Way { lines, left, then: to + 1 };
        }
    }
    best
}
