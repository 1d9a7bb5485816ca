//! Creates a `seqwright.toml` with all settings commented out.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use super::found::NAME;
use super::keys::{KEYS, Kind};
use crate::exit::Exit;
use crate::files;
use crate::report::Reporter;

/// Creates the file, but never overwrites one.
pub fn init(folder: &Path, reporter: &Reporter) -> Result<Exit, Exit> {
    let path = if folder == Path::new(".") { NAME.into() } else { folder.join(NAME) };
    let shown = path.display().to_string();
    // `create_new` fails where anything has this name, even a broken link.
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|mut file| file.write_all(text().as_bytes()));
    match written {
        Ok(()) => {
            reporter.say(&reporter.remark(&format!("{shown}  written")));
            Ok(Exit::Done)
        }
        Err(error) => {
            let there = error.kind() == ErrorKind::AlreadyExists;
            let words = match there {
                true => "it already exists, and is not changed".to_owned(),
                false => format!("it cannot be written: {}", files::sentence(&error)),
            };
            let help = there.then_some("`seqwright config` shows its settings");
            reporter.say(&reporter.trouble(&shown, &words, help));
            let _ = reporter.finish(true);
            Err(Exit::Files)
        }
    }
}

/// The file: every setting with its default, as a comment.
fn text() -> String {
    let mut text = String::from(
        "# Settings of seqwright for this folder and its subfolders. Remove the `#` from a line to change a setting.\n\
         # Flags and environment variables override this file; `seqwright config` shows the values in effect.\n",
    );
    for key in KEYS {
        text.push('\n');
        // Writing to a string cannot fail.
        for line in key.about.lines() {
            let _ = writeln!(text, "# {line}");
        }
        let value = match key.kind {
            Kind::List => {
                let texts: Vec<String> =
                    key.default.split_whitespace().map(|one| format!("\"{one}\"")).collect();
                format!("[{}]", texts.join(", "))
            }
            Kind::Text => format!("\"{}\"", key.default),
            Kind::Count => key.default.to_owned(),
        };
        let _ = writeln!(text, "#{} = {value}", key.name);
    }
    text + "\n# Levels of warnings: \"allow\", \"warn\" or \"deny\". `warnings` stands for all codes;\n\
            # `seqwright explain` lists them.\n#[lints]\n#warnings = \"deny\"\n#nearly-declared = \"allow\"\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::file;
    use seqwright::Source;
    use seqwright::diagnostic::Diagnostics;

    #[test]
    fn the_file_sets_every_setting_once_its_comments_are_taken_away() {
        let lines = text()
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(rest) if !rest.starts_with(' ') => rest.to_owned(),
                _ => line.to_owned(),
            })
            .collect::<Vec<_>>();
        let source = Source::new(NAME, lines.join("\n"));
        let mut sink = Diagnostics::new();
        let given = file::read(&source, &mut sink);
        assert_eq!(sink.into_sorted(), []);
        assert_eq!((given.settings.len(), given.levels.len()), (KEYS.len(), 2));
        let mut sink = Diagnostics::new();
        assert!(file::read(&Source::new(NAME, text()), &mut sink).settings.is_empty());
    }
}
