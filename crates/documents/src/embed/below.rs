//! The marked picture below a diagram.

use seqwright::source::Span;

use super::{MARK, PicturePlace, comment};
use crate::{Fence, Markup};

/// The marked picture below a diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Below {
    /// Its lines in the document, the end of the last one not included.
    pub span: Span,
    /// The address of its image, as the document writes it; none where it is HTML.
    pub address: Option<String>,
}

/// Finds the marked picture below a diagram.
pub fn below(text: &str, markup: Markup, fence: &Fence) -> Option<Below> {
    let place = PicturePlace::of(text, markup, fence);
    let mut lines = text[fence.end..].split_inclusive('\n');
    // The end of the line that closes the diagram.
    let at = fence.end + lines.next()?.len();
    let mut lines = Lines { lines, at, indent: &place.rest };
    let (end, address) = match markup {
        Markup::Markdown | Markup::Mdx => in_markdown(&mut lines, markup),
        Markup::AsciiDoc => in_asciidoc(&mut lines),
        Markup::Rest => in_rest(&mut lines),
    }?;
    Some(Below { span: Span::new(fence.end, end), address: address.map(str::to_owned) })
}

/// The lines below a diagram, without what its container puts before them.
struct Lines<'t> {
    lines: std::str::SplitInclusive<'t, char>,
    /// Where the next line begins.
    at: usize,
    indent: &'t str,
}

impl<'t> Iterator for Lines<'t> {
    /// A line, and where it ends in the document.
    type Item = (&'t str, usize);

    fn next(&mut self) -> Option<(&'t str, usize)> {
        let whole = self.lines.next()?;
        let line = whole.trim_end_matches(['\n', '\r']);
        let end = self.at + line.len();
        self.at += whole.len();
        let kept = line.strip_prefix(self.indent).or_else(|| line.strip_prefix(self.indent.trim_end()));
        Some((kept.unwrap_or(line), end))
    }
}

/// Where a marked picture ends, and the address of its image.
type Found<'t> = Option<(usize, Option<&'t str>)>;

fn in_markdown<'t>(lines: &mut Lines<'t>, markup: Markup) -> Found<'t> {
    let (line, end) = lines.next()?;
    let (open, close) = comment(markup);
    let shown = line.strip_suffix(close)?.strip_suffix(MARK)?.strip_suffix(open)?;
    // A caption may be between the image and the mark.
    let image = shown.rfind("](").map(|at| &shown[at + "](".len()..]);
    Some((end, image.and_then(|rest| rest.split_once(')')).map(|(address, _)| address)))
}

fn in_asciidoc<'t>(lines: &mut Lines<'t>) -> Found<'t> {
    let (mark, _) = lines.next()?;
    if mark.strip_prefix("// ") != Some(MARK) {
        return None;
    }
    let (line, end) = lines.next()?;
    if let Some((address, _)) = line.strip_prefix("image::").and_then(|rest| rest.split_once('[')) {
        return Some((end, Some(address)));
    }
    if line != "++++" {
        return None;
    }
    let (_, end) = lines.nth(1)?;
    Some((end, None))
}

fn in_rest<'t>(lines: &mut Lines<'t>) -> Found<'t> {
    let blank = |lines: &mut Lines<'t>| lines.next().filter(|(line, _)| line.trim().is_empty());
    blank(lines)?;
    let (mark, _) = lines.next()?;
    if mark.strip_prefix(".. ") != Some(MARK) {
        return None;
    }
    blank(lines)?;
    let (directive, mut end) = lines.next()?;
    let directive = directive.strip_prefix(".. ")?;
    let address = ["image::", "figure::"].iter().find_map(|name| directive.strip_prefix(name));
    // A caption, and raw HTML, are behind an empty line.
    for (line, line_end) in lines {
        if line.starts_with("   ") {
            end = line_end;
        } else if !line.trim().is_empty() {
            break;
        }
    }
    Some((end, address.map(str::trim)))
}
