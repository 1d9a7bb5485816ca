//! Which boxes of knowledge are drawn, and where.

use seqwright::scene::{Kind, Node, Rect, Role, Shape};
use seqwright::{Source, Theme, compile};

/// The boxes of what is learnt or checked, from top to bottom.
fn boxes(text: &str) -> Vec<Rect> {
    let compiled = compile(&Source::new("x.seq", format!("knowledge on\n{text}")));
    let scene = compiled.scene(&Theme::default());
    let mut is_inside = false;
    let mut boxes = Vec::new();
    for node in scene.nodes() {
        match node {
            Node::Open(group) => is_inside = group.facts.kind == Kind::Learning,
            Node::Close => is_inside = false,
            Node::Item(item) => {
                if let (true, Role::Knowledge, Shape::Box { rect, .. }) = (is_inside, item.role, &item.shape)
                {
                    boxes.push(*rect);
                }
            }
        }
    }
    boxes
}

#[test]
fn a_value_that_the_label_names_is_a_chip_and_has_no_box() {
    assert_eq!(boxes("generate A: x\nA->B: one(x)").len(), 1);
    assert_eq!(boxes("generate A: x\nA->B: one\ncarry x").len(), 2);
}

#[test]
fn boxes_of_different_parties_between_two_messages_stand_side_by_side() {
    let beside = boxes("participant A\nparticipant B\ngenerate A: x\ngenerate B: y\ngenerate A: z");
    assert_eq!(beside.len(), 2, "{beside:?}");
    assert_eq!(beside[0].bottom(), beside[1].bottom());
    assert!(beside[0].right() < beside[1].x, "{beside:?}");
}

#[test]
fn a_message_or_a_note_between_them_keeps_boxes_apart() {
    for between in ["A->B: hello", "note over A: hello", "== hello =="] {
        let apart = boxes(&format!("participant A\nparticipant B\ngenerate A: x\n{between}\ngenerate B: y"));
        assert!(apart.len() == 2 && apart[0].bottom() < apart[1].y, "{between}: {apart:?}");
    }
}

#[test]
fn a_box_of_several_parties_has_a_row_of_its_own() {
    let apart =
        boxes("participant A\nparticipant B\nparticipant C\ngenerate A: x\nderive A, B: y = sha256(0)");
    assert!(apart.len() == 2 && apart[0].bottom() < apart[1].y, "{apart:?}");
}
