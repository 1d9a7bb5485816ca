//! Finds faults in the geometry of a scene: text on text, text off the canvas, a line through text, an arrow that ends
//! nowhere.
#![allow(clippy::wildcard_enum_match_arm)] // Each law checks a few shapes.

use seqwright::notation::Head;
use seqwright::px::Px;
use seqwright::scene::{Anchor, Arrow, Item, Kind, Node, Outline, Point, Rect, Role, Scene, Shape};

/// Describes every fault of a scene.
pub fn faults(scene: &Scene) -> Vec<String> {
    let mut faults = Vec::new();
    let items: Vec<&Item> = scene
        .nodes()
        .filter_map(|node| match node {
            Node::Item(item) => Some(item),
            Node::Open(_) | Node::Close => None,
        })
        .collect();
    bars_in_pieces(scene, &mut faults);
    let texts: Vec<Ink> = items.iter().filter_map(|item| ink(item)).collect();
    text_on_text(&texts, &mut faults);
    text_outside(&texts, scene, &mut faults);
    shapes_outside(&items, scene, &mut faults);
    lines_through_text(&items, &texts, &mut faults);
    signs_on_text(&items, &texts, &mut faults);
    things_in_the_way_of_knowledge(&items, &texts, &mut faults);
    text_out_of_its_box(&items, &texts, &mut faults);
    frames_that_cut_frames(&items, Role::FragmentBorder, &mut faults);
    frames_that_cut_frames(&items, Role::Group, &mut faults);
    boxes_on_heads(&items, &mut faults);
    arrows_that_end_nowhere(&items, scene, &mut faults);
    faults
}

/// The inked part of a line of text: lower than its line box.
struct Ink {
    text: String,
    rect: Rect,
    role: Role,
}

fn ink(item: &Item) -> Option<Ink> {
    let Shape::Text { at, anchor, width, size, text, .. } = &item.shape else { return None };
    let x = match anchor {
        Anchor::Start => at.x,
        Anchor::Middle => at.x - width.half(),
    };
    let rect = Rect { x, y: at.y - *size * 72 / 100, width: *width, height: *size * 90 / 100 };
    Some(Ink { text: text.to_string(), rect, role: item.role })
}

/// Whether two rectangles share more than a hair.
fn overlap(a: &Rect, b: &Rect) -> bool {
    let hair = Px::hundredths(50);
    a.x + hair < b.right() && b.x + hair < a.right() && a.y + hair < b.bottom() && b.y + hair < a.bottom()
}

/// Law 1.
fn text_on_text(texts: &[Ink], faults: &mut Vec<String>) {
    let mut sorted: Vec<&Ink> = texts.iter().collect();
    sorted.sort_by_key(|ink| ink.rect.y);
    for (index, a) in sorted.iter().enumerate() {
        for b in sorted[index + 1..].iter().take_while(|b| b.rect.y < a.rect.bottom()) {
            if overlap(&a.rect, &b.rect) {
                faults.push(format!("`{}` lies on `{}`", a.text, b.text));
            }
        }
    }
}

/// Law 2, the canvas.
fn text_outside(texts: &[Ink], scene: &Scene, faults: &mut Vec<String>) {
    let zero = Px::ZERO;
    for ink in texts {
        let r = &ink.rect;
        if r.x < zero || r.y < zero || r.right() > scene.width || r.bottom() > scene.height {
            faults.push(format!("`{}` leaves the canvas", ink.text));
        }
    }
}

/// Law 2, of what is no text: boxes, pictures and lines stay on the canvas as well.
fn shapes_outside(items: &[&Item], scene: &Scene, faults: &mut Vec<String>) {
    for item in items {
        let corners: Vec<Point> = match &item.shape {
            Shape::Box { rect, .. }
            | Shape::Symbol { rect, .. }
            | Shape::Glyph { rect, .. }
            | Shape::Image { rect, .. } => {
                vec![Point { x: rect.x, y: rect.y }, Point { x: rect.right(), y: rect.bottom() }]
            }
            Shape::Line { points, .. } | Shape::Arrow(Arrow { path: points, .. }) => points.to_vec(),
            _ => continue,
        };
        let is_outside =
            |at: &Point| at.x < Px::ZERO || at.y < Px::ZERO || at.x > scene.width || at.y > scene.height;
        if corners.iter().any(is_outside) {
            faults.push(format!("{:?} leaves the canvas: {corners:?}", item.role));
        }
    }
}

/// Law 2, the boxes: the smallest box that holds the middle of a text holds all of it.
fn text_out_of_its_box(items: &[&Item], texts: &[Ink], faults: &mut Vec<String>) {
    let boxes: Vec<&Rect> = items
        .iter()
        .filter(|item| !matches!(item.role, Role::Activation | Role::Canvas))
        .filter_map(|item| match &item.shape {
            Shape::Box { rect, .. } => Some(rect),
            _ => None,
        })
        .collect();
    for ink in texts {
        let r = &ink.rect;
        let (x, y) = (r.middle(), r.y + r.height.half());
        let holds = |b: &&&Rect| b.x <= x && x <= b.right() && b.y <= y && y <= b.bottom();
        let area = |b: &&&Rect| b.width.in_hundredths() * b.height.in_hundredths();
        let Some(holder) = boxes.iter().filter(holds).min_by_key(area) else { continue };
        if r.x < holder.x || r.right() > holder.right() || r.y < holder.y || r.bottom() > holder.bottom() {
            faults.push(format!("`{}` overflows its box", ink.text));
        }
    }
}

/// Law 7: a bar is one box from its start to its end.
fn bars_in_pieces(scene: &Scene, faults: &mut Vec<String>) {
    let mut inside: Option<Vec<&Shape>> = None;
    for node in scene.nodes() {
        match node {
            Node::Open(group) if group.facts.kind == Kind::Activation => inside = Some(Vec::new()),
            Node::Item(item) => inside.iter_mut().for_each(|shapes| shapes.push(&item.shape)),
            Node::Close => match inside.take().as_deref() {
                None | Some([Shape::Box { .. }]) => {}
                Some(shapes) => faults.push(format!("a bar is drawn as {shapes:?}")),
            },
            Node::Open(_) => {}
        }
    }
}

/// Laws 3 and 4: no stroke crosses a text, unless the text stands in a box that is painted over it; and even
/// then not, because a theme may leave boxes unfilled. Only a bar, which stays in one piece, may go on behind a box.
fn lines_through_text(items: &[&Item], texts: &[Ink], faults: &mut Vec<String>) {
    let mut sorted: Vec<&Ink> = texts.iter().collect();
    sorted.sort_by_key(|ink| ink.rect.y);
    let boxes = opaque_boxes(items);
    let tallest = texts.iter().map(|ink| ink.rect.height).max().unwrap_or_default();
    for item in items {
        for (from, to) in strokes(item) {
            let top = from.y.min(to.y) - tallest;
            let first = sorted.partition_point(|ink| ink.rect.y < top);
            for ink in sorted[first..].iter().take_while(|ink| ink.rect.y <= from.y.max(to.y)) {
                let is_behind =
                    item.role == Role::Activation && boxes.iter().any(|rect| overlap(rect, &ink.rect));
                if !is_behind && crosses(from, to, &ink.rect) {
                    faults.push(format!("{:?} is drawn through `{}` ({:?})", item.role, ink.text, ink.role));
                }
            }
        }
    }
}

/// The straight strokes of a shape that could cross a text. Boxes that hold texts have borders too.
fn strokes(item: &Item) -> Vec<(Point, Point)> {
    match &item.shape {
        Shape::Line { points, .. } | Shape::Arrow(Arrow { path: points, .. }) => {
            points.windows(2).map(|pair| (pair[0], pair[1])).collect()
        }
        Shape::Pieces { x, pieces } => {
            pieces.iter().map(|&(top, end)| (Point { x: *x, y: top }, Point { x: *x, y: end })).collect()
        }
        Shape::Box { rect, outline } if !is_fill(item.role) => {
            let (left, right) = match outline {
                Outline::Pointed { left, right } => (rect.x - *left, rect.right() + *right),
                Outline::Round(_) | Outline::Folded(_) | Outline::Tab(_) => (rect.x, rect.right()),
            };
            let corner = |x, y| Point { x, y };
            let (top, bottom) = (rect.y, rect.bottom());
            vec![
                (corner(left, top), corner(right, top)),
                (corner(left, bottom), corner(right, bottom)),
                (corner(left, top), corner(left, bottom)),
                (corner(right, top), corner(right, bottom)),
            ]
        }
        _ => Vec::new(),
    }
}

/// Whether a role is only filled; its border is another mark.
fn is_fill(role: Role) -> bool {
    matches!(role, Role::Canvas | Role::FragmentFill | Role::Group)
}

/// Whether a segment enters a rectangle, by sampling it every two pixels.
fn crosses(from: Point, to: Point, rect: &Rect) -> bool {
    let hair = Px::new(1);
    let length = (to.x - from.x).abs().max((to.y - from.y).abs());
    let steps = (length.in_hundredths() / 200).max(1);
    (0..=steps).any(|step| {
        let x = from.x + Px::hundredths((to.x - from.x).in_hundredths() * step / steps);
        let y = from.y + Px::hundredths((to.y - from.y).in_hundredths() * step / steps);
        x > rect.x + hair && x < rect.right() - hair && y > rect.y + hair && y < rect.bottom() - hair
    })
}

/// Law 3, of signs: none lies on a text.
fn signs_on_text(items: &[&Item], texts: &[Ink], faults: &mut Vec<String>) {
    for item in items {
        let Shape::Signs(signs) = &item.shape else { continue };
        for (sign, rect) in signs {
            for ink in texts.iter().filter(|ink| overlap(rect, &ink.rect)) {
                faults.push(format!("a sign ({sign:?}) lies on `{}`", ink.text));
            }
        }
    }
}

/// Law 3, of boxes and chips of knowledge: a text is inside of one or clear of it, no arrow enters one, and they are clear
/// of one another and of other boxes with text.
fn things_in_the_way_of_knowledge(items: &[&Item], texts: &[Ink], faults: &mut Vec<String>) {
    let others = opaque_boxes(items);
    let arrows = || items.iter().filter(|item| matches!(item.shape, Shape::Arrow(_)));
    for item in items.iter().filter(|item| item.role == Role::Knowledge) {
        let Shape::Box { rect, .. } = &item.shape else { continue };
        let is_inside = |ink: &Rect| ink.x >= rect.x && ink.right() <= rect.right();
        for ink in texts.iter().filter(|ink| overlap(rect, &ink.rect) && !is_inside(&ink.rect)) {
            faults.push(format!("`{}` enters a box of knowledge", ink.text));
        }
        for (from, to) in arrows().flat_map(|arrow| strokes(arrow)) {
            if crosses(from, to, rect) {
                faults.push(format!("an arrow enters a box of knowledge at y = {:?}", rect.y));
            }
        }
        if others.iter().filter(|other| overlap(rect, other)).count() > 1 {
            faults.push(format!("a box lies on a box of knowledge at y = {:?}", rect.y));
        }
    }
}

/// Law 3, on the ends of arrows and lifelines: no box hides them, and none is on a box.
fn boxes_on_heads(items: &[&Item], faults: &mut Vec<String>) {
    let boxes = opaque_boxes(items);
    for item in items {
        let marks: Vec<Rect> = match &item.shape {
            Shape::Arrow(arrow) => arrow.heads().map(|(_, tip, from)| head_area(tip, from)).collect(),
            Shape::Line { points, .. } if item.role == Role::Destruction => {
                let (x, y) = (points[0].x.min(points[1].x), points[0].y.min(points[1].y));
                let (right, bottom) = (points[0].x.max(points[1].x), points[0].y.max(points[1].y));
                vec![Rect { x, y, width: right - x, height: bottom - y }]
            }
            _ => continue,
        };
        for mark in marks {
            if boxes.iter().any(|rect| overlap(rect, &mark)) {
                faults.push(format!("{:?} at y = {:?} meets a box", item.role, mark.y));
            }
        }
    }
}

/// The boxes that hide what is behind them.
fn opaque_boxes<'i>(items: &[&'i Item]) -> Vec<&'i Rect> {
    let is_box = |role| {
        matches!(
            role,
            Role::Note
                | Role::Box
                | Role::State
                | Role::Ref
                | Role::Knowledge
                | Role::Divider
                | Role::Participant
        )
    };
    let boxes = items.iter().filter(|item| is_box(item.role)).filter_map(|item| match &item.shape {
        Shape::Box { rect, .. } => Some(rect),
        _ => None,
    });
    boxes.collect()
}

/// About where a head is inked whose tip is reached from a point.
fn head_area(tip: Point, from: Point) -> Rect {
    let back = Px::new(if from.x < tip.x { -8 } else { 8 });
    Rect { x: tip.x.min(tip.x + back), y: tip.y - Px::new(3), width: back.abs(), height: Px::new(6) }
}

/// Law 5: of two frames, one holds the other or they are apart. So do groups of participants.
fn frames_that_cut_frames(items: &[&Item], role: Role, faults: &mut Vec<String>) {
    let frames: Vec<&Rect> = items
        .iter()
        .filter(|item| item.role == role)
        .filter_map(|item| match &item.shape {
            Shape::Box { rect, .. } => Some(rect),
            _ => None,
        })
        .collect();
    let inside =
        |a: &Rect, b: &Rect| a.x > b.x && a.right() < b.right() && a.y > b.y && a.bottom() < b.bottom();
    for (index, a) in frames.iter().enumerate() {
        for b in &frames[index + 1..] {
            if overlap(a, b) && !inside(a, b) && !inside(b, a) {
                faults.push(format!("a frame ({role:?}) cuts a frame at y = {:?}", b.y));
            }
        }
    }
}

/// The borders of the diagram, beyond which no message ends. Frames surround messages from there.
fn borders(items: &[&Item]) -> Vec<Px> {
    let ends = items.iter().filter_map(|item| match (&item.shape, item.role) {
        (Shape::Arrow(Arrow { path, .. }), Role::MessageLine) => Some([path[0].x, path[path.len() - 1].x]),
        _ => None,
    });
    let ends: Vec<Px> = ends.flatten().collect();
    [ends.iter().min(), ends.iter().max()].into_iter().flatten().copied().collect()
}

/// How far a tip may be from what it points at. The cross of a wide line is larger.
fn reach(head: Head, item: &Item) -> Px {
    let cross = Px::new(10) + item.style.line_width().unwrap_or_default();
    if head == Head::Cross { cross } else { Px::hundredths(50) }
}

/// Law 6: a tip touches a lifeline, the side of a bar, of a head or of a reference, or the border of the drawing.
fn arrows_that_end_nowhere(items: &[&Item], scene: &Scene, faults: &mut Vec<String>) {
    let mut targets: Vec<Px> = Vec::new();
    for item in items {
        match (&item.shape, item.role) {
            (Shape::Pieces { x, .. }, Role::Lifeline) => targets.push(*x),
            (
                Shape::Box { rect, .. },
                Role::Activation | Role::Participant | Role::Number | Role::MessageHead,
            ) => {
                targets.extend([rect.x, rect.right(), rect.middle()]);
            }
            (Shape::Symbol { rect, .. }, Role::Participant)
            | (Shape::Glyph { rect, .. } | Shape::Image { rect, .. }, Role::Icon) => {
                targets.extend([rect.x, rect.right(), rect.middle()])
            }
            _ => {}
        }
    }
    targets.sort_unstable();
    let boxes = |role: Role| {
        items.iter().filter_map(move |item| match &item.shape {
            Shape::Box { rect, .. } if item.role == role => Some(rect),
            _ => None,
        })
    };
    let borders = borders(items);
    for item in items {
        let Shape::Arrow(arrow) = &item.shape else { continue };
        for (head, tip, _) in arrow.heads() {
            let reach = reach(head, item);
            let near = targets.partition_point(|&x| x < tip.x - reach);
            let touches = targets.get(near).is_some_and(|&x| x <= tip.x + reach);
            let margin = Px::new(40);
            let is_beside = |rect: &Rect| {
                let sides = [tip.x - rect.x, rect.right() - tip.x];
                (rect.y..rect.bottom()).contains(&tip.y)
                    && sides.iter().any(|gap| (Px::ZERO..=margin).contains(gap))
            };
            let is_framed = borders.contains(&tip.x) && boxes(Role::FragmentBorder).any(is_beside);
            let at_border = is_framed || tip.x <= margin || tip.x >= scene.width - margin;
            let is_at_side = |rect: &Rect| {
                (tip.x == rect.x || tip.x == rect.right()) && (rect.y..rect.bottom()).contains(&tip.y)
            };
            if !touches && !at_border && !boxes(Role::Ref).any(is_at_side) {
                faults.push(format!("an arrow at x = {:?}, y = {:?} ends nowhere", tip.x, tip.y));
            }
        }
    }
}
