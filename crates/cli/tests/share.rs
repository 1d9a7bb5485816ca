//! `seqwright share`: the link that it prints, and what it says without an address.

#[path = "common/program.rs"]
mod program;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::inflate::decompress_to_vec;
use program::Folder;

const ADDRESS: &str = "https://example.org/play/";

/// The text that a link holds, as the playground reads it.
fn text_of(link: &str, kind: &str) -> String {
    let value = link.strip_prefix(&format!("{ADDRESS}#{kind}=1")).expect("it begins with the address");
    let packed = URL_SAFE_NO_PAD.decode(value.trim_end()).expect("it is Base64 for addresses");
    String::from_utf8(decompress_to_vec(&packed).expect("it is deflated")).expect("it is UTF-8")
}

#[test]
fn the_link_holds_the_whole_text() {
    for text in ["A->B: hello", "", "title \u{1f30d}\r\nA->B: \u{e9}\r\n"] {
        let folder = Folder::with(&[("x.seq", text)]);
        let ran = folder.run(&["share", "x.seq", "--to", ADDRESS]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{text:?}");
        assert_eq!(text_of(&ran.stdout, "s"), text);
        assert_eq!(ran.stdout, folder.run(&["share", "x.seq", "--to", ADDRESS]).stdout);
    }
}

#[test]
fn a_source_with_errors_can_be_shared_too() {
    let folder = Folder::with(&[("x.seq", "A->B hello")]);
    let ran = folder.run(&["share", "x.seq", "--to", ADDRESS, "--view"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(text_of(&ran.stdout, "v"), "A->B hello");
}

#[test]
fn the_address_may_stand_in_the_settings() {
    let settings = format!("playground = \"{ADDRESS}\"\n");
    let folder = Folder::with(&[("x.seq", "A->B: hello"), ("seqwright.toml", &settings)]);
    let ran = folder.run(&["share", "x.seq"]);
    assert_eq!(text_of(&ran.stdout, "s"), "A->B: hello");
}

#[test]
fn without_an_address_it_says_where_one_is_named() {
    let folder = Folder::with(&[("x.seq", "A->B: hello")]);
    let ran = folder.run(&["share", "x.seq"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(ran.stderr.contains("--to https://") && ran.stderr.contains("`playground`"), "{}", ran.stderr);
}

#[test]
fn an_address_that_no_link_can_begin_with_is_refused() {
    for address in ["example.org", "javascript:alert(1)", "https://example.org/#s=", "https://a b/"] {
        let folder = Folder::with(&[("x.seq", "A->B: hello")]);
        let ran = folder.run(&["share", "x.seq", "--to", address]);
        assert_eq!(ran.code, Some(2), "{address}");
        folder.write("seqwright.toml", &format!("playground = \"{address}\"\n"));
        let ran = folder.run(&["share", "x.seq"]);
        assert_eq!(ran.code, Some(2), "{address}");
        assert!(ran.stderr.contains("bad-setting"), "{}", ran.stderr);
    }
}

#[test]
fn a_file_that_is_no_text_is_not_shared() {
    let folder = Folder::with(&[]);
    std::fs::write(folder.path("x.seq"), b"A->B: \xff").expect("a file can be written");
    let ran = folder.run(&["share", "x.seq", "--to", ADDRESS]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(3), ""));
    assert!(ran.stderr.contains("UTF-8"), "{}", ran.stderr);
}

#[test]
fn a_long_link_comes_with_a_remark() {
    let text: String = (0..400).map(|at| format!("A{at}->B{}: {}\n", at * 7, at * at * at)).collect();
    let folder = Folder::with(&[("x.seq", &text)]);
    let ran = folder.run(&["share", "x.seq", "--to", ADDRESS]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stderr.contains("some chat programs cut such links"), "{}", ran.stderr);
    assert_eq!(text_of(&ran.stdout, "s"), text);
}
