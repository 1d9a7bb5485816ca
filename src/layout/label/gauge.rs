//! Measures parts of a line: in one face and size, or in those of its style runs.

use super::is_blank;
use crate::notation::Color;
use crate::px::Px;
use crate::ruler::{Face, Ruler};
use crate::scene::{Ground, Runs, TextRun};
use crate::text::{Align, RunStyle, Script, Text};

/// The face and size of a text, and the ruler that measures it.
#[derive(Clone, Copy)]
pub(super) struct Type<'a> {
    pub(super) face: Face,
    pub(super) size: Px,
    pub(super) ruler: &'a dyn Ruler,
}

/// The style runs of a line, and what follows from them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rich {
    /// The runs of the line; `None` if all of it has the usual style.
    pub(crate) runs: Option<Box<Runs>>,
    /// How much higher than usual the line is.
    pub(crate) extra: Px,
    /// The size that makes it so high; the usual one where it is not higher.
    pub(crate) size: Px,
    /// Where it is beside longer lines.
    pub(crate) align: Option<Align>,
}

/// Measures byte ranges of one line.
pub(super) trait Gauge {
    fn width(&self, from: usize, to: usize) -> Px;

    /// Returns the style runs in a range.
    fn rich(&self, from: usize, to: usize) -> Option<Box<Rich>>;
}

/// A line in one face and size.
pub(super) struct Plain<'a> {
    pub(super) type_: Type<'a>,
    pub(super) line: &'a str,
}

impl Gauge for Plain<'_> {
    fn width(&self, from: usize, to: usize) -> Px {
        self.type_.ruler.width(&self.line[from..to], self.type_.face, self.type_.size)
    }

    fn rich(&self, _: usize, _: usize) -> Option<Box<Rich>> {
        None
    }
}

/// A line with style runs, which begins at a byte of its text.
pub(super) struct Marked<'a> {
    pub(super) type_: Type<'a>,
    pub(super) text: &'a Text,
    pub(super) at: usize,
}

impl Marked<'_> {
    /// Splits a range by style: the style, the characters, and the byte of the range where they end.
    fn parts(&self, from: usize, to: usize) -> impl Iterator<Item = (&RunStyle, &str, usize)> {
        let (text, first, end) = (self.text, self.at + from, self.at + to);
        let mut from = first;
        let runs = &text.runs[text.runs.partition_point(|run| run.end <= first)..];
        runs.iter().map_while(move |run| {
            let to = run.end.min(end);
            let part = text.plain.get(from..to).filter(|part| !part.is_empty())?;
            from = to;
            Some((&run.style, part, to - first))
        })
    }

    fn part_width(&self, style: &RunStyle, part: &str) -> Px {
        let face = if style.mono { Face::Mono } else { face(self.type_.face, style) };
        self.type_.ruler.width(part, face, style.size(self.type_.size))
    }

    /// The runs of a part: its letters, and the spaces before and after them. Viewers do not agree on spaces at the edges
    /// of an element, so the letters are elements of their own, unless a line runs under or through the spaces, too.
    fn runs(&self, style: &RunStyle, part: &str, end: usize) -> Vec<TextRun> {
        let mut all = self.run(style, part, end);
        let letters = part.trim_matches(is_blank);
        if letters.is_empty() || letters.len() == part.len() || all.underline || all.strike {
            return vec![all];
        }
        let before = part.len() - part.trim_start_matches(is_blank).len();
        let after = part.len() - before - letters.len();
        let blank = |from: usize, to: usize| self.run(style, &part[from..to], end - part.len() + to);
        let (first, last) = (blank(0, before), blank(part.len() - after, part.len()));
        // The widths add up to that of the part.
        all.width -= first.width + last.width;
        all.end -= after;
        let is_there = |run: &TextRun| run.width > Px::ZERO;
        [first, all, last].into_iter().filter(is_there).collect()
    }

    fn run(&self, style: &RunStyle, part: &str, end: usize) -> TextRun {
        let size = style.size(self.type_.size);
        let rise = match style.script {
            None => Px::ZERO,
            Some(Script::Super) => size.half(),
            Some(Script::Sub) => -(size * 2 / 7),
        };
        TextRun {
            end,
            width: self.part_width(style, part),
            face: face(self.type_.face, style),
            mono: style.mono,
            size,
            rise,
            // On a colour of the author's, black or white, whichever can be read.
            color: style.color.or(own_ground(style).map(Color::ink)),
            background: style.background,
            stroke: style.stroke,
            difference: style.difference,
            strike: style.strike,
            underline: style.underline || style.link.is_some(),
            link: style.link.clone(),
            title: None,
        }
    }
}

impl Gauge for Marked<'_> {
    fn width(&self, from: usize, to: usize) -> Px {
        self.parts(from, to).map(|(style, part, _)| self.part_width(style, part)).sum()
    }

    fn rich(&self, from: usize, to: usize) -> Option<Box<Rich>> {
        let align = self.parts(from, to).next().and_then(|(style, ..)| style.align);
        let usual = |style: &RunStyle| {
            RunStyle { align: None, position: None, ..style.clone() } == RunStyle::default()
        };
        let set_apart = self.parts(from, to).any(|(style, ..)| !usual(style));
        if !set_apart && align.is_none() {
            return None;
        }
        let all: Vec<TextRun> =
            self.parts(from, to).flat_map(|(style, part, end)| self.runs(style, part, end)).collect();
        let usual = self.type_.size;
        let largest = all.iter().map(|run| run.size).max().unwrap_or_default();
        let extra = self.type_.ruler.extra_height(usual, largest);
        let size = if extra == Px::ZERO { usual } else { largest };
        let runs = set_apart.then(|| Box::new(Runs { all, ground: Ground::default() }));
        Some(Box::new(Rich { runs, extra, size, align }))
    }
}

/// Returns the author's colour behind or around characters.
fn own_ground(style: &RunStyle) -> Option<Color> {
    let outline = style.stroke.filter(|stroke| stroke.is_ground());
    outline.map(|stroke| stroke.color).or(style.background)
}

/// Returns a face with the weight and slant of a style added.
fn face(usual: Face, style: &RunStyle) -> Face {
    let bold = style.bold || matches!(usual, Face::Bold | Face::BoldItalic);
    let italic = style.italic || matches!(usual, Face::Italic | Face::BoldItalic);
    match (bold, italic) {
        (false, false) => usual,
        (true, false) => Face::Bold,
        (false, true) => Face::Italic,
        (true, true) => Face::BoldItalic,
    }
}
