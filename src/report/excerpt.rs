//! The lines around the places of a diagnostic, as miette shows them.

use std::collections::BTreeMap;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::ShownLine;
use crate::source::{Place, Source, Span};

/// The lines around some places, as one text; miette shows parts of it.
pub struct Excerpt {
    name: String,
    text: String,
    lines: Vec<ExcerptLine>,
    /// Where each of the places is shown in `text`, in the order they were given.
    pub spans: Vec<SourceSpan>,
    places: BTreeMap<usize, Place>,
}

/// A line of an excerpt: its number and its bytes in the excerpt's text, line end included.
struct ExcerptLine {
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
            let line = ShownLine::new(source, number, focus);
            let start = excerpt.text.len();
            excerpt.text.push_str(&line.text);
            excerpt.text.push('\n');
            excerpt.lines.push(ExcerptLine { number, start, end: excerpt.text.len() });
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
