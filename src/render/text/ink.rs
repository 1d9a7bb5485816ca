//! The colours of a picture made of characters, as terminals have them.

use crate::ruler::Cells;
use crate::scene::Role;

/// How a character stands out. Authors' colours are not used: a terminal has its own ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    #[default]
    Plain,
    /// Lifelines, which are everywhere.
    Dim,
    /// Names, titles and the operators of fragments.
    Bold,
    /// What participants know, and what protects messages.
    Knowledge,
    /// What the attacker can read.
    Exposed,
}

impl Ink {
    /// Returns the ink of a role.
    pub fn of(role: Role) -> Ink {
        match role {
            Role::Lifeline => Ink::Dim,
            Role::ParticipantText | Role::FragmentTabText | Role::Title => Ink::Bold,
            Role::Knowledge
            | Role::KnowledgeSign
            | Role::KnowledgeText
            | Role::KnowledgeDetail
            | Role::Protection
            | Role::ProtectionText => Ink::Knowledge,
            Role::Exposure => Ink::Exposed,
            Role::Canvas
            | Role::Group
            | Role::GroupBorder
            | Role::GroupText
            | Role::FragmentFill
            | Role::Activation
            | Role::Participant
            | Role::Icon
            | Role::FragmentBorder
            | Role::FragmentTab
            | Role::OperandLine
            | Role::Guard
            | Role::MessageLine
            | Role::MessageHead
            | Role::MessageText
            | Role::Number
            | Role::NumberText
            | Role::Destruction
            | Role::Note
            | Role::Box
            | Role::State
            | Role::Ref
            | Role::NoteText
            | Role::DividerLine
            | Role::Divider
            | Role::DividerText => Ink::Plain,
        }
    }

    /// The sequence (ECMA-48, SGR) that ends any ink and begins this one.
    pub fn sequence(self) -> &'static str {
        match self {
            Ink::Plain => "\u{1b}[0m",
            Ink::Dim => "\u{1b}[0;2m",
            Ink::Bold => "\u{1b}[0;1m",
            Ink::Knowledge => "\u{1b}[0;35m",
            Ink::Exposed => "\u{1b}[0;31m",
        }
    }
}

/// Returns the number of columns of the widest line of a picture made of characters. The sequences that colour it take
/// none.
///
/// ```
/// assert_eq!(seqwright::text_columns("one\n\u{1b}[0;1mthree\u{1b}[0m\n日本\n"), 5);
/// ```
pub fn text_columns(text: &str) -> usize {
    let columns = |line: &str| {
        let mut parts = line.split("\u{1b}[");
        let first = parts.next().map_or(0, Cells::columns);
        let rest = parts.filter_map(|part| part.split_once('m'));
        first + rest.map(|(_, shown)| Cells::columns(shown)).sum::<usize>()
    };
    text.lines().map(columns).max().unwrap_or_default()
}
