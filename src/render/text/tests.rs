//! Tests of the text of small scenes.

use super::*;
use crate::notation::Style;
use crate::ruler::Face;
use crate::scene::{Arrow, Points};

fn point(x: i64, y: i64) -> Point {
    Point { x: Px::new(x), y: Px::new(y) }
}

fn rect(x: i64, y: i64, width: i64, height: i64) -> Rect {
    Rect { x: Px::new(x), y: Px::new(y), width: Px::new(width), height: Px::new(height) }
}

fn item(role: Role, shape: Shape<'static>) -> Node<'static> {
    Node::Item(Item { role, shape, style: Style::default() })
}

fn lifeline(x: i64, bottom: i64) -> Node<'static> {
    item(Role::Lifeline, Shape::Pieces { x: Px::new(x), pieces: vec![(Px::ZERO, Px::new(bottom))] })
}

fn arrow(points: &[Point], dash: Dash, end: Head) -> Node<'static> {
    let path = Points::More(points.into());
    item(Role::MessageLine, Shape::Arrow(Arrow { path, dash, start: Head::None, end }))
}

fn boxed(role: Role, rect: Rect, outline: Outline) -> Node<'static> {
    item(role, Shape::Box { rect, outline })
}

fn label(role: Role, x: i64, y: i64, anchor: Anchor, text: &str) -> Node<'static> {
    let (at, text) = (Point { x: Px::new(x), y: Px::hundredths(y * 100 + 85) }, text.to_owned());
    let width = Px::new(text.len() as i64);
    item(
        role,
        Shape::Text {
            at,
            anchor,
            width,
            face: Face::Regular,
            size: Px::new(1),
            text: text.into(),
            runs: None,
        },
    )
}

fn drawn(nodes: Vec<Node>) -> Vec<String> {
    let scene = Scene { layers: vec![nodes], ..Scene::default() };
    text(&scene, &TextOptions::default()).lines().map(str::to_owned).collect()
}

#[test]
fn arrows_run_from_lifeline_to_lifeline() {
    let mut nodes = vec![lifeline(0, 5), lifeline(8, 5)];
    nodes.push(arrow(&[point(0, 0), point(8, 0)], Dash::Solid, Head::Filled));
    nodes.push(arrow(&[point(8, 1), point(0, 1)], Dash::Dashed, Head::Filled));
    nodes.push(arrow(&[point(0, 2), point(8, 2)], Dash::Solid, Head::Open));
    nodes.push(arrow(&[point(0, 3), point(7, 3)], Dash::Dotted, Head::Cross));
    assert_eq!(drawn(nodes), ["┊──────►┊", "┊◄┄┄┄┄┄┄┊", "┊──────>┊", "┊┈┈┈┈┈┈×┊", "┊       ┊"]);
}

#[test]
fn arrows_end_at_the_border_where_there_is_no_lifeline() {
    let mut nodes = vec![lifeline(8, 2)];
    nodes.push(arrow(&[point(0, 0), point(8, 0)], Dash::Solid, Head::Open));
    nodes.push(arrow(&[point(8, 1), point(0, 1)], Dash::Solid, Head::Open));
    assert_eq!(drawn(nodes), ["───────>┊", " <──────┊"]);
}

#[test]
fn a_slanted_arrow_goes_down_in_even_steps() {
    let mut nodes = vec![lifeline(0, 3), lifeline(10, 3)];
    nodes.push(arrow(&[point(0, 0), point(10, 2)], Dash::Solid, Head::Filled));
    assert_eq!(drawn(nodes), ["┊───      ┊", "┊   ╲───  ┊", "┊       ╲►┊"]);
}

#[test]
fn a_message_to_oneself_turns_round_beside_its_label() {
    let points = [point(0, 0), point(3, 0), point(3, 1), point(0, 1)];
    let nodes = vec![
        lifeline(0, 2),
        arrow(&points, Dash::Solid, Head::Filled),
        label(Role::MessageText, 3, 0, Anchor::Start, "think"),
    ];
    assert_eq!(drawn(nodes), ["┊──╮ think", "┊◄─╯"]);
}

#[test]
fn boxes_hide_what_is_behind_them_and_frames_do_not() {
    let nodes = vec![
        lifeline(4, 7),
        boxed(Role::FragmentBorder, rect(0, 0, 8, 6), Outline::Round(Px::ZERO)),
        label(Role::FragmentTabText, 2, 0, Anchor::Start, "opt"),
        boxed(Role::Note, rect(2, 2, 4, 2), Outline::Folded(Px::new(1))),
        label(Role::NoteText, 4, 3, Anchor::Middle, "x"),
    ];
    assert_eq!(
        drawn(nodes),
        ["┌─opt───┐", "│   ┊   │", "│ ┌───╮ │", "│ │ x │ │", "│ └───┘ │", "│   ┊   │", "└───────┘"]
    );
}

#[test]
fn boxes_of_each_kind_differ() {
    let one = Px::new(1);
    let row = |role, outline| drawn(vec![boxed(role, rect(0, 0, 3, 2), outline)]);
    assert_eq!(row(Role::Box, Outline::Round(Px::ZERO)), ["┌──┐", "│  │", "└──┘"]);
    assert_eq!(row(Role::Box, Outline::Round(one)), ["╭──╮", "│  │", "╰──╯"]);
    assert_eq!(row(Role::State, Outline::Round(one)), ["╭──╮", "(  )", "╰──╯"]);
    assert_eq!(row(Role::Box, Outline::Pointed { left: one, right: Px::ZERO }), ["┌──┐", "<  │", "└──┘"]);
    assert_eq!(row(Role::Note, Outline::Folded(one)), ["┌──╮", "│  │", "└──┘"]);
}

#[test]
fn bars_stand_on_lifelines_and_end_with_them() {
    let bar = |x, y, height| boxed(Role::Activation, rect(x, y, 0, height), Outline::Round(Px::ZERO));
    let nodes = vec![lifeline(0, 5), bar(0, 1, 4), bar(1, 2, 1)];
    assert_eq!(drawn(nodes), ["┊", "┃", "┃┃", "┃┃", "┃"]);
}

#[test]
fn no_stroke_is_taken_for_a_lifeline_or_a_bar() {
    for marks in [&marks::UNICODE, &marks::ASCII] {
        for dash in [Dash::Solid, Dash::Dashed, Dash::Dotted] {
            let [_, upright] = marks.strokes(dash);
            assert!(upright != marks.lifeline && upright != marks.bar, "{upright}");
        }
    }
}
