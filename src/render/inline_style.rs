//! The `style` attribute of one element, for what its author chose.

use super::element::ElementWriter;
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
    pub fn write(self, writer: &mut ElementWriter) {
        let mut before = " style=\"";
        let mut next = |writer: &mut ElementWriter, property: &'static str| {
            writer.raw(std::mem::replace(&mut before, ";"));
            writer.raw(property);
        };
        if let Some(fill) = self.fill {
            if let Tint::Said { light, dark } = self.tint {
                let hue = |opacity| Hue { color: Some(fill), opacity };
                next(writer, "");
                writer.declare("fill:", hue(light), hue(dark));
                // The opacity of its role is that of the theme's fill.
                next(writer, "fill-opacity:1");
            } else {
                next(writer, "fill:");
                writer.color(fill);
            }
        }
        if let Some(size) = self.size {
            next(writer, "font-size:");
            writer.number(size);
            writer.raw("px");
        }
        if let Some(stroke) = self.stroke {
            next(writer, "stroke:");
            writer.color(stroke);
        }
        if let Some(width) = self.width {
            next(writer, "stroke-width:");
            writer.number(width);
        }
        if self.solid {
            next(writer, "stroke-dasharray:none");
        }
        if before == ";" {
            writer.raw("\"");
        }
    }
}
