//! What is inside of a statement: bodies of further statements, and messages. Every kind is written out, so that
//! the compiler names this file when one is added.

use super::{Diagram, Message, Stmt, StmtKind};

impl<'s> Diagram<'s> {
    /// Calls a function with every statement, in the order of the source; one with a body before what is inside of it.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Stmt<'s>)) {
        self.body.iter().for_each(|stmt| stmt.walk(visit));
    }
}

impl<'s> Stmt<'s> {
    fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Stmt<'s>)) {
        visit(self);
        self.bodies().into_iter().flatten().for_each(|inside| inside.walk(visit));
    }

    /// The statements inside of it, body by body.
    pub fn bodies(&self) -> Vec<&[Stmt<'s>]> {
        match &self.kind {
            StmtKind::Fragment(fragment) => {
                fragment.operands.iter().map(|operand| operand.body.as_slice()).collect()
            }
            StmtKind::Group(group) => vec![&group.body],
            StmtKind::Braces(braces) => vec![&braces.body],
            StmtKind::Blank
            | StmtKind::Comment(_)
            | StmtKind::Title(_)
            | StmtKind::Participant(_)
            | StmtKind::Create(_)
            | StmtKind::Note(_)
            | StmtKind::Divider(..)
            | StmtKind::Space(_)
            | StmtKind::Autonumber(_)
            | StmtKind::Activate(..)
            | StmtKind::Deactivate(..)
            | StmtKind::Destroy(..)
            | StmtKind::Setting(_)
            | StmtKind::Knowledge(_)
            | StmtKind::Junk(_)
            | StmtKind::Message(_)
            | StmtKind::Reference(_) => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub fn bodies_mut(&mut self) -> Vec<&mut [Stmt<'s>]> {
        match &mut self.kind {
            StmtKind::Fragment(fragment) => {
                fragment.operands.iter_mut().map(|operand| operand.body.as_mut_slice()).collect()
            }
            StmtKind::Group(group) => vec![&mut group.body],
            StmtKind::Braces(braces) => vec![&mut braces.body],
            StmtKind::Blank
            | StmtKind::Comment(_)
            | StmtKind::Title(_)
            | StmtKind::Participant(_)
            | StmtKind::Create(_)
            | StmtKind::Note(_)
            | StmtKind::Divider(..)
            | StmtKind::Space(_)
            | StmtKind::Autonumber(_)
            | StmtKind::Activate(..)
            | StmtKind::Deactivate(..)
            | StmtKind::Destroy(..)
            | StmtKind::Setting(_)
            | StmtKind::Knowledge(_)
            | StmtKind::Junk(_)
            | StmtKind::Message(_)
            | StmtKind::Reference(_) => Vec::new(),
        }
    }
}

impl<'s> StmtKind<'s> {
    /// The messages that it is or has, without those of its bodies.
    pub fn messages(&self) -> impl Iterator<Item = &Message<'s>> {
        let messages = match self {
            StmtKind::Message(message) => [Some(message), None],
            StmtKind::Reference(reference) => [reference.entry.as_ref(), reference.exit.as_ref()],
            StmtKind::Blank
            | StmtKind::Comment(_)
            | StmtKind::Title(_)
            | StmtKind::Participant(_)
            | StmtKind::Create(_)
            | StmtKind::Note(_)
            | StmtKind::Divider(..)
            | StmtKind::Space(_)
            | StmtKind::Autonumber(_)
            | StmtKind::Activate(..)
            | StmtKind::Deactivate(..)
            | StmtKind::Destroy(..)
            | StmtKind::Setting(_)
            | StmtKind::Knowledge(_)
            | StmtKind::Junk(_)
            | StmtKind::Fragment(_)
            | StmtKind::Group(_)
            | StmtKind::Braces(_) => [None, None],
        };
        messages.into_iter().flatten()
    }

    /// The same, to be changed.
    pub fn messages_mut(&mut self) -> impl Iterator<Item = &mut Message<'s>> {
        let messages = match self {
            StmtKind::Message(message) => [Some(message), None],
            StmtKind::Reference(reference) => [reference.entry.as_mut(), reference.exit.as_mut()],
            StmtKind::Blank
            | StmtKind::Comment(_)
            | StmtKind::Title(_)
            | StmtKind::Participant(_)
            | StmtKind::Create(_)
            | StmtKind::Note(_)
            | StmtKind::Divider(..)
            | StmtKind::Space(_)
            | StmtKind::Autonumber(_)
            | StmtKind::Activate(..)
            | StmtKind::Deactivate(..)
            | StmtKind::Destroy(..)
            | StmtKind::Setting(_)
            | StmtKind::Knowledge(_)
            | StmtKind::Junk(_)
            | StmtKind::Fragment(_)
            | StmtKind::Group(_)
            | StmtKind::Braces(_) => [None, None],
        };
        messages.into_iter().flatten()
    }
}
