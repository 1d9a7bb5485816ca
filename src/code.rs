//! `Code`: the name of a kind of complaint and its explanation; `Level`: what becomes of a warning.

use std::collections::BTreeMap;

/// What becomes of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is said.
    Allow,
    /// It is said.
    Warn,
    /// It is an error.
    Deny,
}

impl Level {
    /// Every level.
    pub const ALL: &[Level] = &[Level::Allow, Level::Warn, Level::Deny];

    /// The word for it in flags, files and comments.
    pub fn name(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }

    /// The level of a word.
    pub fn from_name(name: &str) -> Option<Level> {
        Level::ALL.iter().copied().find(|level| level.name() == name)
    }
}

/// What somebody wants to become of warnings, code by code.
///
/// ```
/// use seqwright::{Code, Level, Levels};
/// let mut levels = Levels::default();
/// assert_eq!(levels.of(Code::StrayEnd), Level::Warn);
/// levels.set_warnings(Level::Deny);
/// levels.set(Code::StrayEnd, Level::Allow);
/// assert_eq!(levels.of(Code::StrayEnd), Level::Allow);
/// assert_eq!(levels.of(Code::NotActive), Level::Deny);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    by_code: BTreeMap<Code, Level>,
    warnings: Option<Level>,
}

impl Levels {
    /// Sets the level of one code.
    pub fn set(&mut self, code: Code, level: Level) {
        self.by_code.insert(code, level);
    }

    /// Sets the level of all that would be warnings and have no level of their own.
    pub fn set_warnings(&mut self, level: Level) {
        self.warnings = Some(level);
    }

    /// The level of the warnings of a code.
    pub fn of(&self, code: Code) -> Level {
        if let Some(&level) = self.by_code.get(&code) {
            return level;
        }
        match code.level() {
            Level::Warn => self.warnings.unwrap_or(Level::Warn),
            level @ (Level::Allow | Level::Deny) => level,
        }
    }
}

/// Declares `Code` from a table, so that a code, its name, its level and its explanation cannot drift apart.
macro_rules! codes {
    ($($(#[doc = $line:literal])+ $variant:ident = $name:literal: $level:ident,)+) => {
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

            /// What becomes of its warnings unless somebody says otherwise; `Deny` where it is always an error.
            pub fn level(self) -> Level {
                match self {
                    $(Code::$variant => Level::$level,)+
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
    NotUtf8 = "not-utf-8": Deny,
    /// The file is UTF-16.
    ///
    /// Windows' older tools save text as UTF-16, in which every other byte of an English text is NUL. Save it as
    /// UTF-8: in an editor by "Save as", in PowerShell by `Out-File -Encoding utf8`.
    Utf16 = "utf-16": Deny,
    /// The text holds a control character.
    ///
    /// NUL, ESC and their like cannot stand in an SVG file and cannot be seen in an editor. Delete the
    /// character; a line break inside a label is written `\n`, a tab needs nothing special.
    ControlCharacter = "control-character": Deny,
    /// A character turns the direction of text and is not taken back in the same line.
    ///
    /// Such controls are invisible, and can make a text look like another one. seqwright confines their effect to the
    /// text they stand in.
    UnbalancedBidi = "unbalanced-bidi": Warn,
    /// There is nothing to draw.
    ///
    /// A diagram needs at least one participant, message or note. `A->B: hello` is the shortest one. A file that
    /// holds nothing but comments is drawn as an empty picture; an empty file is an error.
    EmptyDiagram = "empty-diagram": Warn,
    /// A line `# dialect: NAME` names no dialect, or has no effect.
    ///
    /// The names are `sd`, `wsd` and `js`, in full `sequencediagram.org`, `websequencediagrams` and
    /// `js-sequence-diagrams`, and `seqwright` for the language that holds all three. One line says it, above the
    /// first statement. Without such a line a source is read as `seqwright`.
    UnknownDialect = "unknown-dialect": Warn,
    /// A setting of the program cannot be understood.
    ///
    /// Settings stand in `seqwright.toml`, in variables that begin with `SEQWRIGHT_`, and in flags. The report points
    /// at the setting; docs/configuration.md lists them all.
    BadSetting = "bad-setting": Deny,
    /// The source is larger than the limit `MAX_SOURCE_BYTES`.
    ///
    /// The limit keeps a mistake (a log file, a disk image) from taking the memory of the machine.
    SourceTooLarge = "source-too-large": Deny,
    /// Fragments are nested deeper than the limit `MAX_DEPTH`, or activations deeper than `MAX_BARS`.
    ///
    /// No reader can follow that many frames. Draw the inner part as a diagram of its own and refer to it
    /// with `ref over A,B: see inner diagram`.
    TooDeep = "too-deep": Deny,
    /// The line is not a statement.
    ///
    /// Every line is one statement: a message `A->B: text`, a note `note over A: text`, a fragment that
    /// opens with a word such as `alt` and closes with `end`, a participant, or a setting.
    UnknownStatement = "unknown-statement": Deny,
    /// The line is of another language.
    ///
    /// The report says which one, and how the same thing is written here. Much of Mermaid and PlantUML can stay as it
    /// is: `A->B: text`, `note over A: text`, `alt`, `loop`, `end`.
    ForeignLanguage = "foreign-language": Deny,
    /// A fence of Markdown stands in the source.
    ///
    /// A source is what stands between the fences.
    LeftoverFence = "leftover-fence": Deny,
    /// A line that begins with a word of the language looks like a message.
    ///
    /// `group manager->DB: save` opens a fragment, because `group` does. A name that begins with such a word (`alt`,
    /// `loop`, `group`, `critical`, `thread` ...) stands in quotation marks: `"group manager"->DB: save`.
    ReservedWord = "reserved-word": Deny,
    /// A message has no colon before its text.
    ///
    /// Write `A->B: text`; a message without text is `A->B:`.
    MissingColon = "missing-colon": Deny,
    /// The colon of a message is one of another script.
    ///
    /// Input methods for Chinese and Japanese write `：` (U+FF1A), which looks like `:` and is another character.
    WideColon = "wide-colon": Deny,
    /// A message or a statement lacks the name of a participant.
    ///
    /// Write the name, or `[` and `]` for the left and right edge of the diagram.
    MissingName = "missing-name": Deny,
    /// A statement begins with a word of the language but does not go on as that word demands.
    ///
    /// The report points at the first character that does not fit, and its help shows how the statement is
    /// written. A participant that is called like a word of the language can be put in quotation marks.
    MalformedStatement = "malformed-statement": Deny,
    /// The arrow is none of the language's.
    ///
    /// Or the line has more than one: a message goes from one participant to one other.
    ///
    /// Solid arrows are `->` and `->>`, dashed ones `-->` and `-->>`; `-x` and `--x` get lost on the way.
    UnknownArrow = "unknown-arrow": Deny,
    /// A hyphen may be an arrow or part of a name.
    ///
    /// `A-B: text` is a line without a head, `A-xB: text` a message that gets lost; but names may hold hyphens
    /// too. The report says how the line was read: by the names that the rest of the diagram mentions, else by
    /// the leftmost hyphen. Where the only hyphen has a cross, as in `A-xB: lost`, there is no doubt, unless a
    /// participant called `xB` is mentioned elsewhere. Declare the participants that are meant, or put their
    /// names in quotation marks.
    AmbiguousArrow = "ambiguous-arrow": Warn,
    /// A statement lacks something it cannot do without.
    ///
    /// A title needs its text, a setting its value. The report's help shows how the statement is written.
    MissingText = "missing-text": Deny,
    /// A quotation mark opens and no second one closes it on that line.
    UnclosedQuote = "unclosed-quote": Deny,
    /// A name stands in typographic quotation marks.
    ///
    /// Word processors and web pages turn `"` into `“` and `”`. Here these are letters of the name like any other.
    SmartQuotes = "smart-quotes": Warn,
    /// A fragment or a group is opened and never closed.
    ///
    /// Each `alt`, `opt`, `loop`, `par`, `group` ... needs a line `end` of its own. The report points at the
    /// opener; indenting what stands inside makes the missing `end` easy to see.
    UnclosedFragment = "unclosed-fragment": Deny,
    /// A note, state or reference block is opened and never closed.
    ///
    /// A note without text on its line goes on until a line `end note` (`end state`, `end ref`).
    UnclosedBlock = "unclosed-block": Deny,
    /// The fence of a diagram in a document is opened and never closed.
    ///
    /// In Markdown, all the rest of the document is then part of the diagram. Close the fence with a line of as
    /// many marks as open it. `fmt` leaves a diagram in such a fence as it is.
    UnclosedFence = "unclosed-fence": Warn,
    /// An `end` closes nothing.
    StrayEnd = "stray-end": Warn,
    /// An `else` (or `thread`) stands outside of a fragment.
    StrayElse = "stray-else": Deny,
    /// An `end WORD` closes a fragment that opened with another word.
    ///
    /// The fragment is closed all the same; usually an `end` is missing or one too many stands above.
    MismatchedEnd = "mismatched-end": Warn,
    /// The same participant is declared twice.
    DuplicateParticipant = "duplicate-participant": Warn,
    /// A name that is nearly that of a declared participant makes a new participant.
    ///
    /// Undeclared names are participants in order of mention, so a slip of the pen draws a lifeline of its
    /// own. Declare the name if it is meant.
    NearlyDeclared = "nearly-declared": Warn,
    /// Two names that nobody declared differ by case or blanks alone.
    ///
    /// Each is a participant of its own. Where both are meant, declare them, and nothing is said of it.
    SimilarNames = "similar-names": Warn,
    /// Two names look the same and are not.
    ///
    /// They differ by characters that cannot be told apart: an accent in one piece or in two (Unicode's forms NFC and
    /// NFD), Cyrillic or Greek letters among Latin ones, another kind of blank. Each is a participant of its own.
    TwinNames = "twin-names": Warn,
    /// A name holds a character that cannot be seen.
    ///
    /// Zero-width spaces, soft hyphens and their like come along when text is copied from web pages. A name with one
    /// is another name than the one without.
    InvisibleCharacter = "invisible-character": Warn,
    /// The two sides of `as` are the wrong way round.
    ///
    /// Here, what is shown stands before `as`, and the name for messages after it: `participant "Long name" as L`.
    /// Mermaid has it the other way round.
    SwappedAlias = "swapped-alias": Warn,
    /// A participant is deactivated that is not active.
    NotActive = "not-active": Warn,
    /// A participant is created that is there already.
    ///
    /// A participant's head appears where it is created. One that has sent or received something, or that a
    /// note stands on, has its head at the top already.
    AlreadyThere = "already-there": Warn,
    /// A message or a statement is about a participant whose lifeline has ended.
    ///
    /// After `destroy` nothing can happen to a participant, unless a message creates it anew (`->*`).
    AfterDestroy = "after-destroy": Warn,
    /// A group of participants holds none.
    ///
    /// A `participantgroup` is drawn round the participants that are declared, or first mentioned, between
    /// its line and its `end`.
    EmptyGroup = "empty-group": Warn,
    /// A colour is neither `#` and hexadecimal digits nor the name of an HTML colour.
    UnknownColor = "unknown-color": Warn,
    /// A style is named that the file does not define.
    ///
    /// `##name` takes its looks from a line `style name #fill #border;width;dash` anywhere in the file. A style
    /// that is defined by another one stands below that one.
    UnknownStyle = "unknown-style": Deny,
    /// A participant is to be drawn as a glyph that is not bundled.
    ///
    /// seqwright loads no fonts; it draws the glyphs that are listed in docs/icons.md, and a question mark for
    /// the others. The code is that of the named set; any other picture can be drawn with
    /// `image data:image/png;base64,... NAME`.
    UnknownIcon = "unknown-icon": Warn,
    /// The image of a participant cannot be drawn.
    ///
    /// An image stands in the file itself, as `data:image/png;base64,...` (or `jpeg`, `gif`, `webp`), in proper
    /// base64, and holds at most 50 KB. Nothing is fetched from an address. SVG is not taken, because it may carry
    /// script.
    BadImage = "bad-image": Deny,
    /// A number is out of range.
    NumberOutOfRange = "number-out-of-range": Warn,
    /// A link leads to what a drawing must not lead to.
    ///
    /// `<link:ADDRESS>` takes addresses of pages and of letters: those that begin with `https:`, `http:` or
    /// `mailto:`, and relative ones such as `page.html` and `#part`. Others (`javascript:`, `data:`, `file:`,
    /// `//host`) could harm a reader who follows them; the text is drawn without a link.
    UnsafeLink = "unsafe-link": Warn,
    /// The statement belongs to the language but this version does not draw it.
    ///
    /// Or the tag in a text, or a part of the mark-up of a style: the text is then drawn without what it asks for.
    Unsupported = "unsupported": Warn,
    /// A comment `# seqwright: ...` cannot be understood.
    ///
    /// `# seqwright: allow CODE` above a line allows a warning on that line; above the first statement it holds for
    /// the whole file. There are also `warn` and `deny`, and `warnings` stands for all codes.
    BadDirective = "bad-directive": Warn,
    /// A participant is declared and nothing happens to it.
    ///
    /// Its lifeline runs through the drawing without a message, a note or an activation: often the rest of an earlier
    /// version, or a name that was misspelt where it is used.
    UnusedParticipant = "unused-participant": Warn,
    /// A fragment frames nothing.
    ///
    /// Between an `alt`, `opt`, `loop` ... and its `end` stands no message and no note.
    EmptyFragment = "empty-fragment": Warn,
    /// A text has nearly the colour of what is behind it.
    ///
    /// Both colours are the author's own. WCAG 2.2 asks for a contrast of 4.5, and of 3 for large text; this is below 3,
    /// so the text is drawn in a shade that can be read, which is not the colour that was asked for. Without a colour of
    /// its own, text on a coloured ground is black or white, whichever can be read better.
    LowContrast = "low-contrast": Warn,
    /// An activation begins and never ends.
    ///
    /// Its bar runs on to the end of the drawing. That may be meant, so nothing is said of it unless you ask with
    /// `--warn open-activation`.
    OpenActivation = "open-activation": Allow,
    /// A reply goes to somebody who has not called.
    ///
    /// A dashed line is a reply by convention, and this one has no message before it that goes the other way. Many
    /// authors draw events and data with dashed lines, so nothing is said of it unless you ask with
    /// `--warn reply-to-nobody`.
    ReplyToNobody = "reply-to-nobody": Allow,
    /// A line of a message is very long.
    ///
    /// It pushes its participants apart and makes the whole drawing wide. Nothing is said of it unless you ask with
    /// `--warn long-label`.
    LongLabel = "long-label": Allow,
    /// A participant is active after one branch of an `alt` and not after another.
    ///
    /// After the `alt` its bar goes on. Often a `deactivate` is missing from one branch. Nothing is said of it unless
    /// you ask with `--warn unbalanced-branches`.
    UnbalancedBranches = "unbalanced-branches": Allow,
}

impl Code {
    /// Whether it has warnings, whose level can be chosen. Errors are always errors.
    pub fn is_adjustable(self) -> bool {
        self.level() != Level::Deny
    }

    /// How bad it is, in one sentence.
    pub fn standing(self) -> &'static str {
        match self.level() {
            Level::Deny => "Always an error.",
            Level::Warn => "Level of its warnings: `warn`.",
            Level::Allow => {
                "Level of its warnings: `allow`, so they are only shown to somebody who asks for them."
            }
        }
    }

    /// The code of a name.
    pub fn from_name(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name)
    }
}
