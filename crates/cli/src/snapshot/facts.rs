//! Describes how the facts about two parts differ.

use super::class::Class;
use super::describe::{Comparison, quoted};
use super::picture::Part;

/// The facts, their names in reports, and their values if the file does not state them.
const FACTS: [(&str, &str, &str); 10] = [
    ("data-kind", "kind", ""),
    ("data-who", "participant", ""),
    ("data-from", "from", ""),
    ("data-to", "to", ""),
    ("data-operator", "operator", ""),
    ("data-line-style", "line", "solid"),
    ("data-head", "head", "filled"),
    ("data-tail", "tail", "none"),
    ("data-side", "side", "over"),
    ("data-type", "type", "plain"),
];

/// Notes how some of the facts about two parts differ.
pub fn compare(
    comparison: &mut Comparison<'_>,
    (old, before): (usize, &Part),
    (new, after): (usize, &Part),
    names: &[&str],
) {
    let what = comparison.what(new);
    for (name, called, usual) in FACTS.iter().filter(|(name, ..)| names.contains(name)) {
        let value = |part: &Part| part.facts.get(*name).map_or(*usual, String::as_str).to_owned();
        let (one, two) = (value(before), value(after));
        if one != two {
            let words = format!("{what} {called}: {} → {}", quoted(&one), quoted(&two));
            comparison.add(Class::Structure, comparison.place(new), words);
            comparison.mark(Some(old), Some(new));
        }
    }
}

/// Notes how all facts about two parts differ.
pub fn compare_all(comparison: &mut Comparison<'_>, old: (usize, &Part), new: (usize, &Part)) {
    compare(comparison, old, new, &FACTS.map(|(name, ..)| name));
}
