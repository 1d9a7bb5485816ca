//! `editors/words.json`, from which the grammars for editors are generated, is the table of words.
//! `UPDATE_WORDS=1 cargo test --test words` writes it; `node editors/generate.mjs` then writes the grammars.

use std::fs;

use seqwright::notation::words::TABLE;

/// The table as JSON, a word a line.
fn json() -> String {
    let row = |word: &seqwright::notation::words::Word| {
        let (role, needs) = (format!("{:?}", word.role), format!("{:?}", word.needs));
        format!(
            "    {{ \"word\": {:?}, \"role\": {:?}, \"needs\": {:?}, \"form\": {:?} }}",
            word.word,
            role.to_lowercase(),
            needs.to_lowercase(),
            word.form()
        )
    };
    let rows: Vec<String> = TABLE.iter().map(row).collect();
    format!("{{\n  \"words\": [\n{}\n  ]\n}}\n", rows.join(",\n"))
}

#[test]
fn the_words_for_editors_are_those_of_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/editors/words.json");
    if std::env::var_os("UPDATE_WORDS").is_some() {
        fs::write(path, json()).expect("the words can be written");
    }
    let written = fs::read_to_string(path).expect("the words can be read");
    assert!(written == json(), "run: UPDATE_WORDS=1 cargo test --test words, then node editors/generate.mjs");
}
