//! Shows the pictures of diagrams below them, in the documents themselves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use seqwright::MAX_SOURCE_BYTES;

use super::args::EmbedArgs;
use super::draw::Drawing;
use super::host::Page;
use super::name::Names;
use super::{document, print, say};
use crate::exit::Exit;
use crate::files::{self, Unread};
use crate::isolate::isolated;
use crate::publish::rewrite;
use crate::snapshot::address_path;
use crate::snapshot::stored::{self, Snapshot, Stored};
use crate::{Ending, escape, fix};
use seqwright_documents::{self as documents, Display, Words};

/// The folder of the pictures, beside the document.
const FOLDER: &str = "images";

/// The changes to a document.
#[derive(Default)]
struct DocumentChange {
    /// The pictures: paths, contents, and the line of the diagram.
    pictures: Vec<(PathBuf, String, usize)>,
    /// The document, if it changes.
    text: Option<String>,
    report: String,
    exit: Exit,
}

/// Changes documents, one after the other. With `--check`, names what would change instead.
pub fn all(args: &EmbedArgs, drawing: &Drawing<'_>, words: &Words) -> Ending {
    let mut owners = BTreeMap::new();
    let mut exit = Exit::Done;
    for path in &args.documents {
        let change = isolated(|| one(path, args, drawing, words)).unwrap_or_else(|bug| DocumentChange {
            report: bug.report(drawing.reporter, &shown(path)),
            exit: Exit::Files,
            ..DocumentChange::default()
        });
        exit = exit.max(say(drawing.reporter, &change.report, change.exit));
        if change.exit == Exit::Done {
            exit = exit.max(settle(path, &change, args.check, &mut owners, drawing));
        }
    }
    Ok(exit)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Draws the diagrams of a document.
fn one(path: &Path, args: &EmbedArgs, drawing: &Drawing<'_>, words: &Words) -> DocumentChange {
    let name = shown(path);
    let failed = |message: &str, exit| {
        let report = drawing.reporter.trouble(&name, message, None);
        DocumentChange { report, exit, ..DocumentChange::default() }
    };
    let bytes = match files::read_regular(path, MAX_SOURCE_BYTES) {
        Ok(bytes) => bytes,
        Err(Unread::TooLarge) => {
            let most = MAX_SOURCE_BYTES >> 20;
            return failed(&format!("it is larger than {most} MiB, the most that is read"), Exit::Errors);
        }
        Err(Unread::Failed(words)) => return failed(&format!("it cannot be read: {words}"), Exit::Files),
    };
    let mark = if bytes.starts_with(fix::BOM) { "\u{feff}" } else { "" };
    match document(&name, bytes, args, words) {
        Ok(document) => drawn(&Page::of_file(document), path, mark, drawing),
        Err(message) => failed(&message, Exit::Usage),
    }
}

fn drawn(page: &Page, path: &Path, mark: &str, drawing: &Drawing<'_>) -> DocumentChange {
    let mut change = DocumentChange::default();
    let mut names = Names::new(path);
    let (mut shown, mut found) = (Vec::new(), Vec::new());
    let (document, folder) = (&page.document, files::folder_of(path));
    for (at, fence) in document.fences.iter().enumerate() {
        let (drawn, diagnostics) = drawing.compiled(page, at, path);
        let has_errors = documents::has_errors(&diagnostics);
        found.extend(diagnostics);
        // Below a fence that is never closed there is no place for a picture.
        if has_errors || !fence.is_closed() {
            shown.push(None);
            continue;
        }
        let title = drawn.compiled.model.title.as_ref().map(|_| drawn.compiled.scene(&drawn.theme).title);
        let name = names.next(drawn.info.id, title.as_deref(), at + 1);
        let address = format!("{FOLDER}/{name}.svg");
        let picture = drawn.compiled.svg(&drawn.theme);
        if let Some(path) = address_path(&address, folder) {
            change.pictures.push((path, picture, document.first_line(fence)));
        }
        shown.push(Some(drawn.picture(Display::Image(address))));
    }
    found.sort_by_key(|one| one.span().start);
    change.report = drawing.reporter.diagnostics(&document.source, &found);
    if documents::has_errors(&found) {
        change.exit = Exit::Errors;
    }
    let text = document.source.text();
    let changed = documents::with_pictures_below(text, document.markup, &document.fences, &shown);
    change.text = (changed != text).then(|| [mark, &changed].concat());
    change
}

/// Writes a changed document, its pictures first, or names the files that would change.
fn settle(
    path: &Path,
    change: &DocumentChange,
    check: bool,
    owners: &mut BTreeMap<PathBuf, (String, String)>,
    drawing: &Drawing<'_>,
) -> Exit {
    let reporter = drawing.reporter;
    let name = shown(path);
    let mut exit = Exit::Done;
    for (picture, svg, line) in &change.pictures {
        let owner = format!("{name}:{line}");
        let (first, other) = owners.entry(picture.clone()).or_insert_with(|| (owner.clone(), svg.clone()));
        if other != svg {
            let message = format!("its picture would be {}, which is that of {first}", picture.display());
            let help = "give one of the fences an id: `seq id=NAME`";
            return say(reporter, &reporter.trouble(&owner, &message, Some(help)), Exit::Errors);
        }
    }
    let folder = files::folder_of(path);
    for (picture, svg, _) in &change.pictures {
        let snapshot = Snapshot::new(picture.clone(), folder.to_owned());
        let stored = stored::read(&snapshot);
        let is_there = matches!(&stored, Ok(Stored::Picture(bytes)) if bytes == svg.as_bytes());
        exit = exit.max(match (is_there, check) {
            (true, _) => Exit::Done,
            (false, true) => would_change(&shown(picture), drawing),
            (false, false) => written(&shown(picture), keep(&snapshot, svg), drawing),
        });
    }
    match &change.text {
        _ if exit == Exit::Files => exit,
        None => exit,
        Some(_) if check => exit.max(would_change(&name, drawing)),
        Some(text) => exit.max(written(&name, rewrite(path, text.as_bytes()), drawing)),
    }
}

/// Writes a picture, unless another file is there: the user has not named this path.
fn keep(snapshot: &Snapshot, svg: &str) -> Result<(), String> {
    if snapshot.exists() && !stored::is_ours(snapshot) {
        return Err("what is there is not a picture of seqwright; give the fence another id".to_owned());
    }
    stored::write(snapshot, svg)
}

/// Names a file that would change.
pub fn would_change(name: &str, drawing: &Drawing<'_>) -> Exit {
    print(&format!("{}: would change\n", escape::name(name)), drawing.reporter).max(Exit::Errors)
}

/// Says whether a file was written.
pub fn written(name: &str, written: Result<(), String>, drawing: &Drawing<'_>) -> Exit {
    let reporter = drawing.reporter;
    match written {
        Ok(()) => say(reporter, &reporter.remark(&format!("{name}  written")), Exit::Done),
        Err(words) => {
            let message = format!("it cannot be written: {words}");
            say(reporter, &reporter.trouble(name, &message, None), Exit::Files)
        }
    }
}
