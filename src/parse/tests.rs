//! What the parser makes of lines, one trap each; and that printing loses nothing.

use crate::ast::Diagram;

/// The tree without what may change when it is printed: places, quotation marks that are not needed, the case
/// of words of the language, and blank lines.
pub(super) fn dump(diagram: &Diagram<'_>) -> String {
    let tree = format!("{:#?}", diagram.body);
    let mut out = String::with_capacity(tree.len() / 2);
    let mut lines = tree.lines();
    while let Some(line) = lines.next() {
        let bare = line.trim_start();
        // A `Span` takes four lines, the statement around a blank line eight.
        if bare.starts_with("span: Span {") || bare.starts_with("arrow_span: Span {") {
            lines.nth(2);
        } else if bare == "Stmt {" {
            let kind = lines.next().expect("a statement has a kind");
            if kind.trim() == "kind: Blank," {
                lines.nth(5);
            } else {
                out.push_str(kind);
                out.push('\n');
            }
        } else if !bare.starts_with("line:") && !bare.starts_with("quoted:") && !matches!(bare, "}," | "}") {
            out.push_str(bare);
            out.push('\n');
        }
    }
    out
}
