//! The colours of an item on one page, light or dark: the theme's, and its author's as far as they can be seen there.
//!
//! Authors choose their colours on a light page, and there they stay as written. On a dark page a navy line would be
//! lost and a blue word unreadable, so there they are mixed with white just as far as it takes, and fills of groups and
//! fragments are dark fills of the same hue. On a fill of the
//! author's, which is the same on both pages, a text is mixed towards black or white on both.

use super::tint;
use crate::notation::{Color, Style};
use crate::px::Px;
use crate::scene::{Ground, Item, Role, Shape, TextRun};
use crate::theme::{Palette, Theme};

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Characters.
    Text,
    /// An area that has a meaning by itself.
    Fill,
    /// A line.
    Stroke,
    /// A line and the arrowhead at its end.
    Whole,
    /// Characters that are black or white, whichever contrasts more with the ground.
    Difference,
    /// An area on which texts stand in the ink of the theme.
    Tint,
}

impl Tone {
    /// The least contrast with the ground.
    const fn least(self) -> f64 {
        match self {
            Tone::Text | Tone::Difference => Color::TEXT_CONTRAST,
            Tone::Fill | Tone::Stroke | Tone::Whole | Tone::Tint => Color::LINE_CONTRAST,
        }
    }

    /// Whether it colours the inside of an outline.
    pub const fn fills(self) -> bool {
        matches!(self, Tone::Text | Tone::Fill | Tone::Whole | Tone::Difference | Tone::Tint)
    }

    /// Whether it colours the outline.
    pub const fn strokes(self) -> bool {
        matches!(self, Tone::Stroke | Tone::Whole)
    }
}

/// A colour that an author chose for a part of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Shown as written on every page.
    Kept(Color),
    /// Shown so that texts can be read on it.
    Tint(Color),
    /// Shown with enough contrast to what the item is on.
    Adapted(Tone, Color, Ground),
}

impl Choice {
    fn on_canvas(tone: Tone, color: Option<Color>) -> Option<Choice> {
        color.map(|color| Choice::Adapted(tone, color, Ground::default()))
    }
}

/// The colours that an author chose for an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The colour inside of its outline, or of its characters.
    pub fill: Option<Choice>,
    /// The colour of its lines.
    pub stroke: Option<Choice>,
}

impl Choices {
    /// The choices for an item. Runs of a text have choices of their own.
    pub fn of(item: &Item) -> Choices {
        let Style { fill, stroke, .. } = item.style;
        let kept = |color: Option<Color>| color.map(Choice::Kept);
        let line = Choice::on_canvas(Tone::Stroke, fill.or(stroke));
        if let (Some(Ground::Tint(_)), Some(fill)) = (ground_of(item), fill) {
            return Choices { fill: Some(Choice::Tint(fill)), stroke: kept(stroke) };
        }
        match &item.shape {
            // A shape whose fill contrasts with the ground needs no border for that.
            Shape::Box { .. } | Shape::Symbol { .. } => Choices {
                fill: kept(fill),
                stroke: if fill.is_some() { kept(stroke) } else { Choice::on_canvas(Tone::Stroke, stroke) },
            },
            Shape::Line { .. } | Shape::Pieces { .. } => Choices { fill: None, stroke: line },
            Shape::Arrow(_) => Choices { fill: line, stroke: line },
            Shape::Glyph { .. } => {
                Choices { fill: Choice::on_canvas(Tone::Fill, fill), stroke: kept(stroke) }
            }
            Shape::Signs(_) => Choices { fill: kept(fill), stroke: kept(stroke) },
            Shape::Text { .. } => Choices { fill: kept(fill), stroke: None },
            Shape::Image { .. } => Choices::default(),
        }
    }

    /// The choice for the characters of a run in a text whose author coloured it `fill` and which is on `ground`:
    /// they are seen against what is nearest behind them.
    pub fn of_run(run: &TextRun, fill: Option<Color>, ground: Ground) -> Option<Choice> {
        let outline = run.stroke.filter(|stroke| stroke.is_ground());
        let own = outline.map(|stroke| stroke.color).or(run.background);
        let ground = own.map_or(ground, Ground::Fill);
        match run.color {
            _ if run.difference => Some(Choice::Adapted(Tone::Difference, Color::BLACK, ground)),
            None => fill.map(Choice::Kept),
            Some(color) => Some(Choice::Adapted(Tone::Text, color, ground)),
        }
    }
}

/// The ground that an item lays for what is painted after it, if labels are on it.
pub fn ground_of(item: &Item) -> Option<Ground> {
    let is_area = matches!(item.role, Role::Group | Role::FragmentFill);
    is_area.then(|| item.style.fill.map_or(Ground::Area(item.role), Ground::Tint))
}

/// A page that a drawing is shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// A light page, for which authors choose their colours.
    Light,
    /// A dark page.
    Dark,
}

/// How a part of an item is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brush {
    /// The colour inside of its outline, or of its characters.
    pub fill: Option<Color>,
    /// The opacity of the fill, in hundredths.
    pub opacity: u8,
    /// The colour of its lines.
    pub stroke: Option<Color>,
    /// The width of its lines.
    pub width: Px,
}

/// Finds the colours of items on one page. It learns the grounds on the way, so it has to see all items in painting
/// order.
#[derive(Clone, Debug)]
pub struct Painter<'t> {
    palette: &'t Palette,
    /// The ground under messages, guards and lines with the least contrast.
    open: Color,
}

impl<'t> Painter<'t> {
    /// Makes a painter for a page. A theme without a dark palette has the same colours on both pages.
    pub fn new(theme: &'t Theme, page: Page) -> Painter<'t> {
        let palette = match (page, &theme.dark) {
            (Page::Dark, Some(dark)) => dark,
            (Page::Dark, None) | (Page::Light, _) => &theme.light,
        };
        Painter { palette, open: canvas(palette) }
    }

    /// How a part of an item is painted: `role` is that of the part, see [`Part`](super::path::Part).
    pub fn brush(&mut self, item: &Item, role: Role) -> Brush {
        if let Some(ground) = ground_of(item) {
            self.stand_on(ground);
        }
        let paint = self.palette.paint(role);
        let Choices { fill, stroke } = Choices::of(item);
        let is_tint = matches!(fill, Some(Choice::Tint(_)));
        Brush {
            fill: fill.map(|choice| self.show(choice)).or(paint.fill),
            opacity: if is_tint { 100 } else { paint.opacity },
            stroke: stroke.map(|choice| self.show(choice)).or(paint.stroke),
            width: item.style.line_width().unwrap_or(paint.width),
        }
    }

    /// The colour that is shown for a choice.
    pub fn show(&self, choice: Choice) -> Color {
        let (tone, color, ground) = match choice {
            Choice::Kept(color) => return color,
            Choice::Tint(fill) => return tint::shown(fill, self.palette),
            Choice::Adapted(tone, color, ground) => (tone, color, ground),
        };
        let on = if ground == Ground::default() { self.open } else { self.color_of(ground) };
        let may_adapt = self.is_dark() || !matches!(ground, Ground::Area(_));
        match tone {
            Tone::Difference => on.ink(),
            Tone::Text | Tone::Fill | Tone::Stroke | Tone::Whole | Tone::Tint if may_adapt => {
                color.legible_on(on, tone.least())
            }
            Tone::Text | Tone::Fill | Tone::Stroke | Tone::Whole | Tone::Tint => color,
        }
    }

    /// From here on items may be on this ground; returns whether that changes how colours are shown.
    pub fn stand_on(&mut self, ground: Ground) -> bool {
        let end = if self.is_dark() { Color::WHITE } else { Color::BLACK };
        let color = self.color_of(ground);
        let is_harder = color.contrast(end) < self.open.contrast(end);
        if is_harder {
            self.open = color;
        }
        is_harder
    }

    /// The colour of a ground.
    pub fn color_of(&self, ground: Ground) -> Color {
        let canvas = canvas(self.palette);
        match ground {
            Ground::Fill(fill) => fill,
            Ground::Area(role) => {
                let paint = self.palette.paint(role);
                paint.fill.map_or(canvas, |fill| tint::mixed(fill, canvas, paint.opacity))
            }
            Ground::Tint(fill) => tint::shown(fill, self.palette),
        }
    }

    /// Whether the page is dark, according to its background.
    fn is_dark(&self) -> bool {
        canvas(self.palette).ink() == Color::WHITE
    }
}

fn canvas(palette: &Palette) -> Color {
    palette.paint(Role::Canvas).fill.unwrap_or(Color::WHITE)
}
