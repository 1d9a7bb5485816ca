//! Reads the settings of a run from flags, environment variables and `seqwright.toml`, each with its origin.

mod file;
#[cfg(feature = "png")]
mod fonts;
mod found;
mod init;
mod keys;
mod show;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Component, Path, PathBuf};

use globset::GlobSet;
use seqwright::diagnostic::Diagnostics;
use seqwright::nearest;
use seqwright::source::Span;
use seqwright::{Code, Level, Levels, Source, Theme};

use super::appearance::Wanted;
use super::args::Shared;
use super::exit::Exit;
use super::files;
use super::report::Reporter;
use keys::{KEYS, Key, Value};

pub use init::init;
pub use show::show;

/// The settings of a run.
pub struct Config {
    /// The file they come from, if there is one.
    pub file: Option<PathBuf>,
    /// The folder of that file, else the working directory: what the patterns and paths in it start from.
    pub root: PathBuf,
    /// Which files of a folder are sources.
    pub include: Vec<String>,
    /// Which of them are left out.
    pub exclude: Vec<String>,
    /// The name of a theme or the path of its file.
    theme: PathBuf,
    /// The formats of pictures.
    pub formats: Vec<String>,
    /// The pattern for the path of a snapshot.
    pub snapshots: String,
    /// The languages of Markdown's code fences that are diagrams.
    pub fences: Vec<String>,
    /// How diagnostics are reported.
    pub message_format: String,
    /// How many diagnostics of a file are shown.
    pub max_diagnostics: usize,
    /// The levels of warnings.
    pub levels: Levels,
    settings: BTreeMap<&'static str, Setting>,
    lints: BTreeMap<String, (Level, Origin)>,
}

/// A value and where it comes from.
#[derive(Clone, Debug)]
struct Setting {
    value: Value,
    origin: Origin,
}

/// Where a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Origin {
    /// The default.
    Default,
    /// A line of a file.
    File(PathBuf, usize),
    /// A variable.
    Variable(String),
    /// A flag.
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File(path, line) => write!(f, "{}:{line}", path.display()),
            Origin::Variable(name) | Origin::Flag(name) => f.write_str(name),
        }
    }
}

/// The sources of a folder, by the patterns of `include` and `exclude`.
pub struct Patterns {
    include: GlobSet,
    exclude: GlobSet,
}

impl Patterns {
    /// Whether a file is a source; its path starts at the root of the settings, and its parts are joined by `/`.
    pub fn take(&self, path: &Path) -> bool {
        self.include.is_match(path) && !self.exclude.is_match(path)
    }

    /// Whether a folder is left out with all that is in it.
    pub fn skip(&self, folder: &Path) -> bool {
        self.exclude.is_match(folder)
    }
}

impl Config {
    /// Loads the settings for a run in the working directory, and reports errors in them.
    pub fn load(shared: &Shared) -> Result<Config, Exit> {
        let reporter = Reporter::new(shared.clone());
        Config::of_folder(shared, Path::new(""), &reporter).map_err(|report| {
            reporter.say(&report);
            // The settings are wrong in any case.
            let _ = reporter.finish(true);
            Exit::Usage
        })
    }

    /// Loads the settings for the files of a folder. `Err` is a report of what is wrong with them.
    pub fn of_folder(shared: &Shared, folder: &Path, reporter: &Reporter) -> Result<Config, String> {
        let (file, source) = found::read(shared, folder, reporter)?;
        let root = file.as_deref().map_or(PathBuf::new(), |file| found::parent(file).to_owned());
        let mut config = Config::defaults(file, root);
        let mut report = String::new();
        if let Some(source) = &source {
            report += &config.read_file(source, reporter);
        }
        report += &config.read_variables(reporter);
        if !report.is_empty() {
            return Err(report);
        }
        config.read_flags(shared);
        config.settle();
        Ok(config)
    }

    /// The settings without a file and variables, where those cannot be used.
    #[cfg(feature = "lsp")]
    pub fn of_flags(shared: &Shared) -> Config {
        let mut config = Config::defaults(None, PathBuf::new());
        config.read_flags(shared);
        config.settle();
        config
    }

    /// The requested theme: that of the flag, otherwise that of the settings.
    pub fn theme<'a>(&'a self, flag: Option<&'a Path>) -> Wanted<'a> {
        let is_of_file = flag.is_none() && matches!(self.settings["theme"].origin, Origin::File(..));
        Wanted { path: flag.unwrap_or(&self.theme), named_in: is_of_file.then_some(&self.root) }
    }

    /// The address of the playground, if one is set.
    pub fn playground(&self) -> Option<&str> {
        match &self.settings["playground"].value {
            Value::Text(text) if !text.is_empty() => Some(text),
            Value::Text(_) | Value::List(_) => None,
        }
    }

    /// The files that `include` and `exclude` select.
    pub fn patterns(&self) -> Patterns {
        let set =
            |patterns: &[String]| keys::set_of(patterns).expect("patterns are checked where they are read");
        Patterns { include: set(&self.include), exclude: set(&self.exclude) }
    }

    /// Returns the path of the snapshot of a source, in the format with this extension.
    pub fn snapshot_path(&self, source: &Path, extension: &str) -> PathBuf {
        if self.snapshots_are_beside() {
            // Works for a name with any characters.
            return source.with_extension(extension);
        }
        let name = source.file_stem().unwrap_or_default().to_string_lossy();
        let pattern = self.snapshots.replace("{name}", &name).replace("{ext}", extension);
        let folder = source.parent().unwrap_or(Path::new(""));
        // Beside the source, the path stays as the user wrote it.
        if let Some(rest) = pattern.strip_prefix("{dir}/").filter(|rest| !rest.contains("{dir}")) {
            return folder.join(rest);
        }
        // A tree of snapshots mirrors that of the sources, also of those outside of the root.
        let is_name = |part: &Component<'_>| matches!(part, Component::Normal(_));
        let from_root: PathBuf = self.below_root(folder).components().filter(is_name).collect();
        let joined = pattern.replace("{dir}", &from_root.to_string_lossy());
        // For a source at the root, nothing is between two slashes.
        self.root.join(Path::new(joined.trim_start_matches('/')).components().collect::<PathBuf>())
    }

    /// The folder from which the path of a snapshot starts.
    pub fn snapshots_start<'p>(&'p self, source: &'p Path) -> &'p Path {
        if self.snapshots.starts_with("{dir}/") { files::folder_of(source) } else { &self.root }
    }

    /// Whether snapshots are where pictures are written: next to their sources.
    pub fn snapshots_are_beside(&self) -> bool {
        self.snapshots == "{dir}/{name}.{ext}"
    }

    /// A path as the patterns see it: from the root of the settings.
    pub fn below_root(&self, path: &Path) -> PathBuf {
        let here = |path: &Path| if path.as_os_str().is_empty() { Path::new(".") } else { path }.to_owned();
        let real = |path: &Path| fs::canonicalize(here(path)).ok();
        if let (Some(path), Some(root)) = (real(path), real(&self.root))
            && let Ok(rest) = path.strip_prefix(root)
        {
            return rest.to_owned();
        }
        let rest = path.strip_prefix(&self.root).unwrap_or(path);
        rest.strip_prefix("./").unwrap_or(rest).to_owned()
    }

    fn defaults(file: Option<PathBuf>, root: PathBuf) -> Config {
        let settings = KEYS
            .iter()
            .map(|key| (key.name, Setting { value: key.default_value(), origin: Origin::Default }))
            .collect();
        Config {
            file,
            root,
            include: Vec::new(),
            exclude: Vec::new(),
            theme: PathBuf::new(),
            formats: Vec::new(),
            snapshots: String::new(),
            fences: Vec::new(),
            message_format: String::new(),
            max_diagnostics: 0,
            levels: Levels::default(),
            settings,
            lints: BTreeMap::new(),
        }
    }

    fn set(&mut self, key: &'static Key, value: Value, origin: Origin) {
        self.settings.insert(key.name, Setting { value, origin });
    }

    fn set_level(&mut self, code: Option<Code>, level: Level, origin: Origin) {
        let name = code.map_or(keys::WARNINGS, Code::name).to_owned();
        self.lints.insert(name, (level, origin));
        match code {
            Some(code) => self.levels.set(code, level),
            None => self.levels.set_warnings(level),
        }
    }

    fn read_file(&mut self, source: &Source, reporter: &Reporter) -> String {
        let mut sink = Diagnostics::new();
        let path = self.file.clone().unwrap_or_default();
        let origin = |span: Span| Origin::File(path.clone(), source.place(span.start).line);
        let given = file::read(source, &mut sink);
        for (key, value, span) in given.settings {
            self.set(key, value, origin(span));
        }
        for (code, level, span) in given.levels {
            self.set_level(code, level, origin(span));
        }
        reporter.diagnostics(source, &sink.into_sorted())
    }

    fn read_variables(&mut self, reporter: &Reporter) -> String {
        let mut report = String::new();
        let mut wrong = |variable: &str, text: &str, (message, help): keys::Wrong| {
            let mut sink = Diagnostics::new();
            sink.error(Code::BadSetting, Span::new(0, text.len()), message).help(help);
            report += &reporter.diagnostics(&Source::new(variable, text), &sink.into_sorted());
        };
        for key in KEYS {
            let mut given = key.variables().filter_map(|name| variable_of(&name).map(|text| (name, text)));
            let Some((variable, text)) = given.next() else { continue };
            let parts: Vec<String> = match key.kind {
                keys::Kind::List => text.split(';').map(|part| part.trim().to_owned()).collect(),
                keys::Kind::Text | keys::Kind::Count => vec![text.clone()],
            };
            match key.check_all(&parts).err() {
                Some(fault) => wrong(&variable, &text, fault),
                None => self.set(key, list_or_text(key, parts), Origin::Variable(variable)),
            }
        }
        const VARIABLE: &str = "SEQWRIGHT_LINTS";
        let text = variable_of(VARIABLE).unwrap_or_default();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (code, level) = part.split_once('=').unwrap_or((part, ""));
            match keys::level(code.trim(), level.trim()) {
                Ok((code, level)) => self.set_level(code, level, Origin::Variable(VARIABLE.to_owned())),
                Err(fault) => wrong(VARIABLE, &text, fault),
            }
        }
        report
    }

    fn read_flags(&mut self, shared: &Shared) {
        let mut set = |name: &'static str, text: Option<String>| {
            if let (Some(key), Some(text)) = (keys::find(name), text) {
                self.set(key, Value::Text(text), Origin::Flag(format!("--{name}")));
            }
        };
        set("message-format", shared.message_format.map(|format| format.name().to_owned()));
        set("max-diagnostics", shared.max_diagnostics.clone());
        for (level, names) in shared.levels() {
            for name in names {
                let (code, level) = keys::level(name, level.name()).expect("clap knows the names");
                self.set_level(code, level, Origin::Flag(format!("--{}", level.name())));
            }
        }
    }

    /// Sets the fields from the settings that apply.
    fn settle(&mut self) {
        self.include = self.list("include");
        self.exclude = self.list("exclude");
        self.formats = self.list("formats");
        self.fences = self.list("fences");
        self.snapshots = self.text("snapshots");
        self.message_format = self.text("message-format");
        // Only the word `all` is not a number.
        self.max_diagnostics = self.text("max-diagnostics").parse().unwrap_or(usize::MAX);
        let theme = self.text("theme");
        let from_file = matches!(self.settings["theme"].origin, Origin::File(..));
        let is_name = Theme::BUILTIN.contains(&theme.as_str());
        self.theme = if from_file && !is_name { self.root.join(theme) } else { PathBuf::from(theme) };
    }

    fn text(&self, name: &str) -> String {
        match &self.settings[name].value {
            Value::Text(text) => text.clone(),
            Value::List(texts) => texts.join(" "),
        }
    }

    fn list(&self, name: &str) -> Vec<String> {
        match &self.settings[name].value {
            Value::Text(text) => vec![text.clone()],
            Value::List(texts) => texts.clone(),
        }
    }
}

/// A variable that is set to something.
fn variable_of(name: &str) -> Option<String> {
    std::env::var_os(name).map(|text| text.to_string_lossy().into_owned()).filter(|text| !text.is_empty())
}

fn list_or_text(key: &Key, mut parts: Vec<String>) -> Value {
    match key.kind {
        keys::Kind::List => Value::List(parts),
        keys::Kind::Text | keys::Kind::Count => Value::Text(parts.pop().unwrap_or_default()),
    }
}

/// The word that was most likely meant: the nearest one, at most two edits away, and none for very short words.
fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let folded = word.to_lowercase().replace(['_', ' '], "-");
    let allowed = if folded.chars().count() < 4 { 1 } else { 2 };
    let most = allowed.min(folded.len().saturating_sub(1));
    nearest::nearest(known, most, |known| nearest::slips(&folded, known))
}

#[cfg(test)]
mod tests;
