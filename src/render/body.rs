//! Draws the nodes of a scene: the marks, their CSS, and the narration.

use super::arrow::{self, Lengths};
use super::escape;
use super::ink::Tone;
use super::pen::Pen;
use super::said::Said;
use super::sheet::Unnamed;
use super::style::Look;
use super::{facts, icon, outline, runs, sign, symbol};
use crate::notation::Dash;
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Ground, Group, Item, Name, Node, Point, Scene, Shape};
use crate::theme::Theme;

/// How many characters of narration a description has at most, but for its last line.
const NARRATION: usize = 3000;
/// About how many bytes a node takes.
const NODE: usize = 72;

/// About how many bytes stand before the marks: the narration, the style.
const HEADER: usize = 12 * 1024;

/// What a scene becomes.
pub struct Body {
    /// Its marks, one element per line.
    pub marks: String,
    /// The CSS of the classes that they have.
    pub css: Unnamed,
    /// What happens, one sentence per line.
    pub narration: String,
}

/// Draws all nodes of a scene.
pub fn body(scene: &Scene, theme: &Theme, source_lines: bool, fit_text: bool) -> Body {
    let mut artist = Artist {
        pen: Pen::with_capacity(scene.layers.iter().map(Vec::len).sum::<usize>() * NODE + HEADER),
        look: Look::new(theme, &scene.typeface),
        lengths: Lengths { arrow: theme.spacing.arrow, radius: theme.spacing.radius },
        source_lines,
        fit_text,
        events: 0,
        narration: Narration { text: scene.remark.to_owned(), ..Narration::default() },
    };
    for layer in &scene.layers {
        artist.layer(layer);
    }
    Body { marks: artist.pen.finish(), css: artist.look.css(), narration: artist.narration.finish() }
}

struct Artist<'t> {
    pen: Pen,
    look: Look<'t>,
    lengths: Lengths,
    source_lines: bool,
    fit_text: bool,
    /// How many events have been drawn.
    events: u32,
    narration: Narration,
}

impl Artist<'_> {
    /// Draws the nodes of a layer.
    fn layer(&mut self, mut nodes: &[Node]) {
        while let [node, rest @ ..] = nodes {
            nodes = rest;
            match node {
                Node::Open(group) => self.open(group),
                Node::Close => self.close(),
                Node::Item(item) => nodes = self.item(item, rest),
            }
        }
    }

    /// Begins a group.
    fn open(&mut self, group: &Group) {
        self.pen.raw("<g");
        if !group.name.is_empty() {
            // A group with a name is a group to assistive technology; it needs no role besides.
            self.pen.attribute("aria-label", &group.name.pieces());
            self.narration.add(&group.name);
        }
        facts::write(&mut self.pen, &group.facts);
        self.events += u32::from(group.facts.kind.is_event());
        if self.source_lines {
            if group.line > 0 {
                self.pen.whole("data-line", group.line);
            }
            if group.facts.kind.is_event() {
                self.pen.whole("data-event", self.events);
            }
        }
        self.pen.raw(">\n");
    }

    fn close(&mut self) {
        self.pen.raw("</g>\n");
    }

    /// Draws an item, and what of the nodes after it is drawn with it; gives back the others.
    fn item<'n, 'd>(&mut self, item: &Item, after: &'n [Node<'d>]) -> &'n [Node<'d>] {
        let (pen, look) = (&mut self.pen, &mut self.look);
        match &item.shape {
            Shape::Box { rect, outline } => outline::draw(pen, look, item, rect, *outline),
            Shape::Line { .. } => {
                let mut heads = [item; 2];
                let mut count = 0;
                for node in after.iter().take(heads.len()) {
                    let Node::Item(next) = node else { break };
                    if !arrow::is_head(next) {
                        break;
                    }
                    heads[count] = next;
                    count += 1;
                }
                arrow::draw(pen, look, item, &heads[..count], self.lengths);
                return &after[count..];
            }
            Shape::Pieces { x, pieces } => draw_pieces(pen, look, item, *x, pieces),
            Shape::Arrowhead { .. } => arrow::draw_head(pen, look, item, self.lengths),
            Shape::Symbol { kind, rect } => symbol::draw(pen, look, item, *kind, rect),
            Shape::Glyph { glyph, rect } => icon::draw(pen, look, item, glyph, rect),
            Shape::Image { data, rect } => icon::draw_image(pen, data, rect),
            Shape::Signs(signs) => sign::draw(pen, look, item, signs),
            Shape::Text { at, anchor, width, text, runs: Some(runs), face: _ } => {
                let x = if *anchor == Anchor::Middle { at.x - width.half() } else { at.x };
                runs::draw(pen, look, item, Point { x, y: at.y }, text, runs, self.fit_text);
            }
            Shape::Text { at, anchor, width, face, text, runs: None } => {
                let width =
                    Some(*width).filter(|width| self.fit_text && *width > Px::ZERO && !text.is_empty());
                draw_text(pen, look, item, (*at, *anchor), *face, width, text);
            }
        }
        after
    }
}

fn draw_pieces(pen: &mut Pen, look: &mut Look<'_>, item: &Item, x: Px, pieces: &[(Px, Px)]) {
    if pieces.is_empty() {
        return;
    }
    let dash = item.style.dash.map_or("", |dash| look.dash(dash));
    let said = Said::of_line(&item.style);
    let shown = look.show(Tone::Stroke, said.stroke, Ground::default());
    pen.raw("<path");
    pen.classes_and(&[look.class(item.role), dash], shown.class);
    Said { stroke: shown.said, solid: item.style.dash == Some(Dash::Solid), ..said }.write(pen);
    pen.begin_path();
    for (top, bottom) in pieces {
        pen.move_to(Point { x, y: *top });
        pen.line_to(Point { x, y: *bottom });
    }
    pen.end_path();
}

fn draw_text(
    pen: &mut Pen,
    look: &mut Look<'_>,
    item: &Item,
    (at, anchor): (Point, Anchor),
    face: Face,
    width: Option<Px>,
    text: &str,
) {
    let [weight, slant] = look.face(face);
    pen.raw("<text");
    pen.classes(&[look.class(item.role), weight, slant, look.anchor(anchor)]);
    pen.length("x", at.x);
    pen.length("y", at.y);
    if let Some(width) = width {
        pen.length("textLength", width);
        pen.raw(" lengthAdjust=\"spacingAndGlyphs\"");
    }
    Said { fill: item.style.fill, ..Said::default() }.write(pen);
    facts::write_text(pen, item.role);
    pen.raw(">");
    pen.text(text);
    pen.raw("</text>\n");
}

/// What happens, for a reader who does not see the drawing.
#[derive(Default)]
struct Narration {
    text: String,
    left_out: usize,
}

impl Narration {
    /// Adds a sentence, or counts it if there is no room for it.
    fn add(&mut self, name: &Name) {
        if self.left_out > 0 {
            self.left_out += 1;
            return;
        }
        let sentence = name.pieces().concat();
        let sentence = escape::cleaned(&sentence);
        if sentence.is_empty() {
            return;
        }
        let before = self.text.len();
        let separator = if self.text.is_empty() { "" } else { "\n" };
        for part in [separator, &sentence] {
            self.text.push_str(part);
        }
        // Bytes are never fewer than characters: the cheap bound first.
        if self.text.len() > NARRATION && self.text.chars().count() > NARRATION {
            self.text.truncate(before);
            self.left_out = 1;
        }
    }

    fn finish(mut self) -> String {
        if self.left_out > 0 {
            let separator = if self.text.is_empty() { "" } else { "\n" };
            self.text.push_str(&format!("{separator}… and {} more", self.left_out));
        }
        self.text
    }
}
