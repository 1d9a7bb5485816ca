//! Answers a request by what it asks for.

use seqwright::{Code, Dialect, MAX_SOURCE_BYTES, Profile, Source, Theme};
use serde::Serialize;

use super::message::Message;
use super::preview::{Preview, preview};
use super::rendered::{Rendered, render};
use super::request::{Request, What};
use super::words::{Keyword, keywords};
use super::written::{self, Written};

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
    /// The source was compiled for an editor.
    Preview(Preview),
    /// A text was made of the source.
    Written(Written),
    /// The source needs the module with everything.
    #[serde(rename_all = "camelCase")]
    More {
        /// Always true.
        needs_more: bool,
    },
    /// The words of the language.
    Words {
        /// In the order of their table.
        words: Vec<Keyword>,
        /// The names of the built-in themes.
        themes: &'static [&'static str],
    },
}

const MORE: Answer = Answer::More { needs_more: true };

impl Answer {
    fn diagnostics(&self) -> &[Message] {
        match self {
            Answer::Rendered(rendered) => &rendered.diagnostics,
            Answer::Preview(preview) => &preview.diagnostics,
            Answer::Written(written) => &written.diagnostics,
            Answer::Refused { .. } | Answer::More { .. } | Answer::Words { .. } => &[],
        }
    }
}

/// Answers a request in JSON with an [`Answer`] in JSON.
pub fn answer(request: &[u8]) -> Vec<u8> {
    let answer = match serde_json::from_slice(request) {
        Ok(request) => answered(request).unwrap_or_else(|refused| Answer::Refused { refused }),
        Err(error) => Answer::Refused { refused: error.to_string() },
    };
    serde_json::to_vec(&answer).expect("strings and numbers can always be written")
}

/// Whether this is the module with everything.
const FULL: bool = cfg!(feature = "full");

fn answered(mut request: Request) -> Result<Answer, String> {
    let Some(theme) = theme(&request)? else { return Ok(MORE) };
    let profile = profile(request.profile.as_deref())?;
    let source = source(std::mem::take(&mut request.source), request.dialect.as_deref())?;
    if !FULL && needs_more(&source) {
        return Ok(MORE);
    }
    let columns = request.columns;
    let answer = match request.what {
        What::Words => Answer::Words { words: keywords(), themes: Theme::BUILTIN },
        What::Render => Answer::Rendered(render(&source, &theme, profile, request)),
        What::Preview => Answer::Preview(preview(&source, &theme, request)),
        What::Format => Answer::Written(written::format(&source, columns)),
        What::Fix => Answer::Written(written::fix(source, columns)),
        What::Text if FULL => Answer::Written(written::text(&source, columns)),
        What::Narrate if FULL => Answer::Written(written::narrate(&source, columns)),
        What::Convert if FULL => Answer::Written(written::convert(&source, columns)?),
        What::Page if FULL => Answer::Written(written::page(&source, &theme, columns)),
        What::Text | What::Narrate | What::Convert | What::Page => MORE,
    };
    let codes = [Code::KnowledgeNotBuilt, Code::UnknownIcon].map(Code::name);
    let is_short = answer.diagnostics().iter().any(|message| codes.contains(&message.code));
    Ok(if !FULL && is_short { MORE } else { answer })
}

/// Whether a source needs what only the module with everything has: other languages; and how Unicode composes letters, which
/// takes a character that combines with others.
fn needs_more(source: &Source) -> bool {
    let is_foreign = source.dialect().is_some_and(Dialect::is_foreign);
    is_foreign || source.text().chars().any(|character| !is_alone(character))
}

/// Whether a character surely combines with no other: letters of Europe, dashes and quotation marks, arrows, ideographs, emoji.
fn is_alone(character: char) -> bool {
    matches!(character, '\0'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{21ff}'
        | '\u{4e00}'..='\u{9fff}' | '\u{1f300}'..='\u{1faff}')
}

/// The theme; `None` if only the module with everything has it.
fn theme(request: &Request) -> Result<Option<Theme>, String> {
    let name = request.theme.as_deref();
    match (&request.theme_file, name) {
        (Some(_), Some(_)) => Err("`theme` and `themeFile` exclude each other".to_owned()),
        (None, None) => Ok(Some(Theme::default())),
        (None, Some(name)) if !Theme::BUILTIN.contains(&name) => {
            Err(format!("there is no theme `{name}`; there are `{}`", Theme::BUILTIN.join("`, `")))
        }
        (None, Some(name)) if !FULL => Ok(Theme::adaptive(name)),
        (Some(_), None) if !FULL => Ok(None),
        (None, Some(name)) => Ok(Theme::builtin(name)),
        (Some(text), None) => Theme::from_toml("theme", text).map(Some).map_err(|error| error.to_string()),
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
    let dialect = match dialect {
        None => seqwright::foreign(source.text()),
        Some(name) => Some(Dialect::from_name(name).ok_or_else(|| {
            format!("there is no dialect `{name}`; there are `{}`", Dialect::NAMES.join("`, `"))
        })?),
    };
    Ok(match dialect {
        Some(dialect) => source.in_dialect(dialect),
        None => source,
    })
}
