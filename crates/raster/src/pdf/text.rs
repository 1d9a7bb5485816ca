//! Draws texts. What stands on one baseline in one font is one run, so that it can be copied and searched as it is read.

use krilla::geom::Point;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use resvg::usvg::{PaintOrder, Text, Transform};

use super::ink::{self, Ink};
use crate::RasterError;

/// How far a glyph may be off a run's baseline, in ems.
const LEVEL: f32 = 0.002;

/// A glyph that usvg has placed.
struct Placed {
    font: Font,
    id: u32,
    text: String,
    /// From ems to pixels.
    place: Transform,
}

/// Glyphs in one font, each right of the one before.
struct Run {
    font: Font,
    place: Transform,
    text: String,
    glyphs: Vec<KrillaGlyph>,
    /// How far right of the first glyph each of them is.
    offsets: Vec<f32>,
}

impl Ink<'_, '_, '_> {
    /// Draws a text.
    pub(super) fn text(&mut self, text: &Text) -> Result<(), RasterError> {
        for span in text.layouted().iter().filter(|span| span.visible) {
            for line in [&span.overline, &span.underline].into_iter().flatten() {
                self.path(line)?;
            }
            let fill = span.fill.as_ref().map(ink::fill).transpose()?;
            let stroke = span.stroke.as_ref().map(ink::stroke).transpose()?;
            let placed = span.positioned_glyphs.iter().filter_map(|glyph| {
                let font = self.faces.get(glyph.font, &span.variations)?;
                let ems = font.units_per_em();
                let place = glyph.transform().pre_scale(ems, ems);
                Some(Placed { font, id: glyph.id.0, text: glyph.text.clone(), place })
            });
            let runs = runs(placed);
            let parts = match (span.paint_order, fill, stroke) {
                (_, None, None) => Vec::new(),
                (PaintOrder::StrokeAndFill, fill @ Some(_), stroke @ Some(_)) => {
                    vec![(None, stroke), (fill, None)]
                }
                (_, fill, stroke) => vec![(fill, stroke)],
            };
            let last = parts.len();
            for (part, (fill, stroke)) in (1..).zip(parts) {
                for run in &runs {
                    // Text that is there twice would be copied twice.
                    self.run(run, (fill.clone(), stroke.clone()), part < last);
                }
            }
            if let Some(line) = &span.line_through {
                self.path(line)?;
            }
        }
        Ok(())
    }

    fn run(
        &mut self,
        run: &Run,
        (fill, stroke): (Option<krilla::paint::Fill>, Option<krilla::paint::Stroke>),
        is_outline: bool,
    ) {
        let Some(size) = Some((run.place.kx.powi(2) + run.place.sy.powi(2)).sqrt()).filter(|it| *it > 0.0)
        else {
            return;
        };
        // The size of the font is that of the text, which viewers show; the rest is a transform.
        let rest = run.place.pre_scale(1.0 / size, 1.0 / size);
        let is_plain = (rest.sx - 1.0).abs() < 1e-4 && rest.kx == 0.0 && rest.ky == 0.0;
        let start = if is_plain { Point::from_xy(rest.tx, rest.ty) } else { Point::from_xy(0.0, 0.0) };
        if !is_plain {
            self.surface.push_transform(&ink::transform(rest));
        }
        self.surface.set_fill(fill);
        self.surface.set_stroke(stroke);
        self.surface.draw_glyphs(start, &run.glyphs, run.font.clone(), &run.text, size, is_outline);
        if !is_plain {
            self.surface.pop();
        }
    }
}

/// Joins glyphs to runs.
fn runs(placed: impl Iterator<Item = Placed>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for glyph in placed {
        match runs.last_mut().and_then(|run| Some((run.offset(&glyph)?, run))) {
            Some((offset, run)) => run.push(&glyph, offset),
            None => {
                let (text, glyphs, offsets) = (String::new(), Vec::new(), Vec::new());
                let mut run = Run { font: glyph.font.clone(), place: glyph.place, text, glyphs, offsets };
                run.push(&glyph, 0.0);
                runs.push(run);
            }
        }
    }
    runs
}

impl Run {
    /// How far right of the first glyph another is, in ems, if it belongs to the run.
    fn offset(&self, glyph: &Placed) -> Option<f32> {
        let (own, other) = (self.place, glyph.place);
        let is_alike = |a: f32, b: f32| (a - b).abs() <= 1e-4 * (a.abs() + b.abs() + 1e-3);
        let is_same = glyph.font == self.font
            && is_alike(own.sx, other.sx)
            && is_alike(own.sy, other.sy)
            && own.kx == other.kx
            && own.ky == other.ky;
        let relative = own.invert()?.pre_concat(other);
        let is_right = relative.tx >= self.offsets.last().copied().unwrap_or_default();
        (is_same && is_right && relative.ty.abs() < LEVEL).then_some(relative.tx)
    }

    fn push(&mut self, glyph: &Placed, offset: f32) {
        if let (Some(last), Some(before)) = (self.glyphs.last_mut(), self.offsets.last()) {
            last.x_advance = offset - before;
        }
        // Glyphs of one cluster have the same text; it stands there once.
        let start = self.text.len();
        self.text.push_str(&glyph.text);
        let range = start..self.text.len();
        self.glyphs.push(KrillaGlyph::new(GlyphId::new(glyph.id), 0.0, 0.0, 0.0, 0.0, range, None));
        self.offsets.push(offset);
    }
}
