//! Applies the fixes of diagnostics to a source, repeatedly, until none is left.

use std::collections::BTreeMap;

use crate::Compiled;
use crate::Options;
use crate::compile_with;
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::source::{Source, Span};

/// How many rounds of fixes there are at most. A fix may reveal the next fault.
const ROUNDS: usize = 16;
/// How many fixes are tried one by one if all of a round together cause an error.
const MOST_SINGLY: usize = 64;

/// A source after its fixes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fixed {
    /// The source with all applicable fixes.
    pub source: Source,
    /// The fixed source, compiled, with the remaining diagnostics.
    pub compiled: Compiled,
    /// How many fixes were applied.
    pub count: usize,
    /// What the fixes were made for, in the order in which they were made.
    pub made: Vec<Made>,
}

/// A diagnostic whose fix was made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Made {
    /// The kind of diagnostic.
    pub code: Code,
    /// What was wrong.
    pub message: String,
    /// The line, as it was when the fix was made. Earlier fixes may have moved it.
    pub line: usize,
}

impl Made {
    fn of(diagnostic: &Diagnostic, source: &Source) -> Made {
        let line = source.place(diagnostic.span().start).line + source.first_line() - 1;
        Made { code: diagnostic.code, message: diagnostic.message.clone(), line }
    }
}

/// Compiles a source with these options and applies all fixes. A fix that causes an error is not applied.
///
/// ```
/// use seqwright::{Options, Source, fix};
///
/// let fixed = fix::fix(Source::from("alt ready\n  A->B: hello"), &Options::new());
/// assert_eq!(fixed.source.text(), "alt ready\n  A->B: hello\nend");
/// assert_eq!((fixed.count, fixed.compiled.has_errors()), (1, false));
/// ```
pub fn fix(source: Source, options: &Options<'_>) -> Fixed {
    fix_by(source, &|source| compile_with(source, options))
}

/// Applies all fixes of the diagnostics that `check` returns.
pub fn fix_by(mut source: Source, check: &dyn Fn(&Source) -> Compiled) -> Fixed {
    let mut compiled = check(&source);
    let mut made = Vec::new();
    // The text is not what the file holds.
    if source.undecodable().is_some() {
        return Fixed { source, compiled, count: 0, made };
    }
    for _ in 0..ROUNDS {
        let chosen = chosen(&compiled.diagnostics, source.text());
        if chosen.is_empty() {
            break;
        }
        let Some(better) = best(&source, &compiled, &chosen, check) else { break };
        made.extend(better.made);
        (source, compiled) = (better.source, better.compiled);
    }
    Fixed { source, compiled, count: made.len(), made }
}

/// Chooses the fixes that do not touch each other, in order; each item holds all changes of one diagnostic. A fix whose
/// changes overlap, or do not lie between characters of the text, is never chosen.
pub fn select<'d>(diagnostics: &'d [Diagnostic], text: &str) -> Vec<&'d [Fix]> {
    chosen(diagnostics, text).into_iter().map(|diagnostic| diagnostic.fixes.as_slice()).collect()
}

/// The diagnostics of those fixes.
fn chosen<'d>(diagnostics: &'d [Diagnostic], text: &str) -> Vec<&'d Diagnostic> {
    let fixable = diagnostics.iter().filter(|diagnostic| !diagnostic.fixes.is_empty());
    apart(fixable, |diagnostic| &diagnostic.fixes, text)
}

/// Those of some items whose fixes do not touch those of the items before.
fn apart<'d, T: Copy>(all: impl Iterator<Item = T>, fix_of: impl Fn(T) -> &'d [Fix], text: &str) -> Vec<T> {
    // By their ends, which are all apart, so that looking at the next one is enough.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    for item in all {
        let fix = fix_of(item);
        // Two insertions at one place are in each other's way, too.
        let is_free = |change: &Fix| {
            let next = taken.range(change.span.start..).next();
            next.is_none_or(|(_, &start)| start > change.span.end)
        };
        if is_possible(fix, text) && fix.iter().all(is_free) {
            taken.extend(fix.iter().map(|change| (change.span.end, change.span.start)));
            chosen.push(item);
        }
    }
    chosen
}

/// Whether all changes of a fix can be applied to the text.
fn is_possible(fix: &[Fix], text: &str) -> bool {
    let mut spans: Vec<_> = fix.iter().map(|change| change.span).collect();
    spans.sort_unstable();
    let is_between_characters = |change: &Fix| text.get(change.span.start..change.span.end).is_some();
    // Two at one place would depend on their order.
    let is_apart = |pair: &[Span]| pair[0] != pair[1] && pair[0].end <= pair[1].start;
    fix.iter().all(is_between_characters) && spans.windows(2).all(is_apart)
}

/// Applies all these fixes; if that causes new errors, only those that cause none.
fn best(
    source: &Source,
    before: &Compiled,
    chosen: &[&Diagnostic],
    check: &dyn Fn(&Source) -> Compiled,
) -> Option<Fixed> {
    let tried = |chosen: &[&Diagnostic]| {
        let fixes: Vec<&[Fix]> = chosen.iter().map(|diagnostic| diagnostic.fixes.as_slice()).collect();
        let candidate = apply(source, &fixes);
        let compiled = check(&candidate);
        let is_better = errors(&compiled) <= errors(before);
        let made: Vec<Made> = chosen.iter().map(|diagnostic| Made::of(diagnostic, source)).collect();
        is_better.then_some(Fixed { source: candidate, compiled, count: made.len(), made })
    };
    tried(chosen).or_else(|| {
        let singly = chosen.iter().take(MOST_SINGLY).copied();
        let harmless: Vec<&Diagnostic> = singly.filter(|one| tried(&[*one]).is_some()).collect();
        if harmless.is_empty() { None } else { tried(&harmless) }
    })
}

fn errors(compiled: &Compiled) -> usize {
    compiled.diagnostics.iter().filter(|one| one.severity == Severity::Error).count()
}

/// Applies these fixes, in any order. A change that does not fit the text is left out.
///
/// ```
/// use seqwright::{Source, compile, fix};
///
/// let source = Source::from("A->B: hello\nend\n");
/// let compiled = compile(&source);
/// let chosen = fix::select(&compiled.diagnostics, source.text());
/// assert_eq!(fix::apply(&source, &chosen).text(), "A->B: hello\n");
/// ```
pub fn apply(source: &Source, fixes: &[&[Fix]]) -> Source {
    let mut changes: Vec<&Fix> = fixes.iter().copied().flatten().collect();
    changes.sort_by_key(|change| change.span);
    let text = source.text();
    let mut fixed = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for change in changes {
        let span = change.span;
        let (Some(kept), Some(_)) = (text.get(at..span.start), text.get(span.start..span.end)) else {
            continue;
        };
        fixed.push_str(kept);
        fixed.push_str(&change.replacement);
        at = span.end;
    }
    fixed.push_str(&text[at..]);
    let fixed = Source::new(source.name(), fixed).starting_at(source.first_line());
    match source.dialect() {
        Some(dialect) => fixed.in_dialect(dialect),
        None => fixed,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn change(start: usize, end: usize, replacement: &str) -> Fix {
        Fix { span: Span { start, end }, replacement: replacement.to_owned() }
    }

    #[test]
    fn changes_are_made_in_order_of_place() {
        let source = Source::new("x", "0123456789");
        let fixes = [&[change(8, 9, "")][..], &[change(0, 0, "<"), change(3, 5, "-")]];
        assert_eq!(apply(&source, &fixes).text(), "<012-5679");
    }

    #[test]
    fn of_fixes_that_touch_each_other_the_first_is_made() {
        let fixes = [[change(0, 2, "a")], [change(2, 3, "b")], [change(5, 5, "c")]];
        assert_eq!(apart(fixes.iter(), |fix| fix.as_slice(), "0123456789").len(), 2);
    }

    #[test]
    fn a_fix_that_cannot_be_made_is_left_out_as_a_whole() {
        let text = "aé→z";
        for faulty in [
            [change(0, 1, "b"), change(0, 1, "b")],
            [change(0, 3, "b"), change(1, 6, "c")],
            [change(0, 0, "b"), change(0, 0, "c")],
            [change(0, 1, "b"), change(2, 3, "c")],
            [change(0, 1, "b"), change(6, 99, "c")],
            [change(0, 1, "b"), change(3, 1, "c")],
            [change(0, 1, "b"), change(usize::MAX, usize::MAX, "c")],
        ] {
            let sound = [change(6, 7, "y")];
            assert_eq!(apart([&faulty[..], &sound].into_iter(), |fix| fix, text), [&sound], "{faulty:?}");
            // Changes that are made all the same never break the text.
            apply(&Source::new("x", text), &[&faulty]);
        }
    }

    proptest! {
        #[test]
        fn whatever_the_edits_are_the_text_stays_one(
            text in "[aé→\u{1f600}\n]{0,12}",
            edits in prop::collection::vec((0_usize..40, 0_usize..40, "[x→]{0,2}"), 0..8),
        ) {
            let source = Source::new("x", text.as_str());
            let together: Vec<_> = edits.iter().map(|(start, end, new)| change(*start, *end, new)).collect();
            let singly: Vec<&[Fix]> = together.chunks(1).collect();
            apply(&source, &singly);
            if apart([&together[..]].into_iter(), |fix| fix, &text).is_empty() {
                prop_assert!(together.is_empty() || !is_possible(&together, &text));
            } else {
                // All of them are applied: the removed and added lengths add up.
                let gone: usize = together.iter().map(|fix| fix.span.len()).sum();
                let come: usize = together.iter().map(|fix| fix.replacement.len()).sum();
                prop_assert_eq!(apply(&source, &[&together]).text().len() + gone, text.len() + come);
            }
        }
    }
}
