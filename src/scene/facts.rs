//! Facts about the elements of a drawing. A file contains them so that programs can compare two drawings without
//! reading sentences or class names.

use std::borrow::Cow;

use crate::notation::{Arrow, NoteKind, ParticipantKind, Side};

/// Declares the kinds in one place: a new one is a line here.
macro_rules! kinds {
    ($($(#[$doc:meta])+ $kind:ident = $word:literal,)+) => {
        /// The kinds of group.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])+ $kind,)+
        }

        impl Kind {
            /// All kinds.
            pub const ALL: &[Kind] = &[$(Kind::$kind,)+];

            /// Its name in a file (`data-kind`).
            pub const fn word(self) -> &'static str {
                match self {
                    $(Kind::$kind => $word,)+
                }
            }
        }
    };
}

kinds! {
    /// The title of the drawing.
    Title = "title",
    /// A frame round the whole drawing.
    Frame = "frame",
    /// The head of a participant.
    Participant = "participant",
    /// A group of participants.
    Group = "group",
    /// The bar of an activation.
    Activation = "activation",
    /// A message.
    Message = "message",
    /// A note.
    Note = "note",
    /// A box.
    Box = "box",
    /// A state.
    State = "state",
    /// A reference to another diagram.
    Reference = "reference",
    /// What participants learn.
    Learning = "learning",
    /// A value in a box of what participants learn.
    Value = "value",
    /// The end of a lifeline.
    Destruction = "destruction",
    /// A combined fragment.
    Fragment = "fragment",
    /// An operand of a fragment, from the second on.
    Operand = "operand",
    /// A divider.
    Divider = "divider",
    /// What was checked of who knows what.
    Verdict = "verdict",
    /// The meaning of the signs, or the author's legend.
    Legend = "legend",
    /// Small words over the title.
    Header = "header",
    /// Words below the drawing.
    Caption = "caption",
    /// Small words below everything.
    Footer = "footer",
}

impl From<NoteKind> for Kind {
    fn from(kind: NoteKind) -> Kind {
        match kind {
            NoteKind::Note => Kind::Note,
            NoteKind::Box
            | NoteKind::Angular
            | NoteKind::AngularLeft
            | NoteKind::AngularRight
            | NoteKind::Rounded => Kind::Box,
            NoteKind::State => Kind::State,
            NoteKind::Ref => Kind::Reference,
        }
    }
}

impl Kind {
    /// Whether it is an event. Events are numbered.
    pub const fn is_event(self) -> bool {
        match self {
            Kind::Title
            | Kind::Frame
            | Kind::Participant
            | Kind::Group
            | Kind::Activation
            | Kind::Value
            | Kind::Verdict
            | Kind::Legend
            | Kind::Header
            | Kind::Caption
            | Kind::Footer => false,
            Kind::Message
            | Kind::Note
            | Kind::Box
            | Kind::State
            | Kind::Reference
            | Kind::Learning
            | Kind::Destruction
            | Kind::Fragment
            | Kind::Operand
            | Kind::Divider => true,
        }
    }
}

/// The participants or the operator that a group is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About<'d> {
    /// Nothing but its text.
    Nothing,
    /// One participant.
    One(&'d str),
    /// The participants at both ends of a message, or the outermost ones of a range.
    Ends(&'d str, &'d str),
    /// The operator of a fragment.
    Operator(&'d str),
    /// The name of a value.
    Value(&'d str),
}

/// Further facts about a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// Nothing: it is of the most common form of its kind.
    Nothing,
    /// The arrow of a message, and whether the message creates its receiver.
    Arrow {
        /// Its line and its ends.
        arrow: Arrow,
        /// Whether the receiver's head is at its tip.
        creates: bool,
    },
    /// The kind of a participant.
    Participant(ParticipantKind),
    /// The side of a note.
    Side(Side),
}

/// The facts about a group of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts<'d> {
    /// Its kind.
    pub kind: Kind,
    /// What it is about.
    pub about: About<'d>,
    /// Further facts about it.
    pub special: Special,
    /// Its text, where the drawing does not show it.
    pub hidden: Option<Cow<'d, str>>,
}

impl Facts<'_> {
    /// The facts about a group that is nothing but its text.
    pub const fn of(kind: Kind) -> Facts<'static> {
        Facts { kind, about: About::Nothing, special: Special::Nothing, hidden: None }
    }
}
