//! What a back end of its own can rely on: paints and paths say all that the SVG says.

mod common;

use common::sources;
use seqwright::notation::Color;
use seqwright::px::Px;
use seqwright::render::paint::{Page, Painter};
use seqwright::render::path::{Lengths, PaintMode, Segment, parts};
use seqwright::scene::{Item, Node, Point, Scene, Shape};
use seqwright::{Source, Theme, compile};

fn items<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = &'s Item<'s>> {
    scene.nodes().filter_map(|node| match node {
        Node::Item(item) => Some(item),
        Node::Open(_) | Node::Close => None,
    })
}

/// Calls a function with every scene of the cases and the examples.
fn each_scene(theme: &Theme, mut check: impl FnMut(&str, &Scene<'_>)) {
    for (name, text) in sources() {
        let compiled = compile(&Source::new(name.clone(), text));
        check(&name, &compiled.scene(theme));
    }
}

fn end(segment: &Segment) -> Option<Point> {
    match *segment {
        Segment::Move(to) | Segment::Line(to) | Segment::Arc { to, .. } | Segment::Curve { to, .. } => {
            Some(to)
        }
        Segment::Close => None,
    }
}

#[test]
fn the_path_of_every_part_starts_with_a_move_and_stays_on_the_canvas() {
    let theme = Theme::default();
    each_scene(&theme, |name, scene| {
        for item in items(scene) {
            for part in parts(item, Lengths::of(&theme)).iter().filter(|part| !part.segments.is_empty()) {
                assert!(matches!(part.segments[0], Segment::Move(_)), "{name}: {part:?}");
                let is_on_canvas = |at: Point| {
                    (Px::ZERO..=scene.width).contains(&at.x) && (Px::ZERO..=scene.height).contains(&at.y)
                };
                assert!(part.segments.iter().filter_map(end).all(is_on_canvas), "{name}: {part:?}");
            }
        }
    });
}

#[test]
fn every_part_has_a_paint_on_both_pages() {
    let theme = Theme::default();
    each_scene(&theme, |name, scene| {
        for page in [Page::Light, Page::Dark] {
            let mut painter = Painter::new(&theme, page);
            for item in items(scene) {
                for part in parts(item, Lengths::of(&theme)) {
                    let brush = painter.brush(item, part.role);
                    let is_painted = match part.mode {
                        PaintMode::Area => brush.fill.is_some() || brush.stroke.is_some(),
                        PaintMode::Line | PaintMode::UnbrokenLine => brush.stroke.is_some(),
                    };
                    assert!(is_painted, "{name}: {brush:?} for {part:?}");
                }
                if matches!(item.shape, Shape::Text { .. }) {
                    assert!(painter.brush(item, item.role).fill.is_some(), "{name}: {item:?}");
                }
            }
        }
    });
}

/// A colour as the SVG writes it.
fn written(color: Color) -> String {
    let long = format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue);
    let digits = long.as_bytes();
    let is_short = digits[1] == digits[2] && digits[3] == digits[4] && digits[5] == digits[6];
    if is_short { [1, 3, 5].iter().fold("#".to_owned(), |short, &at| short + &long[at..=at]) } else { long }
}

#[test]
fn authors_colours_are_those_of_the_svg() {
    for name in ["light", "dark"] {
        let theme = Theme::builtin(name).expect("it is in the list");
        for (name, text) in sources() {
            let compiled = compile(&Source::new(name.clone(), text));
            let (scene, svg) = (compiled.scene(&theme), compiled.svg(&theme));
            let mut painter = Painter::new(&theme, Page::Light);
            for item in items(&scene) {
                let brush = painter.brush(item, item.role);
                if item.style.stroke.is_some() {
                    let stroke = written(brush.stroke.expect("its author chose one"));
                    assert!(svg.contains(&format!("stroke:{stroke}")), "{name}: {stroke} of {item:?}");
                }
            }
        }
    }
}
