//! What a build without the feature `import` says: `cargo test --no-default-features --test without_import`.
#![cfg(not(feature = "import"))]

use seqwright::{Code, Dialect, Source, compile};

#[test]
fn a_source_in_another_language_is_an_error_that_names_the_feature() {
    for (text, dialect) in [
        ("sequenceDiagram\nA->>B: hi", Dialect::Mermaid),
        ("@startuml\n!$x = 1\nA->B\n@enduml", Dialect::PlantUml),
    ] {
        let compiled = compile(&Source::new("x", text).in_dialect(dialect));
        let [error] = compiled.diagnostics.as_slice() else { panic!("{:?}", compiled.diagnostics) };
        assert_eq!(error.code, Code::ForeignLanguage);
        assert!(error.help.as_ref().is_some_and(|help| help.contains("`import`")));
    }
}
