//! Every code, with its name, its level and its explanation, in the order of the manual.

use super::Level;

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
    /// Windows' older tools do that. Save it as UTF-8: "Save as" in an editor, `Out-File -Encoding utf8` in PowerShell.
    Utf16 = "utf-16": Deny,
    /// The text holds a control character.
    ///
    /// An SVG file cannot hold NUL, ESC and the like. Delete it; a line break inside a label is written `\n`.
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
    /// The picture would be larger than 16 MiB and 64 bytes for each byte of the source.
    ///
    /// Some constructs multiply: wide boxes and the lifelines behind them, a long name and the heads that bear it, values
    /// and the parties that know them. No page is that large, and a browser would not show the picture. The report points
    /// at the construct that takes most, and says what makes it smaller.
    PictureTooLarge = "picture-too-large": Deny,
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
    /// A name holds a part of another language's arrow.
    ///
    /// Web pages spell `->` as `-&gt;`, Mermaid writes `A-)B: text`, PlantUML `A->o B: text`, `A -> B ++ : text` and
    /// `& A -> B: text`. Here, all of `)B`, `o B`, `B ++` and `& A` are names, and each draws a participant of its own.
    /// `->+` activates who receives, `->-` ends the activation of who sends, `->*` creates who receives.
    ArrowInName = "arrow-in-name": Warn,
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
    /// A fence has an option, or the value of one, that seqwright does not know.
    ///
    /// Where `embed` and `mdbook` make a picture, the opening line of its fence takes five options: `alt`, `caption`,
    /// `dialect`, `id` and `theme`. Anything else has no effect; in particular, no option of the program can be set
    /// there. `theme` takes the name of a bundled theme.
    UnknownFenceOption = "unknown-fence-option": Warn,
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
    /// A name with blanks stands after `as` without quotation marks.
    ///
    /// The name after `as` is one word, or stands in quotation marks: `participant "Long name" as "Other name"`. Without
    /// them the whole line, its `as` included, is the name.
    UnquotedName = "unquoted-name": Warn,
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
    /// A name is made of the names of two others.
    ///
    /// `note over A B: text` is about a participant called `A B`; one over both is `note over A,B: text`. A message
    /// goes to one participant, so `A->B,C: text` goes to somebody called `B,C`. Declare that name if it is meant.
    MissingComma = "missing-comma": Warn,
    /// A text holds a tag of HTML.
    ///
    /// Here it is drawn as it is written. A line break is `\n`, bold text `**so**` and slanted text `//so//`.
    HtmlTag = "html-tag": Warn,
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
    /// An expression or an expectation names a value that nothing above defines.
    ///
    /// A value is defined by `knows`, `keypair`, `generate` or `derive`, on a line above the one that uses it. Names
    /// are told apart by case. In a note, with `knowledge check`, only what nearly is the name of a value is reported.
    UnknownValue = "unknown-value": Warn,
    /// A transcript or an expression names a message that was not sent above.
    ///
    /// A message is called by the word its text begins with: `ClientHello`, or `Server.Finished` where both sides send
    /// one, or `Client.ClientHello.2` for the second of that name. A transcript `First..Last` holds the messages
    /// between the same two parties, those marked `aside` left out.
    UnknownMessage = "unknown-message": Deny,
    /// A function is nearly one that seqwright can compute.
    ///
    /// A function of another name is a one-way function of the author's own: everybody can compute it, nobody can
    /// take its arguments out of it, and it has no octets. Names are told apart by case.
    UnknownFunction = "unknown-function": Warn,
    /// The cipher suite is none that seqwright knows.
    UnknownSuite = "unknown-suite": Deny,
    /// A function has arguments that it cannot take.
    ///
    /// The message says what the standard wants. docs/knowledge.md lists all functions with their arguments.
    WrongArguments = "wrong-arguments": Deny,
    /// A key is of another kind than is wanted here.
    ///
    /// `X25519(mine, theirs)` and `P-256(mine, theirs)` take a private half and the public half of another pair of
    /// the same curve; `aenc(key, text)` encrypts with a public half.
    WrongKey = "wrong-key": Deny,
    /// Two lines give one name to two different values.
    ///
    /// A name denotes one value for all parties. Where two parties derive a value each in their own way, the two
    /// formulas must come to the same; the report shows both.
    DifferentValue = "different-value": Deny,
    /// A name is defined twice.
    AlreadyDefined = "already-defined": Deny,
    /// A party cannot compute what it is said to compute.
    ///
    /// At this line it lacks an ingredient. The report says which, who made it, where it was sent, and what keeps this
    /// party from reading it there.
    CannotDerive = "cannot-derive": Deny,
    /// A party sends what it does not know, or encrypts with a key that it does not know.
    CannotSend = "cannot-send": Deny,
    /// The receiver of an encrypted message does not know the key.
    ///
    /// It reads the message when it learns the key further down. If it never does, the key is the wrong one, or a
    /// `derive` is missing.
    CannotReadYet = "cannot-read-yet": Warn,
    /// A note says that a party knows what it cannot know there (`knowledge check`).
    CannotKnow = "cannot-know": Warn,
    /// A word in a message is nearly the name of a value, and is plain text.
    ///
    /// A message carries the values that stand in the brackets of its text. Everything else there is only text.
    PlainText = "plain-text": Warn,
    /// An `expect` does not hold.
    ///
    /// Where somebody knows what it should not, the report proves it, step by step.
    UnmetExpectation = "unmet-expectation": Deny,
    /// Octets are not those that they should be.
    DifferentOctets = "different-octets": Deny,
    /// More would be computed than any protocol needs.
    ///
    /// Up to 1000 values are joined, and up to some ten million octets are hashed for one diagram. Who knows what comes to
    /// at most `MAX_FACTS`, and octets are told of up to `MAX_TOLD_OCTETS`: docs/knowledge.md has the numbers.
    TooMuchToCompute = "too-much-to-compute": Deny,
    /// There are no octets to compare.
    ///
    /// A value has octets where all its ingredients have some: `generate A: x = 0x...`, `keypair`, or a file of
    /// `values`. What seqwright cannot compute, as a signature, takes its octets from that file.
    NoOctets = "no-octets": Deny,
    /// The octets of a message do not hold those of a value that it carries.
    MissingOctets = "missing-octets": Warn,
    /// `under`, `carry`, `bytes` and `aside` belong to the message above them, and there is none.
    LooseLine = "loose-line": Deny,
    /// A file of values is not read.
    ///
    /// `values "file"` reads a file below the folder of the diagram, and nothing else: no absolute path, no `..`, no
    /// link that leads out of it. The library reads no file unless its caller gives it a loader.
    ValuesNotRead = "values-not-read": Deny,
    /// A line of a file of values is not `name = hex`.
    MalformedValues = "malformed-values": Deny,
    /// A file of values does not say that its secrets are published ones.
    ///
    /// What it holds ends up in the picture. If that is meant, begin the file with the line `# test data`.
    UnmarkedValues = "unmarked-values": Warn,
    /// A name in a file of values is nearly one that the source speaks of.
    ///
    /// Its octets are compared with nothing. A message stands under its sender and its name, as in `Client.Finished`. A
    /// file may hold more than a source needs; of other names nothing is said.
    UnusedOctets = "unused-octets": Warn,
    /// A transcript goes over a fragment that may or may not happen.
    ///
    /// Which messages it holds depends on what happens there, so it is no single value.
    AmbiguousTranscript = "ambiguous-transcript": Deny,
    /// Something is expected of the attacker, who sees nothing.
    ///
    /// Without the line `attacker sees wire` above, the attacker gets only what is leaked to it.
    BlindAttacker = "blind-attacker": Warn,
    /// This build does not check what participants know: the library was compiled without its feature `knowledge`.
    KnowledgeNotBuilt = "knowledge-not-built": Warn,
}
