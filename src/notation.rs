//! Arrows, kinds, sides and colours: what the AST, the model and the scene have in common.

mod color;
mod color_names;
mod dark_fill;
pub(crate) mod escapes;
mod flow;
pub mod words;

use crate::px::Px;
pub use color::Color;
pub use flow::Flow;

/// How a message's line is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Line {
    /// A call.
    #[default]
    Solid,
    /// A reply.
    Dashed,
}

/// The head at one end of an arrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Head {
    /// Nothing.
    #[default]
    None,
    /// A filled triangle: synchronous.
    Filled,
    /// Two strokes: asynchronous.
    Open,
    /// A cross: the message fails to arrive.
    Cross,
    /// Half of a head, on one side of its line.
    Half {
        /// Whether it is above a level line; otherwise below.
        upper: bool,
        /// Whether it is filled; otherwise one stroke.
        filled: bool,
    },
}

impl Head {
    /// Whether it is a head that points: any but none and a cross.
    pub fn points(self) -> bool {
        match self {
            Head::None | Head::Cross => false,
            Head::Filled | Head::Open | Head::Half { .. } => true,
        }
    }
}

/// An arrow as a product of its line and its two ends. `tail` is the end at the name written first
/// (in the AST) or at the sender (in the model).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Arrow {
    /// Solid or dashed.
    pub line: Line,
    /// The near end.
    pub tail: Head,
    /// The far end.
    pub head: Head,
    /// Whether the near end is at a dot on the lifeline.
    pub tail_dot: bool,
    /// The same of the far end.
    pub head_dot: bool,
}

impl Arrow {
    /// Whether it points to the end written first: its only head is there.
    pub fn is_reversed(self) -> bool {
        self.tail != Head::None && self.head == Head::None
    }

    /// The arrow as it points and its two ends as sender and receiver, from the order in which they are written.
    pub fn directed<E>(self, first: E, second: E) -> (Arrow, E, E) {
        if self.is_reversed() {
            let (tail, head, tail_dot, head_dot) = (self.head, self.tail, self.head_dot, self.tail_dot);
            (Arrow { line: self.line, tail, head, tail_dot, head_dot }, second, first)
        } else {
            (self, first, second)
        }
    }
}

/// The kinds of participant, each with a head of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ParticipantKind {
    /// A box.
    #[default]
    Participant,
    /// A box with round ends (`rparticipant`).
    Rounded,
    /// A person.
    Actor,
    /// A circle held by a bar: the edge of the system.
    Boundary,
    /// A circle with an arrow: a controller.
    Control,
    /// A circle on a bar: stored data.
    Entity,
    /// A cylinder.
    Database,
    /// Two boxes, one behind the other.
    Collections,
    /// A cloud.
    Cloud,
    /// A cylinder on its side.
    Queue,
}

/// The boxes that are on lifelines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// A sheet with a folded corner.
    Note,
    /// A plain box.
    Box,
    /// A box with a point on both sides (`abox`).
    Angular,
    /// A box with a point on its left (`aboxleft`).
    AngularLeft,
    /// A box with a point on its right (`aboxright`).
    AngularRight,
    /// A box with round corners (`rbox`).
    Rounded,
    /// A state of a participant: a box with round ends.
    State,
    /// A reference to another diagram: a box with a `ref` tab.
    Ref,
}

/// Words above and below the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageText {
    /// Small, over the title.
    Header,
    /// Right below the drawing.
    Caption,
    /// Small, below everything.
    Footer,
}

/// Where a box stands that is narrower than the drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Placement {
    /// At its left side.
    Left,
    /// In its middle.
    #[default]
    Center,
    /// At its right side.
    Right,
}

impl Placement {
    /// Every placement.
    pub const ALL: [Placement; 3] = [Placement::Left, Placement::Center, Placement::Right];

    /// The word that it is written with.
    pub const fn word(self) -> &'static str {
        match self {
            Placement::Left => "left",
            Placement::Center => "center",
            Placement::Right => "right",
        }
    }

    /// The placement that is written with a word, in any case.
    pub fn from_word(word: &str) -> Option<Placement> {
        Placement::ALL.into_iter().find(|place| place.word().eq_ignore_ascii_case(word))
    }
}

/// The side of its participants that a note is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// On the lifelines.
    Over,
    /// Left of the lifeline.
    Left,
    /// Right of the lifeline.
    Right,
}

/// The operators of combined fragments (UML 2.5.1, section 17.6.3) and the dialects' own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FragmentKind {
    /// Alternatives.
    Alt,
    /// An option.
    Opt,
    /// A repetition.
    Loop,
    /// Operands that happen side by side.
    Par,
    /// A way out of the enclosing fragment.
    Break,
    /// Must not be interleaved.
    Critical,
    /// A frame with the author's own operator.
    Group,
    /// A reference.
    Ref,
    /// Weak sequencing.
    Seq,
    /// Strict sequencing.
    Strict,
    /// Must not happen.
    Neg,
    /// Messages that are left out.
    Ignore,
    /// Messages that matter.
    Consider,
    /// The only valid continuation.
    Assert,
    /// A critical region.
    Region,
    /// Can be folded away; `true` where it is shown open.
    Expandable(bool),
    /// A background without a tab.
    Rect,
}

/// How a lifeline ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// With a cross at the previous entry.
    Now,
    /// With a cross on a row of its own.
    After,
    /// At the previous entry, without a cross.
    Silent,
}

/// How a border or a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dash {
    /// Unbroken.
    Solid,
    /// In strokes.
    Dashed,
    /// In dots.
    Dotted,
}

/// The style that an author gives to an element: `#fill #border;width;dash`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// What fills it; for a message, the colour of its line.
    pub fill: Option<Color>,
    /// The colour of its border.
    pub stroke: Option<Color>,
    /// The width of its border or line, in pixels.
    pub width: Option<u8>,
    /// How that border or line is broken.
    pub dash: Option<Dash>,
}

impl Style {
    /// The width of its border or line.
    pub fn line_width(&self) -> Option<Px> {
        self.width.map(|pixels| Px::new(i64::from(pixels)))
    }

    /// This style, completed with the settings of another one.
    pub fn over(self, other: Style) -> Style {
        Style {
            fill: self.fill.or(other.fill),
            stroke: self.stroke.or(other.stroke),
            width: self.width.or(other.width),
            dash: self.dash.or(other.dash),
        }
    }

    /// Whether it sets nothing.
    pub fn is_plain(&self) -> bool {
        *self == Style::default()
    }
}

/// The typeface that an author wants for a drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Typeface {
    /// Those of the theme.
    #[default]
    Sans,
    /// Those that the theme has for monospaced text.
    Mono,
    /// These fonts, where the reader's machine has them, in order of preference.
    Named(Vec<FontName>),
}

/// The name of a font family: letters, digits, spaces and hyphens, so that it can be anywhere in CSS.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FontName(String);

impl FontName {
    /// Makes a name by dropping all other characters; `None` if nothing is left.
    ///
    /// ```
    /// use seqwright::notation::FontName;
    /// let name = FontName::new(" \"My Font\"; } ").expect("there are letters");
    /// assert_eq!(name.as_str(), "My Font");
    /// assert_eq!(FontName::new("{};"), None);
    /// ```
    pub fn new(written: &str) -> Option<FontName> {
        let kept: String =
            written.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).collect();
        let name = kept.trim();
        (!name.is_empty()).then(|| FontName(name.to_owned()))
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
