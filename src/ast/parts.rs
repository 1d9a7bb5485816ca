//! What is inside of a statement: bodies of further statements, or messages. Every kind is written out, so that the
//! compiler names this file when one is added.

use super::{Diagram, Message, Stmt, StmtKind};

/// What a statement has inside.
enum Parts<Body, Message> {
    Bodies(Vec<Body>),
    Messages([Option<Message>; 2]),
    Nothing,
}

impl<Body, Message> Parts<Body, Message> {
    fn bodies(self) -> Vec<Body> {
        match self {
            Parts::Bodies(bodies) => bodies,
            Parts::Messages(_) | Parts::Nothing => Vec::new(),
        }
    }

    fn messages(self) -> impl Iterator<Item = Message> {
        let messages = match self {
            Parts::Messages(messages) => messages,
            Parts::Bodies(_) | Parts::Nothing => [None, None],
        };
        messages.into_iter().flatten()
    }
}

/// Matches a kind of statement; the methods make a reference of one sort of a part.
macro_rules! parts {
    ($kind:expr, $iter:ident, $as_slice:ident, $as_ref:ident) => {
        match $kind {
            StmtKind::Message(message) => Parts::Messages([Some(message), None]),
            StmtKind::Reference(reference) => {
                Parts::Messages([reference.entry.$as_ref(), reference.exit.$as_ref()])
            }
            StmtKind::Fragment(fragment) => {
                Parts::Bodies(fragment.operands.$iter().map(|operand| operand.body.$as_slice()).collect())
            }
            StmtKind::Group(group) => Parts::Bodies(vec![group.body.$as_slice()]),
            StmtKind::Braces(braces) => Parts::Bodies(vec![braces.body.$as_slice()]),
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
            | StmtKind::Knowledge(_)
            | StmtKind::Junk(_) => Parts::Nothing,
        }
    };
}

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
        self.kind.parts().bodies()
    }

    /// The same, to be changed.
    pub fn bodies_mut(&mut self) -> Vec<&mut [Stmt<'s>]> {
        self.kind.parts_mut().bodies()
    }
}

impl<'s> StmtKind<'s> {
    /// The messages that it is or has, without those of its bodies.
    pub fn messages(&self) -> impl Iterator<Item = &Message<'s>> {
        self.parts().messages()
    }

    /// The same, to be changed.
    pub fn messages_mut(&mut self) -> impl Iterator<Item = &mut Message<'s>> {
        self.parts_mut().messages()
    }

    fn parts(&self) -> Parts<&[Stmt<'s>], &Message<'s>> {
        parts!(self, iter, as_slice, as_ref)
    }

    fn parts_mut(&mut self) -> Parts<&mut [Stmt<'s>], &mut Message<'s>> {
        parts!(self, iter_mut, as_mut_slice, as_mut)
    }
}
