//! What holds for every diagram: all cases of the compiler's own tests are edited and renamed.

use std::fs;
use std::path::{Path, PathBuf};

use seqwright::references::NameKind;
use seqwright::{Options, Severity, Source, compile_with};
use serde_json::json;

use crate::editor::{Editor, Form};

/// The sources of all cases, with their names.
fn cases() -> Vec<(String, String)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)
            .expect("a folder can be read")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "seq")
                && let Ok(text) = fs::read_to_string(&path)
            {
                found.push((path.to_string_lossy().into_owned(), text));
            }
        }
    }
    assert!(found.len() > 250, "{}", found.len());
    found
}

/// Numbers that look random and are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % end.max(1)
    }

    fn boundary(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) || (text[..at].ends_with('\r') && text[at..].starts_with('\n')) {
            at -= 1;
        }
        at
    }
}

const PIECES: [&str; 12] = ["\n", "A->B: x\n", "alt\n", "end", "😀", "\r\n", "\r", ":", "\"", "#", "é ", ""];

#[test]
fn after_any_edits_the_text_and_its_diagnostics_are_those_of_a_fresh_start() {
    let mut random = Random(7);
    for (at, (path, text)) in cases().into_iter().enumerate() {
        let text: String = text.chars().take(3000).collect();
        let form = if at % 2 == 0 { Form::File } else { Form::Fence };
        let encoding = if at % 3 == 0 { "utf-8" } else { "utf-16" };
        let mut editor = Editor::of(&text, form, encoding);
        for _ in 0..12 {
            let (one, other) = (random.boundary(&editor.text), random.boundary(&editor.text));
            let (start, end) = (one.min(other), one.max(other).min(one.min(other) + 40));
            let end =
                (start..=end).rev().find(|&end| editor.text.is_char_boundary(end)).expect("the start is one");
            let splits_line_end = editor.text[..end].ends_with('\r') && editor.text[end..].starts_with('\n');
            editor.change(
                start,
                if splits_line_end { start } else { end },
                PIECES[random.below(PIECES.len())],
            );
            assert_eq!(editor.server.text(&editor.uri).as_ref(), Some(&editor.text), "{path}");
        }
        let found = editor.diagnostics();
        let name = if form == Form::File { "a b.seq" } else { "a b.md" };
        let fresh = Editor::file(name, &editor.text, encoding).diagnostics();
        assert_eq!(found, fresh, "{path}");
    }
}

fn errors(text: &str) -> usize {
    let compiled = compile_with(&Source::new("x.seq", text), &Options::new());
    compiled.diagnostics.iter().filter(|one| one.severity == Severity::Error).count()
}

/// The text after renaming what is at a byte; none if that is refused.
fn renamed(text: &str, byte: usize, new: &str) -> Option<String> {
    let mut editor = Editor::file("x.seq", text, "utf-8");
    let params =
        json!({ "textDocument": { "uri": editor.uri }, "position": editor.position(byte), "newName": new });
    let request = lsp_server::Request::new(99.into(), "textDocument/rename".to_owned(), params);
    let answers = editor.server.handle(lsp_server::Message::Request(request));
    let answer = serde_json::to_value(&answers[0]).expect("it is JSON");
    if answer.get("error").is_some() {
        return None;
    }
    let change = &answer["result"];
    Some(editor.edited(editor.edits_of(change)))
}

#[test]
fn every_name_can_be_renamed_and_back() {
    let (mut done, mut refused) = (0, Vec::new());
    for (path, text) in cases() {
        if text.len() > 6000 || text.contains('\u{2038}') || text.starts_with('\u{feff}') {
            continue;
        }
        let source = Source::new("x.seq", text.as_str());
        let before = errors(&text);
        let references =
            compile_with(&source, &Options::new().references(true)).references.expect("asked for");
        for name in references.all() {
            let new = if name.kind == NameKind::Participant { "Zq 9" } else { "zq9" };
            let first = name.places()[0].start;
            if references.at(first).is_some_and(|at| at.name != name.name) {
                continue;
            }
            let Some(after) = renamed(&text, first, new) else {
                refused.push(format!("{path}: {}", name.name));
                continue;
            };
            done += 1;
            assert!(errors(&after) <= before, "{path}: {} gives an error:\n{after}", name.name);
            // A name that quotation marks were added to keeps them.
            match renamed(&after, first, &name.name) {
                Some(back) if back == text || after.contains("\"Zq 9\"") => {}
                Some(back) => panic!("{path}: {} is not what it was:\n{back}", name.name),
                None => refused.push(format!("{path}: back to {}", name.name)),
            }
        }
    }
    assert!(done > 1000, "{done}");
    assert!(refused.len() * 50 < done, "{done} done, refused: {refused:#?}");
}
