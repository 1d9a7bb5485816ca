//! Tests of line breaking.

use proptest::prelude::*;

use super::*;
use crate::ruler::{Cells, Font};

const SIZE: Px = Px::new(14);

/// The lines of a text in a picture made of text, where one character is one pixel wide.
fn cells(text: &str, columns: i64) -> Vec<String> {
    let text = Text::from(text);
    let label = Label::wrapped(&text, Px::new(columns), Face::Regular, SIZE, &Cells);
    label.lines.into_iter().map(|line| line.text.into_owned()).collect()
}

fn wrapped(text: &str, measure: Px) -> Label<'static> {
    Label::wrapped(&Text::from(text), measure, Face::Regular, SIZE, &Font).into_owned()
}

#[test]
fn an_empty_text_has_no_lines() {
    assert!(wrapped("", Px::new(10)).is_empty());
    assert!(Label::unbroken(&Text::from(""), Face::Regular, SIZE, &Font).is_empty());
}

#[test]
fn the_authors_breaks_are_kept() {
    let text = Text::from("a \n\nlonger\r\n");
    let label = Label::unbroken(&text, Face::Regular, SIZE, &Font);
    assert_eq!(label.lines.iter().map(|line| &*line.text).collect::<Vec<_>>(), ["a", "", "longer", ""]);
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
fn languages_without_spaces_are_broken_too() {
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
    let ends: Vec<usize> =
        Chunks::of(line, 0, measure, &Plain { type_, line }).iter().map(|piece| piece.end).collect();
    let (mut lines, mut from, mut last) = (1, 0, 0);
    for end in ends {
        if last > from
            && type_.ruler.width(line[from..end].trim_end_matches(is_blank), type_.face, type_.size) > width
        {
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
        let text_of_lines: String = label.lines.iter().map(|line| &*line.text).collect();
        prop_assert_eq!(seen(&text_of_lines), seen(&text));
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
        let text = Text::from(text);
        let label = Label::wrapped(&text, Px::new(columns), Face::Regular, SIZE, &Cells);
        let narrower = Label::wrapped(&text, label.width - Px::new(1), Face::Regular, SIZE, &Cells);
        prop_assert!(label.lines.len() == 1 || narrower.lines.len() > label.lines.len() || has_broken_word(&narrower, &text.plain));
    }
}

/// Whether a label has parts of words that the text has whole.
fn has_broken_word(label: &Label, text: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    label.lines.iter().map(|line| words(&line.text)).sum::<usize>() > words(text)
}

#[test]
fn korean_is_broken_at_blanks_and_inside_a_word_only_where_it_does_not_fit_alone() {
    assert_eq!(cells("가나다 라마 바사아", 12), ["가나다 라마", "바사아"]);
    assert_eq!(cells("가나다라마바사", 8), ["가나다라", "마바사"]);
    // Chinese has no blanks.
    assert_eq!(cells("一二三四五六", 8), ["一二三", "四五六"]);
}

#[test]
fn spaces_inside_of_what_is_broken_end_a_line_and_begin_none() {
    // No line may begin with a comma, so the spaces before it are inside of what is broken.
    assert_eq!(cells("abcdef  ,gh", 3), ["abc", "def", ",gh"]);
}
