//! The tags of PlantUML's texts.

use std::borrow::Cow;

use crate::notation::{Color, escapes};

/// What ends the tags that embrace something.
pub(super) const ENDS: [&str; 13] = [
    "</b>",
    "</i>",
    "</u>",
    "</s>",
    "</w>",
    "</strike>",
    "</del>",
    "</sub>",
    "</sup>",
    "</color>",
    "</font>",
    "</size>",
    "</back>",
];
// Their places in that table.
const BOLD: usize = 0;
const ITALIC: usize = 1;
const UNDERLINE: usize = 2;
const STRIKE: usize = 3;
const WAVE: usize = 4;
const STRIKE_WORD: usize = 5;
const DELETED: usize = 6;
const SUB: usize = 7;
const SUP: usize = 8;
const COLOR: usize = 9;
const FONT: usize = 10;
const SIZE: usize = 11;
const BACK: usize = 12;

/// A formula is drawn as it is written.
const FORMULA: &str = "a formula";

/// What a tag is.
#[derive(Debug)]
pub(super) enum Tag {
    /// It embraces what follows. Without a beginning it changes nothing.
    Open { kind: usize, begin: Option<Cow<'static, str>>, end: &'static str },
    /// A character by its number.
    Character(char),
    /// Something that is not drawn.
    Lost(&'static str),
}

/// Reads what stands between `<` and `>`.
pub(super) fn read(inner: &str) -> Option<Tag> {
    let open =
        |kind, begin: &'static str, end| Some(Tag::Open { kind, begin: Some(Cow::Borrowed(begin)), end });
    let first = inner.as_bytes().first()?;
    if let Some(lost) = picture(*first, inner) {
        return Some(Tag::Lost(lost));
    }
    if matches!(inner, "/math" | "/latex") {
        return Some(Tag::Lost(FORMULA));
    }
    let word_end = inner.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(inner.len());
    let (word, value) = inner.split_at(word_end);
    let word = word.to_ascii_lowercase();
    let is_bare = value.is_empty() || value.starts_with(':');
    match word.as_str() {
        "b" if value.is_empty() => open(BOLD, "<b>", "</b>"),
        "i" if value.is_empty() => open(ITALIC, "<i>", "</i>"),
        "u" if value.starts_with('+') => character(&value[1..]).map(Tag::Character),
        "u" if is_bare => open(UNDERLINE, "<u>", "</u>"),
        "w" if is_bare => open(WAVE, "<u>", "</u>"),
        "s" if is_bare => open(STRIKE, "<s>", "</s>"),
        "strike" if is_bare => open(STRIKE_WORD, "<s>", "</s>"),
        "del" if is_bare => open(DELETED, "<s>", "</s>"),
        "sub" if value.is_empty() => open(SUB, "<sub>", "</sub>"),
        "sup" if value.is_empty() => open(SUP, "<sup>", "</sup>"),
        "color" => value_of(value).map(|color| colored(COLOR, ("color", "</color>"), color)),
        "font" => Some(font(value)),
        "size" => value_of(value).map(size),
        "back" => value_of(value).map(|color| colored(BACK, ("background", "</background>"), color)),
        "math" | "latex" if value.is_empty() => Some(Tag::Lost(FORMULA)),
        _ => None,
    }
}

/// Sprites, icons, emoji and images.
fn picture(first: u8, inner: &str) -> Option<&'static str> {
    let mut rest = inner.chars();
    rest.next();
    let rest = rest.as_str();
    let has_name = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '%');
    match first {
        b'$' if has_name(rest) => Some("a sprite"),
        b'&' if has_name(rest) => Some("an icon"),
        b':' if has_name(rest) && rest.contains(':') => Some("an emoji"),
        b'#' => match rest.find([':', '$', '&']).map(|at| rest.as_bytes()[at]) {
            Some(b'$') => Some("a sprite"),
            Some(b'&') => Some("an icon"),
            Some(_) if rest.ends_with(':') => Some("an emoji"),
            Some(_) | None => None,
        },
        b'i' | b'I' => {
            let word = inner.get(..3)?;
            let follows = inner[3..].starts_with([':', ' ', '=']);
            (word.eq_ignore_ascii_case("img") && follows).then_some("an image")
        }
        _ => None,
    }
}

fn value_of(value: &str) -> Option<&str> {
    let value = value.strip_prefix([':', ' ', '='])?.trim();
    Some(value.trim_matches('"')).filter(|value| !value.is_empty())
}

fn colored(kind: usize, (word, end): (&str, &'static str), color: &str) -> Tag {
    let name = color.trim_start_matches('#').to_ascii_lowercase();
    let begin = Color::from_written(&name).map(|_| Cow::Owned(format!("<{word}:#{name}>")));
    let end = if begin.is_some() { end } else { "" };
    Tag::Open { kind, begin, end }
}

/// `<font color="red">`, `<font:monospaced>`.
fn font(value: &str) -> Tag {
    let lower = value.to_ascii_lowercase();
    if lower.contains("mono") || lower.contains("courier") {
        return Tag::Open { kind: FONT, begin: Some(Cow::Borrowed("<code>")), end: "</code>" };
    }
    let after = |key: &str| {
        let at = lower.find(key)? + key.len();
        let rest = value[at..].trim_start_matches(['=', ':', '"', '\'', ' ']);
        Some(&rest[..rest.find(['"', '\'', ' ']).unwrap_or(rest.len())])
    };
    match (after("color"), after("size")) {
        (Some(color), _) => colored(FONT, ("color", "</color>"), color),
        (None, Some(points)) => match size(points) {
            Tag::Open { begin, end, .. } => Tag::Open { kind: FONT, begin, end },
            tag => tag,
        },
        (None, None) => Tag::Open { kind: FONT, begin: None, end: "" },
    }
}

fn size(points: &str) -> Tag {
    let begin = points.parse::<u32>().ok().filter(|points| (1..=200).contains(points));
    let begin = begin.map(|points| Cow::Owned(format!("<size:{points}>")));
    let end = if begin.is_some() { "</size>" } else { "" };
    Tag::Open { kind: SIZE, begin, end }
}

/// The character with a number in hexadecimal.
fn character(digits: &str) -> Option<char> {
    let number = u32::from_str_radix(digits.get(..digits.len().min(6))?, 16).ok()?;
    char::from_u32(number).filter(|c| !c.is_control())
}

/// The character of an entity that a text begins with: `&#8734;`, and its length.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.as_bytes().iter().take(12).position(|&byte| byte == b';')?;
    let number = inner[..end].strip_prefix('#')?;
    let c = escapes::character(number)?;
    (!c.is_control()).then_some((c, end + 2))
}
