//! The path that the address of a document stands for.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

/// The path of a `file:` address; none for a text that is not a file.
pub fn of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // A host stands before the path: an empty one, or this machine.
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let text = decoded.strip_prefix('/')?;
    let is_drive =
        text.as_bytes().get(1) == Some(&b':') && text.starts_with(|c: char| c.is_ascii_alphabetic());
    Some(PathBuf::from(if is_drive { text } else { &decoded }))
}

/// The name of the document in its address, without its folder.
pub fn name(uri: &str) -> String {
    let last = uri.rsplit(['/', ':']).next().unwrap_or_default();
    percent_decode_str(last).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_decoded() {
        for (uri, path) in [
            ("file:///home/a%20b/x.seq", Some("/home/a b/x.seq")),
            ("file://localhost/x.seq", Some("/x.seq")),
            ("file:///c%3A/x.seq", Some("c:/x.seq")),
            ("untitled:Untitled-1", None),
            ("file:///%ff.seq", None),
        ] {
            assert_eq!(of(uri), path.map(PathBuf::from), "{uri}");
        }
        assert_eq!(
            (name("file:///a/b%20c.md"), name("untitled:new.seq")),
            ("b c.md".to_owned(), "new.seq".to_owned())
        );
    }
}
