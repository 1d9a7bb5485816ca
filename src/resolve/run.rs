//! Collects the run that a source describes, on a second walk, only where it speaks of knowledge.

use std::collections::HashMap;

use super::names::Names;
use crate::ast::{self, Endpoint, Name, NoteText, Stmt, StmtKind, Written};
use crate::model::{End, Event, EventId, EventKind};
use crate::notation::{Head, Side};
use crate::protocol::Statement;
use crate::run::{Branch, Message, Run, Step, StepKind, Who};
use crate::source::Span;

/// What the party is called that sees all messages, and is not drawn unless a participant is called so.
const ATTACKER: &str = "attacker";

/// Makes the run that a source describes; `None` where it has no statement about knowledge.
pub(super) fn run<'a>(body: &'a [Stmt<'a>], names: &mut Names, events: &[Event]) -> Option<Run<'a>> {
    let span = first_statement(body)?;
    let mentions_attacker = mention(body, names);
    let attacker = match names.find(ATTACKER) {
        Some(id) => Some(who(id.index())),
        None => mentions_attacker.then(|| who(names.len())),
    };
    let steps = Walk { names, attacker, drawn: Drawn::of(events) }.steps(body);
    let mut parties: Vec<String> = names.all().to_vec();
    if attacker.is_some_and(|attacker| attacker.index() == parties.len()) {
        parties.push(ATTACKER.to_owned());
    }
    Some(Run { parties, attacker, span, steps })
}

fn who(index: usize) -> Who {
    Who(u32::try_from(index).expect("a source of 64 MiB holds fewer than 2^32 names"))
}

/// The first statement about knowledge.
fn first_statement(body: &[Stmt<'_>]) -> Option<Span> {
    body.iter().find_map(|stmt| {
        let is_one = matches!(stmt.kind, StmtKind::Knowledge(_));
        is_one.then_some(stmt.span).or_else(|| stmt.bodies().into_iter().find_map(first_statement))
    })
}

/// Makes participants of those that only statements about knowledge name; they come after all others. An expectation makes
/// nobody a participant: about somebody who takes no part it says nothing. Whether the attacker is spoken of.
fn mention(body: &[Stmt<'_>], names: &mut Names) -> bool {
    let mut attacker = false;
    for stmt in body {
        if let StmtKind::Knowledge(statement) = &stmt.kind {
            attacker |= matches!(**statement, Statement::Attacker | Statement::Leak(..));
            let makes_participants = !matches!(**statement, Statement::ExpectKnows(..));
            for name in statement.parties() {
                if name.text == ATTACKER {
                    attacker = true;
                } else if makes_participants {
                    names.mention(name, stmt.line);
                }
            }
        }
        for inside in stmt.bodies() {
            attacker |= mention(inside, names);
        }
    }
    attacker
}

struct Walk<'n> {
    names: &'n Names,
    attacker: Option<Who>,
    drawn: Drawn,
}

/// The messages and fragments of the model, by the first byte of their statement. A statement is one of them, except
/// for a reference, which may have a message into it and one out of it.
#[derive(Default)]
struct Drawn {
    by_start: HashMap<usize, EventId>,
    exits: HashMap<usize, EventId>,
}

impl Drawn {
    fn of(events: &[Event]) -> Drawn {
        let mut drawn = Drawn::default();
        events.iter().for_each(|event| event.walk(&mut |event| drawn.add(event)));
        drawn
    }

    fn add(&mut self, event: &Event) {
        if let EventKind::Message(message) = &event.kind {
            let leaves = matches!(message.from, End::Reference(_));
            let map = if leaves { &mut self.exits } else { &mut self.by_start };
            map.insert(event.span.start, event.id);
        } else if matches!(event.kind, EventKind::Fragment(_)) {
            self.by_start.insert(event.span.start, event.id);
        }
    }
}

impl Walk<'_> {
    fn steps<'a>(&self, body: &'a [Stmt<'a>]) -> Vec<Step<'a>> {
        let mut steps = Vec::with_capacity(body.len());
        self.add(body, &mut steps);
        steps
    }

    /// Adds the steps of some statements; those of groups and braces stand between those around them.
    fn add<'a>(&self, body: &'a [Stmt<'a>], steps: &mut Vec<Step<'a>>) {
        for stmt in body {
            let kind = match &stmt.kind {
                StmtKind::Message(message) => StepKind::Message(self.message(message, &[])),
                StmtKind::Fragment(fragment) => self.fragment(fragment),
                StmtKind::Knowledge(statement) => {
                    let who = statement.parties().iter().filter_map(|name| self.party(name)).collect();
                    StepKind::Statement(statement, who)
                }
                StmtKind::Note(note) if note.side == Side::Over => {
                    let who = note.about.iter().filter_map(|name| self.party(name)).collect();
                    StepKind::Note(who, note_text(note, stmt))
                }
                StmtKind::Reference(reference) => {
                    self.reference(reference, stmt, steps);
                    continue;
                }
                StmtKind::Group(_) | StmtKind::Braces(_) => {
                    stmt.bodies().into_iter().for_each(|inside| self.add(inside, steps));
                    continue;
                }
                // Nothing is sent, learnt or said by these.
                StmtKind::Blank
                | StmtKind::Comment(_)
                | StmtKind::Title(_)
                | StmtKind::Participant(_)
                | StmtKind::Create(_)
                | StmtKind::Note(_)
                | StmtKind::Divider(..)
                | StmtKind::Space(_)
                | StmtKind::Pause(_)
                | StmtKind::Return(_)
                | StmtKind::Autonumber(_)
                | StmtKind::Activate(..)
                | StmtKind::Deactivate(..)
                | StmtKind::Destroy(..)
                | StmtKind::Setting(_)
                | StmtKind::Junk(_) => continue,
            };
            steps.push(step(kind, self.drawn(stmt), stmt));
        }
    }

    /// Adds the messages into a reference and out of it.
    fn reference<'a>(&self, reference: &'a ast::Reference<'a>, stmt: &Stmt<'a>, steps: &mut Vec<Step<'a>>) {
        let about = reference.note.about.as_slice();
        let entry = reference.entry.iter().map(|message| (message, self.drawn(stmt)));
        let exit = self.drawn.exits.get(&stmt.span.start).copied();
        let exit = reference.exit.iter().map(|message| (message, exit));
        let message = |(message, event)| step(StepKind::Message(self.message(message, about)), event, stmt);
        steps.extend(entry.chain(exit).map(message));
    }

    /// The message or fragment that a statement became.
    fn drawn(&self, stmt: &Stmt<'_>) -> Option<EventId> {
        self.drawn.by_start.get(&stmt.span.start).copied()
    }

    fn party(&self, name: &Name<'_>) -> Option<Who> {
        match self.names.find(name.text) {
            Some(id) => Some(who(id.index())),
            None => self.attacker.filter(|_| name.text == ATTACKER),
        }
    }

    /// A message. The participant that a reference names first takes the message into it and gives the answer.
    fn message<'a>(&self, message: &'a ast::Message<'a>, about: &[Name<'_>]) -> Message<'a> {
        let end = |end: &Endpoint<'_>| match (end, about) {
            (Endpoint::Participant(name), _) | (Endpoint::Reference(_), [name, ..]) => self.party(name),
            (Endpoint::LeftBorder(_) | Endpoint::RightBorder(_) | Endpoint::Reference(_), _) => None,
        };
        let (arrow, from, to) = message.arrow.directed(end(&message.first), end(&message.second));
        let to = to.filter(|_| arrow.head != Head::Cross);
        Message { from, to, payload: message.payload.as_deref(), text: message.text.span }
    }

    fn fragment<'a>(&self, fragment: &'a ast::Fragment<'a>) -> StepKind<'a> {
        let branches = fragment.operands.iter();
        let branches =
            branches.map(|operand| Branch { line: operand.line, steps: self.steps(&operand.body) });
        StepKind::Fragment(fragment.kind.flow(fragment.operands.len()), branches.collect())
    }
}

fn step<'a>(kind: StepKind<'a>, event: Option<EventId>, stmt: &Stmt<'_>) -> Step<'a> {
    Step { kind, event, span: stmt.span, line: stmt.line }
}

fn note_text<'a>(note: &ast::Note<'a>, stmt: &Stmt<'a>) -> Vec<Written<'a>> {
    match &note.text {
        NoteText::Line(text) => vec![*text],
        NoteText::Block { lines, .. } => lines.iter().map(|text| Written { text, span: stmt.span }).collect(),
    }
}
