//! A wrong and a right source for each code, as short as they can be.

use std::fmt;

use super::Code;
use crate::harmless;

/// Two sources that differ in what a code is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// A source that is reported with the code.
    pub wrong: &'static str,
    /// The same without the fault.
    pub right: &'static str,
}

/// Both sources, indented as in the manual. Invisible characters are written as escapes.
impl fmt::Display for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (word, text) in [("Wrong", self.wrong), ("\nRight", self.right)] {
            writeln!(f, "{word}:\n")?;
            text.lines().try_for_each(|line| writeln!(f, "    {}", harmless::line(line)))?;
        }
        Ok(())
    }
}

impl Code {
    /// A wrong and a right source; `None` where the fault is not in the text of a diagram, or needs a large one.
    pub fn example(self) -> Option<Example> {
        let found = EXAMPLES.iter().find(|(code, ..)| *code == self);
        found.map(|&(_, wrong, right)| Example { wrong, right })
    }
}

/// In the order of the manual.
const EXAMPLES: &[(Code, &str, &str)] = &[
    (
        Code::ConflictMarks,
        "A->B: hello\n<<<<<<< HEAD\nB->A: hi\n=======\nB->A: welcome\n>>>>>>> topic",
        "A->B: hello\nB->A: welcome",
    ),
    (Code::ControlCharacter, "A->B: one\u{8}two", r"A->B: one\ntwo"),
    (Code::UnbalancedBidi, "A->B: \u{202e}text", "A->B: text"),
    (Code::EmptyDiagram, "# nothing yet", "A->B: hello"),
    (Code::UnknownDialect, "# dialect: mermaid\nA->B: hello", "# dialect: wsd\nA->B: hello"),
    (Code::UnknownStatement, "particpant A\nA->B: hello", "participant A\nA->B: hello"),
    (Code::ForeignLanguage, "%% a comment\nA->B: hello", "# a comment\nA->B: hello"),
    (Code::LeftoverFence, "```seq\nA->B: hello\n```", "A->B: hello"),
    (
        Code::ReservedWord,
        "thread 2->thread 1: join",
        "participant \"thread 2\" as T2\nparticipant \"thread 1\" as T1\nT2->T1: join",
    ),
    (Code::MissingColon, "A->B hello", "A->B: hello"),
    (Code::WideColon, "A->B\u{ff1a} hello", "A->B: hello"),
    (Code::MissingName, "->B: hello", "A->B: hello"),
    (Code::MalformedStatement, "A->B: hello\nnote A: text", "A->B: hello\nnote over A: text"),
    (Code::UnknownArrow, "A=>B: hello", "A->B: hello"),
    (Code::AmbiguousArrow, "a-b-c: hello", "participant a-b\na-b->c: hello"),
    (Code::ArrowInName, "API-)Auth: hello", "API->>Auth: hello"),
    (Code::MisplacedColor, "A->B #red: hello\nA->B: bye", "A-[#red]>B: hello\nA->B: bye"),
    (Code::MissingText, "title\nA->B: hello", "title Login\nA->B: hello"),
    (Code::UnclosedQuote, "\"Web Server->B: hello", "\"Web Server\"->B: hello"),
    (Code::SmartQuotes, "\u{201c}Web Server\u{201d}->B: hello", "\"Web Server\"->B: hello"),
    (Code::UnclosedFragment, "alt found\n  A->B: hello", "alt found\n  A->B: hello\nend"),
    (Code::UnclosedBlock, "A->B: hello\nnote over A\n  text", "A->B: hello\nnote over A\n  text\nend note"),
    (Code::StrayEnd, "A->B: hello\nend", "opt found\n  A->B: hello\nend"),
    (Code::StrayElse, "A->B: one\nelse\nA->B: two", "alt found\n  A->B: one\nelse\n  A->B: two\nend"),
    (Code::MismatchedEnd, "loop daily\n  A->B: hello\nend alt", "loop daily\n  A->B: hello\nend"),
    (
        Code::DuplicateParticipant,
        "participant \"One\" as A\nparticipant \"Two\" as A\nA->B: hello",
        "participant \"One\" as A\nparticipant \"Two\" as C\nA->C: hello",
    ),
    (
        Code::NearlyDeclared,
        "participant Server\nClient->Servr: hello",
        "participant Server\nClient->Server: hello",
    ),
    (
        Code::SimilarNames,
        "Web Server->Database: query\nWebServer->Database: query",
        "Web Server->Database: query\nWeb Server->Database: query",
    ),
    (Code::TwinNames, "A->B: hello\n\u{410}->B: hello", "A->B: hello\nA->B: hello"),
    (
        Code::InvisibleCharacter,
        "Ser\u{200b}ver->B: hello\nServer->B: hello",
        "Server->B: hello\nServer->B: hello",
    ),
    (
        Code::SwappedAlias,
        "participant C as Client App\nC->S: hello",
        "participant \"Client App\" as C\nC->S: hello",
    ),
    (
        Code::LabelAsName,
        "participant Client as C\nC->S: hello\nClient->S: bye",
        "participant Client as C\nC->S: hello\nC->S: bye",
    ),
    (Code::MarkdownInName, "- A->B: hello\n- B->A: welcome", "A->B: hello\nB->A: welcome"),
    (Code::TrailingSemicolon, "A->B: hello;\nB-->A: welcome;", "A->B: hello\nB-->A: welcome"),
    (
        Code::UnquotedName,
        "participant Front End as Web Server\nWeb Server->B: hello",
        "participant \"Front End\" as \"Web Server\"\nWeb Server->B: hello",
    ),
    (Code::NotActive, "A->B: hello\ndeactivate B", "A->B: hello\nactivate B\ndeactivate B"),
    (
        Code::EndedInOption,
        "A->+B: ask\nopt busy\n  B-->-A: later\nend\nB->C: work",
        "A->+B: ask\nopt busy\n  B-->A: later\nend\nB->C: work\ndeactivate B",
    ),
    (Code::AlreadyThere, "A->B: hello\nA->*B: create", "A->*B: create\nA->B: hello"),
    (
        Code::AfterDestroy,
        "A->B: hello\ndestroy B\nA->B: are you there?",
        "A->B: hello\nA->B: are you there?\ndestroy B",
    ),
    (Code::RepeatedTitle, "title One\ntitle Two\nA->B: hello", "title One\\nTwo\nA->B: hello"),
    (
        Code::EmptyGroup,
        "A->B: hello\nparticipantgroup Servers\nend",
        "participantgroup Servers\n  participant B\nend\nA->B: hello",
    ),
    (
        Code::MovedParticipant,
        "participant A\nparticipant X\nparticipant B\nparticipantgroup G\n  participant A\n  participant B\nend\nA->X: hello\nX->B: hello",
        "participant A\nparticipant B\nparticipant X\nparticipantgroup G\n  participant A\n  participant B\nend\nA->X: hello\nX->B: hello",
    ),
    (Code::UnknownColor, "participant A #rde\nA->B: hello", "participant A #red\nA->B: hello"),
    (
        Code::UnknownStyle,
        "style urgent #red\nA-[##urgnt]>B: hello",
        "style urgent #red\nA-[##urgent]>B: hello",
    ),
    (
        Code::UnknownIcon,
        "materialdesignicons FFFFF Robot\nRobot->B: hello",
        "materialdesignicons F06A9 Robot\nRobot->B: hello",
    ),
    (Code::NumberOutOfRange, "autonumber 99999999999\nA->B: hello", "autonumber 1\nA->B: hello"),
    (
        Code::UnsafeLink,
        "A->B: <link:javascript:run()>press</link>",
        "A->B: <link:https://example.org>press</link>",
    ),
    (Code::MissingComma, "A->B: hello\nnote over A B: both", "A->B: hello\nnote over A,B: both"),
    (Code::HtmlTag, "A->B: one<br>two", r"A->B: one\ntwo"),
    (Code::NearTag, "A->B: <color:red>hello</color>", "A->B: <color:#red>hello</color>"),
    (Code::HtmlEntity, "A->B: 1 &lt; 2", "A->B: 1 < 2"),
    (Code::Unsupported, "A->A: <position:left>hello", "A->A: hello"),
    (
        Code::BadDirective,
        "# seqwright: alow stray-end\nA->B: hello",
        "# seqwright: allow stray-end\nA->B: hello\nend",
    ),
    (Code::UnusedParticipant, "participant C\nA->B: hello", "A->B: hello"),
    (Code::EmptyFragment, "A->B: hello\nopt found\nend", "opt found\n  A->B: hello\nend"),
    (
        Code::LowContrast,
        "A->B: hello\nnote over A #navy: <color:#black>text</color>",
        "A->B: hello\nnote over A #lightblue: <color:#black>text</color>",
    ),
    (
        Code::OpenActivation,
        "A->B: hello\nactivate B\nB->+C: ask\nC-->-B: done",
        "A->B: hello\nactivate B\nB->+C: ask\nC-->-B: done\ndeactivate B",
    ),
    (Code::ReplyToNobody, "B-->A: a reply", "A->B: a call\nB-->A: a reply"),
    (
        Code::UnbalancedBranches,
        "alt one\n  A->+B: x\nelse two\n  A->B: y\nend\nB-->-A: z",
        "A->+B: x\nalt one\n  A->B: y\nelse two\n  A->B: z\nend\nB-->-A: done",
    ),
    (
        Code::UnknownValue,
        "generate A: key\nA->B: hello\nexpect B knows kye",
        "generate A: key\nA->B: hello(key)\nexpect B knows key",
    ),
    (
        Code::UnknownMessage,
        "generate A: random\nA->B: Hello(random)\nderive A: hash = Transcript-Hash(Hello..Helo)",
        "generate A: random\nA->B: Hello(random)\nderive A: hash = Transcript-Hash(Hello..Hello)",
    ),
    (
        Code::UnknownFunction,
        "generate A: secret\nA->B: hello(secret)\nderive B: key = HMCA(secret, secret)",
        "suite TLS_AES_128_GCM_SHA256\ngenerate A: secret\nA->B: hello(secret)\nderive B: key = HMAC(secret, secret)",
    ),
    (Code::UnknownSuite, "suite AES_128\nA->B: hello", "suite TLS_AES_128_GCM_SHA256\nA->B: hello"),
    (
        Code::WrongArguments,
        "generate A: secret\nA->B: hello(secret)\nderive B: key = senc(secret)",
        "generate A: secret, text\nA->B: hello(secret, text)\nderive B: key = senc(secret, text)",
    ),
    (
        Code::WrongKey,
        "keypair A: x / X = X25519\nkeypair B: y / Y = P-256\nB->A: hello(Y)\nderive A: key = X25519(x, Y)",
        "keypair A: x / X = X25519\nkeypair B: y / Y = X25519\nB->A: hello(Y)\nderive A: key = X25519(x, Y)",
    ),
    (
        Code::DifferentValue,
        "generate A: one, two\nA->B: hello(one, two)\nderive A: key = Key(one, two)\nderive B: key = Key(two, one)",
        "generate A: one, two\nA->B: hello(one, two)\nderive A: key = Key(one, two)\nderive B: key = Key(one, two)",
    ),
    (
        Code::AlreadyDefined,
        "generate A: nonce\ngenerate B: nonce\nA->B: hello(nonce)",
        "generate A: nonceA\ngenerate B: nonceB\nA->B: hello(nonceA)",
    ),
    (
        Code::CannotDerive,
        "generate A: secret\nA->B: hello\nderive B: key = Hash(secret)",
        "generate A: secret\nA->B: hello(secret)\nderive B: key = Hash(secret)",
    ),
    (
        Code::CannotSend,
        "generate B: ticket\nA->B: resume(ticket)",
        "generate A: ticket\nA->B: resume(ticket)",
    ),
    (Code::CannotReadYet, "generate A: key\nA->B: data\nunder key", "knows A, B: key\nA->B: data\nunder key"),
    (Code::ValueNotSent, "generate A: key\nA->B: take the key", "generate A: key\nA->B: take this (key)"),
    (
        Code::TakenAsOneWay,
        "knows A, B: key, text\nderive A: box = encrypt(key, text)\nA->B: send(box)",
        "knows A, B: key, text\nderive A: box = senc(key, text)\nA->B: send(box)",
    ),
    (
        Code::UnknownParty,
        "attacker sees wire\ngenerate A: key\nA->B: hello\nexpect Eve never knows key",
        "attacker sees wire\ngenerate A: key\nA->B: hello\nexpect attacker never knows key",
    ),
    (
        Code::BadSignature,
        "keypair A: a / publicA\nderive A: s = sign(a, \"yes\")\nA->B: send(publicA, s)\ncheck B: verify(publicA, s, \"no\")",
        "keypair A: a / publicA\nderive A: s = sign(a, \"yes\")\nA->B: send(publicA, s)\ncheck B: verify(publicA, s, \"yes\")",
    ),
    (
        Code::UnverifiedSignature,
        "keypair A: a / publicA\nderive A: s = sign(a, \"yes\")\nA->B: send(publicA, s)",
        "keypair A: a / publicA\nderive A: s = sign(a, \"yes\")\nA->B: send(publicA, s)\ncheck B: verify(publicA, s, \"yes\")",
    ),
    (
        Code::UnusedCertificate,
        "keypair A: a / publicA\nA->B: certificate(publicA)",
        "keypair A: a / publicA\nA->B: certificate(publicA)\nderive B: box = aenc(publicA, \"hello\")",
    ),
    (
        Code::WrongDirection,
        "knows Client, Server: block\nderive Client, Server: key = client-write-key(block)\nServer->Client: data\nunder key",
        "knows Client, Server: block\nderive Client, Server: key = server-write-key(block)\nServer->Client: data\nunder key",
    ),
    (
        Code::CannotKnow,
        "knowledge check\ngenerate A: key\nnote over B: key\nA->B: hello(key)",
        "knowledge check\ngenerate A: key\nA->B: hello(key)\nnote over B: key",
    ),
    (
        Code::PlainText,
        "generate A: preMasterSecret\nA->B: send(preMsterSecret)",
        "generate A: preMasterSecret\nA->B: send(preMasterSecret)",
    ),
    (
        Code::UnmetExpectation,
        "generate A: key\nA->B: hello\nexpect B knows key",
        "generate A: key\nA->B: hello(key)\nexpect B knows key",
    ),
    (
        Code::DifferentBytes,
        "generate A: key = 0x2a\nA->B: hello(key)\nexpect key == 0x2b",
        "generate A: key = 0x2a\nA->B: hello(key)\nexpect key == 0x2a",
    ),
    (
        Code::NoBytes,
        "generate A: key\nA->B: hello(key)\nexpect key == 0x2a",
        "generate A: key = 0x2a\nA->B: hello(key)\nexpect key == 0x2a",
    ),
    (
        Code::MissingBytes,
        "generate A: random = 0x0a0b\nA->B: Hello(random)\nbytes 0x010203",
        "generate A: random = 0x0a0b\nA->B: Hello(random)\nbytes 0x010a0b",
    ),
    (Code::LooseLine, "knows A, B: key\nunder key\nA->B: data", "knows A, B: key\nA->B: data\nunder key"),
    (
        Code::AmbiguousTranscript,
        "generate A: r\nA->B: Hello(r)\nopt other group\n  B->A: Retry\nend\nB->A: Done\nderive A: hash = Transcript-Hash(Hello..Done)",
        "generate A: r\nA->B: Hello(r)\nB->A: Retry\nB->A: Done\nderive A: hash = Transcript-Hash(Hello..Done)",
    ),
    (
        Code::BlindAttacker,
        "generate A: key\nA->B: hello(key)\nexpect attacker never knows key",
        "attacker sees wire\nknows A, B: key\nA->B: hello\nunder key\nexpect attacker never knows key",
    ),
];
