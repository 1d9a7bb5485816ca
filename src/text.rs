//! `Text`: characters to draw, and the style runs that its author made by mark-up.

mod direction;
mod listed;
mod writing;

use std::borrow::Cow;
use std::sync::Arc;

use crate::notation::Color;
use crate::px::Px;

pub use direction::reads_leftwards;
pub use listed::listed;
pub use writing::{Writing, writing};

/// A text to draw: lines separated by `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The characters, without mark-up.
    pub plain: String,
    /// The style runs, up to the last character; empty for a text without mark-up, the common case.
    pub runs: Box<[Run]>,
}

impl Text {
    /// Returns whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// Returns its place along its arrow, if the author chose one.
    pub fn position(&self) -> Option<Align> {
        self.runs.iter().find_map(|run| run.style.position)
    }

    /// Returns the text between two others that have no mark-up.
    pub fn between(&self, before: &str, after: &str) -> Text {
        let plain = [before, &self.plain, after].concat();
        if self.runs.is_empty() {
            return Text::from(plain);
        }
        let unmarked = |end| Run { end, style: RunStyle::default() };
        let inner = self.runs.iter().map(|run| Run { end: run.end + before.len(), ..run.clone() });
        let runs = std::iter::once(unmarked(before.len())).chain(inner).chain([unmarked(plain.len())]);
        Text { runs: runs.collect(), plain }
    }
}

impl From<String> for Text {
    fn from(plain: String) -> Text {
        Text { plain, runs: Box::default() }
    }
}

impl From<&str> for Text {
    fn from(plain: &str) -> Text {
        Text::from(plain.to_owned())
    }
}

/// How many characters of a name are repeated: in the sentence of each message, in each box of values. A longer name is
/// shown whole only where it is declared; otherwise a long name and many messages would make a picture as large as
/// their product.
pub const MAX_REPEATED: usize = 256;

/// How many gaps opaque boxes make in one lifeline at most. With more, it is drawn whole and they are painted over it;
/// otherwise many wide boxes over many lifelines would make a picture as large as their product.
pub const MAX_GAPS: usize = 256;

/// A name as it is repeated: cut, with `…` at its end, where it is longer than [`MAX_REPEATED`].
pub fn shortened(name: &str) -> Cow<'_, str> {
    cut(name, MAX_REPEATED)
}

/// A text of at most so many characters, the last of them `…` where there were more.
pub(crate) fn cut(text: &str, most: usize) -> Cow<'_, str> {
    // Bytes are never fewer than characters: the cheap bound first.
    if text.len() <= most {
        return Cow::Borrowed(text);
    }
    let mut ends = text.char_indices().map(|(at, _)| at).skip(most - 1);
    match (ends.next(), ends.next()) {
        (Some(end), Some(_)) => Cow::Owned(format!("{}…", &text[..end])),
        _ => Cow::Borrowed(text),
    }
}

/// Characters of one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The byte of the text where it ends; it begins where the one before it ends.
    pub end: usize,
    /// Its style.
    pub style: RunStyle,
}

/// The style that an author gave a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunStyle {
    /// Heavier than usual.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
    /// All characters of one width.
    pub mono: bool,
    /// With a line through it.
    pub strike: bool,
    /// With a line under it.
    pub underline: bool,
    /// Smaller than usual.
    pub small: bool,
    /// Larger than usual.
    pub big: bool,
    /// The length of an em, if not the usual one.
    pub size: Option<Px>,
    /// The colour of the characters.
    pub color: Option<Color>,
    /// The colour behind them.
    pub background: Option<Color>,
    /// Whether it is lower or higher than the rest of its line.
    pub script: Option<Script>,
    /// The alignment of the line that begins with it.
    pub align: Option<Align>,
    /// The position of its text on the arrow.
    pub position: Option<Align>,
    /// The outline of its characters.
    pub stroke: Option<Stroke>,
    /// Whether it is black or white, whichever contrasts more with what it is on.
    pub difference: bool,
    /// The target of its link.
    pub link: Option<Href>,
}

/// An outline of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// Its width in pixels, half of which is hidden by the characters.
    pub width: u8,
    /// Its colour.
    pub color: Color,
}

impl Stroke {
    /// Returns whether it is so wide that its characters are seen against it, and not against what they are on.
    pub fn is_ground(self) -> bool {
        self.width > 2
    }
}

impl RunStyle {
    /// Returns the length of an em, given the usual one.
    pub fn size(&self, usual: Px) -> Px {
        let mut size = self.size.unwrap_or(usual);
        if self.small {
            size = size * 4 / 5;
        }
        if self.big {
            size = size * 6 / 5;
        }
        if self.script.is_some() {
            size = size * 7 / 10;
        }
        size
    }
}

/// Subscript or superscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Lower.
    Sub,
    /// Higher.
    Super,
}

/// The alignment of a line beside longer lines of its text, or of a text on its arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left end.
    Left,
    /// In the middle.
    Center,
    /// At the right end.
    Right,
}

/// The target of a link: an address that is safe to follow. Only `admit` makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Href(Arc<str>);

impl Href {
    /// Accepts an address that leads to a page or starts a mail, not to a script or to a file on the reader's machine:
    /// `http:`, `https:`, `mailto:`, or relative to the page that shows the drawing.
    ///
    /// ```
    /// use seqwright::text::Href;
    /// assert!(Href::admit("https://example.org/?q=1").is_some());
    /// assert!(Href::admit("../manual.html#names").is_some());
    /// assert!(Href::admit("javascript:alert(1)").is_none());
    /// ```
    pub fn admit(written: &str) -> Option<Href> {
        let address = written.trim();
        // Browsers drop line breaks and tabs inside of an address, and read `\` as `/`.
        if address.is_empty() || address.contains(|c: char| c.is_control() || c == '\\') {
            return None;
        }
        let scheme = address.find([':', '/', '?', '#']).filter(|&at| address[at..].starts_with(':'));
        let is_safe = match scheme.map(|at| (address[..at].to_ascii_lowercase(), &address[at + 1..])) {
            Some((scheme, rest)) => match scheme.as_str() {
                "mailto" => true,
                "http" | "https" => !names_a_user(rest),
                _ => false,
            },
            // `//host` means a machine of the network where the drawing is opened as a file.
            None => !address.starts_with("//") && !hides_a_scheme(address),
        };
        is_safe.then(|| Href(address.into()))
    }

    /// Returns the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns whether the host comes after an `@`: what is before it pretends to be the host.
fn names_a_user(after_scheme: &str) -> bool {
    let host = after_scheme.trim_start_matches('/');
    host.split(['/', '?', '#']).next().is_some_and(|host| host.contains('@'))
}

/// Whether a relative address begins with a character reference such as `&colon;`: if it is decoded once too often, it
/// becomes a scheme.
fn hides_a_scheme(address: &str) -> bool {
    address.split(['/', '?', '#']).next().is_some_and(|part| part.contains('&'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_run_something_are_refused() {
        for safe in [
            "https://example.org/a?b=c#d",
            "HTTP://example.org",
            "mailto:someone@example.org",
            "#top",
            "?page=2:3&more=1",
            "https://example.org/@someone",
            "page.html",
            "/a:b",
            "./a b",
            " x ",
        ] {
            assert_eq!(Href::admit(safe).expect(safe).as_str(), safe.trim());
        }
        for unsafe_ in [
            "",
            " ",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://example.org/1",
            "//example.org",
            "\\\\example.org",
            "/\\example.org",
            ":x",
            "https\u{2028}:javascript:x",
            "javascript&colon;alert(1)",
            "&#106;avascript:alert(1)",
            "https://good.example@evil.example/",
            "http:good.example@evil.example",
        ] {
            assert!(Href::admit(unsafe_).is_none(), "{unsafe_:?}");
        }
    }

    #[test]
    fn a_text_between_others_keeps_its_runs() {
        let run = |end| Run { end, style: RunStyle::default() };
        let text = Text { plain: "ab".to_owned(), runs: [run(1), run(2)].into() };
        let between = text.between("[", "]");
        assert_eq!(between.plain, "[ab]");
        assert_eq!(between.runs.iter().map(|run| run.end).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(Text::from("x").between("[", "]"), Text::from("[x]"));
    }
}
