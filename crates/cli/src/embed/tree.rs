//! Filters the documents of a folder into another folder, and copies the other files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use seqwright::MAX_SOURCE_BYTES;

use super::args::EmbedArgs;
use super::draw::{Drawing, Form, Ids};
use super::filter::{embedded, form};
use super::host::Page;
use super::in_place::{would_change, written};
use super::{document, no_inline, say, write_files};
use crate::exit::Exit;
use crate::files::{self, Unread};
use crate::inside::Tree;
use crate::isolate::isolated;
use crate::publish::publish;
use crate::{Ending, args as program, fix};
use seqwright_documents::{Markup, Words};

/// The largest file that is copied.
const MOST: usize = 1 << 30;

/// A file of the folder, and where it goes.
struct Copy {
    from: PathBuf,
    to: PathBuf,
}

/// Filters a folder.
pub fn tree(args: &EmbedArgs, output: &Path, drawing: &Drawing<'_>, words: &Words) -> Ending {
    let reporter = drawing.reporter;
    let folder = &args.documents[0];
    if !folder.is_dir() {
        let message =
            format!("`--output` is for a folder of documents, and `{}` is not a folder", folder.display());
        return Err(program::usage_error(&message));
    }
    let trouble = |path: &Path, message: &str| {
        say(reporter, &reporter.trouble(&path.display().to_string(), message, None), Exit::Files)
    };
    apart(folder, output).map_err(|message| program::usage_error(&message))?;
    let copies = copies(folder, output)
        .map_err(|(path, words)| trouble(&path, &format!("it cannot be read: {words}")))?;
    let mut exit = Exit::Done;
    for copy in &copies {
        let done = isolated(|| one(copy, output, args, drawing, words));
        exit = exit.max(done.unwrap_or_else(|bug| {
            say(reporter, &bug.report(reporter, &copy.from.display().to_string()), Exit::Files)
        }));
    }
    Ok(exit)
}

/// Refuses a result within the folder itself, which would be filtered again, or the other way round.
fn apart(folder: &Path, output: &Path) -> Result<(), String> {
    let real = |path: &Path| files::destination(path).map_err(|error| files::sentence(&error));
    let (from, to) = (real(folder)?, real(output)?);
    if from.starts_with(&to) || to.starts_with(&from) {
        let (folder, output) = (folder.display(), output.display());
        return Err(format!("`{output}` and `{folder}` must not be inside one another"));
    }
    Ok(())
}

/// The files of a folder, without hidden ones, those that `.gitignore` names, and links.
fn copies(folder: &Path, output: &Path) -> Result<Vec<Copy>, (PathBuf, String)> {
    let mut copies = Vec::new();
    let walk =
        WalkBuilder::new(folder).require_git(false).git_global(false).sort_by_file_path(Path::cmp).build();
    for entry in walk {
        let entry = entry.map_err(|error| {
            let words = error.io_error().map_or_else(|| error.to_string(), files::sentence);
            (folder.to_owned(), words)
        })?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            copies.push(Copy { from: entry.path().to_owned(), to: output.join(below) });
        }
    }
    Ok(copies)
}

/// Filters or copies one file.
fn one(copy: &Copy, output: &Path, args: &EmbedArgs, drawing: &Drawing<'_>, words: &Words) -> Exit {
    let reporter = drawing.reporter;
    let name = copy.from.display().to_string();
    let trouble = |message: &str, exit| say(reporter, &reporter.trouble(&name, message, None), exit);
    let markup = Markup::of(&copy.from);
    let most = if markup.is_some() { MAX_SOURCE_BYTES } else { MOST };
    let bytes = match files::read_regular(&copy.from, most) {
        Ok(bytes) => bytes,
        Err(Unread::TooLarge) => {
            return trouble(
                &format!("it is larger than {} MiB, the most that is read", most >> 20),
                Exit::Files,
            );
        }
        Err(Unread::Failed(words)) => return trouble(&format!("it cannot be read: {words}"), Exit::Files),
    };
    if markup.is_none() {
        return settle(&copy.to, output, &bytes, args.check, drawing);
    }
    let mark = if bytes.starts_with(fix::BOM) { "\u{feff}" } else { "" };
    let document = match document(&name, bytes.clone(), args, words) {
        Ok(document) => document,
        // A file that is not UTF-8 is copied as it is.
        Err(_) => return settle(&copy.to, output, &bytes, args.check, drawing),
    };
    let folder = files::folder_of(&copy.to);
    let form = form(args, folder);
    if matches!(form, Form::Inline) && markup == Some(Markup::Mdx) && !document.fences.is_empty() {
        return say(reporter, &no_inline(reporter, &name), Exit::Usage);
    }
    let page = Page::of_file(document);
    let (text, pictures) = embedded(drawing, &page, &copy.from, &form, &mut Ids::default());
    reporter.say(&pictures.report);
    let Some(text) = text else { return Exit::Errors };
    if !args.check {
        let files = args.files.as_deref().unwrap_or(folder);
        if let Err(report) = write_files(files, pictures.files.iter(), reporter) {
            return say(reporter, &report, Exit::Files);
        }
    }
    settle(&copy.to, output, [mark, &text].concat().as_bytes(), args.check, drawing)
}

/// Writes a file below the output, or says that it would change.
fn settle(to: &Path, output: &Path, bytes: &[u8], check: bool, drawing: &Drawing<'_>) -> Exit {
    let name = to.display().to_string();
    if check {
        let is_same = files::read_regular(to, MOST).is_ok_and(|old| old == bytes);
        return if is_same { Exit::Done } else { would_change(&name, drawing) };
    }
    written(&name, write(to, output, bytes), drawing)
}

fn write(to: &Path, output: &Path, bytes: &[u8]) -> Result<(), String> {
    // A link in the folder of the result must not lead to a file elsewhere.
    fs::create_dir_all(output).map_err(|error| files::sentence(&error))?;
    Tree::of(output, "the folder of the results")?.may_be_written(to)?;
    fs::create_dir_all(files::folder_of(to)).map_err(|error| files::sentence(&error))?;
    publish(to, bytes, &BTreeSet::new()).map(|_| ())
}
