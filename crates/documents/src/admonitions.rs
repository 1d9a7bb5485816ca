//! Finds the diagrams in the blocks of Python-Markdown: `!!! note`, `??? note` and `=== "Tab"`, whose text is indented
//! by four columns. CommonMark does not know them, and reads a fence in one as indented code.

use std::ops::Range;

use super::lines::{self, Line};
use super::{Fence, Words, mdx};

/// What the first line of a block begins with.
const HEADS: [&str; 7] = ["!!! ", "??? ", "???+ ", "=== \"", "=== '", "===+ \"", "===! \""];
/// How far the text of a block is indented, in columns; the same as indented code.
const STEP: usize = 4;

/// The fences in such blocks whose info string begins with one of the words. A line in one of the ranges `taken` is
/// something else, such as an example of a block, or a fence by CommonMark's own rules.
pub fn find(text: &str, words: &Words, taken: &[Range<usize>]) -> Vec<Fence> {
    // Most documents have no such block.
    if !HEADS.iter().any(|head| text.contains(head)) {
        return Vec::new();
    }
    let lines = lines::lines(text);
    let is_free = |line: &Line<'_>| {
        let before = taken.partition_point(|range| range.start < line.next);
        before.checked_sub(1).is_none_or(|last| taken[last].end <= line.start)
    };
    let mut found = Vec::new();
    // The open blocks: the column in which their text begins, and the first line after them.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let indent = line.indent();
        if !line.is_blank() {
            open.retain(|(base, _)| *base <= indent);
        }
        let block = open.last().filter(|(base, _)| indent < base + STEP && is_free(&line));
        if let Some((fence, count)) = block.and_then(|(_, end)| mdx::first(&lines[at..*end], words)) {
            found.extend(fence);
            at += count;
            continue;
        }
        let trimmed = line.text.trim_start();
        if HEADS.iter().any(|head| trimmed.starts_with(head)) && is_free(&line) {
            let base = indent + STEP;
            let inside = |line: &&Line<'_>| line.is_blank() || line.indent() >= base;
            open.push((base, at + 1 + lines[at + 1..].iter().take_while(inside).count()));
        }
        at += 1;
    }
    found
}
