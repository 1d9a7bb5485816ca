//! `Missing`: characters that no font has.

use std::collections::BTreeSet;

use resvg::usvg::roxmltree::{Document, Node};
use resvg::usvg::{Group, Node as UsvgNode, Tree};
use unicode_segmentation::UnicodeSegmentation;

use crate::{Fonts, RasterError, picture};

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
pub fn missing(svg: &str, fonts: &Fonts) -> Result<Vec<Missing>, RasterError> {
    Ok(missing_in(&picture::document(svg)?, fonts))
}

/// The same. The list comes from the texts and not from the glyphs: usvg loses some clusters, and the glyph of a bitmap
/// font may be there and draw nothing.
pub(crate) fn missing_in(document: &Document<'_>, fonts: &Fonts) -> Vec<Missing> {
    search(document, |cluster, _| is_missing(cluster, |it| fonts.have(it)))
}

/// The characters that are boxes in a tree. Where a text mixes emoji that are joined of several with other characters,
/// usvg gives all of them up, although there is a font for each.
pub(crate) fn missing_from(document: &Document<'_>, fonts: &Fonts, tree: &Tree) -> Vec<Missing> {
    let mut given_up = BTreeSet::new();
    given_up_in(tree.root(), &mut given_up);
    search(document, |cluster, text| {
        is_missing(cluster, |it| fonts.have(it))
            || (given_up.contains(text) && is_missing(cluster, |it| fonts.bundled_have(it)))
    })
}

/// The texts that hold boxes.
fn given_up_in(group: &Group, found: &mut BTreeSet<String>) {
    for node in group.children() {
        match node {
            UsvgNode::Group(group) => given_up_in(group, found),
            UsvgNode::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                if glyphs.into_iter().any(|glyph| glyph.id.0 == 0) {
                    found.extend(text.chunks().iter().map(|chunk| chunk.text().trim().to_owned()));
                }
            }
            UsvgNode::Path(_) | UsvgNode::Image(_) => {}
        }
    }
}

/// Each cluster of the texts for which this is so, given its text, once.
fn search(document: &Document<'_>, mut is_wanted: impl FnMut(&str, &str) -> bool) -> Vec<Missing> {
    let (mut seen, mut missing) = (BTreeSet::new(), Vec::new());
    for text in document.descendants().filter(|node| node.has_tag_name("text")) {
        let letters = text.descendants().filter_map(|node| node.text().filter(|_| node.is_text()));
        let letters: String = letters.collect();
        // Nearly all texts have nothing else.
        for cluster in letters.graphemes(true).filter(|cluster| !cluster.is_ascii()) {
            if !seen.contains(cluster) && is_wanted(cluster, letters.trim()) {
                seen.insert(cluster.to_owned());
                missing.push(Missing { cluster: cluster.to_owned(), line: line(text) });
            }
        }
    }
    missing
}

fn is_missing(cluster: &str, have: impl Fn(&[char]) -> bool) -> bool {
    let visible: Vec<char> = cluster.chars().filter(|&it| is_visible(it)).collect();
    !visible.is_empty() && !have(&visible)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What is missing of a label, with the letters as the bundled font and the symbols as one that was added.
    fn missing_of(label: &str) -> Vec<String> {
        let fonts = Fonts::of(&[0, 1], &[8]);
        let svg = seqwright::compile(&seqwright::Source::new("x.seq", format!("A->B: {label}").as_str()))
            .svg(&seqwright::Theme::default());
        let document = picture::document(&svg).expect("it is a picture");
        let tree = picture::tree(&document, &fonts, crate::Background::Theme).expect("it is a picture");
        missing_from(&document, &fonts, &tree).into_iter().map(|it| it.cluster).collect()
    }

    #[test]
    fn emoji_joined_of_several_beside_letters_are_reported_though_a_font_has_them() {
        let joined = "✔\u{200d}⚠";
        assert_eq!(missing_of("✔ é"), [""; 0]);
        assert_eq!(missing_of(joined), [""; 0]);
        for label in ["✔\u{200d}⚠ é", "a ✔\u{200d}⚠ b"] {
            assert_eq!(missing_of(label), [joined], "{label}");
        }
    }
}
