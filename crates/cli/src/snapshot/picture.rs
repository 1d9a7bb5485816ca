//! An SVG of ours in, what is drawn in it out: its parts, each with its sentence, its line and its marks.

use roxmltree::{Document, Node};

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
    /// What the drawing is called.
    pub title: String,
    /// What is read out of it.
    pub description: String,
    /// Its width and height.
    pub size: (String, String),
    /// Its style sheet, without its id.
    pub sheet: String,
    /// Its parts in the order of the file; the first holds what belongs to no part.
    pub parts: Vec<Part>,
}

/// A participant, a message, a note: whatever has a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// How many parts it is inside of.
    pub depth: usize,
    /// The sentence that is read out for it.
    pub name: String,
    /// The line of the source it comes from; 0 where the SVG does not tell.
    pub line: usize,
    /// What it is drawn of.
    pub marks: Vec<Mark>,
}

/// One element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Its element and what else decides what it is, such as where a link leads.
    pub kind: String,
    /// The characters in it.
    pub text: String,
    /// Its classes.
    classes: String,
    /// Its classes and its style.
    pub look: String,
    /// Where it is and how large.
    pub place: String,
}

/// Whether a text is an SVG that seqwright wrote: its first element names the title by an id made from its own.
pub fn is_ours(text: &str) -> bool {
    let named = || {
        let rest = text.trim_start_matches('\u{feff}').strip_prefix("<svg aria-labelledby=\"")?;
        let id = &rest[..rest.find("-t")?];
        let head = &rest[..rest.find('>')?];
        let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let title = format!("<title id=\"{id}-t\">");
        let after = rest[head.len() + 1..].trim_start();
        Some(plain && head.contains(&format!(" id=\"{id}\"")) && after.starts_with(&title))
    };
    named().unwrap_or(false)
}

/// Reads an SVG. `Err` says why it is none of ours, in words that follow its name.
pub fn read(text: &str) -> Result<Picture, String> {
    let document = Document::parse(text).map_err(|error| format!("is not well-formed XML ({error})"))?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err("is not an SVG".to_owned());
    }
    let attribute = |name: &str| root.attribute(name).unwrap_or_default().to_owned();
    // The rules of the style sheet are for the drawing of that id, or of that class.
    let (id, class) = (format!("#{}", attribute("id")), format!(".{}", attribute("class")));
    let mut picture = Picture {
        size: (attribute("width"), attribute("height")),
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
                "title" => picture.title = text_of(&node),
                "style" => {
                    let scope = if class.len() > 1 { &class } else { &id };
                    picture.sheet = text_of(&node).replace(scope, "#");
                }
                "desc" => picture.description = text_of(&node),
                "g" if node.has_attribute("aria-label") => {
                    open.push((node.range().end, picture.parts.len()));
                    picture.parts.push(part(&node, open.len() - 2));
                }
                _ => picture.parts[at].marks.push(mark(&node)),
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
    Part { depth, name: node.attribute("aria-label").unwrap_or_default().to_owned(), line, marks: Vec::new() }
}

/// Adds characters to the mark they stand in. Line ends between elements are none.
fn add_text(part: &mut Part, node: &Node<'_, '_>, text: &str) {
    // Texts hold runs and links, and these no more than that.
    let is_written = node.ancestors().skip(1).take(8).any(|one| one.has_tag_name((SVG, "text")));
    if let (true, Some(mark)) = (is_written, part.marks.last_mut()) {
        mark.text.push_str(text);
    }
}

/// The namespace of SVG (SVG 1.1, section 1.2).
const SVG: &str = "http://www.w3.org/2000/svg";

fn mark(node: &Node<'_, '_>) -> Mark {
    let classes = node.attribute("class").unwrap_or_default().to_owned();
    let mut mark = Mark { kind: node.tag_name().name().to_owned(), classes, ..Mark::default() };
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        let part = match name {
            _ if PLACES.contains(&name) => &mut mark.place,
            "href" | "aria-label" | "data-line" => &mut mark.kind,
            _ => &mut mark.look,
        };
        part.push_str(&format!(" {name}={value}"));
    }
    mark
}

impl Part {
    /// All the characters in it, a text each.
    pub fn texts(&self) -> Vec<&str> {
        self.marks.iter().map(|mark| mark.text.as_str()).filter(|text| !text.is_empty()).collect()
    }

    /// Whether it stands where another does.
    pub fn stands_like(&self, other: &Part) -> bool {
        self.marks.iter().map(|mark| &mark.place).eq(other.marks.iter().map(|mark| &mark.place))
    }

    /// How many of its marks have a class.
    pub fn count(&self, class: &str) -> usize {
        self.marks.iter().filter(|mark| mark.classes.split(' ').any(|one| one == class)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use seqwright::{Source, Theme, compile};

    fn svg(text: &str) -> String {
        compile(&Source::new("x", text)).svg(&Theme::default())
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
            (0, 2, "Participant A"),
            (0, 2, "Participant B"),
            (0, 2, "A sends B: x"),
            (0, 3, "opt: y"),
            (1, 4, "B sends A: z"),
        ];
        assert_eq!((picture.title.as_str(), parts.as_slice()), ("T", expected.as_slice()));
        assert_eq!(picture.parts[3].texts(), ["x"]);
        assert_eq!(picture.parts[0].texts(), ["T"]);
    }

    #[test]
    fn what_is_no_svg_says_why() {
        assert!(read("<svg").expect_err("it is cut").contains("not well-formed"));
        assert_eq!(read("<html/>").expect_err("it is HTML"), "is not an SVG");
        assert!(read("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>").is_err());
    }
}
