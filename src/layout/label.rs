//! Breaks a text into lines and measures them. Lines are broken where the author broke them and, if a maximum width
//! ("measure") is given, where Unicode allows it (UAX #14), so that the lines are few and even.

mod fill;
mod gauge;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use crate::px::Px;
use crate::ruler::{Face, Ruler};
use crate::text::Text;

use fill::Chunk;
pub(crate) use gauge::Rich;
use gauge::{Gauge, Marked, Plain, Type};

/// One line of a label and its width.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TextLine<'d> {
    /// Its characters, without a line break and without spaces at the end.
    pub(crate) text: Cow<'d, str>,
    /// Its width by the ruler.
    pub(crate) width: Px,
    /// How much of that the spaces take that it begins with.
    pub(crate) indent: Px,
    /// Its style runs and what follows from them; `None` for a plain line, the common case.
    pub(crate) rich: Option<Box<Rich>>,
}

impl TextLine<'_> {
    /// Returns how much higher it is than a usual line.
    pub(crate) fn extra(&self) -> Px {
        self.rich.as_ref().map_or(Px::ZERO, |rich| rich.extra)
    }
}

/// A text broken into lines, and how wide the widest is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Label<'d> {
    /// The lines from top to bottom. An empty text has none; an empty line in the source is a line.
    pub(crate) lines: Vec<TextLine<'d>>,
    /// The width of the widest.
    pub(crate) width: Px,
}

impl<'d> Label<'d> {
    /// Breaks a text only where the author did (`\n`).
    pub(crate) fn unbroken(text: &'d Text, face: Face, size: Px, ruler: &dyn Ruler) -> Label<'d> {
        Label::set(text, None, Type { face, size, ruler })
    }

    /// Breaks a text where the author did, and where a line would be wider than `measure`. Only a single grapheme can
    /// be wider. Each line of the author's becomes as few lines as possible; then the widest of these is made as narrow
    /// as possible, and the others even. Words wider than the measure are broken at the best break points. Nothing is
    /// lost but spaces at the ends of lines, and before a line that does not fit.
    pub(crate) fn wrapped(text: &'d Text, measure: Px, face: Face, size: Px, ruler: &dyn Ruler) -> Label<'d> {
        Label::set(text, Some(measure.max(Px::ZERO)), Type { face, size, ruler })
    }

    fn set(text: &'d Text, measure: Option<Px>, type_: Type<'_>) -> Label<'d> {
        let mut label = Label::default();
        for (at, line) in author_lines(&text.plain) {
            if text.runs.is_empty() {
                label.add(line, measure, &Plain { type_, line });
            } else {
                label.add(line, measure, &Marked { type_, text, at });
            }
        }
        label
    }

    /// Adds a line of the author's, broken into several if it is too wide.
    fn add(&mut self, line: &'d str, measure: Option<Px>, gauge: &impl Gauge) {
        let width = gauge.width(0, line.len());
        let Some(measure) = measure.filter(|&measure| width > measure) else {
            self.push(line, 0, line.len(), width, gauge);
            return;
        };
        let mut from = line.len() - line.trim_start_matches(is_blank).len();
        for to in fill::line_ends(&Chunks::of(line, from, measure, gauge), measure) {
            let end = from + line[from..to].trim_end_matches(is_blank).len();
            self.push(line, from, end, gauge.width(from, end), gauge);
            from = to;
        }
    }

    /// Copies the borrowed text.
    pub(crate) fn into_owned(self) -> Label<'static> {
        let owned = |line: TextLine<'_>| TextLine { text: Cow::Owned(line.text.into_owned()), ..line };
        Label { lines: self.lines.into_iter().map(owned).collect(), width: self.width }
    }

    /// Returns whether there is nothing to draw, not even an empty line.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Returns its height, given the height of a usual line.
    pub(crate) fn height(&self, line: Px) -> Px {
        line * self.lines.len() as i64 + self.extra()
    }

    /// Returns how much higher it is than the same number of usual lines.
    pub(crate) fn extra(&self) -> Px {
        self.lines.iter().map(TextLine::extra).sum()
    }

    fn push(&mut self, line: &'d str, from: usize, to: usize, width: Px, gauge: &impl Gauge) {
        let text = &line[from..to];
        let blanks = text.len() - text.trim_start_matches(is_blank).len();
        let indent = if blanks == 0 { Px::ZERO } else { gauge.width(from, from + blanks) };
        self.lines.push(TextLine { text: Cow::Borrowed(text), width, indent, rich: gauge.rich(from, to) });
        self.width = self.width.max(width);
    }
}

/// Splits a text at the author's breaks: the byte where each line begins, and the line without spaces at its end. An
/// empty text has no lines.
fn author_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = if text.is_empty() { None } else { Some(text.split('\n')) };
    let mut next = 0;
    lines.into_iter().flatten().map(move |line| {
        let at = next;
        next += line.len() + 1;
        (at, line.trim_end_matches(is_blank))
    })
}

/// Returns whether a character vanishes at the end of a line. A no-break space is meant to be seen.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Whether a place is inside a word of Korean. Unicode allows breaks between its syllables, but it has blanks between
/// words and is read by them.
fn is_inside_korean(line: &str, at: usize) -> bool {
    let is_hangul =
        |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}');
    let (before, next) = (line[..at].chars().next_back(), line[at..].chars().next());
    let Some((before, next)) = before.zip(next) else { return false };
    (is_hangul(before) && next.is_alphanumeric()) || (is_hangul(next) && before.is_alphanumeric())
}

/// Where to break a word that is too wide, the best kind of break point first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BreakPoints {
    /// Before an opening parenthesis, and after what separates the parts of a path, of a list, of a query.
    Parts,
    /// Between the words of an identifier: after `_` and `-`, before a capital.
    Words,
    /// Between any two graphemes.
    Graphemes,
}

impl BreakPoints {
    fn next(self) -> Option<BreakPoints> {
        match self {
            BreakPoints::Parts => Some(BreakPoints::Words),
            BreakPoints::Words => Some(BreakPoints::Graphemes),
            BreakPoints::Graphemes => None,
        }
    }

    /// Returns whether a word may be broken between two characters, which are followed by `after`.
    fn allow(self, before: char, next: char, after: Option<char>) -> bool {
        let is_separator = |c| matches!(c, '/' | '.' | ',' | ';' | ':' | '&' | '?' | '=');
        match self {
            BreakPoints::Parts if next == '(' => before.is_alphanumeric(),
            // After the last of several, as in `://`, and not before what closes.
            BreakPoints::Parts => is_separator(before) && !is_separator(next) && !")]}>”’»".contains(next),
            BreakPoints::Words if matches!(before, '_' | '-') => next.is_alphanumeric(),
            // As in `toHttp` and before the last capital of `HTTPServer`.
            BreakPoints::Words if next.is_uppercase() => {
                before.is_lowercase()
                    || before.is_numeric()
                    || (before.is_uppercase() && after.is_some_and(char::is_lowercase))
            }
            BreakPoints::Words => false,
            // Spaces belong to what is before them.
            BreakPoints::Graphemes => !is_blank(next),
        }
    }

    /// Returns the ends of the parts of a word, including the end of the word. No part ends inside a grapheme; the
    /// first character of a grapheme decides for all of it.
    fn ends(self, word: &str) -> Vec<usize> {
        if word.is_ascii() {
            return self.ends_between(word.bytes().map(char::from).enumerate(), word.len());
        }
        let firsts =
            word.grapheme_indices(true).filter_map(|(at, cluster)| Some((at, cluster.chars().next()?)));
        self.ends_between(firsts, word.len())
    }

    fn ends_between(self, graphemes: impl Iterator<Item = (usize, char)>, len: usize) -> Vec<usize> {
        let mut graphemes = graphemes.peekable();
        let mut ends = Vec::new();
        let mut before = None;
        while let Some((at, next)) = graphemes.next() {
            let after = graphemes.peek().map(|&(_, c)| c);
            if before.is_some_and(|before| self.allow(before, next, after)) {
                ends.push(at);
            }
            before = Some(next);
        }
        ends.push(len);
        ends
    }
}

/// Cuts a line that is too wide into unbreakable chunks.
struct Chunks<'a, G> {
    line: &'a str,
    gauge: &'a G,
    measure: Px,
    chunks: Vec<Chunk>,
}

impl<'a, G: Gauge> Chunks<'a, G> {
    /// Cuts a line from a byte on.
    fn of(line: &'a str, start: usize, measure: Px, gauge: &'a G) -> Vec<Chunk> {
        let mut chunks = Chunks { line, gauge, measure, chunks: Vec::new() };
        let mut from = start;
        for (to, _) in linebreaks(&line[start..]) {
            let to = start + to;
            if is_inside_korean(line, to) {
                continue;
            }
            chunks.add(from, to, Some(BreakPoints::Parts));
            from = to;
        }
        chunks.chunks
    }

    /// Adds the text from byte to byte as one chunk or, if it is too wide, as several.
    fn add(&mut self, from: usize, to: usize, places: Option<BreakPoints>) {
        let line = self.line;
        let word = line[from..to].trim_end_matches(is_blank);
        let space = from + word.len();
        let width = self.gauge.width(from, space);
        if let Some(places) = places.filter(|_| width > self.measure) {
            let mut start = from;
            for end in places.ends(word) {
                // The spaces belong to the last part.
                let end = if end == word.len() { to } else { from + end };
                self.add(start, end, places.next());
                start = end;
            }
            return;
        }
        let ink = self.chunks.last().map_or(Px::ZERO, |last| last.next) + width;
        let next = if space == to { ink } else { ink + self.gauge.width(space, to) };
        self.chunks.push(Chunk { end: to, ink, next });
    }
}
