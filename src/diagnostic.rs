//! `Diagnostic`: one complaint with its place and its cure; `Code`: its name and its explanation.

use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// No picture is written.
    Error,
    /// A picture is written; it may not be what the author meant.
    Warning,
}

/// A place in the source and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The bytes it points at.
    pub span: Span,
    /// A few words under the marked bytes.
    pub text: String,
}

/// A complaint. The first label is the place of the fault; others point at what it has to do with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its name, for `seqwright explain`.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// One sentence: what is wrong.
    pub message: String,
    /// Where; never empty.
    pub labels: Vec<Label>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// The place of the fault.
    pub fn span(&self) -> Span {
        self.labels[0].span
    }

    /// Says in a few words what the marked bytes are.
    pub fn at(&mut self, text: impl Into<String>) -> &mut Self {
        self.labels[0].text = text.into();
        self
    }

    /// Points at another place.
    pub fn label(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to write instead.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }
}

/// Where the stages put their complaints.
#[derive(Debug, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
}

impl Diagnostics {
    /// An empty sink.
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// Adds an error; what it returns takes labels and help.
    pub fn error(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.add(code, Severity::Error, span, message.into())
    }

    /// Adds a warning; what it returns takes labels and help.
    pub fn warn(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.add(code, Severity::Warning, span, message.into())
    }

    /// Whether there is a complaint of that code.
    pub fn has(&self, code: Code) -> bool {
        self.all.iter().any(|diagnostic| diagnostic.code == code)
    }

    /// Takes over the complaints of another sink.
    pub fn append(&mut self, other: &mut Diagnostics) {
        self.all.append(&mut other.all);
    }

    fn add(&mut self, code: Code, severity: Severity, span: Span, message: String) -> &mut Diagnostic {
        let labels = vec![Label { span, text: String::new() }];
        self.all.push(Diagnostic { code, severity, message, labels, help: None });
        self.all.last_mut().expect("one was pushed just now")
    }

    /// All complaints in order of place; those of one place keep the order they were made in.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.all.sort_by_key(|diagnostic| diagnostic.span().start);
        self.all
    }
}

/// Declares `Code` from a table, so that a code, its name and its explanation cannot drift apart.
macro_rules! codes {
    ($($(#[doc = $line:literal])+ $variant:ident = $name:literal,)+) => {
        /// The name of a kind of complaint. Its explanation is what `seqwright explain` prints.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $line])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order of the manual.
            pub const ALL: &[Code] = &[$(Code::$variant),+];

            /// The name in reports: lower case words joined by hyphens.
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$variant => $name,)+
                }
            }

            /// What it means and what to do, in Markdown.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Code::$variant => concat!($($line, "\n"),+),)+
                }
            }
        }
    };
}

codes! {
    /// The file is not UTF-8 text.
    ///
    /// Sources are UTF-8. The report points at the first byte that is not; the usual reason is a file saved
    /// as UTF-16, Latin-1 or Windows-1252. Save it as UTF-8 (with or without a byte order mark).
    NotUtf8 = "not-utf-8",
    /// The text holds a control character.
    ///
    /// NUL, ESC and their like cannot stand in an SVG file and cannot be seen in an editor. Delete the
    /// character; a line break inside a label is written `\n`, a tab needs nothing special.
    ControlCharacter = "control-character",
    /// There is nothing to draw.
    ///
    /// A diagram needs at least one participant, message or note. `A->B: hello` is the shortest one. A file that
    /// holds nothing but comments is drawn as an empty picture; an empty file is an error.
    EmptyDiagram = "empty-diagram",
    /// The source is larger than the limit `MAX_SOURCE_BYTES`.
    ///
    /// The limit keeps a mistake (a log file, a disk image) from taking the memory of the machine.
    SourceTooLarge = "source-too-large",
    /// Fragments are nested deeper than the limit `MAX_DEPTH`, or activations deeper than `MAX_BARS`.
    ///
    /// No reader can follow that many frames. Draw the inner part as a diagram of its own and refer to it
    /// with `ref over A,B: see inner diagram`.
    TooDeep = "too-deep",
    /// The line is not a statement.
    ///
    /// Every line is one statement: a message `A->B: text`, a note `note over A: text`, a fragment that
    /// opens with a word such as `alt` and closes with `end`, a participant, or a setting.
    UnknownStatement = "unknown-statement",
    /// A message has no colon before its text.
    ///
    /// Write `A->B: text`; a message without text is `A->B:`.
    MissingColon = "missing-colon",
    /// A message or a statement lacks the name of a participant.
    ///
    /// Write the name, or `[` and `]` for the left and right edge of the diagram.
    MissingName = "missing-name",
    /// A statement begins with a word of the language but does not go on as that word demands.
    ///
    /// The report points at the first character that does not fit, and its help shows how the statement is
    /// written. A participant that is called like a word of the language can be put in quotation marks.
    MalformedStatement = "malformed-statement",
    /// The arrow is none of the language's.
    ///
    /// Or the line has more than one: a message goes from one participant to one other.
    ///
    /// Solid arrows are `->` and `->>`, dashed ones `-->` and `-->>`; `-x` and `--x` get lost on the way.
    UnknownArrow = "unknown-arrow",
    /// A hyphen may be an arrow or part of a name.
    ///
    /// `A-B: text` is a line without a head, `A-xB: text` a message that gets lost; but names may hold hyphens
    /// too. The report says how the line was read: by the names that the rest of the diagram mentions, else by
    /// the leftmost hyphen. Where the only hyphen has a cross, as in `A-xB: lost`, there is no doubt, unless a
    /// participant called `xB` is mentioned elsewhere. Declare the participants that are meant, or put their
    /// names in quotation marks.
    AmbiguousArrow = "ambiguous-arrow",
    /// A statement lacks something it cannot do without.
    ///
    /// A title needs its text, a setting its value. The report's help shows how the statement is written.
    MissingText = "missing-text",
    /// A quotation mark opens and no second one closes it on that line.
    UnclosedQuote = "unclosed-quote",
    /// A fragment or a group is opened and never closed.
    ///
    /// Each `alt`, `opt`, `loop`, `par`, `group` ... needs a line `end` of its own. The report points at the
    /// opener; indenting what stands inside makes the missing `end` easy to see.
    UnclosedFragment = "unclosed-fragment",
    /// A note, state or reference block is opened and never closed.
    ///
    /// A note without text on its line goes on until a line `end note` (`end state`, `end ref`).
    UnclosedBlock = "unclosed-block",
    /// The fence of a diagram in a document is opened and never closed.
    ///
    /// In Markdown, all the rest of the document is then part of the diagram. Close the fence with a line of as
    /// many marks as open it. `fmt` leaves a diagram in such a fence as it is.
    UnclosedFence = "unclosed-fence",
    /// An `end` closes nothing.
    StrayEnd = "stray-end",
    /// An `else` (or `thread`) stands outside of a fragment.
    StrayElse = "stray-else",
    /// An `end WORD` closes a fragment that opened with another word.
    ///
    /// The fragment is closed all the same; usually an `end` is missing or one too many stands above.
    MismatchedEnd = "mismatched-end",
    /// The same participant is declared twice.
    DuplicateParticipant = "duplicate-participant",
    /// A name that is nearly that of a declared participant makes a new participant.
    ///
    /// Undeclared names are participants in order of mention, so a slip of the pen draws a lifeline of its
    /// own. Declare the name if it is meant.
    NearlyDeclared = "nearly-declared",
    /// A participant is deactivated that is not active.
    NotActive = "not-active",
    /// A participant is created that is there already.
    ///
    /// A participant's head appears where it is created. One that has sent or received something, or that a
    /// note stands on, has its head at the top already.
    AlreadyThere = "already-there",
    /// A message or a statement is about a participant whose lifeline has ended.
    ///
    /// After `destroy` nothing can happen to a participant, unless a message creates it anew (`->*`).
    AfterDestroy = "after-destroy",
    /// A group of participants holds none.
    ///
    /// A `participantgroup` is drawn round the participants that are declared, or first mentioned, between
    /// its line and its `end`.
    EmptyGroup = "empty-group",
    /// A colour is neither `#` and hexadecimal digits nor the name of an HTML colour.
    UnknownColor = "unknown-color",
    /// A style is named that the file does not define.
    ///
    /// `##name` takes its looks from a line `style name #fill #border;width;dash` anywhere in the file. A style
    /// that is defined by another one stands below that one.
    UnknownStyle = "unknown-style",
    /// A participant is to be drawn as a glyph that is not bundled.
    ///
    /// seqwright loads no fonts; it draws the glyphs that are listed in docs/icons.md, and a question mark for
    /// the others. The code is that of the named set; any other picture can be drawn with
    /// `image data:image/png;base64,... NAME`.
    UnknownIcon = "unknown-icon",
    /// The image of a participant cannot be drawn.
    ///
    /// An image stands in the file itself, as `data:image/png;base64,...` (or `jpeg`, `gif`, `webp`), in proper
    /// base64, and holds at most 50 KB. Nothing is fetched from an address. SVG is not taken, because it may carry
    /// script.
    BadImage = "bad-image",
    /// A number is out of range.
    NumberOutOfRange = "number-out-of-range",
    /// A link leads to what a drawing must not lead to.
    ///
    /// `<link:ADDRESS>` takes addresses of pages and of letters: those that begin with `https:`, `http:` or
    /// `mailto:`, and relative ones such as `page.html` and `#part`. Others (`javascript:`, `data:`, `file:`,
    /// `//host`) could harm a reader who follows them; the text is drawn without a link.
    UnsafeLink = "unsafe-link",
    /// The statement belongs to the language but this version does not draw it.
    ///
    /// Or the tag in a text, which is then drawn without what the tag asks for.
    Unsupported = "unsupported",
}

impl Code {
    /// The code of a name.
    pub fn from_name(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name)
    }
}
