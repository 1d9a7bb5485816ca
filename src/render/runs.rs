//! A line of text whose author set parts of it apart in, one element for each part out. Elements of their own
//! stand at their places and keep their widths in every renderer; parts inside of one element do not.

#[cfg(test)]
mod tests;

use super::pen::Pen;
use super::style::Look;
use crate::notation::Color;
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Item, Point, Runs, TextRun};

/// Draws a line, of which `at` is the left end: first what is behind its characters, then these.
pub fn draw(pen: &mut Pen, look: &mut Look<'_>, item: &Item, at: Point, text: &str, runs: &Runs, fit: bool) {
    let mut x = at.x;
    for run in &runs.all {
        if let Some(color) = run.background {
            draw_background(pen, run, color, Point { x, y: at.y });
        }
        x += run.width;
    }
    let mut start = Point { x: at.x, y: at.y };
    let mut from = 0;
    let mut link = None;
    for run in &runs.all {
        if run.link != link {
            if link.is_some() {
                pen.raw("</a>\n");
            }
            if let Some(href) = &run.link {
                pen.raw("<a");
                pen.attribute("href", href.as_str());
                pen.raw(" rel=\"noopener noreferrer\">");
            }
            link.clone_from(&run.link);
        }
        let part = text.get(from..run.end).unwrap_or_default();
        from = run.end;
        // A blank is seen only by what is drawn under it or through it.
        if !part.trim().is_empty() || run.underline || run.strike {
            draw_run(pen, look, item, start, run, part, fit);
            pen.raw(if link.is_some() { "" } else { "\n" });
        }
        start.x += run.width;
    }
    if link.is_some() {
        pen.raw("</a>\n");
    }
}

/// A rectangle from the ascenders to the descenders.
fn draw_background(pen: &mut Pen, run: &TextRun, color: Color, at: Point) {
    pen.raw("<rect");
    pen.length("x", at.x);
    pen.length("y", at.y - run.rise - run.size * 19 / 20);
    pen.length("width", run.width);
    pen.length("height", run.size * 6 / 5);
    pen.raw(" style=\"fill:");
    pen.color(color);
    pen.raw("\"/>\n");
}

fn draw_run(
    pen: &mut Pen,
    look: &mut Look<'_>,
    item: &Item,
    at: Point,
    run: &TextRun,
    text: &str,
    fit: bool,
) {
    let [weight, slant] = look.face(run.face);
    let [family, _] = if run.mono { look.face(Face::Mono) } else { ["", ""] };
    pen.raw("<text");
    pen.classes(&[look.class(item.role), weight, slant, family, look.anchor(Anchor::Start)]);
    pen.length("x", at.x);
    pen.length("y", at.y - run.rise);
    if fit && run.width > Px::ZERO {
        pen.length("textLength", run.width);
        pen.raw(" lengthAdjust=\"spacingAndGlyphs\"");
    }
    let size = Some(run.size).filter(|&size| size != look.size(item.role));
    write_style(pen, run.color.or(item.style.fill), size, run.underline, run.strike);
    pen.raw(">");
    if let Some(title) = &run.title {
        pen.raw("<title>");
        pen.text(title);
        pen.raw("</title>");
    }
    pen.text(text);
    pen.raw("</text>");
}

/// Writes what is said about one run alone; without anything, nothing.
fn write_style(pen: &mut Pen, fill: Option<Color>, size: Option<Px>, underline: bool, strike: bool) {
    let mut before = " style=\"";
    let mut next = |pen: &mut Pen, property: &'static str| {
        pen.raw(std::mem::replace(&mut before, ";"));
        pen.raw(property);
    };
    if let Some(fill) = fill {
        next(pen, "fill:");
        pen.color(fill);
    }
    if let Some(size) = size {
        next(pen, "font-size:");
        pen.number(size);
        pen.raw("px");
    }
    match (underline, strike) {
        (false, false) => {}
        (true, false) => next(pen, "text-decoration:underline"),
        (false, true) => next(pen, "text-decoration:line-through"),
        (true, true) => next(pen, "text-decoration:underline line-through"),
    }
    if before == ";" {
        pen.raw("\"");
    }
}
