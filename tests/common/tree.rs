//! Two trees are the same if nothing that means something differs.

use seqwright::ast::Diagram;

/// The tree without what may change when it is printed: places, quotation marks that are not needed, the case
/// of words of the language, and blank lines.
pub fn dump(diagram: &Diagram<'_>) -> String {
    let tree = format!("{:#?}", diagram.body);
    let mut out = String::with_capacity(tree.len() / 2);
    let mut lines = tree.lines();
    let mut is_word = false;
    while let Some(line) = lines.next() {
        let bare = line.trim_start();
        // A `Span` takes four lines, the statement around a blank line eight.
        if bare.starts_with("span: Span {") || bare.starts_with("arrow_span: Span {") || bare == "Span {" {
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
            // `Alt`, `END` and `FontAwesome` are printed in lower case.
            out.push_str(&if is_word { bare.to_ascii_lowercase() } else { bare.to_owned() });
            out.push('\n');
        }
        is_word = matches!(bare, "word: Written {" | "set: Written {")
            || (is_word && bare == "Written {")
            || bare == "close: Some(";
    }
    out
}
