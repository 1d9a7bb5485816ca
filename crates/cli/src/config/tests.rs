//! Tests of what settings mean for files.

use super::*;

fn config(root: &str, set: &[(&'static str, Value)]) -> Config {
    let mut config = Config::defaults(None, PathBuf::from(root));
    for (name, value) in set {
        config.set(keys::find(name).expect("it is a setting"), value.clone(), Origin::Default);
    }
    config.settle();
    config
}

#[test]
fn every_default_is_a_value_that_the_file_could_hold() {
    for key in KEYS {
        let parts = match key.default_value() {
            Value::Text(text) => vec![text],
            Value::List(texts) => texts,
        };
        assert!(parts.iter().all(|part| (key.check)(part).is_ok()), "{}", key.name);
    }
}

#[test]
fn a_snapshot_is_beside_its_source_or_where_the_pattern_says() {
    let beside = config("", &[]);
    assert_eq!(beside.snapshot_path(Path::new("a/b.seq"), "svg"), Path::new("a/b.svg"));
    assert_eq!(beside.snapshot_path(Path::new("b.seq"), "svg"), Path::new("b.svg"));
    let apart = config("..", &[("snapshots", Value::Text("snapshots/{dir}/{name}.{ext}".to_owned()))]);
    assert_eq!(apart.snapshot_path(Path::new("../docs/a.seq"), "svg"), Path::new("../snapshots/docs/a.svg"));
}

#[test]
fn patterns_take_what_is_included_and_not_excluded() {
    let list = |pattern: &str| Value::List(vec![pattern.to_owned()]);
    let patterns = config("", &[("exclude", list("target/**"))]).patterns();
    assert!(patterns.take(Path::new("a.seq")) && patterns.take(Path::new("a/b/c.seq")));
    assert!(!patterns.take(Path::new("target/a.seq")) && !patterns.take(Path::new("a.txt")));
    let shallow = config("", &[("include", list("docs/*.seq"))]).patterns();
    assert!(shallow.take(Path::new("docs/a.seq")) && !shallow.take(Path::new("docs/a/b.seq")));
}

#[test]
fn the_manual_has_every_setting_with_its_default() {
    let manual = include_str!("../../../../docs/configuration.md");
    for key in KEYS {
        let default = show::toml(&key.default_value());
        let row = manual.lines().find(|line| line.starts_with(&format!("| `{}` |", key.name)));
        let row = row.unwrap_or_else(|| panic!("docs/configuration.md has no row for `{}`", key.name));
        assert!(row.contains(&format!("| `{default}` |")), "the default is {default}: {row}");
    }
}
