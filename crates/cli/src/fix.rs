//! A source in, the same source out with the cures of its complaints that need no judgement.

use std::collections::BTreeMap;

use seqwright::diagnostic::Fix;
use seqwright::source::Span;
use seqwright::{Compiled, Severity, Source};

use super::compile::Outcome;
use super::exit::Exit;
use super::plan::Input;
use super::publish::rewrite;
use super::report::Reporter;

/// How often cures are looked for in what the last ones left. A cure may show the next fault, but not for ever.
const ROUNDS: usize = 16;
/// How many cures are tried one by one where all of a round together do harm.
const MOST_SINGLY: usize = 64;
/// The mark that some editors put at the beginning of UTF-8 text. It stays.
pub const BOM: &[u8] = "\u{feff}".as_bytes();

/// What says what is wrong with a source.
pub type Check<'c> = &'c dyn Fn(&Source) -> Compiled;

/// Cures one source; the complaints that are left are reported.
pub fn fix(input: &Input, source: Source, has_mark: bool, check: Check<'_>, reporter: &Reporter) -> Outcome {
    let (cured, compiled, count) = cure(source, check);
    let mut outcome =
        Outcome { report: reporter.complaints(&cured, &compiled.diagnostics), ..Outcome::default() };
    outcome.exit = if compiled.has_errors() { Exit::Errors } else { Exit::Done };
    let mut text = if has_mark { BOM.to_vec() } else { Vec::new() };
    text.extend_from_slice(cured.text().as_bytes());
    settle(input, text, count, reporter, &mut outcome);
    outcome
}

/// Puts the cured text where it belongs, and tells how many cures were made.
pub fn settle(input: &Input, text: Vec<u8>, count: usize, reporter: &Reporter, outcome: &mut Outcome) {
    let name = input.shown();
    match input {
        Input::Stdin(_) => outcome.payload = text,
        Input::File(_) if count == 0 => {
            outcome.report += &reporter.remark(&format!("{name}  nothing to fix"));
        }
        Input::File(path) => match rewrite(path, &text) {
            Ok(()) => {
                let word = if count == 1 { "fault" } else { "faults" };
                outcome.report += &reporter.remark(&format!("{name}  {count} {word} fixed"));
            }
            Err(words) => {
                outcome.report += &reporter.trouble(&name, &format!("it cannot be written: {words}"), None);
                outcome.exit = Exit::Files;
            }
        },
    }
}

/// The source with all cures made that can be made, what is left to be said of it, and how many cures there were.
pub fn cure(mut source: Source, check: Check<'_>) -> (Source, Compiled, usize) {
    let mut compiled = check(&source);
    let mut total = 0;
    if source.undecodable().is_some() {
        return (source, compiled, total);
    }
    for _ in 0..ROUNDS {
        let cures: Vec<Vec<Fix>> = compiled
            .diagnostics
            .iter()
            .filter(|diagnostic| !diagnostic.fixes.is_empty())
            .map(|diagnostic| diagnostic.fixes.clone())
            .collect();
        let chosen = apart(cures, source.text());
        if chosen.is_empty() {
            break;
        }
        let Some((better, after, count)) = best(&source, &compiled, &chosen, check) else { break };
        (source, compiled) = (better, after);
        total += count;
    }
    (source, compiled, total)
}

/// The fixes that do not touch each other, in order; the others have their turn in the next round. A fix whose edits
/// overlap, or do not lie between characters of the text, is never made.
fn apart(cures: Vec<Vec<Fix>>, text: &str) -> Vec<Vec<Fix>> {
    // By their ends, which are all apart, so that looking at the next one is enough.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    for cure in cures {
        // Two insertions at one place are in each other's way, too.
        let is_free = |fix: &Fix| {
            let next = taken.range(fix.span.start..).next();
            next.is_none_or(|(_, &start)| start > fix.span.end)
        };
        if is_possible(&cure, text) && cure.iter().all(is_free) {
            taken.extend(cure.iter().map(|fix| (fix.span.end, fix.span.start)));
            chosen.push(cure);
        }
    }
    chosen
}

/// Whether all edits of a fix can be made in the text.
fn is_possible(cure: &[Fix], text: &str) -> bool {
    let mut spans: Vec<_> = cure.iter().map(|fix| fix.span).collect();
    spans.sort_unstable();
    let is_between_characters = |fix: &Fix| text.get(fix.span.start..fix.span.end).is_some();
    // Two at one place would depend on their order.
    let is_apart = |pair: &[Span]| pair[0] != pair[1] && pair[0].end <= pair[1].start;
    cure.iter().all(is_between_characters) && spans.windows(2).all(is_apart)
}

/// The source with all these cures; where that has errors that were not there before, with those of them that bring
/// none.
fn best(
    source: &Source,
    before: &Compiled,
    cures: &[Vec<Fix>],
    check: Check<'_>,
) -> Option<(Source, Compiled, usize)> {
    let tried = |cures: &[Vec<Fix>]| {
        let candidate = apply(source, cures);
        let compiled = check(&candidate);
        (errors(&compiled) <= errors(before)).then_some((candidate, compiled, cures.len()))
    };
    tried(cures).or_else(|| {
        let singly = cures.iter().take(MOST_SINGLY).map(std::slice::from_ref);
        let harmless: Vec<Vec<Fix>> = singly.filter(|one| tried(one).is_some()).flatten().cloned().collect();
        if harmless.is_empty() { None } else { tried(&harmless) }
    })
}

fn errors(compiled: &Compiled) -> usize {
    compiled.diagnostics.iter().filter(|one| one.severity == Severity::Error).count()
}

/// The source with all these fixes, in whatever order they come. An edit that cannot be made is left out.
fn apply(source: &Source, cures: &[Vec<Fix>]) -> Source {
    let mut fixes: Vec<&Fix> = cures.iter().flatten().collect();
    fixes.sort_by_key(|fix| fix.span);
    let text = source.text();
    let mut cured = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for fix in fixes {
        let (Some(kept), Some(_)) = (text.get(at..fix.span.start), text.get(fix.span.start..fix.span.end))
        else {
            continue;
        };
        cured.push_str(kept);
        cured.push_str(&fix.replacement);
        at = fix.span.end;
    }
    cured.push_str(&text[at..]);
    let cured = Source::new(source.name(), cured);
    match source.dialect() {
        Some(dialect) => cured.in_dialect(dialect),
        None => cured,
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
        let cures = [vec![change(8, 9, "")], vec![change(0, 0, "<"), change(3, 5, "-")]];
        assert_eq!(apply(&source, &cures).text(), "<012-5679");
    }

    #[test]
    fn of_cures_that_touch_each_other_the_first_is_made() {
        let cures = vec![vec![change(0, 2, "a")], vec![change(2, 3, "b")], vec![change(5, 5, "c")]];
        assert_eq!(apart(cures, "0123456789").len(), 2);
    }

    #[test]
    fn a_cure_that_cannot_be_made_is_left_out_as_a_whole() {
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
            let sound = vec![change(6, 7, "y")];
            assert_eq!(apart(vec![faulty.to_vec(), sound.clone()], text), [sound], "{faulty:?}");
            // Edits that are made all the same never break the text.
            apply(&Source::new("x", text), &[faulty.to_vec()]);
        }
    }

    proptest! {
        #[test]
        fn whatever_the_edits_are_the_text_stays_one(
            text in "[aé→\u{1f600}\n]{0,12}",
            edits in prop::collection::vec((0_usize..40, 0_usize..40, "[x→]{0,2}"), 0..8),
        ) {
            let source = Source::new("x", text.as_str());
            let cures: Vec<_> = edits.iter().map(|(start, end, new)| vec![change(*start, *end, new)]).collect();
            apply(&source, &cures);
            let together = cures.concat();
            if apart(vec![together.clone()], &text).is_empty() {
                prop_assert!(together.is_empty() || !is_possible(&together, &text));
            } else {
                // All of them are made: what goes and what comes adds up.
                let gone: usize = together.iter().map(|fix| fix.span.len()).sum();
                let come: usize = together.iter().map(|fix| fix.replacement.len()).sum();
                prop_assert_eq!(apply(&source, &[together]).text().len() + gone, text.len() + come);
            }
        }
    }
}
