//! The `style` attribute of one element, for what its author chose.

use super::element::Pen;
use super::light_dark::Hue;
use super::tint::Tint;
use crate::notation::{Color, Style};
use crate::px::Px;

/// The style that an author gave one element.
#[derive(Clone, Copy, Default)]
pub struct InlineStyle {
    pub fill: Option<Color>,
    /// The opacity of the fill.
    pub tint: Tint,
    /// The length of an em.
    pub size: Option<Px>,
    pub stroke: Option<Color>,
    pub width: Option<Px>,
    /// Whether its stroke is unbroken although the theme's is not.
    pub solid: bool,
}

impl InlineStyle {
    /// Returns the style of an area.
    pub fn of_area(style: &Style) -> InlineStyle {
        InlineStyle {
            fill: style.fill,
            stroke: style.stroke,
            width: style.line_width(),
            ..InlineStyle::default()
        }
    }

    /// Writes the attribute; without any style, nothing.
    pub fn write(self, pen: &mut Pen) {
        let mut before = " style=\"";
        let mut next = |pen: &mut Pen, property: &'static str| {
            pen.raw(std::mem::replace(&mut before, ";"));
            pen.raw(property);
        };
        if let Some(fill) = self.fill {
            if let Tint::Said { light, dark } = self.tint {
                let hue = |opacity| Hue { color: Some(fill), opacity };
                next(pen, "");
                pen.declare("fill:", hue(light), hue(dark));
                // The opacity of its role is that of the theme's fill.
                next(pen, "fill-opacity:1");
            } else {
                next(pen, "fill:");
                pen.color(fill);
            }
        }
        if let Some(size) = self.size {
            next(pen, "font-size:");
            pen.number(size);
            pen.raw("px");
        }
        if let Some(stroke) = self.stroke {
            next(pen, "stroke:");
            pen.color(stroke);
        }
        if let Some(width) = self.width {
            next(pen, "stroke-width:");
            pen.number(width);
        }
        if self.solid {
            next(pen, "stroke-dasharray:none");
        }
        if before == ";" {
            pen.raw("\"");
        }
    }
}
