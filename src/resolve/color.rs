//! Reads a colour as written: by name or in hexadecimal.

use crate::ast;
use crate::diagnostic::{Code, Diagnostics};
use crate::nearest::{self, slips};
use crate::notation::{Color, Style};

/// The widest border an author can ask for.
const MAX_WIDTH: u8 = 50;

/// The style that was written; what is wrong in it is reported and left out.
pub(super) fn style(written: &ast::Style<'_>, sink: &mut Diagnostics) -> Style {
    if written.is_empty() {
        return Style::default();
    }
    Style {
        fill: written.fill.and_then(|color| self::color(&color, sink)),
        stroke: written.stroke.and_then(|color| self::color(&color, sink)),
        width: written.width.and_then(|width| self::width(&width, sink)),
        dash: written.dash,
    }
}

/// The colour that was written without its `#`: the name of a CSS colour, or three or six hexadecimal digits.
pub(super) fn color(written: &ast::Written<'_>, sink: &mut Diagnostics) -> Option<Color> {
    let found = Color::from_written(written.text);
    if found.is_none() {
        let diagnostic = sink
            .error(Code::UnknownColor, written.span, format!("`#{}` is not a colour", written.text))
            .at("neither a colour's name nor hexadecimal digits")
            .help(help(written.text));
        if let Some(name) = nearest(written.text) {
            diagnostic.fix(written.span, name);
        }
    }
    found
}

/// What to write instead of a name or digits that are no colour's.
pub(super) fn help(written: &str) -> String {
    match nearest(written) {
        Some(name) => format!("did you mean `#{name}`?"),
        None => "write a name such as `#lightblue`, or six digits such as `#add8e6`".to_owned(),
    }
}

/// The width that was written, in pixels.
fn width(written: &ast::Written<'_>, sink: &mut Diagnostics) -> Option<u8> {
    match written.text.parse() {
        Ok(width) if width <= MAX_WIDTH => Some(width),
        _ => {
            sink.error(
                Code::NumberOutOfRange,
                written.span,
                format!("a line cannot be `{}` wide", written.text),
            )
            .at("not a width")
            .help(format!("write a whole number of pixels from 0 to {MAX_WIDTH}"));
            None
        }
    }
}

/// The colour whose name is nearest, if it is near enough to be meant.
fn nearest(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let names = Color::names().filter(|_| lower.len() > 2);
    nearest::nearest(names, 2, |name| slips(&lower, name))
}
