//! Writes the results as one HTML page that needs no network and no other file: the pictures before and after, side by
//! side, one over the other, and with the changed parts marked.
//!
//! Pictures are in it as images. An image runs no script, follows no link and fetches nothing, whatever a snapshot
//! may hold; and the page's own policy allows nothing but its own style and its own script.

mod mark;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::outcome::{Pictures, State, Summary, Tested};
use super::stored;
use crate::escape::markup as html;
use crate::files;
use crate::inside::Tree;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// SHA-256 of the script, by which the policy of the page knows it (Content Security Policy Level 3, section 8.3). A
/// test computes it anew.
const SCRIPT_HASH: &str = "8rnFQDuk6UIxxSlwhLIp4MIRlBk2hk5GRl4Xrw6N23A=";
/// Identifies a page of seqwright, so that no other file is overwritten.
const GENERATOR: &str = "<meta name=\"generator\" content=\"seqwright test\">";
/// The most findings shown of one test.
const MOST: usize = 200;
/// How much of a file is read to see whether it is such a page.
const MOST_BYTES: usize = 1 << 30;
/// The ways to compare pictures: the name in the page, and its description.
const MODES: [(&str, &str); 5] = [
    ("side", "side by side"),
    ("swipe", "swipe"),
    ("onion", "onion skin"),
    ("blink", "blink"),
    ("changes", "differences"),
];

/// Writes the page into a folder, which is made if it is not there, and gives back where it is. `Err` is the path that
/// cannot be written, and why.
pub fn write(folder: &Path, all: &[Tested]) -> Result<PathBuf, (String, String)> {
    let path = folder.join("index.html");
    let failed = |words| (path.display().to_string(), format!("the report cannot be written: {words}"));
    let is_ours = |text: Vec<u8>| String::from_utf8_lossy(&text).contains(GENERATOR);
    if path.exists() && !files::read_regular(&path, MOST_BYTES).is_ok_and(is_ours) {
        return Err(failed("there is another page with this name".to_owned()));
    }
    if folder.exists() {
        // The user named the folder, but not a link in it.
        Tree::around(folder, "that folder").and_then(|it| it.may_be_written(&path)).map_err(failed)?;
    }
    stored::write_file(&path, &page(all)).map_err(failed)?;
    Ok(path)
}

fn page(all: &[Tested]) -> String {
    let bad: Vec<&Tested> =
        all.iter().filter(|tested| tested.pictures.is_some() || tested.is_bad()).collect();
    let summary = html(&Summary::of(all).line());
    let policy = format!(
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{SCRIPT_HASH}'; \
         base-uri 'none'; form-action 'none'"
    );
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         {GENERATOR}\n<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>Diagrams: {summary}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>Diagrams</h1>\n<p>{summary}</p>\n"
    );
    if bad.iter().any(|tested| tested.pictures.is_some()) {
        page += &controls();
    }
    page += "</header>\n";
    page += &contents(&bad);
    page += "<main>\n";
    for (at, tested) in bad.iter().enumerate() {
        page += &section(at, tested);
    }
    if bad.is_empty() {
        page += "<p>All pictures are as they should be.</p>\n";
    }
    let _ = write!(page, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n");
    page
}

/// What the reader can choose. All but the two sliders works without the script.
fn controls() -> String {
    let mut text = String::from("<fieldset id=\"modes\">\n<legend>Compare</legend>\n");
    for (at, (name, words)) in MODES.iter().enumerate() {
        let checked = if at == 0 { " checked" } else { "" };
        let _ = writeln!(
            text,
            "<label><input type=\"radio\" name=\"mode\" id=\"mode-{name}\" value=\"{name}\"{checked}> {words}</label>"
        );
    }
    text += "<label class=\"share\">share <input type=\"range\" id=\"share\" min=\"0\" max=\"100\" value=\"50\"></label>\n\
             <label><input type=\"checkbox\" id=\"marks\" checked> mark what changed</label>\n</fieldset>\n";
    text
}

fn contents(bad: &[&Tested]) -> String {
    if bad.len() < 2 {
        return String::new();
    }
    let mut text = String::from("<nav>\n<ul>\n");
    for (at, tested) in bad.iter().enumerate() {
        let (name, why) = (html(&tested.name), html(&tested.headline));
        let _ = writeln!(text, "<li><a href=\"#t{at}\">{name}</a> <span>{why}</span></li>");
    }
    text += "</ul>\n</nav>\n";
    text
}

fn section(at: usize, tested: &Tested) -> String {
    let word = match tested.state {
        State::Passed => "passed",
        State::Accepted => "accepted",
        State::Failed => "failed",
        State::New => "new",
        State::Unreferenced => "gone",
        State::Skipped => "not run",
        State::Trouble => "trouble",
    };
    let (name, why) = (html(&tested.name), html(&tested.headline));
    let mut text = format!(
        "<section id=\"t{at}\">\n<h2>{name} <small class=\"{}\">{word}</small></h2>\n",
        word.replace(' ', "-")
    );
    if !why.is_empty() {
        let _ = writeln!(text, "<p>{why}</p>");
    }
    if !tested.findings.is_empty() {
        text += "<ul class=\"findings\">\n";
        for finding in tested.findings.iter().take(MOST) {
            let (line, column) = (finding.place.line, finding.place.column);
            let (kind, words) = (html(&finding.kind()), html(&finding.message));
            let _ = writeln!(text, "<li><code>{name}:{line}:{column}</code> {kind}{words}</li>");
        }
        if tested.findings.len() > MOST {
            let _ = writeln!(text, "<li>and {} more</li>", tested.findings.len() - MOST);
        }
        text += "</ul>\n";
    }
    for note in &tested.notes {
        let _ = writeln!(text, "<p class=\"note\">{}</p>", html(note));
    }
    if let Some(pictures) = &tested.pictures {
        text += &figures(pictures, &name);
    }
    text += "</section>\n";
    text
}

fn figures(pictures: &Pictures, name: &str) -> String {
    let difference = &pictures.difference;
    let before = pictures.before.as_deref().map(|svg| mark::marked(svg, &difference.old_parts, mark::GONE));
    let after =
        pictures.after.as_deref().map(|svg| mark::marked(svg.as_bytes(), &difference.new_parts, mark::NEW));
    let widths = [pictures.before.as_deref(), pictures.after.as_deref().map(str::as_bytes)];
    let widest = widths.iter().flatten().filter_map(|svg| width(svg)).max();
    let mut text = String::from("<div class=\"pictures\">\n");
    for (class, words, svg) in [("before", "before", before), ("after", "now", after)] {
        let Some(svg) = svg else {
            let _ = writeln!(
                text,
                "<figure class=\"{class} none\"><figcaption>{words}: none</figcaption></figure>"
            );
            continue;
        };
        // Both have the same scale: the wider one fills its half of the page, if it must.
        let scale = match (width(&svg), widest) {
            (Some(width), Some(widest)) if widest > 0 => {
                format!(" style=\"--width:{width}px;--part:{}%\"", u64::from(width) * 100 / u64::from(widest))
            }
            (Some(_) | None, _) => String::new(),
        };
        let data = STANDARD.encode(svg);
        let _ = writeln!(
            text,
            "<figure class=\"{class}\"><figcaption>{words}</figcaption>\
             <img{scale} alt=\"{name}, {words}\" src=\"data:image/svg+xml;base64,{data}\"></figure>"
        );
    }
    text += "</div>\n";
    text
}

/// The width of a picture in whole pixels, as its root states it.
fn width(svg: &[u8]) -> Option<u32> {
    let root = svg.split(|&byte| byte == b'>').next()?;
    let (_, rest) = std::str::from_utf8(root).ok()?.split_once(" width=\"")?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_knows_the_script() {
        use sha2::Digest;
        assert_eq!(SCRIPT_HASH, STANDARD.encode(sha2::Sha256::digest(SCRIPT)));
        assert!(!SCRIPT.contains("</"), "it would end there");
    }

    #[test]
    fn texts_of_authors_are_no_markup() {
        let mut tested = Tested::passed("<script>alert(1)</script>.seq".to_owned());
        tested.state = State::Failed;
        tested.headline = "\"><img src=x onerror=alert(2)>".to_owned();
        let page = page(&[tested]);
        assert_eq!(page.matches("<script>").count(), 1);
        assert!(!page.contains("<img"), "{page}");
    }
}
