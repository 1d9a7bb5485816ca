//! Finds the diagrams in the directives of a reStructuredText document: `.. seq::` and `.. code-block:: seq`.

use super::lines::{self, Line};
use super::{Fence, Words};

/// Directives whose argument is the language of their content.
const CODE: [&str; 3] = ["code-block", "code", "sourcecode"];
/// Directives whose content is not reStructuredText.
const VERBATIM: [&str; 6] = ["parsed-literal", "raw", "math", "graphviz", "uml", "mermaid"];

/// Finds the directives that one of the words marks as diagrams.
pub fn find(text: &str, words: &Words) -> Vec<Fence> {
    let lines = lines::lines(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if line.is_blank() {
            continue;
        }
        let (indent, trimmed) = after_bullets(&line);
        let block = block(&lines[at..], indent);
        match directive(trimmed) {
            Some((name, argument)) if is_ours(name, argument, words) => {
                let word = if CODE.contains(&name) { argument } else { name };
                found.extend(content(line, block).map(|fence| fence.called(word)));
                at += block.len();
            }
            Some((name, _)) if CODE.contains(&name) || VERBATIM.contains(&name) => at += block.len(),
            None if is_comment(trimmed) || trimmed.ends_with("::") => at += block.len(),
            _ => {}
        }
    }
    found
}

fn is_ours(name: &str, argument: &str, words: &Words) -> bool {
    if CODE.contains(&name) { words.has(argument) } else { words.has(name) }
}

/// The rest of a line after its list markers, and its column. A directive can be
/// all of an item: `* - .. seq::`.
fn after_bullets<'t>(line: &Line<'t>) -> (usize, &'t str) {
    let text = line.text.trim_start_matches([' ', '\t']);
    let mut rest = text;
    while let Some(after) = after_bullet(rest) {
        rest = after;
    }
    (line.indent() + text[..text.len() - rest.len()].chars().count(), rest.trim_end())
}

/// What follows the mark of a list: `* `, `- `, `+ `, `#. `, `12. `, `a) `, `(b) `.
fn after_bullet(text: &str) -> Option<&str> {
    let after = match text.strip_prefix(['*', '-', '+']) {
        Some(after) => after,
        None => {
            let inner = text.strip_prefix('(').unwrap_or(text);
            let after = inner.trim_start_matches(|c: char| c.is_ascii_digit());
            let after = if after.len() < inner.len() {
                after
            } else {
                inner.strip_prefix(|c: char| c == '#' || c.is_ascii_alphabetic())?
            };
            after.strip_prefix(['.', ')'])?
        }
    };
    let rest = after.trim_start_matches([' ', '\t']);
    (rest.len() < after.len() && !rest.is_empty()).then_some(rest)
}

/// How many lines at the start belong to a line with this indentation: the deeper ones, and blank lines between them.
fn block<'l, 't>(lines: &'l [Line<'t>], indent: usize) -> &'l [Line<'t>] {
    let inside = |line: &Line<'_>| line.is_blank() || line.indent() > indent;
    let mut count = lines.iter().take_while(|line| inside(line)).count();
    while count > 0 && lines[count - 1].is_blank() {
        count -= 1;
    }
    &lines[..count]
}

/// The name and the argument of a directive.
fn directive(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("..")?.strip_prefix([' ', '\t'])?.trim_start();
    let (name, argument) = rest.split_once("::")?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+');
    (!name.is_empty() && name.chars().all(plain)).then_some((name, argument.trim()))
}

/// Whether a line begins a comment: it is marked like a directive, and is not a directive, target, footnote or
/// substitution.
fn is_comment(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("..") else { return false };
    (rest.is_empty() || rest.starts_with([' ', '\t'])) && !rest.trim_start().starts_with(['_', '[', '|'])
}

/// The diagram in the block of a directive: what comes after its options.
fn content(opener: Line<'_>, block: &[Line<'_>]) -> Option<Fence> {
    let options = block.iter().take_while(|line| is_option(line.text.trim())).count();
    let blank_lines = block[options..].iter().take_while(|line| line.is_blank()).count();
    let body = &block[options + blank_lines..];
    let indent = body.iter().filter(|line| !line.is_blank()).map(Line::indent).min()?;
    // An indented block ends with its indentation; there is nothing that could be missing.
    Some(lines::fence(opener, body, true, |text| lines::prefix_of_width(text, indent)))
}

/// `:name: value`
fn is_option(line: &str) -> bool {
    let Some((name, value)) = line.strip_prefix(':').and_then(|rest| rest.split_once(':')) else {
        return false;
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    !name.is_empty() && name.chars().all(plain) && (value.is_empty() || value.starts_with(' '))
}
