//! The kinds of differences between pictures.

/// The kind of a change; the first of several that apply is the cause of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// There are other parts, or they are in another order.
    Structure,
    /// A text says something else.
    Text,
    /// The same is drawn, in other colours or strokes.
    Style,
    /// The same is drawn, in other places.
    Geometry,
    /// The same is drawn in another way, which no other class covers.
    Markup,
    /// An early version, without facts, wrote the snapshot, and it differs.
    Format,
    /// The snapshot cannot be read as a picture.
    Unreadable,
}

impl Class {
    /// All kinds, in the order of the enum.
    pub const ALL: [Class; 7] = [
        Class::Structure,
        Class::Text,
        Class::Style,
        Class::Geometry,
        Class::Markup,
        Class::Format,
        Class::Unreadable,
    ];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Class::Structure => "structure",
            Class::Text => "text",
            Class::Style => "style",
            Class::Geometry => "geometry",
            Class::Markup => "markup",
            Class::Format => "format",
            Class::Unreadable => "unreadable",
        }
    }

    /// What it means, in one sentence.
    pub fn about(self) -> &'static str {
        match self {
            Class::Structure => "Something was added, removed or moved, or has another arrow or receiver.",
            Class::Text => "A label, guard, title or number has a different text.",
            Class::Style => "The same elements have different colours or strokes.",
            Class::Geometry => "The same elements are at different positions.",
            Class::Markup => "The same elements are drawn in another way.",
            Class::Format => "An early version of seqwright wrote the snapshot, and it draws something else.",
            Class::Unreadable => "The snapshot cannot be compared.",
        }
    }

    /// Whether it changes what a screen reader reads.
    pub fn is_semantic(self) -> bool {
        matches!(self, Class::Structure | Class::Text | Class::Format | Class::Unreadable)
    }
}
