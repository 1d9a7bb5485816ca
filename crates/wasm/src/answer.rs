//! Answers a request: the picture with its size and words, and all diagnostics with their places.

use seqwright::scene::Node;
use seqwright::source::Span;
use seqwright::{
    Diagnostic, Dialect, MAX_SOURCE_BYTES, Profile, Severity, Source, SvgOptions, Theme, compile,
};
use serde::Serialize;

use super::request::Request;

/// The result of a request.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// The request itself is wrong.
    Refused {
        /// Why, in one sentence.
        refused: String,
    },
    /// The source was compiled.
    Rendered(Rendered),
}

/// A compiled source.
#[derive(Debug, Serialize)]
pub struct Rendered {
    /// The picture; `None` if there are errors.
    pub svg: Option<String>,
    /// Its width in px.
    pub width: i64,
    /// Its height in px.
    pub height: i64,
    /// Its name.
    pub title: String,
    /// The narration, one sentence a line.
    pub description: String,
    /// The errors and warnings, in order of place.
    pub diagnostics: Vec<Message>,
}

/// An error or a warning.
#[derive(Debug, Serialize)]
pub struct Message {
    code: &'static str,
    severity: &'static str,
    message: String,
    place: Place,
    labels: Vec<Label>,
    notes: Vec<String>,
    help: Option<String>,
    fixes: Vec<Fix>,
}

#[derive(Debug, Serialize)]
struct Label {
    span: Bytes,
    place: Place,
    end: Place,
    text: String,
}

#[derive(Debug, Serialize)]
struct Fix {
    span: Bytes,
    replacement: String,
}

#[derive(Debug, Serialize)]
struct Bytes {
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct Place {
    line: usize,
    column: usize,
}

/// Answers a request in JSON with an [`Answer`] in JSON.
pub fn answer(request: &[u8]) -> Vec<u8> {
    let answer = match serde_json::from_slice(request) {
        Ok(request) => render(request).map_or_else(|refused| Answer::Refused { refused }, Answer::Rendered),
        Err(error) => Answer::Refused { refused: error.to_string() },
    };
    serde_json::to_vec(&answer).expect("strings and numbers can always be written")
}

fn render(request: Request) -> Result<Rendered, String> {
    let theme = theme(&request)?;
    let profile = profile(request.profile.as_deref())?;
    let source = source(request.source, request.dialect.as_deref())?;
    let mut options = SvgOptions::default().profile(profile);
    options.id_prefix = request.id_prefix;
    options.alt = request.alt;
    let compiled = compile(&source);
    let diagnostics = compiled.diagnostics.iter().map(|diagnostic| message(&source, diagnostic)).collect();
    let scene = compiled.scene(&theme);
    let sentences = scene.nodes().filter_map(|node| match node {
        Node::Open(group) if !group.name.is_empty() => Some(group.name.pieces().concat()),
        Node::Open(_) | Node::Close | Node::Item(_) => None,
    });
    Ok(Rendered {
        svg: (!compiled.has_errors()).then(|| compiled.svg_with(&theme, &options)),
        width: scene.width.ceil(),
        height: scene.height.ceil(),
        title: scene.title.trim().to_owned(),
        description: sentences.collect::<Vec<_>>().join("\n"),
        diagnostics,
    })
}

fn theme(request: &Request) -> Result<Theme, String> {
    match (&request.theme_file, &request.theme) {
        (Some(_), Some(_)) => Err("`theme` and `themeFile` exclude each other".to_owned()),
        (Some(text), None) => Theme::from_toml("theme", text).map_err(|error| error.to_string()),
        (None, Some(name)) => Theme::builtin(name).ok_or_else(|| {
            format!("there is no theme `{name}`; there are `{}`", Theme::BUILTIN.join("`, `"))
        }),
        (None, None) => Ok(Theme::default()),
    }
}

fn profile(name: Option<&str>) -> Result<Profile, String> {
    match name {
        None | Some("file") => Ok(Profile::File),
        Some("inline") => Ok(Profile::Inline),
        Some(other) => Err(format!("there is no profile `{other}`; there are `file` and `inline`")),
    }
}

fn source(text: String, dialect: Option<&str>) -> Result<Source, String> {
    if text.len() > MAX_SOURCE_BYTES {
        return Err(format!("the source is larger than {MAX_SOURCE_BYTES} bytes"));
    }
    // As bytes, so that a byte order mark is dropped here too.
    let source = Source::from_bytes("diagram.seq", text.into_bytes());
    let Some(name) = dialect else { return Ok(source) };
    let dialect = Dialect::from_name(name).ok_or_else(|| {
        format!("there is no dialect `{name}`; there are `{}`", Dialect::NAMES.join("`, `"))
    })?;
    Ok(source.in_dialect(dialect))
}

fn message(source: &Source, diagnostic: &Diagnostic) -> Message {
    let bytes = |span: Span| Bytes { start: span.start, end: span.end };
    Message {
        code: diagnostic.code.name(),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: diagnostic.message.clone(),
        place: place(source, diagnostic.span().start),
        labels: (diagnostic.labels.iter())
            .map(|label| Label {
                span: bytes(label.span),
                place: place(source, label.span.start),
                end: place(source, label.span.end),
                text: label.text.clone(),
            })
            .collect(),
        notes: diagnostic.notes.clone(),
        help: diagnostic.help.clone(),
        fixes: (diagnostic.fixes.iter())
            .map(|fix| Fix { span: bytes(fix.span), replacement: fix.replacement.clone() })
            .collect(),
    }
}

fn place(source: &Source, offset: usize) -> Place {
    let seqwright::source::Place { line, column } = source.place(offset);
    Place { line, column }
}
