//! PNG on the command line: its options, its fonts, and what is refused.

use super::*;

const CHINESE: &str = "Alice->Bob: hello\n# a comment: 使\nBob->Alice: 使用 ✓\n";
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

fn bytes(folder: &Folder, name: &str) -> Vec<u8> {
    fs::read(folder.path(name)).expect("it is there")
}

/// Width and height, which every PNG has at the same place.
fn size(png: &[u8]) -> [u32; 2] {
    assert!(png.starts_with(SIGNATURE));
    [16, 20].map(|at| u32::from_be_bytes(png[at..at + 4].try_into().expect("there are four bytes")))
}

#[test]
fn the_ending_or_the_format_says_png() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    folder.run(&["x.seq", "-o", "y.png"]).silently(0);
    folder.run(&["x.seq", "--format", "png,svg"]).silently(0);
    assert_eq!(bytes(&folder, "x.png"), bytes(&folder, "y.png"));
    assert_eq!(folder.names(), ["x.png", "x.seq", "x.svg", "y.png"]);
}

#[test]
fn the_scale_says_how_many_pixels() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    let at = |scale: &str| {
        folder.run(&["x.seq", "-o", "y.png", "--scale", scale]).silently(0);
        size(&bytes(&folder, "y.png"))
    };
    let one = at("1");
    assert_eq!(at("2"), one.map(|side| 2 * side));
    folder.run(&["x.seq", "-o", "y.png"]).silently(0);
    assert_eq!(size(&bytes(&folder, "y.png")), one.map(|side| 2 * side));
    for scale in ["0", "-1", "NaN", "inf", "8.1", "0.09", "x"] {
        let stderr = folder.run(&["x.seq", "-o", "z.png", "--scale", scale]).stderr(2);
        assert!(stderr.contains("write a number from 0.1 to 8"), "{stderr}");
    }
    for color in ["red", "#12345", "#1234567", "#ggggggg", ""] {
        let stderr = folder.run(&["x.seq", "-o", "z.png", "--background", color]).stderr(2);
        assert!(stderr.contains("write `theme`, `none` or a colour"), "{stderr}");
    }
    assert!(!folder.path("z.png").exists());
}

#[test]
fn options_of_png_are_refused_for_other_formats() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    let of_png: [&[&str]; 4] =
        [&["--scale", "2"], &["--background", "none"], &["--font", "x.ttf"], &["--system-fonts"]];
    for options in of_png {
        let stderr = folder.run(&[&["x.seq", "--format", "txt"], options].concat()).stderr(2);
        let of = if options[0] == "--scale" { "png" } else { "png and pdf" };
        assert!(stderr.contains(&format!("`{}` is an option of {of}, not of txt", options[0])), "{stderr}");
    }
}

#[test]
fn a_character_without_a_glyph_is_a_warning_of_the_png() {
    let folder = Folder::with(&[("x.seq", CHINESE)]);
    folder.run(&["x.seq", "-o", "x.svg"]).silently(0);
    let stderr = folder.run(&["x.seq", "-o", "x.png"]).stderr(0);
    assert!(
        stderr.contains("x.seq:3:13: warning[missing-glyphs]: 2 characters have no glyph in the fonts of the picture: 使用 (line 3)"),
        "{stderr}"
    );
    assert!(stderr.contains("`--font FILE`") && stderr.contains("`--system-fonts`"), "{stderr}");
    let stderr = folder.run(&["x.seq", "-o", "y.png", "--deny", "missing-glyphs"]).stderr(1);
    assert!(stderr.contains("error[missing-glyphs]") && !folder.path("y.png").exists(), "{stderr}");
    folder.run(&["x.seq", "-o", "z.png", "--allow", "missing-glyphs"]).silently(0);
    folder.write("w.seq", &format!("# seqwright: allow missing-glyphs\n{CHINESE}"));
    folder.run(&["w.seq", "-o", "w.png"]).silently(0);
}

#[test]
fn a_font_that_cannot_be_used_is_reported() {
    let folder = Folder::with(&[("x.seq", GOOD), ("f.ttf", "no font")]);
    let stderr = folder.run(&["x.seq", "-o", "x.png", "--font", "f.ttf"]).stderr(1);
    assert!(stderr.contains("f.ttf: error: it is not a font"), "{stderr}");
    let stderr = folder.run(&["x.seq", "-o", "x.png", "--font", "g.ttf"]).stderr(3);
    assert!(stderr.contains("g.ttf: error: the font cannot be read"), "{stderr}");
    folder.write("seqwright.toml", "fonts = [\"f.ttf\"]\n");
    let stderr = folder.run(&["x.seq", "-o", "x.png"]).stderr(1);
    assert!(stderr.contains("f.ttf: error: it is not a font"), "{stderr}");
    assert!(!folder.path("x.png").exists());
    folder.run(&["x.seq", "-o", "x.svg"]).silently(0);
}

#[test]
fn a_png_that_would_be_too_large_is_not_drawn() {
    let long = GOOD.repeat(900);
    let folder = Folder::with(&[("x.seq", &long)]);
    let stderr = folder.run(&["x.seq", "-o", "x.png", "--scale", "8"]).stderr(1);
    assert!(stderr.contains("error[picture-too-large]: the PNG would be"), "{stderr}");
    assert!(stderr.contains("help: `--scale "), "{stderr}");
    assert_eq!(folder.names(), ["x.seq"]);
}

#[test]
fn a_png_of_somebody_else_is_not_replaced_unless_it_is_named() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    fs::write(folder.path("x.png"), SIGNATURE).expect("the folder can be written to");
    let stderr = folder.run(&["x.seq", "--format", "png"]).stderr(3);
    assert!(stderr.contains("the file there is not a picture"), "{stderr}");
    folder.run(&["x.seq", "-o", "x.png"]).silently(0);
    folder.write("x.seq", WARNED);
    folder.run(&["x.seq", "--format", "png", "--allow", "warnings"]).silently(0);
}
