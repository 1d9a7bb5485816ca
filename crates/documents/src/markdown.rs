//! Finds the diagrams in the fences of a Markdown document, by the rules of CommonMark.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use seqwright::source::Span;

use super::lines::{self, Line};
use super::{Fence, Words, admonitions, word_of};

/// The fences whose info string begins with one of the words.
pub fn find(text: &str, words: &Words) -> Vec<Fence> {
    let front = front_matter(text);
    let mut found = Vec::new();
    let mut open: Option<Fence> = None;
    // The ranges that are not read as Markdown, in order.
    let mut taken: Vec<_> = std::iter::once(0..front).collect();
    // Footnotes can hold a fence.
    let parser = Parser::new_ext(&text[front..], Options::ENABLE_FOOTNOTES);
    for (event, range) in parser.into_offset_iter() {
        let range = front + range.start..front + range.end;
        if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)) | Tag::HtmlBlock) = event {
            taken.push(range.clone());
        }
        match (event, &mut open) {
            (Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))), None) if words.begin(&info) => {
                let line_end = text[range.start..].find('\n').map_or(text.len(), |at| range.start + at);
                let opener = text[..line_end].trim_end_matches('\r').len();
                let opener = Span::new(range.start, opener.max(range.start));
                open = Some(Fence::opened(opener).called(word_of(&info)));
            }
            (Event::Text(piece), Some(fence)) => fence.push(&piece, Span::new(range.start, range.end)),
            (Event::End(TagEnd::CodeBlock), Some(_)) => {
                let fence = open.take().expect("it was there just now");
                found.push(closed(fence, text, range.end));
            }
            _ => {}
        }
    }
    found.extend(admonitions::find(text, words, &taken));
    found.sort_by_key(|fence| fence.opener.start);
    found
}

/// Where the front matter ends that a document may begin with: lines between two of `---`, or of `+++`. Anywhere else
/// such a line is a rule, and what is between two of them is Markdown.
fn front_matter(text: &str) -> usize {
    let lines = lines::lines(text);
    let Some((first, rest)) = lines.split_first() else { return 0 };
    let mark = first.text.trim_start_matches('\u{feff}').trim_end();
    if !matches!(mark, "---" | "+++") || rest.first().is_none_or(Line::is_blank) {
        return 0;
    }
    let ends = |line: &&Line<'_>| {
        let line = line.text.trim_end();
        line == mark || (mark == "---" && line == "...")
    };
    rest.iter().find(ends).map_or(0, |last| last.next)
}

/// Completes the fence with what is only known at its end.
fn closed(mut fence: Fence, text: &str, end: usize) -> Fence {
    let mark = &text[fence.opener.start..=fence.opener.start];
    let first_line = text[fence.opener.end..].find('\n').map_or(text.len(), |at| fence.opener.end + at + 1);
    let last = fence.pieces.last().map_or(first_line, |piece| piece.there + piece.len);
    let last = last.min(end.max(first_line));
    // After the last line of the diagram comes the one that closes it, or nothing that belongs to it.
    let tail = &text[last..end.max(last)];
    fence.closed = tail.contains(&mark.repeat(3));
    fence.body = Span::new(first_line, last);
    let whole = if fence.closed { end } else { last };
    fence.end = text[..whole.max(fence.opener.end)].trim_end_matches(['\n', '\r']).len();
    let line_starts = |at: usize| at == 0 || text[..at].ends_with('\n');
    let before = |there: usize| text[..there].rfind('\n').map_or(0, |at| at + 1);
    for piece in &fence.pieces {
        let whole = &fence.text[piece.here..piece.here + piece.len];
        if !whole.trim().is_empty() {
            let start = before(piece.there);
            debug_assert!(line_starts(start), "a line begins after a line end");
            text[start..piece.there].clone_into(&mut fence.prefix);
            break;
        }
    }
    fence
}
