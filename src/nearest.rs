//! Finds the name that a misspelled one was most likely meant to be.

/// Counts the edits between two names: letters that are missing, extra, different, or swapped with their neighbour.
///
/// ```
/// use seqwright::nearest::slips;
/// assert_eq!(slips("participant", "particpiant"), 1);
/// ```
pub fn slips(one: &str, other: &str) -> usize {
    strsim::osa_distance(one, other)
}

/// Finds the candidate with the fewest edits, up to a maximum; the first of several equal ones.
///
/// ```
/// use seqwright::nearest::{nearest, slips};
/// let colors = ["red", "green", "grey"];
/// assert_eq!(nearest(colors, 2, |color| slips("gren", color)), Some("green"));
/// assert_eq!(nearest(colors, 2, |color| slips("violet", color)), None);
/// ```
pub fn nearest<T>(
    candidates: impl IntoIterator<Item = T>,
    most: usize,
    slips: impl Fn(&T) -> usize,
) -> Option<T> {
    let counted = candidates.into_iter().map(|candidate| (slips(&candidate), candidate));
    let near = counted.filter(|(slips, _)| *slips <= most).min_by_key(|(slips, _)| *slips);
    near.map(|(_, candidate)| candidate)
}

/// Sorts the letters of a name: two names with the same letters differ by their order alone.
pub(crate) fn letters(name: &str) -> Vec<char> {
    let mut letters: Vec<char> = name.chars().collect();
    letters.sort_unstable();
    letters
}
