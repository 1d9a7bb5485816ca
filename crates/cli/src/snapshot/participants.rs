//! Compares the participants of two pictures, and names the ends of all other parts as they are named now.

use std::collections::BTreeMap;

use seqwright::scene::Kind;

use super::class::Class;
use super::describe::{Comparison, quoted};
use super::facts;
use super::picture::Part;

/// The facts that hold names of participants.
const NAMES: [&str; 3] = ["data-who", "data-from", "data-to"];

/// A participant in a picture: the index of its part, and its name.
#[derive(Clone, Copy)]
struct Head<'a> {
    at: usize,
    name: &'a str,
}

/// Compares the participants. Returns the parts of the old picture with the current names.
pub fn compare(comparison: &mut Comparison<'_>) -> Vec<Part> {
    let (old, new) = (participants(&comparison.old.parts), participants(&comparison.new.parts));
    let pairs = pairs(&old, &new);
    let mut renames = BTreeMap::new();
    for &(one, two) in &pairs {
        changed(comparison, old[one], new[two], &mut renames);
    }
    order(comparison, &old, &new, &pairs);
    let mut is_paired = (vec![false; old.len()], vec![false; new.len()]);
    for &(one, two) in &pairs {
        (is_paired.0[one], is_paired.1[two]) = (true, true);
    }
    for (head, _) in new.iter().zip(is_paired.1).filter(|(_, is_paired)| !is_paired) {
        comparison.mark(None, Some(head.at));
        let words = format!("participant added: {}", quoted(head.name));
        comparison.add(Class::Structure, comparison.place(head.at), words);
    }
    for (head, _) in old.iter().zip(is_paired.0).filter(|(_, is_paired)| !is_paired) {
        comparison.mark(Some(head.at), None);
        let words = format!("participant removed: {}", quoted(head.name));
        comparison.add(Class::Structure, comparison.elements.start_of(1), words);
    }
    comparison.pairs.extend(pairs.iter().map(|&(one, two)| (old[one].at, new[two].at)));
    comparison.old.parts.iter().map(|part| renamed(part, &renames)).collect()
}

/// Whether a part is the head of a participant.
pub fn is_head(part: &Part) -> bool {
    part.kind() == Kind::Participant.word()
}

fn participants(parts: &[Part]) -> Vec<Head<'_>> {
    let participants = parts.iter().enumerate().filter(|(_, part)| is_head(part));
    participants.map(|(at, part)| Head { at, name: part.fact("data-who") }).collect()
}

/// Which are the same participant: those of one name, and, where as many are left on both sides, the others in order.
fn pairs(old: &[Head<'_>], new: &[Head<'_>]) -> Vec<(usize, usize)> {
    let mut free: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, head) in old.iter().enumerate().rev() {
        free.entry(head.name).or_default().push(at);
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut left_new = Vec::new();
    for (at, head) in new.iter().enumerate() {
        match free.get_mut(head.name).and_then(Vec::pop) {
            Some(one) => pairs.push((one, at)),
            None => left_new.push(at),
        }
    }
    let mut left_old: Vec<usize> = free.into_values().flatten().collect();
    left_old.sort_unstable();
    if left_old.len() == left_new.len() {
        pairs.extend(left_old.into_iter().zip(left_new));
    }
    pairs.sort_by_key(|pair| pair.1);
    pairs
}

fn changed(
    comparison: &mut Comparison<'_>,
    old: Head<'_>,
    new: Head<'_>,
    renames: &mut BTreeMap<String, String>,
) {
    if old.name != new.name {
        // A participant whose head is at the foot, too, is renamed once.
        let is_new = renames.insert(old.name.to_owned(), new.name.to_owned()).is_none();
        if is_new {
            let element = comparison.element(new.at);
            let place = element
                .map_or_else(|| comparison.place(new.at), |it| comparison.elements.place(it, old.name));
            let words = format!("participant name: {} → {}", quoted(old.name), quoted(new.name));
            comparison.add(Class::Text, place, words);
        }
        comparison.mark(Some(old.at), Some(new.at));
    }
    let (before, after) = (&comparison.old.parts[old.at], &comparison.new.parts[new.at]);
    facts::compare(comparison, (old.at, before), (new.at, after), &["data-type"]);
}

/// Notes that those of both pictures are in another order.
fn order(comparison: &mut Comparison<'_>, old: &[Head<'_>], new: &[Head<'_>], pairs: &[(usize, usize)]) {
    let Some(first) = pairs.windows(2).find(|pair| pair[0].0 > pair[1].0) else { return };
    let mut before: Vec<(usize, usize)> = pairs.to_vec();
    before.sort_unstable();
    let names = |order: &mut dyn Iterator<Item = &str>| order.collect::<Vec<_>>().join(", ");
    let old_names = names(&mut before.iter().map(|&(one, _)| old[one].name));
    let new_names = names(&mut pairs.iter().map(|&(_, two)| new[two].name));
    let at = new[first[0].1].at;
    for (&(one, two), _) in pairs.iter().zip(&before).filter(|(now, was)| now != was) {
        comparison.mark(Some(old[one].at), Some(new[two].at));
    }
    let words = format!("participant order: {} → {}", quoted(&old_names), quoted(&new_names));
    comparison.add(Class::Structure, comparison.place(at), words);
}

/// A part with the names that participants have now.
fn renamed(part: &Part, renames: &BTreeMap<String, String>) -> Part {
    let mut part = part.clone();
    for name in NAMES {
        if let Some(new) = part.facts.get(name).and_then(|old| renames.get(old)) {
            part.facts.insert(name.to_owned(), new.clone());
        }
    }
    part
}
