//! What a build without the feature `knowledge` says: `cargo test --no-default-features --test without_knowledge`.
#![cfg(not(feature = "knowledge"))]

use seqwright::{Code, Source, compile};

#[test]
fn a_source_that_speaks_of_knowledge_is_drawn_with_one_warning() {
    let source = Source::new("x.seq", "A->B: hello\nopt maybe\nknowledge on\nend\ngenerate A: key\n");
    let compiled = compile(&source);
    let [warning] = compiled.diagnostics.as_slice() else { panic!("{:?}", compiled.diagnostics) };
    assert_eq!(warning.code, Code::KnowledgeNotBuilt);
    assert_eq!(source.place(warning.span().start).line, 3);
    assert!(compiled.ledger.is_none());
    assert!(compiled.text().contains("hello"));
}

#[test]
fn other_sources_give_no_warning() {
    assert_eq!(compile(&Source::new("x.seq", "A->B: hello")).diagnostics, []);
}
