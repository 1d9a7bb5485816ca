//! Pictures of what is known against their snapshot files, and the laws of geometry over them.

use std::fs;
use std::path::Path;

use super::*;

/// The cases, by name: small diagrams about one issue, stated in the first comment of each.
fn cases() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(CASES);
    let entries = fs::read_dir(folder).expect("the folder of cases can be read");
    let paths = entries.map(|entry| entry.expect("an entry can be read").path());
    let mut cases: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "seq"))
        .map(|path| {
            let name = path.file_stem().expect("a case has a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("a case can be read"))
        })
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "there are cases");
    cases
}

const CASES: &str = "tests/knowledge/cases";

/// Cases where paint matters.
const PAINTED: &[&str] = &["handshake", "messages", "whole-bytes"];

#[test]
fn every_case_says_what_it_is_about() {
    for (name, text) in cases() {
        assert!(text.starts_with("# "), "{name} begins with a comment");
    }
}

#[test]
fn nothing_in_a_box_of_knowledge_collides() {
    for (name, text) in cases() {
        for theme in Theme::BUILTIN {
            let theme = Theme::builtin(theme).expect("it is in the list");
            let faults = geometry::faults(&drawn(&text).scene(&theme));
            assert!(faults.is_empty(), "{name}, {}:\n{}", theme.name, faults.join("\n"));
        }
    }
}

#[test]
fn pictures_as_text() {
    for (name, text) in cases() {
        assert_stored(&format!("{name}.txt"), drawn(&text).text());
    }
}

#[test]
fn pictures_as_svg_where_paint_matters() {
    for (name, text) in cases().into_iter().filter(|(name, _)| PAINTED.contains(&&**name)) {
        assert_stored(&format!("{name}.svg"), drawn(&text).svg(&Theme::default()));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_known_has_room(
        raw in proptest::collection::vec((NAME, proptest::option::of(NAME), 0usize..70, 0u8..8), 0..6),
        keys in proptest::collection::vec((NAME, proptest::option::of(NAME), proptest::bool::ANY), 0..4),
        wide in proptest::bool::ANY,
    ) {
        let fact = |(name, how, count, bits): (String, Option<String>, usize, u8)| Fact {
            name,
            how,
            fresh: bits & 1 > 0,
            bytes: (bits & 2 > 0).then(|| vec![0xa5; count].into()),
            whole: bits & 4 > 0,
            given: count % 2 > 0,
            in_tooltip: true,
            ..Fact::default()
        };
        let note = if wide { "note over A,B: + x\n" } else { "note over B: + x\n" };
        let mut compiled = drawn(&["A->B: x\nB->A: y\nA->B: z\n", note].concat());
        let mut keys = keys.into_iter();
        for event in &mut compiled.model.events {
            match &mut event.kind {
                EventKind::Learning(learning) => learning.facts = raw.iter().cloned().map(fact).collect(),
                EventKind::Message(message) => if let Some((label, key, exposed)) = keys.next() {
                    message.text = label.as_str().into();
                    message.protection = Some(Box::new(Protection { key, exposed, exposed_later: false, learnt: Vec::new() }));
                },
                _ => {}
            }
        }
        let theme = Theme::default();
        let faults = geometry::faults(&compiled.scene(&theme));
        proptest::prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
        let svg = compiled.svg(&theme);
        proptest::prop_assert!(roxmltree::Document::parse(&svg).is_ok());
        compiled.text();
    }
}

/// Names that are unlikely for values, and names that are likely.
const NAME: &str = "[a-zA-Z0-9_(),.<&\" \n-]{0,60}";

fn assert_stored(name: &str, actual: String) {
    insta::with_settings!({
        snapshot_path => "cases",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, actual);
    });
}
