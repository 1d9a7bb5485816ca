//! An SVG of ours and some of its parts in, the same SVG with these parts marked out.

use std::collections::BTreeSet;

/// The colour of what is gone or was different.
pub const GONE: &str = "#cf222e";
/// The colour of what is there now.
pub const NEW: &str = "#1a7f37";

/// How the lines of a title begin.
const TITLE: &str = "<text class=\"tt";

/// The drawing with a halo round the parts of these numbers, as `picture::read` counts them, 0 for its title. What is
/// no drawing of ours stays as it is.
pub fn marked(svg: &[u8], parts: &BTreeSet<usize>, color: &str) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(svg) else { return svg.to_vec() };
    let Some(end) = text.find("\n<style>").filter(|_| !parts.is_empty()) else { return svg.to_vec() };
    let mut out = String::with_capacity(text.len() + 64 * parts.len() + 256);
    out.push_str(&text[..end]);
    // The page takes this line away, character by character, where marks are not wanted.
    out += &format!(
        "\n<style>.seqwright-changed{{outline:2px solid {color};outline-offset:2px;filter:drop-shadow(0 0 2px {color})}}</style>"
    );
    let mut number = 0;
    for line in text[end..].split_inclusive('\n') {
        if let Some(rest) = line.strip_prefix("<g ").filter(|rest| rest.starts_with("aria-label=")) {
            number += 1;
            if parts.contains(&number) {
                out.push_str("<g class=\"seqwright-changed\" ");
                out.push_str(rest);
                continue;
            }
        }
        match line.strip_prefix(TITLE).filter(|_| parts.contains(&0)) {
            Some(rest) => {
                out.push_str("<text class=\"seqwright-changed tt");
                out.push_str(rest);
            }
            None => out.push_str(line),
        }
    }
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
            String::from_utf8(marked(svg.as_bytes(), &BTreeSet::from([0]), NEW)).expect("it is text");
        assert_eq!(marked.matches("<text class=\"seqwright-changed tt").count(), 2, "{marked}");
        assert_eq!(marked.matches("class=\"seqwright-changed").count(), 2);
        picture::read(&marked).expect("it is still well-formed");
    }
}
