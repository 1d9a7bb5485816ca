//! Compares a snapshot with a fresh one.

use std::borrow::Cow;

use seqwright::source::Place;
use seqwright::{Compiled, Source};

use super::class::Class;
use super::describe::{Change, Difference, describe};
use super::elements::Elements;
use super::picture;

/// What must match the snapshot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Level {
    /// What is drawn: shapes, places, colours and texts, and what they stand for
    #[default]
    Svg,
    /// Elements and texts, regardless of position, theme and font
    Semantic,
}

/// How a snapshot compares with what the source gives now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They are the same at this level.
    Same,
    /// They have the same drawing and the same facts, in other bytes: another version wrote the snapshot.
    Rewritten,
    /// They are the same but for line endings: git changed those of the snapshot.
    Crlf,
    /// They differ.
    Different(Difference),
}

/// Compares a snapshot with what the source gives now. `lined` gives the fresh picture with lines of the source.
pub fn compare(
    snapshot: &[u8],
    fresh: &str,
    lined: impl FnOnce() -> String,
    level: Level,
    (source, compiled): (&Source, &Compiled),
) -> Verdict {
    if snapshot == fresh.as_bytes() {
        return Verdict::Same;
    }
    let only = |class, words| Verdict::Different(only(class, words));
    let Ok(snapshot) = std::str::from_utf8(snapshot) else {
        return only(Class::Unreadable, "the snapshot is not UTF-8 text".to_owned());
    };
    let snapshot = with_lf(snapshot);
    if snapshot == fresh {
        return Verdict::Crlf;
    }
    let old = match picture::read(&snapshot) {
        Ok(old) => old,
        Err(why) => return only(Class::Unreadable, format!("the snapshot {why}")),
    };
    let new = picture::read(&lined()).expect("what is written can be read");
    if !old.has_facts {
        if old.paints_like(&new) {
            return Verdict::Rewritten;
        }
        return only(Class::Format, OLD_FORMAT.to_owned());
    }
    if old.draws_like(&new) {
        return Verdict::Rewritten;
    }
    let mut difference = describe(&old, &new, &Elements::new(source, compiled));
    if level == Level::Semantic {
        difference.changes.retain(|change| change.class.is_semantic());
    }
    if difference.changes.is_empty() { Verdict::Same } else { Verdict::Different(difference) }
}

/// The message for a snapshot without facts that differs.
const OLD_FORMAT: &str = "the snapshot differs; an early version of seqwright wrote it, so the parts that changed \
                          are not known; compare the two pictures, then renew it with --accept";

/// A difference that concerns the file, not the drawing.
fn only(class: Class, words: String) -> Difference {
    let place = Place { line: 1, column: 1 };
    Difference { changes: vec![Change { class, place, words }], ..Difference::default() }
}

fn with_lf(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}
