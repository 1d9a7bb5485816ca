//! A source and some places in it in, the few lines around them as they may be shown out.

use std::collections::BTreeMap;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use seqwright::Source;
use seqwright::source::{Place, Span};

use super::escape;

/// The most characters of one line that are shown.
const WIDEST: usize = 120;
/// How many characters before the marked place are shown of a line that is longer.
const LEAD: usize = 40;
/// Where tabs go to the next multiple of.
const TAB: usize = 4;

/// A line as it is shown: cut to a readable length, tabs expanded, treacherous characters spelt out.
pub struct Line {
    /// Its text.
    pub text: String,
    /// Bytes of the source, and where in `text` each of them is shown; in order.
    shown_at: Vec<(usize, usize)>,
}

impl Line {
    /// The line of that number (from 1), so cut that the byte `focus` of the source is on it.
    pub fn new(source: &Source, number: usize, focus: usize) -> Line {
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
                _ => escape::push(&mut text, &whole[from + at..]),
            }
        }
        shown_at.push((span.start + end, text.len()));
        if end < whole.len() {
            text.push('…');
        }
        Line { text, shown_at }
    }

    /// Where in `text` a byte of the source is shown; what was cut off is shown at the cut.
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

/// The lines around some places, as one text of which miette shows parts.
pub struct Excerpt {
    name: String,
    text: String,
    lines: Vec<Shown>,
    /// Where each of the places is shown in `text`, in the order they were given.
    pub spans: Vec<SourceSpan>,
    places: BTreeMap<usize, Place>,
}

/// A line of an excerpt: its number and its bytes in the excerpt's text, line end included.
struct Shown {
    number: usize,
    start: usize,
    end: usize,
}

impl Excerpt {
    /// The lines of these places, each with a line before and after it.
    pub fn new(source: &Source, name: String, spans: &[Span]) -> Excerpt {
        let places: Vec<Place> = spans.iter().map(|span| source.place(span.start)).collect();
        let mut focus = BTreeMap::new();
        for (span, place) in spans.iter().zip(&places) {
            focus.entry(place.line).or_insert(span.start);
        }
        // A text that ends in a line end has nothing after it that could be shown.
        let last = source.line_count() - usize::from(source.text().ends_with(['\n', '\r']));
        let wanted: Vec<usize> = focus.keys().copied().collect();
        for line in wanted.iter().flat_map(|&line| [line - 1, line + 1]) {
            if (1..=last).contains(&line) {
                focus.entry(line).or_insert_with(|| source.line_span(line).start);
            }
        }
        let mut excerpt = Excerpt {
            name,
            text: String::new(),
            lines: Vec::new(),
            spans: Vec::new(),
            places: BTreeMap::new(),
        };
        let mut cut = BTreeMap::new();
        for (number, focus) in focus {
            let line = Line::new(source, number, focus);
            let start = excerpt.text.len();
            excerpt.text.push_str(&line.text);
            excerpt.text.push('\n');
            excerpt.lines.push(Shown { number, start, end: excerpt.text.len() });
            cut.insert(number, (start, line));
        }
        for (span, place) in spans.iter().zip(places) {
            let (base, line) = &cut[&place.line];
            // A place of several lines is marked on its first: the rest would push the message off the screen.
            let end = span.end.min(source.line_span(place.line).end).max(span.start);
            let (start, end) = (base + line.offset(span.start), base + line.offset(end));
            excerpt.spans.push(SourceSpan::from((start, end - start)));
            excerpt.places.entry(start).or_insert(place);
        }
        excerpt
    }

    /// The index of the line that holds a byte of the text.
    fn line_of(&self, byte: usize) -> usize {
        self.lines.partition_point(|line| line.start <= byte).saturating_sub(1)
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (mut first, mut last) = (self.line_of(span.offset()), self.line_of(span.offset() + span.len()));
        let place = self.places.get(&span.offset()).filter(|_| before == 0);
        let column = place.map_or(0, |place| place.column - 1);
        for _ in 0..before {
            if first > 0 && self.lines[first - 1].number + 1 == self.lines[first].number {
                first -= 1;
            }
        }
        for _ in 0..after {
            if self.lines.get(last + 1).is_some_and(|line| line.number == self.lines[last].number + 1) {
                last += 1;
            }
        }
        let (start, end) = (self.lines[first].start, self.lines[last].end);
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            &self.text.as_bytes()[start..end],
            SourceSpan::from((start, end - start)),
            self.lines[first].number - 1,
            column,
            last - first + 1,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_shown_whole_with_tabs_expanded() {
        let source = Source::new("x", "\tA\t->B");
        let line = Line::new(&source, 1, 1);
        assert_eq!(line.text, "    A   ->B");
        assert_eq!(line.offset(3), 8);
    }

    #[test]
    fn a_long_line_is_cut_around_the_marked_place() {
        let text = format!("{}HERE{}", "a".repeat(5000), "b".repeat(5000));
        let line = Line::new(&Source::new("x", text), 1, 5000);
        assert!(line.text.starts_with("…aaa") && line.text.ends_with("bbb…"), "{}", line.text);
        assert_eq!(&line.text[line.offset(5000)..line.offset(5004)], "HERE");
        assert!(line.text.chars().count() <= WIDEST + 2);
    }

    #[test]
    fn a_spelt_out_character_shifts_what_follows_it() {
        let source = Source::new("x", "a\u{1b}b");
        let line = Line::new(&source, 1, 0);
        assert_eq!(&line.text[line.offset(2)..], "b");
    }
}
