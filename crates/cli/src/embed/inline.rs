//! Pictures as one line of HTML.
//!
//! The library's own profile for pages takes the place of [`picture`]; nothing else here knows how such a line is made.

use seqwright::{Compiled, SvgOptions, Theme};

/// Draws a picture as one line of HTML: `<div class="seqwright" …><svg …>…</svg></div>`.
pub fn picture(compiled: &Compiled, theme: &Theme, options: &SvgOptions) -> String {
    let svg = compiled.svg_with(theme, options);
    let mut line = String::with_capacity(svg.len() + svg.len() / 8);
    line.push_str("<div class=\"seqwright\" style=\"overflow-x:auto;margin:1em 0\">");
    let style = svg.find("<style").and_then(|start| {
        let end = svg[start..].find("</style>")?;
        Some((start, start + end))
    });
    match style {
        Some((start, end)) => {
            push_markup(&mut line, &svg[..start]);
            line.extend(svg[start..end].chars().filter(|c| *c != '\n'));
            push_markup(&mut line, &svg[end..]);
        }
        None => push_markup(&mut line, &svg),
    }
    line.push_str("</div>");
    line
}

/// Adds markup on one line, without braces: templates of site generators would execute what stands between them.
fn push_markup(line: &mut String, markup: &str) {
    let mut previous = '>';
    for (at, c) in markup.char_indices() {
        match c {
            '{' => line.push_str("&#123;"),
            '}' => line.push_str("&#125;"),
            '\n' if previous == '>' || markup[at + 1..].starts_with('<') => {}
            '\n' => line.push_str("&#10;"),
            _ => line.push(c),
        }
        previous = c;
    }
}
