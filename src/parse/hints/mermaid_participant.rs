//! Explains a participant with its kind in braces, as Mermaid has it: `participant DB@{ "type": "database" } as Store`.

use crate::ast::Participant;
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::ParticipantKind;
use crate::source::Span;

/// Reports such a participant; `whole` is its line.
pub(in crate::parse) fn explain(written: &Participant<'_>, whole: Span, sink: &mut Diagnostics) {
    let label = written.label;
    let Some((name, object)) = label.text.split_once("@{").filter(|_| !label.quoted) else { return };
    let name = name.trim_end();
    // A label of several words is no alias of this language.
    let (object, after) = object.rsplit_once('}').unwrap_or((object, ""));
    let after = after.trim_start().strip_prefix("as ").map(str::trim);
    let shown = written.alias.map(|alias| alias.text).or(after).or_else(|| value(object, "alias"));
    let word = match value(object, "type").map(str::to_ascii_lowercase) {
        Some(kind) if ParticipantKind::from_word(&kind).is_some() => kind,
        Some(kind) if ParticipantKind::from_word(&format!("participant:{kind}")).is_some() => {
            format!("participant:{kind}")
        }
        Some(_) | None => written.kind.word().to_owned(),
    };
    let declaration = match shown {
        Some(shown) => format!("{word} \"{shown}\" as {name}"),
        None => format!("{word} {name}"),
    };
    sink.error(Code::ForeignLanguage, label.span, "a participant with its kind in braces is Mermaid")
        .at("another language")
        .help(format!("write `{declaration}`"))
        .fix(whole, declaration);
}

/// The text that a key has in an object of JSON.
fn value<'t>(object: &'t str, key: &str) -> Option<&'t str> {
    let at = object.find(&format!("\"{key}\""))? + key.len() + 2;
    let rest = object[at..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    rest.split_once('"').map(|(value, _)| value)
}
