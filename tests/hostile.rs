//! Malicious inputs, and systems that do not do what they should. Labels are data, limits hold,
//! and the files of others stay as they are. What every picture must be is in `fuzz/checks.rs`.

#[path = "../fuzz/checks.rs"]
mod checks;

use seqwright::{Code, Severity, Source, Theme, compile};

/// Compiles a text, checks every output of it, and gives the codes of its errors and the text of its picture.
fn look(bytes: impl AsRef<[u8]>) -> (Vec<Code>, String) {
    let bytes = bytes.as_ref();
    checks::outputs(bytes);
    let compiled = compile(&Source::from_bytes("hostile.seq", bytes.to_vec()));
    let errors =
        compiled.diagnostics.iter().filter(|one| one.severity == Severity::Error).map(|one| one.code);
    let svg = compiled.svg(&Theme::default());
    let document = roxmltree::Document::parse(&svg).expect("it has been checked");
    let texts =
        document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    let shown = texts.flat_map(|text| text.descendants().filter(roxmltree::Node::is_text));
    (errors.collect(), shown.filter_map(|node| node.text()).collect())
}

/// Whether a text is shown, wherever its lines were broken.
fn shows(picture: &str, text: &str) -> bool {
    let dense = |text: &str| text.split_whitespace().collect::<String>();
    dense(picture).contains(&dense(text))
}

// Labels are data.

#[test]
fn mark_up_in_a_label_is_text() {
    for label in [
        "<script>alert(1)</script>",
        "</text></g></svg><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onload='alert(1)",
        "a ]]> b",
        "<![CDATA[x]]>",
        "--> <!--",
        "&lt;b&gt;&amp;&#60;&#x3c;",
        "&xxe; &nbsp;",
        "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>&x;",
        "<?xml-stylesheet href=\"http://evil.example/\"?>",
        "<foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject>",
        "</style><script>alert(1)</script><style>",
        "<animate attributeName=href values=javascript:alert(1)>",
        "<use href=\"data:image/svg+xml,x#x\">",
    ] {
        let everywhere = format!(
            "title {label}\nparticipant \"Web\" as W\nW->W: {label}\nnote over W: {label}\nalt {label}\nW->W: x\nelse {label}\nend\n== {label} =="
        );
        let (errors, picture) = look(&everywhere);
        assert_eq!(errors, [], "{label}");
        assert!(shows(&picture, label), "{label} is not in {picture}");
    }
}

#[test]
fn names_of_the_picture_s_own_parts_are_names() {
    for name in
        ["svg", "defs", "arrow", "marker", "title", "s0", "__proto__", "constructor", "a\" onload=\"b"]
    {
        let name = if name.contains('"') { name.replace('"', "'") } else { name.to_owned() };
        let (errors, picture) = look(format!("participant \"{name}\" as a\na->a: x\nparticipant {}b", "x"));
        assert!(errors.is_empty() && shows(&picture, &name), "{name}: {picture}");
    }
}

#[test]
fn no_link_leads_where_a_script_or_a_file_is() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\u{1}javascript:alert(1)",
        "\u{a0}javascript:alert(1)",
        "java\u{200b}script:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "blob:https://x/1",
        "file:///etc/passwd",
        "//evil.example/x",
        "https://good.example@evil.example/",
        "https://x/\"onmouseover=\"alert(1)",
    ] {
        let (_, picture) = look(format!("A->B: <link:{address}>home</link>"));
        assert!(shows(&picture, "home"), "{address}: {picture}");
        let svg =
            compile(&Source::new("x", format!("A->B: <link:{address}>home</link>"))).svg(&Theme::default());
        let document = roxmltree::Document::parse(&svg).expect("it has been checked");
        let hrefs = document.descendants().filter_map(|node| node.attribute("href"));
        for href in hrefs.filter(|href| !href.starts_with('#')) {
            assert!(href.starts_with("https://x/"), "{address} became {href}");
        }
    }
}

#[test]
fn no_colour_and_no_font_brings_style_of_its_own() {
    for value in [
        "red;}</style><script>alert(1)</script>",
        "url(http://evil.example/x)",
        "red;background:url(x)",
        "red} * {display:none",
        "expression(alert(1))",
        "var(--x,url(//evil.example))",
        "'x'; @import url(//evil.example/x.css)",
    ] {
        look(format!("A->B: x\nnote over A #{value}: coloured"));
        look(format!("participant C #{value}"));
        look(format!("fontfamily {value}\nA->B: x"));
        look(format!("notestyle #{value}\nnote over A: x"));
        look(format!("A->B: <color:#{value}>x</color> <font:{value}>x"));
    }
}

#[test]
fn nothing_is_included() {
    for path in
        ["/etc/passwd", "../../secret", "file:///etc/passwd", "http://169.254.169.254/", "/dev/zero", "~/x"]
    {
        let (errors, _) = look(format!("include \"{path}\"\nA->B: x"));
        assert!(!errors.is_empty(), "{path}");
        let (_, picture) = look(format!("image {path} A\nA->B: x"));
        assert!(!picture.contains("root:"), "{path}");
    }
}

// Bytes.

#[test]
fn bytes_that_are_not_text_are_reported() {
    let text = |bytes: &[u8]| [b"A->B: ok\nA->B: ", bytes, b"\n"].concat();
    for bytes in [&b"\xff"[..], b"caf\xe9", b"\xc0\x80", b"\xed\xa0\x80", b"\xf0\x9f\x98"] {
        assert_eq!(look(text(bytes)).0, [Code::NotUtf8], "{bytes:?}");
    }
    assert_eq!(look(b"\xff\xfeA\0-\0>\0B\0").0.len(), 1);
    let noise: Vec<u8> = (0..4096u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert!(!look(noise).0.is_empty());
}

#[test]
fn characters_that_xml_forbids_are_not_in_the_picture() {
    let all: String = (1..32).filter(|code| !matches!(code, 10 | 13)).filter_map(char::from_u32).collect();
    let (_, picture) = look(format!("A->B: x{all}\u{7f}\u{80}\u{9b}\u{fffe}\u{ffff}y\0z"));
    assert!(picture.contains('x') && picture.contains('y'), "{picture}");
}

#[test]
fn letters_of_every_kind_are_drawn() {
    for label in [
        "\u{202e}gpj.exe\u{202c}",
        "\u{2066}\u{2067}\u{202a}open",
        "Z\u{301}\u{328}\u{35c}algo",
        "\u{301}\u{20e3} first",
        "👨‍👩‍👧‍👦 🇩🇪 👍🏽 1️⃣",
        "مرحبا (v1.2)",
        "请求を送る한글",
        "\u{10ffff}\u{1fffe}\u{e000}",
    ] {
        assert_eq!(look(format!("A->B: {label}\nB->A: next")).0, [], "{label}");
    }
    let (_, picture) = look(format!("A->B: e{}", "\u{301}".repeat(100_000)));
    assert!(picture.starts_with('A') || picture.contains('e'));
}

// Shapes that hurt.

/// Each takes a moment if the work is linear, and far too long if it is not.
#[test]
fn nothing_costs_more_than_its_length() {
    let many = |line: &str, count: usize| line.repeat(count);
    for text in [
        many("alt x\n", 50_000),
        many("end\n", 50_000),
        format!("{}A->B: x\n{}", many("opt x\n", 10_000), many("end\n", 10_000)),
        format!("A->B: {}", many("**", 25_000)),
        format!("A->B: {}", many("<", 50_000)),
        format!("A->B: {}", many("<color:#red>", 10_000)),
        format!("A->B: {}", many("[(", 25_000)),
        format!("A {}> B: x", many("-", 50_000)),
        many(">", 100_000),
        format!("A->B: {}", many("x", 500_000)),
        format!("A->B: {}", many("ab ", 100_000)),
        format!("participant {}", many("N", 500_000)),
        format!("x{}y", many(" ", 50_000)),
        format!("participant A\n{}", many("activate A\n", 20_000)),
        format!("alt 0\nA->B: x\n{}end", many("else 1\n", 20_000)),
        (0..5_000).map(|at| format!("participant P{at}\n")).collect(),
        many("A->B: x\n", 20_000),
    ] {
        look(&text);
    }
}

#[test]
fn absurd_numbers_are_reported_or_bounded() {
    for number in
        ["2147483648", "9223372036854775808", "1e308", "NaN", "inf", "-1", "0", "99999999999999999999"]
    {
        for line in ["space", "participantspacing", "entryspacing", "autonumber"] {
            look(format!("{line} {number}\nA->B: x\nA->B: y"));
        }
        look(format!("A->({number})B: x\nparticipant C #red;{number}\nA->B: <size:{number}>x</size>"));
    }
}
