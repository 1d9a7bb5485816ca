//! `Role`: what an item stands for. A theme has a paint for each role.

/// Declares the roles. After adding one here, the compiler names the other places that need it.
macro_rules! roles {
    ($($(#[$doc:meta])+ $role:ident = $key:literal $mark:ident,)+) => {
        /// What an item stands for. The theme has a paint for each role.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[$doc])+ $role,)+
        }

        impl Role {
            /// All roles, in the order of their discriminants.
            pub const ALL: &[Role] = &[$(Role::$role,)+];

            /// Returns its name in a theme file.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Role::$role => $key,)+
                }
            }

            /// Returns which parts of a paint it uses.
            pub const fn paint_use(self) -> PaintUse {
                match self {
                    $(Role::$role => PaintUse::$mark,)+
                }
            }
        }
    };
}

/// Which parts of a paint a role uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaintUse {
    /// Fill and stroke.
    Area,
    /// The stroke alone.
    Line,
    /// The fill alone, for characters.
    Text,
}

roles! {
    /// The background of the drawing.
    Canvas = "canvas" Area,
    /// A group of participants, behind everything.
    Group = "group" Area,
    /// The border of a group.
    GroupBorder = "group-border" Line,
    /// The name of a group.
    GroupText = "group-text" Text,
    /// The fill of a fragment, behind everything.
    FragmentFill = "fragment-fill" Area,
    /// A lifeline.
    Lifeline = "lifeline" Line,
    /// An activation bar.
    Activation = "activation" Area,
    /// The head of a participant, its box or symbol.
    Participant = "participant" Area,
    /// The icon of a participant.
    Icon = "icon" Area,
    /// The name of a participant.
    ParticipantText = "participant-text" Text,
    /// The border of a fragment.
    FragmentBorder = "fragment-border" Area,
    /// The tab of a fragment.
    FragmentTab = "fragment-tab" Area,
    /// The operator on a tab.
    FragmentTabText = "fragment-tab-text" Text,
    /// A line between operands.
    OperandLine = "operand-line" Line,
    /// A guard.
    Guard = "guard" Text,
    /// The line of a message, unbroken or dashed by its shape.
    MessageLine = "message-line" Line,
    /// The arrowhead of a message.
    MessageHead = "message-head" Area,
    /// The label of a message.
    MessageText = "message-text" Text,
    /// The tab that holds a message's number.
    Number = "number" Area,
    /// The number of a message.
    NumberText = "number-text" Text,
    /// The cross at the end of a lifeline.
    Destruction = "destruction" Line,
    /// A note.
    Note = "note" Area,
    /// A box statement: rectangular, round or angular.
    Box = "box" Area,
    /// A state.
    State = "state" Area,
    /// A reference.
    Ref = "ref" Area,
    /// The text of a note, box, state or reference.
    NoteText = "note-text" Text,
    /// A box of values that a participant learns.
    Knowledge = "knowledge" Area,
    /// The signs in a box of knowledge: filled outlines.
    KnowledgeSign = "knowledge-sign" Area,
    /// The name of a new value in a box of knowledge.
    KnowledgeText = "knowledge-text" Text,
    /// The formula and the bytes of a value, and what was known before.
    KnowledgeDetail = "knowledge-detail" Text,
    /// The lock of an encrypted message.
    Protection = "protection" Area,
    /// The name of the key of an encrypted message.
    ProtectionText = "protection-text" Text,
    /// The sign of a message that the attacker can read.
    Exposure = "exposure" Area,
    /// The lines of a divider.
    DividerLine = "divider-line" Line,
    /// The box of a divider.
    Divider = "divider" Area,
    /// The text of a divider.
    DividerText = "divider-text" Text,
    /// The title.
    Title = "title" Text,
}
