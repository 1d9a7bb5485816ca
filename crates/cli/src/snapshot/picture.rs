//! Reads a picture that seqwright wrote: its parts, each with its facts and its marks.

use std::collections::BTreeMap;
use std::rc::Rc;

use roxmltree::{Document, Node};

use super::style_sheet::StyleSheet;

/// Attributes that say where and how large something is.
const PLACES: [&str; 22] = [
    "x",
    "y",
    "width",
    "height",
    "rx",
    "ry",
    "cx",
    "cy",
    "r",
    "d",
    "points",
    "transform",
    "textLength",
    "lengthAdjust",
    "x1",
    "y1",
    "x2",
    "y2",
    "dx",
    "dy",
    "viewBox",
    "preserveAspectRatio",
];

/// What is drawn in an SVG.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// The name of the drawing.
    pub title: String,
    /// Its width and height.
    pub size: (String, String),
    /// The declarations that hold for the whole drawing.
    pub look: Rc<str>,
    /// Whether its parts have facts; those that old versions wrote have none.
    pub has_facts: bool,
    /// The byte where its style sheet begins.
    pub style_at: usize,
    /// Its parts in the order of the file; the first holds what belongs to no part.
    pub parts: Vec<Part>,
}

/// A participant, a message, a note: a group with a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// How many parts it is inside of.
    pub depth: usize,
    /// Its facts, by attribute.
    pub facts: BTreeMap<String, String>,
    /// The sentence that is read out for it.
    pub name: String,
    /// The line of the source it comes from; 0 if unknown.
    pub line: usize,
    /// The byte behind `<g`.
    pub at: usize,
    /// The elements it is drawn of.
    pub marks: Vec<Mark>,
}

/// One element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Its element, and attributes that identify it, such as the target of a link.
    pub element: String,
    /// Its characters.
    pub text: String,
    /// What its characters are, if they are not the text of the part: a number or a key.
    pub role: String,
    /// The declarations that hold for it.
    pub look: Rc<str>,
    /// Where it is and how large.
    pub place: String,
}

/// Whether a text is an SVG that seqwright wrote: its first element names the title by an id made from its own.
pub fn is_ours(text: &str) -> bool {
    let named = || {
        let root = text.trim_start_matches('\u{feff}').strip_prefix("<svg ")?;
        // Older files have no description of their own.
        let rest = match root.strip_prefix("aria-describedby=\"") {
            Some(described) => described.split_once("-d\" ")?.1,
            None => root,
        };
        let rest = rest.strip_prefix("aria-labelledby=\"")?;
        let id = &rest[..rest.find("-t")?];
        let head = &rest[..rest.find('>')?];
        let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let title = format!("<title id=\"{id}-t\">");
        let after = rest[head.len() + 1..].trim_start();
        Some(plain && head.contains(&format!(" id=\"{id}\"")) && after.starts_with(&title))
    };
    named().unwrap_or(false)
}

/// Reads an SVG. `Err` says why seqwright did not write it, in words that follow its name.
pub fn read(text: &str) -> Result<Picture, String> {
    let document = Document::parse(text).map_err(|error| format!("is not well-formed XML ({error})"))?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err("is not an SVG".to_owned());
    }
    let attribute = |name: &str| root.attribute(name).unwrap_or_default().to_owned();
    let style = root.children().find(|node| node.tag_name().name() == "style");
    let mut sheet = StyleSheet::read(&style.map(|style| text_of(&style)).unwrap_or_default());
    let mut picture = Picture {
        size: (attribute("width"), attribute("height")),
        look: sheet.root(),
        has_facts: root.has_attribute("data-seqwright"),
        style_at: style.map_or(0, |style| style.range().start),
        parts: vec![Part::default()],
        ..Picture::default()
    };
    // Parts that are open: where each ends in the file, and which it is.
    let mut open = vec![(usize::MAX, 0)];
    for node in root.descendants().skip(1) {
        let start = node.range().start;
        while open.last().is_some_and(|&(end, _)| end <= start) {
            open.pop();
        }
        let at = open.last().map_or(0, |&(_, at)| at);
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            add_text(&mut picture.parts[at], &node, text);
        } else if node.is_element() {
            match node.tag_name().name() {
                "title" if node.parent() == Some(root) => picture.title = text_of(&node),
                "title" | "style" | "desc" => {}
                "g" => {
                    open.push((node.range().end, picture.parts.len()));
                    picture.parts.push(part(&node, open.len() - 2));
                }
                _ => picture.parts[at].marks.push(mark(&node, &mut sheet)),
            }
        }
    }
    Ok(picture)
}

fn text_of(node: &Node<'_, '_>) -> String {
    node.text().unwrap_or_default().to_owned()
}

fn part(node: &Node<'_, '_>, depth: usize) -> Part {
    let line = node.attribute("data-line").and_then(|line| line.parse().ok()).unwrap_or(0);
    let is_fact = |name: &str| name.starts_with("data-") && !matches!(name, "data-line" | "data-event");
    let facts = node.attributes().filter(|one| is_fact(one.name()));
    Part {
        depth,
        facts: facts.map(|one| (one.name().to_owned(), one.value().to_owned())).collect(),
        name: node.attribute("aria-label").unwrap_or_default().to_owned(),
        line,
        at: node.range().start + "<g".len(),
        marks: Vec::new(),
    }
}

/// Adds characters to the mark they are in. Line ends between elements are none.
fn add_text(part: &mut Part, node: &Node<'_, '_>, text: &str) {
    // Texts hold runs and links, and these no more than that.
    let is_written = node.ancestors().skip(1).take(8).any(|one| one.has_tag_name((SVG, "text")));
    if let (true, Some(mark)) = (is_written, part.marks.last_mut()) {
        mark.text.push_str(text);
    }
}

/// The namespace of SVG (SVG 1.1, section 1.2).
const SVG: &str = "http://www.w3.org/2000/svg";

fn mark(node: &Node<'_, '_>, sheet: &mut StyleSheet) -> Mark {
    let attribute = |name: &str| node.attribute(name).unwrap_or_default();
    let name = node.tag_name().name();
    let mut mark = Mark {
        element: name.to_owned(),
        role: attribute("data-kind").to_owned(),
        look: sheet.look(name, attribute("class"), attribute("style")),
        ..Mark::default()
    };
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        let part = match name {
            _ if PLACES.contains(&name) => &mut mark.place,
            "class" | "style" | "aria-label" => continue,
            _ if name.starts_with("data-") => continue,
            _ => &mut mark.element,
        };
        part.push_str(&format!(" {name}={value}"));
    }
    mark
}

impl Picture {
    /// Whether another picture has the same drawing and the same facts. Sentences for screen readers, names of
    /// classes and lines of the source do not count.
    pub fn draws_like(&self, other: &Picture) -> bool {
        let same = |(one, two): (&Part, &Part)| {
            (one.depth, &one.facts, &one.marks) == (two.depth, &two.facts, &two.marks)
        };
        self.frames_like(other)
            && self.parts.len() == other.parts.len()
            && self.parts.iter().zip(&other.parts).all(same)
    }

    /// Whether another picture, which may have no facts, draws the same marks in the same order.
    pub fn paints_like(&self, other: &Picture) -> bool {
        fn marks(picture: &Picture) -> impl Iterator<Item = (&str, &str, &str, &str)> {
            let all = picture.parts.iter().flat_map(|part| &part.marks);
            all.map(|it| (it.element.as_str(), it.text.as_str(), &*it.look, it.place.as_str()))
        }
        // Versions differ in which marks are in a group, and so in their order here.
        let sorted = |picture| {
            let mut all: Vec<_> = marks(picture).collect();
            all.sort_unstable();
            all.into_iter().map(|(a, b, c, d)| [a, b, c, d].map(str::to_owned)).collect::<Vec<_>>()
        };
        self.frames_like(other) && sorted(self) == sorted(other)
    }

    fn frames_like(&self, other: &Picture) -> bool {
        (&self.size, &self.look) == (&other.size, &other.look)
    }
}

impl Part {
    /// A fact about it; empty where there is none.
    pub fn fact(&self, name: &str) -> &str {
        self.facts.get(name).map_or("", String::as_str)
    }

    /// Its kind.
    pub fn kind(&self) -> &str {
        self.fact("data-kind")
    }

    /// Its characters that are what `role` says, such as its number; with an empty role, those of its text.
    pub fn texts(&self, role: &'static str) -> impl Iterator<Item = &str> {
        let wanted = move |mark: &&Mark| !mark.text.is_empty() && mark.role == role;
        self.marks.iter().filter(wanted).map(|mark| mark.text.as_str())
    }

    /// Its text without spaces. How it is broken into lines is a matter of geometry.
    pub fn compact_text(&self) -> String {
        if let Some(hidden) = self.facts.get("data-text") {
            return compact(hidden);
        }
        let drawn: String = self.texts("").map(compact).collect();
        let operator = if self.kind() == "reference" { "ref" } else { self.fact("data-operator") };
        let text = drawn.strip_prefix(compact(operator).as_str()).unwrap_or(&drawn);
        if matches!(self.kind(), "fragment" | "operand") {
            let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
            return bare.unwrap_or(text).to_owned();
        }
        text.to_owned()
    }

    /// Its text as its author wrote it. The lines of the drawing do not show where spaces were; the sentence for screen
    /// readers does, if it contains the text.
    pub fn text(&self) -> String {
        if let Some(hidden) = self.facts.get("data-text") {
            return hidden.clone();
        }
        let wanted = self.compact_text();
        find_compact(&self.name, &wanted).map_or_else(
            || self.texts("").collect::<Vec<_>>().join(" "),
            |range| self.name[range].trim().to_owned(),
        )
    }

    /// Whether it has the same position as another.
    pub fn has_place_of(&self, other: &Part) -> bool {
        self.marks.iter().map(|mark| &mark.place).eq(other.marks.iter().map(|mark| &mark.place))
    }
}

/// A text without spaces.
fn compact(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The last occurrence of a text in another one, ignoring spaces.
fn find_compact(text: &str, wanted: &str) -> Option<std::ops::Range<usize>> {
    if wanted.is_empty() {
        return Some(0..0);
    }
    let full: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let bare: String = full.iter().map(|&(_, character)| character).collect();
    let at = bare.rfind(wanted)?;
    let first = bare[..at].chars().count();
    let last = first + wanted.chars().count() - 1;
    let (start, (end, character)) = (full[first].0, full[last]);
    Some(start..end + character.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use seqwright::{Source, SvgOptions, Theme, compile};

    fn svg(text: &str) -> String {
        let options = SvgOptions::default().source_lines(true);
        compile(&Source::new("x", text)).svg_with(&Theme::default(), &options)
    }

    #[test]
    fn what_we_write_is_ours_and_nothing_else_is() {
        assert!(is_ours(&svg("A->B: x")));
        let other = "<svg xmlns=\"http://www.w3.org/2000/svg\"><title id=\"a-t\">x</title></svg>";
        for text in ["", "<svg>", other, "<svg aria-labelledby=\"a-t\" id=\"b\"><title id=\"a-t\">"] {
            assert!(!is_ours(text), "{text}");
        }
    }

    #[test]
    fn parts_are_nested_and_know_their_lines() {
        let picture = read(&svg("title T\nA->B: x\nopt y\n  B->A: z\nend")).expect("it is ours");
        let parts: Vec<_> =
            picture.parts[1..].iter().map(|it| (it.depth, it.line, it.name.as_str())).collect();
        let expected = [
            (0, 0, ""),
            (0, 2, "Participant A"),
            (0, 2, "Participant B"),
            (0, 2, "A sends B: x"),
            (0, 3, "opt: y"),
            (1, 4, "B sends A: z"),
        ];
        assert_eq!((picture.title.as_str(), parts.as_slice()), ("T", expected.as_slice()));
        assert_eq!(picture.parts[4].compact_text(), "x");
    }

    #[test]
    fn a_text_is_read_with_the_spaces_of_its_author_and_nothing_else() {
        let source = "autonumber\nA->B: one two(three,four,five,six,seven,eight,nine,ten,eleven,twelve)\nref over A: see there\nalt x y\nelse\nend";
        let picture = read(&svg(source)).expect("it is ours");
        let texts: Vec<String> = picture.parts[3..].iter().map(Part::text).collect();
        let long = "one two(three,four,five,six,seven,eight,nine,ten,eleven,twelve)";
        assert_eq!(texts, [long, "see there", "x y", ""]);
        assert_eq!(picture.parts[3].texts("number").collect::<Vec<_>>(), ["1"]);
    }

    #[test]
    fn what_is_no_svg_says_why() {
        assert!(read("<svg").expect_err("it is cut").contains("not well-formed"));
        assert_eq!(read("<html/>").expect_err("it is HTML"), "is not an SVG");
        assert!(read("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>").is_err());
    }
}
