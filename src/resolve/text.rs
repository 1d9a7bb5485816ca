//! Written text in, `model::Text` out: `\n` becomes a line break, the lines of a block lose their indent.

use crate::model::Text;

/// The text of one line of source.
pub(super) fn line(written: &str) -> Text {
    if !written.contains('\\') {
        return Text { plain: written.to_owned() };
    }
    let mut plain = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("\\n") {
            // Blanks around a break are for the eye of whoever reads the source.
            plain.truncate(plain.trim_end_matches(' ').len());
            plain.push('\n');
            rest = after.trim_start_matches(' ');
        } else {
            plain.push('\\');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    Text { plain }
}

/// A participant's name: like a line, and `\"` is a quotation mark.
pub(super) fn name(written: &str) -> Text {
    let mut text = line(written);
    if text.plain.contains("\\\"") {
        text.plain = text.plain.replace("\\\"", "\"");
    }
    text
}

/// The lines of a block: blank ones at its ends and the indent they share are dropped.
pub(super) fn block(lines: &[&str]) -> Text {
    let inked = |line: &&str| !line.trim().is_empty();
    let Some(first) = lines.iter().position(inked) else { return Text::default() };
    let last = lines.iter().rposition(inked).expect("there is a first one");
    let lines = &lines[first..=last];
    let indent = lines.iter().copied().filter(|line| inked(line)).map(indent_of).min().unwrap_or(0);
    let lines: Vec<String> = lines
        .iter()
        .map(|text| line(text.get(indent.min(indent_of(text))..).unwrap_or("").trim_end()).plain)
        .collect();
    Text { plain: lines.join("\n") }
}

/// The bytes of blanks a line begins with.
fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
