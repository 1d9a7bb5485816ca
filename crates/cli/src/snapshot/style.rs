//! Compares the styles and positions of the parts of two pictures.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::class::Class;
use super::describe::Comparison;
use super::picture::{Part, Picture};
use crate::count::some;

/// Adds differences of style and position.
pub fn compare(comparison: &mut Comparison<'_>) {
    let explained = comparison.found.changes.iter().any(|change| change.class.is_semantic());
    let pairs = std::mem::take(&mut comparison.pairs);
    styles(comparison, &pairs, explained);
    geometry(comparison, &pairs, explained);
}

/// The styles of the elements of a part, without their texts and positions.
fn styles_of(part: &Part) -> BTreeSet<(&str, &str)> {
    part.marks.iter().map(|mark| (mark.element.as_str(), &*mark.look)).collect()
}

fn styles(comparison: &mut Comparison<'_>, pairs: &[(usize, usize)], explained: bool) {
    let (old, new) = (comparison.old, comparison.new);
    let differs = |&&(one, two): &&(usize, usize)| styles_of(&old.parts[one]) != styles_of(&new.parts[two]);
    if is_another_theme(comparison, pairs) {
        let count = pairs.iter().filter(differs).count();
        if !explained {
            let words = format!("theme or fonts: {} drawn in another style", some(count, "part"));
            comparison.add(Class::Style, comparison.elements.start_of(1), words);
        }
        return;
    }
    for &(one, two) in pairs.iter().filter(differs) {
        if two == 0 || comparison.found.new_parts.contains(&two) {
            continue;
        }
        let words = format!("{}: drawn in another style", comparison.what(two));
        comparison.add(Class::Style, comparison.place(two), words);
        comparison.mark(Some(one), Some(two));
    }
    if !explained && styles_of(&old.parts[0]) != styles_of(&new.parts[0]) {
        let words = "lifelines or background: drawn in another style".to_owned();
        comparison.add(Class::Style, comparison.elements.start_of(1), words);
    }
}

/// Whether the style of the whole drawing changed: its fonts or its background.
fn is_another_theme(comparison: &Comparison<'_>, pairs: &[(usize, usize)]) -> bool {
    let (old, new) = (comparison.old, comparison.new);
    let background = |picture: &Picture| picture.parts[0].marks.first().map(|mark| Rc::clone(&mark.look));
    if old.look != new.look || background(old) != background(new) {
        return true;
    }
    // Or every style was replaced by one other, in parts of several kinds.
    let mut became: BTreeMap<&str, &str> = BTreeMap::new();
    let mut kinds = BTreeSet::new();
    for &(one, two) in pairs {
        let (one, two) = (&old.parts[one], &new.parts[two]);
        if one.marks.len() != two.marks.len() {
            continue;
        }
        for (before, after) in one.marks.iter().zip(&two.marks) {
            if before.look != after.look {
                kinds.insert(two.kind());
            }
            if became.insert(&before.look, &after.look).is_some_and(|other| *other != *after.look) {
                return false;
            }
        }
    }
    kinds.len() > 1
}

fn geometry(comparison: &mut Comparison<'_>, pairs: &[(usize, usize)], explained: bool) {
    let (old, new) = (comparison.old, comparison.new);
    let moved: Vec<(usize, usize)> = pairs
        .iter()
        .copied()
        // A part with another text has another width anyway.
        .filter(|(_, two)| !explained || !comparison.found.new_parts.contains(two))
        .filter(|&(one, two)| one > 0 && !old.parts[one].has_place_of(&new.parts[two]))
        .collect();
    let Some(&(_, first)) = moved.first() else {
        let other = (!explained && !old.parts[0].has_place_of(&new.parts[0]))
            .then(|| "lifelines or background moved".to_owned());
        if let Some(words) = size(comparison).or(other) {
            comparison.add(Class::Geometry, comparison.elements.start_of(1), words);
        }
        return;
    };
    let shifts: Vec<_> = moved.iter().map(|&(one, two)| shift(&old.parts[one], &new.parts[two])).collect();
    let size = size(comparison).map(|size| format!("; {size}")).unwrap_or_default();
    comparison.add(Class::Geometry, comparison.place(first), format!("{}{size}", describe_shifts(&shifts)));
    if !explained {
        moved.iter().for_each(|&(one, two)| comparison.mark(Some(one), Some(two)));
    }
}

/// "3 parts moved down 14, 1 part is drawn in another size": how parts moved, those that did not move as a whole apart.
fn describe_shifts(shifts: &[Option<(i64, i64)>]) -> String {
    let known: Vec<(i64, i64)> = shifts.iter().copied().flatten().filter(|&shift| shift != (0, 0)).collect();
    let others = shifts.len() - known.len();
    let how = match known.first() {
        Some(&first) if known.iter().all(|&shift| shift == first) => direction(first),
        Some(_) | None => String::new(),
    };
    let moved = (!known.is_empty()).then(|| format!("{} moved{how}", some(known.len(), "part")));
    let verb = if others == 1 { "is" } else { "are" };
    let resized = (others > 0).then(|| format!("{} {verb} drawn in another size", some(others, "part")));
    moved.into_iter().chain(resized).collect::<Vec<_>>().join(", ")
}

/// "the drawing was 600×400 and is 600×440"
fn size(comparison: &Comparison<'_>) -> Option<String> {
    let ((w1, h1), (w2, h2)) = (&comparison.old.size, &comparison.new.size);
    ((w1, h1) != (w2, h2)).then(|| format!("the drawing was {w1}×{h1} and is {w2}×{h2}"))
}

/// How far all of a part moved, in hundredths of a pixel; `None` where it did not move as a whole.
fn shift(old: &Part, new: &Part) -> Option<(i64, i64)> {
    if old.marks.len() != new.marks.len() {
        return None;
    }
    let shifts = old.marks.iter().zip(&new.marks).map(|(one, two)| {
        let ((x1, y1), (x2, y2)) = (start(&one.place)?, start(&two.place)?);
        Some((x2 - x1, y2 - y1))
    });
    let shifts = shifts.collect::<Option<BTreeSet<_>>>()?;
    shifts.iter().next().copied().filter(|_| shifts.len() == 1)
}

/// Where a mark begins: its `x` and `y`, or where its path begins.
fn start(place: &str) -> Option<(i64, i64)> {
    let value = |name: &str| place.split(name).nth(1).map(|rest| rest.split(' ').next().unwrap_or(rest));
    if let Some(path) = place.split(" d=M").nth(1) {
        let (x, rest) = number(path)?;
        return Some((x, number(rest.trim_start_matches([' ', ',', 'V']))?.0));
    }
    Some((number(value(" x=")?)?.0, number(value(" y=")?)?.0))
}

/// The number at the start of a text, in hundredths, and what follows it.
fn number(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-')).unwrap_or(text.len());
    let (whole, rest) = text.split_at(end);
    let (before, after) = whole.split_once('.').unwrap_or((whole, ""));
    let hundredths: i64 = format!("{after:0<2}").get(..2)?.parse().ok()?;
    let sign = if before.starts_with('-') { -1 } else { 1 };
    let before: i64 = before.trim_start_matches('-').parse().unwrap_or(0);
    Some((sign * (before.checked_mul(100)? + hundredths), rest))
}

/// " down 14", " right 3.5 and down 14"
fn direction((x, y): (i64, i64)) -> String {
    let word = |amount: i64, back: &str, forth: &str| {
        let (whole, rest) = (amount.abs() / 100, amount.abs() % 100);
        let digits = if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") };
        let digits = digits.strip_suffix('0').filter(|_| rest != 0).unwrap_or(&digits);
        (amount != 0).then(|| format!("{} {digits}", if amount < 0 { back } else { forth }))
    };
    let words: Vec<String> =
        [word(x, "left", "right"), word(y, "up", "down")].into_iter().flatten().collect();
    if words.is_empty() { String::new() } else { format!(" {}", words.join(" and ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_hundredths() {
        assert_eq!(number("12.5V3"), Some((1250, "V3")));
        assert_eq!(number("-0.05 "), Some((-5, " ")));
        assert_eq!(number("7"), Some((700, "")));
    }

    #[test]
    fn parts_that_moved_together_are_counted_apart() {
        let down = Some((0, 1400));
        assert_eq!(describe_shifts(&[down, down]), "2 parts moved down 14");
        assert_eq!(describe_shifts(&[down, None]), "1 part moved down 14, 1 part is drawn in another size");
        assert_eq!(describe_shifts(&[down, Some((100, 0))]), "2 parts moved");
        assert_eq!(describe_shifts(&[None, Some((0, 0))]), "2 parts are drawn in another size");
    }

    #[test]
    fn directions_are_described_in_words() {
        assert_eq!(direction((0, 1400)), " down 14");
        assert_eq!(direction((-350, 5)), " left 3.5 and down 0.05");
        assert_eq!(direction((0, 0)), "");
    }
}
