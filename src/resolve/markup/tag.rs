//! Reads one tag and its value.

use super::super::color;
use super::tokens::TagName;
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::Color;
use crate::px::Px;
use crate::source::Span;
use crate::text::{Align, Href, RunStyle, Script, Stroke};

/// The largest size of a text, in points.
const MAX_SIZE: i64 = 200;

/// The widest line round characters, in pixels: its outer half still leaves neighbouring lines alone.
const MAX_STROKE: u8 = 10;

/// What an open tag does.
#[derive(Clone)]
pub(super) enum Effect {
    Color(Option<Color>),
    Background(Option<Color>),
    Size(Px),
    Align(Align),
    Link(Option<Href>),
    Script(Script),
    Position(Align),
    Stroke(Option<Stroke>),
    Difference,
    Bold,
    Italic,
    Underline,
    Strike,
    Code,
    /// Lines of so many characters, from that byte on.
    Wrap(usize, usize),
    Nothing,
}

impl Effect {
    /// What a tag does to a text that is so long already. Reports values that cannot be.
    pub fn of(name: TagName, value: &str, span: Span, length: usize, sink: &mut Diagnostics) -> Effect {
        match name {
            TagName::Color => Effect::Color(color(value, span, sink)),
            TagName::Background => Effect::Background(color(value, span, sink)),
            TagName::Size => size(value, span, sink),
            TagName::Align => Effect::Align(side(value)),
            TagName::Link => link(value, span, sink),
            TagName::Sub => Effect::Script(Script::Sub),
            TagName::Sup => Effect::Script(Script::Super),
            TagName::Wordwrap => Effect::Wrap(value.parse().unwrap_or(usize::MAX).max(1), length),
            TagName::Position => Effect::Position(side(value)),
            TagName::Stroke => Effect::Stroke(stroke(value, span, sink)),
            TagName::Difference => Effect::Difference,
            TagName::Bold => Effect::Bold,
            TagName::Italic => Effect::Italic,
            TagName::Underline => Effect::Underline,
            TagName::Strike => Effect::Strike,
            TagName::Code => Effect::Code,
        }
    }

    /// Adds it to what other tags do.
    pub fn apply(&self, style: &mut RunStyle) {
        match self {
            Effect::Color(color) => style.color = color.or(style.color),
            Effect::Background(color) => style.background = color.or(style.background),
            Effect::Size(size) => style.size = Some(*size),
            Effect::Align(align) => style.align = Some(*align),
            Effect::Link(link) => style.link.clone_from(link),
            Effect::Script(script) => style.script = Some(*script),
            Effect::Position(position) => style.position = Some(*position),
            Effect::Stroke(stroke) => style.stroke = stroke.or(style.stroke),
            Effect::Difference => style.difference = true,
            Effect::Bold => style.bold = true,
            Effect::Italic => style.italic = true,
            Effect::Underline => style.underline = true,
            Effect::Strike => style.strike = true,
            Effect::Code => style.mono = true,
            Effect::Wrap(..) | Effect::Nothing => {}
        }
    }
}

fn side(value: &str) -> Align {
    match value {
        "left" => Align::Left,
        "right" => Align::Right,
        _ => Align::Center,
    }
}

fn color(value: &str, span: Span, sink: &mut Diagnostics) -> Option<Color> {
    let name = value.trim_start_matches('#');
    let found = Color::from_written(name);
    if found.is_none() {
        sink.warn(Code::UnknownColor, span, format!("`#{name}` is not a colour"))
            .at("the tag has no effect")
            .help(color::help(name));
    }
    found
}

fn size(value: &str, span: Span, sink: &mut Diagnostics) -> Effect {
    match value.parse::<i64>() {
        // A point is four thirds of a pixel of CSS.
        Ok(points) if (1..=MAX_SIZE).contains(&points) => Effect::Size(Px::new(points * 4) / 3),
        _ => {
            sink.warn(Code::NumberOutOfRange, span, format!("a text cannot be `{value}` points high"))
                .at("the tag has no effect")
                .help(format!("write a whole number from 1 to {MAX_SIZE}"));
            Effect::Nothing
        }
    }
}

/// A width and a colour.
fn stroke(value: &str, span: Span, sink: &mut Diagnostics) -> Option<Stroke> {
    let (width, name) = value.split_once(':').expect("a value of this tag has two parts");
    let color = color(name.trim(), span, sink)?;
    let width = width.trim().parse().ok().filter(|width| (1..=MAX_STROKE).contains(width));
    if width.is_none() {
        sink.warn(Code::NumberOutOfRange, span, format!("a line round a text cannot be so wide: `{value}`"))
            .at("the tag has no effect")
            .help(format!("write a whole number of pixels from 1 to {MAX_STROKE}"));
    }
    width.map(|width| Stroke { width, color })
}

/// Reports a place on an arrow given to a text that is on no arrow; it has no effect.
pub(super) fn no_position(span: Span, sink: &mut Diagnostics) -> Effect {
    sink.warn(Code::Unsupported, span, "`<position>` moves a label along its arrow, and this text has none")
        .at("the tag has no effect")
        .help("delete the tag; `<align:left>` places lines of one text");
    Effect::Nothing
}

fn link(value: &str, span: Span, sink: &mut Diagnostics) -> Effect {
    let link = Href::admit(value);
    if link.is_none() {
        sink.warn(Code::UnsafeLink, span, "a drawing does not lead there")
            .at("drawn as text without a link")
            .help("write an address that begins with `https:`, `http:` or `mailto:`, or a relative one");
    }
    Effect::Link(link)
}
