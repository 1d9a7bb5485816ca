//! Replaces the diagrams of a document with pictures, or shows pictures below them. No byte outside of a diagram
//! changes.

mod below;

use std::borrow::Cow;

use super::{Fence, Markup};

pub use below::{Below, below};

/// The word of the mark that distinguishes a generated picture below its diagram from one that an author put there.
const MARK: &str = "seqwright";

/// A picture as a document shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// How it is shown.
    pub shown: Display,
    /// Its description for screen readers.
    pub alt: String,
    /// Its caption.
    pub caption: Option<String>,
    /// Its id, for links.
    pub id: Option<String>,
}

/// How a picture is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Display {
    /// As an image with this address.
    Image(String),
    /// As this line of HTML.
    Html(String),
    /// As a box that says why there is no picture.
    Notice(String),
}

/// Replaces each diagram of the document with its picture; `None` leaves a diagram as it is. The number of lines stays
/// the same, so that later tools report the right ones.
pub fn embedded(text: &str, markup: Markup, fences: &[Fence], pictures: &[Option<Picture>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (fence, picture) in fences.iter().zip(pictures) {
        let Some(picture) = picture else { continue };
        if let Some(attributes) = fence.attributes {
            // A comment keeps the title and the anchor above it with the picture.
            out.push_str(&text[done..attributes.start]);
            out.push_str("//");
            done = attributes.end;
        }
        let place = PicturePlace::of(text, markup, fence);
        out.push_str(&text[done..place.start]);
        // A page that keeps its diagrams and shows their pictures below them would show each picture twice.
        let end = below(text, markup, fence).map_or(fence.end, |below| below.span.end).max(place.start);
        place.replace(&mut out, &text[place.start..end], markup, picture);
        done = end;
    }
    out.push_str(&text[done..]);
    out
}

/// Adds or replaces a marked picture below each diagram of the document; `None` leaves a diagram as it is.
pub fn with_pictures_below(
    text: &str,
    markup: Markup,
    fences: &[Fence],
    pictures: &[Option<Picture>],
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (fence, picture) in fences.iter().zip(pictures) {
        let Some(picture) = picture else { continue };
        let place = PicturePlace::of(text, markup, fence);
        out.push_str(&text[done..fence.end]);
        let lines = marked(markup, picture);
        for line in &lines {
            out.push_str(place.line_end);
            if line.is_empty() {
                out.push_str(place.rest.trim_end());
            } else {
                out.push_str(&place.rest);
                out.push_str(line);
            }
        }
        done = below(text, markup, fence).map_or(fence.end, |below| below.span.end);
    }
    out.push_str(&text[done..]);
    out
}

/// The place for the picture of a fence.
struct PicturePlace<'t> {
    /// The byte at which the construct begins, after what its container puts before it.
    start: usize,
    /// What the container puts before each further line.
    rest: Cow<'t, str>,
    line_end: &'static str,
}

impl<'t> PicturePlace<'t> {
    fn of(text: &'t str, markup: Markup, fence: &'t Fence) -> PicturePlace<'t> {
        let opener = &text[fence.opener.start..fence.opener.end];
        let marks: &[&str] = match markup {
            Markup::Markdown | Markup::Mdx => &["```", "~~~"],
            Markup::AsciiDoc => &[],
            Markup::Rest => &[".. "],
        };
        let offset = marks.iter().filter_map(|mark| opener.find(mark)).min().unwrap_or(0);
        let start = match markup {
            // A paragraph has no line of its own that opens it.
            Markup::AsciiDoc if fence.attributes == Some(fence.opener) => fence.body.start,
            Markup::AsciiDoc | Markup::Markdown | Markup::Mdx | Markup::Rest => fence.opener.start + offset,
        };
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let before = &text[line_start..start];
        let rest = match markup {
            Markup::Rest => Cow::Owned(" ".repeat(before.chars().count())),
            // In an empty diagram no line shows what the container wants.
            Markup::Markdown | Markup::Mdx if fence.prefix.is_empty() => Cow::Owned(continued(before)),
            Markup::Markdown | Markup::Mdx | Markup::AsciiDoc => Cow::Borrowed(fence.prefix.as_str()),
        };
        let line_end = if text[fence.opener.start..]
            .split_inclusive('\n')
            .next()
            .is_some_and(|line| line.ends_with("\r\n"))
        {
            "\r\n"
        } else {
            "\n"
        };
        PicturePlace { start, rest, line_end }
    }

    /// Writes a picture on the lines of its diagram; what is left of them stays empty.
    fn replace(&self, out: &mut String, replaced: &str, markup: Markup, picture: &Picture) {
        let room = replaced.matches('\n').count() + 1;
        let lines = shown(markup, picture, room);
        for (at, line) in lines.iter().map(String::as_str).chain(std::iter::repeat("")).enumerate() {
            if at >= room.max(lines.len()) {
                break;
            }
            if at > 0 {
                out.push_str(self.line_end);
                out.push_str(if line.is_empty() { self.rest.trim_end() } else { &self.rest });
            }
            out.push_str(line);
        }
    }
}

/// What a container puts before the lines that follow one: the marks of quotations, and the width of the marks of
/// lists.
fn continued(before: &str) -> String {
    before.chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect()
}

/// The lines that show a picture, given the number of lines available.
fn shown(markup: Markup, picture: &Picture, room: usize) -> Vec<String> {
    match (&picture.shown, markup) {
        (Display::Image(address), Markup::Markdown | Markup::Mdx) => {
            let mut line = markdown_image(picture, address);
            if let Some(caption) = &picture.caption {
                line.push_str(&format!("<br>*{}*", escaped_markdown(caption)));
            }
            vec![line]
        }
        (Display::Html(html), Markup::Markdown | Markup::Mdx) => vec![html.clone()],
        (Display::Image(address), Markup::AsciiDoc) => vec![asciidoc_image(picture, address)],
        (Display::Html(html), Markup::AsciiDoc) => {
            if room >= 3 {
                ["++++", html, "++++"].map(str::to_owned).to_vec()
            } else {
                // A passthrough of one line: an HTML line holds no plus sign thrice in a row that could end it.
                vec![format!("pass:[{}]", html.replace(']', "\\]"))]
            }
        }
        (Display::Image(address), Markup::Rest) => rest_image(picture, address),
        (Display::Html(html), Markup::Rest) => {
            vec![".. raw:: html".to_owned(), String::new(), format!("   {html}")]
        }
        (Display::Notice(words), Markup::Markdown | Markup::Mdx) => {
            vec![format!("> **{}**", escaped_markdown(words))]
        }
        (Display::Notice(words), Markup::AsciiDoc) => {
            // Only the characters of HTML mean anything in such a passthrough, and the bracket that ends it.
            vec![format!("WARNING: pass:c[{}]", flat(words).replace(']', "\\]"))]
        }
        (Display::Notice(words), Markup::Rest) => vec![format!(".. error:: {}", escaped_rest(words))],
    }
}

/// The lines of a picture below its diagram, with its mark.
fn marked(markup: Markup, picture: &Picture) -> Vec<String> {
    let mut lines = shown(markup, picture, usize::MAX);
    match markup {
        Markup::Markdown | Markup::Mdx => {
            let (open, close) = comment(markup);
            lines[0].push_str(&format!("{open}{MARK}{close}"));
        }
        Markup::AsciiDoc => lines.insert(0, format!("// {MARK}")),
        Markup::Rest => {
            lines.splice(0..0, [String::new(), format!(".. {MARK}"), String::new()]);
        }
    }
    lines
}

/// The delimiters of a comment.
fn comment(markup: Markup) -> (&'static str, &'static str) {
    if markup == Markup::Mdx { ("{/* ", " */}") } else { ("<!-- ", " -->") }
}

fn markdown_image(picture: &Picture, address: &str) -> String {
    format!("![{}]({})", escaped_markdown(&picture.alt), percent_encoded(address))
}

fn asciidoc_image(picture: &Picture, address: &str) -> String {
    let caption = picture.caption.as_deref();
    let title = caption.map(|text| format!(",title=\"{}\"", escaped_asciidoc(text))).unwrap_or_default();
    let id = picture.id.as_deref().map(|id| format!(",id={id}")).unwrap_or_default();
    format!("image::{}[\"{}\"{title}{id}]", percent_encoded(address), escaped_asciidoc(&picture.alt))
}

fn rest_image(picture: &Picture, address: &str) -> Vec<String> {
    let name = if picture.caption.is_some() { "figure" } else { "image" };
    let mut lines = vec![format!(".. {name}:: {}", percent_encoded(address))];
    lines.push(format!("   :alt: {}", flat(&picture.alt)));
    if let Some(id) = &picture.id {
        lines.push(format!("   :name: {id}"));
    }
    if let Some(caption) = &picture.caption {
        lines.extend([String::new(), format!("   {}", escaped_rest(caption))]);
    }
    lines
}

/// A text on one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Escapes a text so that all Markdown readers, and template engines that read the page before them, show it unchanged.
fn escaped_markdown(text: &str) -> String {
    escaped(text, |c, next| match c {
        '\\' | '[' | ']' | '*' | '_' | '`' | '{' | '}' | '<' | '>' | '|' | '~' | '$' => true,
        '&' => begins_reference(next),
        // An address or an emoji.
        ':' => next != ' ',
        _ => false,
    })
}

/// Escapes a text for the quotation marks of an attribute of AsciiDoc, in which a comma and a bracket are themselves.
fn escaped_asciidoc(text: &str) -> String {
    escaped(text, |c, next| match c {
        '\\' | '"' | '{' => true,
        '&' => begins_reference(next),
        _ => false,
    })
}

/// Whether an ampersand before that character may begin a character reference.
fn begins_reference(next: char) -> bool {
    next == '#' || next.is_alphanumeric()
}

/// Writes a text on one line, with character references for what is markup before the character that follows. All readers
/// understand those, and not all understand backslashes: Python-Markdown shows some of them, and in the alternative of
/// an image marked and markdown2 lose what they escape.
fn escaped(text: &str, is_markup: fn(char, char) -> bool) -> String {
    let text = flat(text);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_markup(c, chars.peek().copied().unwrap_or(' ')) {
            out.push_str(&format!("&#{};", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Escapes a text for reStructuredText.
fn escaped_rest(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in flat(text).chars() {
        if matches!(c, '\\' | '*' | '`' | '_' | '|' | '[' | ']' | '<' | '>' | ':') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// An address without the characters that would end it.
fn percent_encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~/:?#@!$&'+,;=%".contains(&byte);
        if plain {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests;
