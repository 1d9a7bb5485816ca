//! Finds the diagrams in an AsciiDoc document: `[seq]` or `[source,seq]` over a block of `----` or `....`, an open
//! block `--` or a paragraph; and Markdown's fences, which AsciiDoc knows too.

use super::lines::{self, Line};
use super::{Fence, Words, word_of};

/// Finds the blocks that one of the words marks as diagrams.
pub fn find(text: &str, words: &Words) -> Vec<Fence> {
    let lines = lines::lines(text);
    let mut found = Vec::new();
    // The word of the attributes above that marks the next block as a diagram.
    let mut ours = None;
    // The place of that word.
    let mut above = None;
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let trimmed = line.text.trim_end();
        at += 1;
        let open_block = Some(trimmed).filter(|&line| ours.is_some() && line == "--");
        if let Some(delimiter) = verbatim(trimmed).or(open_block) {
            let fenced = Some(word_of(&trimmed[delimiter.len()..]))
                .filter(|word| delimiter == "```" && words.has(word));
            let is_other = delimiter.starts_with(['+', '/']);
            let body = until(&lines[at..], |line| line.text.trim_end() == delimiter);
            at += body.len();
            let closed = at < lines.len();
            at += usize::from(closed);
            if let Some(word) = fenced.or(ours.filter(|_| !is_other)) {
                let mut fence = lines::fence(line, body, closed, |_| 0).called(word);
                fence.attributes = above.filter(|_| fenced.is_none());
                found.push(fence.closed_by(lines.get(at - 1).filter(|_| closed)));
            }
            ours = ours.filter(|_| delimiter.starts_with('/'));
        } else if let Some(attributes) = attributes(trimmed) {
            ours = match style_of(attributes) {
                Some(style) => Some(style).filter(|style| words.has(style)),
                None => ours,
            };
            if style_of(attributes).is_some() {
                above = Some(line.span());
            }
        } else if line.is_blank() || is_comment(trimmed) || is_title(trimmed) {
            // They may be between the attributes and their block.
        } else if let Some(word) = ours.take() {
            let body = until(&lines[at - 1..], Line::is_blank);
            let mut fence = lines::fence(lines[at.saturating_sub(2)], body, true, |_| 0).called(word);
            fence.attributes = above;
            found.push(fence);
            at += body.len() - 1;
        }
    }
    found
}

fn until<'l, 't>(lines: &'l [Line<'t>], ends: impl Fn(&Line<'t>) -> bool) -> &'l [Line<'t>] {
    let count = lines.iter().take_while(|line| !ends(line)).count();
    &lines[..count]
}

/// The delimiter that closes the verbatim block that a line opens.
fn verbatim(line: &str) -> Option<&str> {
    if line.starts_with("```") {
        return Some("```");
    }
    let mark = line.chars().next().filter(|mark| matches!(mark, '-' | '.' | '+' | '/'))?;
    (line.len() >= 4 && line.chars().all(|one| one == mark)).then_some(line)
}

/// The text between the brackets of a line of attributes; `None` for an anchor.
fn attributes(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('[')?.strip_suffix(']')?;
    if inner.starts_with('[') { Some("") } else { Some(inner) }
}

/// The style that attributes give their block; for `source` or no style, the language. `None` if they give none.
fn style_of(attributes: &str) -> Option<&str> {
    let mut parts = attributes.split(',').map(|part| part.trim().trim_matches('"'));
    let first = parts.next().unwrap_or_default();
    if first.contains('=') {
        return None;
    }
    let style = &first[..first.find(['#', '.', '%']).unwrap_or(first.len())];
    if matches!(style, "source" | "") {
        let mut named = parts.clone().filter_map(|part| part.strip_prefix("language="));
        let language = parts.next().filter(|part| !part.is_empty() && !part.contains('='));
        let language = language.or_else(|| named.next().map(|language| language.trim_matches('"')));
        return language.or((style == "source").then_some(style));
    }
    Some(style)
}

fn is_comment(line: &str) -> bool {
    line.starts_with("//") && !line.starts_with("///")
}

fn is_title(line: &str) -> bool {
    line.strip_prefix('.').is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['.', ' ']))
}
