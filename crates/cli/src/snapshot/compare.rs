//! A golden picture and a fresh one in, how they differ out.

use std::borrow::Cow;

use seqwright::source::Place;
use seqwright::{Compiled, Source};

use super::describe::{Change, Class, Difference, describe};
use super::elements::Things;
use super::picture;

/// What must be the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Level {
    /// Every byte of the picture
    #[default]
    Svg,
    /// What is drawn and what it says, in whatever place, theme and font
    Semantic,
}

/// How the golden differs from what the source gives now; `None`: not at all, as far as the level goes. `lined` is the
/// same picture with the lines of the source in it, where `fresh` has none.
pub fn compare(
    golden: &[u8],
    fresh: &str,
    lined: Option<&str>,
    level: Level,
    source: &Source,
    compiled: &Compiled,
) -> Option<Difference> {
    if golden == fresh.as_bytes() {
        return None;
    }
    let Ok(golden) = std::str::from_utf8(golden) else {
        return Some(only(Class::Unreadable, "the golden picture is not UTF-8 text".to_owned()));
    };
    let lines = with_lf(golden);
    if lines == fresh {
        let words = "only line endings: the golden picture has CRLF where LF was written; \
                     `*.svg text eol=lf` in .gitattributes keeps git from changing them";
        return (level == Level::Svg).then(|| only(Class::LineEnds, words.to_owned()));
    }
    let old = match picture::read(&lines) {
        Ok(old) => old,
        Err(why) => return Some(only(Class::Unreadable, format!("the golden picture {why}"))),
    };
    let new = picture::read(lined.unwrap_or(fresh)).expect("what is written can be read");
    let mut difference = describe(&old, &new, &Things::new(source, compiled));
    if level == Level::Semantic {
        difference.changes.retain(|change| change.class.is_semantic());
    }
    (!difference.changes.is_empty()).then_some(difference)
}

/// A difference that is about the file and not about the drawing.
fn only(class: Class, words: String) -> Difference {
    let place = Place { line: 1, column: 1 };
    Difference { changes: vec![Change { class, place, words }], ..Difference::default() }
}

fn with_lf(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}
