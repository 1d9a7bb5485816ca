//! Turns an SVG file into one line of HTML, with the CSS that a picture needs in a page.

#[cfg(test)]
mod tests;

use crate::px::Px;

/// The box around a picture in a page, which scrolls if the picture is wider than the screen.
const OPEN: &str = "<div class=\"seqwright\" style=\"overflow-x:auto;margin:1em 0\">";
const CLOSE: &str = "</div>\n";

/// Resets text styles that a picture would inherit from the page: labels were measured without them. A file may be pasted
/// into a page, too.
pub const RESETS: &str = "direction:ltr;font-style:normal;font-weight:400;letter-spacing:0;text-shadow:none;text-transform:none;\
    word-spacing:0;writing-mode:horizontal-tb";
/// The same for styles that only pages have which pictures are meant for.
pub const MORE_RESETS: &str = "dominant-baseline:auto;font-feature-settings:normal;font-size-adjust:none;\
    font-stretch:normal;font-variant:normal;text-indent:0;white-space:normal";

/// Rules for the known switches of pages that change colours without declaring `color-scheme`. The
/// character U+0001 stands for the class of the drawing. On paper all pages are light.
pub const SWITCHES: &str = "\n:is([data-theme=dark],[data-theme=ayu],[data-md-color-scheme=slate],\
    [data-bs-theme=dark],.dark) \u{1}{color-scheme:dark}\
    \n[data-theme=light] \u{1}{color-scheme:light}\
    \n@media (prefers-color-scheme:dark){[data-theme=auto] \u{1}{color-scheme:dark}}\
    \n@media print{:root \u{1}\u{1}{color-scheme:light}}";

/// The size of a picture in a page: it shrinks with its column, to three fifths and never below 300 px, so that its
/// letters can be read; from there on its box scrolls.
pub fn size(width: Px) -> String {
    let width = width.ceil();
    let least = (width * 3 + 4) / 5;
    format!("display:block;height:auto;max-width:100%;min-width:{}px", width.min(least.max(300)))
}

/// Turns an SVG file into one line of HTML. Many hosts read braces in text as expressions, so that outside of the style
/// sheet they are written as numbers.
pub fn one_line(file: &str) -> String {
    let (head, rest) = file.split_once("<style>").expect("a file has a style");
    let (css, marks) = rest.split_once("</style>").expect("a style ends");
    let mut line = String::with_capacity(file.len() + file.len() / 16 + OPEN.len());
    line.push_str(OPEN);
    push(&mut line, head);
    line.push_str("<style>");
    line.extend(css.lines());
    line.push_str("</style>");
    push(&mut line, marks);
    line.push_str(CLOSE);
    line
}

fn push(line: &mut String, markup: &str) {
    let mut written = 0;
    for (at, found) in markup.match_indices(['\n', '{', '}']) {
        line.push_str(&markup[written..at]);
        written = at + 1;
        line.push_str(match found {
            "{" => "&#123;",
            "}" => "&#125;",
            // Between elements it means nothing; in a text `>` is written as `&gt;`.
            _ if at == 0 || markup[..at].ends_with('>') => "",
            _ => "&#10;",
        });
    }
    line.push_str(&markup[written..]);
}

/// An id that depends on the content: 32 bits of FNV-1a, which is the same on every machine.
pub fn id_of<'t>(parts: impl IntoIterator<Item = &'t str>) -> String {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in parts.into_iter().flat_map(str::bytes) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    format!("sq-{hash:08x}")
}
