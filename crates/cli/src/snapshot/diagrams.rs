//! Compares the diagrams in a document with those that were in it in a git revision.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use seqwright::source::Place;
use seqwright::{Compiled, MAX_SOURCE_BYTES, Source, Theme};

use super::against::Revision;
use super::compare::Verdict;
use super::git::Blob;
use super::marked::in_document;
use super::outcome::{Pictures, State, Tested};
use super::run::Bench;
use crate::document::Document;
use crate::embed;
use seqwright_documents::{Fence, Markup};

/// The most pairs that are compared to find which diagram was which. Past it, they are paired in order.
const MOST_PAIRS: usize = 1 << 16;

impl Bench {
    /// Compares the diagrams of a document with those of the revision. Gives the results of those that changed; `drawn`
    /// has what each gives now, or nothing for one with errors.
    pub fn diagrams_against(
        &self,
        revision: &Revision,
        document: &Document,
        drawn: &[Option<Compiled>],
        (path, markup): (&Path, Markup),
    ) -> Vec<Tested> {
        let name = document.source.name();
        let old = match revision.file(path) {
            Some(Blob::TooLarge) => {
                let most = MAX_SOURCE_BYTES >> 20;
                let words =
                    format!("it is larger than {most} MiB in {}, the most that is read", revision.name);
                return vec![Tested::trouble(name.to_owned(), words)];
            }
            Some(Blob::Bytes(bytes)) => Source::from_bytes(name.to_owned(), bytes.clone()),
            None => Source::new(name.to_owned(), ""),
        };
        let old = Document::new(old, markup, &self.words, None);
        let texts =
            |document: &Document| document.fences.iter().map(|it| it.text.clone()).collect::<Vec<_>>();
        let pairs = paired(&texts(&old), &texts(document));
        let both = Both { bench: self, revision, old: &old, new: document, path };
        let one = |(before, now): (Option<usize>, Option<usize>)| match (before, now) {
            // One with errors is reported by the test of the document.
            (before, Some(now)) => both.changed(before, now, drawn.get(now)?.as_ref()?),
            (Some(before), None) => Some(both.gone(before)),
            (None, None) => None,
        };
        pairs.into_iter().filter_map(one).collect()
    }
}

/// A document as it was and as it is.
struct Both<'a> {
    bench: &'a Bench,
    revision: &'a Revision,
    old: &'a Document,
    new: &'a Document,
    path: &'a Path,
}

impl Both<'_> {
    fn tested(&self, number: usize) -> Tested {
        let mut tested = Tested::passed(self.new.source.name().to_owned());
        tested.part = Some(format!("diagram {}", number + 1));
        tested
    }

    fn theme<'t>(&'t self, document: &Document, fence: &Fence) -> Cow<'t, Theme> {
        embed::theme(&fence.info(document.source.text(), document.markup), &self.bench.theme)
    }

    /// A diagram that was in the revision and is gone.
    fn gone(&self, before: usize) -> Tested {
        let name = &self.revision.name;
        let mut tested = self.tested(before);
        tested.state = State::Unreferenced;
        tested.headline = format!("diagram {} was in {name} and is gone", before + 1);
        let words = format!("diagram {} of the document in {name} is gone", before + 1);
        tested.say("picture/unreferenced", Place { line: 1, column: 1 }, words);
        tested
    }

    /// How a diagram changed, or nothing if it did not.
    fn changed(&self, before: Option<usize>, now: usize, compiled: &Compiled) -> Option<Tested> {
        let (name, number) = (&self.revision.name, now + 1);
        let fence = &self.new.fences[now];
        let (theme, mut tested) = (self.theme(self.new, fence), self.tested(now));
        let fresh = compiled.svg_with(&theme, &self.bench.options);
        let old = before.map(|at| self.drawn(&self.old.fences[at]));
        let old = match old {
            Some(Ok(svg)) => svg,
            Some(Err(trouble)) => {
                tested.fails(trouble);
                return Some(tested);
            }
            None => None,
        };
        let Some(old) = old else {
            let (headline, words) = match before {
                None => (
                    format!("diagram {number} is not in {name}"),
                    format!("there was no such diagram in {name}"),
                ),
                Some(_) => (
                    format!("diagram {number} has errors in {name}"),
                    format!("the diagram in {name} has errors and gives no picture"),
                ),
            };
            tested.is_new(headline, self.new.source.place(fence.body().start), words, fresh);
            return Some(tested);
        };
        let source = self.new.diagram(fence);
        let verdict = self.bench.compare(old.as_bytes(), &fresh, (&source, compiled, &theme));
        let Verdict::Different(difference) = verdict else { return None };
        let headline = format!("diagram {number} changed since {name}: {}", difference.class().name());
        tested.differs(headline, Pictures { before: Some(old.into_bytes()), after: Some(fresh), difference });
        for finding in &mut tested.findings {
            finding.place = in_document(finding.place, &source, fence, self.new);
        }
        Some(tested)
    }

    /// The picture that a diagram of the revision gives today; none if it has errors. `Err` says what cannot be read.
    fn drawn(&self, fence: &Fence) -> Result<Option<String>, String> {
        let compiled = self.revision.compiled(&self.old.diagram(fence), self.path)?;
        let svg = || compiled.svg_with(&self.theme(self.old, fence), &self.bench.options);
        Ok((!compiled.has_errors()).then(svg))
    }
}

/// Pairs the diagrams of two versions of a document, in order, so that as many lines as possible are the same. What has
/// no pair is new, or gone.
fn paired(old: &[String], new: &[String]) -> Vec<(Option<usize>, Option<usize>)> {
    if old.len() * new.len() > MOST_PAIRS {
        let count = old.len().max(new.len());
        let within = |at: usize, texts: &[String]| (at < texts.len()).then_some(at);
        return (0..count).map(|at| (within(at, old), within(at, new))).collect();
    }
    let lines = |text: &String| text.lines().map(|line| line.trim().to_owned()).collect::<BTreeSet<_>>();
    let (old, new): (Vec<_>, Vec<_>) = (old.iter().map(lines).collect(), new.iter().map(lines).collect());
    // A pair without a line in common is still better than one that is gone and one that is new.
    let worth = |one: usize, other: usize| 1 + 4 * old[one].intersection(&new[other]).count();
    // The best worth of the diagrams from `one` and from `other` on.
    let mut best = vec![vec![0; new.len() + 1]; old.len() + 1];
    for one in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            let both = best[one + 1][other + 1] + worth(one, other);
            best[one][other] = both.max(best[one + 1][other]).max(best[one][other + 1]);
        }
    }
    let (mut one, mut other, mut pairs) = (0, 0, Vec::new());
    while one < old.len() || other < new.len() {
        let is_pair = one < old.len()
            && other < new.len()
            && best[one][other] == best[one + 1][other + 1] + worth(one, other);
        if is_pair {
            pairs.push((Some(one), Some(other)));
            (one, other) = (one + 1, other + 1);
        } else if one < old.len() && (other == new.len() || best[one][other] == best[one + 1][other]) {
            pairs.push((Some(one), None));
            one += 1;
        } else {
            pairs.push((None, Some(other)));
            other += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(old: &[&str], new: &[&str]) -> Vec<(Option<usize>, Option<usize>)> {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        paired(&owned(old), &owned(new))
    }

    #[test]
    fn a_changed_diagram_is_paired_with_what_it_was() {
        assert_eq!(pairs(&["A->B: x"], &["A->B: y"]), [(Some(0), Some(0))]);
    }

    #[test]
    fn a_diagram_that_came_or_went_shifts_no_other() {
        let (a, b, c) = ("A->B: 1\nA->B: 2", "C->D: 1\nC->D: 2", "E->F: 1\nE->F: 2");
        assert_eq!(pairs(&[a, c], &[a, b, c]), [(Some(0), Some(0)), (None, Some(1)), (Some(1), Some(2))]);
        assert_eq!(pairs(&[a, b, c], &[b, c]), [(Some(0), None), (Some(1), Some(0)), (Some(2), Some(1))]);
        let changed = "E->F: 1\nE->F: 3";
        assert_eq!(pairs(&[c], &[b, changed]), [(None, Some(0)), (Some(0), Some(1))]);
    }
}
