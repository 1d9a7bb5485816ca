//! Pictures as PDF, as users of the program meet them: in a build that has the format, and in one that has not.

use super::*;

#[cfg(not(feature = "pdf"))]
#[test]
fn a_build_without_pdf_names_the_feature() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    for arguments in [&["x.seq", "-o", "x.pdf"][..], &["x.seq", "--format", "svg,pdf", "-o", "out/"]] {
        let stderr = folder.run(arguments).stderr(2);
        let why = "this seqwright was built without PDF; `cargo install seqwright-cli --features pdf` has it";
        assert!(stderr.contains(why), "{stderr}");
    }
    assert_eq!(folder.names(), ["x.seq"]);
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_is_written_and_replaced_but_another_file_is_not() {
    let folder = Folder::with(&[("x.seq", GOOD), ("y.seq", GOOD), ("y.pdf", "%PDF-1.4 a report")]);
    folder.run(&["x.seq", "--format", "pdf"]).silently(0);
    let first = fs::read(folder.path("x.pdf")).expect("it is there");
    assert!(first.starts_with(b"%PDF-"));
    folder.write("x.seq", WARNED);
    folder.run(&["x.seq", "--format", "pdf"]).stderr(0);
    assert_ne!(fs::read(folder.path("x.pdf")).expect("it is there"), first);
    let stderr = folder.run(&["y.seq", "--format", "pdf"]).stderr(3);
    assert!(stderr.contains("is not a picture"), "{stderr}");
    assert_eq!(folder.read("y.pdf"), "%PDF-1.4 a report");
    folder.run(&["y.seq", "-o", "y.pdf"]).silently(0);
}

#[cfg(feature = "pdf")]
#[test]
fn paper_is_an_option_of_pdf() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    folder.run(&["x.seq", "-o", "x.pdf", "--paper", "a4"]).silently(0);
    assert!(
        String::from_utf8_lossy(&fs::read(folder.path("x.pdf")).expect("it is there")).contains("595.28")
    );
    let stderr = folder.run(&["x.seq", "-o", "x.png", "--paper", "letter"]).stderr(2);
    assert!(stderr.contains("`--paper` is an option of pdf, not of png"), "{stderr}");
    let stderr = folder.run(&["x.seq", "-o", "y.pdf", "--paper", "a3"]).stderr(2);
    assert!(stderr.contains("fit, a4, letter"), "{stderr}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_page_that_is_too_large_names_the_paper_that_has_no_such_limit() {
    let folder = Folder::with(&[("x.seq", &"A->B: x\n".repeat(1200))]);
    let stderr = folder.run(&["x.seq", "-o", "x.pdf"]).stderr(1);
    assert!(stderr.contains("error[picture-too-large]") && stderr.contains("`--paper a4`"), "{stderr}");
    assert_eq!(folder.names(), ["x.seq"]);
    folder.run(&["x.seq", "-o", "x.pdf", "--paper", "a4"]).silently(0);
}

#[cfg(feature = "pdf")]
#[test]
fn steps_are_the_pages_of_one_pdf() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    folder.run(&["x.seq", "--steps", "slides.pdf"]).silently(0);
    assert_eq!(folder.names(), ["slides.pdf", "x.seq"]);
    let file = fs::read(folder.path("slides.pdf")).expect("it is there");
    assert!(String::from_utf8_lossy(&file).contains("/Count 2"));
    for (arguments, why) in [
        (&["x.seq", "--steps", "out/", "--format", "pdf"][..], "`--steps slides.pdf`"),
        (&["x.seq", "--steps", "s.pdf", "--paper", "a4"], "has no `--paper`"),
        (&["x.seq", "--steps", "out/", "--format", "txt"], "svg, png or pdf"),
    ] {
        let stderr = folder.run(arguments).stderr(2);
        assert!(stderr.contains(why), "{stderr}");
    }
}

#[cfg(feature = "png")]
#[test]
fn steps_can_be_png() {
    let folder = Folder::with(&[("x.seq", &format!("{GOOD}Alice->Bob: 使"))]);
    let stderr = folder.run(&["x.seq", "--steps", "out/", "--format", "png"]).stderr(0);
    assert_eq!(stderr.matches("missing-glyphs").count(), 1, "{stderr}");
    let names: Vec<_> = ["01", "02", "03"].map(|name| folder.path(&format!("out/{name}.png"))).into();
    assert!(names.iter().all(|path| fs::read(path).is_ok_and(|file| file.starts_with(b"\x89PNG"))));
}
