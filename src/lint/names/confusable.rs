//! Finds names that look like others: invisible characters, typographic quotation marks, and letters of
//! another alphabet that look like those of an earlier name.

use std::collections::HashMap;

#[cfg(feature = "nfc")]
use unicode_normalization::UnicodeNormalization;

use crate::ast;
use crate::diagnostic::{Code, Diagnostics};
use crate::references::Reference;
use crate::source::Span;

/// Warns of confusable names among all `names`; returns the positions of those it warns of.
pub(super) fn check(names: &[&Reference<'_>], sink: &mut Diagnostics) -> Vec<usize> {
    let mut faulty = Vec::new();
    if names.iter().all(|one| one.name.is_ascii()) {
        return faulty;
    }
    // Of names that look alike, the plain one is meant, else the first.
    let mut by_appearance = HashMap::new();
    for (index, one) in names.iter().enumerate() {
        let meant = by_appearance.entry(appearance(&one.name)).or_insert(index);
        if one.name.is_ascii() && !names[*meant].name.is_ascii() {
            *meant = index;
        }
    }
    for (index, one) in names.iter().enumerate().filter(|(_, one)| !one.name.is_ascii()) {
        let name = &*one.name;
        let first = &*names[by_appearance[&appearance(name)]].name;
        let places = places(one);
        let is_known = invisible(name, &places, sink) || quotes(name, &places, sink);
        if is_known || (first != name && twin(name, first, &places, sink)) {
            faulty.push(index);
        }
    }
    faulty
}

/// The places where a name is written; the first one gets the warning.
fn places(one: &Reference<'_>) -> Vec<Span> {
    let mut places = one.places();
    places.sort_by_key(|place| *place != one.first);
    places
}

/// A name with a character that cannot be seen.
fn invisible(name: &str, mentions: &[Span], sink: &mut Diagnostics) -> bool {
    let Some(invisible) = name.char_indices().find(|&(at, c)| is_invisible(name, at, c)).map(|(_, c)| c)
    else {
        return false;
    };
    let clean: String =
        name.char_indices().filter(|&(at, c)| !is_invisible(name, at, c)).map(|(_, c)| c).collect();
    let message = format!("the name `{clean}` holds an invisible character (U+{:04X})", u32::from(invisible));
    let diagnostic = sink.warn(Code::InvisibleCharacter, mentions[0], message);
    diagnostic.at("more than can be seen").help("delete it; it often comes along when text is copied");
    rename(diagnostic, name, &clean, mentions);
    true
}

/// Whether a character cannot be seen in a name. Joiners have their use in some scripts and in emoji.
fn is_invisible(name: &str, at: usize, c: char) -> bool {
    match c {
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}' => true,
        '\u{200c}' | '\u{200d}' => {
            let after = &name[at + c.len_utf8()..];
            let is_plain = |c: Option<char>| c.is_none_or(|c| c.is_ascii());
            is_plain(name[..at].chars().next_back()) && is_plain(after.chars().next())
        }
        _ => false,
    }
}

/// What a head shows instead of a name, if it is between typographic quotation marks.
pub(super) fn label(written: &ast::Name<'_>, sink: &mut Diagnostics) {
    if !written.quoted && !written.text.is_ascii() {
        quotes(written.text, &[written.span], sink);
    }
}

/// A name between typographic quotation marks, which are letters like any other.
fn quotes(name: &str, mentions: &[Span], sink: &mut Diagnostics) -> bool {
    let inner = name
        .strip_prefix(['\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{ff02}'])
        .and_then(|rest| rest.strip_suffix(['\u{201d}', '\u{201c}', '\u{bb}', '\u{ff02}']));
    let Some(inner) = inner.filter(|inner| !inner.contains('"')) else { return false };
    let diagnostic = sink.warn(
        Code::SmartQuotes,
        mentions[0],
        format!("the quotation marks are part of the name `{name}`"),
    );
    diagnostic.at("typographic quotation marks").help(format!("write `\"{inner}\"`"));
    for &span in mentions {
        diagnostic.fix(span, format!("\"{inner}\""));
    }
    true
}

/// A name that looks like one that was written before.
fn twin(name: &str, first: &str, mentions: &[Span], sink: &mut Diagnostics) -> bool {
    let message = format!("this `{name}` looks like `{first}` but is a different name");
    let diagnostic = sink.warn(Code::TwinNames, mentions[0], message);
    diagnostic.at("a participant of its own");
    if composed(name.chars()) == composed(first.chars()) {
        diagnostic.help("write both in the same form of Unicode (NFC); copying one over the other does it");
        rename(diagnostic, name, first, mentions);
        return true;
    }
    let differing = name.chars().find(|c| !first.contains(*c)).unwrap_or_default();
    diagnostic.help(format!(
        "it holds U+{:04X}, which `{first}` does not; write it in the same letters, or choose a name of another look",
        u32::from(differing)
    ));
    true
}

/// Replaces a name with another wherever it is written, within its quotation marks if it has any.
fn rename(diagnostic: &mut crate::diagnostic::Diagnostic, old: &str, new: &str, mentions: &[Span]) {
    for &span in mentions {
        let quote = (span.len() - old.len()) / 2;
        diagnostic.fix(Span::new(span.start + quote, span.end - quote), new);
    }
}

/// What a reader sees of a name: similar letters are the same, spaces are the same, invisible characters are dropped.
fn appearance(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    let seen = name.char_indices().filter(|&(at, c)| !is_invisible(name, at, c)).map(|(_, c)| c);
    composed(seen).chars().map(plain).collect()
}

/// A text in the form in which letters are composed (NFC). A build without the tables for it leaves it as it is.
#[cfg(feature = "nfc")]
fn composed(text: impl Iterator<Item = char>) -> String {
    text.nfc().collect()
}

#[cfg(not(feature = "nfc"))]
fn composed(text: impl Iterator<Item = char>) -> String {
    text.collect()
}

/// The Latin letter that a letter resembles.
fn plain(c: char) -> char {
    match c {
        '\u{a0}' | '\u{370}'..='\u{4ff}' | '\u{2000}'..='\u{3000}' => {
            TWINS.iter().find(|(twin, _)| *twin == c).map_or(c, |(_, latin)| *latin)
        }
        _ => c,
    }
}

/// Letters that look like Latin ones in most fonts, and spaces: those of Unicode Technical Standard 39 that keyboards
/// have.
#[rustfmt::skip]
const TWINS: &[(char, char)] = &[
    // Cyrillic.
    ('А', 'A'), ('В', 'B'), ('Е', 'E'), ('К', 'K'), ('М', 'M'), ('Н', 'H'), ('О', 'O'), ('Р', 'P'), ('С', 'C'), ('Т', 'T'),
    ('Х', 'X'), ('а', 'a'), ('е', 'e'), ('о', 'o'), ('р', 'p'), ('с', 'c'), ('у', 'y'), ('х', 'x'), ('І', 'I'), ('і', 'i'),
    ('Ј', 'J'), ('ј', 'j'), ('Ѕ', 'S'), ('ѕ', 's'),
    // Greek.
    ('Α', 'A'), ('Β', 'B'), ('Ε', 'E'), ('Ζ', 'Z'), ('Η', 'H'), ('Ι', 'I'), ('Κ', 'K'), ('Μ', 'M'), ('Ν', 'N'), ('Ο', 'O'),
    ('Ρ', 'P'), ('Τ', 'T'), ('Υ', 'Y'), ('Χ', 'X'), ('ο', 'o'), ('ν', 'v'),
    // Spaces.
    ('\u{a0}', ' '), ('\u{2002}', ' '), ('\u{2003}', ' '), ('\u{2009}', ' '), ('\u{202f}', ' '), ('\u{3000}', ' '),
];
