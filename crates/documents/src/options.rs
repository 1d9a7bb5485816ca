//! Diagnostics about the options of a fence.

use seqwright::diagnostic::Diagnostics;
use seqwright::nearest::{nearest, slips};
use seqwright::source::Span;
use seqwright::{Code, Diagnostic, Dialect, Level, Levels, Theme};

use super::{Fence, Markup};

/// The options that a fence may have.
const KNOWN: [&str; 5] = ["alt", "caption", "dialect", "id", "theme"];
/// How many edits away from a known name a misspelled one is at most.
const SLIPS: usize = 2;

impl Fence {
    /// Diagnoses options that have no meaning, and values that are none.
    pub fn options(&self, text: &str, markup: Markup, levels: &Levels) -> Vec<Diagnostic> {
        let level = levels.of(Code::UnknownFenceOption);
        if level == Level::Allow {
            return Vec::new();
        }
        let mut sink = Diagnostics::new();
        let info = self.info(text, markup);
        let mut say = |place: Span, words: String, label: &str, help: String| {
            let diagnostic = match level {
                Level::Deny => sink.error(Code::UnknownFenceOption, place, words),
                Level::Allow | Level::Warn => sink.warn(Code::UnknownFenceOption, place, words),
            };
            diagnostic.at(label).help(help);
        };
        for option in &info.unknown {
            let meant = nearest(KNOWN, SLIPS, |known| slips(&option.name.to_ascii_lowercase(), known));
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("a fence takes `{}`", KNOWN.join("`, `")),
            };
            let words = format!("unknown option `{}` on a fence", option.name);
            say(place_in(text, option.name), words, "it has no effect", help);
        }
        if let Some(name) = info.dialect.filter(|name| Dialect::from_name(name).is_none()) {
            let help = format!("the dialects are `{}`", Dialect::NAMES.join("`, `"));
            say(place_in(text, name), format!("unknown dialect `{name}`"), "it has no effect", help);
        }
        if let Some(name) = info.theme.filter(|name| !is_theme(name)) {
            let help = format!("a page may name a bundled theme: `{}`", Theme::BUILTIN.join("`, `"));
            say(place_in(text, name), format!("unknown theme `{name}`"), "it has no effect", help);
        }
        sink.into_sorted()
    }
}

/// Whether a page may name this theme. A theme file would be chosen by the author of the page, not by the user who
/// builds it.
fn is_theme(name: &str) -> bool {
    Theme::BUILTIN.contains(&name)
}

/// The position of a slice in its text.
fn place_in(text: &str, slice: &str) -> Span {
    let start = (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    Span::new(start, start + slice.len())
}
