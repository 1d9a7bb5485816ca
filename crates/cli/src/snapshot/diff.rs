//! Shows how two pictures differ as text: line by line of the SVG, or word by word of what is read out.

use std::fmt::Write;

use similar::DiffableStr;

use super::args::DiffForm;
use super::outcome::Pictures;
use super::picture;
use crate::difference::{Algorithm, ChangeTag, difference};
use crate::{escape, patch};

/// How many unchanged lines are shown around a change.
const CONTEXT: usize = 2;

/// The difference, each line indented; empty if one of the pictures is missing or is not text.
pub fn show(form: DiffForm, pictures: &Pictures) -> String {
    let before = pictures.before.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
    let (Some(before), Some(after)) = (before, pictures.after.as_deref()) else { return String::new() };
    match form {
        DiffForm::Text => indented(&patch::unified(["snapshot", "now"], before, after, CONTEXT)),
        DiffForm::Words => {
            let read = |text: &str| picture::read(text).map(|picture| sentences(&picture));
            match (read(before), read(after)) {
                (Ok(before), Ok(after)) => words(&before, &after),
                (Err(why), _) | (_, Err(why)) => {
                    format!("    the snapshot {}\n", escape::message(&why))
                }
            }
        }
    }
}

/// What is read out, a sentence a line.
fn sentences(picture: &picture::Picture) -> String {
    let mut text = format!("{}\n", picture.title);
    for part in picture.parts.iter().skip(1).filter(|part| !part.name.is_empty()) {
        let _ = writeln!(text, "{}{}", "  ".repeat(part.depth), part.name);
    }
    text
}

/// The sentences that differ, with `[-what went-]` and `{+what came+}`, as `git diff --word-diff` has it.
fn words(before: &str, after: &str) -> String {
    let (before, after) = (before.tokenize_words(), after.tokenize_words());
    let ops = difference(Algorithm::Myers, &before, &after);
    // Adjacent words that were removed or added are marked together with the spaces between them.
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for (tag, words) in ops.iter().flat_map(|op| op.iter_slices(before.as_slice(), after.as_slice())) {
        match runs.last_mut() {
            Some((last, run)) if *last == tag => run.push_str(&words.concat()),
            Some(_) | None => runs.push((tag, words.concat())),
        }
    }
    let mut text = String::new();
    for (tag, run) in &runs {
        // A mark does not extend past the end of a line.
        for piece in run.split_inclusive('\n') {
            let (inner, end) = piece.strip_suffix('\n').map_or((piece, ""), |inner| (inner, "\n"));
            match tag {
                _ if inner.is_empty() => {}
                ChangeTag::Equal => text.push_str(inner),
                ChangeTag::Delete => text += &format!("[-{inner}-]"),
                ChangeTag::Insert => text += &format!("{{+{inner}+}}"),
            }
            text.push_str(end);
        }
    }
    let differs = |line: &&str| line.contains("[-") || line.contains("{+");
    indented(&text.lines().filter(differs).map(|line| format!("{line}\n")).collect::<String>())
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {}\n", escape::row(line))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use seqwright::{Source, Theme, compile};

    fn pictures(before: &str, after: &str) -> Pictures {
        let svg = |text: &str| compile(&Source::new("x", text)).svg(&Theme::default());
        Pictures { before: Some(svg(before).into_bytes()), after: Some(svg(after)), ..Pictures::default() }
    }

    #[test]
    fn a_changed_label_changes_no_other_line() {
        let text = show(DiffForm::Text, &pictures("A->B: hello\n", "A->B: hallo\n"));
        let changed = text.lines().filter(|line| line.starts_with("    -") || line.starts_with("    +"));
        // The two heads, and before and after: the sentence in the description, the group and the text.
        assert_eq!(changed.count(), 2 + 2 * 3, "{text}");
    }

    #[test]
    fn words_that_went_and_came_are_marked() {
        let text = show(DiffForm::Words, &pictures("A->B: hello you\n", "A->B: hallo you\n"));
        assert_eq!(text, "    A sends B: [-hello-]{+hallo+} you\n");
    }

    #[test]
    fn words_that_came_together_are_marked_together() {
        let text = show(DiffForm::Words, &pictures("A->B: x\n", "A->B: x\nA->B: one more\n"));
        assert_eq!(text, "    {+A sends B: one more+}\n");
    }
}
