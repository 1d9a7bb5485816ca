//! The house rules, kept by a test: floors, homes of foreign crates, sizes, headers, and that every code
//! has its case and its place in the manual.

use std::fs;
use std::path::{Path, PathBuf};

/// Which of our modules each module may name. `lib` and the program may name all.
const FLOORS: &[(&str, &[&str])] = &[
    ("px", &[]),
    ("source", &[]),
    ("notation", &["px"]),
    ("ruler", &["px"]),
    ("icon", &[]),
    ("code", &["harmless"]),
    ("sign", &[]),
    ("diagnostic", &["code", "source", "text"]),
    ("protocol", &["source"]),
    ("run", &["model", "notation", "protocol", "source"]),
    ("loader", &[]),
    ("options", &["code", "diagnostic", "loader", "source"]),
    ("harmless", &[]),
    ("report", &["diagnostic", "harmless", "source"]),
    ("dialect", &["ast", "notation", "source"]),
    ("nearest", &[]),
    ("lookup", &[]),
    ("ledger", &["model", "source"]),
    ("exchange", &[]),
    ("expansion", &["source"]),
    ("expand", &["diagnostic", "expansion", "source"]),
    ("recount", &["exchange", "ledger", "model", "notation", "scene", "source", "text"]),
    ("page", &["exchange", "harmless", "model"]),
    ("ast", &["notation", "protocol", "source"]),
    ("text", &["notation", "px"]),
    ("references", &["ast", "lookup", "protocol", "source"]),
    ("model", &["icon", "notation", "px", "source", "text"]),
    ("scene", &["icon", "notation", "px", "ruler", "sign", "text"]),
    ("spacing", &["px"]),
    ("theme", &["nearest", "notation", "px", "ruler", "scene", "spacing"]),
    ("parse", &["ast", "expansion", "nearest", "notation", "diagnostic", "protocol", "source"]),
    ("print", &["ast", "diagnostic", "notation", "protocol", "source"]),
    (
        "resolve",
        &[
            "ast",
            "icon",
            "lookup",
            "model",
            "nearest",
            "notation",
            "px",
            "diagnostic",
            "protocol",
            "run",
            "source",
            "text",
        ],
    ),
    (
        "lint",
        &["ast", "diagnostic", "ledger", "model", "nearest", "notation", "references", "source", "text"],
    ),
    (
        "knowledge",
        &[
            "diagnostic",
            "ledger",
            "loader",
            "model",
            "nearest",
            "notation",
            "protocol",
            "run",
            "source",
            "text",
        ],
    ),
    ("layout", &["model", "notation", "px", "scene", "sign", "theme", "spacing", "ruler", "text"]),
    // It uses the public API of the library, like the program.
    ("testing", &["compile", "Compiled", "Source", "diagnostic", "include_seq", "report", "source", "theme"]),
    ("fix", &["Compiled", "Options", "compile_with", "diagnostic", "source"]),
    ("render", &["icon", "notation", "px", "ruler", "scene", "sign", "text", "theme"]),
];

/// Where each foreign crate lives. A change of mind about one is a change in one folder.
const HOMES: &[(&str, &[&str])] = &[
    ("clap_mangen", &["crates/cli/src/man.rs"]),
    ("form_urlencoded", &["crates/cli/src/serve/"]),
    ("http_body_util", &["crates/cli/src/serve/"]),
    ("httpdate", &["crates/cli/src/serve/"]),
    ("gen_lsp_types", &["crates/lsp/src/"]),
    ("hyper", &["crates/cli/src/serve/"]),
    ("hyper_util", &["crates/cli/src/serve/"]),
    ("imagesize", &["crates/raster/"]),
    ("krilla", &["crates/raster/src/pdf/"]),
    ("lsp_server", &["crates/cli/src/lsp.rs", "crates/lsp/src/"]),
    ("miniz_oxide", &["crates/cli/src/serve/", "crates/cli/src/share.rs"]),
    ("percent_encoding", &["crates/cli/src/serve/", "crates/lsp/src/path.rs"]),
    ("tokio", &["crates/cli/src/serve/"]),
    ("png", &["crates/raster/src/encode.rs"]),
    ("resvg", &["crates/raster/"]),
    ("skrifa", &["crates/raster/src/fonts.rs"]),
    ("pest", &["src/parse/"]),
    ("pest_derive", &["src/parse/"]),
    ("svg", &["src/render/svg.rs"]),
    ("toml", &["src/theme/", "crates/cli/src/config/", "crates/cli/src/mdbook/"]),
    (
        "serde",
        &[
            "src/code.rs",
            "src/diagnostic/",
            "src/exchange.rs",
            "src/report.rs",
            "src/source.rs",
            "src/spacing.rs",
            "src/theme.rs",
            "src/theme/",
            "crates/cli/src/",
            "crates/lsp/src/",
            "crates/wasm/src/",
        ],
    ),
    ("aes_gcm", &["src/knowledge/bytes/"]),
    ("hmac", &["src/knowledge/bytes/"]),
    ("ed25519_dalek", &["src/knowledge/bytes/"]),
    ("p256", &["src/knowledge/bytes/"]),
    ("p384", &["src/knowledge/bytes/"]),
    ("rsa", &["src/knowledge/bytes/"]),
    (
        "sha2",
        &[
            "src/knowledge/bytes/",
            "crates/cli/src/snapshot/page/",
            "crates/cli/src/embed/",
            "crates/cli/src/serve/",
            "crates/raster/src/fonts.rs",
        ],
    ),
    ("x25519_dalek", &["src/knowledge/bytes/"]),
    ("strsim", &["src/nearest.rs"]),
    ("rustc_hash", &["src/knowledge/"]),
    ("hkdf", &["src/knowledge/bytes/"]),
    ("unicode_linebreak", &["src/layout/label.rs"]),
    ("unicode_normalization", &["src/lint/names/confusable.rs"]),
    (
        "unicode_segmentation",
        &["src/ruler.rs", "src/layout/label.rs", "src/render/", "crates/raster/src/glyphs.rs"],
    ),
    ("unicode_width", &["src/ruler.rs"]),
    ("base64", &["crates/cli/src/"]),
    ("clap", &["crates/cli/src/"]),
    ("clap_complete", &["crates/cli/src/"]),
    ("getrandom", &["crates/cli/src/token.rs"]),
    ("globset", &["crates/cli/src/"]),
    ("httparse", &["crates/cli/src/watch/"]),
    ("ignore", &["crates/cli/src/"]),
    ("miette", &["src/report/", "crates/cli/src/report/"]),
    ("notify", &["crates/cli/src/watch/"]),
    ("open", &["crates/cli/src/watch/"]),
    ("pulldown_cmark", &["crates/documents/"]),
    ("rayon", &["crates/cli/src/"]),
    ("roxmltree", &["crates/cli/src/snapshot/", "src/render/tests.rs"]),
    ("serde_json", &["crates/cli/src/", "crates/lsp/src/", "crates/wasm/src/"]),
    ("similar", &["crates/cli/src/", "crates/lsp/src/edits.rs"]),
    ("tempfile", &["crates/cli/src/"]),
    ("rustix", &["crates/cli/src/"]),
    ("signal_hook", &["crates/cli/src/"]),
    ("terminal_size", &["crates/cli/src/"]),
];

/// Crates that only tests and benchmarks use.
const FOR_TESTS: &[&str] = &["divan", "insta", "num_bigint", "pest_meta", "proptest", "ring", "saphyr"];

const MAX_LINES: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust source file of the library and of the other packages, with its path from the root and its text.
fn sources() -> Vec<(String, String)> {
    let mut found = written();
    found.retain(|(path, _)| path.starts_with("src/") || path.starts_with("crates/"));
    found.retain(|(path, _)| !path.contains("/tests/"));
    found
}

/// The same, with tests and benchmarks.
fn written() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["src", "crates", "tests", "benches", "fuzz"] {
        walk(&root().join(folder), &mut found);
    }
    found.sort();
    let read = |path: PathBuf| {
        let name =
            path.strip_prefix(root()).expect("it is below the root").to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(&path).expect("a source can be read"))
    };
    found.into_iter().map(read).collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the project can be read") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            if !path.ends_with("target") {
                walk(&path, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The module of a file of the library: its folder below `src`, or its own name. None for `lib.rs`, which may name all
/// of them, and for other packages, which see the public library only.
fn module_of(path: &str) -> Option<&str> {
    let below = path.strip_prefix("src/")?;
    below.split(['/', '.']).next().filter(|module| *module != "lib")
}

/// The code of a file: without comments.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(at, line)| (at + 1, line))
}

/// The names right after `word` in a line, such as `crate::` or `use `.
fn names_after<'t>(line: &'t str, word: &'t str) -> impl Iterator<Item = &'t str> {
    line.match_indices(word).map(move |(at, _)| {
        let rest = &line[at + word.len()..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn a_stage_names_only_the_nouns_it_connects() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let Some(module) = module_of(&path) else { continue };
        let Some((_, allowed)) = FLOORS.iter().find(|(name, _)| *name == module) else {
            faults.push(format!("{path}: `{module}` has no floor; give it one in FLOORS"));
            continue;
        };
        for (number, line) in code_lines(&text) {
            if line.contains("use crate::{") {
                faults.push(format!("{path}:{number}: write one `use crate::…` a module"));
            }
            for name in names_after(line, "crate::").filter(|name| !name.is_empty()) {
                if name != module && !allowed.contains(&name) {
                    faults.push(format!("{path}:{number}: `{module}` may not name `{name}`"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Which of our packages each package may use.
const PACKAGES: &[(&str, &[&str])] = &[
    ("documents", &["seqwright"]),
    ("cli", &["seqwright", "seqwright-documents", "seqwright-lsp", "seqwright-raster"]),
    ("lsp", &["seqwright", "seqwright-documents"]),
    ("raster", &["seqwright"]),
    ("wasm", &["seqwright"]),
];

#[test]
fn a_package_uses_only_those_below_it() {
    for entry in fs::read_dir(root().join("crates")).expect("the packages can be listed") {
        let folder = entry.expect("an entry can be read").path();
        let name = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let (_, allowed) = PACKAGES.iter().find(|(package, _)| *package == name).expect("it is in PACKAGES");
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest can be read");
        for line in manifest.lines().filter(|line| line.starts_with("seqwright")) {
            let used = line.split(['.', ' ', '=']).next().expect("a line has a first word");
            assert!(allowed.contains(&used), "`{name}` may not use `{used}`");
        }
    }
}

#[test]
fn each_foreign_crate_has_one_home() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        for (number, line) in code_lines(&text) {
            for (name, homes) in HOMES {
                let named = line.contains(&format!("use {name}::")) || line.contains(&format!(" {name}::"));
                let own_module = *name == "svg" && path.starts_with("src/lib.rs");
                if named && !own_module && !homes.iter().any(|home| path.starts_with(home)) {
                    faults.push(format!("{path}:{number}: `{name}` lives in {}", homes.join(", ")));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_dependency_has_a_home_in_this_test() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest can be read");
    let table = manifest.split("[workspace.dependencies]").nth(1).expect("there are dependencies");
    let table = table.split("\n[").next().expect("a table has a text");
    for line in table.lines().filter(|line| line.contains('=') && !line.starts_with('#')) {
        let name = line.split([' ', '=']).next().expect("a line has a first word").replace('-', "_");
        let for_tests = FOR_TESTS.contains(&name.as_str()) || name.starts_with("seqwright");
        assert!(for_tests || HOMES.iter().any(|(known, _)| *known == name), "`{name}` has no home in HOMES");
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut faults = Vec::new();
    for (path, text) in written() {
        let lines = text.lines().count();
        if lines > MAX_LINES {
            faults.push(format!("{path}: {lines} lines, more than {MAX_LINES}"));
        }
        if !text.starts_with("//!") {
            faults.push(format!("{path}: begins without a `//!` line"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_is_left_open() {
    let words = ["todo!", "unimplemented!", "dbg!", "FIXME", "XXX"];
    for (path, text) in sources() {
        for word in words {
            assert!(!text.contains(word), "{path} holds `{word}`");
        }
    }
}

#[test]
fn only_the_program_touches_files_the_terminal_and_the_clock() {
    for (path, text) in sources() {
        if path.starts_with("crates/cli/") {
            continue;
        }
        for word in ["std::fs", "std::env", "std::net", "std::process", "std::time", "println!", "std::io"] {
            let found = code_lines(&text).find(|(_, line)| line.contains(word));
            assert!(found.is_none(), "{path}: the library may not use `{word}`");
        }
    }
}

#[test]
fn unsafe_code_is_forbidden() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest can be read");
    assert!(
        manifest.contains("\nunsafe_code = \"forbid\"\n"),
        "the manifest forbids it for all of the package"
    );
    let library = fs::read_to_string(root().join("src/lib.rs")).expect("a source can be read");
    assert!(library.contains("\n#![forbid(unsafe_code)]\n"), "the library forbids it for itself");
    for name in ["cli", "documents", "lsp", "raster"] {
        let manifest = root().join("crates").join(name).join("Cargo.toml");
        let manifest = fs::read_to_string(manifest).expect("a manifest can be read");
        assert!(manifest.contains("[lints]\nworkspace = true"), "`{name}` takes the rules of the workspace");
    }
}

/// An export has a name that could clash with another, which is why its attribute is `unsafe`; no code is.
#[test]
fn the_wasm_module_has_three_exports_and_no_other_unsafe_code() {
    let manifest = fs::read_to_string(root().join("crates/wasm/Cargo.toml")).expect("a manifest can be read");
    assert!(manifest.contains("\nunsafe_code = \"deny\"\n"));
    let allowed = "#[allow(unsafe_code)] // ";
    for (path, text) in sources() {
        let lines: Vec<_> = code_lines(&text).filter(|(_, line)| line.contains("unsafe")).collect();
        if path != "crates/wasm/src/lib.rs" {
            assert!(lines.iter().all(|(_, line)| !line.contains("allow(unsafe_code)")), "{path}");
            continue;
        }
        let (exports, rest): (Vec<_>, Vec<_>) =
            lines.iter().partition(|(_, line)| *line == "#[unsafe(no_mangle)]");
        assert_eq!(exports.len(), 3, "{path}");
        assert!(rest.len() == 3 && rest.iter().all(|(_, line)| line.starts_with(allowed)), "{rest:?}");
    }
}

#[test]
fn the_changelog_has_an_entry_for_this_version() {
    let changelog = fs::read_to_string(root().join("CHANGELOG.md")).expect("there is a changelog");
    let heading = format!("## {}", env!("CARGO_PKG_VERSION"));
    assert!(changelog.lines().any(|line| line.starts_with(&heading)), "no line begins with `{heading}`");
}
