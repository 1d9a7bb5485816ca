//! The settings of `seqwright.toml`: name, kind, default and description of each. A setting `a-b` is also the
//! environment variable `SEQWRIGHT_A_B`.

use std::path::{Component, Path};

use clap::ValueEnum;
use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use seqwright::{Code, Level, Theme};

use crate::args::MessageFormat;
use crate::inside;
use crate::share;

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
}

/// What kind of value a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A list of texts.
    List,
    /// A whole number, or the word `all`.
    Count,
}

/// Why a text is not a valid value: what is wrong, and what to write.
pub type Wrong = (String, String);

/// One setting.
pub struct Key {
    /// Its name in the file.
    pub name: &'static str,
    /// The kind of its value.
    pub kind: Kind,
    /// The default. Several texts are separated by spaces.
    pub default: &'static str,
    /// Description, for the file that `seqwright init` writes.
    pub about: &'static str,
    /// Checks a text of its value.
    pub check: fn(&str) -> Result<(), Wrong>,
    /// Checks the texts of its value together, after each has been checked.
    pub check_set: fn(&[String]) -> Result<(), Wrong>,
}

/// The formats of pictures that can be written.
pub const FORMATS: &[&str] = &["svg"];

/// Every setting, in the order in which they are shown; the levels of warnings have a table of their own.
pub const KEYS: &[Key] = &[
    Key {
        name: "include",
        kind: Kind::List,
        default: "**/*.seq",
        about: "Files in a folder that are sources: patterns, relative to the folder of this file.",
        check: pattern,
        check_set: patterns,
    },
    Key {
        name: "exclude",
        kind: Kind::List,
        default: "",
        about: "Files to leave out, even if `include` matches them.",
        check: pattern,
        check_set: patterns,
    },
    Key {
        name: "theme",
        kind: Kind::Text,
        default: "auto",
        about: "Theme of the pictures: a name, or a theme file, relative to the folder of this file.",
        check: theme,
        check_set: any,
    },
    Key {
        name: "fonts",
        kind: Kind::List,
        default: "",
        about: "Font files for characters of a PNG that the bundled fonts lack, relative to the folder of this file.",
        check: font,
        check_set: any,
    },
    Key {
        name: "formats",
        kind: Kind::List,
        default: "svg",
        about: "Formats in which pictures are written and compared.",
        check: format,
        check_set: any,
    },
    Key {
        name: "snapshots",
        kind: Kind::Text,
        default: "{dir}/{name}.{ext}",
        about: "Path of the snapshot of a source: {dir} is the folder of the source, {name} its name without\n\
                extension, {ext} the extension of the format.",
        check: snapshots,
        check_set: any,
    },
    Key {
        name: "fences",
        kind: Kind::List,
        default: "seq sequence wsd websequencediagrams seqwright",
        about: "Languages of code fences that are diagrams in documents: after the ``` of Markdown and MDX, in the\n\
                [...] of AsciiDoc, in the directive of reStructuredText.",
        check: fence,
        check_set: any,
    },
    Key {
        name: "message-format",
        kind: Kind::Text,
        default: "human",
        about: "Format of diagnostics: human, short, json, github, sarif or narratable.",
        check: message_format,
        check_set: any,
    },
    Key {
        name: "max-diagnostics",
        kind: Kind::Count,
        default: "50",
        about: "Maximum number of diagnostics for each file, or \"all\".",
        check: count,
        check_set: any,
    },
    Key {
        name: "playground",
        kind: Kind::Text,
        default: "",
        about: "Address of the playground that `seqwright share` makes links to.",
        check: playground,
        check_set: any,
    },
];

/// Former names of settings, which still work: the former and the current name.
const FORMER: &[(&str, &str)] = &[("goldens", "snapshots")];

/// The table of levels.
pub const LINTS: &str = "lints";
/// The name in it that stands for all codes.
pub const WARNINGS: &str = "warnings";

impl Key {
    /// The names of its environment variable: the current one, then former ones.
    pub fn variables(&self) -> impl Iterator<Item = String> {
        let former = FORMER.iter().filter(|(_, name)| *name == self.name).map(|(former, _)| *former);
        let variable = |name: &str| format!("SEQWRIGHT_{}", name.to_ascii_uppercase().replace('-', "_"));
        std::iter::once(self.name).chain(former).map(variable)
    }

    /// Checks the texts of its value, one by one and together.
    pub fn check_all(&self, texts: &[String]) -> Result<(), Wrong> {
        texts.iter().try_for_each(|text| (self.check)(text))?;
        (self.check_set)(texts)
    }

    /// The default value.
    pub fn default_value(&self) -> Value {
        match self.kind {
            Kind::List => Value::List(self.default.split_whitespace().map(str::to_owned).collect()),
            Kind::Text | Kind::Count => Value::Text(self.default.to_owned()),
        }
    }
}

/// The setting with this name, or with this former name.
pub fn find(name: &str) -> Option<&'static Key> {
    let name = FORMER.iter().find(|(former, _)| *former == name).map_or(name, |(_, name)| name);
    KEYS.iter().find(|key| key.name == name)
}

/// Parses the level of a code, or of all warnings.
pub fn level(code: &str, level: &str) -> Result<(Option<Code>, Level), Wrong> {
    let words = "`allow`, `warn` or `deny`";
    let Some(level) = Level::from_name(level) else {
        return Err((format!("`{level}` is not a level"), format!("write {words}")));
    };
    if code == WARNINGS {
        return Ok((None, level));
    }
    match Code::from_name(code) {
        Some(code) if code.is_adjustable() => Ok((Some(code), level)),
        Some(_) => Err((
            format!("`{code}` is always an error"),
            "only warnings have levels; `seqwright explain` lists them".to_owned(),
        )),
        None => {
            let known = Code::ALL.iter().filter(|code| code.is_adjustable()).map(|code| code.name());
            let help = match super::nearest(code, known.chain([WARNINGS])) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "`seqwright explain` lists the codes".to_owned(),
            };
            Err((format!("no warning is called `{code}`"), help))
        }
    }
}

fn pattern(text: &str) -> Result<(), Wrong> {
    let help = || "write something such as `docs/**/*.seq`".to_owned();
    match glob_of(text) {
        _ if text.is_empty() => Err(("a pattern cannot be empty".to_owned(), help())),
        Ok(_) => Ok(()),
        Err(error) => Err((format!("`{text}` is not a valid pattern: {}", error.kind()), help())),
    }
}

/// Valid patterns can be too many together, or one of them too deep.
fn patterns(texts: &[String]) -> Result<(), Wrong> {
    set_of(texts).map(|_| ()).map_err(|_| {
        let help =
            "write fewer and simpler ones: `vendor` leaves out a folder with all that is in it".to_owned();
        ("these patterns are too many or too deep".to_owned(), help)
    })
}

/// The set of what matches any of these patterns.
pub fn set_of(patterns: &[String]) -> Result<GlobSet, globset::Error> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(glob_of(pattern)?);
    }
    set.build()
}

fn glob_of(pattern: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(pattern.trim_end_matches('/')).literal_separator(true).build()
}

fn any(_: &[String]) -> Result<(), Wrong> {
    Ok(())
}

fn theme(text: &str) -> Result<(), Wrong> {
    let is_file = Path::new(text).extension().is_some_and(|extension| extension == "toml");
    if is_file || Theme::BUILTIN.contains(&text) {
        return Ok(());
    }
    Err((
        format!("there is no theme `{text}`"),
        one_of(text, Theme::BUILTIN, ", or a file that ends in `.toml`"),
    ))
}

fn font(text: &str) -> Result<(), Wrong> {
    let help = || "write the name of a file, such as `fonts/NotoSansJP-Regular.ttf`".to_owned();
    if text.is_empty() { Err(("a font file has a name".to_owned(), help())) } else { Ok(()) }
}

fn format(text: &str) -> Result<(), Wrong> {
    if FORMATS.contains(&text) {
        return Ok(());
    }
    Err((format!("this version cannot write `{text}`"), one_of(text, FORMATS, "")))
}

fn snapshots(text: &str) -> Result<(), Wrong> {
    let rest = ["{dir}", "{name}", "{ext}"].iter().fold(text.to_owned(), |rest, part| rest.replace(part, ""));
    let help = "write something such as `{dir}/{name}.{ext}` or `snapshots/{dir}/{name}.{ext}`".to_owned();
    if !text.contains("{name}") {
        return Err(("without `{name}`, all pictures would have the same path".to_owned(), help));
    }
    if Path::new(text).is_absolute() {
        return Err(("the path must be relative to the folder of the settings file".to_owned(), help));
    }
    // For a source at the root, `{dir}` is nothing.
    let at_root = text.replace("{dir}", "");
    let named = |is: fn(Component<'_>) -> bool| Path::new(&at_root).components().any(is);
    if named(|part| part == Component::ParentDir) {
        return Err(("`..` leads out of the folder of the snapshots".to_owned(), help));
    }
    if named(inside::is_git) {
        return Err(("`.git` belongs to git; snapshots cannot be stored there".to_owned(), help));
    }
    if rest.contains(['{', '}']) {
        return Err((
            format!("`{text}` contains a brace that is not part of `{{dir}}`, `{{name}}` or `{{ext}}`"),
            help,
        ));
    }
    Ok(())
}

fn fence(text: &str) -> Result<(), Wrong> {
    if !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || matches!(c, '`' | '~' | ',' | '{')) {
        return Ok(());
    }
    Err((format!("`{text}` cannot be the language of a code fence"), "write a word such as `seq`".to_owned()))
}

fn message_format(text: &str) -> Result<(), Wrong> {
    let known: Vec<&str> = MessageFormat::NAMES.to_vec();
    if MessageFormat::from_str(text, false).is_ok() {
        return Ok(());
    }
    Err((format!("`{text}` is not a message format"), one_of(text, &known, "")))
}

fn count(text: &str) -> Result<(), Wrong> {
    if text == "all" || text.parse::<usize>().is_ok_and(|count| count > 0) {
        return Ok(());
    }
    Err((
        format!("`{text}` is not a number of diagnostics"),
        "write a number such as `50`, or `\"all\"`".to_owned(),
    ))
}

fn playground(text: &str) -> Result<(), Wrong> {
    if text.is_empty() {
        return Ok(());
    }
    share::address(text).map(|_| ()).map_err(|help| (format!("`{text}` is not an address of a page"), help))
}

/// Suggests the nearest known word, or lists all.
fn one_of(text: &str, known: &[&str], or: &str) -> String {
    match super::nearest(text, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("write `{}`{or}", known.join("`, `")),
    }
}
