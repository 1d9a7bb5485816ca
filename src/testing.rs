//! Compiles diagrams in the tests of a Rust project, and panics with readable diagnostics.
//!
//! Pictures are byte for byte those that `seqwright x.seq` writes, so you can compare them with any snapshot library.
//! With [insta](https://insta.rs), a test of a diagram is three lines:
//!
//! ```
//! # mod insta { pub fn check(text: String) { assert!(text.contains("hello")); } }
//! # macro_rules! assert_snapshot { ($text:expr) => { insta::check($text) } }
//! # const DIAGRAM: &str = "Client->Server: hello";
//! // #[test]
//! fn sign_in_is_drawn_as_before() {
//!     assert_snapshot!(seqwright::testing::text(DIAGRAM)); // or `seqwright::include_seq!("sign-in.seq")`
//! }
//! # sign_in_is_drawn_as_before();
//! ```
//!
//! This module needs no feature and adds no dependency: it does not compare or store anything itself.

use crate::Compiled;
use crate::compile;
use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::source::Source;
use crate::theme::Theme;

/// Includes a source file like [`include_str!`]: the path is relative to the current file. Diagnostics use it as the
/// name of the source.
#[macro_export]
macro_rules! include_seq {
    ($path:literal) => {
        $crate::Source::new($path, include_str!($path))
    };
}

/// Returns the picture as SVG, as `seqwright x.seq` writes it.
///
/// # Panics
///
/// As [`compiled`] does.
#[track_caller]
pub fn svg(source: impl Into<Source>) -> String {
    compiled(source).svg(&Theme::default())
}

/// Returns the picture as text art, which gives readable diffs.
///
/// # Panics
///
/// As [`compiled`] does.
#[track_caller]
pub fn text(source: impl Into<Source>) -> String {
    compiled(source).text()
}

/// Returns the compiled source, for pictures with another theme or other options.
///
/// # Panics
///
/// If there is an error or a warning, because such a picture may not be what its author meant. The message contains all
/// diagnostics, each with its place and help. To accept warnings, use [`crate::compile`].
#[track_caller]
pub fn compiled(source: impl Into<Source>) -> Compiled {
    let source = source.into();
    let compiled = compile(&source);
    assert!(compiled.diagnostics.is_empty(), "{}", report(&source, &compiled.diagnostics));
    compiled
}

fn report(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let mut report = String::from("the diagram has errors or warnings\n");
    for diagnostic in diagnostics {
        report.push('\n');
        report.push_str(&Report::new(source, diagnostic).to_string());
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_the_one_that_compiling_gives() {
        let source = Source::new("x", "A->B: \"hello\"");
        assert_eq!(svg("A->B: \"hello\""), compile(&source).svg(&Theme::default()));
        assert_eq!(text(source.clone()), compile(&source).text());
    }

    #[test]
    fn a_source_that_is_included_is_called_by_its_path() {
        let source = crate::include_seq!("../examples/order.seq");
        assert_eq!(source.name(), "../examples/order.seq");
        assert!(svg(source).starts_with("<svg"));
    }

    #[test]
    #[should_panic = "\n\
        x.seq:1:1: error[unclosed-fragment]: this `alt` is never closed\n  \
          1 | alt \\u{1b}ready\n"]
    fn an_error_is_reported_with_its_place_and_its_line() {
        svg(Source::new("x.seq", "alt \u{1b}ready\nA->B: hello"));
    }

    #[test]
    #[should_panic = "diagram:2:1: warning[stray-end]: "]
    fn a_warning_is_enough() {
        text("A->B: hello\nend");
    }
}
