//! Lints on the names of participants: probable misspellings, and names with something else in them.

mod arrow_in_name;
mod confusable;
mod markup_in_name;
mod misplaced_color;
mod missing_comma;
mod swapped_alias;

use std::collections::HashMap;

use crate::ast::{self, Endpoint, Stmt, StmtKind};
use crate::diagnostic::{Code, Diagnostics};
use crate::nearest::slips;
use crate::references::{NameKind, Reference, References};
use crate::source::Span;
use arrow_in_name::Suspect;
use misplaced_color::Colored;
use missing_comma::Joint;
use swapped_alias::Declared;

/// How many pairs of names are compared: enough for every diagram that a person writes, and a bound on the time that a
/// generated one takes.
const MAX_COMPARISONS: usize = 50_000;

/// With how many names a name is compared that only statements about knowledge mention.
const MAX_ASIDE: usize = 50;

/// Checks the names of all participants.
pub(super) fn check(written: &ast::Diagram<'_>, sink: &mut Diagnostics) {
    let references = References::participants_of(written);
    let names = Names { all: references.all().iter().collect(), references: &references };
    let mut hints = Hints::default();
    hints.collect(&written.body, sink);
    names.aside(sink);
    let mut faulty = confusable::check(&names.all, sink);
    faulty.extend(misplaced_color::check(hints.colored, &names, sink));
    faulty.extend(swapped_alias::check(&hints.declared, &names, sink));
    faulty.extend(arrow_in_name::check(hints.suspects, &names, sink));
    faulty.sort_unstable();
    faulty.extend(markup_in_name::check(&names, &faulty, sink));
    faulty.sort_unstable();
    let joint = missing_comma::check(&hints.joints, &names, &faulty, sink);
    faulty.extend(joint);
    faulty.sort_unstable();
    names.nearly_declared(&faulty, sink);
    names.similar(&faulty, sink);
}

/// Suspicious parts of statements, to be judged once all names are known.
#[derive(Default)]
struct Hints {
    /// Declarations with `as`, or that look like one.
    declared: Vec<Declared>,
    /// Names that may hold a colour.
    colored: Vec<Colored>,
    /// Names that may hold a part of an arrow.
    suspects: Vec<Suspect>,
    /// Names that may be two.
    joints: Vec<Joint>,
}

impl Hints {
    fn collect(&mut self, body: &[Stmt<'_>], sink: &mut Diagnostics) {
        for stmt in body {
            if let StmtKind::Participant(participant) = &stmt.kind {
                self.declared.extend(swapped_alias::declared(participant));
                if participant.alias.is_some() {
                    confusable::label(&participant.label, sink);
                }
            } else if let StmtKind::Message(message) = &stmt.kind {
                if [message.first, message.second].iter().all(is_word) {
                    continue;
                }
                if let Endpoint::Participant(name) = &message.second {
                    self.joints.extend(Joint::new(name, ','));
                }
                let colored = misplaced_color::find(message);
                if colored.is_none() {
                    self.suspects.extend(arrow_in_name::find(message));
                }
                self.colored.extend(colored);
            } else if let StmtKind::Note(note) = &stmt.kind {
                self.note(note);
            } else if let StmtKind::Reference(reference) = &stmt.kind {
                self.note(&reference.note);
            }
            stmt.bodies().into_iter().for_each(|inside| self.collect(inside, sink));
        }
    }

    fn note(&mut self, note: &ast::Note<'_>) {
        note.about.iter().for_each(|name| self.joints.extend(Joint::new(name, ' ')));
    }
}

/// Whether an end is a single word, which holds nothing else.
fn is_word(end: &Endpoint<'_>) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    matches!(end, Endpoint::Participant(name) if name.text.bytes().all(is_part))
}

/// The names of all participants.
struct Names<'r, 's> {
    all: Vec<&'r Reference<'s>>,
    references: &'r References<'s>,
}

impl Names<'_, '_> {
    fn position(&self, name: &str) -> Option<usize> {
        self.references.position(NameKind::Participant, name)
    }

    /// The position of a name, where it is first, and whether it is declared.
    fn place(&self, name: &str) -> Option<(usize, Span, bool)> {
        let index = self.position(name)?;
        Some((index, self.all[index].first, !self.all[index].definitions.is_empty()))
    }

    /// The position of a name that a statement other than its declaration mentions.
    fn taking_part(&self, name: &str) -> Option<usize> {
        self.position(name).filter(|&index| self.all[index].takes_part)
    }

    /// Warns of a name that only statements about knowledge mention and that is nearly another one: it is most likely
    /// that one.
    fn aside(&self, sink: &mut Diagnostics) {
        for (index, one) in self.all.iter().enumerate().filter(|(_, one)| one.is_aside) {
            let others = self.all[..index].iter().take(MAX_ASIDE);
            if let Some(meant) = others.into_iter().find(|other| is_slip(&one.name, &other.name)) {
                let (name, meant) = (&one.name, &meant.name);
                sink.warn(
                    Code::NearlyDeclared,
                    one.first,
                    format!("only statements about knowledge mention `{name}`"),
                )
                .at("a participant of its own")
                .help(format!("did you mean `{meant}`? If not, declare it: `participant {name}`"));
            }
        }
    }

    /// Where some participants are declared, warns of an undeclared one that differs from a declared one by a single
    /// slip: it is most likely that one.
    fn nearly_declared(&self, but_not: &[usize], sink: &mut Diagnostics) {
        let is_declared = |one: &Reference<'_>| !one.definitions.is_empty();
        let declared: Vec<&Reference<'_>> = self.all.iter().copied().filter(|one| is_declared(one)).collect();
        let is_open = |index: usize| !is_declared(self.all[index]) && but_not.binary_search(&index).is_err();
        let mut budget = MAX_COMPARISONS;
        for one in (0..self.all.len()).filter(|&index| is_open(index)).map(|index| self.all[index]) {
            if budget < declared.len() {
                return;
            }
            budget -= declared.len();
            let name = &one.name;
            let Some(meant) = declared.iter().find(|other| is_slip(name, &other.name)) else {
                continue;
            };
            let place = meant.definitions.last().copied().unwrap_or(meant.first);
            let meant = &meant.name;
            sink.warn(Code::NearlyDeclared, one.first, format!("`{name}` is not declared, `{meant}` is"))
                .at("a participant of its own")
                .label(place, "declared here")
                .help(format!("did you mean `{meant}`? If not, declare it: `participant {name}`"));
        }
    }

    /// Warns of undeclared names that differ by case or spaces alone. A single letter is written large or small on
    /// purpose, as in `A` and `a`.
    fn similar(&self, but_not: &[usize], sink: &mut Diagnostics) {
        let undeclared: Vec<usize> =
            (0..self.all.len()).filter(|&index| self.all[index].definitions.is_empty()).collect();
        if undeclared.len() < 2 {
            return;
        }
        let twin_before = first_of_each(&self.all, &undeclared);
        let is_reported = |index: usize| but_not.binary_search(&index).is_ok();
        for (index, first) in undeclared.into_iter().zip(twin_before) {
            let name = &self.all[index].name;
            if first == index || name.chars().count() < 2 || is_reported(index) || is_reported(first) {
                continue;
            }
            let (span, first) = (self.all[first].first, &self.all[first].name);
            sink.warn(
                Code::SimilarNames,
                self.all[index].first,
                format!("`{name}` and `{first}` are two participants"),
            )
            .at("differs only in case or spaces")
            .label(span, "the other one")
            .help(format!("did you mean `{first}`? If not, declare both, or give one another name"));
        }
    }
}

/// For each name, the first one that is equal except for case and spaces: itself, in nearly all cases.
fn first_of_each(names: &[&Reference<'_>], some: &[usize]) -> Vec<usize> {
    /// For this few names, comparing is faster than a lookup.
    const FEW: usize = 12;
    if some.len() <= FEW {
        let same = |a: usize, b: usize| folded(&names[a].name).eq(folded(&names[b].name));
        return some
            .iter()
            .map(|&one| *some.iter().find(|&&other| same(one, other)).unwrap_or(&one))
            .collect();
    }
    let mut met: HashMap<String, usize> = HashMap::with_capacity(some.len());
    some.iter().map(|&one| *met.entry(folded(&names[one].name).collect()).or_insert(one)).collect()
}

/// A name without what is most easily mistyped: case and spaces.
fn folded(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase)
}

/// Whether two names differ only by case or spaces, or by one letter in five or more.
fn is_slip(name: &str, declared: &str) -> bool {
    let (a, b): (String, String) = (folded(name).collect(), folded(declared).collect());
    if a == b {
        return true;
    }
    let length = a.chars().count();
    length.abs_diff(b.chars().count()) <= 1
        && length >= 5
        && !a.chars().any(|c| c.is_ascii_digit())
        && slips(&a, &b) == 1
}
