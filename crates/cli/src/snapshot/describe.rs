//! Describes what changed between two pictures, in the terms of the diagram and at the lines of its source.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use seqwright::scene::Kind;
use seqwright::source::Place;

use super::align::align;
use super::class::Class;
use super::elements::{Element, Elements};
use super::picture::{Part, Picture};
use super::{facts, participants};
use crate::count::some;

/// How far ahead the other half of a pair is looked for.
const WINDOW: usize = 64;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind.
    pub class: Class,
    /// Where in the source.
    pub place: Place,
    /// What, in a few words.
    pub words: String,
}

/// How two pictures differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What changed, in order of place, what others follow from first.
    pub changes: Vec<Change>,
    /// The parts of the old picture that are gone or different, by index; 0 for its title.
    pub old_parts: BTreeSet<usize>,
    /// The parts of the new picture that are there now or different, by index; 0 for its title.
    pub new_parts: BTreeSet<usize>,
}

impl Difference {
    /// The kind of it: that from which the rest follows.
    pub fn class(&self) -> Class {
        self.changes.iter().map(|change| change.class).min().unwrap_or(Class::Markup)
    }
}

/// A comparison in progress.
pub(super) struct Comparison<'a> {
    pub old: &'a Picture,
    pub new: &'a Picture,
    pub elements: &'a Elements<'a>,
    pub found: Difference,
    /// Parts of both pictures that show the same element.
    pub pairs: Vec<(usize, usize)>,
    /// The elements of the parts of the new picture.
    of_parts: Vec<Option<&'a Element>>,
    /// Messages with another number: the part, and both numbers.
    numbers: Vec<(usize, [String; 2])>,
}

/// What changed.
pub fn describe(old: &Picture, new: &Picture, elements: &Elements<'_>) -> Difference {
    let of_parts = elements.of_parts(&new.parts);
    let (found, pairs, numbers) = (Difference::default(), vec![(0, 0)], Vec::new());
    let mut comparison = Comparison { old, new, elements, found, pairs, of_parts, numbers };
    comparison.title();
    let old_parts = participants::compare(&mut comparison);
    comparison.events(&old_parts);
    comparison.numbers();
    super::style::compare(&mut comparison);
    let found = &mut comparison.found;
    if found.changes.is_empty() {
        let (place, words) = (elements.start_of(1), "the drawing is written in another way".to_owned());
        found.changes.push(Change { class: Class::Markup, place, words });
    }
    found.changes.sort_by_key(|change| (!change.class.is_semantic(), change.place));
    comparison.found
}

impl<'a> Comparison<'a> {
    /// Notes a change.
    pub fn add(&mut self, class: Class, place: Place, words: String) {
        self.found.changes.push(Change { class, place, words });
    }

    /// The element that a part of the new picture shows.
    pub fn element(&self, at: usize) -> Option<&'a Element> {
        self.of_parts[at]
    }

    /// The name of a part of the new picture.
    pub fn what(&self, at: usize) -> String {
        let part = &self.new.parts[at];
        let plain = || match part.fact("data-who") {
            "" => part.kind().to_owned(),
            who => format!("{} of '{who}'", part.kind()),
        };
        self.element(at).map_or_else(plain, |element| element.what.clone())
    }

    /// Where a part of the new picture is written.
    pub fn place(&self, at: usize) -> Place {
        self.elements.start_of(self.new.parts[at].line)
    }

    fn title(&mut self) {
        let title =
            |picture: &Picture| picture.parts.iter().position(|part| part.kind() == Kind::Title.word());
        let (old, new) = (title(self.old), title(self.new));
        let (before, after) = (quoted(&self.old.title), quoted(&self.new.title));
        self.pairs.extend(old.zip(new));
        let (place, words) = match (old, new) {
            (Some(_), Some(_)) if before != after => {
                (self.elements.title_place(), format!("title: {before} → {after}"))
            }
            (None, Some(_)) => (self.elements.title_place(), format!("title added: {after}")),
            (Some(_), None) => (self.elements.start_of(1), format!("title removed: {before}")),
            (Some(_), Some(_)) | (None, None) => return,
        };
        self.add(Class::Text, place, words);
        self.mark(old, new);
    }

    /// Compares all parts that are neither participants nor the title. `old` has the current names.
    fn events(&mut self, old: &[Part]) {
        let is_event = |part: &Part| !participants::is_head(part) && part.kind() != Kind::Title.word();
        let events = |parts: &[Part]| (1..parts.len()).filter(|&at| is_event(&parts[at])).collect::<Vec<_>>();
        let (one, two) = (events(old), events(&self.new.parts));
        let mut numbers = BTreeMap::new();
        let mut keys = |parts: &[Part], events: &[usize]| -> Vec<u32> {
            let mut key = |&at: &usize| {
                let part = &parts[at];
                let next = numbers.len() as u32;
                *numbers.entry((part.depth, part.facts.clone(), part.compact_text())).or_insert(next)
            };
            events.iter().map(&mut key).collect()
        };
        let (old_keys, new_keys) = (keys(old, &one), keys(&self.new.parts, &two));
        let mut gap = Gap { parts: old, ..Gap::default() };
        let (mut first, mut second) = (0, 0);
        for (at, other) in align(&old_keys, &new_keys) {
            gap.close(&one[first..at], &two[second..other], Some(two[other]), self);
            self.same(one[at], two[other]);
            (first, second) = (at + 1, other + 1);
        }
        gap.close(&one[first..], &two[second..], None, self);
        gap.settle(self);
    }

    /// Pairs two parts of the same facts and the same text, and notes how their numbers, keys and texts differ.
    fn same(&mut self, old: usize, new: usize) {
        self.pairs.push((old, new));
        let (before, after) = (&self.old.parts[old], &self.new.parts[new]);
        let texts = |role| [before, after].map(|part| part.texts(role).collect::<Vec<_>>().join(" "));
        let [one, two] = texts("number");
        if one != two {
            self.numbers.push((new, [one, two]));
            self.mark(Some(old), Some(new));
        }
        let [one, two] = texts("key");
        if one != two {
            let words = format!("{} key: {} → {}", self.what(new), quoted(&one), quoted(&two));
            self.add(Class::Text, self.place(new), words);
            self.mark(Some(old), Some(new));
        }
    }

    /// Notes that messages have other numbers: where one comes or goes, all after it have.
    fn numbers(&mut self) {
        let numbers = std::mem::take(&mut self.numbers);
        let Some((at, [one, two])) = numbers.first() else { return };
        let what = self.what(*at);
        let more = match numbers.len() - 1 {
            0 => String::new(),
            more => format!(", and {}", some(more, "more message")),
        };
        let words = match (one.is_empty(), two.is_empty()) {
            (true, _) => format!("{what} number added: {}{more}", quoted(two)),
            (_, true) => format!("{what} number removed: {}{more}", quoted(one)),
            (false, false) => format!("{what} number: {} → {}{more}", quoted(one), quoted(two)),
        };
        self.add(Class::Text, self.place(*at), words);
    }

    /// Marks parts as changed.
    pub fn mark(&mut self, old: Option<usize>, new: Option<usize>) {
        self.found.old_parts.extend(old);
        self.found.new_parts.extend(new);
    }
}

/// The parts of both pictures between two that are the same in both.
#[derive(Default)]
struct Gap<'p> {
    /// The parts of the old picture, with the current names.
    parts: &'p [Part],
    /// What is gone, and the part of the new picture that follows it.
    removed: Vec<(usize, Option<usize>)>,
    added: Vec<usize>,
}

impl Gap<'_> {
    /// Pairs what is the same with another text or other facts, and keeps the others.
    fn close(&mut self, old: &[usize], new: &[usize], next: Option<usize>, comparison: &mut Comparison<'_>) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        let (mut first, mut removed, mut added) = (0, Vec::new(), Vec::new());
        for &at in new {
            let rest = &old[first..old.len().min(first + WINDOW)];
            let part = &comparison.new.parts[at];
            let kin = |related: fn(&Part, &Part) -> bool| {
                rest.iter().position(|&it| related(&self.parts[it], part))
            };
            let found = kin(has_other_depth).or_else(|| kin(has_other_text)).or_else(|| kin(has_other_facts));
            let Some(found) = found else {
                added.push(at);
                continue;
            };
            changed(comparison, (old[first + found], &self.parts[old[first + found]]), at);
            removed.extend_from_slice(&old[first..first + found]);
            first += found + 1;
        }
        removed.extend_from_slice(&old[first..]);
        let are_of_one_kind = removed.len() == added.len()
            && removed
                .iter()
                .zip(&added)
                .all(|(&one, &two)| self.parts[one].kind() == comparison.new.parts[two].kind());
        if are_of_one_kind {
            for (before, at) in removed.into_iter().zip(added) {
                changed(comparison, (before, &self.parts[before]), at);
            }
        } else {
            self.removed.extend(removed.into_iter().map(|at| (at, next)));
            self.added.append(&mut added);
        }
    }

    /// Notes what was moved, and then what is gone and what is new.
    fn settle(self, comparison: &mut Comparison<'_>) {
        let key = |part: &Part| (part.facts.clone(), part.compact_text());
        let mut free: BTreeMap<_, VecDeque<usize>> = BTreeMap::new();
        for &(at, _) in &self.removed {
            free.entry(key(&self.parts[at])).or_default().push_back(at);
        }
        let mut moved = BTreeSet::new();
        for &at in &self.added {
            let (place, what) = (comparison.place(at), comparison.what(at));
            let part = &comparison.new.parts[at];
            let old = free.get_mut(&key(part)).and_then(VecDeque::pop_front);
            let verb = if old.is_some() { "moved" } else { "added" };
            moved.extend(old);
            comparison.mark(old, Some(at));
            comparison.add(Class::Structure, place, format!("{what} {verb}{}", called(part)));
        }
        for &(at, next) in self.removed.iter().filter(|one| !moved.contains(&one.0)) {
            let last = || comparison.new.parts.iter().map(|part| part.line).max().unwrap_or(1);
            let (place, side) = match next {
                Some(next) => (comparison.place(next), " before this"),
                None => (comparison.elements.start_of(last()), " after this"),
            };
            let part = &comparison.old.parts[at];
            // The bar of an activation is in the file before what it begins at.
            let is_placed = part.kind() != Kind::Activation.word();
            let (place, side) = if is_placed { (place, side) } else { (comparison.elements.start_of(1), "") };
            comparison.mark(Some(at), None);
            let who = if part.name.is_empty() { format!(": {}", described(part)) } else { called(part) };
            comparison.add(Class::Structure, place, format!("removed{side}{who}"));
        }
    }
}

/// The sentence for a part, after a colon; nothing where it has none.
fn called(part: &Part) -> String {
    if part.name.is_empty() { String::new() } else { format!(": {}", quoted(&part.name)) }
}

/// The kind of a part and its participant.
fn described(part: &Part) -> String {
    match part.fact("data-who") {
        "" => part.kind().to_owned(),
        who => format!("{} of '{who}'", part.kind()),
    }
}

fn has_other_depth(old: &Part, new: &Part) -> bool {
    old.facts == new.facts && old.compact_text() == new.compact_text()
}

fn has_other_text(old: &Part, new: &Part) -> bool {
    old.depth == new.depth && without_text(old).eq(without_text(new))
}

fn has_other_facts(old: &Part, new: &Part) -> bool {
    let text = new.compact_text();
    old.depth == new.depth && old.kind() == new.kind() && !text.is_empty() && old.compact_text() == text
}

/// The facts, without a text that is not drawn.
fn without_text(part: &Part) -> impl Iterator<Item = (&String, &String)> {
    part.facts.iter().filter(|(name, _)| name.as_str() != "data-text")
}

/// Notes how a part became another. `before` has the current names.
fn changed(comparison: &mut Comparison<'_>, (old, before): (usize, &Part), new: usize) {
    let after = &comparison.new.parts[new];
    comparison.same(old, new);
    let (one, two) = (before.compact_text(), after.compact_text());
    if before.depth != after.depth {
        let way = if after.depth < before.depth { "out of" } else { "into" };
        let words = format!("{} moved {way} a fragment{}", comparison.what(new), called(after));
        comparison.add(Class::Structure, comparison.place(new), words);
        comparison.mark(Some(old), Some(new));
    }
    if one != two {
        let (what, old_text) = (comparison.what(new), before.text());
        let element = comparison.element(new);
        let (place, field) = element.map_or_else(
            || (comparison.place(new), "text"),
            |element| (comparison.elements.place(element, &old_text), element.field),
        );
        let new_text = element.map_or_else(|| after.text(), |element| element.text.clone());
        let words = format!("{what} {field}: {} → {}", quoted(&old_text), quoted(&new_text));
        comparison.add(Class::Text, place, words);
        comparison.mark(Some(old), Some(new));
    }
    facts::compare_all(comparison, (old, before), (new, after));
}

/// A text of the author's, of a length that can be read.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("'{}…'", &text[..end]),
        None => format!("'{text}'"),
    }
}

#[cfg(test)]
mod tests;
