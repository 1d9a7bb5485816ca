//! Symbols and folds.

use serde_json::{Value, json};

use crate::editor::{Editor, Form, everywhere};

const DIAGRAM: &str = "title Sign 😀 in\nactor Alice\n# one\n# two\nalt known\n  Alice->Bob: hello\nelse\n  opt later\n    Bob->Alice:\n  end\nend\n== done ==\nnote over Bob\n  a\n  b\nend note\n";

/// The names, indented.
fn tree(symbols: &Value, depth: usize) -> String {
    let one = |symbol: &Value| {
        let name = symbol["name"].as_str().expect("a name");
        let inside = symbol.get("children").map(|inside| tree(inside, depth + 1)).unwrap_or_default();
        format!("{}{name}\n{inside}", "  ".repeat(depth))
    };
    symbols.as_array().expect("a list").iter().map(one).collect()
}

/// Every range holds the place of its name and the ranges inside of it.
fn check_ranges(editor: &Editor, symbols: &Value, outer: (usize, usize)) {
    for symbol in symbols.as_array().expect("a list") {
        let bytes = |range: &Value| (editor.byte(&range["start"]), editor.byte(&range["end"]));
        let (range, name) = (bytes(&symbol["range"]), bytes(&symbol["selectionRange"]));
        assert!(range.0 <= name.0 && name.1 <= range.1, "{symbol}");
        assert!(outer.0 <= range.0 && range.1 <= outer.1, "{symbol}");
        if let Some(inside) = symbol.get("children") {
            check_ranges(editor, inside, range);
        }
    }
}

#[test]
fn the_outline_is_a_tree() {
    everywhere(DIAGRAM, |editor| {
        let mut symbols = editor.ask_document("textDocument/documentSymbol");
        check_ranges(editor, &symbols, (0, editor.text.len()));
        if editor.form == Form::Fence {
            assert_eq!(symbols[0]["name"], "Sign 😀 in");
            symbols = symbols[0]["children"].clone();
        }
        let expected =
            "Sign 😀 in\nAlice\nalt known\n  hello\n  else\n    opt later\n      Bob → Alice\ndone\n";
        assert_eq!(tree(&symbols, 0).replace(" \n", "\n"), expected);
    });
}

#[test]
fn blocks_notes_and_comments_fold_and_their_ends_stay_visible() {
    everywhere(DIAGRAM, |editor| {
        let folds = editor.ask_document("textDocument/foldingRange");
        let one = |fold: &Value| {
            [fold["startLine"].as_u64(), fold["endLine"].as_u64()].map(|line| line.expect("a line") + 1)
        };
        let mut folds: Vec<_> = folds.as_array().expect("a list").iter().map(one).collect();
        folds.sort_unstable();
        let expected = [[3, 4], [5, 6], [7, 10], [8, 9], [13, 16]];
        assert_eq!(folds, expected.map(|fold| fold.map(|line| editor.line(line))));
    });
}

#[test]
fn each_fence_of_a_document_is_a_symbol() {
    let mut editor = Editor::file("x.md", "```seq\nA->B: x\n```\n\n```seq\ntitle Second\n```\n", "utf-16");
    let symbols = editor.ask_document("textDocument/documentSymbol");
    assert_eq!(tree(&symbols, 0), "diagram in line 2\n  x\nSecond\n  Second\n");
    assert_eq!(symbols[0]["kind"], json!(2));
}
