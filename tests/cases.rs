//! Compares every case of `tests/cases` with its snapshot files. A case is a small diagram about one issue, stated in
//! its first comment. Beside `x.seq` are `x.txt`, the picture as text; in `paint/`, where paint matters, `x.svg` (and
//! `x.html`, the picture in a page, where that is the point); in `errors/`, `x.stderr`, what the program says. `cargo
//! insta review` shows what changed.

use std::fs;
use std::path::{Path, PathBuf};

use seqwright::{Profile, Source, SvgOptions, Theme, compile};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

/// The cases of a folder, in order of name.
fn cases(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(CASES).join(folder)).expect("the folder of cases can be read");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "seq"))
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "{folder} holds no case");
    cases
}

/// Folders whose cases are drawn.
fn drawn_folders() -> Vec<String> {
    let entries = fs::read_dir(CASES).expect("the cases can be read");
    let mut folders: Vec<String> = entries
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.is_dir() && !path.ends_with("errors"))
        .map(|path| path.file_name().expect("a folder has a name").to_string_lossy().into_owned())
        .collect();
    folders.sort();
    folders
}

fn read(case: &Path) -> Source {
    let name = case.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("a case is below the root");
    let name = name.to_string_lossy().replace('\\', "/");
    Source::from_bytes(name, fs::read(case).expect("a case can be read"))
}

/// Compares with the snapshot file beside the case.
fn assert_stored(case: &Path, extension: &str, actual: String) {
    let stem = case.file_stem().expect("a case has a name").to_string_lossy().into_owned();
    insta::with_settings!({
        snapshot_path => case.parent().expect("a case stands in a folder"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(format!("{stem}.{extension}"), actual);
    });
}

#[test]
fn pictures_as_text() {
    for folder in drawn_folders() {
        for case in cases(&folder) {
            let compiled = compile(&read(&case));
            assert!(compiled.diagnostics.is_empty(), "{}: {:?}", case.display(), compiled.diagnostics);
            assert_stored(&case, "txt", compiled.text());
        }
    }
}

#[test]
fn pictures_as_svg_where_paint_matters() {
    for case in cases("paint") {
        assert_stored(&case, "svg", compile(&read(&case)).svg(&Theme::default()));
    }
}

#[test]
fn a_picture_in_a_page() {
    let case = Path::new(CASES).join("paint/in-a-page.seq");
    let options = SvgOptions::default().profile(Profile::Inline);
    assert_stored(&case, "html", compile(&read(&case)).svg_with(&Theme::default(), &options));
}

#[test]
fn every_case_says_what_it_is_about() {
    for folder in drawn_folders() {
        for case in cases(&folder) {
            let text = fs::read_to_string(&case).expect("a case can be read");
            assert!(text.starts_with("# "), "{} begins with a comment", case.display());
        }
    }
}
