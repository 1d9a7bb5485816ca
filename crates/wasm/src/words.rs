//! `Keyword`: a word of the language, for what an editor colours and completes.

use seqwright::notation::words::{TABLE, Word, WordRole};
use serde::Serialize;

/// A word that a statement may begin with.
#[derive(Debug, Serialize)]
pub struct Keyword {
    word: &'static str,
    role: &'static str,
    form: String,
}

/// All of them.
pub fn keywords() -> Vec<Keyword> {
    let keyword = |row: &Word| Keyword { word: row.word, role: role(row.role), form: row.form() };
    TABLE.iter().map(keyword).collect()
}

const fn role(role: WordRole) -> &'static str {
    match role {
        WordRole::Participant => "participant",
        WordRole::Note => "note",
        WordRole::Block => "block",
        WordRole::Boundary => "boundary",
        WordRole::Parties => "parties",
        WordRole::Line => "line",
    }
}
