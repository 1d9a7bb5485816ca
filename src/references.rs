//! Where each name of a source is defined and used: for lints, and for editors that rename, highlight and jump.

use std::borrow::Cow;

use crate::ast::{self, Diagram, Endpoint, Setting, Stmt, StmtKind};
use crate::lookup::Lookup;
use crate::protocol::{Expr, ExprKind, Statement};
use crate::source::{Name, Span, Written};

/// The party that sees all messages. It is not a participant unless another statement makes it one.
const ATTACKER: &str = "attacker";

/// The kinds of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NameKind {
    /// A participant.
    Participant,
    /// A style that `style NAME …` defines.
    Style,
    /// A value of the statements about knowledge.
    Value,
    /// A message, by the word that its text begins with, in a source with statements about knowledge.
    Message,
}

impl NameKind {
    /// How many kinds there are.
    const COUNT: usize = NameKind::Message as usize + 1;
}

/// A name and all places where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reference<'s> {
    /// Its kind.
    pub kind: NameKind,
    /// The name, without quotation marks. A message may be used as `Sender.Name` or `Name.2`, too.
    pub name: Cow<'s, str>,
    /// Where it is defined, in the order of the source. A participant needs no definition. Quotation marks are part
    /// of the place.
    pub definitions: Vec<Span>,
    /// Where else it is written.
    pub uses: Vec<Span>,
    /// Its first place, in a statement that is not about knowledge if there is one.
    pub(crate) first: Span,
    /// Whether a statement that neither declares it nor is about knowledge names it, or only one about knowledge does.
    pub(crate) takes_part: bool,
    /// Whether only statements about knowledge name it.
    pub(crate) is_aside: bool,
}

impl Reference<'_> {
    /// Every place where the name is written, in the order of the source.
    pub fn places(&self) -> Vec<Span> {
        let mut places = [self.definitions.as_slice(), self.uses.as_slice()].concat();
        places.sort_unstable();
        places
    }
}

/// The names of a source, each kind in the order in which its names are written first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References<'s> {
    all: Vec<Reference<'s>>,
    /// By kind.
    by_name: [Lookup<Cow<'s, str>>; NameKind::COUNT],
}

impl<'s> References<'s> {
    /// Collects all names of a parsed source.
    ///
    /// ```
    /// use seqwright::{Source, parse, references::{NameKind, References}};
    ///
    /// let source = Source::new("x.seq", "participant Bob\nAlice->Bob: hello");
    /// let (written, _) = parse(&source);
    /// let references = References::of(&written);
    /// let bob = references.find(NameKind::Participant, "Bob").expect("it is declared");
    /// assert_eq!(source.place(bob.definitions[0].start).column, 13);
    /// assert_eq!(source.place(bob.uses[0].start).line, 2);
    /// assert_eq!(references.at(bob.uses[0].start), Some(bob));
    /// ```
    pub fn of(written: &Diagram<'s>) -> References<'s> {
        let mut references = References::participants_of(written);
        references.others(&written.body);
        references.values(&written.body);
        references
    }

    /// Collects the participants alone.
    pub(crate) fn participants_of(written: &Diagram<'s>) -> References<'s> {
        let mut references = References::default();
        references.participants(&written.body);
        references.parties(&written.body);
        references
    }

    /// All names.
    pub fn all(&self) -> &[Reference<'s>] {
        &self.all
    }

    /// The name with this kind and spelling.
    pub fn find(&self, kind: NameKind, name: &str) -> Option<&Reference<'s>> {
        self.position(kind, name).map(|at| &self.all[at])
    }

    /// The name that is written at a byte of the source, for instance under a cursor. Of `A.Hello` it is the sender
    /// before the dot, and the message after it.
    pub fn at(&self, offset: usize) -> Option<&Reference<'s>> {
        let holds = |span: &Span| (span.start..=span.end).contains(&offset);
        self.all.iter().find(|name| name.definitions.iter().chain(&name.uses).any(holds))
    }

    /// The same names, independent of the source.
    pub fn into_owned(self) -> References<'static> {
        let own = |name: Cow<'s, str>| Cow::Owned(name.into_owned());
        let all = self.all.into_iter().map(|one| Reference {
            kind: one.kind,
            name: own(one.name),
            definitions: one.definitions,
            uses: one.uses,
            first: one.first,
            takes_part: one.takes_part,
            is_aside: one.is_aside,
        });
        let all: Vec<Reference<'static>> = all.collect();
        let mut by_name: [Lookup<_>; NameKind::COUNT] = Default::default();
        for (at, one) in all.iter().enumerate() {
            by_name[one.kind as usize].add(one.name.clone(), at);
        }
        References { all, by_name }
    }

    pub(crate) fn position(&self, kind: NameKind, name: &str) -> Option<usize> {
        self.by_name[kind as usize].get(name)
    }

    fn entry(&mut self, kind: NameKind, name: &'s str, span: Span) -> &mut Reference<'s> {
        let at = self.position(kind, name).unwrap_or_else(|| {
            self.by_name[kind as usize].add(Cow::Borrowed(name), self.all.len());
            self.all.push(Reference {
                kind,
                name: Cow::Borrowed(name),
                definitions: Vec::new(),
                uses: Vec::new(),
                first: span,
                takes_part: false,
                is_aside: false,
            });
            self.all.len() - 1
        });
        &mut self.all[at]
    }

    fn define(&mut self, kind: NameKind, name: Written<'s>) {
        self.entry(kind, name.text, name.span).definitions.push(name.span);
    }

    fn mention(&mut self, name: &Name<'s>) {
        let participant = self.entry(NameKind::Participant, name.text, name.span);
        participant.uses.push(name.span);
        participant.takes_part = true;
    }

    /// Collects the participants of all statements except those about knowledge, in the order in which `resolve` meets
    /// them.
    fn participants(&mut self, body: &[Stmt<'s>]) {
        for stmt in body {
            match &stmt.kind {
                StmtKind::Participant(participant) => {
                    let Name { text, span, .. } = participant.alias.unwrap_or(participant.label);
                    self.define(NameKind::Participant, Written { text, span });
                }
                StmtKind::Create(name)
                | StmtKind::Activate(name, _)
                | StmtKind::Deactivate(name, _)
                | StmtKind::Destroy(name, _) => self.mention(name),
                StmtKind::Message(message) => self.ends(message),
                StmtKind::Note(note) => note.about.iter().for_each(|name| self.mention(name)),
                StmtKind::Reference(reference) => {
                    reference.entry.iter().for_each(|entry| self.ends(entry));
                    reference.note.about.iter().for_each(|name| self.mention(name));
                    reference.exit.iter().for_each(|exit| self.ends(exit));
                }
                StmtKind::Setting(setting) => {
                    if let Setting::LifelineStyle(Some(name), _) | Setting::ActiveColor(Some(name), _) =
                        &**setting
                    {
                        self.mention(name);
                    }
                }
                StmtKind::Fragment(_) | StmtKind::Group(_) | StmtKind::Braces(_) => {}
                StmtKind::Blank
                | StmtKind::Comment(_)
                | StmtKind::Title(_)
                | StmtKind::Divider(..)
                | StmtKind::Space(_)
                | StmtKind::Pause(_)
                | StmtKind::Return(_)
                | StmtKind::Autonumber(_)
                | StmtKind::Knowledge(_)
                | StmtKind::Junk(_) => {}
            }
            stmt.bodies().into_iter().for_each(|inside| self.participants(inside));
        }
    }

    fn ends(&mut self, message: &ast::Message<'s>) {
        for end in [&message.first, &message.second] {
            if let Endpoint::Participant(name) = end {
                self.mention(name);
            }
        }
    }

    /// Collects the participants that statements about knowledge name; new ones come after all others.
    fn parties(&mut self, body: &[Stmt<'s>]) {
        for stmt in body {
            if let StmtKind::Knowledge(statement) = &stmt.kind {
                let makes_participants = !matches!(**statement, Statement::ExpectKnows(..));
                statement.parties().iter().for_each(|name| self.party(name, makes_participants));
            }
            stmt.bodies().into_iter().for_each(|inside| self.parties(inside));
        }
    }

    fn party(&mut self, name: &Name<'s>, makes_participants: bool) {
        let is_new = self.position(NameKind::Participant, name.text).is_none();
        if is_new && (name.text == ATTACKER || !makes_participants) {
            return;
        }
        let participant = self.entry(NameKind::Participant, name.text, name.span);
        participant.uses.push(name.span);
        participant.takes_part |= is_new;
        participant.is_aside |= is_new;
    }

    /// Collects the names of styles, and what messages and values are called where they are defined.
    fn others(&mut self, body: &[Stmt<'s>]) {
        for stmt in body {
            match &stmt.kind {
                StmtKind::Participant(participant) => self.style(&participant.style),
                StmtKind::Message(message) => self.message(message),
                StmtKind::Note(note) => self.style(&note.style),
                StmtKind::Reference(reference) => {
                    self.style(&reference.note.style);
                    reference.entry.iter().chain(&reference.exit).for_each(|message| self.message(message));
                }
                StmtKind::Divider(_, style) | StmtKind::Activate(_, style) => self.style(style),
                StmtKind::Fragment(fragment) => {
                    self.style(&fragment.style.body);
                    fragment.operands.iter().for_each(|operand| self.style(&operand.style));
                }
                StmtKind::Group(group) => self.style(&group.style),
                StmtKind::Setting(setting) => self.setting(setting),
                StmtKind::Knowledge(statement) => self.definitions(statement),
                StmtKind::Blank
                | StmtKind::Comment(_)
                | StmtKind::Title(_)
                | StmtKind::Create(_)
                | StmtKind::Space(_)
                | StmtKind::Pause(_)
                | StmtKind::Return(_)
                | StmtKind::Autonumber(_)
                | StmtKind::Deactivate(..)
                | StmtKind::Destroy(..)
                | StmtKind::Braces(_)
                | StmtKind::Junk(_) => {}
            }
            stmt.bodies().into_iter().for_each(|inside| self.others(inside));
        }
    }

    fn style(&mut self, style: &ast::Style<'s>) {
        if let Some(name) = style.named {
            self.entry(NameKind::Style, name.text, name.span).uses.push(name.span);
        }
    }

    fn setting(&mut self, setting: &Setting<'s>) {
        match setting {
            Setting::Frame(_, style) => self.style(&style.body),
            Setting::LifelineStyle(_, style) | Setting::ActiveColor(_, style) => self.style(style),
            Setting::DefineStyle { name, style, .. } => {
                name.iter().for_each(|name| self.define(NameKind::Style, *name));
                self.style(style);
            }
            Setting::FontFamily(_)
            | Setting::PageText(..)
            | Setting::Legend(_)
            | Setting::AccTitle(_)
            | Setting::AccDescr(_)
            | Setting::EntrySpacing(_)
            | Setting::ParticipantSpacing(_)
            | Setting::AutoActivation(_)
            | Setting::Linear(_)
            | Setting::Parallel(_)
            | Setting::BottomParticipants
            | Setting::Footer(_) => {}
        }
    }

    fn message(&mut self, message: &ast::Message<'s>) {
        self.style(&message.style);
        if let Some(payload) = &message.payload {
            self.define(NameKind::Message, payload.name);
        }
    }

    fn definitions(&mut self, statement: &Statement<'s>) {
        match statement {
            Statement::Knows(_, names) => names.iter().for_each(|name| self.define(NameKind::Value, *name)),
            Statement::Keypair(pair) => {
                self.define(NameKind::Value, pair.private);
                self.define(NameKind::Value, pair.public);
            }
            Statement::Generate(_, fresh) => {
                fresh.iter().for_each(|one| self.define(NameKind::Value, one.name));
            }
            Statement::Derive(_, name, _) => self.define(NameKind::Value, *name),
            Statement::Mode(_)
            | Statement::Attacker
            | Statement::Suite(_)
            | Statement::Values(_)
            | Statement::Check(..)
            | Statement::Verify(..)
            | Statement::Show(..)
            | Statement::Leak(..)
            | Statement::ExpectKnows(..)
            | Statement::ExpectEqual(..)
            | Statement::Under(_)
            | Statement::Carry(_)
            | Statement::Bytes(_)
            | Statement::Aside => {}
        }
    }

    /// Collects the uses of values and messages, once it is known which of them a name may be.
    fn values(&mut self, body: &[Stmt<'s>]) {
        for stmt in body {
            let payloads = stmt.kind.messages().flat_map(|message| &message.payload);
            let fields = payloads.flat_map(|payload| payload.groups.iter().flatten());
            fields.for_each(|field| self.expression(field));
            if let StmtKind::Knowledge(statement) = &stmt.kind {
                statement.expressions().into_iter().for_each(|expression| self.expression(expression));
            }
            stmt.bodies().into_iter().for_each(|inside| self.values(inside));
        }
    }

    fn expression(&mut self, expression: &Expr<'s>) {
        match &expression.kind {
            ExprKind::Name(name) => self.use_of(name, expression.span),
            ExprKind::Range(first, last) => {
                self.use_of(first.text, first.span);
                self.use_of(last.text, last.span);
            }
            ExprKind::Call(_, parts) | ExprKind::Join(parts) => {
                parts.iter().for_each(|part| self.expression(part));
            }
            ExprKind::Hex(_) | ExprKind::Text(_) | ExprKind::Number(_) => {}
        }
    }

    /// A name in an expression is a value, else a message: `Finished`, `Client.Finished` or `Finished.2`.
    fn use_of(&mut self, name: &'s str, span: Span) {
        let is_value = self.position(NameKind::Value, name).is_some();
        let message = name.split('.').find(|part| self.position(NameKind::Message, part).is_some());
        match message.filter(|_| !is_value) {
            Some(message) => {
                self.entry(NameKind::Message, message, span).uses.push(span);
                let sender = name.split('.').next().filter(|sender| *sender != message);
                if let Some(at) = sender.and_then(|sender| self.position(NameKind::Participant, sender)) {
                    let end = span.start + self.all[at].name.len();
                    self.all[at].uses.push(Span::new(span.start, end));
                }
            }
            None => self.entry(NameKind::Value, name, span).uses.push(span),
        }
    }
}
