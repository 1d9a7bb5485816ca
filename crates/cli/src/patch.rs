//! Makes unified diffs: as bytes for `patch` and `git apply`, or as lines that are safe for a terminal and the log of a
//! CI runner.

use std::fmt::Write;
use std::fs::File;
use std::io::IsTerminal;

use similar::group_diff_ops;
use similar::udiff::UnifiedHunkHeader;

use super::difference::{Algorithm, ChangeTag, difference};
use super::{escape, snapshot, token};

/// Where a diff goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a program or a file, as bytes.
    Bytes,
    /// To a terminal.
    Reader,
    /// To the log of a runner that executes GitHub's workflow commands.
    WorkflowLog,
}

impl Target {
    /// The kind of standard output: in CI a log, unless it is a file.
    pub fn of_stdout() -> Target {
        let on_github = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| !value.is_empty());
        match (std::io::stdout().is_terminal(), on_github || snapshot::in_ci()) {
            (true, _) => Target::Reader,
            (false, true) if !is_file() => {
                if on_github {
                    Target::WorkflowLog
                } else {
                    Target::Reader
                }
            }
            (false, _) => Target::Bytes,
        }
    }
}

/// Whether standard output is a file.
fn is_file() -> bool {
    #[cfg(unix)]
    let handle = std::os::fd::AsFd::as_fd(&std::io::stdout()).try_clone_to_owned();
    #[cfg(windows)]
    let handle = std::os::windows::io::AsHandle::as_handle(&std::io::stdout()).try_clone_to_owned();
    handle.is_ok_and(|handle| File::from(handle).metadata().is_ok_and(|metadata| metadata.is_file()))
}

/// A unified diff with this many unchanged lines around each change. Its lines end in LF only, as those of `patch` do,
/// so that a CR is seen to go.
pub fn unified(names: [&str; 2], old: &str, new: &str, context: usize) -> String {
    let (old, new): (Vec<_>, Vec<_>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let ops = difference(Algorithm::Myers, &old, &new);
    let [old_name, new_name] = names.map(escape::line);
    let mut text = format!("--- {old_name}\n+++ {new_name}\n");
    for hunk in group_diff_ops(ops, context) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", UnifiedHunkHeader::new(&hunk));
        for (tag, lines) in hunk.iter().flat_map(|op| op.iter_slices(old.as_slice(), new.as_slice())) {
            let mark = match tag {
                ChangeTag::Equal => ' ',
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            };
            for line in lines {
                text.push(mark);
                text.push_str(line);
                if !line.ends_with('\n') {
                    text.push_str("\n\\ No newline at end of file\n");
                }
            }
        }
    }
    text
}

/// A diff as it is printed.
pub fn shown(patch: String, target: Target) -> String {
    let text = match target {
        Target::Bytes => return patch,
        Target::Reader => return readable(&patch),
        Target::WorkflowLog => readable(&patch),
    };
    // Escaping leaves no command; as a second guard, the runner is also told to stop looking for commands.
    let is_suspicious = patch.contains("::") || patch.contains("##");
    match token::token() {
        Ok(token) if is_suspicious => format!("::stop-commands::{token}\n{text}::{token}::\n"),
        Ok(_) | Err(_) => text,
    }
}

fn readable(patch: &str) -> String {
    let line = |line: &str| {
        // A carriage return at the end of a line is the usual one, and has a usual name.
        let (text, end) = line.strip_suffix('\r').map_or((line, ""), |text| (text, "\\r"));
        text.split('\t').map(escape::row).collect::<Vec<_>>().join("\t") + end
    };
    patch.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_shows_line_ends_that_go_and_come() {
        assert_eq!(
            unified(["x"; 2], "A->B: x\r\nC->D: y", "A->B: x\nC->D: y\n", 3),
            "--- x\n+++ x\n@@ -1,2 +1,2 @@\n-A->B: x\r\n-C->D: y\n\\ No newline at end of file\n+A->B: x\n+C->D: y\n"
        );
    }

    const HOSTILE: &str =
        " ::warning::x\n-\t::error::y\n+##[stop-commands]z\n ##vso[task.x]\n a\u{202e}\u{1b}b\r\n";

    #[test]
    fn a_program_gets_the_bytes() {
        assert_eq!(shown(HOSTILE.to_owned(), Target::Bytes), HOSTILE);
    }

    #[test]
    fn a_reader_gets_text() {
        assert_eq!(
            shown(HOSTILE.to_owned(), Target::Reader),
            " \\u{3a}:warning::x\n-\t\\u{3a}:error::y\n+#\\u{23}[stop-commands]z\n #\\u{23}vso[task.x]\n \
             a\\u{202e}\\u{1b}b\\r\n"
        );
    }

    #[test]
    fn workflow_commands_are_disabled_around_a_diff() {
        let text = shown(HOSTILE.to_owned(), Target::WorkflowLog);
        let (first, rest) = text.split_once('\n').expect("there are lines");
        let token = first.strip_prefix("::stop-commands::").expect("it begins with a command");
        assert!(token.len() >= 32, "{token}");
        assert_eq!(rest, shown(HOSTILE.to_owned(), Target::Reader) + &format!("::{token}::\n"));
        assert_ne!(shown(HOSTILE.to_owned(), Target::WorkflowLog), text, "it cannot be guessed");
        let harmless = "-A->B:x\n+A->B: x\n";
        assert_eq!(shown(harmless.to_owned(), Target::WorkflowLog), harmless);
    }
}
