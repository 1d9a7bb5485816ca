//! `Missing`: characters that no font has.

use std::collections::BTreeSet;

use resvg::usvg::roxmltree::{Document, Node};
use unicode_segmentation::UnicodeSegmentation;

use crate::{Fonts, PngError, picture};

/// A character that no font has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Missing {
    /// The character with the marks on it, as a reader sees it.
    pub cluster: String,
    /// The line of the source where it is first drawn, if the SVG says so.
    pub line: Option<usize>,
}

/// Finds the characters of a picture that no font has, without drawing it.
///
/// # Errors
///
/// If the SVG is not one of seqwright's.
pub fn missing(svg: &str, fonts: &Fonts) -> Result<Vec<Missing>, PngError> {
    Ok(missing_in(&picture::document(svg)?, fonts))
}

/// The same. The list comes from the texts and not from what was drawn: usvg loses some clusters, and the glyph of a
/// bitmap font may be there and draw nothing.
pub(crate) fn missing_in(document: &Document<'_>, fonts: &Fonts) -> Vec<Missing> {
    let (mut seen, mut missing) = (BTreeSet::new(), Vec::new());
    for text in document.descendants().filter(|node| node.has_tag_name("text")) {
        for letters in text.descendants().filter_map(|node| node.text().filter(|_| node.is_text())) {
            // Nearly all texts have nothing else.
            for cluster in letters.graphemes(true).filter(|cluster| !cluster.is_ascii()) {
                if seen.insert(cluster.to_owned()) && is_missing(cluster, fonts) {
                    missing.push(Missing { cluster: cluster.to_owned(), line: line(text) });
                }
            }
        }
    }
    missing
}

fn is_missing(cluster: &str, fonts: &Fonts) -> bool {
    let visible: Vec<char> = cluster.chars().filter(|&it| is_visible(it)).collect();
    !visible.is_empty() && !fonts.have(&visible)
}

/// Whether a character has a glyph at all. Others are blanks, or say how their neighbours are written.
fn is_visible(character: char) -> bool {
    !character.is_whitespace()
        && !character.is_control()
        && !matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The line of the source that a text belongs to.
fn line(text: Node<'_, '_>) -> Option<usize> {
    text.ancestors().find_map(|node| node.attribute("data-line")?.parse().ok())
}
