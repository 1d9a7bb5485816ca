//! Draws the nodes of a scene: the elements of the SVG body and their CSS.

use std::mem::{replace, swap, take};

use super::element::ElementWriter;
use super::inline_style::InlineStyle;
use super::motion::Motion;
use super::path::Lengths;
use super::profile::Profile;
use super::style::{Also, Look};
use super::style_sheet::UnscopedCss;
use super::svg::SvgOptions;
use super::{facts, icon, runs, shape};
use crate::notation::Typeface;
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Arrow, Group, Item, Kind, Node, Point, Scene, Shape, Sink};
use crate::text::reads_leftwards;
use crate::theme::Theme;

/// About how many bytes a node takes.
const NODE: usize = 80;
/// About how many bytes the document takes that is put round the marks, most of them its description and its style.
const FRAME: usize = 6 * 1024;

/// A rendered scene.
pub struct Body {
    /// The marks of the layers up to the heads, one element per line.
    pub back: String,
    /// Those of the layer in front.
    pub front: String,
    /// The CSS of the classes that they have.
    pub css: UnscopedCss,
}

/// A body that is begun with heads and what is in front, while the layers behind them are not known yet.
///
/// The marks are the same bytes as if all were drawn from back to front: classes of authors' colours are numbered in the order of
/// their first use, so from the first item with a colour on, nodes stay in the scene; all other classes depend on the
/// layer alone.
pub struct Draft<'t> {
    artist: Artist<'t>,
    /// What draws the heads and what is in front, in the place of the artist's own.
    heads: ElementWriter,
    front: ElementWriter,
    waits: bool,
}

impl<'t> Draft<'t> {
    /// Begins a body.
    pub fn new(theme: &'t Theme, typeface: &'t Typeface, options: &SvgOptions) -> Draft<'t> {
        let writer = || ElementWriter::new(theme.hand_drawn, options.in_page);
        // Events are counted for these, in all layers.
        let counts = options.animate || options.source_lines || options.up_to.is_some();
        let artist = Artist {
            writer: writer(),
            look: Look::new(theme, typeface, options.profile),
            lengths: Lengths::of(theme),
            // They are for the editor's preview, which shows files.
            source_lines: options.source_lines && options.profile == Profile::File,
            fit_text: options.fit_text,
            events: 0,
            last: options.up_to.unwrap_or(u32::MAX),
            left_out: 0,
            motion: None,
        };
        Draft { artist, heads: writer(), front: writer(), waits: counts }
    }

    /// Draws the layers of a scene, and frees them: those of a long drawing take as many bytes as its text.
    pub fn finish(self, scene: &mut Scene, options: &SvgOptions) -> Body {
        let Draft { mut artist, heads, front, .. } = self;
        artist.motion = options.animate.then(|| Motion::of(scene));
        let in_front = scene.layers.pop().unwrap_or_default();
        let rest_of_heads = scene.layers.pop().unwrap_or_default();
        for layer in take(&mut scene.layers) {
            artist.layer(&layer);
        }
        let mut back = replace(&mut artist.writer, heads);
        artist.layer(&rest_of_heads);
        back.append(replace(&mut artist.writer, front));
        artist.layer(&in_front);
        drop(in_front);
        let mut css = artist.look.css();
        if artist.motion.is_some() {
            Motion::write_rules(&mut css);
        }
        Body { back: back.finish(), front: artist.writer.finish(), css }
    }
}

impl<'d> Sink<'d> for Draft<'_> {
    fn expect(&mut self, nodes: usize) {
        self.front.reserve(nodes * NODE + FRAME);
    }

    fn take(&mut self, layers: [&mut Vec<Node<'d>>; 2]) {
        let is_colored = |node: &Node| matches!(node, Node::Item(item) if item.is_colored());
        self.waits = self.waits || layers.iter().any(|nodes| nodes.iter().any(is_colored));
        if self.waits {
            return;
        }
        for (nodes, writer) in layers.into_iter().zip([&mut self.heads, &mut self.front]) {
            swap(&mut self.artist.writer, writer);
            self.artist.layer(nodes);
            swap(&mut self.artist.writer, writer);
            nodes.clear();
        }
    }
}

struct Artist<'t> {
    writer: ElementWriter,
    look: Look<'t>,
    lengths: Lengths,
    source_lines: bool,
    fit_text: bool,
    /// How many events there have been.
    events: u32,
    /// The last one that is drawn.
    last: u32,
    /// How many groups are open that are not drawn.
    left_out: usize,
    motion: Option<Motion>,
}

impl Artist<'_> {
    /// Draws the nodes of a layer.
    fn layer(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Open(group) => self.open(group),
                Node::Close if self.left_out > 0 => self.left_out -= 1,
                Node::Close => self.close(),
                Node::Item(item) if self.left_out == 0 => self.item(item),
                Node::Item(_) => {}
            }
        }
    }

    /// Begins a group.
    fn open(&mut self, group: &Group) {
        let is_event = group.facts.kind.is_event();
        // What was checked of all events is below them.
        let is_end = group.facts.kind == Kind::Verdict;
        self.events += u32::from(is_event);
        if self.left_out > 0 || (is_event || is_end) && self.events > self.last {
            self.left_out += 1;
            return;
        }
        self.writer.raw("<g");
        if let Some(motion) = self.motion.as_ref().filter(|_| is_event || is_end) {
            motion.begin(&mut self.writer, self.events + u32::from(is_end));
        }
        // In a page, the list of steps has the names of events and their lines: the picture need not have them again.
        let is_alone = !self.writer.in_page;
        if is_alone && !group.name.is_empty() {
            // A group with a name is a group to assistive technology; it needs no role besides.
            self.writer.attribute(" aria-label=\"", &group.name.pieces());
        }
        facts::write(&mut self.writer, &group.facts);
        if self.source_lines {
            if group.line > 0 && (is_alone || group.facts.kind == Kind::Value) {
                self.writer.whole(" data-line=\"", group.line);
            }
            if is_event {
                self.writer.whole(" data-event=\"", self.events);
            }
        }
        self.writer.raw(">\n");
    }

    fn close(&mut self) {
        self.writer.raw("</g>\n");
    }

    fn item(&mut self, item: &Item) {
        let (writer, look) = (&mut self.writer, &mut self.look);
        match &item.shape {
            Shape::Box { rect, outline } => shape::draw_box(writer, look, item, rect, *outline),
            Shape::Line { dash, .. } | Shape::Arrow(Arrow { dash, .. }) => {
                shape::draw_line(writer, look, item, *dash, self.lengths);
            }
            Shape::Pieces { x, pieces } => shape::draw_pieces(writer, look, item, *x, pieces),
            Shape::Symbol { kind, rect } => shape::draw_symbol(writer, look, item, *kind, rect),
            Shape::Glyph { glyph, rect } => icon::draw(writer, look, item, glyph, rect),
            Shape::Image { data, rect } => icon::draw_image(writer, data, rect),
            Shape::Signs(signs) => shape::draw_signs(writer, look, item, signs),
            Shape::Text { at, anchor, width, text, size, runs: Some(runs), face: _ } => {
                let x = if *anchor == Anchor::Middle { at.x - width.half() } else { at.x };
                let line = runs::RichLine { role: item.role, fill: item.style.fill, size: *size, text, runs };
                line.draw(writer, look, Point { x, y: at.y }, self.fit_text);
            }
            Shape::Text { at, anchor, width, face, size, text, runs: None } => {
                let width =
                    Some(*width).filter(|width| self.fit_text && *width > Px::ZERO && !text.is_empty());
                draw_text(writer, look, item, (*at, *anchor), (*face, *size), width, text);
            }
        }
    }
}

fn draw_text(
    writer: &mut ElementWriter,
    look: &mut Look<'_>,
    item: &Item,
    (at, anchor): (Point, Anchor),
    (face, size): (Face, Px),
    width: Option<Px>,
    text: &str,
) {
    let [weight, slant] = look.face(face);
    let leftwards = reads_leftwards(text);
    // Viewers do not agree on where a line begins that is read leftwards, but on its middle they do.
    let (at, anchor) = match (anchor, width) {
        (Anchor::Start, Some(width)) if leftwards => (Point { x: at.x + width.half(), ..at }, Anchor::Middle),
        (Anchor::Start | Anchor::Middle, _) => (at, anchor),
    };
    let direction = if leftwards { look.also(Also::Leftwards) } else { "" };
    let writing = if face == Face::Mono { "" } else { look.writing(text) };
    let (class, of_class) = look.text_class(item.role, size);
    let size = Some(size).filter(|&size| size != of_class);
    writer.raw("<text");
    writer.classes(&[class, weight, slant, look.anchor(anchor), direction, writing]);
    writer.length(" x=\"", at.x);
    writer.length(" y=\"", at.y);
    if writer.in_page && anchor == Anchor::Middle {
        // As the style sheet says, for a host that forbids that.
        writer.raw(" text-anchor=\"middle\"");
    }
    if let Some(width) = width {
        writer.text_length(width);
    }
    InlineStyle { fill: item.style.fill, size, ..InlineStyle::default() }.write(writer);
    facts::write_text(writer, item.role);
    writer.raw(">");
    writer.text(text);
    writer.raw("</text>\n");
}
