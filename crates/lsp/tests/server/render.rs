//! `seqwright/render`.

use serde_json::json;

use crate::editor::{Editor, everywhere};

const METHOD: &str = "seqwright/render";

#[test]
fn a_picture_has_the_lines_of_its_source() {
    everywhere("A->B: 😀 hel‸lo\n", |editor| {
        let mut params = editor.here();
        params["uri"] = json!(editor.uri);
        let picture = editor.ask(METHOD, params);
        let svg = picture["svg"].as_str().expect("a picture");
        assert!(svg.starts_with("<svg") && svg.contains("data-line") && svg.contains('😀'), "{svg}");
        assert_eq!((&picture["errors"], &picture["version"]), (&json!(0), &json!(0)));
    });
}

#[test]
fn the_theme_is_that_of_the_editor() {
    let mut editor = Editor::file("x.seq", "A->B: x\n", "utf-16");
    let mut picture = |theme: &str| {
        let params = json!({ "uri": editor.uri, "theme": theme });
        editor.ask(METHOD, params)["svg"].as_str().expect("a picture").to_owned()
    };
    assert!(picture("auto").contains("prefers-color-scheme"));
    assert!(!picture("dark").contains("prefers-color-scheme"));
    assert_ne!(picture("dark"), picture("light"));
    assert_eq!(picture("nothing"), picture("auto"), "that of the settings");
}

#[test]
fn a_diagram_with_errors_has_a_picture_of_the_rest() {
    let mut editor = Editor::file("x.seq", "A->B: x\nB->\n", "utf-16");
    let params = json!({ "uri": editor.uri });
    let picture = editor.ask(METHOD, params);
    assert_eq!(picture["errors"], 1);
    assert!(picture["svg"].as_str().is_some_and(|svg| svg.contains('x')));
}

#[test]
fn outside_of_all_diagrams_there_is_no_picture() {
    let mut editor = Editor::file("x.md", "text\n", "utf-16");
    let params = json!({ "uri": editor.uri });
    assert_eq!(editor.ask(METHOD, params), json!({ "svg": null, "errors": 0, "version": 0 }));
}
