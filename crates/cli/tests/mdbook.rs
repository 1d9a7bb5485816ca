//! `seqwright mdbook` in the protocol of mdBook. `scripts/mdbook.sh` builds a book with mdBook itself.

#[path = "common/program.rs"]
mod program;

use program::{Folder, Ran};
use serde_json::{Value, json};

const GOOD: &str = "# A\n\n```seq\nA->B: x\n```\n";

/// What mdBook writes for a book of these chapters.
fn input(folder: &Folder, renderer: &str, settings: &Value, book: &Value) -> String {
    let root = folder.root().to_string_lossy();
    let config = json!({ "book": { "src": "src" }, "preprocessor": { "seqwright": settings } });
    json!([{ "root": root, "config": config, "renderer": renderer, "mdbook_version": "0.5.4" }, book])
        .to_string()
}

fn run(folder: &Folder, renderer: &str, settings: &Value, book: &Value) -> Ran {
    let input = input(folder, renderer, settings, book);
    folder.run_with("", &[], &["mdbook", "--message-format", "short"], Some(input.as_bytes()))
}

fn chapter(content: &str, path: &str, below: &[Value]) -> Value {
    json!({ "Chapter": { "name": "A", "content": content, "number": [1], "sub_items": below, "path": path,
        "source_path": path, "parent_names": [], "unknown": { "kept": true } } })
}

fn draft() -> Value {
    json!({ "Chapter": { "name": "Draft", "content": "", "number": null, "sub_items": [], "path": null,
        "source_path": null, "parent_names": [] } })
}

fn printed(ran: Ran) -> Value {
    serde_json::from_str(&ran.stdout(0)).expect("it prints a book")
}

#[test]
fn every_chapter_of_both_kinds_of_books_gets_its_pictures() {
    let folder = Folder::with(&[]);
    for key in ["items", "sections"] {
        let below = chapter(GOOD, "b.md", &[]);
        let book = json!({ key: [chapter(GOOD, "a.md", &[below]), "Separator", { "PartTitle": "x" }, draft()],
            "__non_exhaustive": null });
        let out = printed(run(&folder, "html", &json!({}), &book));
        for pointer in ["/0/Chapter/content", "/0/Chapter/sub_items/0/Chapter/content"] {
            let content = out[key].pointer(pointer).and_then(Value::as_str).expect("a chapter");
            assert!(content.starts_with("# A\n\n<div class=\"seqwright\""), "{content}");
            assert_eq!(content.lines().count(), GOOD.lines().count());
        }
        assert_eq!(out[key][0]["Chapter"]["unknown"], json!({ "kept": true }));
        assert_eq!(out[key][3], draft());
    }
}

#[test]
fn a_book_without_diagrams_comes_back_as_it_is() {
    let folder = Folder::with(&[]);
    let text = "````md\n```seq\nA->B y\n```\n````\n\n```rust\nfn main() {}\n```\n";
    let book = json!({ "items": [chapter(text, "a.md", &[]), draft()], "new": [1, 2.5, "x"] });
    assert_eq!(printed(run(&folder, "html", &json!({}), &book)), book);
}

#[test]
fn an_error_has_the_line_of_the_file_and_stops_the_build() {
    // Another preprocessor has put three lines above the diagram.
    let file = format!("{}```seq\nA->B y\n```\n", "text\n".repeat(38));
    let folder = Folder::with(&[("src/page.md", &file)]);
    let book = json!({ "items": [chapter(&format!("1\n2\n3\n{file}"), "page.md", &[])] });
    let ran = run(&folder, "html", &json!({}), &book);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.starts_with("src/page.md:40:5: error[missing-colon]"), "{}", ran.stderr);
    let ran = run(&folder, "html", &json!({ "on-error": "placeholder" }), &book);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains("role=\\\"alert\\\"") && ran.stdout.contains("src/page.md:40:5"));
    let ran = run(&folder, "html", &json!({ "on-error": "ignore" }), &book);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("on-error"), "{}", ran.stderr);
}

#[test]
fn e_books_get_images() {
    let folder = Folder::with(&[]);
    let book = json!({ "items": [chapter(GOOD, "a.md", &[])] });
    let out = printed(run(&folder, "epub", &json!({ "theme": "print" }), &book));
    let content = out["items"][0]["Chapter"]["content"].as_str().expect("a text");
    assert!(content.contains("](data:image/svg+xml;base64,"), "{content}");
    folder.run(&["mdbook", "supports", "html"]).silently(0);
    folder.run(&["mdbook", "supports", "epub"]).silently(0);
}

#[test]
fn a_theme_is_read_in_the_book_and_nowhere_else() {
    let folder = Folder::with(&[("themes/mine.toml", "x = ["), ("src/page.md", GOOD)]);
    let book = json!({ "items": [chapter(GOOD, "page.md", &[])] });
    for (theme, code) in [("dark", 0), ("none", 2), ("themes/mine.toml", 1), ("../../mine.toml", 3)] {
        assert_eq!(run(&folder, "html", &json!({ "theme": theme }), &book).code, Some(code), "{theme}");
    }
}

#[test]
fn input_that_is_not_a_book_is_reported() {
    let folder = Folder::with(&[]);
    for input in ["", "{}", "[1]", "[[[[", "A->B: x"] {
        let ran = folder.run_with("", &[], &["mdbook"], Some(input.as_bytes()));
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(3), ""), "{input}");
        assert!(ran.stderr.contains("seqwright mdbook install"), "{}", ran.stderr);
    }
}

#[test]
fn installing_adds_two_lines_once() {
    let folder = Folder::with(&[("book/book.toml", "[book]\ntitle = \"A\"\n")]);
    let added = folder.run(&["mdbook", "install", "book"]);
    assert_eq!(added.code, Some(0));
    assert!(added.stderr.starts_with("book/book.toml  added: [preprocessor.seqwright]"), "{}", added.stderr);
    let expected = "[book]\ntitle = \"A\"\n\n[preprocessor.seqwright]\ncommand = \"seqwright mdbook\"\n";
    assert_eq!(folder.read("book/book.toml"), expected);
    let again = folder.run(&["mdbook", "install", "book"]);
    assert!(again.stderr.contains("nothing was changed"), "{}", again.stderr);
    assert_eq!(folder.read("book/book.toml"), expected);
    assert_eq!(folder.run(&["mdbook", "install"]).code, Some(3));
}
