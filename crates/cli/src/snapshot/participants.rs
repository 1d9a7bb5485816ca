//! Two pictures in; how their participants and groups differ out, and all the other parts under the names that
//! participants have now.

use super::describe::{Class, Comparison, quoted};
use super::picture::Part;

/// The first words of the sentences about participants.
const KINDS: [&str; 9] = [
    "Participant ",
    "Actor ",
    "Boundary ",
    "Control ",
    "Entity ",
    "Database ",
    "Collections ",
    "Cloud ",
    "Queue ",
];
const GROUP: &str = "Group ";

/// What is known once the heads have been compared.
pub struct Heads {
    /// The other parts of the old picture: their indices, and their sentences with the names of today.
    pub old_events: Vec<(usize, String)>,
    /// The other parts of the new picture, and their sentences.
    pub new_events: Vec<(usize, String)>,
}

/// A participant in a picture.
#[derive(Clone, Copy)]
struct Head<'a> {
    at: usize,
    kind: &'a str,
    label: &'a str,
}

/// Compares the heads.
pub fn compare(comparison: &mut Comparison<'_>) -> Heads {
    let (old_count, new_count) = (head_count(&comparison.old.parts), head_count(&comparison.new.parts));
    let (old, new) = (heads(&comparison.old.parts, old_count), heads(&comparison.new.parts, new_count));
    let pairs = pairs(&old, &new);
    let mut renames = Vec::new();
    for &(one, two) in &pairs {
        changed(comparison, old[one], new[two], &mut renames);
    }
    order(comparison, &old, &new, &pairs);
    let unpaired =
        |at: &usize, side: fn(&(usize, usize)) -> usize| pairs.iter().all(|pair| side(pair) != *at);
    for head in (0..new.len()).filter(|at| unpaired(at, |pair| pair.1)).map(|at| new[at]) {
        comparison.mark(None, Some(head.at));
        let words = format!("participant added: {}", quoted(head.label));
        comparison.add(Class::Structure, comparison.place(head.at), words);
    }
    for head in (0..old.len()).filter(|at| unpaired(at, |pair| pair.0)).map(|at| old[at]) {
        comparison.mark(Some(head.at), None);
        let words = format!("participant removed: {}", quoted(head.label));
        comparison.add(Class::Structure, comparison.things.start_of(1), words);
    }
    let groups = |parts: &[Part], count: usize| -> Vec<usize> {
        (1..=count).filter(|&at| parts[at].name.starts_with(GROUP)).collect()
    };
    let renamed = |at: usize| (at, rename(&comparison.old.parts[at].name, &renames));
    let old_groups = groups(&comparison.old.parts, old_count);
    let new_groups = groups(&comparison.new.parts, new_count);
    let old_events =
        old_groups.into_iter().chain(old_count + 1..comparison.old.parts.len()).map(renamed).collect();
    let kept = |at: usize| (at, comparison.new.parts[at].name.clone());
    let new_events =
        new_groups.into_iter().chain(new_count + 1..comparison.new.parts.len()).map(kept).collect();
    comparison.pairs.extend(pairs.iter().map(|&(one, two)| (old[one].at, new[two].at)));
    Heads { old_events, new_events }
}

/// How many parts, after the first, are heads and groups. They come before all others.
fn head_count(parts: &[Part]) -> usize {
    // The messages of a participant that is called `Database` begin like heads, but are not drawn as such.
    let drawn_as = |part: &Part, classes: &[&str]| classes.iter().any(|class| part.count(class) > 0);
    let is_head = |part: &&Part| {
        part.depth == 0
            && ((kind_of(&part.name).is_some() && drawn_as(part, &["p", "ic"]))
                || (part.name.starts_with(GROUP) && drawn_as(part, &["gr", "gb"])))
    };
    parts[1..].iter().take_while(is_head).count()
}

fn kind_of(name: &str) -> Option<&'static str> {
    KINDS.iter().copied().find(|kind| name.starts_with(kind))
}

fn heads(parts: &[Part], count: usize) -> Vec<Head<'_>> {
    let head = |at: usize| {
        let name = parts[at].name.as_str();
        let kind = kind_of(name)?;
        Some(Head { at, kind: kind.trim_end(), label: &name[kind.len()..] })
    };
    (1..=count).filter_map(head).collect()
}

/// Which are the same participant: those of one name, and, where as many are left on both sides, the others in order.
fn pairs(old: &[Head<'_>], new: &[Head<'_>]) -> Vec<(usize, usize)> {
    let mut free: std::collections::BTreeMap<&str, Vec<usize>> = std::collections::BTreeMap::new();
    for (at, head) in old.iter().enumerate().rev() {
        free.entry(head.label).or_default().push(at);
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut left_new = Vec::new();
    for (at, head) in new.iter().enumerate() {
        match free.get_mut(head.label).and_then(Vec::pop) {
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
    renames: &mut Vec<(String, String)>,
) {
    let what = comparison.what(new.at);
    if old.label != new.label {
        renames.push((old.label.to_owned(), new.label.to_owned()));
        let thing = comparison.thing(new.at);
        let place =
            thing.map_or_else(|| comparison.place(new.at), |thing| comparison.things.place(thing, old.label));
        let words = format!("participant name: {} → {}", quoted(old.label), quoted(new.label));
        comparison.add(Class::Text, place, words);
        comparison.mark(Some(old.at), Some(new.at));
    }
    if old.kind != new.kind {
        let words = format!("{what} kind: {} → {}", old.kind.to_lowercase(), new.kind.to_lowercase());
        comparison.add(Class::Structure, comparison.place(new.at), words);
        comparison.mark(Some(old.at), Some(new.at));
    }
}

/// Notes that those of both pictures stand in another order.
fn order(comparison: &mut Comparison<'_>, old: &[Head<'_>], new: &[Head<'_>], pairs: &[(usize, usize)]) {
    let Some(first) = pairs.windows(2).find(|pair| pair[0].0 > pair[1].0) else { return };
    let mut before: Vec<(usize, usize)> = pairs.to_vec();
    before.sort_unstable();
    let names = |order: &mut dyn Iterator<Item = &str>| order.collect::<Vec<_>>().join(", ");
    let old_names = names(&mut before.iter().map(|&(one, _)| old[one].label));
    let new_names = names(&mut pairs.iter().map(|&(_, two)| new[two].label));
    let at = new[first[0].1].at;
    for (&(one, two), _) in pairs.iter().zip(&before).filter(|(now, was)| now != was) {
        comparison.mark(Some(old[one].at), Some(new[two].at));
    }
    let words = format!("participant order: {} → {}", quoted(&old_names), quoted(&new_names));
    comparison.add(Class::Structure, comparison.place(at), words);
}

/// A sentence with the names that participants have now. The author's own words, after the colon, stay as they are.
fn rename(sentence: &str, renames: &[(String, String)]) -> String {
    if renames.is_empty() {
        return sentence.to_owned();
    }
    let (head, text) = sentence.split_at(sentence.find(": ").unwrap_or(sentence.len()));
    let mut head = head.to_owned();
    for (old, new) in renames {
        head = rename_one(&head, old, new);
    }
    head + text
}

/// Replaces a name where it stands as a whole word or words.
fn rename_one(head: &str, old: &str, new: &str) -> String {
    if old.is_empty() {
        return head.to_owned();
    }
    let mut out = String::with_capacity(head.len());
    let mut done = 0;
    for (at, _) in head.match_indices(old) {
        let (before, after) = (&head[..at], &head[at + old.len()..]);
        let whole =
            (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '));
        if at >= done && whole {
            out.push_str(&head[done..at]);
            out.push_str(new);
            done = at + old.len();
        }
    }
    out.push_str(&head[done..]);
    out
}
