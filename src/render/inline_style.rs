//! The `style` attribute of one element, for what its author chose.

use super::element::ElementWriter;
use crate::notation::{Color, Style};
use crate::px::Px;

/// The style that an author gave one element.
#[derive(Clone, Copy, Default)]
pub struct InlineStyle {
    pub fill: Option<Color>,
    /// Whether the fill is opaque. The opacity of a role is that of the theme's fill.
    pub is_opaque: bool,
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
            next(writer, "fill:");
            writer.color(fill);
            if self.is_opaque {
                next(writer, "fill-opacity:1");
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
