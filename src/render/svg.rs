//! Writes a scene as an SVG file: the document with its title, description and style, around the body.

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use svg::Node as _;

use super::body::{self, Body};
use super::escape;
use crate::scene::Scene;
use crate::theme::Theme;

/// Options for an SVG file that do not change what the drawing looks like.
#[derive(Clone, Debug)]
pub struct SvgOptions {
    /// Whether groups tell the line of the source they come from (`data-line`).
    pub source_lines: bool,
    /// Whether text is fitted to its measured width, so that another font cannot break the drawing.
    pub fit_text: bool,
    /// What the ids of the file begin with; by default a hash of its content.
    pub id_prefix: Option<String>,
}

impl Default for SvgOptions {
    fn default() -> SvgOptions {
        SvgOptions { source_lines: true, fit_text: true, id_prefix: None }
    }
}

/// About how many bytes the document takes besides its marks and its style, most of them narration.
const FRAME: usize = 6 * 1024;

/// Writes a scene as an SVG file.
pub fn svg(scene: &Scene, theme: &Theme, options: &SvgOptions) -> String {
    let Body { mut marks, css, narration } = body::body(scene, theme, options.source_lines, options.fit_text);
    // Drawings of one style share its class, so that a changed label changes no line of the style.
    let class = format!("z{:08x}", hash(&[css.as_str()]));
    let id = match &options.id_prefix {
        Some(prefix) => safe_id(prefix),
        None => format!("s{:08x}", hash(&[&marks, css.as_str(), &narration, &scene.title])),
    };
    let (width, height) = (scene.width.ceil(), scene.height.ceil());
    let (title_id, desc_id) = (format!("{id}-t"), format!("{id}-d"));
    let label = if narration.is_empty() { title_id.clone() } else { format!("{title_id} {desc_id}") };
    let title = escape::cleaned(&scene.title);
    let title = if title.is_empty() { "Sequence diagram" } else { &*title };
    let mut document = svg::Document::new()
        .set("aria-labelledby", label)
        .set("class", class.as_str())
        .set("height", height)
        .set("id", id.as_str())
        .set("role", "img")
        .set("viewBox", format!("0 0 {width} {height}"))
        .set("width", width)
        .add(svg::node::element::Title::new(title).set("id", title_id));
    if !narration.is_empty() {
        let mut description = svg::node::element::Description::new().set("id", desc_id);
        description.append(svg::node::Text::new(narration));
        document.append(description);
    }
    document.append(svg::node::element::Style::new(css.named(&class)));
    // The `svg` crate keeps and sorts a map of attributes per element. That is right for the few elements of the
    // document, but would take most of the time for its thousands of marks: `body` writes those, and the document
    // takes them as they are. It ends the last line itself.
    if marks.ends_with('\n') {
        marks.pop();
    }
    let mut file = String::with_capacity(marks.len() + css.as_str().len() + FRAME);
    if !marks.is_empty() {
        document.append(svg::node::Blob::new(marks));
    }
    writeln!(file, "{document}").expect("a string can always be written to");
    file
}

/// A prefix as an id: a letter first, and nothing that CSS would take for anything else.
fn safe_id(prefix: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let id: String = prefix.chars().map(safe).collect();
    if id.starts_with(|c: char| c.is_ascii_alphabetic()) { id } else { format!("s{id}") }
}

/// FNV-1a over words of eight bytes, the rest as zeros, folded to 32 bits: the same everywhere and for ever, and
/// eight times faster than over bytes.
fn hash(parts: &[&str]) -> u32 {
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |word: u64| {
        hash = (hash ^ word).wrapping_mul(PRIME);
        // A product carries upwards only; without this, the upper bytes of a word would be lost.
        hash ^= hash >> 32;
    };
    for part in parts {
        // The length keeps the parts apart.
        add(part.len() as u64);
        let (words, rest) = part.as_bytes().as_chunks::<8>();
        for word in words {
            add(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        add(u64::from_le_bytes(last));
    }
    let [high, low] = [hash >> 32, hash & 0xffff_ffff];
    u32::try_from(high ^ low).expect("both are of 32 bits")
}
