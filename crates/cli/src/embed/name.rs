//! The names of the pictures that are below their diagrams.

use std::collections::BTreeSet;
use std::path::Path;

/// The most characters of a name.
const MOST: usize = 60;

/// Gives names to the pictures of a document. No two of them are the same.
pub struct Names<'d> {
    document: &'d Path,
    taken: BTreeSet<String>,
}

impl<'d> Names<'d> {
    /// Makes names for the pictures of a document.
    pub fn new(document: &'d Path) -> Names<'d> {
        Names { document, taken: BTreeSet::new() }
    }

    /// Names a picture by its id, else by its title, else by its document and number. The second of two equal names
    /// gets a number.
    pub fn next(&mut self, id: Option<&str>, title: Option<&str>, number: usize) -> String {
        let stem = self.document.file_stem().unwrap_or_default().to_string_lossy();
        let named = [id, title].into_iter().flatten().map(slug).find(|name| !name.is_empty());
        let name = named.unwrap_or_else(|| format!("{}-{number}", slug(&stem)));
        let numbered = (2..).map(|count| format!("{name}-{count}"));
        let mut free =
            std::iter::once(name.clone()).chain(numbered).filter(|name| !self.taken.contains(name));
        let name = free.next().unwrap_or(name);
        self.taken.insert(name.clone());
        name
    }
}

/// Makes a name of a file from a text: its letters and digits in lower case, with hyphens between the words.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '_' {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.chars().take(MOST).collect();
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_named_by_its_id_its_title_or_its_document() {
        let mut names = Names::new(Path::new("docs/READ ME.md"));
        assert_eq!(names.next(Some("log-in"), Some("Sign in"), 1), "log-in");
        assert_eq!(names.next(None, Some("Sign in: step 2!"), 2), "sign-in-step-2");
        assert_eq!(names.next(None, None, 3), "read-me-3");
        assert_eq!(names.next(None, Some("Sign in, step 2"), 4), "sign-in-step-2-2");
        assert_eq!(names.next(Some("../../etc/passwd"), None, 5), "etc-passwd");
        assert_eq!(names.next(None, Some("über 5€"), 6), "über-5");
    }
}
