//! `Preview`: what an editor shows of a source while it is written.

use seqwright::exchange::{Exchange, Party, Value};
use seqwright::{Code, Compiled, Dialect, Options, Source, SvgOptions, Theme, compile_with};
use serde::Serialize;

use super::message::{Message, messages};
use super::request::Request;

/// A source as far as it was understood.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// The picture, whose groups have their lines; without the statements that have errors. `None` if it would be too large.
    pub svg: Option<String>,
    /// The errors and warnings, also those of the lints.
    pub diagnostics: Vec<Message>,
    /// The language of the source, if it is another one.
    pub language: Option<&'static str>,
    /// Who knows what; `None` if the source does not speak of it.
    pub knowledge: Option<Knowledge>,
}

/// Who knows what since when: parts of the document of `--emit json`.
#[derive(Debug, Serialize)]
pub struct Knowledge {
    participants: Vec<Party>,
    attacker: Option<usize>,
    values: Vec<Value>,
}

/// Compiles a source for an editor.
pub fn preview(source: &Source, theme: &Theme, request: Request) -> Preview {
    let compiled = compile_with(source, &Options::new().lints(true));
    let mut options = SvgOptions::default().source_lines(true);
    options.id_prefix = request.id_prefix;
    Preview {
        svg: is_drawn(&compiled).then(|| compiled.svg_with(theme, &options)),
        diagnostics: messages(source, &compiled.diagnostics, request.columns),
        language: language(source),
        knowledge: compiled.ledger.is_some().then(|| knowledge(compiled.exchange(source))),
    }
}

/// The other language of a source.
fn language(source: &Source) -> Option<&'static str> {
    let dialect = source.dialect().filter(|dialect| dialect.is_foreign())?;
    Some(if dialect == Dialect::PlantUml { "PlantUML" } else { "Mermaid" })
}

fn is_drawn(compiled: &Compiled) -> bool {
    let is_limit = |code| matches!(code, Code::SourceTooLarge | Code::PictureTooLarge);
    !compiled.diagnostics.iter().any(|diagnostic| is_limit(diagnostic.code))
}

fn knowledge(exchange: Exchange) -> Knowledge {
    let Exchange { participants, attacker, values, .. } = exchange;
    Knowledge { participants, attacker, values }
}
