//! The resolved diagram: participants by `Id`, a balanced tree of events, names resolved, numbers counted.
//! A `Diagram` can always be drawn; whatever is wrong has been reported on the way here.

mod event;
mod learning;

pub use crate::icon::Glyph;
use crate::notation::{
    Arrow, Color, Ending, FragmentKind, NoteKind, ParticipantKind, Placement, Side, Style, Typeface,
};
use crate::px::Px;
use crate::source::Span;
pub use crate::text::Text;
pub use event::{Event, EventId};
pub use learning::{Act, Fact, Foot, Learning, Mark, Protection};

/// A diagram, ready to be laid out.
#[derive(Clone, Debug, Default)]
pub struct Diagram {
    /// The title over the drawing.
    pub title: Option<Text>,
    /// What is read out instead of the title.
    pub spoken_title: Option<String>,
    /// What is read out before the sentences that describe the drawing.
    pub description: Option<String>,
    /// From left to right.
    pub participants: Vec<Participant>,
    /// Groups of them; a group comes before those inside it.
    pub groups: Vec<Group>,
    /// Words above and below the drawing.
    pub around: Around,
    /// A frame round the whole drawing.
    pub frame: Option<Frame>,
    /// What is at the lower ends of the lifelines.
    pub footer: Footer,
    /// How far apart the author wants the participants.
    pub distance: Distance,
    /// The typeface.
    pub typeface: Typeface,
    /// Whether it shows who knows what.
    pub shows_knowledge: bool,
    /// What stands below it about knowledge.
    pub foot: Foot,
    /// What happens, from top to bottom.
    pub events: Vec<Event>,
}

/// A participant of this diagram. Only `resolve` makes one, so it is always valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u32);

impl Id {
    /// The participant at this position, from the left.
    pub(crate) fn at(index: usize) -> Id {
        Id(u32::try_from(index).expect("a source of 64 MiB holds fewer than 2^32 names"))
    }

    /// Its position, from the left, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A participant.
#[derive(Clone, Debug)]
pub struct Participant {
    /// The kind of participant, which decides the symbol of its head.
    pub kind: ParticipantKind,
    /// The picture over its name, instead of the symbol of its kind.
    pub icon: Option<Icon>,
    /// Its label.
    pub label: Text,
    /// The author's colours.
    pub style: Style,
    /// The author's colours of its lifeline.
    pub lifeline: Style,
    /// Whether its head appears on the way down, at a message that creates it or at `create`.
    pub created: bool,
    /// Where it is declared or first mentioned.
    pub span: Span,
    /// The line of that, from 1.
    pub line: u32,
}

/// A picture of the author's choice for a participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A bundled one.
    Glyph(&'static Glyph),
    /// A placeholder for a glyph that is not bundled.
    Placeholder,
    /// An image as a `data:` address, checked by `resolve`.
    Image(String),
}

/// A group of participants.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name; may be empty.
    pub label: Text,
    /// The author's colours.
    pub style: Style,
    /// The leftmost one in it.
    pub first: Id,
    /// The rightmost one in it.
    pub last: Id,
    /// How many groups it is inside of.
    pub level: u32,
    /// Where it is written, from line 1.
    pub line: u32,
}

/// Words above and below the drawing.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// Over the title, small.
    pub header: Option<PageText>,
    /// A box at the foot of the drawing.
    pub legend: Option<Legend>,
    /// Below the drawing.
    pub caption: Option<PageText>,
    /// Below everything, small.
    pub footer: Option<PageText>,
}

impl Around {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.header.is_none() && self.legend.is_none() && self.caption.is_none() && self.footer.is_none()
    }
}

/// A text above or below the drawing.
#[derive(Clone, Debug)]
pub struct PageText {
    /// The text.
    pub text: Text,
    /// Where it is written.
    pub span: Span,
    /// The line of that, from 1.
    pub line: u32,
}

/// A box with text at the foot of the drawing.
#[derive(Clone, Debug)]
pub struct Legend {
    /// Its text.
    pub text: PageText,
    /// On which side of the drawing it is.
    pub place: Placement,
}

/// A frame round the whole drawing.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The text of its tab.
    pub label: Text,
    /// The author's colours.
    pub style: Style,
    /// The author's colours of the tab.
    pub tab: Style,
}

/// What is at the lower ends of the lifelines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Footer {
    /// The heads again, where the drawing is so long that those on top are out of sight.
    #[default]
    Auto,
    /// Nothing.
    Nothing,
    /// A line.
    Bar,
    /// The heads again.
    Heads,
}

/// How far apart the author wants the participants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Distance {
    /// As far as needed.
    #[default]
    Free,
    /// The least distance of their heads.
    AtLeast(Px),
    /// Equal distances between their lifelines.
    Equal,
}

/// The kinds of event.
#[derive(Clone, Debug)]
pub enum EventKind {
    /// A message.
    Message(Message),
    /// A note, or another box on lifelines.
    Note(Note),
    /// A reference with messages into it and out of it.
    Reference(Box<Reference>),
    /// Values that participants get to know.
    Learning(Learning),
    /// A combined fragment.
    Fragment(Box<Fragment>),
    /// A line across, with a text.
    Divider(Divider),
    /// Events at one height, where they do not overlap.
    Together(Vec<Event>),
    /// Room, in units of a row's gap; may be negative.
    Space(i32),
    /// An activation begins.
    Activate(Activation),
    /// The innermost activation of a participant ends.
    Deactivate(Id),
    /// Room for the bar that ends next to run on below its last entry.
    BarTail,
    /// A lifeline begins here without a message.
    Create(Id),
    /// Sets the room between the following rows, in hundredths of the usual.
    Spacing(i64),
    /// A lifeline ends here.
    Destroy(Id, Ending),
    /// A lifeline that another branch ended goes on.
    Revive(Id),
}

/// Where a message begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// At a lifeline. `depth` counts the activation bars open there while the message is under way.
    Lifeline {
        /// Whose.
        of: Id,
        /// How many bars.
        depth: u32,
    },
    /// At the left border of the diagram.
    LeftBorder,
    /// At the right border of the diagram.
    RightBorder,
    /// At the border of a reference, on the side of its outermost participant.
    Reference(Id),
}

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    /// The sender.
    pub from: End,
    /// The receiver.
    pub to: End,
    /// The arrow; its tail is at the sender.
    pub arrow: Arrow,
    /// Its text.
    pub text: Text,
    /// Its number, where `autonumber` is on.
    pub number: Option<Text>,
    /// The author's colours.
    pub style: Style,
    /// Whether the receiver's head is at its tip.
    pub creates: bool,
    /// How much lower than the sender the receiver is reached, in units of `space`.
    pub delay: i32,
    /// How it is protected, where the file tracks knowledge.
    pub protection: Option<Box<Protection>>,
}

/// A note, or another box on lifelines.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its shape.
    pub kind: NoteKind,
    /// Where it is.
    pub side: Side,
    /// The leftmost participant it is about.
    pub first: Id,
    /// The rightmost participant it is about.
    pub last: Id,
    /// How many activation bars are open at the lifeline on that side; 0 for `over`.
    pub depth: u32,
    /// Its text.
    pub text: Text,
    /// The author's colours.
    pub style: Style,
}

/// A reference that a message leads into, or out of, or both.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The box.
    pub note: Note,
    /// The message into it, with its changes of lifelines; empty without such a message.
    pub entry: Vec<Event>,
    /// The message out of it, in the same way.
    pub exit: Vec<Event>,
}

/// A combined fragment.
#[derive(Clone, Debug)]
pub struct Fragment {
    /// Its operator.
    pub kind: FragmentKind,
    /// The word on its tab: the operator, or the author's own for `group`.
    pub label: Text,
    /// The operands, at least one.
    pub operands: Vec<Operand>,
    /// The author's colours of the body.
    pub style: Style,
    /// The author's colours of the tab.
    pub tab: Style,
    /// The author's colour of the text on the tab.
    pub ink: Option<Color>,
    /// Whether only its tab is drawn, and not its content.
    pub is_collapsed: bool,
}

impl Diagram {
    /// Opens the fragments that their author collapsed (`expandable+`), so that all they hold is drawn.
    ///
    /// ```
    /// use seqwright::{Source, compile};
    ///
    /// let mut compiled = compile(&Source::new("x.seq", "expandable+ details\nA->B: hello\nend"));
    /// assert!(!compiled.text().contains("hello"));
    /// compiled.model.expand();
    /// assert!(compiled.text().contains("hello"));
    /// ```
    pub fn expand(&mut self) {
        self.events.iter_mut().for_each(|event| event.walk_mut(&mut expand));
    }
}

fn expand(event: &mut Event) {
    if let EventKind::Fragment(fragment) = &mut event.kind
        && std::mem::take(&mut fragment.is_collapsed)
    {
        fragment.kind = FragmentKind::Expandable(true);
        fragment.label = Text::from(fragment.kind.word());
    }
}

/// One operand of a fragment.
#[derive(Clone, Debug)]
pub struct Operand {
    /// Its guard, without brackets; may be empty.
    pub guard: Text,
    /// The author's colours of its body and of the line above it.
    pub style: Style,
    /// What happens in it.
    pub events: Vec<Event>,
    /// The bytes of the line that opens it.
    pub span: Span,
    /// The line it opens on, from 1.
    pub line: u32,
}

/// A line across the drawing, or a pause in it.
#[derive(Clone, Debug)]
pub struct Divider {
    /// Its text.
    pub text: Text,
    /// Whether it is a pause: no line, but dotted lifelines.
    pub is_pause: bool,
    /// The author's colours.
    pub style: Style,
}

/// The beginning of an activation.
#[derive(Clone, Copy, Debug)]
pub struct Activation {
    /// Who becomes active.
    pub of: Id,
    /// The author's colours.
    pub style: Style,
}
