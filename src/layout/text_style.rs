//! `TextStyle`: how a text is set, and the lines of a label set in it.

use std::borrow::Cow;

use super::label::{Label, TextLine, is_blank};
use crate::notation::{Color, Style};
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Ground, Point, Role, Runs, Shape};
use crate::text::{Align, reads_leftwards};
use crate::theme::Theme;

/// How a text is set: face, size, line height, colour.
#[derive(Clone, Copy)]
pub(super) struct TextStyle {
    pub role: Role,
    pub face: Face,
    pub size: Px,
    /// From one baseline to the next.
    pub line: Px,
    pub style: Style,
    /// What it stands on.
    pub ground: Ground,
}

impl TextStyle {
    /// Body text.
    pub fn body(theme: &Theme, role: Role) -> TextStyle {
        let (size, line) = (theme.sizes.body, theme.spacing.line);
        TextStyle {
            role,
            face: Face::Regular,
            size,
            line,
            style: Style::default(),
            ground: Ground::default(),
        }
    }

    /// Small text.
    pub fn small(theme: &Theme, role: Role, face: Face) -> TextStyle {
        let (size, line) = (theme.sizes.small, theme.spacing.small_line);
        TextStyle { role, face, size, line, style: Style::default(), ground: Ground::default() }
    }

    /// The number of a message, in its tab.
    pub fn number(theme: &Theme) -> TextStyle {
        let (size, line) = (theme.sizes.number, theme.spacing.number_height);
        let style = TextStyle { size, line, ..TextStyle::small(theme, Role::NumberText, Face::Bold) };
        style.on(Role::Number, None)
    }

    /// Returns the same style on an area. On a fill of the author's the text is black or white, whichever can be read.
    pub fn on(mut self, area: Role, fill: Option<Color>) -> TextStyle {
        self.style.fill = fill.map(Color::ink);
        self.ground = fill.map_or(Ground::Area(area), Ground::Fill);
        self
    }

    /// Returns the same style on a group or fragment that the author may have filled.
    pub fn on_tint(self, fill: Option<Color>) -> TextStyle {
        TextStyle { ground: fill.map_or(self.ground, Ground::Tint), ..self }
    }

    /// The lines of a label that are not empty, the first one's top at `top`; all are anchored at `x`, except for
    /// those that their author placed otherwise.
    pub fn set<'d>(
        self,
        label: Label<'d>,
        x: Px,
        anchor: Anchor,
        top: Px,
    ) -> impl Iterator<Item = Shape<'d>> {
        let (widest, mut top) = (label.width, top);
        label.lines.into_iter().filter_map(move |line| {
            let TextLine { mut text, mut width, indent, rich } = line;
            let (mut x, mut y) = (x, top + baseline(self.line, self.size));
            if anchor == Anchor::Start && reads_leftwards(&text) {
                x += widest - width;
            }
            let mut runs = None;
            if let Some(rich) = rich {
                y = top + baseline(self.line + rich.extra, rich.size);
                x = aligned(rich.align, x, anchor, widest, width);
                top += rich.extra;
                runs = rich.runs.map(|runs| Box::new(Runs { ground: self.ground, ..*runs }));
            }
            top += self.line;
            if text.is_empty() {
                return None;
            }
            if runs.is_none() && indent > Px::ZERO {
                // Not every viewer keeps spaces where a text begins, so it begins with the first letter.
                text = without_indent(text);
                width -= indent;
                x += if anchor == Anchor::Middle { indent.half() } else { indent };
            }
            let (at, face, size) = (Point { x, y }, self.face, self.size);
            Some(Shape::Text { at, anchor, width, face, size, text, runs })
        })
    }
}

/// A text without the spaces that it begins with.
fn without_indent(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches(is_blank)),
        Cow::Owned(text) => Cow::Owned(text.trim_start_matches(is_blank).to_owned()),
    }
}

/// From the top of a line to its baseline: the middle of the line is the middle between the ascender (0.905 em in
/// the bundled metrics) and the descender (0.212 em).
pub(super) fn baseline(line: Px, size: Px) -> Px {
    line.half() + size * 7 / 20
}

/// What a line has above its ascenders and below its descenders.
pub(super) fn leading(line: Px, size: Px) -> Px {
    (line - size * 1117 / 1000).max(Px::ZERO)
}

/// Returns the x of a line that its author aligned within a label anchored at `x`.
fn aligned(align: Option<Align>, x: Px, anchor: Anchor, widest: Px, width: Px) -> Px {
    let slack = widest - width;
    match (align, anchor) {
        (None, _) | (Some(Align::Left), Anchor::Start) | (Some(Align::Center), Anchor::Middle) => x,
        (Some(Align::Left), Anchor::Middle) => x - slack.half(),
        (Some(Align::Center), Anchor::Start) | (Some(Align::Right), Anchor::Middle) => x + slack.half(),
        (Some(Align::Right), Anchor::Start) => x + slack,
    }
}
