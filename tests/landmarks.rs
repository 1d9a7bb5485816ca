//! Where a picture may be divided into pages, and what in it is a link, a chapter or a frame.

use seqwright::px::Px;
use seqwright::scene::{Divided, Item, Landmarks, Node, Rect, Role, Scene, Shape};
use seqwright::{Compiled, Source, Theme, compile};

fn compiled(text: &str) -> Compiled {
    let compiled = compile(&Source::new("x.seq", text));
    assert!(!compiled.has_errors(), "{:?}", compiled.diagnostics);
    compiled
}

fn landmarks(text: &str) -> Landmarks {
    compiled(text).scene(&Theme::default()).landmarks()
}

fn items<'s, 'd>(scene: &'s Scene<'d>) -> impl Iterator<Item = &'s Item<'d>> {
    scene.nodes().filter_map(|node| if let Node::Item(item) = node { Some(item) } else { None })
}

fn boxes<'s>(scene: &'s Scene<'_>, role: Role) -> impl Iterator<Item = Rect> + 's {
    let items = items(scene).filter(move |item| item.role == role);
    items.filter_map(|item| if let Shape::Box { rect, .. } = item.shape { Some(rect) } else { None })
}

/// The baselines of all texts with the tops of their capitals.
fn texts(scene: &Scene<'_>) -> Vec<(Px, Px)> {
    let text = |item: &Item<'_>| match &item.shape {
        Shape::Text { at, size, .. } => Some((at.y - *size * 72 / 100, at.y)),
        Shape::Box { .. }
        | Shape::Line { .. }
        | Shape::Pieces { .. }
        | Shape::Arrow(_)
        | Shape::Symbol { .. }
        | Shape::Glyph { .. }
        | Shape::Image { .. }
        | Shape::Signs(_) => None,
    };
    items(scene).filter_map(text).collect()
}

#[test]
fn a_picture_can_be_divided_between_two_messages_but_not_between_a_label_and_its_arrow() {
    let found = landmarks("A->B: one\nB->A: two\nA->B: three");
    let rows = found.breaks.iter().filter(|it| it.divides == Divided::Rows).count();
    // Below the heads, after each message, and before the edge.
    assert!((3..=5).contains(&rows), "{:?}", found.breaks);
}

#[test]
fn no_break_of_any_example_is_in_a_text_or_in_a_box() {
    for path in ["how-tls-works.seq", "gallery/long.seq", "gallery/notes.seq", "gallery/groups.seq"] {
        let path = format!("{}/examples/{path}", env!("CARGO_MANIFEST_DIR"));
        let compiled = compiled(&std::fs::read_to_string(&path).expect("it is there"));
        let scene = compiled.scene(&Theme::default());
        let found = scene.landmarks();
        assert!(found.breaks.len() > 5, "{path}");
        let whole = [Role::Note, Role::Participant, Role::Divider];
        let whole: Vec<Rect> = whole.into_iter().flat_map(|role| boxes(&scene, role)).collect();
        for it in &found.breaks {
            let meets = |top: Px, bottom: Px| top < it.at.bottom && bottom > it.at.top;
            for (top, bottom) in texts(&scene) {
                assert!(!meets(top, bottom), "{path}: {it:?} is in a text at {top:?}");
            }
            for rect in whole.iter().filter(|rect| rect.height < Px::new(120)) {
                assert!(!meets(rect.y, rect.bottom()), "{path}: {it:?} is in a box at {:?}", rect.y);
            }
        }
    }
}

#[test]
fn a_high_box_can_be_divided_between_its_lines_and_not_near_its_border() {
    let note = vec!["line"; 30].join("\\n");
    let text = format!("A->B: x\nnote over A: {note}\nA->B: y");
    let compiled = compiled(&text);
    let scene = compiled.scene(&Theme::default());
    let [note] = boxes(&scene, Role::Note).collect::<Vec<_>>()[..] else { panic!("there is one") };
    let breaks = scene.landmarks().breaks;
    let inside: Vec<_> = breaks.iter().filter(|it| it.divides == Divided::Box).collect();
    assert!(inside.len() > 20, "{}", inside.len());
    let near = Px::new(24);
    assert!(inside.iter().all(|it| it.at.top >= note.y + near && it.at.bottom <= note.bottom() - near));
}

#[test]
fn a_chapter_has_a_title_an_event_and_the_break_before_it() {
    let found = landmarks("A->B: one\n== Sign in ==\nA->B: two\n...\nA->B: three");
    let [chapter] = &found.chapters[..] else { panic!("{:?}", found.chapters) };
    assert_eq!((chapter.title.as_str(), chapter.event), ("Sign in", 2));
    let before: Vec<_> = found.breaks.iter().filter(|it| it.divides == Divided::Chapters).collect();
    assert_eq!(before.len(), 1);
    assert!(before[0].at.bottom < chapter.top);
}

#[test]
fn a_link_of_two_styles_is_one_link() {
    let found =
        landmarks("A->B: see <link:https://example.org>RFC **8446**</link> now\nB->A: <link:x.html>y</link>");
    let links: Vec<_> = found.links.iter().map(|it| (it.href.as_str(), it.text.as_str(), it.event)).collect();
    assert_eq!(links, [("https://example.org", "RFC 8446", 1), ("x.html", "y", 2)]);
    assert!(found.links.iter().all(|it| it.rect.width > Px::ZERO && it.rect.height > Px::new(10)));
}

#[test]
fn frames_have_the_words_of_their_tabs() {
    let found = landmarks("alt x\nloop y\nA->B: z\nend\nend\nframe all");
    let tabs: Vec<_> = found.frames.iter().map(|frame| frame.tab.as_str()).collect();
    assert_eq!(tabs, ["all", "alt", "loop"]);
}

#[test]
fn heads_are_those_at_the_top() {
    let heads = |text: &str| landmarks(text).heads.expect("there are heads");
    let plain = heads("A->B: x");
    assert_eq!(heads("A->B: x\ncreate C\nB->C: y").bottom, plain.bottom);
    assert!(heads("title T\nA->B: x").top > plain.top);
    assert_eq!(landmarks("A->B: x").foot, None);
    let long = landmarks(&"A->B: x\n".repeat(120));
    let last = long.breaks.iter().map(|it| it.at.bottom).max();
    assert!(
        long.foot.is_some_and(|foot| Some(foot.top) > last || last.is_some_and(|last| last > foot.bottom))
    );
}
