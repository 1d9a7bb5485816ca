//! Writes a scene as an SVG file: the document with its title, description and style, around the body.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use svg::Node as _;

use super::body::Body;
pub use super::body::Draft;
use super::profile::Profile;
use super::{escape, inline};
use crate::scene::{Scene, Sink as _};
use crate::theme::Theme;

/// The version of the facts in a file (`data-seqwright`). It changes when an older program would misread them.
const VERSION: u32 = 1;
/// The id of the root, by default, and the class that scopes the style sheet. They are the same for all drawings, so
/// that a changed label changes its own lines only.
const ID: &str = "sq";

/// Options of an SVG file, beside its theme. Each method sets one and leaves the others as they are.
///
/// ```
/// use seqwright::{SvgOptions, Theme, compile};
///
/// let compiled = compile(&"A->B: hello".into());
/// let svg = compiled.svg_with(&Theme::default(), &SvgOptions::default().id_prefix("one"));
/// assert!(svg.contains("id=\"one"));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SvgOptions {
    /// Whether groups carry their line of the source (`data-line`) and the number of their event (`data-event`). Both
    /// change when something is inserted above, so snapshots should not have them. Only files have them.
    pub source_lines: bool,
    /// Whether text is fitted to its measured width, so that another font cannot break the drawing.
    pub fit_text: bool,
    /// The prefix of the ids and the class of the file, for pages that hold several drawings. By default, that of a
    /// picture in a page comes from what is drawn.
    pub id_prefix: Option<String>,
    /// Where the picture is shown.
    pub profile: Profile,
    /// A description for screen readers, instead of the title.
    pub alt: Option<String>,
    /// What made the file (`data-made-by`), for build products.
    pub made_by: Option<&'static str>,
    /// Whether the events appear one after the other, once, where the reader's system allows motion. The last state is
    /// the picture without motion.
    pub animate: bool,
    /// The number of the last event that is drawn, from 1 as in `data-event`; none for all. The size stays, so that the
    /// pictures of all steps can be laid upon each other.
    pub up_to: Option<u32>,
    /// Whether it is part of a page that steps through it.
    pub(crate) in_page: bool,
}

impl SvgOptions {
    /// The form for a page that steps through it.
    pub(crate) fn for_page(self) -> SvgOptions {
        SvgOptions { in_page: true, source_lines: true, ..self }
    }

    /// Sets [`source_lines`](SvgOptions::source_lines).
    #[must_use]
    pub fn source_lines(self, source_lines: bool) -> SvgOptions {
        SvgOptions { source_lines, ..self }
    }

    /// Sets [`fit_text`](SvgOptions::fit_text).
    #[must_use]
    pub fn fit_text(self, fit_text: bool) -> SvgOptions {
        SvgOptions { fit_text, ..self }
    }

    /// Sets [`id_prefix`](SvgOptions::id_prefix).
    #[must_use]
    pub fn id_prefix(self, id_prefix: impl Into<String>) -> SvgOptions {
        SvgOptions { id_prefix: Some(id_prefix.into()), ..self }
    }

    /// Sets [`profile`](SvgOptions::profile).
    #[must_use]
    pub fn profile(self, profile: Profile) -> SvgOptions {
        SvgOptions { profile, ..self }
    }

    /// Sets [`alt`](SvgOptions::alt).
    #[must_use]
    pub fn alt(self, alt: impl Into<String>) -> SvgOptions {
        SvgOptions { alt: Some(alt.into()), ..self }
    }

    /// Sets [`animate`](SvgOptions::animate).
    #[must_use]
    pub fn animate(self, animate: bool) -> SvgOptions {
        SvgOptions { animate, ..self }
    }

    /// Sets [`up_to`](SvgOptions::up_to).
    #[must_use]
    pub fn up_to(self, event: u32) -> SvgOptions {
        SvgOptions { up_to: Some(event), ..self }
    }

    /// Sets [`made_by`](SvgOptions::made_by).
    #[must_use]
    pub fn made_by(self, made_by: &'static str) -> SvgOptions {
        SvgOptions { made_by: Some(made_by), ..self }
    }
}

impl Default for SvgOptions {
    fn default() -> SvgOptions {
        SvgOptions {
            source_lines: false,
            fit_text: true,
            id_prefix: None,
            profile: Profile::File,
            alt: None,
            made_by: None,
            animate: false,
            up_to: None,
            in_page: false,
        }
    }
}

/// The end of the document.
const END: &str = "</svg>";

/// Writes a scene as an SVG file, or as a line of HTML with the same drawing.
pub fn svg(scene: Scene, theme: &Theme, options: &SvgOptions) -> String {
    let typeface = scene.typeface.clone();
    let mut draft = Draft::new(theme, &typeface, options);
    draft.expect(scene.nodes().count());
    finish(draft, scene, options)
}

/// Completes a file that was begun with what is in front of a scene.
pub fn finish(draft: Draft<'_>, mut scene: Scene, options: &SvgOptions) -> String {
    let Body { back, front, css } = draft.finish(&mut scene, options);
    let description = description(&scene, options);
    let title = title(&scene, options);
    let id = match (&options.id_prefix, options.profile) {
        (Some(prefix), _) => safe_id(prefix),
        (None, Profile::File) => ID.to_owned(),
        (None, Profile::Inline) => inline::id_of([&*title, &description, css.as_str(), &back, &front]),
    };
    let mut document = root(&scene, &id, options);
    let (title_id, desc_id) = (format!("{id}-t"), format!("{id}-d"));
    // As a part of the picture's name, the description would be read out with every mention of that.
    document = document
        .set("aria-labelledby", title_id.clone())
        .add(svg::node::element::Title::new(&*title).set("id", title_id));
    if !description.is_empty() {
        document = document.set("aria-describedby", desc_id.clone());
        let mut element = svg::node::element::Description::new().set("id", desc_id);
        element.append(svg::node::Text::new(description));
        document.append(element);
    }
    let mut css = css.named(&id);
    if options.in_page {
        css += &format!("\n.{id}{{fill:#000;stroke:none;stroke-width:1}}");
    }
    document.append(svg::node::element::Style::new(css));
    // The `svg` crate keeps and sorts a map of attributes per element. That is right for the few elements of the
    // document, but would take most of the time for its thousands of marks: `body` writes those, and the document is
    // put round them in place.
    let frame = document.to_string();
    let (head, end) = frame.split_at(frame.rfind(END).expect("an element has an end"));
    let mut file = front;
    file.reserve(head.len() + back.len() + end.len() + 1);
    file.insert_str(0, &[head, &back].concat());
    file.push_str(end);
    match options.profile {
        Profile::File => file.push('\n'),
        Profile::Inline => file = inline::one_line(&file),
    }
    file
}

/// The name of the picture.
fn title<'s>(scene: &'s Scene, options: &'s SvgOptions) -> Cow<'s, str> {
    let chosen = options.alt.as_deref().map(escape::cleaned).filter(|alt| !alt.is_empty());
    let title = chosen.unwrap_or_else(|| escape::cleaned(&scene.title));
    if title.is_empty() { Cow::Borrowed("Sequence diagram") } else { title }
}

/// What a screen reader reads of the picture after its name, one sentence per line.
fn description(scene: &Scene, options: &SvgOptions) -> String {
    // It tells of all events. The groups of those that are drawn have names.
    if options.up_to.is_some() {
        return String::new();
    }
    let lines = scene.description.iter().map(|line| escape::cleaned(line)).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The root with all that is known before its content.
fn root(scene: &Scene, id: &str, options: &SvgOptions) -> svg::Document {
    let (width, height) = (scene.width.ceil(), scene.height.ceil());
    let mut document = svg::Document::new()
        .set("class", id)
        .set("data-seqwright", VERSION)
        .set("height", height)
        .set("id", id)
        .set("role", "img")
        .set("viewBox", format!("0 0 {width} {height}"))
        .set("width", width);
    if let Some(made_by) = options.made_by {
        document = document.set("data-made-by", made_by);
    }
    if options.in_page {
        // Without its style sheet, which a host may forbid, a picture would be black: so it is outlines.
        let outlines = [("fill", "none"), ("stroke", "currentColor"), ("stroke-width", ".7")];
        for (name, value) in outlines.into_iter().chain([("font-family", "sans-serif"), ("font-size", "14")])
        {
            document = document.set(name, value);
        }
    }
    match options.profile {
        Profile::File => document,
        Profile::Inline => document.set("style", inline::size(scene.width)),
    }
}

/// Makes an id from a prefix: it begins with a letter, and has no character that CSS treats specially.
fn safe_id(prefix: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let id: String = prefix.chars().map(safe).collect();
    if id.starts_with(|c: char| c.is_ascii_alphabetic()) { id } else { format!("s{id}") }
}
