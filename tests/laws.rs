//! Laws that hold for every case, every example and whatever `proptest` thinks of.

mod common;

use common::tree::dump;
use common::{geometry, sources};
use proptest::prelude::*;
use seqwright::{
    Code, Diagnostic, Level, Levels, Options, Profile, Severity, Source, SvgOptions, Theme, compile,
    compile_with, format, parse,
};

#[test]
fn the_same_source_gives_the_same_bytes() {
    for (name, text) in sources() {
        let svg = || compile(&Source::new(name.clone(), text.clone())).svg(&Theme::default());
        assert_eq!(svg(), svg(), "{name}");
    }
}

/// What is in front of a long drawing is written while the rest is laid out, unless events are counted. The bytes are the same.
#[test]
fn a_long_picture_that_is_written_on_the_way_is_the_one_that_is_written_at_the_end() {
    const TIMES: usize = 40;
    let at_end = SvgOptions::default().source_lines(true);
    let mut long = 0;
    for (name, text) in sources() {
        let text = format!("{}\n", text.trim_end()).repeat(TIMES);
        for theme in ["auto", "dark"] {
            let theme = Theme::builtin(theme).expect("it is in the list");
            let compiled = compile(&Source::new(name.clone(), text.clone()));
            long += usize::from(compiled.scene(&theme).height > theme.spacing.repeat_from);
            let counted = compiled.svg_with(&theme, &at_end);
            let expected = without_numbers(&counted, &[" data-line=\"", " data-event=\""]);
            assert!(compiled.svg(&theme) == expected, "{name}");
        }
    }
    assert!(long > 100, "only {long} pictures are long");
}

/// A picture without the attributes that begin like this.
fn without_numbers(svg: &str, starts: &[&str]) -> String {
    let cut = |svg: String, start: &&str| {
        let mut pieces = svg.split(*start);
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces.fold(first, |before, piece| {
            before + piece.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('"')
        })
    };
    starts.iter().fold(svg.to_owned(), cut)
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    for (name, text) in sources() {
        let text = text.replace("\r\n", "\n");
        let svg = |text: String| {
            compile(&Source::from_bytes(name.clone(), text.into_bytes())).svg(&Theme::default())
        };
        let plain = svg(text.clone());
        assert_eq!(plain, svg(text.replace('\n', "\r\n")), "{name} with CRLF");
        assert_eq!(plain, svg(format!("\u{feff}{text}")), "{name} with a byte order mark");
    }
}

#[test]
fn every_picture_is_well_formed() {
    for (name, text) in sources() {
        for theme in Theme::BUILTIN {
            let theme = Theme::builtin(theme).expect("it is in the list");
            let svg = compile(&Source::new(name.clone(), text.clone())).svg(&theme);
            let parsed = roxmltree::Document::parse(&svg);
            assert!(parsed.is_ok(), "{name}: {}", parsed.expect_err("it is not well-formed"));
            assert!(svg.ends_with("</svg>\n"), "{name} ends in a line end");
            assert!(!svg.lines().any(str::is_empty), "{name}: a blank line ends an HTML block in Markdown");
        }
    }
}

/// A host may take what a picture holds for its own markup: an empty line ends HTML in Markdown, and braces begin an
/// expression in Vue, Liquid and others.
#[test]
fn every_picture_in_a_page_is_one_well_formed_line_without_braces_outside_its_style() {
    let options = SvgOptions::default().profile(Profile::Inline);
    for (name, text) in sources() {
        for theme in Theme::BUILTIN {
            let theme = Theme::builtin(theme).expect("it is in the list");
            let source = Source::new(name.clone(), text.clone());
            let line = compile(&source).svg_with(&theme, &options);
            let parsed = roxmltree::Document::parse(&line);
            assert!(parsed.is_ok(), "{name}: {}", parsed.expect_err("it is not well-formed"));
            assert!(line.ends_with("</svg></div>\n") && line.matches('\n').count() == 1, "{name}: {line}");
            let (head, rest) = line.split_once("<style>").expect("there is a style");
            let (_, marks) = rest.split_once("</style>").expect("it ends");
            for part in [head, marks] {
                assert!(!part.contains(['{', '}']) && !part.contains("<!--"), "{name}: {part}");
            }
        }
    }
}

/// The same numbers and the same words: only the style differs, and how a page needs the text to be written.
#[test]
fn a_picture_in_a_page_has_the_drawing_of_the_file() {
    let options = SvgOptions::default().profile(Profile::Inline);
    let placed = |svg: &str| -> Vec<String> {
        let document = roxmltree::Document::parse(svg).expect("it is well-formed");
        let of = |node: roxmltree::Node<'_, '_>| {
            let attributes = ["x", "y", "width", "height", "d", "textLength", "data-kind"];
            let attributes = attributes.map(|name| node.attribute(name).unwrap_or_default());
            format!("{} {attributes:?} {}", node.tag_name().name(), node.text().unwrap_or_default())
        };
        let drawn = |node: &roxmltree::Node<'_, '_>| {
            node.is_element() && !matches!(node.tag_name().name(), "style" | "div")
        };
        document.descendants().filter(drawn).map(|node| of(node).trim().to_owned()).collect()
    };
    for (name, text) in sources() {
        let compiled = compile(&Source::new(name.clone(), text));
        let theme = Theme::default();
        assert_eq!(placed(&compiled.svg_with(&theme, &options)), placed(&compiled.svg(&theme)), "{name}");
    }
}

#[test]
fn nothing_in_a_picture_collides() {
    for (name, text) in sources() {
        for theme in ["auto", "classic"] {
            let theme = Theme::builtin(theme).expect("it is in the list");
            let compiled = compile(&Source::new(name.clone(), text.clone()));
            let scene = compiled.scene(&theme);
            let faults = geometry::faults(&scene);
            assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
        }
    }
}

#[test]
fn every_diagnostic_points_into_the_source() {
    for (name, text) in sources() {
        let source = Source::new(name.clone(), text);
        for diagnostic in compile_with(&source, &everything()).diagnostics {
            let labels = diagnostic.labels.iter().map(|label| label.span);
            for span in labels.chain(diagnostic.fixes.iter().map(|fix| fix.span)) {
                assert!(span.start <= span.end, "{name}: {diagnostic:?}");
                assert!(source.text().get(span.start..span.end).is_some(), "{name}: {diagnostic:?}");
            }
        }
    }
}

/// Options with which every warning is shown.
fn everything() -> Options<'static> {
    let mut levels = Levels::default();
    Code::ALL.iter().filter(|code| code.is_adjustable()).for_each(|&code| levels.set(code, Level::Warn));
    Options::new().lints(true).levels(levels)
}

#[test]
fn every_diagnostic_is_a_short_sentence_with_a_place_and_help() {
    for (name, text) in sources() {
        let source = Source::new(name.clone(), text);
        for diagnostic in compile_with(&source, &everything()).diagnostics {
            let Diagnostic { message, labels, help, .. } = &diagnostic;
            let is_short =
                |text: &str| !text.is_empty() && text.chars().count() <= 300 && !text.contains('\n');
            assert!(is_short(message) && !message.ends_with('.'), "{name}: {diagnostic:?}");
            assert!(labels.iter().all(|label| is_short(&label.text)), "{name}: {diagnostic:?}");
            assert!(help.as_deref().is_some_and(is_short), "{name}: {diagnostic:?}");
        }
    }
}

/// The canonical form of a text, if it has no errors; otherwise the formatter leaves it as it is.
fn formatted(name: &str, text: &str) -> Option<String> {
    let source = Source::new(name, text);
    let (diagram, diagnostics) = parse(&source);
    let is_sound = diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
    is_sound.then(|| format(&source, &diagram))
}

#[test]
fn formatting_changes_no_picture() {
    let picture = |text: &str| compile(&Source::new("law", text)).svg(&Theme::default());
    for (name, text) in sources() {
        let Some(canonical) = formatted(&name, &text) else { continue };
        assert_eq!(picture(&canonical), picture(&text), "{name}");
    }
}

#[test]
fn comments_and_blank_lines_change_no_picture() {
    let picture = |text: &str| compile(&Source::new("law", text)).svg(&Theme::default());
    for (name, text) in sources() {
        let before = picture(&text);
        assert_eq!(picture(&format!("# a comment\n\n{text}")), before, "{name}");
        assert!(!before.contains("data-line="), "{name}");
    }
}

#[test]
fn parsing_what_was_printed_gives_the_same_tree() {
    for (name, text) in sources() {
        let Some(canonical) = formatted(&name, &text) else { continue };
        let (before, after) = (Source::new("law", text), Source::new("law", canonical));
        // A source of blank lines has a tree of blank lines.
        let tree = |source: &Source| dump(&parse(source).0).replace("[\n]", "[]");
        assert_eq!(tree(&before), tree(&after), "{name}");
    }
}

#[test]
fn formatting_twice_is_formatting_once() {
    for (name, text) in sources() {
        let Some(canonical) = formatted(&name, &text) else { continue };
        let again = formatted(&name, &canonical);
        assert_eq!(again.as_deref(), Some(canonical.as_str()), "{name}");
    }
}

#[test]
fn formatting_loses_no_line_and_ends_every_line_in_lf() {
    let lines = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
    for (name, text) in sources() {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let Some(canonical) = formatted(&name, &text) else { continue };
        assert_eq!(lines(&canonical), lines(&text), "{name}");
        assert!(canonical.is_empty() || canonical.ends_with('\n'), "{name}");
        let crlf = formatted(&name, &format!("\u{feff}{}", text.replace('\n', "\r\n")));
        assert_eq!(crlf.as_deref(), Some(canonical.as_str()), "{name} with CRLF");
    }
}

/// A line about knowledge, or one that such lines depend on, with few names, so that they meet.
fn line_of_knowledge() -> impl Strategy<Value = String> {
    let party = || prop::sample::select(vec!["A", "B", "attacker", "\"C-D\""]);
    let value = || prop::sample::select(vec!["a", "b", "x", "X", "y", "Y", "secret", "Secret", "a.b", "one"]);
    let leaf = prop_oneof![
        4 => value().prop_map(str::to_owned),
        1 => prop::sample::select(vec!["0x2a", "\"t\"", "0", "32", "one..two", "A.one..one.2", ""]).prop_map(str::to_owned),
    ];
    let expression = leaf.prop_recursive(3, 12, 3, |inner| {
        let functions = vec!["f", "HMAC", "senc", "aenc", "sign", "X25519", "PRF", "Transcript-Hash", ""];
        (prop::sample::select(functions), prop::collection::vec(inner.clone(), 0..4), inner)
            .prop_map(|(function, arguments, more)| format!("{function}({}) || {more}", arguments.join(", ")))
    });
    let kept = prop::sample::select(vec![
        "alt x",
        "else",
        "end",
        "par",
        "opt",
        "knowledge on",
        "knowledge full",
        "knowledge check",
        "aside",
        "attacker sees wire",
        "suite TLS_AES_128_GCM_SHA256",
        "note over A: a, Secret",
        "bytes 0x2a2a",
        "parallel {",
        "}",
        "",
        "values \"x.hex\"",
        "A->A: one",
        "[->B: two(a)",
        "A-xB: one(b)",
    ]);
    let (e, f) = (expression.clone(), expression.clone());
    prop_oneof![
        4 => kept.prop_map(str::to_owned),
        3 => (party(), party(), value(), e).prop_map(|(a, b, name, e)| format!("{a}->{b}: {name}({e}, {name})")),
        2 => (party(), value()).prop_map(|(who, name)| format!("generate {who}: {name} = 0x2a")),
        2 => (party(), value(), value())
            .prop_map(|(who, x, y)| format!("keypair {who}: {x} / {y} = X25519")),
        3 => (party(), party(), value(), expression.clone())
            .prop_map(|(a, b, name, e)| format!("derive {a}, {b}: {name} = {e}")),
        1 => (party(), expression.clone(), f).prop_map(|(who, e, f)| format!("check {who}: {e} == {f}")),
        1 => (party(), expression.clone()).prop_map(|(who, e)| format!("leak {who}: {e}")),
        1 => (party(), expression.clone()).prop_map(|(who, e)| format!("show {who}: {e}")),
        1 => (party(), expression.clone()).prop_map(|(who, e)| format!("expect {who} never knows {e}")),
        1 => (party(), expression.clone()).prop_map(|(who, e)| format!("expect {who} knows {e}")),
        1 => expression.clone().prop_map(|e| format!("under {e}")),
        1 => expression.prop_map(|e| format!("carry {e}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every statement about knowledge is drawn or reported, with a place and a fix.
    #[test]
    fn no_run_is_too_much(lines in prop::collection::vec(line_of_knowledge(), 1..30)) {
        let text = lines.join("\n");
        let source = Source::new("run.seq", text.as_str());
        let compiled = compile(&source);
        prop_assert!(roxmltree::Document::parse(&compiled.svg(&Theme::default())).is_ok());
        for diagnostic in &compiled.diagnostics {
            prop_assert!(diagnostic.help.is_some(), "{diagnostic:?} has no help");
            for label in &diagnostic.labels {
                prop_assert!(!label.text.is_empty(), "{diagnostic:?} has an empty label");
                prop_assert!(text.get(label.span.start..label.span.end).is_some(), "{diagnostic:?}");
            }
        }
        if let Some(canonical) = formatted("run.seq", &text) {
            let again = formatted("run.seq", &canonical);
            prop_assert_eq!(again.as_deref(), Some(canonical.as_str()));
        }
    }
}

/// The codes that are reported.
fn codes(text: String) -> Vec<Code> {
    compile(&Source::new("much.seq", text)).diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn a_value_that_is_doubled_on_every_line_has_an_end() {
    let doubled: String = (0..60).map(|at| format!("derive A: x{} = x{at} || x{at}\n", at + 1)).collect();
    assert_eq!(codes(format!("generate A: x0 = 0x2a\nA->B: one\n{doubled}"))[0], Code::TooMuchToCompute);
    let nested: String = (0..60).map(|at| format!("derive A: x{} = f(x{at}, x{at})\n", at + 1)).collect();
    assert_eq!(codes(format!("generate A: x0 = 0x2a\nA->B: one\n{nested}")), []);
}

#[test]
fn long_results_and_long_transcripts_have_an_end() {
    let suite = "suite TLS_RSA_WITH_AES_128_CBC_SHA\ngenerate A: x = 0x2a\n";
    let long: String = (0..90).map(|at| format!("derive A: y{at} = PRF(x, \"{at}\", x, 65535)\n")).collect();
    assert_eq!(codes(format!("{suite}A->B: one\n{long}")), [Code::TooMuchToCompute]);
    let message = format!("A->B: one\nbytes 0x{}\n", "2a".repeat(4_000_000));
    let many: String = (0..60).map(|at| format!("derive A: y{at} = HMAC(x, one || \"{at}\")\n")).collect();
    assert_eq!(codes(format!("{suite}{message}{many}")), [Code::TooMuchToCompute]);
}
