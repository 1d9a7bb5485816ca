//! Writes words for a shell, in the commands that reports suggest.

use super::escape;

/// Quotes a word for a shell, so that it is one word and not an option.
pub fn quoted(word: &str) -> String {
    let shown = escape::line(word);
    let safe = if shown.starts_with('-') { format!("./{shown}") } else { shown.into_owned() };
    let plain = |c: char| c.is_alphanumeric() || "-_./+:=@%,".contains(c);
    match (safe.chars().all(plain) && !safe.is_empty(), cfg!(windows)) {
        (true, _) => safe,
        (false, true) => format!("\"{safe}\""),
        (false, false) => format!("'{}'", safe.replace('\'', "'\\''")),
    }
}

#[cfg(all(test, not(windows)))]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_a_name_for_one_word() {
        for (word, expected) in [
            ("docs/über-1.seq", "docs/über-1.seq"),
            ("my file.seq", "'my file.seq'"),
            ("it's.seq", "'it'\\''s.seq'"),
            ("-x.seq", "./-x.seq"),
            ("$(touch owned)", "'$(touch owned)'"),
            ("a\u{1b}[31m", "'a\\u{1b}[31m'"),
        ] {
            assert_eq!(quoted(word), expected);
        }
    }
}
