//! What must hold for every input. The fuzz targets try it on what libFuzzer thinks of, `tests/fuzz.rs` on the seeds
//! and on every case.
#![allow(dead_code, reason = "each target uses one of these functions")]

#[path = "tree.rs"]
mod tree;

use std::collections::BTreeSet;

use seqwright::print::{print, print_faithfully};
use seqwright::{Compiled, Dialect, Options, Severity, Source, SvgOptions, Theme};
use seqwright::{compile, compile_with, convert, parse};

/// Elements that a drawing has. Whatever else a browser knows, some of it acts.
const ELEMENTS: &[&str] = &[
    "a",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "filter",
    "feFlood",
    "feComposite",
    "feMerge",
    "feMergeNode",
    "g",
    "image",
    "line",
    "marker",
    "path",
    "polygon",
    "polyline",
    "rect",
    "style",
    "svg",
    "symbol",
    "text",
    "title",
    "tspan",
    "use",
];

/// The most bytes of a picture for a source of so many.
fn most_bytes(source: usize) -> usize {
    2_000_000 + 200 * source
}

/// Compiling says where it points, and every output can be made of whatever was understood.
pub fn outputs(bytes: &[u8]) {
    let source = Source::from_bytes("fuzz.seq", bytes.to_vec());
    let compiled = compile(&source);
    points_into(&source, &compiled);
    for theme in ["auto", "classic"] {
        let svg = compiled.svg(&Theme::builtin(theme).expect("it is in the list"));
        assert!(svg.len() <= most_bytes(bytes.len()), "{} bytes of {}", svg.len(), bytes.len());
        is_harmless(&svg);
    }
    let text = compiled.text();
    let is_harmless = !text.contains(|c: char| c.is_control() && c != '\n');
    assert!(is_harmless && (text.is_empty() || text.ends_with('\n')), "{text:?}");
}

/// Every place of a diagnostic is a range of whole characters of the source.
fn points_into(source: &Source, compiled: &Compiled) {
    let mut last = 0;
    for diagnostic in &compiled.diagnostics {
        assert!(diagnostic.span().start >= last, "in order of place: {diagnostic:?}");
        last = diagnostic.span().start;
        for label in &diagnostic.labels {
            assert!(source.text().get(label.span.start..label.span.end).is_some(), "{diagnostic:?}");
            let place = source.place(label.span.start);
            assert!(place.line >= 1 && place.column >= 1, "{diagnostic:?}");
        }
    }
}

/// The picture is well-formed, of known elements, without anything that acts or loads, and its ids are in order.
fn is_harmless(svg: &str) {
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}\n{svg}"));
    assert!(svg.ends_with("</svg>\n"));
    let mut ids = BTreeSet::new();
    let mut references = Vec::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(ELEMENTS.contains(&name), "<{name}>");
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            assert!(!key.starts_with("on"), "{key}={value}");
            match key {
                "id" => assert!(ids.insert(value.to_owned()), "the id `{value}` twice"),
                "href" => is_harmless_address(name, value),
                "aria-labelledby" => references.extend(value.split(' ').map(str::to_owned)),
                _ => {}
            }
            if let Some((_, rest)) = value.split_once("url(")
                && matches!(
                    key,
                    "style" | "fill" | "stroke" | "marker-start" | "marker-end" | "clip-path" | "filter"
                )
            {
                let target = rest.strip_prefix('#').expect("a drawing refers to nothing but itself");
                references.extend(target.split(')').next().map(str::to_owned));
            }
        }
        if name == "style" {
            let css = node.text().unwrap_or_default();
            assert!(
                !css.contains("@import") && !css.contains("expression(") && !css.contains("url(h"),
                "{css}"
            );
        }
    }
    for reference in references {
        assert!(ids.contains(&reference), "nothing has the id `{reference}`");
    }
}

fn is_harmless_address(element: &str, address: &str) {
    let scheme = address.split([':', '/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let has_scheme = address.get(scheme.len()..).is_some_and(|rest| rest.starts_with(':'));
    let allowed: &[&str] = if element == "image" { &["data"] } else { &["http", "https", "mailto"] };
    assert!(!has_scheme || allowed.contains(&scheme.as_str()), "{element} {address}");
    assert!(!address.starts_with("//"), "{element} {address}");
    assert!(
        element == "a" || address.starts_with("data:image/") || address.starts_with('#'),
        "{element} {address}"
    );
}

/// Formatting twice is formatting once, changes no picture, brings no diagnostic and loses no line.
pub fn formatting(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some(canonical) = formatted(text) else { return };
    let again = formatted(&canonical);
    assert_eq!(again.as_deref(), Some(canonical.as_str()), "formatting again, of\n{text:?}");
    let ((before, before_count), (after, left)) = (picture(text), picture(&canonical));
    assert_eq!(after, before, "the picture, of\n{text:?}\nand\n{canonical:?}");
    // There may be fewer: spaces round a hyphen can make clear what it is.
    assert!(
        left <= before_count,
        "{before_count} diagnostics became {left}, of\n{text:?}\nand\n{canonical:?}"
    );
    let lines = |text: &str| {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        text.lines().filter(|line| !line.trim().is_empty()).count()
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    assert_eq!(lines(&canonical), lines(text), "the lines, of\n{text:?}\nand\n{canonical:?}");
}

/// A text in another language: its picture is harmless and that of its conversion, which is formatted.
pub fn importing(bytes: &[u8]) {
    let mut dialects: Vec<Dialect> = Dialect::NAMES.into_iter().filter_map(Dialect::from_name).collect();
    dialects.retain(|dialect| dialect.is_foreign());
    dialects.dedup();
    for dialect in dialects {
        let source = Source::from_bytes("fuzz", bytes.to_vec()).in_dialect(dialect);
        let compiled = compile(&source);
        points_into(&source, &compiled);
        let svg = compiled.svg(&Theme::default());
        is_harmless(&svg);
        if compiled.has_errors() {
            continue;
        }
        let text = convert(&parse(&source).0);
        let seq = Source::new("fuzz", text.as_str());
        let converted = compile(&seq);
        assert!(!converted.has_errors(), "the conversion has errors, of\n{:?}\nto\n{text:?}", source.text());
        let is_same = converted.svg(&Theme::default()) == svg;
        assert!(is_same, "another picture, of\n{:?}\nto\n{text:?}", source.text());
        let formatted = seqwright::format(&seq, &parse(&seq).0);
        assert_eq!(formatted, text, "not formatted, of\n{:?}", source.text());
    }
}

/// The edits of every diagnostic can be made together, and what is left is a source like others.
pub fn fixing(bytes: &[u8]) {
    let source = Source::from_bytes("fuzz.seq", bytes.to_vec());
    let text = source.text();
    for diagnostic in compile_with(&source, &Options::new().lints(true)).diagnostics {
        let mut fixes: Vec<_> = diagnostic.fixes.iter().collect();
        fixes.sort_by_key(|fix| fix.span);
        let (mut fixed, mut at) = (String::new(), 0);
        for (number, fix) in fixes.iter().enumerate() {
            let is_apart = number == 0 || (fix.span.start >= at && fix.span != fixes[number - 1].span);
            assert!(is_apart, "edits apart: {diagnostic:?}");
            fixed += text.get(at..fix.span.start).unwrap_or_else(|| panic!("edits of text: {diagnostic:?}"));
            assert!(text.get(fix.span.start..fix.span.end).is_some(), "edits of text: {diagnostic:?}");
            fixed += &fix.replacement;
            at = fix.span.end;
        }
        if !fixes.is_empty() {
            fixed += &text[at..];
            compile(&Source::new("fuzz.seq", fixed));
        }
    }
}

/// The formatted text of a source without errors, before the check that it means the same.
fn formatted(text: &str) -> Option<String> {
    let source = Source::new("fuzz", text);
    let (diagram, diagnostics) = parse(&source);
    let is_sound = diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
    is_sound.then(|| print_faithfully(&source, &diagram, parse))
}

/// The picture without the numbers of lines, which may change, and with how many diagnostics there are.
fn picture(text: &str) -> (String, usize) {
    let options = SvgOptions::default().id_prefix("fuzz");
    let compiled = compile(&Source::new("fuzz", text));
    (compiled.svg_with(&Theme::default(), &options), compiled.diagnostics.len())
}

/// A tree of statements, printed and parsed, is the same tree.
pub fn printing(bytes: &[u8]) {
    let diagram = tree::grow(bytes);
    let text = print(&diagram);
    let source = Source::new("fuzz", text.as_str());
    let (parsed, diagnostics) = parse(&source);
    assert!(diagnostics.is_empty(), "{diagnostics:?}\n{text}");
    assert_eq!(tree::without_places(&parsed), tree::without_places(&diagram), "\n{text}");
}
