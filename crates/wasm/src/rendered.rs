//! `Rendered`: the picture with its size, its words and its diagnostics.

use seqwright::scene::Node;
use seqwright::{Profile, Source, SvgOptions, Theme, compile};
use serde::Serialize;

use super::message::{Message, messages};
use super::request::Request;

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

/// Draws a source.
pub fn render(source: &Source, theme: &Theme, profile: Profile, request: Request) -> Rendered {
    let mut options = SvgOptions::default().profile(profile);
    options.id_prefix = request.id_prefix;
    options.alt = request.alt;
    let compiled = compile(source);
    let scene = compiled.scene(theme);
    let sentences = scene.nodes().filter_map(|node| match node {
        Node::Open(group) if !group.name.is_empty() => Some(group.name.pieces().concat()),
        Node::Open(_) | Node::Close | Node::Item(_) => None,
    });
    Rendered {
        svg: (!compiled.has_errors()).then(|| compiled.svg_with(theme, &options)),
        width: scene.width.ceil(),
        height: scene.height.ceil(),
        title: scene.title.trim().to_owned(),
        description: sentences.collect::<Vec<_>>().join("\n"),
        diagnostics: messages(source, &compiled.diagnostics, request.columns),
    }
}
