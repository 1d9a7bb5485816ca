//! Draws the diagrams of a document.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use seqwright::{Compiled, Diagnostic, Levels, Profile, Severity, Source, SvgOptions, Theme};
use sha2::{Digest, Sha256};

use super::args::OnError;
use super::host::Page;
use super::html;
use crate::isolate::isolated;
use crate::plan::Input;
use crate::reading::{self, Reading};
use crate::report::Reporter;
use seqwright_documents::{self as documents, Display, Info, Picture};

/// The most errors that a placeholder lists.
const MOST: usize = 8;
/// How many digits of a hash name a picture.
const DIGITS: usize = 12;
/// The mark of files that the filter wrote, which are build products. Snapshots do not have it.
const MADE_BY: &str = "embed";

/// What holds for all documents of a run.
pub struct Drawing<'a> {
    /// The theme of pictures whose fence names none.
    pub theme: Box<Theme>,
    /// The levels of warnings.
    pub levels: &'a Levels,
    /// Reports diagnostics.
    pub reporter: &'a Reporter,
    /// What to do with a document whose diagram has errors.
    pub on_error: OnError,
}

/// How pictures are put into a document.
#[derive(Clone, Debug)]
pub enum Form {
    /// As HTML on one line.
    Inline,
    /// As files whose addresses begin with this.
    Files(String),
    /// As images that hold the picture in their address.
    Data,
}

/// The pictures of a page so far. The ids of a picture come from what is drawn, so that equal ones need a prefix each.
#[derive(Default)]
pub struct Ids(BTreeMap<String, usize>);

/// The pictures of a document, and its diagnostics.
#[derive(Default)]
pub struct Pictures {
    /// A picture for each diagram; none where it cannot be drawn.
    pub pictures: Vec<Option<Picture>>,
    /// The files that the pictures refer to: names and contents.
    pub files: BTreeMap<String, String>,
    /// The diagnostics.
    pub report: String,
    /// Whether a diagram has errors.
    pub has_errors: bool,
}

/// A compiled diagram of a document.
pub struct Drawn<'p> {
    /// What it means.
    pub compiled: Compiled,
    /// What its fence says of its picture.
    pub info: Info<'p>,
    /// The theme it is drawn with.
    pub theme: Cow<'p, Theme>,
}

impl Drawn<'_> {
    /// The description for screen readers.
    pub fn alt(&self) -> String {
        self.info.alt.map_or_else(|| self.compiled.scene(&self.theme).title, str::to_owned)
    }

    /// The picture, shown in that way.
    pub fn picture(&self, shown: Display) -> Picture {
        let alt = match shown {
            Display::Image(_) => self.alt(),
            Display::Html(_) | Display::Notice(_) => String::new(),
        };
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Picture { shown, alt, caption: owned(self.info.caption), id: owned(self.info.id) }
    }
}

/// The theme of a diagram: a bundled one that its fence names, else the theme of the run.
pub fn theme<'t>(info: &Info<'_>, usual: &'t Theme) -> Cow<'t, Theme> {
    info.theme.and_then(Theme::builtin).map_or(Cow::Borrowed(usual), Cow::Owned)
}

impl Drawing<'_> {
    /// Compiles a diagram of a page. Files that it names are read below the folder of `path`. The diagnostics are at
    /// their places in the page.
    pub fn compiled<'p>(&'p self, page: &'p Page, at: usize, path: &Path) -> (Drawn<'p>, Vec<Diagnostic>) {
        let (document, fence) = page.place(at);
        let input = Input::File(path.to_owned());
        let source = document.diagram(fence);
        let mut compiled = reading::compiled(&source, &input, Reading::default(), self.levels);
        let found = std::mem::take(&mut compiled.diagnostics);
        let placed = document.placed(fence, found, self.levels);
        let info = fence.info(document.source.text(), document.markup);
        let theme = theme(&info, &self.theme);
        (Drawn { compiled, info, theme }, placed)
    }

    /// Draws all diagrams of a page.
    pub fn pictures(&self, page: &Page, path: &Path, form: &Form, ids: &mut Ids) -> Pictures {
        let mut pictures = Pictures::default();
        let mut found = Vec::new();
        for at in 0..page.document.fences.len() {
            let one = isolated(|| self.one(page, at, path, form, ids));
            let (picture, diagnostics) = match one {
                Ok((picture, file, diagnostics)) => {
                    pictures.files.extend(file);
                    (picture, diagnostics)
                }
                Err(bug) => {
                    pictures.report += &bug.report(self.reporter, page.document.source.name());
                    pictures.has_errors = true;
                    (None, Vec::new())
                }
            };
            pictures.has_errors |= documents::has_errors(&diagnostics);
            pictures.pictures.push(picture);
            found.extend(diagnostics.into_iter().map(|diagnostic| (at, diagnostic)));
        }
        for (source, diagnostics) in page.by_text(found) {
            pictures.report += &self.reporter.diagnostics(source, &diagnostics);
        }
        pictures
    }

    /// Draws one diagram; a box with its errors where it has some.
    fn one(
        &self,
        page: &Page,
        at: usize,
        path: &Path,
        form: &Form,
        ids: &mut Ids,
    ) -> (Option<Picture>, Option<(String, String)>, Vec<Diagnostic>) {
        let (drawn, found) = self.compiled(page, at, path);
        if documents::has_errors(&found) {
            let words = errors(&page.place(at).0.source, &found);
            let shown = match form {
                Form::Inline => Display::Html(html::error(&words)),
                Form::Files(_) | Form::Data => Display::Notice(words),
            };
            return (Some(drawn.picture(shown)), None, found);
        }
        let Drawn { compiled, info, theme } = &drawn;
        let (shown, file) = match form {
            Form::Inline => {
                let options = SvgOptions::default().profile(Profile::Inline);
                let options = info.alt.map_or(options.clone(), |alt| options.alt(alt));
                let mut line = compiled.svg_with(theme, &options);
                if let Some(prefix) = ids.of_another(&line) {
                    line = compiled.svg_with(theme, &options.id_prefix(prefix));
                }
                (Display::Html(html::labelled(line.trim_end(), info.id, info.caption)), None)
            }
            Form::Files(prefix) => {
                let options = SvgOptions::default().made_by(MADE_BY);
                let svg = compiled.svg_with(theme, &options);
                let name = format!("seq-{}.svg", hash(&svg));
                (Display::Image(format!("{prefix}{name}")), Some((name, svg)))
            }
            Form::Data => {
                let data = STANDARD.encode(compiled.svg(theme));
                (Display::Image(format!("data:image/svg+xml;base64,{data}")), None)
            }
        };
        (Some(drawn.picture(shown)), file, found)
    }
}

impl Ids {
    /// The prefix for a picture that is on the page already; none for the first one.
    fn of_another(&mut self, picture: &str) -> Option<String> {
        let hash = hash(picture);
        let count = self.0.entry(hash.clone()).or_default();
        *count += 1;
        (*count > 1).then(|| format!("sq-{hash}-{count}"))
    }
}

/// Lists the errors of a diagram for its readers, without its text.
fn errors(source: &Source, found: &[Diagnostic]) -> String {
    let errors: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).collect();
    let line = |one: &&Diagnostic| {
        let place = source.place(one.span().start);
        format!("{}:{}:{}: {}", source.name(), place.line, place.column, one.message)
    };
    let mut lines: Vec<String> = errors.iter().take(MOST).map(line).collect();
    if errors.len() > MOST {
        lines.push(format!("and {} more errors", errors.len() - MOST));
    }
    lines.join("\n")
}

/// Whether the first element of a picture says that the filter wrote it.
pub fn is_made_by_embed(svg: &str) -> bool {
    let head = svg.split('>').next().unwrap_or_default();
    head.contains(&format!(" data-made-by=\"{MADE_BY}\""))
}

fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    digits[..DIGITS].to_owned()
}
