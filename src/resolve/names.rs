//! Names in, `Id`s out: declared ones, undeclared ones in order of mention, nearly declared ones.

use std::collections::HashMap;
use std::rc::Rc;

use super::joined::{self, Joined};
use super::markup::Beginning;
use super::odd::{self, Odd};
use super::strange::{self, Strange};
use super::swapped;
use super::text::Reading;
use crate::ast;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Icon, Id, Participant, Text};
use crate::nearest::slips;
use crate::notation::{ParticipantKind, Style};
use crate::source::Span;

/// How many pairs of names are compared in search of slips of the pen: enough for every diagram that a
/// person wrote, and a bound on the time that a generated one takes.
const MAX_COMPARISONS: usize = 50_000;

/// The participants met so far.
pub(super) struct Names {
    reading: Reading,
    participants: Vec<Participant>,
    /// The names as written, by participant.
    written: Vec<String>,
    declared: Vec<Option<Span>>,
    /// Who has been in an event already.
    took_part: Vec<bool>,
    /// Who is in a statement other than a declaration.
    mentioned: Vec<bool>,
    /// Whose activations have been complained about.
    too_deep: Vec<bool>,
    by_name: HashMap<String, Id>,
    odd: Odd,
    /// Declarations with `as`, or that look like it: the participant, and what stands on both sides.
    aliased: Vec<swapped::Declared>,
    /// Names that may hold a part of an arrow.
    strange: Vec<Strange>,
    /// Names that may be two.
    joined: Vec<Joined>,
    /// What the names of those begin with that are declared without a style.
    begun: Option<Rc<Beginning>>,
    /// What is to be said about names that were mentioned.
    faults: Diagnostics,
}

impl Names {
    /// No names yet; they will begin with what the style of participants says.
    pub fn new(reading: Reading, begun: Option<Rc<Beginning>>) -> Names {
        Names {
            reading,
            begun,
            participants: Vec::new(),
            written: Vec::new(),
            declared: Vec::new(),
            took_part: Vec::new(),
            mentioned: Vec::new(),
            odd: Odd::default(),
            aliased: Vec::new(),
            strange: Vec::new(),
            joined: Vec::new(),
            too_deep: Vec::new(),
            by_name: HashMap::new(),
            faults: Diagnostics::default(),
        }
    }

    /// Declares a participant, or tells more about one that was already mentioned.
    pub fn declare(
        &mut self,
        written: &ast::Participant<'_>,
        icon: Option<Icon>,
        (style, begun): (Style, Option<&Beginning>),
        line: u32,
        sink: &mut Diagnostics,
    ) -> Id {
        let key = written.alias.unwrap_or(written.label);
        self.aliased.extend(swapped::declared(written));
        if written.alias.is_some() {
            odd::label(&written.label, sink);
        }
        let label = self.reading.name(&written.label, begun, sink);
        if let Some(&id) = self.by_name.get(key.text) {
            let known = &mut self.participants[id.index()];
            let differs = known.label != label || known.kind != written.kind || known.icon != icon;
            if let (Some(first), true) = (self.declared[id.index()], differs) {
                sink.warn(
                    Code::DuplicateParticipant,
                    key.span,
                    format!("`{}` is declared twice, and not alike", key.text),
                )
                .at("declared again")
                .label(first, "first declared here")
                .help("give one of them another name, or delete it; the later one is drawn");
            }
            known.kind = written.kind;
            known.icon = icon;
            known.label = label;
            if !style.is_plain() {
                known.style = style;
            }
            self.declared[id.index()] = Some(key.span);
            self.odd.remember(id, &key);
            return id;
        }
        let id = self.add(key, label, line);
        let new = &mut self.participants[id.index()];
        new.kind = written.kind;
        new.icon = icon;
        new.style = style;
        self.declared[id.index()] = Some(key.span);
        self.odd.remember(id, &key);
        id
    }

    /// The participant of that name; one is made where none was declared.
    pub fn mention(&mut self, name: &ast::Name<'_>, line: u32) -> Id {
        let id = match self.by_name.get(name.text) {
            Some(&id) => id,
            None => {
                let label = self.reading.name(name, self.begun.as_deref(), &mut self.faults);
                self.add(*name, label, line)
            }
        };
        self.mentioned[id.index()] = true;
        self.odd.remember(id, name);
        id
    }

    /// Remembers what is strange about the names of a message. Both have been mentioned.
    pub fn remember(&mut self, message: &ast::Message<'_>) {
        let names = [message.first, message.second];
        if let ast::Endpoint::Participant(name) = &message.second {
            self.joined.extend(Joined::new(name, ','));
        }
        let is_odd = |end: &ast::Endpoint<'_>| match end {
            ast::Endpoint::Participant(name) => strange::may_be(name),
            ast::Endpoint::LeftBorder(_) | ast::Endpoint::RightBorder(_) | ast::Endpoint::Reference(_) => {
                false
            }
        };
        if names.iter().any(is_odd) {
            self.strange.extend(strange::find(message));
        }
    }

    /// Remembers a name of a note, if it may be two.
    pub fn remember_of_note(&mut self, name: &ast::Name<'_>) {
        self.joined.extend(Joined::new(name, ' '));
    }

    /// The participant of that name, if there is one.
    pub fn find(&self, name: &str) -> Option<Id> {
        self.by_name.get(name).copied()
    }

    /// The names of all, as written.
    pub fn all(&self) -> &[String] {
        &self.written
    }

    /// The participant of a name that a statement about knowledge mentions. One that nothing else mentions, and
    /// that is nearly one that is mentioned, is most likely that one.
    pub fn mention_aside(&mut self, name: &ast::Name<'_>, line: u32) {
        if self.by_name.contains_key(name.text) {
            return;
        }
        let others = self.written.iter().take(MAX_COMPARISONS / 1000);
        if let Some(meant) = others.into_iter().find(|other| is_slip(name.text, other)) {
            self.faults
                .warn(Code::NearlyDeclared, name.span, format!("nothing else is said of `{}`", name.text))
                .at("a participant of its own")
                .help(format!("did you mean `{meant}`? If not, declare it: `participant {}`", name.text));
        }
        self.mention(name, line);
    }

    /// How many participants there are so far.
    pub fn len(&self) -> usize {
        self.participants.len()
    }

    /// Sets the looks of a participant's lifeline.
    pub fn set_lifeline(&mut self, id: Id, style: Style) {
        self.participants[id.index()].lifeline = style;
    }

    /// The name of a participant, as written.
    pub fn name(&self, id: Id) -> &str {
        &self.written[id.index()]
    }

    /// Whether the activations of a participant have been complained about.
    pub fn too_deep(&mut self, id: Id) -> &mut bool {
        &mut self.too_deep[id.index()]
    }

    /// Says that a participant is in an event.
    pub fn take_part(&mut self, id: Id) {
        self.took_part[id.index()] = true;
    }

    /// Whether a participant has been in an event.
    pub fn took_part(&self, id: Id) -> bool {
        self.took_part[id.index()]
    }

    /// Says that the head of a participant appears on the way down.
    pub fn mark_created(&mut self, id: Id) {
        self.participants[id.index()].created = true;
    }

    /// The participants, once all are known. Complains about those that look like slips of the pen.
    pub fn finish(mut self, sink: &mut Diagnostics) -> Vec<Participant> {
        sink.append(&mut self.faults);
        let mut faulty = self.odd.complain(&self.written, sink);
        let is_mentioned =
            |name: &str| self.by_name.get(name).filter(|id| self.mentioned[id.index()]).copied();
        faulty.extend(swapped::complain(&self.aliased, is_mentioned, sink));
        let strange = std::mem::take(&mut self.strange);
        faulty.extend(strange::complain(strange, |name| self.place(name), sink));
        faulty.sort_unstable();
        let unsaid = |name: &str| self.place(name).filter(|(id, ..)| faulty.binary_search(id).is_err());
        let joined = joined::complain(&self.joined, unsaid, sink);
        faulty.extend(joined);
        faulty.sort_unstable();
        self.complain_of_near_names(&faulty, sink);
        self.complain_of_similar_names(&faulty, sink);
        self.participants
    }

    /// Where a name was first written, and whether it is declared.
    fn place(&self, name: &str) -> Option<(Id, Span, bool)> {
        let id = self.find(name)?;
        Some((id, self.participants[id.index()].span, self.declared[id.index()].is_some()))
    }

    fn add(&mut self, name: ast::Name<'_>, label: Text, line: u32) -> Id {
        let id = Id::at(self.participants.len());
        self.participants.push(Participant {
            kind: ParticipantKind::Participant,
            icon: None,
            label,
            style: Style::default(),
            lifeline: Style::default(),
            created: false,
            span: name.span,
            line,
        });
        self.written.push(name.text.to_owned());
        self.declared.push(None);
        self.took_part.push(false);
        self.too_deep.push(false);
        self.mentioned.push(false);
        self.by_name.insert(name.text.to_owned(), id);
        id
    }

    /// Where some participants are declared, an undeclared one that differs from a declared one by a single
    /// slip is most likely that one.
    fn complain_of_near_names(&self, but_not: &[Id], sink: &mut Diagnostics) {
        let is_declared = |index: &usize| self.declared[*index].is_some();
        let declared: Vec<usize> = (0..self.written.len()).filter(is_declared).collect();
        let undeclared = (0..self.written.len())
            .filter(|index| !is_declared(index) && but_not.binary_search(&Id::at(*index)).is_err());
        let mut budget = MAX_COMPARISONS;
        for index in undeclared {
            if budget < declared.len() {
                return;
            }
            budget -= declared.len();
            let name = &self.written[index];
            let Some(&meant) = declared.iter().find(|&&other| is_slip(name, &self.written[other])) else {
                continue;
            };
            let place = self.declared[meant].unwrap_or(self.participants[meant].span);
            let meant = &self.written[meant];
            sink.warn(
                Code::NearlyDeclared,
                self.participants[index].span,
                format!("`{name}` is not declared, `{meant}` is"),
            )
            .at("a participant of its own")
            .label(place, "declared here")
            .help(format!("did you mean `{meant}`? If not, declare it: `participant {name}`"));
        }
    }

    /// Of names that nobody declared, two that differ by case or blanks alone are most likely one. A letter alone is
    /// written large or small on purpose, as in `A` and `a`.
    fn complain_of_similar_names(&self, but_not: &[Id], sink: &mut Diagnostics) {
        let undeclared: Vec<usize> =
            (0..self.written.len()).filter(|&index| self.declared[index].is_none()).collect();
        if undeclared.len() < 2 {
            return;
        }
        let twin_before = first_of_each(&self.written, &undeclared);
        for (index, first) in undeclared.into_iter().zip(twin_before) {
            let name = &self.written[index];
            if first == index || name.chars().count() < 2 || but_not.binary_search(&Id::at(index)).is_ok() {
                continue;
            }
            if but_not.binary_search(&Id::at(first)).is_ok() {
                continue; // Of that one it has been said that it is not what it looks like.
            }
            let (first, span) = (&self.written[first], self.participants[first].span);
            sink.warn(
                Code::SimilarNames,
                self.participants[index].span,
                format!("`{name}` and `{first}` are two participants"),
            )
            .at("differs by case or blanks alone")
            .label(span, "the other one")
            .help(format!("did you mean `{first}`? If not, declare both, or give one another name"));
        }
    }
}

/// For each of some names, the first that is the same but for case and blanks: itself, in nearly all cases.
fn first_of_each(names: &[String], some: &[usize]) -> Vec<usize> {
    /// As many names are compared with each other faster than they are looked up.
    const FEW: usize = 12;
    if some.len() <= FEW {
        let same = |a: usize, b: usize| folded(&names[a]).eq(folded(&names[b]));
        return some
            .iter()
            .map(|&one| *some.iter().find(|&&other| same(one, other)).unwrap_or(&one))
            .collect();
    }
    let mut met: HashMap<String, usize> = HashMap::with_capacity(some.len());
    some.iter().map(|&one| *met.entry(folded(&names[one]).collect()).or_insert(one)).collect()
}

/// A name without what a slip of the pen changes most easily: case and blanks.
fn folded(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase)
}

/// Whether two names differ only by case or blanks, or by one letter in five or more.
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
