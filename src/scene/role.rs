//! What marks are, which says how they are painted.

/// Declares the roles in one place: a new one is a line here, and the compiler names the rest that wants it.
macro_rules! roles {
    ($($(#[$doc:meta])+ $role:ident = $key:literal $mark:ident,)+) => {
        /// What a mark is. The theme has a paint for each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[$doc])+ $role,)+
        }

        impl Role {
            /// All of them, in the order of their discriminants.
            pub const ALL: &[Role] = &[$(Role::$role,)+];

            /// Its name in a theme file.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Role::$role => $key,)+
                }
            }

            /// Which sort of mark it is.
            pub const fn mark(self) -> Mark {
                match self {
                    $(Role::$role => Mark::$mark,)+
                }
            }
        }
    };
}

/// The sorts of mark, which differ in what of a paint they use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Filled and outlined.
    Area,
    /// A stroke alone.
    Line,
    /// Characters: a fill alone.
    Text,
}

roles! {
    /// The ground of the whole drawing.
    Canvas = "canvas" Area,
    /// A group of participants, behind everything.
    Group = "group" Area,
    /// Its sides.
    GroupBorder = "group-border" Line,
    /// What it is called.
    GroupText = "group-text" Text,
    /// The fill of a fragment, behind everything.
    FragmentFill = "fragment-fill" Area,
    /// A lifeline.
    Lifeline = "lifeline" Line,
    /// An activation bar.
    Activation = "activation" Area,
    /// The head of a participant, its box or symbol.
    Participant = "participant" Area,
    /// A glyph that stands for a participant.
    Icon = "icon" Area,
    /// The text of such a head.
    ParticipantText = "participant-text" Text,
    /// The border of a fragment.
    FragmentBorder = "fragment-border" Area,
    /// The tab of a fragment.
    FragmentTab = "fragment-tab" Area,
    /// The operator on that tab.
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
    /// That number.
    NumberText = "number-text" Text,
    /// The cross at the end of a lifeline.
    Destruction = "destruction" Line,
    /// A note.
    Note = "note" Area,
    /// A box, angular or round.
    Box = "box" Area,
    /// A state.
    State = "state" Area,
    /// A reference.
    Ref = "ref" Area,
    /// The text of a note and of its kin.
    NoteText = "note-text" Text,
    /// A box of what somebody has got to know.
    Knowledge = "knowledge" Area,
    /// The signs in such a box: filled outlines.
    KnowledgeSign = "knowledge-sign" Area,
    /// The name of a new value there.
    KnowledgeText = "knowledge-text" Text,
    /// How it was computed, what it is, and what was known before.
    KnowledgeDetail = "knowledge-detail" Text,
    /// The lock of an encrypted message.
    Protection = "protection" Area,
    /// The name of its key.
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
