//! Prints names and styles.

use crate::ast::{FragmentStyle, Name, Style, WORDS};
use crate::notation::Dash;

/// A name where a message, a note or a lifetime mentions it.
pub(super) fn name(name: &Name<'_>) -> String {
    if name.quoted && !is_plain(name.text) { format!("\"{}\"", name.text) } else { name.text.to_owned() }
}

/// A name that a style follows. Without quotation marks, a `#` or `;` in the name would begin the style.
pub(super) fn styled(who: &Name<'_>, style: &str) -> String {
    if style.is_empty() {
        return name(who);
    }
    let looks_styled = !who.quoted && who.text.contains(['#', ';']);
    match (looks_styled, who.text.contains('"')) {
        (false, _) => format!("{} {style}", name(who)),
        (true, false) => format!("\"{}\" {style}", who.text),
        // It cannot be in quotation marks. Glued, the style is the author's own way to end it.
        (true, true) => format!("{}{style}", who.text),
    }
}

/// The label of a participant, its name if that differs, and its style.
pub(super) fn declared(label: &Name<'_>, alias: Option<&Name<'_>>, style: &str) -> String {
    let Some(alias) = alias else { return styled(label, style) };
    let is_word = |name: &Name<'_>| is_plain(name.text) && !name.text.contains(' ');
    let is_bare = !label.quoted || (is_word(label) && is_word(alias));
    let label = if is_bare { label.text.to_owned() } else { format!("\"{}\"", label.text) };
    format!("{label} as {}", styled(alias, style))
}

/// Whether a name reads the same with and without quotation marks, in any position. In doubt, it does not.
fn is_plain(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default().to_ascii_lowercase();
    !WORDS.contains(&first.as_str())
        && !first.starts_with(['.', 'x'])
        && text
            .split(' ')
            .all(|word| !word.is_empty() && word.chars().all(is_letter) && !word.eq_ignore_ascii_case("as"))
}

/// A style that follows something, with a space between.
pub(super) fn spaced(style: &str) -> String {
    if style.is_empty() { String::new() } else { format!(" {style}") }
}

/// `#fill #border;width;dash`, or `##name`.
pub(super) fn shape_style(style: &Style<'_>) -> String {
    if let Some(named) = style.named {
        return format!("##{}", named.text);
    }
    let mut parts = Vec::new();
    if let Some(fill) = style.fill {
        parts.push(format!("#{}", fill.text));
    }
    let stroke = style.stroke.map(|stroke| format!("#{}", stroke.text)).unwrap_or_default();
    let border = format!("{stroke}{}", width_and_dash(style));
    if !border.is_empty() {
        parts.push(border);
    }
    parts.join(" ")
}

/// The same for a line: `#color;width;dash`.
pub(super) fn line_style(style: &Style<'_>) -> String {
    match (style.named, style.fill) {
        (Some(named), _) => format!("##{}", named.text),
        (None, Some(fill)) => format!("#{}{}", fill.text, width_and_dash(style)),
        (None, None) => width_and_dash(style),
    }
}

fn width_and_dash(style: &Style<'_>) -> String {
    let width = style.width.map(|width| width.text).unwrap_or_default();
    match (style.dash.map(dash_word), width.is_empty()) {
        (Some(dash), _) => format!(";{width};{dash}"),
        (None, false) => format!(";{width}"),
        (None, true) => String::new(),
    }
}

fn dash_word(dash: Dash) -> &'static str {
    match dash {
        Dash::Solid => "solid",
        Dash::Dashed => "dashed",
        Dash::Dotted => "dotted",
    }
}

/// What follows the word of a fragment or a frame; the colour of the label only in its usual place.
pub(super) fn fragment_style(style: &FragmentStyle<'_>, with_label: bool) -> String {
    let mut out = String::new();
    if let Some(operator) = style.operator {
        out.push_str(if style.glued { "#" } else { " #" });
        out.push_str(operator.text);
    }
    if let (Some(label), true) = (style.label, with_label) {
        out.push_str(" #");
        out.push_str(label.text);
    }
    out.push_str(&spaced(&shape_style(&style.body)));
    out
}
