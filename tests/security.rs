//! The promises of `SECURITY.md` are kept by tests, and those that it names are there.

use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What is between grave accents, in order.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Whether a file of tests has a test of that name.
fn has_test(file: &str, name: &str) -> bool {
    let text = read(file);
    let Some(at) = text.find(&format!("fn {name}()")) else { return false };
    // Nothing but attributes and comments is between the one and the other.
    text[..at].rsplit("\n\n").next().is_some_and(|before| before.contains("#[test]"))
}

#[test]
fn every_test_that_a_promise_names_is_there() {
    let page = read("SECURITY.md");
    let promised =
        page.split("\n## ").find(|part| part.starts_with("What seqwright promises")).expect("it is there");
    let mut count = 0;
    for item in promised.split("\n- ").skip(1) {
        let item = item.split("\n\n").next().expect("an item has a text");
        let mut names = code(item);
        let file = names.next().expect("an item begins with the name of a file");
        for name in names {
            assert!(has_test(file, name), "{file} has no test `{name}`");
            count += 1;
        }
    }
    assert!(count > 20, "{count} tests are named");
}

#[test]
fn every_promise_names_a_test() {
    let page = read("SECURITY.md");
    let promised =
        page.split("\n## ").find(|part| part.starts_with("What seqwright promises")).expect("it is there");
    let promises: Vec<&str> = promised.split("\n\n**").skip(1).collect();
    assert!(promises.len() >= 8, "{} promises", promises.len());
    for promise in promises {
        let title = promise.split("**").next().expect("a promise has a title");
        assert!(
            promise.contains("\n- `tests/") || promise.contains("\n- `crates/cli/tests/"),
            "`{title}` names no test"
        );
    }
}
