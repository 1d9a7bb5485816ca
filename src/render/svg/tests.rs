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
fn ids_are_the_same_for_all_drawings_and_can_be_chosen() {
    let id =
        |file: &str| file.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    let print = Theme::builtin("print").expect("it is built in");
    let other = svg(scene(message(1, "ho")), &print, &SvgOptions::default());
    assert_eq!((id(&file(message(1, "hi"))).as_deref(), id(&other).as_deref()), (Some("sq"), Some("sq")));
    let options = SvgOptions { id_prefix: Some("7 \"x".to_owned()), ..SvgOptions::default() };
    let chosen = file_with(message(1, "hi"), &options);
    assert!(chosen.contains(" id=\"s7--x\"") && chosen.contains(" id=\"s7--x-t\""), "{chosen}");
    assert!(chosen.contains(" class=\"s7--x\"") && chosen.contains("\n.s7--x text{"), "{chosen}");
}

#[test]
fn another_label_changes_its_own_lines_only() {
    let (one, other) = (file(message(1, "hi")), file(message(1, "ho")));
    let changed: Vec<&str> =
        one.lines().zip(other.lines()).filter(|(a, b)| a != b).map(|(line, _)| line).collect();
    let begins = ["<desc ", "<g ", "<text "];
    assert_eq!(changed.len(), begins.len(), "{changed:?}");
    for (line, begin) in changed.iter().zip(begins) {
        assert!(line.starts_with(begin), "{line}");
    }
}

#[test]
fn what_a_screen_reader_says_and_what_made_the_file_can_be_chosen() {
    let options = SvgOptions {
        alt: Some("Who asks <whom>".to_owned()),
        made_by: Some("embed"),
        ..SvgOptions::default()
    };
    let chosen = file_with(message(1, "hi"), &options);
    assert!(chosen.contains("<title id=\"sq-t\">Who asks &lt;whom&gt;</title>"), "{chosen}");
    assert!(chosen.contains(" data-made-by=\"embed\""), "{chosen}");
    assert!(!file(message(1, "hi")).contains("data-made-by"));
}
