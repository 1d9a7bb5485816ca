//! Groups of participants, and the order of participants where a group takes in one that was mentioned before it.

use std::collections::HashMap;

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
    /// The first and the last participant of each group that has any, by the first byte of the group.
    held: HashMap<usize, (usize, usize)>,
}

/// A name where it is written, and the group around it, by its first byte.
struct Mention<'a> {
    name: &'a str,
    group: Option<usize>,
}

impl Order {
    /// Finds the order. A participant stands in the group that declares it last, or else where it is mentioned first.
    pub fn of(body: &[Stmt<'_>]) -> Order {
        if !has_groups(body) {
            return Order::default();
        }
        let mut found = Found::default();
        found.statements(body, None);
        let mut homes: HashMap<&str, Option<usize>> = HashMap::new();
        let mut moves = false;
        for mention in &found.mentions {
            homes.entry(mention.name).or_insert(mention.group);
        }
        for mention in found.declared.iter().filter(|mention| mention.group.is_some()) {
            moves |= homes.insert(mention.name, mention.group) != Some(mention.group);
        }
        if !moves {
            return Order::default();
        }
        let mut order = Order::default();
        for Mention { name, group } in found.mentions {
            // Each stands where its home names it first.
            if homes.get(name) != Some(&group) {
                continue;
            }
            homes.remove(name);
            let at = order.names.len();
            order.names.push(name.to_owned());
            let mut around = group;
            while let Some(group) = around {
                order.held.entry(group).or_insert((at, at)).1 = at;
                around = found.outer.get(&group).copied().flatten();
            }
        }
        order
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The first and the last participant of a group that begins at a byte.
    pub fn held(&self, group: usize) -> Option<(usize, usize)> {
        self.held.get(&group).copied()
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

fn has_groups(body: &[Stmt<'_>]) -> bool {
    body.iter()
        .any(|stmt| matches!(stmt.kind, StmtKind::Group(_)) || stmt.bodies().into_iter().any(has_groups))
}
