//! The syntax tree: statements in order, names as text, every node with its place. It holds everything that is in the
//! source, so that the formatter loses nothing, and nothing else. What belongs to the concrete syntax of `.seq` only,
//! and other languages leave at its default, is marked "Concrete syntax".

mod message;
mod parts;
mod places;

use std::ops::Deref;

pub use message::{Endpoint, Message};

pub use crate::notation::Ending;
pub use crate::notation::words::WORDS;
use crate::notation::{Dash, FragmentKind, NoteKind, PageText, ParticipantKind, Placement, Side};
use crate::protocol::Statement;
use crate::source::{Dialect, Span};
pub use crate::source::{Name, Written};

/// A source, as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram<'s> {
    /// The statements of the outermost level.
    pub body: Vec<Stmt<'s>>,
    /// The dialect that it was read as.
    pub dialect: Dialect,
}

/// One statement; a block is one statement with the others inside.
#[derive(Clone, Debug, PartialEq)]
pub struct Stmt<'s> {
    /// What kind of statement it is.
    pub kind: StmtKind<'s>,
    /// Its bytes, without spaces around them.
    pub span: Span,
    /// The line it begins on, from 1.
    pub line: u32,
}

/// The style that the author gives to an element: `#fill #border;width;dash` or `##name`. Most elements have none, so
/// it is as small as a pointer, and dereferences to empty [`StyleParts`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Style<'s>(Option<Box<StyleParts<'s>>>);

/// The parts of a [`Style`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StyleParts<'s> {
    /// The colour that fills it, without its `#`.
    pub fill: Option<Written<'s>>,
    /// The colour of its border, without its `#`.
    pub stroke: Option<Written<'s>>,
    /// The width of its border in pixels.
    pub width: Option<Written<'s>>,
    /// How its border is broken.
    pub dash: Option<Dash>,
    /// A style declared elsewhere, without its `##`.
    pub named: Option<Written<'s>>,
}

static NO_STYLE: StyleParts<'static> =
    StyleParts { fill: None, stroke: None, width: None, dash: None, named: None };

impl Style<'_> {
    /// Whether it sets nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl<'s> Deref for Style<'s> {
    type Target = StyleParts<'s>;
    fn deref(&self) -> &StyleParts<'s> {
        self.0.as_deref().unwrap_or(&NO_STYLE)
    }
}

impl<'s> From<StyleParts<'s>> for Style<'s> {
    fn from(parts: StyleParts<'s>) -> Style<'s> {
        Style((parts != StyleParts::default()).then(|| Box::new(parts)))
    }
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind<'s> {
    /// An empty line.
    Blank,
    /// A comment, its `#` or `//` included.
    Comment(&'s str),
    /// `title TEXT`.
    Title(Written<'s>),
    /// A declaration of a participant.
    Participant(Box<Participant<'s>>),
    /// `create NAME`: its head appears here.
    Create(Name<'s>),
    /// A message.
    Message(Message<'s>),
    /// A note, box, state or reference.
    Note(Note<'s>),
    /// A reference with messages into it and out of it.
    Reference(Box<Reference<'s>>),
    /// `==TEXT==`.
    Divider(Written<'s>, Style<'s>),
    /// `...` or `...TEXT...`: time passes. Empty where no text is written.
    Pause(Written<'s>),
    /// `return TEXT`: the answer to the message that opened the innermost bar.
    Return(Written<'s>),
    /// `space [N]`: room of N units; may be negative.
    Space(Option<Written<'s>>),
    /// `autonumber [N [STEP]] ["FORMAT"]` and its kin.
    Autonumber(Autonumber<'s>),
    /// `activate NAME [style]`.
    Activate(Name<'s>, Style<'s>),
    /// `deactivate NAME`, or `deactivateafter NAME`.
    Deactivate(Name<'s>, When),
    /// `destroy NAME` and its two kin.
    Destroy(Name<'s>, Ending),
    /// A combined fragment.
    Fragment(Box<Fragment<'s>>),
    /// `participantgroup [style] LABEL` … `end`.
    Group(Box<Group<'s>>),
    /// `parallel {` or `serial {` … `}`.
    Braces(Box<Braces<'s>>),
    /// A statement about the whole diagram, or about what follows.
    Setting(Box<Setting<'s>>),
    /// A statement about what participants know.
    Knowledge(Box<Statement<'s>>),
    /// A line that is not a statement; it has been reported.
    Junk(&'s str),
}

/// A declaration of a participant.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant<'s> {
    /// The keyword.
    pub kind: ParticipantKind,
    /// For participants drawn as an icon or an image: the word and the code or address.
    pub icon: Option<Icon<'s>>,
    /// What the head shows; without `as` also the name.
    pub label: Name<'s>,
    /// The name after `as`.
    pub alias: Option<Name<'s>>,
    /// Colours.
    pub style: Style<'s>,
}

/// `materialdesignicons F1FF NAME`, `image data:… NAME`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Icon<'s> {
    /// The word: the name of an icon font, or `image`.
    pub set: Written<'s>,
    /// The glyph in hexadecimal, or the image as a `data:` address.
    pub code: Written<'s>,
}

/// A note, or another box on lifelines.
#[derive(Clone, Debug, PartialEq)]
pub struct Note<'s> {
    /// Its shape.
    pub kind: NoteKind,
    /// Where it is.
    pub side: Side,
    /// Whom it is about; at least one.
    pub about: Vec<Name<'s>>,
    /// Colours.
    pub style: Style<'s>,
    /// Its text.
    pub text: NoteText<'s>,
}

/// `A->ref over B: text` … `end ref-->A: text`. At least one of the messages is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference<'s> {
    /// The message into it.
    pub entry: Option<Message<'s>>,
    /// The box; without text on the line of a message.
    pub note: Note<'s>,
    /// The message out of it.
    pub exit: Option<Message<'s>>,
}

/// A note's text: after its colon, or line by line up to `end note`.
#[derive(Clone, Debug, PartialEq)]
pub enum NoteText<'s> {
    /// On the line of the note.
    Line(Written<'s>),
    /// The lines of a block, as written.
    Block {
        /// The lines between header and end.
        lines: Vec<&'s str>,
        /// Concrete syntax: whether the header ends in a colon.
        colon: bool,
    },
}

/// A box with text at the foot of the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Legend<'s> {
    /// On which side it is.
    pub place: Placement,
    /// The lines between `legend` and `end legend`, as written.
    pub lines: Vec<&'s str>,
}

/// Forms of `autonumber`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Autonumber<'s> {
    /// From a number, or from 1.
    On {
        /// The number of the next message.
        from: Option<Written<'s>>,
        /// How much each number is larger than the one before.
        step: Option<Written<'s>>,
        /// How a number is shown, without its quotation marks: `#` or a run of `0` stands for it.
        format: Option<Written<'s>>,
    },
    /// Goes on where `autonumber off` stopped.
    Resume {
        /// The step from here on.
        step: Option<Written<'s>>,
        /// The format from here on.
        format: Option<Written<'s>>,
    },
    /// No numbers from here on.
    Off,
}

/// When a deactivation takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At the previous entry.
    Now,
    /// Just below the previous entry.
    After,
}

/// A combined fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment<'s> {
    /// Its operator.
    pub kind: FragmentKind,
    /// Concrete syntax: the word as written.
    pub word: Written<'s>,
    /// Style glued to the operator or before its text.
    pub style: FragmentStyle<'s>,
    /// The words of a `group`, where the colour of its label is between them and the condition in
    /// brackets, which is then the guard: `group #tab words #label [condition]`. Without such a colour the
    /// guard holds both.
    pub label: Option<Written<'s>>,
    /// The operands; at least one. The first one's text is on the opener's line.
    pub operands: Vec<Operand<'s>>,
    /// Concrete syntax: the closing line, `end` with its word if it has one; `None` where the file ended first.
    pub close: Option<Written<'s>>,
}

/// The style of a fragment: `alt#op #fill #border;w;style text`, or the older `alt #op #label text`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FragmentStyle<'s> {
    /// The colour of the tab, without its `#`.
    pub operator: Option<Written<'s>>,
    /// Concrete syntax: whether the operator's colour is glued to the word, and the rest is in the unified form.
    pub glued: bool,
    /// The colour of the label's text, in the older form.
    pub label: Option<Written<'s>>,
    /// Fill and border of the body, in the unified form.
    pub body: Style<'s>,
}

/// One operand of a fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand<'s> {
    /// The bytes of the line that opens it.
    pub span: Span,
    /// The line it opens on, from 1.
    pub line: u32,
    /// Whether it begins with `thread`; the first one of a fragment begins with neither.
    pub thread: bool,
    /// Its guard; empty where none is written.
    pub guard: Written<'s>,
    /// Colours of its own.
    pub style: Style<'s>,
    /// What happens in it.
    pub body: Vec<Stmt<'s>>,
}

/// A group of participants.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'s> {
    /// What it is called; may be empty.
    pub label: Written<'s>,
    /// Colours.
    pub style: Style<'s>,
    /// Declarations, and whatever else is inside.
    pub body: Vec<Stmt<'s>>,
    /// Concrete syntax: the closing line; `None` where the file ended first.
    pub close: Option<Written<'s>>,
}

/// `parallel {` … `}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Braces<'s> {
    /// `parallel`, or else `serial`.
    pub parallel: bool,
    /// What happens in it.
    pub body: Vec<Stmt<'s>>,
    /// Concrete syntax: the closing line; `None` where the file ended first.
    pub close: Option<Written<'s>>,
}

/// Statements about the whole diagram, or about what follows.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting<'s> {
    /// `frame [style] TEXT`: a frame round everything.
    Frame(Written<'s>, FragmentStyle<'s>),
    /// `header TEXT`, `caption TEXT` or `footer TEXT`.
    PageText(PageText, Written<'s>),
    /// `legend [left|right|center]` … `end legend`.
    Legend(Legend<'s>),
    /// `accTitle: TEXT`: the title for readers who do not see the picture.
    AccTitle(Written<'s>),
    /// `accDescr: TEXT`: a description for them.
    AccDescr(Written<'s>),
    /// `fontfamily NAME`.
    FontFamily(Written<'s>),
    /// `entryspacing F`.
    EntrySpacing(Written<'s>),
    /// `participantspacing N` or `equal`.
    ParticipantSpacing(Written<'s>),
    /// `lifelinestyle [NAME] style`.
    LifelineStyle(Option<Name<'s>>, Style<'s>),
    /// `activecolor [NAME] style`.
    ActiveColor(Option<Name<'s>>, Style<'s>),
    /// `autoactivation on|off`.
    AutoActivation(bool),
    /// `linear`, `linear off`.
    Linear(bool),
    /// `parallel`, `parallel off`.
    Parallel(bool),
    /// `bottomparticipants`.
    BottomParticipants,
    /// `option footer=none|bar|box`.
    Footer(Written<'s>),
    /// `style NAME STYLE,MARKUP`, and the styles of types such as `notestyle STYLE,MARKUP`.
    DefineStyle {
        /// `style`, or the word of a type such as `notestyle`.
        word: Written<'s>,
        /// The name, for `style`.
        name: Option<Written<'s>>,
        /// The shape part.
        style: Style<'s>,
        /// The mark-up after the comma.
        markup: Option<Written<'s>>,
    },
}
