//! Marks some parts of a picture.

use std::collections::BTreeSet;

use crate::snapshot::picture;

/// The colour of what is gone or was different.
pub const GONE: &str = "#cf222e";
/// The colour of what is there now.
pub const NEW: &str = "#1a7f37";

/// The drawing with a halo round the parts of these numbers, as `picture::read` counts them. Other texts are left
/// alone.
pub fn marked(svg: &[u8], parts: &BTreeSet<usize>, color: &str) -> Vec<u8> {
    let read = |text| picture::read(text).ok().filter(|_| !parts.is_empty());
    let Some((text, picture)) = std::str::from_utf8(svg).ok().and_then(|text| Some((text, read(text)?)))
    else {
        return svg.to_vec();
    };
    let mut out = String::with_capacity(text.len() + 64 * parts.len() + 256);
    // The page takes this line away, character by character, where marks are not wanted.
    let rule = format!(
        "<style>.seqwright-changed{{outline:2px solid {color};outline-offset:2px;filter:drop-shadow(0 0 2px {color})}}</style>\n"
    );
    let mut done = picture.style_at;
    out.push_str(&text[..done]);
    out.push_str(&rule);
    for &part in parts {
        let Some(at) = picture.parts.get(part).map(|part| part.at).filter(|&at| at >= done) else { continue };
        out.push_str(&text[done..at]);
        out.push_str(" class=\"seqwright-changed\"");
        done = at;
    }
    out.push_str(&text[done..]);
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::picture;
    use seqwright::{Source, Theme, compile};

    #[test]
    fn the_parts_that_are_marked_are_those_that_were_counted() {
        let svg = compile(&Source::new("x", "A->B: x\nopt y\n  B->A: z\nend")).svg(&Theme::default());
        let parts = picture::read(&svg).expect("it is ours").parts;
        let at = parts.iter().position(|part| part.name == "B sends A: z").expect("it is drawn");
        let marked =
            String::from_utf8(marked(svg.as_bytes(), &BTreeSet::from([at]), NEW)).expect("it is text");
        assert!(marked.contains("<g class=\"seqwright-changed\" aria-label=\"B sends A: z\""), "{marked}");
        assert_eq!(marked.matches("class=\"seqwright-changed\"").count(), 1);
        picture::read(&marked).expect("it is still well-formed");
    }

    #[test]
    fn a_title_is_marked_in_all_its_lines_and_nothing_else_with_it() {
        let svg = compile(&Source::new("x", "title One\\nTwo\nA->B: x")).svg(&Theme::default());
        let marked =
            String::from_utf8(marked(svg.as_bytes(), &BTreeSet::from([1]), NEW)).expect("it is text");
        assert!(marked.contains("<g class=\"seqwright-changed\" data-kind=\"title\">"), "{marked}");
        assert_eq!(marked.matches("class=\"seqwright-changed").count(), 1);
        picture::read(&marked).expect("it is still well-formed");
    }
}
