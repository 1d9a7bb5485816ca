//! Lines of text with style runs: one element for each run. Separate elements keep their places and widths in every
//! renderer; parts of one element do not.

#[cfg(test)]
mod tests;

use super::element::ElementWriter;
use super::facts;
use super::paint::Choices;
use super::style::{Also, Look};
use crate::notation::Color;
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Point, Role, Runs, TextRun};
use crate::text::reads_leftwards;

/// A line of text that consists of runs.
pub struct RichLine<'a> {
    pub role: Role,
    /// The author's colour of characters without a colour of their run.
    pub fill: Option<Color>,
    /// The usual length of an em.
    pub size: Px,
    pub text: &'a str,
    pub runs: &'a Runs,
}

impl RichLine<'_> {
    /// Draws the line, whose left end is `at`: first what is behind its characters, then the characters.
    pub fn draw(&self, writer: &mut ElementWriter, look: &mut Look<'_>, at: Point, fit: bool) {
        let width = self.runs.all.iter().map(|run| run.width).sum::<Px>();
        let leftwards = reads_leftwards(self.text);
        // Runs of a line that is read leftwards follow one another leftwards.
        let place = |before: Px, run: &TextRun| {
            let x = if leftwards { at.x + width - before - run.width } else { at.x + before };
            Point { x, y: at.y }
        };
        let mut before = Px::ZERO;
        for run in &self.runs.all {
            if let Some(color) = run.background {
                draw_background(writer, run, color, place(before, run));
            }
            before += run.width;
        }
        let mut before = Px::ZERO;
        let mut from = 0;
        let mut link = None;
        for run in &self.runs.all {
            if run.link != link {
                if link.is_some() {
                    writer.raw("</a>\n");
                }
                if let Some(href) = &run.link {
                    writer.raw("<a");
                    writer.attribute(" href=\"", &[href.as_str()]);
                    writer.raw(" rel=\"noopener noreferrer\">");
                }
                link.clone_from(&run.link);
            }
            let part = self.text.get(from..run.end).unwrap_or_default();
            from = run.end;
            // A space is seen only by what is drawn under it or through it.
            if !part.trim().is_empty() || run.underline || run.strike {
                self.draw_run(writer, look, place(before, run), run, part, fit);
                writer.raw(if link.is_some() { "" } else { "\n" });
            }
            before += run.width;
        }
        if link.is_some() {
            writer.raw("</a>\n");
        }
    }

    fn draw_run(
        &self,
        writer: &mut ElementWriter,
        look: &mut Look<'_>,
        at: Point,
        run: &TextRun,
        part: &str,
        fit: bool,
    ) {
        let shown = look.show(Choices::of_run(run, self.fill, self.runs.ground));
        let [weight, slant] = look.face(run.face);
        let family = if run.mono { look.face(Face::Mono)[0] } else { look.writing(part) };
        writer.raw("<text");
        let outlined = if run.stroke.is_some() { look.also(Also::Outlined) } else { "" };
        let (class, of_class) = look.text_class(self.role, self.size);
        let (at, anchor, direction) = if reads_leftwards(part) {
            (Point { x: at.x + run.width.half(), ..at }, Anchor::Middle, look.also(Also::Leftwards))
        } else {
            (at, Anchor::Start, "")
        };
        let classes = [class, weight, slant, family, look.anchor(anchor), outlined, direction];
        writer.classes_and(&classes, shown.class);
        writer.length(" x=\"", at.x);
        writer.length(" y=\"", at.y - run.rise);
        if fit && run.width > Px::ZERO {
            writer.text_length(run.width);
        }
        write_style(writer, shown.inline, Some(run.size).filter(|&size| size != of_class), run);
        facts::write_text(writer, self.role);
        writer.raw(">");
        if let Some(title) = &run.title {
            writer.raw("<title>");
            writer.text(title);
            writer.raw("</title>");
        }
        writer.text(part);
        writer.raw("</text>");
    }
}

/// A rectangle from the ascenders to the descenders.
fn draw_background(writer: &mut ElementWriter, run: &TextRun, color: Color, at: Point) {
    writer.raw("<rect");
    writer.length(" x=\"", at.x);
    writer.length(" y=\"", at.y - run.rise - run.size * 19 / 20);
    writer.length(" width=\"", run.width);
    writer.length(" height=\"", run.size * 6 / 5);
    writer.raw(" style=\"fill:");
    writer.color(color);
    writer.raw("\"/>\n");
}

/// Writes the style of one run; nothing if it has none.
fn write_style(writer: &mut ElementWriter, fill: Option<Color>, size: Option<Px>, run: &TextRun) {
    let mut before = " style=\"";
    let mut next = |writer: &mut ElementWriter, property: &'static str| {
        writer.raw(std::mem::replace(&mut before, ";"));
        writer.raw(property);
    };
    if let Some(fill) = fill {
        next(writer, "fill:");
        writer.color(fill);
    }
    if let Some(size) = size {
        next(writer, "font-size:");
        writer.number(size);
        writer.raw("px");
    }
    if let Some(stroke) = run.stroke {
        next(writer, "stroke:");
        writer.color(stroke.color);
        writer.raw(";stroke-width:");
        writer.number(Px::new(i64::from(stroke.width)));
    }
    match (run.underline, run.strike) {
        (false, false) => {}
        (true, false) => next(writer, "text-decoration:underline"),
        (false, true) => next(writer, "text-decoration:line-through"),
        (true, true) => next(writer, "text-decoration:underline line-through"),
    }
    if before == ";" {
        writer.raw("\"");
    }
}
