//! The words of the language, in one table: what each begins, and how that statement is written.

use super::{FragmentKind, NoteKind, PageText, ParticipantKind};

/// A word that a statement may begin with.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The word in lower case.
    pub word: &'static str,
    /// What it begins.
    pub role: WordRole,
    /// What is missing where the statement ends after the word.
    pub needs: Needs,
    /// How the statement is written; `{word}` stands for the word.
    pub form: &'static str,
}

/// What a word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordRole {
    /// A declaration of a participant.
    Participant,
    /// A note, or another box on lifelines.
    Note,
    /// A block that `end` closes: a fragment or a group of participants.
    Block,
    /// Another operand of a fragment, or the end of a block.
    Boundary,
    /// A statement about knowledge that names parties before a colon.
    Parties,
    /// Any other statement.
    Line,
}

/// What must follow a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// A name.
    Name,
    /// A text or a value.
    Text,
    /// Nothing.
    Nothing,
}

/// Declares the words of the language. A section with the name of an enum spells that enum's variants; the other
/// sections are words only. `"word" as NAME` also makes a constant of the word.
macro_rules! words {
    ($($role:ident $needs:ident $form:literal: $($kind:ident {
        $($variant:ident $(($of:literal))? = $spelled:literal $(+ $more:literal)?,)+
    })? $($word:literal $(as $name:ident)?),*;)+) => {
        /// Every word that a statement may begin with. `ref` begins two kinds of statement and is listed for both.
        pub const TABLE: &[Word] = &[$(
            $($(Word { word: $spelled, role: WordRole::$role, needs: Needs::$needs, form: $form },)+)?
            $(Word { word: $word, role: WordRole::$role, needs: Needs::$needs, form: $form },)*
        )+];

        /// The words that a statement may begin with, in lower case.
        pub const WORDS: &[&str] = &[$($($($spelled,)+)? $($word,)*)+];

        $($($(
            /// A word that other code writes or looks for.
            pub const $name: &str = $word;
        )?)*)+

        $($(impl $kind {
            /// Every kind.
            pub const ALL: &[$kind] = &[$($kind::$variant $(($of))?),+];

            /// The word that it is written with.
            pub const fn word(self) -> &'static str {
                match self {
                    $($kind::$variant $(($of))? => concat!($spelled $(, $more)?),)+
                }
            }

            /// The kind that is written with a word, given in lower case.
            pub fn from_word(word: &str) -> Option<$kind> {
                $kind::ALL.iter().copied().find(|kind| kind.word() == word)
            }
        })?)+
    };
}

words! {
    Participant Name "`participant Name`, or `participant \"What is shown\" as Name`, with a colour such as `#lightblue` at the end":
        ParticipantKind {
            Participant = "participant",
            Rounded = "rparticipant",
            Actor = "actor",
            Boundary = "boundary",
            Control = "control",
            Entity = "entity",
            Database = "database",
            Collections = "participant" + ":collections",
            Cloud = "participant" + ":cloud",
            Queue = "participant" + ":queue",
        };
    Block Nothing "`participantgroup LABEL`, or `participantgroup #lightblue LABEL`": "participantgroup" as PARTICIPANT_GROUP;
    Line Text "`title TEXT`": "title";
    Line Text "`{word} TEXT`":
        PageText {
            Header = "header",
            Caption = "caption",
            Footer = "footer",
        };
    Line Nothing "`legend`, `legend left` or `legend right`, lines of text, and `end legend`": "legend" as LEGEND;
    Line Text "`accTitle: TEXT`": "acctitle";
    Line Text "`accDescr: TEXT`": "accdescr";
    Note Name "`note over A: text`, `note over A,B: text`, `note left of A: text` or `note right of A: text`":
        NoteKind {
            Note = "note",
            State = "state",
            Ref = "ref",
            Box = "box",
            Angular = "abox",
            AngularLeft = "aboxleft",
            AngularRight = "aboxright",
            Rounded = "rbox",
        };
    Block Nothing "`{word} TEXT`":
        FragmentKind {
            Alt = "alt",
            Opt = "opt",
            Loop = "loop",
            Par = "par",
            Break = "break",
            Critical = "critical",
            Group = "group",
            Ref = "ref",
            Seq = "seq",
            Strict = "strict",
            Neg = "neg",
            Ignore = "ignore",
            Consider = "consider",
            Assert = "assert",
            Region = "region",
            Expandable(true) = "expandable-",
            Expandable(false) = "expandable+",
            Rect = "rect",
        };
    Boundary Nothing "`{word} TEXT`": "else", "thread", "end";
    Line Name "`activate Name`, with a colour such as `#lightblue` at the end": "activate";
    Line Name "`deactivate Name`": "deactivate", "deactivateafter";
    Line Name "`create Name`; what it is, is declared on a line of its own: `actor Name`": "create";
    Line Name "`destroy Name`": "destroy", "destroyafter", "destroysilent";
    Line Nothing "`autonumber`, `autonumber 10`, `autonumber 10 5 \"[000]\"`, `autonumber resume` or `autonumber off`": "autonumber";
    Line Nothing "`space` or `space 3`": "space";
    Line Nothing "`return TEXT`": "return";
    Line Nothing "`frame TEXT`, or `frame #lightblue TEXT`": "frame";
    Line Nothing "`linear` or `linear off`": "linear";
    Line Nothing "`parallel`, `parallel off` or `parallel {`": "parallel";
    Line Text "`serial {`": "serial";
    Line Text "`autoactivation on` or `autoactivation off`": "autoactivation";
    Line Nothing "`bottomparticipants`": "bottomparticipants";
    Line Text "`option footer=none`, `option footer=bar` or `option footer=box`": "option";
    Line Text "`entryspacing 0.8`": "entryspacing";
    Line Text "`participantspacing 50` or `participantspacing equal`": "participantspacing";
    Line Text "`lifelinestyle #gray;1;dashed` or `lifelinestyle Name #gray;1;dashed`": "lifelinestyle";
    Line Text "`lifelinecolor #gray` or `lifelinecolor Name #gray`": "lifelinecolor";
    Line Text "`lifelineweight 2`": "lifelineweight";
    Line Text "`activecolor #lightblue` or `activecolor Name #lightblue`": "activecolor";
    Line Text "`fontfamily sans-serif`": "fontfamily";
    Line Text "`style name #fill #border;2;dashed,**`": "style";
    Line Text "`{word} #fill #border;2;dashed,**`":
        "messagestyle", "notestyle", "participantstyle", "dividerstyle", "boxstyle", "aboxstyle", "aboxleftstyle",
        "aboxrightstyle", "rboxstyle", "refstyle", "statestyle";
    Line Name "`materialdesignicons F0004 Name`: the icon's code in hexadecimal, then the name":
        "materialdesignicons", "fontawesome";
    Line Name "`image data:image/png;base64,... Name`; images are never fetched from an address": "image";
    Line Nothing "`{word} TEXT`": "include";
    Line Text "`knowledge on`, `knowledge full`, `knowledge check` or `knowledge off`": "knowledge";
    Line Nothing "`attacker sees wire`": "attacker";
    Line Text "`suite TLS_AES_128_GCM_SHA256`": "suite";
    Line Text "`values \"name-of-a-file.hex\"`": "values";
    Parties Nothing "`knows Client, Server: sharedKey`": "knows";
    Parties Nothing
        "`keypair Server: privateKey / publicKey`, with `= X25519`, `= P-256` or `= RSA` at the end if it matters":
        "keypair";
    Parties Nothing "`generate Client: random`, or `generate Client: random = 0x2a2a`": "generate";
    Parties Nothing "`derive Client, Server: key = HMAC(secret, random)`": "derive";
    Parties Nothing "`check Server: received == HMAC(secret, random)` or `check Client: verify(publicKey, signature, text)`": "check";
    Parties Nothing "`show Client: key`": "show";
    Parties Nothing "`leak Server: privateKey`": "leak";
    Line Nothing "`expect Server knows key`, `expect attacker never knows key` or `expect key == 0x2a2a`": "expect";
    Line Text "`under key`, below the message that is encrypted with it": "under";
    Line Text "`carry random, key`, below the message that holds them": "carry";
    Line Text "`bytes 0x160301`, below the message that is encoded so: pairs of digits": "bytes";
    Line Nothing "`aside`, below the message that is in no transcript": "aside";
}

impl Word {
    /// The first row of the table for a word, given in lower case.
    pub fn find(word: &str) -> Option<&'static Word> {
        TABLE.iter().find(|row| row.word == word)
    }

    /// How the statement is written.
    pub fn form(&self) -> String {
        self.form.replace("{word}", self.word)
    }
}

/// Whether a word, given in lower case, has this role.
pub fn begins(word: &str, role: WordRole) -> bool {
    TABLE.iter().any(|row| row.role == role && row.word == word)
}
