//! Groups of participants, and the order of participants where a group takes in one that was mentioned before it.

use std::collections::{HashMap, HashSet};
use std::iter;

use super::{Origin, Walk};
use crate::ast::{self, Endpoint, Name, Setting, Stmt, StmtKind};
use crate::diagnostic::Code;
use crate::model::{Event, Group, Id};

impl Walk<'_> {
    /// A group holds the participants that are declared, or first mentioned, inside of it.
    pub(super) fn group(&mut self, group: &ast::Group<'_>, place: Origin, events: &mut Vec<Event>) {
        let first = self.names.len();
        let at = self.groups.len();
        let style = self.styles.style(&group.style, self.sink);
        self.level += 1;
        self.statements(&group.body, events);
        self.level -= 1;
        let held = match self.order.is_empty() {
            true => self.names.len().checked_sub(1).filter(|&last| last >= first).map(|last| (first, last)),
            false => self.order.held(place.span.start),
        };
        let Some((first, last)) = held else {
            self.sink
                .warn(Code::EmptyGroup, place.span, "no participant is declared in this group")
                .at("not drawn")
                .help("declare its participants between this line and its `end`");
            return;
        };
        if let Some(outsider) = self.order.take_outsider(place.span.start) {
            self.sink
                .warn(
                    Code::MovedParticipant,
                    place.span,
                    format!("`{outsider}` is mentioned between the participants of this group"),
                )
                .at("drawn to the right of the group")
                .help(format!("mention `{outsider}` above or below all of them, or declare it in the group"));
        }
        let (first, last) = (Id::at(first), Id::at(last));
        let label = self.reading.styled(group.label, self.styles.beginning(None, &group.style), self.sink);
        let group = Group { label, style, first, last, level: self.level, line: place.line };
        self.groups.insert(at, group);
    }
}

/// The order of all participants. Empty where it is that in which they are mentioned first, as nearly always.
#[derive(Default)]
pub(super) struct Order {
    names: Vec<String>,
    /// Where each group that holds any participant stands, by the first byte of the group.
    held: HashMap<usize, Held>,
    /// Who of those from each place on is mentioned first, and at which mention.
    earliest: Vec<(usize, usize)>,
    reported: HashSet<usize>,
}

/// Where the participants of a group stand.
#[derive(Clone, Copy)]
struct Held {
    first: usize,
    last: usize,
    /// The first and the last mention that is the first of one of its participants.
    mentioned: (usize, usize),
}

/// A name where it is written, and the group around it, by its first byte.
struct Mention<'a> {
    name: &'a str,
    group: Option<usize>,
}

/// A participant that has its place: which mention of all is its first, and the group that it stands in.
struct Placed<'a> {
    name: &'a str,
    mentioned: usize,
    group: Option<usize>,
}

impl Order {
    /// Finds the order: that of the first mention, but the participants of a group stand together where the first one of
    /// them would stand. A participant is in the group that declares it last, or else in that of its first mention.
    pub fn of(body: &[Stmt<'_>]) -> Order {
        if !has_groups(body) {
            return Order::default();
        }
        let mut found = Found::default();
        found.statements(body, None);
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut placed: Vec<Placed<'_>> = Vec::new();
        for (mentioned, &Mention { name, group }) in found.mentions.iter().enumerate() {
            places.entry(name).or_insert_with(|| {
                placed.push(Placed { name, mentioned, group });
                placed.len() - 1
            });
        }
        let mut moves = false;
        for mention in found.declared.iter().filter(|mention| mention.group.is_some()) {
            let place = places.get(mention.name).and_then(|&at| placed.get_mut(at));
            if let Some(place) = place.filter(|place| place.group != mention.group) {
                place.group = mention.group;
                moves = true;
            }
        }
        if moves { found.arrange(placed) } else { Order::default() }
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The first and the last participant of a group that begins at a byte.
    pub fn held(&self, group: usize) -> Option<(usize, usize)> {
        self.held.get(&group).map(|held| (held.first, held.last))
    }

    /// One who was mentioned between the participants of a group, and has to stand to the right of it. Each is given for
    /// one group only, the innermost.
    pub fn take_outsider(&mut self, group: usize) -> Option<String> {
        let held = self.held.get(&group)?;
        let &(at, mentioned) = self.earliest.get(held.last + 1)?;
        if !(held.mentioned.0..held.mentioned.1).contains(&mentioned) {
            return None;
        }
        self.reported.insert(at).then(|| self.names.get(at).cloned()).flatten()
    }
}

/// All names of a source, in the order in which they are resolved.
#[derive(Default)]
struct Found<'a> {
    mentions: Vec<Mention<'a>>,
    declared: Vec<Mention<'a>>,
    /// The group around each group.
    outer: HashMap<usize, Option<usize>>,
}

impl<'a> Found<'a> {
    /// The groups around a participant, the innermost first.
    fn around(&self, group: Option<usize>) -> impl Iterator<Item = usize> {
        iter::successors(group, |group| self.outer.get(group).copied().flatten())
    }

    /// Sorts the participants so that those of a group stand together.
    fn arrange(&self, mut placed: Vec<Placed<'a>>) -> Order {
        let mut first_in: HashMap<usize, usize> = HashMap::new();
        for Placed { mentioned, group, .. } in &placed {
            for group in self.around(*group) {
                first_in.entry(group).or_insert(*mentioned);
            }
        }
        // A group stands where its first participant is mentioned, within the group around it.
        placed.sort_by_cached_key(|Placed { mentioned, group, .. }| {
            let groups = self.around(*group).filter_map(|group| first_in.get(&group).copied());
            let mut key: Vec<usize> = groups.collect();
            key.reverse();
            key.push(*mentioned);
            key
        });
        let mut held: HashMap<usize, Held> = HashMap::new();
        for (at, Placed { mentioned, group, .. }) in placed.iter().enumerate() {
            let alone = Held { first: at, last: at, mentioned: (*mentioned, *mentioned) };
            for group in self.around(*group) {
                let held = held.entry(group).or_insert(alone);
                held.last = at;
                held.mentioned = (held.mentioned.0.min(*mentioned), held.mentioned.1.max(*mentioned));
            }
        }
        let names = placed.iter().map(|placed| placed.name.to_owned()).collect();
        Order { names, held, earliest: earliest_from(&placed), reported: HashSet::new() }
    }

    fn statements(&mut self, body: &[Stmt<'a>], group: Option<usize>) {
        for stmt in body {
            self.statement(&stmt.kind, group);
            let mut inner = group;
            if matches!(stmt.kind, StmtKind::Group(_)) {
                self.outer.insert(stmt.span.start, group);
                inner = Some(stmt.span.start);
            }
            stmt.bodies().into_iter().for_each(|inside| self.statements(inside, inner));
        }
    }

    fn statement(&mut self, kind: &StmtKind<'a>, group: Option<usize>) {
        if let StmtKind::Participant(participant) = kind {
            let name = participant.alias.unwrap_or(participant.label).text;
            self.declared.push(Mention { name, group });
            self.mentions.push(Mention { name, group });
        } else if let StmtKind::Create(name)
        | StmtKind::Activate(name, _)
        | StmtKind::Deactivate(name, _)
        | StmtKind::Destroy(name, _) = kind
        {
            self.mention(name, group);
        } else if let StmtKind::Message(message) = kind {
            self.ends(message, group);
        } else if let StmtKind::Note(note) = kind {
            note.about.iter().for_each(|name| self.mention(name, group));
        } else if let StmtKind::Reference(reference) = kind {
            reference.entry.iter().for_each(|entry| self.mention_end(&entry.first, group));
            reference.note.about.iter().for_each(|name| self.mention(name, group));
            reference.exit.iter().for_each(|exit| self.mention_end(&exit.second, group));
        } else if let StmtKind::Setting(setting) = kind
            && let Setting::LifelineStyle(Some(name), _) | Setting::ActiveColor(Some(name), _) = &**setting
        {
            self.mention(name, group);
        }
    }

    fn ends(&mut self, message: &ast::Message<'a>, group: Option<usize>) {
        self.mention_end(&message.first, group);
        self.mention_end(&message.second, group);
    }

    fn mention_end(&mut self, end: &Endpoint<'a>, group: Option<usize>) {
        if let Endpoint::Participant(name) = end {
            self.mention(name, group);
        }
    }

    fn mention(&mut self, name: &Name<'a>, group: Option<usize>) {
        self.mentions.push(Mention { name: name.text, group });
    }
}

/// Who of those from each place on is mentioned first.
fn earliest_from(placed: &[Placed<'_>]) -> Vec<(usize, usize)> {
    let own = placed.iter().enumerate().map(|(at, placed)| (at, placed.mentioned));
    let mut earliest: Vec<(usize, usize)> = own.collect();
    for at in (1..earliest.len()).rev() {
        if earliest[at].1 < earliest[at - 1].1 {
            earliest[at - 1] = earliest[at];
        }
    }
    earliest
}

fn has_groups(body: &[Stmt<'_>]) -> bool {
    body.iter()
        .any(|stmt| matches!(stmt.kind, StmtKind::Group(_)) || stmt.bodies().into_iter().any(has_groups))
}
