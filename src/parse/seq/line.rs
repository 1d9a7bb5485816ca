//! `RawLine`: one line as the grammar reads it, before notes of several lines are joined and hyphens are decided.

use crate::ast::{Endpoint, Message, Name, Note, Reference, StmtKind};
use crate::notation::Placement;
use crate::parse::front::{Close, Divide, Open};
use crate::source::Span;

use super::hyphen::HyphenMessage;

/// One line of the source.
pub(in crate::parse) struct RawLine<'s> {
    pub kind: Kind<'s>,
    /// Its bytes, without spaces around them.
    pub span: Span,
    /// Its number, from 1.
    pub number: u32,
}

/// What a line is.
pub(in crate::parse) enum Kind<'s> {
    /// A statement that is whole in itself.
    Stmt(StmtKind<'s>),
    /// The beginning of a fragment, a group or braces.
    Open(Open<'s>),
    /// `else` or `thread`.
    Divide(Divide<'s>),
    /// `end`, with its word if it has one, or `}`.
    Close(Close<'s>),
    /// A note without text on its line: a block, if its end is found.
    NoteHead { note: Box<Note<'s>>, colon: bool },
    /// A message whose arrow may also be a hyphen, depending on the names.
    Hyphen(Box<HyphenMessage<'s>>),
    /// `A->ref over B: text`: a message into a reference, whole unless an end of it is found.
    RefHead(Box<Reference<'s>>),
    /// `end ref-->A: text`: the way out of a reference.
    RefExit(Box<Message<'s>>),
    /// The beginning of a legend: a block, if its end is found.
    LegendHead(Placement),
    /// No statement.
    Junk,
}

/// The names that a line mentions beyond doubt.
pub(super) fn names<'s>(line: &RawLine<'s>, mut found: impl FnMut(&'s str)) {
    match &line.kind {
        Kind::Stmt(kind) => statement_names(kind, found),
        Kind::NoteHead { note, .. } => note_names(&note.about, found),
        Kind::RefHead(reference) => {
            reference.entry.iter().for_each(|entry| message_names(entry, &mut found));
            note_names(&reference.note.about, found);
        }
        Kind::RefExit(exit) => message_names(exit, found),
        Kind::Open(_)
        | Kind::Divide(_)
        | Kind::Close(_)
        | Kind::Hyphen(_)
        | Kind::LegendHead(_)
        | Kind::Junk => {}
    }
}

fn statement_names<'s>(kind: &StmtKind<'s>, mut found: impl FnMut(&'s str)) {
    match kind {
        StmtKind::Message(message) => message_names(message, found),
        StmtKind::Participant(participant) => {
            found(participant.alias.unwrap_or(participant.label).text);
        }
        StmtKind::Note(note) => note_names(&note.about, found),
        StmtKind::Create(name)
        | StmtKind::Activate(name, _)
        | StmtKind::Deactivate(name, _)
        | StmtKind::Destroy(name, _) => found(name.text),
        StmtKind::Blank
        | StmtKind::Comment(_)
        | StmtKind::Title(_)
        | StmtKind::Reference(_)
        | StmtKind::Divider(..)
        | StmtKind::Space(_)
        | StmtKind::Pause(_)
        | StmtKind::Return(_)
        | StmtKind::Autonumber(_)
        | StmtKind::Fragment(_)
        | StmtKind::Group(_)
        | StmtKind::Braces(_)
        | StmtKind::Setting(_)
        | StmtKind::Knowledge(_)
        | StmtKind::Junk(_) => {}
    }
}

fn message_names<'s>(message: &Message<'s>, mut found: impl FnMut(&'s str)) {
    for end in [message.first, message.second] {
        if let Endpoint::Participant(name) = end {
            found(name.text);
        }
    }
}

fn note_names<'s>(about: &[Name<'s>], found: impl FnMut(&'s str)) {
    about.iter().map(|name| name.text).for_each(found);
}
