//! A text in, its lines and their widths out: broken where its author broke it and, where a measure is given,
//! where Unicode allows it (UAX #14), so that the lines are few and even.

mod fill;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use crate::px::Px;
use crate::ruler::{Face, Ruler};

use fill::Piece;

/// One line of a label and its width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextLine {
    /// Its characters, without a line break and without blanks at the end.
    pub(crate) text: String,
    /// Its width by the ruler.
    pub(crate) width: Px,
}

/// A text broken into lines, and how wide the widest is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Label {
    /// The lines from top to bottom. An empty text has none; an empty line of the author's is one.
    pub(crate) lines: Vec<TextLine>,
    /// The width of the widest.
    pub(crate) width: Px,
}

impl Label {
    /// Only the author's breaks (`\n`).
    pub(crate) fn unbroken(text: &str, face: Face, size: Px, ruler: &dyn Ruler) -> Label {
        let type_ = Type { face, size, ruler };
        let mut label = Label::default();
        for line in author_lines(text) {
            label.push(line, type_.width(line));
        }
        label
    }

    /// The author's breaks, and further ones, so that no line is wider than `measure` unless one grapheme is. Of
    /// each of the author's lines it makes as few lines as possible, of these the widest as narrow as possible,
    /// and the others as even as possible. Words are broken only if wider than the measure, in their best
    /// places. Nothing is lost but blanks at the ends of lines, and before a line that does not fit.
    pub(crate) fn wrapped(text: &str, measure: Px, face: Face, size: Px, ruler: &dyn Ruler) -> Label {
        let measure = measure.max(Px::ZERO);
        let type_ = Type { face, size, ruler };
        let mut label = Label::default();
        for line in author_lines(text) {
            let width = type_.width(line);
            if width <= measure {
                label.push(line, width);
                continue;
            }
            let line = line.trim_start_matches(is_blank);
            let mut from = 0;
            for to in fill::line_ends(&Pieces::of(line, measure, type_), measure) {
                let part = line[from..to].trim_end_matches(is_blank);
                label.push(part, type_.width(part));
                from = to;
            }
        }
        label
    }

    /// Whether there is nothing to draw, not even an empty line.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn push(&mut self, text: &str, width: Px) {
        self.lines.push(TextLine { text: text.to_string(), width });
        self.width = self.width.max(width);
    }
}

/// The lines that the author made, without the blanks that end them; none of an empty text.
fn author_lines(text: &str) -> impl Iterator<Item = &str> {
    let lines = if text.is_empty() { None } else { Some(text.split('\n')) };
    lines.into_iter().flatten().map(|line| line.trim_end_matches(is_blank))
}

/// Whether a character vanishes at the end of a line. A blank that forbids a break was meant to be seen.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// What a text is set in, and what measures it.
#[derive(Clone, Copy)]
struct Type<'a> {
    face: Face,
    size: Px,
    ruler: &'a dyn Ruler,
}

impl Type<'_> {
    fn width(self, text: &str) -> Px {
        self.ruler.width(text, self.face, self.size)
    }
}

/// The kinds of places to break a word that is too wide, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Places {
    /// Before an opening parenthesis, and after what separates the parts of a path, of a list, of a query.
    Parts,
    /// Between the words of an identifier: after `_` and `-`, before a capital.
    Words,
    /// Between any two graphemes.
    Graphemes,
}

impl Places {
    fn next(self) -> Option<Places> {
        match self {
            Places::Parts => Some(Places::Words),
            Places::Words => Some(Places::Graphemes),
            Places::Graphemes => None,
        }
    }

    /// Whether a word may be broken between two characters; `after` follows on them.
    fn allow(self, before: char, next: char, after: Option<char>) -> bool {
        let is_separator = |c: char| "/.,;:&?=".contains(c);
        match self {
            Places::Parts if next == '(' => before.is_alphanumeric(),
            // After the last of several, as in `://`, and not before what closes.
            Places::Parts => is_separator(before) && !is_separator(next) && !")]}>”’»".contains(next),
            Places::Words if matches!(before, '_' | '-') => next.is_alphanumeric(),
            // As in `toHttp` and before the last capital of `HTTPServer`.
            Places::Words if next.is_uppercase() => {
                before.is_lowercase()
                    || before.is_numeric()
                    || (before.is_uppercase() && after.is_some_and(char::is_lowercase))
            }
            Places::Words => false,
            Places::Graphemes => true,
        }
    }

    /// The ends of the parts into which a word falls, among them the end of the word. None is inside of a grapheme,
    /// of which the first character stands for all.
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

/// A line that is too wide, falling into pieces.
struct Pieces<'a> {
    line: &'a str,
    type_: Type<'a>,
    measure: Px,
    pieces: Vec<Piece>,
}

impl<'a> Pieces<'a> {
    fn of(line: &'a str, measure: Px, type_: Type<'a>) -> Vec<Piece> {
        let mut pieces = Pieces { line, type_, measure, pieces: Vec::new() };
        let mut from = 0;
        for (to, _) in linebreaks(line) {
            pieces.add(from, to, Some(Places::Parts));
            from = to;
        }
        pieces.pieces
    }

    /// Adds the text from byte to byte as one piece or, if it is too wide, as several.
    fn add(&mut self, from: usize, to: usize, places: Option<Places>) {
        let line = self.line;
        let word = line[from..to].trim_end_matches(is_blank);
        let blanks = &line[from + word.len()..to];
        let width = self.type_.width(word);
        if let Some(places) = places.filter(|_| width > self.measure) {
            let mut start = from;
            for end in places.ends(word) {
                // The blanks belong to the last part.
                let end = if end == word.len() { to } else { from + end };
                self.add(start, end, places.next());
                start = end;
            }
            return;
        }
        let ink = self.pieces.last().map_or(Px::ZERO, |last| last.next) + width;
        let next = if blanks.is_empty() { ink } else { ink + self.type_.width(blanks) };
        self.pieces.push(Piece { end: to, ink, next });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ruler::{Cells, Font};

    const SIZE: Px = Px::new(14);

    /// The lines of a text in a picture made of text, where one character is one pixel wide.
    fn cells(text: &str, columns: i64) -> Vec<String> {
        let label = Label::wrapped(text, Px::new(columns), Face::Regular, SIZE, &Cells);
        label.lines.into_iter().map(|line| line.text).collect()
    }

    fn wrapped(text: &str, measure: Px) -> Label {
        Label::wrapped(text, measure, Face::Regular, SIZE, &Font)
    }

    #[test]
    fn an_empty_text_has_no_lines() {
        assert!(wrapped("", Px::new(10)).is_empty());
        assert!(Label::unbroken("", Face::Regular, SIZE, &Font).is_empty());
    }

    #[test]
    fn the_authors_breaks_are_kept() {
        let label = Label::unbroken("a \n\nlonger\r\n", Face::Regular, SIZE, &Font);
        assert_eq!(
            label.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(),
            ["a", "", "longer", ""]
        );
        assert_eq!(label.width, Font.width("longer", Face::Regular, SIZE));
        assert_eq!(label, wrapped("a \n\nlonger\r\n", Px::new(100)));
    }

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(cells("  one two", 9), ["  one two"]);
        assert_eq!(cells("one two   ", 7), ["one two"]);
        assert_eq!(cells("one\u{a0}\n", 7), ["one\u{a0}", ""]);
    }

    #[test]
    fn lines_are_even() {
        assert_eq!(cells("aaa bbb ccc ddd eee", 16), ["aaa bbb ccc", "ddd eee"]);
        assert_eq!(
            cells("The certificate is valid until tomorrow at noon", 40),
            ["The certificate is valid", "until tomorrow at noon"]
        );
        // The long word decides the width; the words after it still share the lines evenly.
        assert_eq!(
            cells("incomprehensible aaa bbb ccc ddd eee", 17),
            ["incomprehensible", "aaa bbb ccc", "ddd eee"]
        );
    }

    #[test]
    fn indentation_goes_when_the_line_does_not_fit() {
        assert_eq!(cells("    one two", 7), ["one two"]);
    }

    #[test]
    fn words_wider_than_the_measure_are_broken_in_their_best_places() {
        assert_eq!(
            cells("verify_certificate_with_authority(clientRandom,serverRandom)", 40),
            ["verify_certificate_with_authority", "(clientRandom,serverRandom)"]
        );
        assert_eq!(
            cells("verify_certificate_with_authority(clientRandom)", 24),
            ["verify_certificate_with_", "authority(clientRandom)"]
        );
        assert_eq!(cells("abstractHTTPServerFactory", 14), ["abstractHTTP", "ServerFactory"]);
        assert_eq!(cells("std::collections::HashMap", 18), ["std::collections::", "HashMap"]);
        assert_eq!(
            cells("https://example.org/some/path?first=1&second=2", 24),
            ["https://example.org/", "some/path?", "first=1&second=2"]
        );
    }

    #[test]
    fn words_without_any_place_are_broken_between_graphemes() {
        assert_eq!(cells("aaaaaaaaaaaa", 5), ["aaaa", "aaaa", "aaaa"]);
        assert_eq!(cells("👩‍👩‍👧‍👦👍🏽e\u{301}", 2), ["👩‍👩‍👧‍👦", "👍🏽", "e\u{301}"]);
        assert_eq!(cells("日本", 1), ["日", "本"]);
        assert_eq!(cells("no\n\nroom", -1), ["n", "o", "", "r", "o", "o", "m"]);
    }

    #[test]
    fn words_that_fit_are_whole() {
        assert_eq!(
            cells("call getUserName(id) now", 14),
            ["call", "getUserName", "(id) now"].map(str::to_string).to_vec()
        );
    }

    #[test]
    fn languages_without_blanks_are_broken_too() {
        // Six and five would be more even, but no line may begin with a full stop.
        assert_eq!(cells("订单已经确认。请稍候。", 14), ["订单已经确", "认。请稍候。"]);
    }

    #[test]
    fn ten_thousand_pages_take_a_moment() {
        for text in ["lorem ipsum ".repeat(20_000), "x".repeat(200_000), "日本".repeat(40_000)] {
            let label = wrapped(&text, Px::new(300));
            assert!(label.lines.len() > 1000 && label.width <= Px::new(300));
        }
    }

    /// The fewest lines of some width for the pieces that a line falls into, each line measured for itself.
    fn fewest(text: &str, measure: Px, width: Px) -> usize {
        let type_ = Type { face: Face::Regular, size: SIZE, ruler: &Font };
        let line = text.trim_matches(is_blank);
        let ends: Vec<usize> = Pieces::of(line, measure, type_).iter().map(|piece| piece.end).collect();
        let (mut lines, mut from, mut last) = (1, 0, 0);
        for end in ends {
            if last > from && type_.width(line[from..end].trim_end_matches(is_blank)) > width {
                lines += 1;
                from = last;
            }
            last = end;
        }
        lines
    }

    fn seen(text: &str) -> String {
        text.chars().filter(|&c| !is_blank(c)).collect()
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_wider_than_the_measure(
            text in "([a-z]{1,12}|[A-Z][a-z]+|[ /_(,.\n]|日本|é|😀|\\PC){0,40}",
            measure in 1_i64..400,
        ) {
            let label = wrapped(&text, Px::new(measure));
            let joined: String = label.lines.iter().map(|line| line.text.as_str()).collect();
            prop_assert_eq!(seen(&joined), seen(&text));
            for line in &label.lines {
                let alone = line.text.graphemes(true).filter(|g| Font.width(g, Face::Regular, SIZE) > Px::ZERO).count() == 1;
                prop_assert!(line.width <= Px::new(measure) || alone, "{:?}", line);
                prop_assert_eq!(line.width, Font.width(&line.text, Face::Regular, SIZE));
                prop_assert!(line.width <= label.width);
            }
        }

        #[test]
        fn lines_are_as_few_as_can_be(text in "([a-zA-Z]{1,12}|日|é|[ /_(,.]){1,60}", measure in 20_i64..300) {
            let label = wrapped(&text, Px::new(measure));
            let line = text.trim_end_matches(is_blank);
            if Font.width(line, Face::Regular, SIZE) > Px::new(measure) {
                // A line's pieces are rounded up one by one: at most a hundredth each.
                let measure = Px::new(measure);
                let least = fewest(&text, measure, measure);
                let most = fewest(&text, measure, measure - Px::hundredths(text.len() as i64));
                prop_assert!((least..=most).contains(&label.lines.len()));
            } else {
                prop_assert_eq!(label.lines.len(), 1);
            }
        }

        #[test]
        fn no_narrower_label_has_as_few_lines(text in "([a-z]{1,9} ){1,30}", columns in 9_i64..60) {
            let label = Label::wrapped(&text, Px::new(columns), Face::Regular, SIZE, &Cells);
            let narrower = Label::wrapped(&text, label.width - Px::new(1), Face::Regular, SIZE, &Cells);
            prop_assert!(label.lines.len() == 1 || narrower.lines.len() > label.lines.len() || has_broken_word(&narrower, &text));
        }
    }

    /// Whether a label has parts of words that the text has whole.
    fn has_broken_word(label: &Label, text: &str) -> bool {
        let words = |text: &str| text.split_whitespace().count();
        label.lines.iter().map(|line| words(&line.text)).sum::<usize>() > words(text)
    }
}
