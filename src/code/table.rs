//! Every code with its name, default level and explanation, in the order of the manual. Those about knowledge come
//! last, from `knowledge.rs`.

use super::Level;
use super::declare::codes;
use super::knowledge::and_knowledge;

and_knowledge! {
    /// The file is not valid UTF-8.
    ///
    /// Diagrams are UTF-8 text. The report points at the first invalid byte. Usually the file was saved as Latin-1 or
    /// Windows-1252; save it again as UTF-8, with or without a byte order mark.
    NotUtf8 = "not-utf-8": Deny,
    /// The file is encoded as UTF-16.
    ///
    /// Some Windows tools save text as UTF-16 by default. Convert the file to UTF-8: choose the encoding under "Save
    /// as" in your editor, or use `Out-File -Encoding utf8` in PowerShell.
    Utf16 = "utf-16": Deny,
    /// The file contains conflict marks of git.
    ///
    /// Where git cannot merge two versions of a file, it writes both: after a line `<<<<<<<`, then after a line `=======`,
    /// up to a line `>>>>>>>`. Decide which lines stay, and delete the marks. Until then, nothing else in the file is
    /// reported.
    ConflictMarks = "conflict-marks": Deny,
    /// The text contains a control character.
    ///
    /// Control characters such as NUL and ESC are not allowed in SVG, and most editors do not show them. Delete the
    /// character. For a line break inside a label, write `\n`. Tabs are allowed.
    ControlCharacter = "control-character": Deny,
    /// A bidirectional control character is not closed on its line.
    ///
    /// These invisible characters change the direction of text and can make one text look like another. seqwright
    /// limits their effect to the text that contains them. Delete the character, or close it on the same line.
    UnbalancedBidi = "unbalanced-bidi": Warn,
    /// The diagram is empty.
    ///
    /// A diagram needs at least one participant, message or note; the shortest one is `A->B: hello`. A file that
    /// contains only comments gives a warning and an empty picture; an empty file is an error.
    EmptyDiagram = "empty-diagram": Warn,
    /// A `# dialect: NAME` line names an unknown dialect or has no effect.
    ///
    /// The dialects are `sd` (`sequencediagram.org`), `wsd` (`websequencediagrams`), `js` (`js-sequence-diagrams`) and
    /// `seqwright`, the default, which combines all three. Write one such line, above the first statement.
    UnknownDialect = "unknown-dialect": Warn,
    /// Invalid setting.
    ///
    /// Settings come from `seqwright.toml`, from environment variables that begin with `SEQWRIGHT_`, and from flags.
    /// The report points at the setting; docs/configuration.md lists all of them.
    BadSetting = "bad-setting": Deny,
    /// The file is larger than the limit `MAX_SOURCE_BYTES`.
    ///
    /// The limit protects against running out of memory when seqwright is given the wrong file, such as a log or a disk
    /// image. Split a diagram that really is this large.
    SourceTooLarge = "source-too-large": Deny,
    /// The picture is larger than 16 MiB and 64 bytes for each byte of the source.
    ///
    /// Some constructs multiply: wide boxes and the lifelines behind them, long names and their repetitions, values and
    /// the parties that know them. The report points at the construct that takes most space and says how to reduce it.
    /// A PNG has limits of its own, 65,535 pixels a side and 100 million in all; a smaller `--scale` may fit. A
    /// page of a PDF has at most 14,400 points a side; `--paper a4` divides the picture into pages.
    PictureTooLarge = "picture-too-large": Deny,
    /// No font has a character that the PNG or PDF is to show.
    ///
    /// PNG and PDF are drawn with bundled fonts, so that they are the same on every machine. These have the letters of Latin, Greek
    /// and Cyrillic, arrows and symbols. Any other character is drawn as a box: add a font that has it with `--font FILE`,
    /// or the setting `fonts`, or let `--system-fonts` look for it on this machine. An SVG needs neither, for its
    /// reader's fonts show it.
    MissingGlyphs = "missing-glyphs": Warn,
    /// Fragments are nested deeper than `MAX_DEPTH`, or activations deeper than `MAX_BARS`.
    ///
    /// Nesting this deep is hard to follow. Move the inner part to another diagram and refer to it: `ref over A,B: see
    /// inner diagram`.
    TooDeep = "too-deep": Deny,
    /// The line is not a statement.
    ///
    /// Each line holds one statement: a message `A->B: text`, a note `note over A: text`, a fragment that opens with a
    /// keyword such as `alt` and closes with `end`, a participant, or a setting such as `title Text`.
    UnknownStatement = "unknown-statement": Deny,
    /// The line is written in another diagram language.
    ///
    /// The report names the language and shows how to write the same thing in seqwright. Much of Mermaid and PlantUML
    /// needs no change: `A->B: text`, `note over A: text`, `alt`, `loop`, `end`.
    ForeignLanguage = "foreign-language": Deny,
    /// The file contains a Markdown code fence.
    ///
    /// A `.seq` file contains only the diagram itself. Delete the lines of the fence.
    LeftoverFence = "leftover-fence": Deny,
    /// A line that begins with a keyword looks like a message.
    ///
    /// Put names that begin with a keyword (`alt`, `loop`, `group`, `critical`, `thread` ...) in quotation marks.
    /// `group manager->DB: save` opens a fragment; `"group manager"->DB: save` is a message.
    ReservedWord = "reserved-word": Deny,
    /// A message has no colon before its text.
    ///
    /// Write `A->B: text` instead of `A->B text`. A message without text is `A->B:`.
    MissingColon = "missing-colon": Deny,
    /// The colon of a message is a full-width character.
    ///
    /// Chinese and Japanese input methods produce `：` (U+FF1A), which looks like `:` but is a different character.
    /// Write `:`.
    WideColon = "wide-colon": Deny,
    /// A message or a statement lacks the name of a participant.
    ///
    /// Write the name: `A->B: text` instead of `A->: text`. The edges of the diagram are `[` (left) and `]` (right).
    MissingName = "missing-name": Deny,
    /// Malformed statement after a keyword.
    ///
    /// The report points at the first unexpected character, and its help shows the syntax of the statement. If the
    /// keyword is meant as the name of a participant, put it in quotation marks.
    MalformedStatement = "malformed-statement": Deny,
    /// Unknown arrow, or more than one arrow on a line.
    ///
    /// Solid arrows are `->` and `->>`, dashed arrows `-->` and `-->>`; `-x` and `--x` mark lost messages. A message
    /// goes from one participant to one other: write `A->B:` and `B->C:` on two lines instead of `A->B->C:`.
    UnknownArrow = "unknown-arrow": Deny,
    /// A hyphen could be an arrow or part of a name.
    ///
    /// Names may contain hyphens, but `A-B: text` is also a line without an arrowhead, and `A-xB: text` a lost message.
    /// The report says how the line was read: by the names used elsewhere in the diagram, otherwise by the leftmost
    /// hyphen. `A-xB: lost`, where the only hyphen has a cross, is a lost message unless `xB` is used elsewhere.
    /// Declare the participants you mean, or quote their names.
    AmbiguousArrow = "ambiguous-arrow": Warn,
    /// A name contains part of an arrow from another language.
    ///
    /// HTML escapes `->` as `-&gt;`; Mermaid writes `A-)B: text`; PlantUML writes `A->o B: text`, `A -> B ++ : text`
    /// and `& A -> B: text`. Here `)B`, `o B`, `B ++` and `& A` are names, and each becomes a participant. Use
    /// seqwright's own arrows: `->+` activates the receiver, `->-` deactivates the sender, `->*` creates the receiver.
    ArrowInName = "arrow-in-name": Warn,
    /// A colour stands in the name of a participant.
    ///
    /// The colour of a message stands in its line: `A-[#red]>B: text`. In `A->#redB`, `A->B #red`, `A->[#red]B` and
    /// `A-red>B` it becomes part of a name, and that name becomes a participant.
    MisplacedColor = "misplaced-color": Warn,
    /// A statement lacks a required value.
    ///
    /// A title needs a text, a setting needs a value. The help of the report shows the syntax of the statement.
    MissingText = "missing-text": Deny,
    /// A quotation mark is not closed on its line.
    ///
    /// Add the closing `"`, or delete the opening one.
    UnclosedQuote = "unclosed-quote": Deny,
    /// A name is written in typographic quotation marks.
    ///
    /// Word processors and web pages replace `"` with `“` and `”`, which become part of the name. Write `"` instead.
    SmartQuotes = "smart-quotes": Warn,
    /// A fragment or a group is never closed.
    ///
    /// Every `alt`, `opt`, `loop`, `par`, `group` ... needs an `end` on a line of its own. The report points at the
    /// opening line; indent the lines inside it to see where the `end` belongs.
    UnclosedFragment = "unclosed-fragment": Deny,
    /// A note, state or reference block is never closed.
    ///
    /// A note without text on its first line continues up to a line `end note` (`end state`, `end ref`). Add that line,
    /// or write the text after a colon: `note over A: text`.
    UnclosedBlock = "unclosed-block": Deny,
    /// A code fence in a document is never closed.
    ///
    /// In Markdown, the rest of the document is then part of the diagram. Close the fence with a line of as many fence
    /// characters as opened it. `fmt` does not change a diagram in an unclosed fence.
    UnclosedFence = "unclosed-fence": Warn,
    /// A code fence has an unknown option, or an option with an unknown value.
    ///
    /// The opening line of a diagram's fence has five options: `alt`, `caption`, `dialect`, `id` and `theme`. Others have
    /// no effect; in particular, options of the program cannot be set there. `theme` takes the name of a bundled theme.
    /// If another tool reads further options of your fences, set this code to `allow`.
    UnknownFenceOption = "unknown-fence-option": Warn,
    /// An `end` has nothing to close.
    ///
    /// Delete it, or add the line that opens the fragment.
    StrayEnd = "stray-end": Warn,
    /// An `else` (or `thread`) is outside of any fragment.
    ///
    /// Put it between the opening line of a fragment and its `end`.
    StrayElse = "stray-else": Deny,
    /// An `end WORD` does not match the fragment that it closes.
    ///
    /// The fragment is closed anyway. Often an `end` above is missing, or there is one too many.
    MismatchedEnd = "mismatched-end": Warn,
    /// A participant is declared twice.
    ///
    /// Delete one of the declarations, or rename one of the participants.
    DuplicateParticipant = "duplicate-participant": Warn,
    /// An undeclared name is almost the name of a declared participant.
    ///
    /// A name that is not declared becomes a new participant, so a typo draws an extra lifeline. Correct the name, or
    /// declare it if you mean a different participant.
    NearlyDeclared = "nearly-declared": Warn,
    /// Two undeclared names differ only in case or spaces.
    ///
    /// Each name is a separate participant. Use one spelling, or declare both if you mean two participants.
    SimilarNames = "similar-names": Warn,
    /// Two names look the same but are different.
    ///
    /// They differ in characters that readers cannot tell apart: composed and decomposed accents (Unicode's forms NFC
    /// and NFD), Cyrillic or Greek letters among Latin ones, or different kinds of space. Each name is a separate
    /// participant. Use the same characters everywhere.
    TwinNames = "twin-names": Warn,
    /// A name contains an invisible character.
    ///
    /// Zero-width spaces, soft hyphens and similar characters are often copied along from web pages. They make the name
    /// different from the one without them. Delete the character.
    InvisibleCharacter = "invisible-character": Warn,
    /// The two sides of `as` are swapped.
    ///
    /// In seqwright, the displayed name comes before `as` and the name used in messages after it: `participant "Long
    /// name" as L`. Mermaid uses the opposite order.
    SwappedAlias = "swapped-alias": Warn,
    /// A participant with a short name is also called by the name that it shows.
    ///
    /// `participant Client as C` declares a participant that is called `C` and shows `Client`. A message to `Client` draws
    /// a second participant that looks the same. Use the name after `as`, or delete the `as`.
    LabelAsName = "label-as-name": Warn,
    /// A name contains the markup of a list or of Markdown.
    ///
    /// In `- Client->Server: text`, `1. DB->Server: text` and `Server->**B**: text` the list mark or the asterisks become
    /// part of a name, and that name becomes a participant. Delete them. To keep such a name, declare it.
    MarkdownInName = "markdown-in-name": Warn,
    /// Lines end in semicolons.
    ///
    /// Other languages end a statement with `;`. Here it becomes part of the text, or of a name: `activate B;` is about a
    /// participant called `B;`. Delete the semicolons.
    TrailingSemicolon = "trailing-semicolon": Warn,
    /// A name with spaces after `as` is not in quotation marks.
    ///
    /// Write `participant "Long name" as "Other name"`, or use a single word after `as`. Without the quotation marks,
    /// the whole line, including `as`, is read as the name.
    UnquotedName = "unquoted-name": Warn,
    /// A participant is deactivated but is not active.
    ///
    /// Delete the `deactivate` (or the `-` of `->-`), or activate the participant first.
    NotActive = "not-active": Warn,
    /// A participant works on after its activation ended in a fragment that may not happen.
    ///
    /// After `opt x`, `B-->-A: y`, `end`, participant `B` has no activation, although the `opt` may not happen. If `B` then
    /// sends a message or is deactivated again, the picture shows less than the source means. End the activation below the
    /// fragment, or write an `alt` with an `else`.
    EndedInOption = "ended-in-option": Warn,
    /// A participant is created after it has already appeared.
    ///
    /// `create` draws the participant where it is created. A participant that has already sent or received a message,
    /// or has a note, is at the top of the diagram. Move `create` up or delete it.
    AlreadyThere = "already-there": Warn,
    /// A participant is used after it was destroyed.
    ///
    /// The lifeline ends at `destroy`. Move the line up, or create the participant again with `->*`.
    AfterDestroy = "after-destroy": Warn,
    /// The diagram has two titles, or two of another text that it has one of.
    ///
    /// Only the last `title` line is drawn, and the last `header`, `caption`, `footer` and `legend`. Delete the others; `\n`
    /// begins a second line.
    RepeatedTitle = "repeated-title": Warn,
    /// Empty participant group.
    ///
    /// A `participantgroup` frames the participants that are declared, or first mentioned, between its opening line and
    /// its `end`. Declare at least one participant there; one that was mentioned before moves into the group.
    EmptyGroup = "empty-group": Warn,
    /// A participant makes room for a group.
    ///
    /// The participants of a `participantgroup` stand side by side, where the first one of them is mentioned. Another
    /// participant that is mentioned between them moves to the right of the group. Mention it before or after them.
    MovedParticipant = "moved-participant": Warn,
    /// Unknown colour.
    ///
    /// Write `#` and hexadecimal digits, as in `#ffcc00`, or the name of an HTML colour, as in `#orange`.
    UnknownColor = "unknown-color": Warn,
    /// A style is used but not defined.
    ///
    /// `##name` refers to a line `style name #fill #border;width;dash`, which can be anywhere in the file. A style that
    /// is based on another one must be below it.
    UnknownStyle = "unknown-style": Deny,
    /// The icon of a participant is not bundled.
    ///
    /// seqwright loads no fonts. It draws the icons listed in docs/icons.md, and a question mark for any other. Codes
    /// belong to the icon set that the statement names. For any other picture, use `image data:image/png;base64,...
    /// NAME`.
    UnknownIcon = "unknown-icon": Warn,
    /// The image of a participant cannot be drawn.
    ///
    /// Images must be embedded as `data:image/png;base64,...` (or `jpeg`, `gif`, `webp`), in valid base64, and be at
    /// most 50 KB. seqwright downloads nothing. SVG images are rejected because they may contain scripts.
    BadImage = "bad-image": Deny,
    /// A number is out of range.
    ///
    /// The help of the report shows the allowed range.
    NumberOutOfRange = "number-out-of-range": Warn,
    /// A link has an unsafe target.
    ///
    /// `<link:ADDRESS>` accepts `https:`, `http:` and `mailto:` addresses, and relative ones such as `page.html` and
    /// `#part`. Other targets (`javascript:`, `data:`, `file:`, `//host`) could harm readers who follow them, so the
    /// link is left out.
    UnsafeLink = "unsafe-link": Warn,
    /// A name is made of the names of two other participants.
    ///
    /// `note over A B: text` refers to one participant called `A B`; a note over both is `note over A,B: text`. A
    /// message goes to one participant, so `A->B,C: text` goes to one called `B,C`. Declare that name if it is meant.
    MissingComma = "missing-comma": Warn,
    /// A text contains an HTML tag.
    ///
    /// HTML is drawn as plain text. For a line break write `\n`, for bold `**text**`, and for italics `//text//`.
    HtmlTag = "html-tag": Warn,
    /// A tag is not written as seqwright reads it.
    ///
    /// Tags have a colon before their value, colours a number sign, and all letters are small: `<color:#red>text</color>`,
    /// `<size:20>text</size>`. `<color:red>`, `<Color:#red>`, `<size 20>` and `<font color=red>` are drawn as text.
    NearTag = "near-tag": Warn,
    /// A text or a name contains an entity of HTML or Mermaid.
    ///
    /// Nothing has to be escaped: write `<`, `&` and `"` as they are, and `\<` before what would be a tag. `&lt;`, `#quot;`
    /// and `#59;` are drawn as text.
    HtmlEntity = "html-entity": Warn,
    /// The syntax is valid, but this version does not draw it.
    ///
    /// This includes tags in texts and the mark-up of styles: the text is drawn without their effect.
    Unsupported = "unsupported": Warn,
    /// Something that an imported file says is not in the picture.
    ///
    /// Mermaid has menus of links, properties and formulas, PlantUML has sprites, icons, tooltips and spans of time. They are
    /// not drawn. `seqwright convert` keeps such a line as a comment.
    NotImported = "not-imported": Warn,
    /// Something of an imported file is drawn in another way.
    ///
    /// It says the same and looks different, such as a background without a frame, or the colours of a theme. Off by
    /// default; turn the lint on with `--warn drawn-otherwise`.
    DrawnOtherwise = "drawn-otherwise": Allow,
    /// A block of an imported file is not closed.
    ///
    /// PlantUML ends it with the diagram and says nothing, so that an `end` that was forgotten frames too much. Write the
    /// `end` where the block ends.
    LeftOpen = "left-open": Warn,
    /// A text in Mermaid ends at its `#`.
    ///
    /// A `#` begins a comment in Mermaid, in the middle of a text as well, so that what follows is not drawn. For the
    /// character itself write `#35;`.
    CutText = "cut-text": Warn,
    /// A line of the preprocessor of PlantUML cannot be run.
    ///
    /// A block is not closed, a value is missing, or a name is not defined. Write texts in quotation marks, and the end of
    /// each block: `!endif`, `!endprocedure`.
    PreprocessorLine = "preprocessor-line": Deny,
    /// The preprocessor of PlantUML would have to read something else.
    ///
    /// seqwright reads no file, address, environment, clock or JSON for it, and computes no colours. Expand the file first:
    /// `plantuml -preproc FILE`.
    NotExpanded = "not-expanded": Deny,
    /// The preprocessor of PlantUML goes too deep, or does too much.
    ///
    /// Calls and blocks may be nested 100 deep, and all that is computed and written may be 4 times as large as the file
    /// and 1 MiB. Give loops and recursions an end.
    PreprocessorLimit = "preprocessor-limit": Deny,
    /// Malformed `# seqwright: ...` comment.
    ///
    /// `# seqwright: allow CODE` on the line above allows a warning; above the first statement it applies to the whole
    /// file. `warn` and `deny` work in the same way, and `warnings` stands for all codes.
    BadDirective = "bad-directive": Warn,
    /// A participant is declared but never used.
    ///
    /// Its lifeline has no message, note or activation. Delete the declaration, or correct the name where it is used.
    UnusedParticipant = "unused-participant": Warn,
    /// Empty fragment.
    ///
    /// There is no message or note between an `alt`, `opt`, `loop` ... and its `end`. Fill the fragment, or delete it.
    EmptyFragment = "empty-fragment": Warn,
    /// Text has too little contrast with its background.
    ///
    /// Both colours are set in the source. WCAG 2.2 requires a contrast of 4.5, or 3 for large text. Below 3, seqwright
    /// draws the text in a readable shade instead of the requested colour. Without a colour of its own, text on a
    /// coloured background is black or white, whichever is easier to read.
    LowContrast = "low-contrast": Warn,
    /// An activation is never closed.
    ///
    /// Its bar runs to the end of the diagram. Off by default; turn the lint on with `--warn open-activation`.
    OpenActivation = "open-activation": Allow,
    /// A reply goes to a participant that sent no message before.
    ///
    /// By convention a dashed line is a reply, but no message goes the other way before this one. Many diagrams use
    /// dashed lines for events and data, so the lint is off by default; turn it on with `--warn reply-to-nobody`.
    ReplyToNobody = "reply-to-nobody": Allow,
    /// A line of a message label is very long.
    ///
    /// It widens the whole diagram. Break it with `\n`. Off by default; turn the lint on with `--warn long-label`.
    LongLabel = "long-label": Allow,
    /// A participant is active after one branch of an `alt` but not after another.
    ///
    /// If a later line uses it, its activation continues after the `alt`. Often a `deactivate` is missing from one branch. The lint is off by
    /// default; turn it on with `--warn unbalanced-branches`.
    UnbalancedBranches = "unbalanced-branches": Allow,
}
