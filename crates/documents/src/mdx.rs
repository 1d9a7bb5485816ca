//! Finds the diagrams in the fences of an MDX document.
//!
//! MDX is not CommonMark: it has no indented code, so that a fence may be nested deep in JSX. Its fences are therefore
//! found line by line.

use super::lines::{self, Line};
use super::{Fence, Words, word_of};

/// What begins and what ends a comment; those of HTML are taken by Docusaurus as well.
const COMMENTS: [(&str, &str); 2] = [("{/*", "*/"), ("<!--", "-->")];

/// What opens a fence.
struct Opener<'t> {
    /// How many `>` are before it.
    quotes: usize,
    /// How far it is indented after them, in columns.
    indent: usize,
    /// Its marks: three or more of one kind.
    marks: &'t str,
    info: &'t str,
}

/// The fences whose info string begins with one of the words.
pub fn find(text: &str, words: &Words) -> Vec<Fence> {
    let lines = lines::lines(text);
    // Where the last comment of each kind can end: beyond that, none need be looked for.
    let ends = COMMENTS.map(|(_, end)| lines.iter().rposition(|line| line.text.contains(end)));
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let starts_block = at == 0 || lines[at - 1].is_blank();
        let comment = comment(&lines[at..], at, &ends);
        if let Some(count) = comment.or_else(|| program(&lines[at..]).filter(|_| starts_block)) {
            at += count;
            continue;
        }
        match first(&lines[at..], words) {
            Some((fence, count)) => {
                found.extend(fence);
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// The fence that the first of the lines opens, if it is a diagram, and how many lines it takes.
pub fn first(lines: &[Line<'_>], words: &Words) -> Option<(Option<Fence>, usize)> {
    let (line, rest) = lines.split_first()?;
    let opener = opener(line.text)?;
    let inside = |line: &Line<'_>| !opener.leaves(line.text) && !opener.closes(line.text);
    let count = rest.iter().take_while(|line| inside(line)).count();
    let closer = rest.get(count).filter(|line| opener.closes(line.text));
    let closed = closer.is_some();
    let fence = words.begin(opener.info).then(|| {
        let fence = lines::fence(*line, &rest[..count], closed, |text| opener.strip(text));
        fence.closed_by(closer).called(word_of(opener.info))
    });
    Some((fence, 1 + count + usize::from(closed)))
}

/// How many lines at the start are a comment; `at` is the line of the document. A comment without end does not count.
fn comment(lines: &[Line<'_>], at: usize, ends: &[Option<usize>; 2]) -> Option<usize> {
    let first = lines.first()?.text.trim_start();
    let kind = COMMENTS.iter().position(|(start, _)| first.starts_with(start))?;
    let (start, end) = COMMENTS[kind];
    if first[start.len()..].contains(end) {
        return Some(1);
    }
    ends[kind].filter(|last| *last > at)?;
    lines[1..].iter().position(|line| line.text.contains(end)).map(|last| last + 2)
}

/// How many lines at the start are a block of JavaScript: from `import` or `export` to the next blank line.
fn program(lines: &[Line<'_>]) -> Option<usize> {
    let begins = |line: &Line<'_>| ["import ", "export "].iter().any(|word| line.text.starts_with(word));
    begins(lines.first()?).then(|| lines.iter().take_while(|line| !line.is_blank()).count())
}

/// The fence that a line opens: after `>`s, and after the marks of lists.
fn opener(line: &str) -> Option<Opener<'_>> {
    let (mut rest, mut quotes, mut indent) = (line, 0, 0);
    loop {
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        indent += Line { text: &rest[..spaces], start: 0, next: 0 }.indent();
        rest = &rest[spaces..];
        if let Some(after) = rest.strip_prefix('>') {
            rest = after.strip_prefix(' ').unwrap_or(after);
            (quotes, indent) = (quotes + 1, 0);
        } else if let Some(length) = list_mark(rest) {
            rest = &rest[length..];
            indent += length;
        } else {
            break;
        }
    }
    let mark = rest.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let info = rest.trim_start_matches(mark);
    let marks = &rest[..rest.len() - info.len()];
    // Marks in the rest of the line make it code within a line.
    (marks.len() >= 3 && !(mark == '`' && info.contains('`'))).then_some(Opener {
        quotes,
        indent,
        marks,
        info,
    })
}

/// The length of a mark of a list, `- ` or `12. `, at the start of a text.
fn list_mark(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = if digits > 0 { ['.', ')'].as_slice() } else { ['-', '*', '+'].as_slice() };
    text[digits..].strip_prefix(mark)?.starts_with([' ', '\t']).then_some(digits + 1)
}

impl Opener<'_> {
    /// How many bytes at the start of a line are its container's; `None`: the line is not in the container.
    fn container(&self, line: &str) -> Option<usize> {
        let mut at = 0;
        for _ in 0..self.quotes {
            let rest = line[at..].trim_start_matches([' ', '\t']);
            let after = rest.strip_prefix('>')?;
            at = line.len() - after.strip_prefix(' ').unwrap_or(after).len();
        }
        Some(at)
    }

    /// How many bytes at the start of a line are not the diagram's.
    fn strip(&self, line: &str) -> usize {
        let at = self.container(line).unwrap_or(0);
        at + lines::prefix_of_width(&line[at..], self.indent)
    }

    fn leaves(&self, line: &str) -> bool {
        self.container(line).is_none()
    }

    fn closes(&self, line: &str) -> bool {
        let Some(at) = self.container(line) else { return false };
        let line = line[at..].trim();
        let mark = self.marks.chars().next().expect("there are three");
        line.len() >= self.marks.len() && line.chars().all(|one| one == mark)
    }
}
