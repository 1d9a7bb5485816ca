//! Diagnostics as users meet them: levels, fixes, and the forms in which they are written.

mod fixes;
mod forms;
mod levels;

#[path = "../common/program.rs"]
mod program;

use insta::assert_snapshot;
use program::Folder;
use serde_json::Value;

const WARNED: &str = "Alice->Bob: hello\nend\n";
const UNUSED: &str = "participant Carol\nAlice->Bob: hello\n";
const BAD: &str = "A->B hello\nA→B: hi\n";

fn codes(report: &str) -> Vec<String> {
    let code = |line: &str| Some(line.split_once('[')?.1.split_once("]: ")?.0.to_owned());
    report.lines().filter_map(code).collect()
}
