//! Small pieces of HTML, each on one line of a page.

use crate::escape;

/// Escapes a text for HTML on one line. Braces are escaped, because templates of site generators execute what is
/// between them.
pub fn text(text: &str) -> String {
    let text = escape::xml(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '\n' => out.push_str("&#10;"),
            '\r' => {}
            _ => out.push(c),
        }
    }
    out
}

/// Makes the box that replaces a picture that cannot be drawn. Long lines wrap, so that the box does not
/// make the page wider than a phone.
pub fn error(words: &str) -> String {
    let words = text(words);
    format!("<pre class=\"seqwright-error\" role=\"alert\" style=\"white-space:pre-wrap\">{words}</pre>")
}

/// Gives the HTML of a picture an id and a caption.
pub fn labelled(picture: &str, id: Option<&str>, caption: Option<&str>) -> String {
    let mut line = match id {
        Some(id) => picture.replacen("<div ", &format!("<div id=\"{}\" ", text(id)), 1),
        None => picture.to_owned(),
    };
    if let Some(caption) = caption {
        line.push_str(&format!("<p class=\"seqwright-caption\"><em>{}</em></p>", text(caption)));
    }
    line
}
