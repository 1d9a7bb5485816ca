//! Splits a text into tokens: words, breaks, marks and tags. Each is recognised by its neighbours.

use std::ops::Range;

use super::Counting;

/// A mark: two of one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Bold,
    Italic,
    Small,
    Big,
    Mono,
    Strike,
    Underline,
}

impl Mark {
    pub const ALL: [Mark; 7] =
        [Mark::Bold, Mark::Italic, Mark::Small, Mark::Big, Mark::Mono, Mark::Strike, Mark::Underline];

    /// The mark of two of these.
    fn of(byte: u8) -> Option<Mark> {
        Some(match byte {
            b'*' => Mark::Bold,
            b'/' => Mark::Italic,
            b'-' => Mark::Small,
            b'+' => Mark::Big,
            b'"' => Mark::Mono,
            b'~' => Mark::Strike,
            b'_' => Mark::Underline,
            _ => return None,
        })
    }

    /// The character that it is two of.
    fn character(self) -> char {
        match self {
            Mark::Bold => '*',
            Mark::Italic => '/',
            Mark::Small => '-',
            Mark::Big => '+',
            Mark::Mono => '"',
            Mark::Strike => '~',
            Mark::Underline => '_',
        }
    }

    /// Whether and how it can open between a character and a text.
    fn opens(self, before: Option<char>, rest: &str) -> Opens {
        match next_char(rest) {
            None => Opens::Not,
            // Two asterisks before a space are a heading at the beginning of a line, a power anywhere else.
            Some(c) if c.is_whitespace() => match (self, before) {
                (Mark::Bold, None) => Opens::Loosely,
                _ => Opens::Not,
            },
            Some(inner) if self.opens_at(before, inner, rest) => Opens::Tightly,
            Some(_) => Opens::Not,
        }
    }

    /// Whether it can open between two characters, the second of which begins a text.
    fn opens_at(self, before: Option<char>, inner: char, rest: &str) -> bool {
        let is_code = match self {
            Mark::Bold | Mark::Big | Mark::Strike => false,
            Mark::Italic => before == Some(':'),
            Mark::Small => inner == '>' || matches!(before, Some('<' | '!')),
            Mark::Mono => matches!(inner, ',' | ';' | ':' | ')' | ']' | '}'),
            Mark::Underline => before == Some('.') || is_own_name(rest),
        };
        !is_code && !before.is_some_and(is_word)
    }

    /// Whether it can close between a character and a text.
    fn closes(self, before: Option<char>, rest: &str) -> bool {
        let Some(inner) = before else { return false };
        if inner.is_whitespace() {
            // At the end of a line a space before it is a slip; a lone `--` there ends the options of a command.
            return self != Mark::Small && ends_line(rest.trim_start_matches(self.character()));
        }
        let outer = next_char(rest);
        let stands_out = !outer.is_some_and(is_word);
        match self {
            Mark::Bold | Mark::Strike => stands_out || is_word(inner),
            Mark::Mono => {
                (stands_out || is_word(inner)) && !matches!(inner, ':' | ',' | '=' | '(' | '[' | '{')
            }
            Mark::Italic => stands_out && inner != ':',
            Mark::Small => stands_out && outer != Some('>'),
            Mark::Big => stands_out,
            Mark::Underline => {
                let is_member = outer == Some('.') && rest[1..].starts_with(is_word);
                stands_out && !is_member && !matches!(outer, Some('(' | '['))
            }
        }
    }
}

/// How a mark can open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// It cannot.
    Not,
    /// Close to what it sets apart.
    Tightly,
    /// With a space after it.
    Loosely,
}

/// Whether a text is at the end of a line.
fn ends_line(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with("\\n") || rest.starts_with('\n')
}

/// The next character of a line; none at its end.
fn next_char(rest: &str) -> Option<char> {
    rest.chars().next().filter(|_| !rest.starts_with("\\n"))
}

/// Whether a character makes a word with a character beside it. Scripts that put no spaces between words would
/// leave no place for marks.
fn is_word(c: char) -> bool {
    let has_no_blanks = matches!(c,
        '\u{e00}'..='\u{eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Burmese
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{2e80}'..='\u{9fff}' // kana, Han
        | '\u{ac00}'..='\u{d7af}' // Hangul, whose particles stand close to a word
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..);
    c == '_' || (c.is_alphanumeric() && !has_no_blanks)
}

/// Names that languages write between two underscores on both sides. No author underlines these words.
const OWN_NAMES: &[&str] = &[
    "class", "dict", "dirname", "doc", "file", "filename", "getattr", "getitem", "init", "iter", "len",
    "main", "name", "proto", "repr", "setattr", "setitem", "slots", "str", "typename",
];

/// Whether a text begins with one of these names and the underscores that end it.
fn is_own_name(rest: &str) -> bool {
    let end = rest.bytes().take(16).position(|byte| byte == b'_');
    end.is_some_and(|end| rest[end..].starts_with("__") && OWN_NAMES.contains(&&rest[..end]))
}

/// The name of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagName {
    Color,
    Background,
    Size,
    Align,
    Link,
    Sub,
    Sup,
    Wordwrap,
    Position,
    Stroke,
    Difference,
    Bold,
    Italic,
    Underline,
    Strike,
    Code,
}

impl TagName {
    pub const ALL: [TagName; 16] = [
        TagName::Color,
        TagName::Background,
        TagName::Size,
        TagName::Align,
        TagName::Link,
        TagName::Sub,
        TagName::Sup,
        TagName::Wordwrap,
        TagName::Position,
        TagName::Stroke,
        TagName::Difference,
        TagName::Bold,
        TagName::Italic,
        TagName::Underline,
        TagName::Strike,
        TagName::Code,
    ];

    /// The end of a tag that counts only where it has one, because its word is as likely to be code: `List<s>`.
    fn needed_end(self) -> Option<&'static str> {
        match self {
            TagName::Bold => Some("</b>"),
            TagName::Italic => Some("</i>"),
            TagName::Underline => Some("</u>"),
            TagName::Strike => Some("</s>"),
            TagName::Code => Some("</code>"),
            TagName::Color
            | TagName::Background
            | TagName::Size
            | TagName::Align
            | TagName::Link
            | TagName::Sub
            | TagName::Sup
            | TagName::Wordwrap
            | TagName::Position
            | TagName::Stroke
            | TagName::Difference => None,
        }
    }

    /// The name as it is written.
    pub fn word(self) -> &'static str {
        match self {
            TagName::Color => "color",
            TagName::Background => "background",
            TagName::Size => "size",
            TagName::Align => "align",
            TagName::Link => "link",
            TagName::Sub => "sub",
            TagName::Sup => "sup",
            TagName::Wordwrap => "wordwrap",
            TagName::Position => "position",
            TagName::Stroke => "stroke",
            TagName::Difference => "difference",
            TagName::Bold => "b",
            TagName::Italic => "i",
            TagName::Underline => "u",
            TagName::Strike => "s",
            TagName::Code => "code",
        }
    }

    /// Whether a value can be meant as its value: `Map<size:int>` is code.
    fn takes(self, value: &str) -> bool {
        match self {
            TagName::Color | TagName::Background => {
                let name = value.strip_prefix('#').unwrap_or_default();
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
            }
            TagName::Size | TagName::Wordwrap => {
                !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
            }
            TagName::Align | TagName::Position => ["left", "center", "right"].contains(&value),
            TagName::Link => !value.is_empty(),
            TagName::Stroke => value.split_once(':').is_some_and(|(width, color)| {
                TagName::Size.takes(width.trim()) && TagName::Color.takes(color.trim())
            }),
            TagName::Sub
            | TagName::Sup
            | TagName::Difference
            | TagName::Bold
            | TagName::Italic
            | TagName::Underline
            | TagName::Strike
            | TagName::Code => false,
        }
    }

    fn is_bare(self) -> bool {
        matches!(self, TagName::Sub | TagName::Sup | TagName::Difference) || self.needed_end().is_some()
    }
}

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'s> {
    /// Characters to draw.
    Plain(&'s str),
    /// A line break.
    Break,
    /// Two characters that may be a mark.
    Mark { mark: Mark, opens: Opens, closes: bool },
    /// A tag and its value, without spaces around it.
    Open(TagName, &'s str),
    /// The end of a tag.
    Close(TagName),
}

/// Falls a text into tokens. It looks no further back than a character, so reading it twice gives the same.
pub(super) struct Tokens<'s> {
    written: &'s str,
    at: usize,
    /// The character before; none at the start of a line.
    before: Option<char>,
    /// How many of the characters ahead belong to a mark that is too long.
    surplus: usize,
    counting: Counting,
    /// Where the last end of each tag is that needs one, once it was looked for.
    last_ends: [Option<Option<usize>>; TagName::ALL.len()],
}

impl<'s> Tokens<'s> {
    pub fn of(written: &'s str, counting: Counting) -> Tokens<'s> {
        Tokens { written, at: 0, before: None, surplus: 0, counting, last_ends: [None; TagName::ALL.len()] }
    }

    /// Whether a tag has the end that it needs, somewhere behind it.
    fn counts(&mut self, token: &Token<'_>) -> bool {
        let Token::Open(name, _) = token else { return true };
        let Some(end) = name.needed_end() else { return true };
        let written = self.written;
        let last = self.last_ends[*name as usize].get_or_insert_with(|| written.rfind(end));
        last.is_some_and(|last| last > self.at)
    }

    /// The token that a text begins with, and its length.
    fn token(&mut self, rest: &'s str) -> (Token<'s>, usize) {
        let bytes = rest.as_bytes();
        match bytes {
            [b'\\', b'n', ..] => (Token::Break, 2),
            [b'\\', b'*' | b'/' | b'-' | b'+' | b'"' | b'~' | b'_' | b'<' | b'#' | b'\\', ..] => {
                (Token::Plain(&rest[1..2]), 2)
            }
            [b'<', ..] => {
                tag(rest).filter(|(token, _)| self.counts(token)).unwrap_or((Token::Plain(&rest[..1]), 1))
            }
            [first, second, ..] if first == second => match Mark::of(*first) {
                Some(mark) if self.counting == Counting::Toggling => {
                    (Token::Mark { mark, opens: Opens::Tightly, closes: true }, 2)
                }
                Some(mark) => {
                    let count = bytes.iter().take_while(|byte| *byte == first).count();
                    self.surplus = count - 2;
                    let after = &rest[2..];
                    let opens = if count == 2 { mark.opens(self.before, after) } else { Opens::Not };
                    (Token::Mark { mark, opens, closes: mark.closes(self.before, after) }, 2)
                }
                None => plain(rest),
            },
            _ => plain(rest),
        }
    }
}

impl<'s> Iterator for Tokens<'s> {
    type Item = (Range<usize>, Token<'s>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.written[self.at..];
        if rest.is_empty() {
            return None;
        }
        let (token, length) = match std::mem::take(&mut self.surplus) {
            0 => self.token(rest),
            surplus => (Token::Plain(&rest[..surplus]), surplus),
        };
        let range = self.at..self.at + length;
        self.at = range.end;
        self.before = match token {
            Token::Break => None,
            Token::Plain(text) => text.chars().next_back().filter(|&c| c != '\n'),
            Token::Mark { .. } | Token::Open(..) | Token::Close(_) => rest[..length].chars().next_back(),
        };
        Some((range, token))
    }
}

/// Characters up to the next one that may be something else.
fn plain(rest: &str) -> (Token<'_>, usize) {
    let bytes = rest.as_bytes();
    let is_special = |at: usize| match bytes[at] {
        b'\\' | b'<' => true,
        byte => bytes.get(at + 1) == Some(&byte) && Mark::of(byte).is_some(),
    };
    let end = (1..bytes.len()).find(|&at| is_special(at)).unwrap_or(bytes.len());
    (Token::Plain(&rest[..end]), end)
}

/// The tag that a text begins with.
pub(super) fn tag(rest: &str) -> Option<(Token<'_>, usize)> {
    let inner = &rest[1..];
    let (inner, closes) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    let name = TagName::ALL.into_iter().find(|name| {
        let after = inner.strip_prefix(name.word()).and_then(|after| after.bytes().next());
        match after {
            Some(b':' | b'>') => true,
            // A colour is told by its sign.
            Some(b' ') => matches!(name, TagName::Color | TagName::Background),
            Some(_) | None => false,
        }
    })?;
    let after = &inner[name.word().len()..];
    let end = after.find(['>', '<', '\n']).filter(|&end| after[end..].starts_with('>'))?;
    let length = rest.len() - after.len() + end + 1;
    let value = after[..end].strip_prefix([':', ' ']).map(str::trim);
    match (value, closes) {
        (None, true) => Some((Token::Close(name), length)),
        (None, false) if name.is_bare() => Some((Token::Open(name, ""), length)),
        (Some(value), false) if name.takes(value) => Some((Token::Open(name, value), length)),
        _ => None,
    }
}
