//! Conflict marks, which git writes into a file that it could not merge.

use crate::diagnostic::{Code, Diagnostics};
use crate::source::{Source, Span};

/// How many characters a mark has.
const LENGTH: usize = 7;

/// The marks of one conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Conflict {
    opener: Span,
    divider: Option<Span>,
    closer: Span,
}

/// Reports the conflicts in a source, in one diagnostic. Returns whether there are any.
pub(in crate::parse) fn report(source: &Source, sink: &mut Diagnostics) -> bool {
    let conflicts = find(source.text());
    let Some((first, others)) = conflicts.split_first() else { return false };
    let diagnostic =
        sink.error(Code::ConflictMarks, first.opener, "git could not merge this file: it has conflict marks");
    diagnostic.at("one version begins here");
    if let Some(divider) = first.divider {
        diagnostic.label(divider, "the other version begins here");
    }
    diagnostic.label(first.closer, "it ends here");
    if !others.is_empty() {
        let line = |conflict: &Conflict| source.place(conflict.opener.start).line.to_string();
        let lines: Vec<String> = others.iter().take(LENGTH).map(line).collect();
        let more = if others.len() > LENGTH { " and more" } else { "" };
        let word = if others.len() == 1 { "another conflict begins in line" } else { "more begin in lines" };
        diagnostic.note(format!("{word} {}{more}", lines.join(", ")));
    }
    diagnostic.help("decide which lines stay, and delete the lines of marks");
    true
}

/// Finds conflicts: an opening mark and a closing one below it. A line of `=` alone is none.
fn find(text: &str) -> Vec<Conflict> {
    // Nearly all sources have none, and need not be split into lines.
    if !text.contains("<<<<<<<") {
        return Vec::new();
    }
    let (mut conflicts, mut open, mut at) = (Vec::new(), None, 0);
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        match (mark(line), open) {
            (Some('<'), _) => open = Some((span, None)),
            (Some('='), Some((opener, None))) => open = Some((opener, Some(span))),
            (Some('>'), Some((opener, divider))) => {
                conflicts.push(Conflict { opener, divider, closer: span });
                open = None;
            }
            (Some(_) | None, _) => {}
        }
    }
    conflicts
}

/// The character that a line of marks consists of; a name may follow.
fn mark(line: &str) -> Option<char> {
    let first = line.chars().next().filter(|first| matches!(first, '<' | '=' | '>'))?;
    let rest = line.trim_start_matches(first);
    let is_mark = line.len() - rest.len() == LENGTH && rest.chars().next().is_none_or(char::is_whitespace);
    is_mark.then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn openers(text: &str) -> Vec<usize> {
        find(text).iter().map(|conflict| conflict.opener.start).collect()
    }

    #[test]
    fn a_conflict_has_an_opening_and_a_closing_mark() {
        assert_eq!(openers("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n"), [0]);
        assert_eq!(openers("a\r\n<<<<<<< ours\r\n||||||| base\r\n=======\r\n>>>>>>> theirs\r\n"), [3]);
        assert_eq!(openers("<<<<<<<\n>>>>>>>\n<<<<<<< x\n=======\n>>>>>>> y"), [0, 16]);
    }

    #[test]
    fn lines_that_only_resemble_marks_are_none() {
        for text in [
            "=======\n",
            "<<<<<<< a\n=======\n",
            ">>>>>>> a\n",
            "<<<<<<<< a\n>>>>>>>> b\n",
            " <<<<<<< a\n >>>>>>> b\n",
            "<<<<<<<a\n>>>>>>>b\n",
        ] {
            assert_eq!(openers(text), [0; 0], "{text:?}");
        }
    }
}
