//! The documentation keeps its promises: every diagram in it compiles, every picture is the one its source
//! gives, every code of a diagnostic is explained.
#![cfg(feature = "knowledge")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use seqwright::knowledge::bytes::Function;
use seqwright::loader::{Loader, Refusal};
use seqwright::{Code, Options, Source, Theme, compile_with};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The README and every page of `docs` and of its folders.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md")];
    let mut folders = vec![root().join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    pages
}

/// The `seq` blocks of a page, each with the line it begins on.
fn blocks(page: &str) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (at, line) in page.lines().enumerate() {
        match &mut open {
            Some(_) if line == "```" => blocks.extend(open.take()),
            Some((_, text)) => {
                text.push_str(line);
                text.push('\n');
            }
            None if line == "```seq" => open = Some((at + 1, String::new())),
            None => {}
        }
    }
    blocks
}

#[test]
fn every_diagram_in_the_docs_compiles() {
    let mut count = 0;
    for page in pages() {
        for (line, text) in blocks(&read(&page)) {
            let loader = Beside(page.parent().expect("a page stands in a folder").to_owned());
            let source = Source::new("block", text);
            let compiled = compile_with(&source, &Options::new().loader(&loader).lints(true));
            assert!(compiled.diagnostics.is_empty(), "{}:{line}: {:?}", page.display(), compiled.diagnostics);
            count += 1;
        }
    }
    assert!(count > 20, "the manual shows its diagrams in ```seq blocks");
}

/// Reads the values file next to an example or a page.
struct Beside(PathBuf);

impl Loader for Beside {
    fn load(&self, name: &str) -> Result<String, Refusal> {
        Ok(read(&self.0.join(name)))
    }
}

/// Every example, including those that show diagnostics, which are in a file `.stderr`.
fn examples() -> Vec<PathBuf> {
    let mut examples = Vec::new();
    for folder in ["examples", "examples/gallery", "examples/tls"] {
        let entries = fs::read_dir(root().join(folder)).expect("examples can be read");
        let paths = entries.map(|entry| entry.expect("an entry can be read").path());
        examples.extend(paths.filter(|path| path.extension().is_some_and(|extension| extension == "seq")));
    }
    examples.sort();
    examples
}

#[test]
fn every_example_matches_its_picture() {
    let mut count = 0;
    for path in examples() {
        let name = path.file_name().expect("an example has a name").to_string_lossy().into_owned();
        let loader = Beside(path.parent().expect("an example stands in a folder").to_owned());
        let source = Source::new(name.clone(), read(&path));
        let compiled = compile_with(&source, &Options::new().loader(&loader));
        if path.with_extension("stderr").exists() {
            assert!(!compiled.diagnostics.is_empty(), "{name}: there is nothing to say");
            assert!(!path.with_extension("svg").exists(), "{name} shows diagnostics");
            continue;
        }
        assert!(!compiled.has_errors(), "{name}: {:?}", compiled.diagnostics);
        let stored = read(&path.with_extension("svg"));
        assert!(
            compiled.svg(&Theme::default()) == stored,
            "{name}: run `cargo run --release -- examples/*.seq examples/*/*.seq` and look at what changed"
        );
        count += 1;
    }
    assert!(count >= 12, "there are examples, and those of TLS");
}

#[test]
fn every_function_is_in_the_manual() {
    let page = read(&root().join("docs/knowledge.md"));
    for function in Function::ALL.into_iter().filter(|&function| function != Function::Concat) {
        assert!(page.contains(&format!("`{function}(")), "docs/knowledge.md says nothing of `{function}`");
    }
}

#[test]
fn the_snapshots_of_the_example_project_are_what_the_library_gives() {
    let project = root().join("examples/snapshot-tests");
    let source = Source::new("order.seq", read(&project.join("diagrams/order.seq")));
    let stored = |name: &str| read(&project.join("tests/snapshots").join(name));
    let hint = "run `INSTA_UPDATE=always cargo test --manifest-path examples/snapshot-tests/Cargo.toml`";
    assert!(seqwright::testing::svg(source.clone()) == stored("diagrams__order.snap.svg"), "{hint}");
    let text = stored("diagrams__order_as_text.snap");
    let (_, text) = text.split_once("\n---\n").expect("a snapshot begins with a head");
    assert_eq!(seqwright::testing::text(source).trim(), text.trim(), "{hint}");
}

#[test]
fn every_picture_that_a_page_shows_is_there() {
    for page in pages() {
        let text = read(&page);
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split([')', '#', ' ']).next().expect("a link has a target");
            if target.is_empty() || target.contains("://") {
                continue;
            }
            let path = page.parent().expect("a page stands in a folder").join(target);
            assert!(path.exists(), "{} links to {target}, which is not there", page.display());
        }
    }
}

#[test]
fn the_page_of_diagnostics_is_the_one_that_explain_prints() {
    let mut expected = String::from(include_str!("diagnostics-head.md"));
    for code in Code::ALL {
        expected += &format!("\n## `{}`\n\n", code.name());
        for line in code.explanation().lines() {
            expected += line.strip_prefix(' ').unwrap_or(line);
            expected.push('\n');
        }
        if let Some(example) = code.example() {
            expected += &format!("\n{example}");
        }
        expected += &format!("\n{}\n", code.standing());
    }
    let path = root().join("docs/diagnostics.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).expect("the page can be written");
    }
    assert!(read(&path) == expected, "run `UPDATE_DOCS=1 cargo test --test docs` and look at what changed");
}

/// The diagrams of the gallery, in the order in which the page shows them.
const GALLERY: [&str; 13] = [
    "tiny",
    "tls",
    "oauth",
    "checkout",
    "notes",
    "bars",
    "edges",
    "lifetimes",
    "delays",
    "groups",
    "colours",
    "scripts",
    "long",
];

#[test]
fn the_gallery_shows_every_diagram() {
    let folder = root().join("examples/gallery");
    let sources = examples().into_iter().filter(|path| path.parent() == Some(&folder)).count();
    assert_eq!(sources, GALLERY.len(), "the page shows all sources of the gallery");
    let mut shown = String::from("\n");
    for name in GALLERY {
        let text = read(&folder.join(format!("{name}.seq")));
        let subject = text.lines().next().and_then(|line| line.strip_prefix("# "));
        let subject = subject.expect("the first line of a source says what it is about");
        shown += &format!("## {subject}\n\n`{name}.seq`\n\n![{subject}](../examples/gallery/{name}.svg)\n\n");
    }
    let path = root().join("docs/gallery.md");
    let page = read(&path);
    let (begin, end) = ("<!-- gallery -->\n", "<!-- /gallery -->");
    let (before, rest) = page.split_once(begin).expect("the page has a place for the pictures");
    let (_, after) = rest.split_once(end).expect("that place ends");
    let expected = format!("{before}{begin}{shown}{end}{after}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).expect("the page can be written");
    }
    assert!(page == expected, "run `UPDATE_DOCS=1 cargo test --test docs` and look at what changed");
}

/// How many crates a package is made of, according to `cargo tree`, including itself.
fn crates(arguments: &[&str]) -> usize {
    let output = std::process::Command::new(env!("CARGO"))
        .current_dir(root())
        .args([
            "tree",
            "--locked",
            "--offline",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--no-dedupe",
            "--package",
        ])
        .args(arguments)
        .output()
        .expect("cargo can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("cargo says text");
    text.lines().map(|line| line.trim_end_matches(" (*)")).collect::<BTreeSet<_>>().len()
}

#[test]
#[cfg(all(target_os = "linux", target_arch = "x86_64"))] // Other systems need other crates.
fn the_page_of_architecture_counts_the_crates() {
    let packages: [(&str, &[&str]); 3] = [
        ("`seqwright` without features", &["seqwright", "--no-default-features"]),
        ("`seqwright`", &["seqwright"]),
        ("`seqwright-cli`", &["seqwright-cli"]),
    ];
    let path = root().join("docs/architecture.md");
    let page = read(&path);
    let is_count = |line: &str| packages.iter().any(|(name, _)| line.starts_with(&format!("| {name} |")));
    let counts = packages.map(|(name, arguments)| format!("| {name} | {} |", crates(arguments)));
    let mut counts = counts.iter();
    let lines = page.lines().map(|line| match is_count(line) {
        true => counts.next().expect("each package has one line").as_str(),
        false => line,
    });
    let expected = lines.map(|line| format!("{line}\n")).collect::<String>();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).expect("the page can be written");
    }
    assert!(page == expected, "run `UPDATE_DOCS=1 cargo test --test docs` and look at what changed");
}

#[test]
fn every_handshake_has_a_page_that_goes_through_it() {
    let page = read(&root().join("docs/tls.md"));
    // Parts of a handshake, which its own page shows, too.
    let parts = ["tls13-key-schedule", "tls13-messages", "tls13-record"];
    for path in examples() {
        let name = path.file_stem().expect("an example has a name").to_string_lossy().into_owned();
        if name.starts_with("tls1") && !parts.contains(&&*name) {
            let link = format!("](../examples/tls/{name}.seq)");
            let is_item = page.lines().any(|line| line.starts_with("- [") && line.contains(&link));
            assert!(
                is_item,
                "docs/tls.md, \"Step by step\": {name} has no line, from which scripts/book.sh makes its page"
            );
        }
    }
}
