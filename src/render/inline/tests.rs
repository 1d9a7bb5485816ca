//! Tests of pictures in pages.

use crate::px::Px;
use crate::render::inline::size;
use crate::render::profile::Profile;
use crate::render::svg::{SvgOptions, svg};
use crate::render::tests::{message, scene};
use crate::theme::Theme;

fn inline(label: &'static str, theme: &Theme) -> String {
    let options = SvgOptions { profile: Profile::Inline, source_lines: true, ..SvgOptions::default() };
    svg(scene(message(1, label)), theme, &options)
}

#[test]
fn a_picture_in_a_page_is_one_line_in_a_box_that_scrolls() {
    let line = inline("hi", &Theme::default());
    assert!(line.starts_with(
        "<div class=\"seqwright\" style=\"overflow-x:auto;margin:1em 0\"><svg aria-describedby=\"sq-"
    ));
    assert!(line.ends_with("</svg></div>\n") && line.matches('\n').count() == 1);
    assert!(!line.contains("data-line") && !line.contains("data-event"), "a page is no preview: {line}");
}

#[test]
fn braces_of_a_label_are_written_as_numbers() {
    let line = inline("{{#include ../secret}} {% raw %}", &Theme::default());
    assert!(line.contains("&#123;&#123;#include ../secret&#125;&#125; &#123;% raw %&#125;</text>"), "{line}");
    assert!(!line.contains("{{"));
}

#[test]
fn colours_follow_the_page_and_not_the_system() {
    let line = inline("hi", &Theme::default());
    let css = line.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("a style");
    assert!(css.contains(" text{fill:#1b1f24;fill:light-dark(#1b1f24,#e6edf3);text-anchor:middle"), "{css}");
    assert!(css.contains("{direction:ltr;") && css.contains("letter-spacing:0"), "{css}");
    assert!(css.contains("@media print{:root .sq-"), "{css}");
    assert!(css.contains("[data-theme=light] .sq-"), "{css}");
    assert_eq!(css.matches("prefers-color-scheme").count(), 1, "for pages that say `auto`: {css}");
}

#[test]
fn a_fixed_theme_has_nothing_to_switch() {
    let print = Theme::builtin("print").expect("it is built in");
    let line = inline("hi", &print);
    for word in ["light-dark", "color-scheme"] {
        assert!(!line.contains(word), "{word}: {line}");
    }
}

#[test]
fn other_content_has_other_ids() {
    let id = |line: &str| line.split(" id=\"").nth(1).map(|it| it[.."sq-00000000".len()].to_owned());
    let (one, other) = (inline("hi", &Theme::default()), inline("ho", &Theme::default()));
    assert_ne!(id(&one), id(&other));
    assert_eq!(id(&one), id(&inline("hi", &Theme::default())));
}

#[test]
fn a_picture_shrinks_on_a_telephone_as_far_as_it_can_be_read() {
    let least = |width| size(Px::new(width)).split("min-width:").nth(1).map(str::to_owned);
    assert_eq!(least(200).as_deref(), Some("200px"));
    assert_eq!(least(400).as_deref(), Some("300px"));
    assert_eq!(least(1142).as_deref(), Some("686px"));
}
