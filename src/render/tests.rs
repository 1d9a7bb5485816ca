//! Tests of the SVG of small scenes.

use super::svg::{SvgOptions, svg};
use crate::notation::{Color, Dash, FontName, Head, ParticipantKind, Style, Typeface};
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{
    Anchor, Arrow, Facts, Group, Item, Kind, Node, Outline, Point, Points, Rect, Role, Scene, Shape,
};
use crate::theme::Theme;

pub(super) fn point(x: i64, y: i64) -> Point {
    Point { x: Px::new(x), y: Px::new(y) }
}

fn rect(x: i64, y: i64, width: i64, height: i64) -> Rect {
    Rect { x: Px::new(x), y: Px::new(y), width: Px::new(width), height: Px::new(height) }
}

pub(super) fn item(role: Role, shape: Shape<'static>) -> Node<'static> {
    Node::Item(Item { role, shape, style: Style::default() })
}

fn text(role: Role, x: i64, y: i64, text: &str) -> Node<'static> {
    let width = Px::new(7 * text.chars().count() as i64);
    let shape = Shape::Text {
        at: point(x, y),
        anchor: Anchor::Middle,
        width,
        face: Face::Regular,
        size: Theme::default().sizes.body,
        text: text.to_owned().into(),
        runs: None,
    };
    item(role, shape)
}

/// An arrow with a head at its end alone.
fn arrow(points: &[Point], dash: Dash, end: Head) -> Node<'static> {
    let path = Points::More(points.into());
    item(Role::MessageLine, Shape::Arrow(Arrow { path, dash, start: Head::None, end }))
}

fn open(name: &str, line: u32) -> Node<'static> {
    Node::Open(Box::new(Group { name: name.to_owned().into(), facts: Facts::of(Kind::Message), line }))
}

/// A sentence for each group.
fn description(nodes: &[Node<'static>]) -> Vec<String> {
    let words = nodes.iter().filter_map(|node| match node {
        Node::Open(group) => Some(group.name.pieces().concat()),
        Node::Close | Node::Item(_) => None,
    });
    words.collect()
}

pub(super) fn scene(nodes: Vec<Node<'static>>) -> Scene<'static> {
    Scene {
        width: Px::hundredths(19_950),
        height: Px::new(100),
        title: "Greeting".to_owned(),
        description: description(&nodes),
        layers: vec![nodes],
        ..Scene::default()
    }
}

pub(super) fn file(nodes: Vec<Node<'static>>) -> String {
    file_with(nodes, &SvgOptions::default())
}

pub(super) fn file_with(nodes: Vec<Node<'static>>, options: &SvgOptions) -> String {
    let file = svg(scene(nodes), &Theme::default(), options);
    well_formed(&file);
    file
}

/// Checks what holds for every file.
fn well_formed(file: &str) {
    let document = roxmltree::Document::parse(file).unwrap_or_else(|error| panic!("{error}\n{file}"));
    assert!(file.ends_with("</svg>\n"), "{file}");
    assert!(!file.contains("\n\n"), "a blank line:\n{file}");
    assert!(!file.contains("<!--"), "a comment:\n{file}");
    let known = ["svg", "title", "desc", "style", "g", "rect", "path", "text", "a"];
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(known.contains(&element.tag_name().name()), "<{}>", element.tag_name().name());
        assert!(element.attributes().all(|one| !one.name().starts_with("on")), "{file}");
    }
}

/// The lines of a body: what is after the style.
pub(super) fn body(file: &str) -> Vec<&str> {
    let (_, body) = file.split_once("</style>\n").expect("there is a style");
    body.strip_suffix("</svg>\n").expect("it ends").lines().collect()
}

/// A message from x 10 to x 90 with its group and label.
pub(super) fn message(number: u32, label: &str) -> Vec<Node<'static>> {
    let y = 40 + 40 * i64::from(number);
    vec![
        open(&format!("Client sends Server: {label}"), number),
        text(Role::MessageText, 50, y - 6, label),
        arrow(&[point(10, y), point(90, y)], Dash::Solid, Head::Filled),
        Node::Close,
    ]
}

#[test]
fn the_root_says_what_it_is_and_how_large() {
    let file = file(message(1, "hi"));
    let document = roxmltree::Document::parse(&file).expect("it is well-formed");
    let root = document.root_element();
    for (name, value) in [("role", "img"), ("width", "200"), ("height", "100"), ("viewBox", "0 0 200 100")] {
        assert_eq!(root.attribute(name), Some(value));
    }
    let id = root.attribute("id").expect("it has an id");
    assert_eq!(
        (id, root.attribute("class"), root.attribute("data-seqwright")),
        ("sq", Some("sq"), Some("1"))
    );
    assert_eq!(root.attribute("aria-labelledby"), Some(format!("{id}-t").as_str()));
    assert_eq!(root.attribute("aria-describedby"), Some(format!("{id}-d").as_str()));
    let text_of = |name: &str| {
        let found =
            document.descendants().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
        found.map(|node| {
            (node.attribute("id").expect("it has an id").to_owned(), node.text().unwrap_or_default())
        })
    };
    assert_eq!(text_of("title"), Some((format!("{id}-t"), "Greeting")));
    assert_eq!(text_of("desc"), Some((format!("{id}-d"), "Client sends Server: hi")));
}

#[test]
fn a_drawing_without_a_title_or_anything_else_is_a_file_too() {
    let file = svg(Scene::default(), &Theme::default(), &SvgOptions::default());
    well_formed(&file);
    assert!(file.contains(">Sequence diagram</title>"), "{file}");
    assert!(!file.contains("<desc"), "{file}");
    let id = file.split("id=\"").nth(1).expect("it has an id").split('"').next().expect("a value ends");
    assert!(file.contains(&format!("aria-labelledby=\"{id}-t\"")), "{file}");
    assert!(!file.contains("aria-describedby"), "{file}");
}

#[test]
fn a_call_is_one_short_path() {
    assert_eq!(
        body(&file(message(1, "hi"))),
        [
            "<g aria-label=\"Client sends Server: hi\" data-kind=\"message\">",
            "<text x=\"50\" y=\"74\" textLength=\"14\" lengthAdjust=\"spacingAndGlyphs\">hi</text>",
            "<path d=\"M88 80l-7.3 2.9v-5.8zH10\"/>",
            "</g>",
        ]
    );
}

#[test]
fn a_head_does_not_inherit_the_dashes_of_its_line() {
    let file = file(vec![arrow(&[point(90, 10), point(10, 10)], Dash::Dashed, Head::Open)]);
    assert_eq!(
        body(&file),
        ["<path class=\"d\" d=\"M90 10H11.7\"/>", "<path class=\"o\" d=\"M19 6.3l-7.3 3.7l7.3 3.7\"/>"]
    );
}

#[test]
fn a_loop_is_round_at_its_corners_and_not_filled() {
    let points = [point(10, 10), point(42, 10), point(42, 30), point(10, 30)];
    let file = file(vec![arrow(&points, Dash::Solid, Head::Filled)]);
    assert_eq!(
        body(&file),
        [
            "<path class=\"o\" d=\"M12 30H34a8 8 0 0 0 8-8V18a8 8 0 0 0-8-8H10\"/>",
            "<path d=\"M12 30l7.3-2.9v5.8z\"/>",
        ]
    );
}

#[test]
fn tips_touch_what_they_point_at_in_every_direction() {
    let from = (50.0, 50.0);
    for (x, y) in [(90, 50), (10, 50), (50, 90), (50, 10), (80, 90), (20, 10), (90, 30), (37, 91)] {
        for (kind, half_angle_sine) in
            [(Head::Filled, 0.4 / 1.16_f64.sqrt()), (Head::Open, 0.5 / 1.25_f64.sqrt())]
        {
            // The head of a dashed line is an element of its own.
            let file = file(vec![arrow(&[point(50, 50), point(x, y)], Dash::Dashed, kind)]);
            let data = body(&file)[1].split_once(" d=\"").expect("it has data").1;
            let numbers: Vec<f64> = data
                .replace('-', " -")
                .split(|c: char| !matches!(c, '-' | '.' | '0'..='9'))
                .filter_map(|number| number.parse().ok())
                .collect();
            let straight = data.contains(['h', 'v']);
            let inner = match (kind, straight) {
                (Head::Filled, _) | (_, true) => (numbers[0], numbers[1]),
                _ => (numbers[0] + numbers[2], numbers[1] + numbers[3]),
            };
            // The edges of the strokes meet before their middles, by half their width over that sine.
            let (dx, dy) = (f64::from(x as i32) - from.0, f64::from(y as i32) - from.1);
            let length = (dx * dx + dy * dy).sqrt();
            let before = 0.75 / half_angle_sine;
            let outer = (inner.0 + dx / length * before, inner.1 + dy / length * before);
            let miss = ((outer.0 - x as f64).powi(2) + (outer.1 - y as f64).powi(2)).sqrt();
            assert!(miss < 0.06, "{kind:?} at {x},{y} misses by {miss}: {data}");
        }
    }
}

#[test]
fn hostile_text_stays_text() {
    for hostile in [
        "</text><script>alert(1)</script>",
        "]]>",
        "\" onload=\"alert(1)",
        "<!--",
        "&nbsp;",
        "\0\u{1b}[31m",
        "\u{fffe}",
    ] {
        let mut nodes = message(1, hostile);
        nodes.push(open(hostile, 3));
        nodes.push(Node::Close);
        let mut scene = scene(nodes);
        hostile.clone_into(&mut scene.title);
        let file = svg(scene, &Theme::default(), &SvgOptions::default());
        well_formed(&file);
        let document = roxmltree::Document::parse(&file).expect("it is well-formed");
        let shown: String =
            hostile.chars().map(|c| if c < ' ' || c == '\u{fffe}' { '\u{fffd}' } else { c }).collect();
        let labels: Vec<&str> =
            document.descendants().filter_map(|node| node.attribute("aria-label")).collect();
        assert_eq!(labels, [format!("Client sends Server: {shown}"), shown.clone()]);
        let text = document.descendants().find(|node| node.tag_name().name() == "text").expect("a label");
        assert_eq!(text.text(), Some(shown.as_str()));
    }
}

#[test]
fn an_authors_style_applies_to_one_element() {
    let style = Style {
        fill: Some(Color::rgb(0xad, 0xd8, 0xe6)),
        stroke: Some(Color::rgb(255, 0, 0)),
        width: Some(3),
        dash: Some(Dash::Dotted),
    };
    let shape = Shape::Box { rect: rect(10, 10, 60, 30), outline: Outline::Round(Px::new(4)) };
    let file = file(vec![Node::Item(Item { role: Role::Box, shape, style })]);
    assert_eq!(
        body(&file),
        [
            "<rect class=\"bx t\" x=\"10\" y=\"10\" width=\"60\" height=\"30\" rx=\"4\" style=\"fill:#add8e6;stroke:#f00;stroke-width:3\"/>"
        ]
    );
}

#[test]
fn an_authors_fill_of_a_fragment_is_opaque_where_labels_can_be_read_on_it() {
    let style = Style { fill: Some(Color::WHITE), ..Style::default() };
    let shape = Shape::Box { rect: rect(10, 10, 60, 30), outline: Outline::Round(Px::ZERO) };
    let file = file(vec![Node::Item(Item { role: Role::FragmentFill, shape, style })]);
    assert!(body(&file)[0].contains("class=\"ff k0\""), "{file}");
    assert!(file.contains(".k0{fill:#fff;fill-opacity:1}"), "{file}");
    assert!(file.contains(".k0{fill:#262626;fill-opacity:1}"), "{file}");
}

#[test]
fn an_authors_colour_of_a_message_colours_line_and_head() {
    let style = Style { stroke: Some(Color::rgb(255, 0, 0)), ..Style::default() };
    let mut nodes = message(1, "");
    for node in &mut nodes {
        if let Node::Item(Item { role: Role::MessageLine, style: plain, .. }) = node {
            *plain = style;
        }
    }
    let file = file(nodes);
    assert!(file.contains("<path style=\"fill:#f00;stroke:#f00\" d=\"M88 80l"), "{file}");
}

#[test]
fn only_the_rules_that_are_used_are_written() {
    let file = file(message(1, "hi"));
    assert!(!file.contains(" ."), "{file}");
    assert!(file.contains("@media screen and (prefers-color-scheme:dark){\n"), "{file}");
    let print = Theme::builtin("print").expect("it is built in");
    let printed = svg(scene(message(1, "hi")), &print, &SvgOptions::default());
    assert!(!printed.contains("color-scheme") && printed.matches("@media").count() == 1, "{printed}");
}

#[test]
fn every_class_of_an_element_has_a_rule() {
    for name in Theme::BUILTIN {
        let theme = Theme::builtin(name).expect("it is built in");
        let shapes = Role::ALL.iter().flat_map(|role| {
            let style = Style { dash: Some(Dash::Dashed), ..Style::default() };
            let kind = ParticipantKind::Actor;
            let text = |anchor, face| Shape::Text {
                at: point(9, 9),
                anchor,
                width: Px::new(9),
                face,
                size: theme.sizes.body,
                text: "x".into(),
                runs: None,
            };
            [
                Shape::Symbol { kind, rect: rect(0, 0, 40, 40) },
                text(Anchor::Start, Face::BoldItalic),
                text(Anchor::Middle, Face::Mono),
            ]
            .map(|shape| Node::Item(Item { role: *role, shape, style }))
        });
        let file = svg(scene(shapes.collect()), &theme, &SvgOptions::default());
        well_formed(&file);
        let document = roxmltree::Document::parse(&file).expect("it is well-formed");
        for class in
            document.descendants().filter_map(|node| node.attribute("class")).flat_map(str::split_whitespace)
        {
            assert!(file.contains(&format!(".{class}{{")), "{name}: {class}\n{file}");
        }
    }
}

#[test]
fn fitting_can_be_switched_off() {
    let plain = file_with(message(1, "hi"), &SvgOptions { fit_text: false, ..SvgOptions::default() });
    assert!(!plain.contains("textLength"), "{plain}");
}

#[test]
fn lines_and_numbers_of_events_are_written_on_request() {
    let nodes = || [message(7, "one"), vec![open("", 0), Node::Close], message(9, "two")].concat();
    let lined = file_with(nodes(), &SvgOptions { source_lines: true, ..SvgOptions::default() });
    let groups: Vec<&str> = body(&lined)
        .into_iter()
        .filter_map(|line| line.strip_prefix("<g ")?.split_once("data-kind=\"message\""))
        .map(|(_, moving)| moving)
        .collect();
    assert_eq!(
        groups,
        [" data-line=\"7\" data-event=\"1\">", " data-event=\"2\">", " data-line=\"9\" data-event=\"3\">"]
    );
    let kept = file(nodes());
    assert!(!kept.contains("data-line") && !kept.contains("data-event"), "{kept}");
}

#[test]
fn drawings_on_one_page_have_ids_and_rules_of_their_own() {
    let options = SvgOptions { id_prefix: Some("one".to_owned()), ..SvgOptions::default() };
    let file = file_with(message(1, "hi"), &options);
    assert!(
        file.starts_with("<svg aria-describedby=\"one-d\" aria-labelledby=\"one-t\" class=\"one\""),
        "{file}"
    );
    assert!(file.contains("\n.one text{") && !file.contains("sq"), "{file}");
}

#[test]
fn an_empty_text_is_not_fitted() {
    let file = file(vec![text(Role::MessageText, 5, 5, "")]);
    assert_eq!(body(&file), ["<text x=\"5\" y=\"5\"></text>"]);
}

#[test]
fn a_further_short_message_takes_less_than_250_bytes() {
    let size = |count: u32| file((1..=count).flat_map(|number| message(number, "hello")).collect()).len();
    assert!(size(2) < 3000, "{}", size(2));
    let each = (size(22) - size(2)) / 20;
    assert!(each <= 250, "{each}");
}

#[test]
fn an_authors_letters_come_before_those_of_the_theme() {
    let family = |typeface| {
        let scene = Scene { typeface, ..scene(Vec::new()) };
        let file = svg(scene, &Theme::default(), &SvgOptions::default());
        well_formed(&file);
        file.split("font-family:").nth(1).expect("there is a family").split(';').next().map(str::to_owned)
    };
    let families = Theme::default().families;
    assert_eq!(family(Typeface::Sans), Some(families.sans.clone()));
    assert_eq!(family(Typeface::Mono), Some(families.mono));
    let names = ["My Font", "serif"].map(|name| FontName::new(name).expect("there are letters"));
    let named = family(Typeface::Named(names.to_vec())).expect("there is a family");
    assert_eq!(named, format!("'My Font', serif, {}", families.sans));
}
