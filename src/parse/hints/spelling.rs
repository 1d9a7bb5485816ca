//! Finds the word of the language that a misspelt one was meant to be.

use crate::nearest::{letters, nearest, slips};
use crate::notation::words::{WordRole, begins};

/// Whether a word opens a block that `end` closes.
pub(in crate::parse) fn is_opener(word: &str) -> bool {
    begins(word, WordRole::Block)
}

/// Finds the word that a misspelt one was most likely meant to be: the nearest, at most two edits away. Short words
/// are near to everything: one of three letters must have the same letters, one of four may have one edit, and
/// shorter ones none.
pub(in crate::parse) fn meant<'w>(word: &str, words: &[&'w str]) -> Option<&'w str> {
    let word = word.to_lowercase();
    let allowed = match word.chars().count() {
        0..=2 => return None,
        3..=4 => 1,
        _ => 2,
    };
    let is_near = |known: &str| word.len() > 3 || letters(&word) == letters(known);
    let near = words.iter().copied().filter(|known| is_near(known));
    nearest(near, allowed, |known| slips(&word, known))
}

/// Shortens a piece of the source that a diagnostic repeats.
pub(in crate::parse) fn short(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
