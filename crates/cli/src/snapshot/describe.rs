//! Two pictures in; what changed from the one to the other, in the terms of the diagram and at the lines of its
//! source, out.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::{Duration, Instant};

use seqwright::source::Place;
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

use super::elements::{Thing, Things, around};
use super::participants;
use super::picture::{Part, Picture};

/// How long the smallest difference is looked for; after that, one that is right but larger will do.
const PATIENCE: Duration = Duration::from_secs(2);

/// How far ahead the other half of a pair is looked for.
const WINDOW: usize = 64;

/// What kind of thing changed; the first of several that apply is the one that the others follow from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// There are other parts, or they stand in another order.
    Structure,
    /// A text says something else.
    Text,
    /// The same is drawn, in other colours or strokes.
    Style,
    /// The same is drawn, in other places.
    Geometry,
    /// The same is drawn, and comes from other lines of the source.
    SourceLines,
    /// The same is drawn, in other words of SVG.
    Markup,
    /// Only the ends of the lines differ.
    LineEnds,
    /// The golden is no picture that could be compared.
    Unreadable,
}

impl Class {
    /// What reports call it.
    pub fn name(self) -> &'static str {
        match self {
            Class::Structure => "structure",
            Class::Text => "text",
            Class::Style => "style",
            Class::Geometry => "geometry",
            Class::SourceLines => "source lines",
            Class::Markup => "markup",
            Class::LineEnds => "line endings",
            Class::Unreadable => "unreadable",
        }
    }

    /// Whether a reader who only hears the diagram hears it.
    pub fn is_semantic(self) -> bool {
        matches!(self, Class::Structure | Class::Text | Class::Unreadable)
    }
}

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

/// What is being found out.
pub(super) struct Comparison<'a> {
    pub old: &'a Picture,
    pub new: &'a Picture,
    pub things: &'a Things<'a>,
    pub found: Difference,
    /// Parts of both pictures that are the same thing.
    pub pairs: Vec<(usize, usize)>,
}

/// What changed.
pub fn describe(old: &Picture, new: &Picture, things: &Things<'_>) -> Difference {
    let pairs = vec![(0, 0)];
    let mut comparison = Comparison { old, new, things, found: Difference::default(), pairs };
    comparison.title();
    let heads = participants::compare(&mut comparison);
    comparison.events(&heads);
    comparison.bars();
    super::style::compare(&mut comparison);
    if comparison.found.changes.is_empty() && old.description != new.description {
        // It is made of the parts, and goes with them; but it may say more than they do.
        let lines = old.description.lines().zip(new.description.lines());
        let (one, two) = lines.into_iter().find(|(one, two)| one != two).unwrap_or_default();
        let words = format!("description: {} → {}", quoted(one), quoted(two));
        comparison.add(Class::Text, things.start_of(1), words);
    }
    let found = &mut comparison.found;
    if found.changes.is_empty() {
        let (place, words) = (things.start_of(1), "the same drawing is written in other words".to_owned());
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

    /// The thing that a part of the new picture shows.
    pub fn thing(&self, at: usize) -> Option<&'a Thing> {
        let part = &self.new.parts[at];
        self.things.get(part.line, &part.name)
    }

    /// What a part of the new picture is called.
    pub fn what(&self, at: usize) -> String {
        self.thing(at).map_or_else(|| quoted(&self.new.parts[at].name), |thing| thing.what.clone())
    }

    /// Where a part of the new picture is written.
    pub fn place(&self, at: usize) -> Place {
        self.things.start_of(self.new.parts[at].line)
    }

    fn title(&mut self) {
        // An untitled drawing is called after its participants, and shows no title.
        let was_titled = self.old.parts[0].count("tt") > 0;
        let (place, words) = match &self.things.title {
            Some(title) if self.new.title != self.old.title => {
                let change = if was_titled {
                    format!(": {} →", quoted(&self.old.title))
                } else {
                    " added:".to_owned()
                };
                (self.things.title_place(), format!("title{change} {}", quoted(title)))
            }
            None if was_titled => {
                (self.things.start_of(1), format!("title removed: {}", quoted(&self.old.title)))
            }
            Some(_) | None => return,
        };
        self.add(Class::Text, place, words);
        self.mark(Some(0), Some(0));
    }

    /// Compares all parts that are not heads.
    fn events(&mut self, heads: &participants::Heads) {
        let old = &heads.old_events;
        let new: Vec<(usize, String)> = heads.new_events.clone();
        let key = |parts: &[Part], (at, name): &(usize, String)| (parts[*at].depth, name.clone());
        let old_keys: Vec<_> = old.iter().map(|one| key(&self.old.parts, one)).collect();
        let new_keys: Vec<_> = new.iter().map(|one| key(&self.new.parts, one)).collect();
        let deadline = Some(Instant::now() + PATIENCE);
        let ops = capture_diff_slices_deadline(Algorithm::Patience, &old_keys, &new_keys, deadline);
        let mut gap = Gap::default();
        for op in ops {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                gap.close(new.get(new_index).map(|one| one.0), self);
                for step in 0..len {
                    self.same(old[old_index + step].0, new[new_index + step].0);
                }
            } else {
                gap.old.extend_from_slice(&old[op.old_range()]);
                gap.new.extend_from_slice(&new[op.new_range()]);
            }
        }
        gap.close(None, self);
        gap.settle(self);
    }

    /// Notes what differs in two parts of the same sentence: their numbers and the texts that are not read out.
    fn same(&mut self, old: usize, new: usize) {
        self.pairs.push((old, new));
        let (before, after) = (&self.old.parts[old], &self.new.parts[new]);
        let (old_texts, new_texts) = (before.texts(), after.texts());
        if joined(&old_texts) == joined(&new_texts) {
            return;
        }
        let number = self.thing(new).and_then(|thing| thing.number).map(|number| number.to_string());
        let is_number = |text: &&&str| text.bytes().all(|byte| byte.is_ascii_digit());
        let (old_number, new_number) = (
            old_texts.iter().find(is_number),
            new_texts.iter().find(|&&text| Some(text) == number.as_deref()),
        );
        let words = match (old_number, new_number) {
            (Some(one), Some(two)) if one != two => format!("number: {} → {}", quoted(one), quoted(two)),
            (None, Some(two)) => format!("number added: {}", quoted(two)),
            (Some(one), None) if new_texts.len() < old_texts.len() => {
                format!("number removed: {}", quoted(one))
            }
            _ => format!("text: {} → {}", quoted(&old_texts.join(" ")), quoted(&new_texts.join(" "))),
        };
        self.add(Class::Text, self.place(new), format!("{} {words}", self.what(new)));
        self.mark(Some(old), Some(new));
    }

    /// Notes that activations were added or removed, which have no parts of their own.
    fn bars(&mut self) {
        let count = |picture: &Picture| picture.parts[0].count("a");
        let (old, new) = (count(self.old), count(self.new));
        if old != new {
            let touched = (1..self.new.parts.len()).find(|&at| {
                let part = &self.new.parts[at];
                let same = |one: &&Part| one.name == part.name && one.depth == part.depth;
                self.old.parts.iter().find(same).is_some_and(|old| !old.stands_like(part))
            });
            let place = touched.map_or_else(|| self.things.start_of(1), |at| self.place(at));
            self.add(Class::Structure, place, format!("activation bars: {old} → {new}"));
        }
    }

    /// Marks parts as changed.
    pub fn mark(&mut self, old: Option<usize>, new: Option<usize>) {
        self.found.old_parts.extend(old);
        self.found.new_parts.extend(new);
    }
}

/// Parts of both pictures between two that are the same in both.
#[derive(Default)]
struct Gap {
    old: Vec<(usize, String)>,
    new: Vec<(usize, String)>,
    removed: Vec<(usize, String, Option<usize>)>,
    added: Vec<(usize, String)>,
}

impl Gap {
    /// Pairs what is the same thing with another text, or another head with the same text; keeps the others.
    fn close(&mut self, next: Option<usize>, comparison: &mut Comparison<'_>) {
        let (old, new) = (std::mem::take(&mut self.old), std::mem::take(&mut self.new));
        let mut first = 0;
        let mut removed: Vec<(usize, String)> = Vec::new();
        let mut added = Vec::new();
        for (at, name) in new {
            let text = comparison.thing(at).map_or("", |thing| thing.text.as_str());
            let rest = &old[first..old.len().min(first + WINDOW)];
            let kin = |related: fn(&str, &str, &str) -> bool| {
                rest.iter().position(|(_, before)| related(before, &name, text))
            };
            let Some(found) = kin(has_other_text).or_else(|| kin(has_other_head)) else {
                added.push((at, name));
                continue;
            };
            let (before, old_name) = &old[first + found];
            changed(comparison, (*before, old_name), (at, &name));
            removed.extend_from_slice(&old[first..first + found]);
            first += found + 1;
        }
        removed.extend_from_slice(&old[first..]);
        if removed.len() == added.len() && !removed.is_empty() {
            for ((before, old_name), (at, name)) in removed.into_iter().zip(added) {
                changed(comparison, (before, &old_name), (at, &name));
            }
        } else {
            self.removed.extend(removed.into_iter().map(|(at, name)| (at, name, next)));
            self.added.append(&mut added);
        }
    }

    /// Notes what was moved, and then what is gone and what is new.
    fn settle(self, comparison: &mut Comparison<'_>) {
        let mut by_name: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
        for (at, name, _) in &self.removed {
            by_name.entry(name).or_default().push_back(*at);
        }
        let mut moved = BTreeSet::new();
        for (at, name) in &self.added {
            let (place, what) = (comparison.place(*at), comparison.what(*at));
            let old = by_name.get_mut(name.as_str()).and_then(VecDeque::pop_front);
            let verb = if old.is_some() { "moved" } else { "added" };
            moved.extend(old);
            comparison.mark(old, Some(*at));
            comparison.add(Class::Structure, place, format!("{what} {verb}: {}", quoted(name)));
        }
        for (at, name, next) in self.removed.iter().filter(|one| !moved.contains(&one.0)) {
            let last = || comparison.new.parts.iter().map(|part| part.line).max().unwrap_or(1);
            let (place, side) = match next {
                Some(next) => (comparison.place(*next), "before this"),
                None => (comparison.things.start_of(last()), "after this"),
            };
            comparison.mark(Some(*at), None);
            comparison.add(Class::Structure, place, format!("removed {side}: {}", quoted(name)));
        }
    }
}

/// What an older sentence says in the place of a text, if all around it is the same.
fn text_within<'n>(before: &'n str, name: &str, text: &str) -> Option<&'n str> {
    let (head, separator, tail) = around(name, text)?;
    let rest = before.strip_prefix(head)?.strip_suffix(tail)?;
    if rest.is_empty() { Some("") } else { rest.strip_prefix(separator) }
}

fn has_other_text(before: &str, name: &str, text: &str) -> bool {
    text_within(before, name, text).is_some()
}

fn has_other_head(before: &str, _: &str, text: &str) -> bool {
    !text.is_empty() && around(before, text).is_some()
}

/// Notes how a part became another.
fn changed(comparison: &mut Comparison<'_>, (old, before): (usize, &str), (new, name): (usize, &str)) {
    let (was, is) = (comparison.old.parts[old].depth, comparison.new.parts[new].depth);
    if before == name && was == is {
        comparison.same(old, new);
        return;
    }
    comparison.pairs.push((old, new));
    let thing = comparison.thing(new);
    let text = thing.map_or("", |thing| thing.text.as_str());
    let what = comparison.what(new);
    if before == name {
        let way = if is < was { "out of" } else { "into" };
        let words = format!("{what} moved {way} a fragment: {}", quoted(name));
        comparison.add(Class::Structure, comparison.place(new), words);
        comparison.mark(Some(old), Some(new));
        return;
    }
    match (text_within(before, name, text), thing) {
        (Some(old_text), Some(thing)) => {
            let place = comparison.things.place(thing, old_text);
            let words = format!("{what} {}: {} → {}", thing.field, quoted(old_text), quoted(text));
            comparison.add(Class::Text, place, words);
        }
        _ => {
            // What is the same in both goes without saying.
            let (one, two) = match (around(before, text), around(name, text)) {
                (Some((one, _, old_tail)), Some((two, _, tail))) if old_tail == tail => (one, two),
                _ => (before, name),
            };
            let words = format!("{what}: {} → {}", quoted(one), quoted(two));
            comparison.add(Class::Structure, comparison.place(new), words);
        }
    }
    comparison.mark(Some(old), Some(new));
}

/// The characters of all texts, without blanks: how they are broken into lines is a matter of geometry.
fn joined(texts: &[&str]) -> String {
    texts.concat().split_whitespace().collect()
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
