//! Tests of the ids and the style sheet of a file.

use super::{SvgOptions, svg};
use crate::render::tests::{file, file_with, message, scene};
use crate::theme::Theme;

#[test]
fn all_rules_are_for_this_drawing_only() {
    let file = file(message(1, "hi"));
    let class = file.split(" class=\"").nth(1).expect("a class").split('"').next().expect("a value ends");
    let (_, css) = file.split_once("<style>\n").expect("a style");
    let (css, _) = css.split_once("</style>").expect("it ends");
    for rule in css.lines() {
        let known = rule.starts_with(&format!(".{class}")) || rule.starts_with('@') || rule == "}";
        assert!(known, "{rule}");
    }
}

#[test]
fn ids_tell_different_drawings_apart_and_can_be_chosen() {
    let id = |file: &str| file.split(" id=\"").nth(1).map(|rest| rest[..9].to_owned()).expect("an id");
    assert_eq!(id(&file(message(1, "hi"))), id(&file(message(1, "hi"))));
    assert_ne!(id(&file(message(1, "hi"))), id(&file(message(1, "ho"))));
    let print = Theme::builtin("print").expect("it is built in");
    assert_ne!(
        id(&file(message(1, "hi"))),
        id(&svg(&scene(message(1, "hi")), &print, &SvgOptions::default()))
    );
    let options = SvgOptions { id_prefix: Some("7 \"x".to_owned()), ..SvgOptions::default() };
    let chosen = file_with(message(1, "hi"), &options);
    assert!(chosen.contains(" id=\"s7--x\"") && chosen.contains(" id=\"s7--x-t\""), "{chosen}");
}

#[test]
fn another_label_changes_its_own_lines_only() {
    let (one, other) = (file(message(1, "hi")), file(message(1, "ho")));
    let changed: Vec<&str> =
        one.lines().zip(other.lines()).filter(|(a, b)| a != b).map(|(line, _)| line).collect();
    let begins = ["<svg ", "<title ", "<desc ", "<g ", "<text "];
    assert_eq!(changed.len(), begins.len(), "{changed:?}");
    for (line, begin) in changed.iter().zip(begins) {
        assert!(line.starts_with(begin), "{line}");
    }
}
