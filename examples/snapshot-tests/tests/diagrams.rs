//! The diagrams are drawn as they were when they were last reviewed. `cargo insta review` shows what changed.

/// In characters: a change of the drawing is a change of lines that can be read.
#[test]
fn order_as_text() {
    insta::assert_snapshot!(seqwright::testing::text(seqwright::include_seq!("../diagrams/order.seq")));
}

/// As SVG: the snapshot is a picture, which GitHub and `cargo insta review` show.
#[test]
fn order_as_svg() {
    let svg = seqwright::testing::svg(seqwright::include_seq!("../diagrams/order.seq"));
    insta::assert_binary_snapshot!("order.svg", svg.into_bytes());
}
