//! How much room a drawing takes: labels are wrapped where they make it too wide, and keep the lines that they were
//! measured with.

use proptest::prelude::*;
use seqwright::px::Px;
use seqwright::scene::{Node, Role, Scene, Shape};
use seqwright::{Source, Theme, compile};

/// A theme with some of its lengths changed.
fn theme(change: impl FnOnce(&mut seqwright::theme::Spacing)) -> Theme {
    let mut theme = Theme::default();
    change(&mut theme.spacing);
    theme
}

/// The shapes that are drawn with a role.
fn shapes<'s>(scene: &'s Scene<'_>, role: Role) -> impl Iterator<Item = &'s Shape<'s>> {
    scene.nodes().filter_map(move |node| match node {
        Node::Item(item) => (item.role == role).then_some(&item.shape),
        Node::Open(_) | Node::Close => None,
    })
}

/// The lines of the labels of messages.
fn lines(scene: &Scene<'_>) -> Vec<String> {
    let text = |shape: &Shape<'_>| {
        let Shape::Text { text, .. } = shape else { return None };
        Some(text.to_string())
    };
    shapes(scene, Role::MessageText).filter_map(text).collect()
}

/// The x of the lifelines.
fn lifelines(scene: &Scene<'_>) -> Vec<Px> {
    let x = |shape: &Shape<'_>| {
        let Shape::Pieces { x, .. } = shape else { return None };
        Some(*x)
    };
    shapes(scene, Role::Lifeline).filter_map(x).collect()
}

/// A chain of participants with the same label between each and the next.
fn chain(names: &[&str], label: &str) -> String {
    names.windows(2).map(|pair| format!("{}->{}: {label}\n", pair[0], pair[1])).collect()
}

const NAMES: [&str; 8] = ["A", "B", "C", "D", "E", "F", "G", "H"];
const LABEL: &str = "a label of so many words that eight lifelines do not fit on a page of any book";

#[test]
fn a_drawing_that_would_be_too_wide_has_narrower_labels() {
    let text = chain(&NAMES, LABEL);
    let compiled = compile(&Source::new("wide.seq", text));
    let fitted = compiled.scene(&Theme::default()).width;
    let free = compiled.scene(&theme(|spacing| spacing.fit_width = Px::new(10_000))).width;
    assert!(fitted * 2 < free, "{fitted:?} against {free:?}");
}

#[test]
fn a_drawing_that_fits_is_left_alone() {
    let text = chain(&NAMES[..3], "short");
    let compiled = compile(&Source::new("narrow.seq", text));
    let free = theme(|spacing| spacing.fit_width = Px::new(10_000));
    assert_eq!(compiled.svg(&Theme::default()), compiled.svg(&free));
}

#[test]
fn a_drawing_that_no_measure_makes_narrower_keeps_its_labels() {
    let heads: Vec<String> =
        (0..20).map(|at| format!("participant AParticipantOfSomeLength{at}\n")).collect();
    let text = format!("{}AParticipantOfSomeLength0->AParticipantOfSomeLength19: {LABEL}\n", heads.concat());
    let compiled = compile(&Source::new("heads.seq", text));
    assert_eq!(lines(&compiled.scene(&Theme::default())), [LABEL]);
}

#[test]
fn a_message_right_after_create_points_at_the_head() {
    let scene = |text: &str| {
        let compiled = compile(&Source::new("create.seq", text.to_owned()));
        let scene = compiled.scene(&Theme::default());
        (scene.width, scene.height)
    };
    let together = scene("participant A\nA->*B: make\nB-->A: made\n");
    assert_eq!(scene("participant A\ncreate B\nA->B: make\nB-->A: made\n"), together);
    // Where something else comes first, the head has a row of its own.
    let apart = scene("participant A\ncreate B\nnote over A: wait\nA->B: make\nB-->A: made\n");
    assert!(apart.1 > together.1);
}

#[test]
fn a_message_that_crosses_a_slanted_one_does_not_widen_the_drawing() {
    let width =
        |text: &str| compile(&Source::new("slant.seq", text.to_owned())).scene(&Theme::default()).width;
    let label = "a label of several words";
    let straight = width(&format!("A->B: first\nB->A: {label}\n"));
    assert_eq!(width(&format!("A->(8)B: first\nspace -6\nB->A: {label}\n")), straight);
}

proptest! {
    /// Two pixels more room must not save a line: the label was measured with as few as there can be.
    #[test]
    fn a_label_keeps_the_lines_that_its_room_was_measured_for(
        words in proptest::collection::vec("[a-zA-Z.,:]{1,12}", 8..40),
    ) {
        let text = format!("A->B: {}\n", words.join(" "));
        let compiled = compile(&Source::new("label.seq", text));
        let scene = compiled.scene(&Theme::default());
        let at = lifelines(&scene);
        let wider = theme(|spacing| spacing.column = at[1] - at[0] + Px::new(2));
        prop_assert_eq!(lines(&scene).len(), lines(&compiled.scene(&wider)).len());
    }
}
