//! `seqwright embed`: puts the pictures of diagrams into documents.

mod args;
mod draw;
mod filter;
mod host;
mod html;
mod in_place;
mod name;
mod tree;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use seqwright::Theme;

pub use args::{EmbedArgs, MORE, OnError};
pub use draw::{Drawing, Form, Ids, is_made_by_embed, theme};
pub use filter::embedded;
pub use host::Page;

use super::config::Config;
use super::document::Document;
use super::exit::Exit;
use super::picture_format::PictureFormat;
use super::publish::{Chosen, Published, publish_picture};
use super::report::Reporter;
use super::{Ending, args as program, files, output};
use seqwright_documents::{Markup, Words};

/// Runs the command.
pub fn embed(args: &EmbedArgs, theme: Box<Theme>, config: &Config, reporter: &Reporter) -> Ending {
    let words = Words::new(config.fences.iter().cloned());
    let on_error = args.on_error.unwrap_or_default();
    let drawing = Drawing { theme, levels: &config.levels, reporter, on_error };
    let is_dash = args.documents.iter().any(|path| path == Path::new("-"));
    refuse(args, is_dash).map_err(|message| program::usage_error(&message))?;
    if is_dash {
        return filter::filter(args, &drawing, &words);
    }
    match &args.output {
        Some(output) => tree::tree(args, output, &drawing, &words),
        None => in_place::all(args, &drawing, &words),
    }
}

/// Rejects contradictory arguments.
fn refuse(args: &EmbedArgs, is_dash: bool) -> Result<(), String> {
    let is_one = args.documents.len() == 1;
    if is_dash {
        if !is_one || args.output.is_some() {
            return Err("`-` filters one document, from standard input to standard output".to_owned());
        }
        if args.check {
            return Err(
                "`--check` is for files; `seqwright check` checks the diagrams of a document".to_owned()
            );
        }
        if args.form == Some(args::Form::Img) && args.files.is_none() {
            return Err("`--as img` writes files; name a folder for them with `--files DIR`".to_owned());
        }
    } else if args.stdin_filename.is_some() {
        return Err("`--stdin-filename` is for the document on standard input, `-`".to_owned());
    }
    if args.files.is_some() && args.form != Some(args::Form::Img) {
        return Err("`--files` is for `--as img`".to_owned());
    }
    if is_dash || args.output.is_some() {
        return if is_one { Ok(()) } else { Err("`--output` takes one folder of documents".to_owned()) };
    }
    if args.form.is_some() || args.on_error == Some(OnError::Placeholder) {
        let message = "`--as` and `--on-error` are for the filter (`-`) and for `--output`; in place, pictures are files \
                       and a document with errors stays as it is";
        return Err(message.to_owned());
    }
    match args.documents.iter().find(|path| path.is_dir()) {
        Some(folder) => Err(format!(
            "`{}` is a folder; name the documents in it, or a folder for the results with `--output`",
            folder.display()
        )),
        None => Ok(()),
    }
}

/// Reads a document that is given as bytes.
fn document(name: &str, bytes: Vec<u8>, args: &EmbedArgs, words: &Words) -> Result<Document, String> {
    let Some(markup) = Markup::of(Path::new(name)) else {
        return Err("it is not a document; the names of documents end in .md, .mdx, .adoc or .rst".to_owned());
    };
    let source = seqwright::Source::from_bytes(name, bytes);
    if source.undecodable().is_some() {
        return Err("it is not UTF-8 text".to_owned());
    }
    Ok(Document::new(source, markup, words, args.dialect))
}

/// Says that MDX cannot hold HTML.
fn no_inline(reporter: &Reporter, name: &str) -> String {
    let help = "use `--as img --files DIR --url PREFIX`";
    reporter.trouble(name, "MDX takes no HTML as it is, so `--as inline` cannot be used", Some(help))
}

/// Writes files of the filter into a folder, which is made if it is not there. A file with these bytes is not touched.
fn write_files<'f>(
    folder: &Path,
    files: impl Iterator<Item = (&'f String, &'f String)>,
    reporter: &Reporter,
) -> Result<(), String> {
    let mut made = false;
    for (name, svg) in files {
        let path = folder.join(name);
        let trouble = |words: &str| {
            reporter.trouble(&path.display().to_string(), &format!("it cannot be written: {words}"), None)
        };
        if !made {
            fs::create_dir_all(folder).map_err(|error| trouble(&files::sentence(&error)))?;
            made = true;
        }
        let written =
            publish_picture(&path, svg.as_bytes(), PictureFormat::Svg, &BTreeSet::new(), Chosen::BySource);
        let (Published::Written | Published::Unchanged) = written.map_err(|words| trouble(&words))?;
    }
    Ok(())
}

/// Prints a report and returns an exit code.
fn say(reporter: &Reporter, report: &str, exit: Exit) -> Exit {
    reporter.say(report);
    exit
}

/// Writes the payload to standard output.
fn print(text: &str, reporter: &Reporter) -> Exit {
    match output::to_stdout(text.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(error) => {
            let message = format!("it cannot be written to: {}", files::sentence(&error));
            say(reporter, &reporter.trouble("standard output", &message, None), Exit::Files)
        }
    }
}
