//! A line of text whose author set parts of it apart in, one element for each part out. Elements of their own
//! stand at their places and keep their widths in every renderer; parts inside of one element do not.

#[cfg(test)]
mod tests;

use super::facts;
use super::ink::{Shown, Tone};
use super::pen::Pen;
use super::style::{Also, Look};
use crate::notation::Color;
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Ground, Item, Point, Runs, TextRun};

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
                pen.attribute("href", &[href.as_str()]);
                pen.raw(" rel=\"noopener noreferrer\">");
            }
            link.clone_from(&run.link);
        }
        let part = text.get(from..run.end).unwrap_or_default();
        from = run.end;
        // A blank is seen only by what is drawn under it or through it.
        if !part.trim().is_empty() || run.underline || run.strike {
            draw_run(pen, look, item, start, (run, runs.ground), part, fit);
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
    (run, ground): (&TextRun, Ground),
    text: &str,
    fit: bool,
) {
    let shown = show(look, run, item, ground);
    let [weight, slant] = look.face(run.face);
    let [family, _] = if run.mono { look.face(Face::Mono) } else { ["", ""] };
    pen.raw("<text");
    let outlined = if run.stroke.is_some() { look.also(Also::Outlined) } else { "" };
    let classes = [look.class(item.role), weight, slant, family, look.anchor(Anchor::Start), outlined];
    pen.classes_and(&classes, shown.class);
    pen.length("x", at.x);
    pen.length("y", at.y - run.rise);
    if fit && run.width > Px::ZERO {
        pen.length("textLength", run.width);
        pen.raw(" lengthAdjust=\"spacingAndGlyphs\"");
    }
    let size = Some(run.size).filter(|&size| size != look.size(item.role));
    write_style(pen, shown.said, size, run);
    facts::write_text(pen, item.role);
    pen.raw(">");
    if let Some(title) = &run.title {
        pen.raw("<title>");
        pen.text(title);
        pen.raw("</title>");
    }
    pen.text(text);
    pen.raw("</text>");
}

/// How the colour of a run is shown against what is nearest behind it.
fn show(look: &mut Look<'_>, run: &TextRun, item: &Item, ground: Ground) -> Shown {
    let outline = run.stroke.filter(|stroke| stroke.is_ground());
    let own = outline.map(|stroke| stroke.color).or(run.background);
    let ground = own.map_or(ground, Ground::Fill);
    match run.color {
        _ if run.difference => look.show(Tone::Difference, Some(Color::BLACK), ground),
        None => Shown { said: item.style.fill, class: None },
        color => look.show(Tone::Text, color, ground),
    }
}

/// Writes what is said about one run alone; without anything, nothing.
fn write_style(pen: &mut Pen, fill: Option<Color>, size: Option<Px>, run: &TextRun) {
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
    if let Some(stroke) = run.stroke {
        next(pen, "stroke:");
        pen.color(stroke.color);
        pen.raw(";stroke-width:");
        pen.number(Px::new(i64::from(stroke.width)));
    }
    match (run.underline, run.strike) {
        (false, false) => {}
        (true, false) => next(pen, "text-decoration:underline"),
        (false, true) => next(pen, "text-decoration:line-through"),
        (true, true) => next(pen, "text-decoration:underline line-through"),
    }
    if before == ";" {
        pen.raw("\"");
    }
}
