//! Tests of the elements of style runs.

use super::super::tests::{body, file, item, point};
use crate::notation::Color;
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Ground, Node, Role, Runs, Shape, TextRun};
use crate::text::Href;
use crate::theme::Theme;

/// A line of a bold run on yellow and a run that is a link, 40 px wide together.
fn runs_of(link: &str) -> Node<'static> {
    let plain = |end, width| TextRun {
        end,
        width: Px::new(width),
        face: Face::Regular,
        mono: false,
        size: Theme::default().sizes.body,
        rise: Px::ZERO,
        color: None,
        background: None,
        stroke: None,
        difference: false,
        strike: false,
        underline: false,
        link: None,
        title: None,
    };
    let background = Some(Color::rgb(255, 255, 0));
    let all = vec![
        TextRun { face: Face::Bold, background, rise: Px::new(3), ..plain(2, 16) },
        TextRun { size: Px::new(20), underline: true, strike: true, link: Href::admit(link), ..plain(5, 24) },
    ];
    let (at, anchor, width, face) = (point(50, 30), Anchor::Middle, Px::new(40), Face::Regular);
    let size = Theme::default().sizes.body;
    let runs = Some(Box::new(Runs { all, ground: Ground::default() }));
    item(Role::MessageText, Shape::Text { at, anchor, width, face, size, text: "a <b>".into(), runs })
}

#[test]
fn runs_are_elements_at_their_places_over_their_backgrounds() {
    let file = file(vec![runs_of("https://example.org/?a=1&b=\"2")]);
    let size = Theme::default().sizes.body;
    assert_eq!(size, Px::new(14));
    assert_eq!(
        body(&file),
        [
            "<rect x=\"30\" y=\"13.7\" width=\"16\" height=\"16.8\" style=\"fill:#ff0\"/>",
            "<text class=\"b s\" x=\"30\" y=\"27\" textLength=\"16\" lengthAdjust=\"spacingAndGlyphs\">a\u{a0}</text>",
            "<a href=\"https://example.org/?a=1&amp;b=&quot;2\" rel=\"noopener noreferrer\"><text class=\"s\" x=\"46\" \
             y=\"30\" textLength=\"24\" lengthAdjust=\"spacingAndGlyphs\" \
             style=\"font-size:20px;text-decoration:underline line-through\">&lt;b&gt;</text></a>",
        ]
    );
}

#[test]
fn a_refused_address_is_nowhere_in_the_file() {
    let file = file(vec![runs_of("javascript:alert(1)")]);
    assert!(!file.contains("javascript") && !file.contains("<a"), "{file}");
}
