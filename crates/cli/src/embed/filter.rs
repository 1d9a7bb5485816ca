//! Replaces the diagrams of a document with pictures.

use std::path::{Component, Path, PathBuf};

use seqwright::MAX_SOURCE_BYTES;

use super::args::{self, EmbedArgs, OnError};
use super::draw::{Drawing, Form, Ids, Pictures};
use super::host::Page;
use super::{document, no_inline, print, say, write_files};
use crate::exit::Exit;
use crate::files::{self, Unread};
use crate::{Ending, args as program, fix};
use seqwright_documents::{self as documents, Markup, Words};

/// Filters the document on standard input.
pub fn filter(args: &EmbedArgs, drawing: &Drawing<'_>, words: &Words) -> Ending {
    let Some(name) = args.stdin_filename.as_deref().filter(|name| Markup::of(Path::new(name)).is_some())
    else {
        let message =
            "name the document with `--stdin-filename`; the ending (.md, .mdx, .adoc, .rst) says what it is";
        return Err(program::usage_error(message));
    };
    let reporter = drawing.reporter;
    let path = Path::new(name);
    let form = form(args, files::folder_of(path));
    if matches!(form, Form::Inline) && Markup::of(path) == Some(Markup::Mdx) {
        return Ok(say(reporter, &no_inline(reporter, name), Exit::Usage));
    }
    let bytes = files::read_stdin(MAX_SOURCE_BYTES).map_err(|why| {
        let words = match why {
            Unread::TooLarge => {
                format!("it is larger than {} MiB, the most that is read", MAX_SOURCE_BYTES >> 20)
            }
            Unread::Failed(words) => format!("it cannot be read: {words}"),
        };
        say(reporter, &reporter.trouble(name, &words, None), Exit::Files)
    })?;
    let mark = if bytes.starts_with(fix::BOM) { "\u{feff}" } else { "" };
    let document = document(name, bytes, args, words)
        .map_err(|message| say(reporter, &reporter.trouble(name, &message, None), Exit::Errors))?;
    let page = Page::looked_up(document, path);
    let (text, pictures) = embedded(drawing, &page, path, &form, &mut Ids::default());
    reporter.say(&pictures.report);
    let Some(text) = text else { return Ok(Exit::Errors) };
    if let Some(folder) = &args.files {
        write_files(folder, pictures.files.iter(), reporter)
            .map_err(|report| say(reporter, &report, Exit::Files))?;
    }
    Ok(print(&[mark, &text].concat(), reporter))
}

/// Returns the document with pictures instead of its diagrams; `None` if a diagram has errors and that must fail.
pub fn embedded(
    drawing: &Drawing<'_>,
    page: &Page,
    path: &Path,
    form: &Form,
    ids: &mut Ids,
) -> (Option<String>, Pictures) {
    let pictures = drawing.pictures(page, path, form, ids);
    if pictures.has_errors && drawing.on_error == OnError::Fail {
        return (None, pictures);
    }
    let document = &page.document;
    let text =
        documents::embedded(document.source.text(), document.markup, &document.fences, &pictures.pictures);
    (Some(text), pictures)
}

/// How pictures are shown in a document that will be in this folder.
pub fn form(args: &EmbedArgs, folder: &Path) -> Form {
    match args.form {
        None | Some(args::Form::Inline) => Form::Inline,
        Some(args::Form::Img) => {
            let url = args.url.clone();
            Form::Files(url.unwrap_or_else(|| {
                // Without a folder for them, pictures are next to the document.
                way(folder, args.files.as_deref().unwrap_or(folder))
            }))
        }
    }
}

/// The way from a folder to another one, as an address: empty or with a slash at its end.
fn way(from: &Path, to: &Path) -> String {
    let plain = |path: &Path| -> PathBuf {
        path.components().filter(|part| !matches!(part, Component::CurDir)).collect()
    };
    let (from, to) = (plain(from), plain(to));
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).map(|part| part + "/").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_from_the_document_to_the_folder_of_its_pictures() {
        let way = |from: &str, to: &str| way(Path::new(from), Path::new(to));
        assert_eq!(way(".", "images"), "images/");
        assert_eq!(way("docs/guide", "docs/img"), "../img/");
        assert_eq!(way("docs", "./docs/"), "");
    }
}
