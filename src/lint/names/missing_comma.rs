//! Finds names that are two names, with a comma missing between them in a note, or with one in a message.

use super::Names;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Span;

/// At how many places a name is split at most; one with more spaces is not two names.
const MAX_SPLITS: usize = 4;

/// A name that may be two.
pub(super) struct Joint {
    name: String,
    span: Span,
    /// What may be between the two: a space in a note, a comma in a message.
    between: char,
}

impl Joint {
    /// A name that is written without quotation marks, if there is such a character in it.
    pub fn new(name: &crate::ast::Name<'_>, between: char) -> Option<Joint> {
        let is_one = name.quoted || !name.text.contains([between, '&', '+']) && !name.text.contains(" and ");
        (!is_one).then(|| Joint { name: name.text.to_owned(), span: name.span, between })
    }
}

/// Warns of such names, unless they are declared; returns the positions of those it warns of. Names in `but_not` are
/// skipped: another lint reports them.
pub(super) fn check(
    all: &[Joint],
    names: &Names<'_, '_>,
    but_not: &[usize],
    sink: &mut Diagnostics,
) -> Vec<usize> {
    let place = |name: &str| names.place(name).filter(|(at, ..)| but_not.binary_search(at).is_err());
    let mut faulty = Vec::new();
    for Joint { name, span, between } in all {
        let Some((index, first, false)) = place(name) else { continue };
        if first != *span {
            continue;
        }
        let halves = |at: usize| (name[..at].trim(), name[at + between.len_utf8()..].trim());
        let mut splits = name.match_indices(*between).take(MAX_SPLITS).map(|(at, _)| halves(at));
        let words: Vec<&str> = name.split(*between).map(str::trim).take(MAX_SPLITS + 2).collect();
        let all_known =
            (2..=MAX_SPLITS + 1).contains(&words.len()) && words.iter().all(|word| place(word).is_some());
        let found = all_known.then(|| (words[0], words[words.len() - 1]));
        let found =
            found.or_else(|| splits.find(|(one, other)| place(one).is_some() && place(other).is_some()));
        let (both, found) = match joined(name, |half| place(half).is_some()) {
            Some(both) => (true, Some(both)),
            None => (false, found),
        };
        let Some((one, other)) = found else { continue };
        let message = format!("`{name}` is one name, beside `{one}` and `{other}`");
        let together = if all_known && !both { words.join(",") } else { format!("{one},{other}") };
        let help = match between {
            ',' => format!(
                "a message goes to one: write a line for `{one}` and one for `{other}`, or declare `{name}`"
            ),
            _ => format!("write `{together}`; if `{name}` is meant, declare it"),
        };
        let diagnostic = sink.warn(Code::MissingComma, *span, message);
        diagnostic.at("a participant of its own").help(help);
        if *between == ' ' && (both || all_known) {
            diagnostic.fix(*span, together);
        }
        faulty.push(index);
    }
    faulty
}

/// The two names of `A and B`, `A & B` and the like, if both are known.
fn joined(name: &str, is_known: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    [" and ", "&", "+"].into_iter().find_map(|joint| {
        let (one, other) = name.split_once(joint)?;
        Some((one.trim(), other.trim())).filter(|(one, other)| is_known(one) && is_known(other))
    })
}
