//! `ShownLine`: a line of a source as it may be shown.

use crate::harmless;
use crate::source::Source;

/// The most characters of one line that are shown.
const WIDEST: usize = 120;
/// How many characters before the marked place are shown of a line that is longer.
const LEAD: usize = 40;
/// The distance of tab stops.
const TAB: usize = 4;

/// A line as it is shown: cut to a readable length, tabs expanded, treacherous characters spelt out.
pub struct ShownLine {
    /// Its text.
    pub text: String,
    /// Bytes of the source, and where in `text` each of them is shown; in order.
    shown_at: Vec<(usize, usize)>,
}

impl ShownLine {
    /// Cuts the line with this number (from 1) so that the byte `focus` of the source is on it.
    pub fn new(source: &Source, number: usize, focus: usize) -> ShownLine {
        let span = source.line_span(number);
        let whole = &source.text()[span.start..span.end];
        let from = cut_start(whole, focus.saturating_sub(span.start));
        let mut text = String::from(if from > 0 { "…" } else { "" });
        let mut shown_at = Vec::new();
        let mut end = from;
        for (at, character) in whole[from..].char_indices().take(WIDEST) {
            shown_at.push((span.start + from + at, text.len()));
            end = from + at + character.len_utf8();
            match character {
                '\t' => text.extend(std::iter::repeat_n(' ', TAB - text.chars().count() % TAB)),
                _ => harmless::push(&mut text, &whole[from + at..]),
            }
        }
        shown_at.push((span.start + end, text.len()));
        if end < whole.len() {
            text.push('…');
        }
        ShownLine { text, shown_at }
    }

    /// Returns where in `text` a byte of the source is shown; what was cut off is shown at the cut.
    pub fn offset(&self, byte: usize) -> usize {
        let after = self.shown_at.partition_point(|&(start, _)| start <= byte);
        self.shown_at[after.saturating_sub(1)].1
    }
}

/// Where to cut the beginning of a line off.
fn cut_start(whole: &str, focus: usize) -> usize {
    if whole.chars().nth(WIDEST).is_none() {
        return 0;
    }
    let mut focus = focus.min(whole.len());
    while !whole.is_char_boundary(focus) {
        focus -= 1;
    }
    let before = &whole[..focus];
    if before.chars().nth(WIDEST - LEAD).is_none() {
        return 0;
    }
    before.char_indices().rev().take(LEAD).last().map_or(0, |(start, _)| start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_shown_whole_with_tabs_expanded() {
        let source = Source::new("x", "\tA\t->B");
        let line = ShownLine::new(&source, 1, 1);
        assert_eq!(line.text, "    A   ->B");
        assert_eq!(line.offset(3), 8);
    }

    #[test]
    fn a_long_line_is_cut_around_the_marked_place() {
        let text = format!("{}HERE{}", "a".repeat(5000), "b".repeat(5000));
        let line = ShownLine::new(&Source::new("x", text), 1, 5000);
        assert!(line.text.starts_with("…aaa") && line.text.ends_with("bbb…"), "{}", line.text);
        assert_eq!(&line.text[line.offset(5000)..line.offset(5004)], "HERE");
        assert!(line.text.chars().count() <= WIDEST + 2);
    }

    #[test]
    fn a_spelt_out_character_shifts_what_follows_it() {
        let source = Source::new("x", "a\u{1b}b");
        let line = ShownLine::new(&source, 1, 0);
        assert_eq!(&line.text[line.offset(2)..], "b");
    }
}
