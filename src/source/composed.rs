//! Keeps texts of a tree that are not in its source.

use std::array;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many rows of texts there are. Each holds twice as many as the one before it, so these never run out.
const ROWS: usize = usize::BITS as usize;

/// Texts that are set one after the other and never change.
type Row = Box<[OnceLock<Box<str>>]>;

/// A list that grows while its texts are borrowed, so that a tree can hold slices of it beside slices of the source.
#[derive(Debug)]
pub(super) struct Composed {
    rows: [OnceLock<Row>; ROWS],
    len: AtomicUsize,
}

impl Composed {
    pub fn new() -> Composed {
        Composed { rows: array::from_fn(|_| OnceLock::new()), len: AtomicUsize::new(0) }
    }

    /// Adds a text and lends it for as long as the list lives.
    pub fn keep(&self, text: String) -> &str {
        // Row `n` begins at index 2^n - 1 and holds 2^n texts.
        let index = self.len.fetch_add(1, Ordering::Relaxed) + 1;
        let row = index.ilog2();
        let size = 1 << row;
        let texts = self.rows[row as usize].get_or_init(|| (0..size).map(|_| OnceLock::new()).collect());
        texts[index - size].get_or_init(|| text.into_boxed_str())
    }
}

/// A clone keeps nothing: the trees that show the texts borrow from the original.
impl Clone for Composed {
    fn clone(&self) -> Composed {
        Composed::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_where_they_are_while_more_are_added() {
        let kept = Composed::new();
        let texts: Vec<&str> = (0..1000).map(|number| kept.keep(format!("text {number}"))).collect();
        for (number, text) in texts.into_iter().enumerate() {
            assert_eq!(text, format!("text {number}"));
        }
    }
}
