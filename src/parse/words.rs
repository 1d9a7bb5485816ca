//! The words of the language, and the one that a misspelt word was meant to be.

/// The words that open a block that `end` closes.
const OPENERS: &[&str] = &[
    "alt",
    "opt",
    "loop",
    "par",
    "break",
    "critical",
    "group",
    "ref",
    "seq",
    "strict",
    "neg",
    "ignore",
    "consider",
    "assert",
    "region",
    "expandable-",
    "expandable+",
    "participantgroup",
];

/// Whether a word opens a block that `end` closes.
pub(super) fn is_opener(word: &str) -> bool {
    OPENERS.contains(&word)
}

/// The word that a misspelt one was most likely meant to be: the nearest, at most two slips away. Short words
/// are near to everything, so they get fewer slips, and those of one or two letters none.
pub(super) fn meant<'w>(word: &str, words: &[&'w str]) -> Option<&'w str> {
    let length = word.chars().count();
    let allowed = match length {
        0..=2 => return None,
        3..=4 => 1,
        _ => 2,
    };
    let word = word.to_lowercase();
    let near = words.iter().map(|known| (strsim::osa_distance(&word, known), *known));
    near.filter(|&(slips, known)| slips <= allowed && known.len() > 2)
        .min_by_key(|&(slips, _)| slips)
        .map(|(_, known)| known)
}
