//! Colours of PlantUML as `.seq` writes them.

use super::{Line, PlantUmlFront};
use crate::ast::{Style, StyleParts, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::{Color, Dash};

impl<'s> PlantUmlFront<'s> {
    /// The style that `#gold`, `#a\b` or `#line:red;back:gold` stands for.
    pub(super) fn style(
        &mut self,
        written: Written<'s>,
        line: &Line<'s>,
        sink: &mut Diagnostics,
    ) -> Style<'s> {
        let text = written.text.trim_start_matches('#');
        let mut parts = StyleParts::default();
        if !text.contains([':', '.']) {
            parts.fill = self.color(text, written, line, sink);
            return Style::from(parts);
        }
        for part in text.split(';').filter(|part| !part.is_empty()) {
            match part.split_once([':', '.']) {
                Some(("line", "dashed")) => parts.dash = Some(Dash::Dashed),
                Some(("line", "dotted")) => parts.dash = Some(Dash::Dotted),
                Some(("line", "bold")) => parts.width = Some(Written { text: "3", span: written.span }),
                Some(("line", color)) => parts.stroke = self.color(color, written, line, sink),
                Some(("back", color)) => parts.fill = self.color(color, written, line, sink),
                _ => self.losses.add(
                    Code::DrawnOtherwise,
                    "the colour of the text of an element",
                    written.span,
                    line.number,
                ),
            }
        }
        Style::from(parts)
    }

    /// A colour, without its number sign: a name, digits, or two of them with a sign between.
    pub(super) fn color(
        &mut self,
        color: &'s str,
        at: Written<'s>,
        line: &Line<'s>,
        sink: &mut Diagnostics,
    ) -> Option<Written<'s>> {
        let first = color.trim_start_matches('#').split(['|', '/', '\\', '-']).next().unwrap_or_default();
        if first.len() < color.trim_start_matches('#').len() {
            self.losses.add(Code::NotImported, "a gradient", at.span, line.number);
        }
        if first.eq_ignore_ascii_case("transparent") || first.is_empty() {
            return None;
        }
        if let Some(mixed) = mixed(first) {
            self.losses.add(Code::NotImported, "a translucent colour", at.span, line.number);
            return Some(Written { text: self.source.keep(mixed), span: at.span });
        }
        if Color::from_written(first).is_none() {
            sink.warn(Code::UnknownColor, at.span, format!("`{first}` is no colour"))
                .at("drawn without a colour")
                .help("write the name of a colour of CSS, or six hexadecimal digits");
            return None;
        }
        let text = if first.bytes().any(|byte| byte.is_ascii_uppercase()) {
            self.source.keep(first.to_ascii_lowercase())
        } else {
            first
        };
        Some(Written { text, span: at.span })
    }
}

/// A colour of eight hexadecimal digits mixed with white.
fn mixed(color: &str) -> Option<String> {
    let value = u32::from_str_radix(color, 16).ok().filter(|_| color.len() == 8)?;
    let [r, g, b, alpha] = value.to_be_bytes().map(u32::from);
    let mix = |channel: u32| (channel * alpha + 255 * (255 - alpha) + 127) / 255;
    Some(format!("{:02x}{:02x}{:02x}", mix(r), mix(g), mix(b)))
}
