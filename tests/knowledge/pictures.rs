//! Pictures of what is known against their golden files, and the laws of geometry over them.

use super::*;

/// A handshake with all that there is to be seen of knowledge.
const HANDSHAKE: &str = r#"
title TLS 1.3
note over Client: + clientPrivate @32:\n+ clientShare @358072d6365880d1aeea329adf9121383851ed21a28e3b75e965d0d2cd166254
Client->Server: ClientHello(clientRandom, clientShare) {!}
note over Server: + clientRandom\n+ clientShare
Server->Client: ServerHello(serverRandom, serverShare) {!}
note over Client,Server: + sharedSecret = X25519(clientPrivate, serverShare) @8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d\n+ earlySecret = HKDF-Extract(0, 0) @33ad0a1c607ec03b09e6cd9893680ce210adf300aa1f2660e1b22e10f170f92a\n+ derivedFromEarly = Derive-Secret(earlySecret, "derived", "") @32:\n+ handshakeSecret = HKDF-Extract(derivedFromEarly, sharedSecret) @32:\n+ serverHsTraffic = Derive-Secret(handshakeSecret, "s hs traffic", ClientHello..ServerHello) @32:\n+ serverHsKey = traffic-key(serverHsTraffic) @16:\n- clientRandom\n- serverRandom
Server->Client: EncryptedExtensions {serverHsKey}
Server->Client: Certificate {serverHsKey}
Server->Client: Finished(serverVerifyData) {serverHsKey}
note over Client: + serverVerifyData @!32:\n- serverPublicKey
Client->Server: 0-RTT application data {earlyKey!}
"#;

/// Everything that could stand in the way of a box of knowledge, or be in its way.
const CASES: &[(&str, &str)] = &[
    ("handshake", HANDSHAKE),
    ("one-value", "A->B: hello(nonce) {!}\nnote over B: + nonce"),
    (
        "known-alone",
        "A->B: hello\nnote over A: - nonce\nnote over B: - nonce\\n- publicKey\\n- clientRandom\\n- serverRandom\\n- supportedVersions",
    ),
    (
        "long-name",
        "A->B: x {aKeyWhoseNameIsFortyCharactersLong_40ch}\nnote over B: + aValueWhoseNameIsFortyCharactersLong_40 @32:\\n- anotherValueWhoseNameIsFortyCharacters_4, x, y",
    ),
    (
        "long-formula",
        "A->B: x\nnote over A: + k = Derive-Secret(HKDF-Extract(Derive-Secret(earlySecret, \"derived\", \"\"), X25519(clientPrivate, serverShare)), \"s hs traffic\", ClientHello..ServerHello) @32:",
    ),
    (
        "long-word",
        "A->B: x\nnote over A: + oneNameThatIsMuchTooLongForAnyLineOfAnyBoxOfKnowledgeInAnyDrawingOnAnyPaper_01234567890123456789 @4:\\n+ y",
    ),
    (
        "whole-bytes",
        "A->B: x\nnote over A: + certificate @!100:\\n- secret @!16:\\n+ iv @!12:\nnote over A,B: + certificate = parsed(message) @!100:",
    ),
    (
        "whole-bytes-wide",
        "A->B: x\nB->C: x\nC->D: x\nD->E: x\nE->F: x\nF->A: y\nnote over A,F: + certificate = parsed(message) @!100:\\n+ key = f(x) @!32:",
    ),
    (
        "few-bytes",
        "A->B: x\nnote over A: + a @00\\n+ b @0001020304050607\\n+ c @000102030405060708\\n+ d = f(a) @",
    ),
    ("close-pair", "A->B: x {!}\nnote over A,B: + a = f(b)\nA->B: y {k}"),
    ("in-a-row", "A->B: x\nnote over A: + a\nnote over A: + b = f(a)\nnote over B: + c\nnote over A,B: + d"),
    (
        "at-one-height",
        "A->B: x\nparallel on\nnote over A: + a = f(b)\\n- c\nnote over B: + d\nparallel off\nA->B: y {k}",
    ),
    (
        "in-fragments",
        "alt one\nA->B: x {!}\nnote over A: + a = f(b) @32:\nloop again\nB->A: y {key}\nnote over A,B: + c\\n- a\nend\nelse two\nnote over B: + d @!32:\nend",
    ),
    (
        "beside-bars",
        "activate A\nA->B: x {k}\nactivate B\nnote over A: + a = f(b)\nnote over B: + c @32:\nB->A: y {k!}\nnote over A,B: + d\ndeactivate B\ndeactivate A\nA->B: z {!}",
    ),
    (
        "between-others",
        "participant A\nparticipant Proxy\nparticipant B\nparticipant E\nA->Proxy: x {!}\nProxy->B: x {!}\nnote over A,B: + secret = DH(a, b) @32:\nnote over Proxy: - x\nE->A: y {k}",
    ),
    (
        "messages",
        "autonumber\nA->B: two words {!}\nB->A: {key}\nB-->A: two\\nlines {!}\nB->>A: two\\nlines {key!}\nA->A: itself {key}\nA->A: itself {!}\nA->B: {!}\nA-xB: lost {key}\n[->A: found {!}\nA->*C: new {key}\nA->(3)B: slow {key}\nB->A: a label that goes on and on until it has no room between two lifelines and must be broken into lines {a key of several words whose name is too long for one line of any label in a drawing}",
    ),
    (
        "with-markup",
        "A->B: **bold** <color:#ff0000>red</color> text\nnote over B: + name <b> & \"quotes\" = f(<script>, 'x') @32:",
    ),
];

#[test]
fn nothing_in_a_box_of_knowledge_collides() {
    for (name, text) in CASES {
        for theme in Theme::BUILTIN {
            let theme = Theme::builtin(theme).expect("it is in the list");
            let faults = geometry::faults(&drawn(text).scene(&theme), &theme);
            assert!(faults.is_empty(), "{name}, {}:\n{}", theme.name, faults.join("\n"));
        }
    }
}

#[test]
fn pictures_as_text() {
    for (name, text) in CASES {
        golden(&format!("{name}.txt"), drawn(text).text());
    }
}

#[test]
fn pictures_as_svg() {
    for name in ["handshake", "whole-bytes", "messages"] {
        let (_, text) = CASES.iter().find(|(case, _)| *case == name).expect("there is such a case");
        golden(&format!("{name}.svg"), drawn(text).svg(&Theme::default()));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_known_has_room(
        raw in proptest::collection::vec((NAME, proptest::option::of(NAME), 0usize..70, 0u8..8), 0..6),
        keys in proptest::collection::vec((NAME, proptest::option::of(NAME), proptest::bool::ANY), 0..4),
        wide in proptest::bool::ANY,
    ) {
        let fact = |(name, how, count, bits): (String, Option<String>, usize, u8)| Fact {
            name,
            how,
            fresh: bits & 1 > 0,
            bytes: (bits & 2 > 0).then(|| vec![0xa5; count]),
            whole: bits & 4 > 0,
        };
        let note = if wide { "note over A,B: + x\n" } else { "note over B: + x\n" };
        let mut compiled = drawn(&["A->B: x\nB->A: y\nA->B: z\n", note].concat());
        let mut keys = keys.into_iter();
        for event in &mut compiled.model.events {
            match &mut event.kind {
                EventKind::Learning(learning) => learning.facts = raw.iter().cloned().map(fact).collect(),
                EventKind::Message(message) => if let Some((label, key, exposed)) = keys.next() {
                    message.text = label.as_str().into();
                    message.protection = Some(Box::new(Protection { key, exposed }));
                },
                _ => {}
            }
        }
        let theme = Theme::default();
        let faults = geometry::faults(&compiled.scene(&theme), &theme);
        proptest::prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
        let svg = compiled.svg(&theme);
        proptest::prop_assert!(roxmltree::Document::parse(&svg).is_ok());
        compiled.text();
    }
}

/// What nobody would call a value, and what somebody would.
const NAME: &str = "[a-zA-Z0-9_(),.<&\" \n-]{0,60}";

#[test]
fn write_for_looking() {
    let Ok(folder) = std::env::var("LOOK") else { return };
    for (name, text) in CASES {
        for theme in ["auto", "print", "classic", "contrast"] {
            let svg = drawn(text).svg(&Theme::builtin(theme).expect("it is there"));
            std::fs::write(format!("{folder}/{theme}-{name}.svg"), svg).expect("can be written");
        }
    }
}

fn golden(name: &str, actual: String) {
    insta::with_settings!({
        snapshot_path => ".",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, actual);
    });
}
