//! `Profile`: where a picture is shown, which decides what it has to bring along.

/// Where a picture is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// A file of its own, which a page shows as an image. Its colours follow the reader's system.
    #[default]
    File,
    /// One line of HTML in a page. Its colours follow the page, and the page's text styles stay out.
    Inline,
}
