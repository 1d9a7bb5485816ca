//! The settings of `seqwright.toml`: what each is called, what it holds, and what stands for it where it is left
//! out. A setting `a-b` is also the variable `SEQWRIGHT_A_B`.

use std::path::{Component, Path};

use clap::ValueEnum;
use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use seqwright::{Code, Level, Theme};

use crate::args::MessageFormat;
use crate::inside;

/// What a setting holds.
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

/// Why a text is no value of a setting: what is wrong, and what to write.
pub type Wrong = (String, String);

/// One setting.
pub struct Key {
    /// Its name in the file.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What stands for it where nobody says anything. Several texts are separated by blanks.
    pub default: &'static str,
    /// What it does, for the file that `seqwright init` writes.
    pub about: &'static str,
    /// What is wrong with a text that it is to hold.
    pub check: fn(&str) -> Result<(), Wrong>,
    /// What is wrong with texts together that are right one by one.
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
        about: "Which files of a folder are sources: patterns, from the folder of this file.",
        check: pattern,
        check_set: patterns,
    },
    Key {
        name: "exclude",
        kind: Kind::List,
        default: "",
        about: "Which of them are left out all the same.",
        check: pattern,
        check_set: patterns,
    },
    Key {
        name: "theme",
        kind: Kind::Text,
        default: "auto",
        about: "How pictures look: the name of a theme, or a theme file, from the folder of this file.",
        check: theme,
        check_set: any,
    },
    Key {
        name: "formats",
        kind: Kind::List,
        default: "svg",
        about: "In what formats pictures are written and compared.",
        check: format,
        check_set: any,
    },
    Key {
        name: "goldens",
        kind: Kind::Text,
        default: "{dir}/{name}.{ext}",
        about: "Where the picture of a source is kept: {dir} is the source's folder, {name} its name without\n\
                its ending, {ext} the ending of the format.",
        check: goldens,
        check_set: any,
    },
    Key {
        name: "fences",
        kind: Kind::List,
        default: "seq sequence wsd websequencediagrams seqwright",
        about: "The words that say in a document that a diagram follows: after the ``` of Markdown and MDX, in the\n\
                [...] of AsciiDoc, in the directive of reStructuredText.",
        check: fence,
        check_set: any,
    },
    Key {
        name: "message-format",
        kind: Kind::Text,
        default: "human",
        about: "How complaints are reported: human, short, json, github, sarif or narratable.",
        check: message_format,
        check_set: any,
    },
    Key {
        name: "max-diagnostics",
        kind: Kind::Count,
        default: "50",
        about: "How many complaints of one file are shown; \"all\" for all of them.",
        check: count,
        check_set: any,
    },
];

/// The table of levels.
pub const LINTS: &str = "lints";
/// What stands for all codes in it.
pub const WARNINGS: &str = "warnings";

impl Key {
    /// The variable that says the same.
    pub fn variable(&self) -> String {
        format!("SEQWRIGHT_{}", self.name.to_ascii_uppercase().replace('-', "_"))
    }

    /// What is wrong with the texts that it is to hold.
    pub fn check_all(&self, texts: &[String]) -> Result<(), Wrong> {
        texts.iter().try_for_each(|text| (self.check)(text))?;
        (self.check_set)(texts)
    }

    /// The value where nobody says anything.
    pub fn default_value(&self) -> Value {
        match self.kind {
            Kind::List => Value::List(self.default.split_whitespace().map(str::to_owned).collect()),
            Kind::Text | Kind::Count => Value::Text(self.default.to_owned()),
        }
    }
}

/// The setting of that name.
pub fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// The level of a code, or of all warnings, as words. What is wrong with them otherwise.
pub fn level(code: &str, level: &str) -> Result<(Option<Code>, Level), Wrong> {
    let words = "`allow`, `warn` or `deny`";
    let Some(level) = Level::from_name(level) else {
        return Err((format!("`{level}` is no level"), format!("write {words}")));
    };
    if code == WARNINGS {
        return Ok((None, level));
    }
    match Code::from_name(code) {
        Some(code) if code.is_adjustable() => Ok((Some(code), level)),
        Some(_) => Err((
            format!("`{code}` is always an error"),
            "levels are those of warnings; `seqwright explain` lists them".to_owned(),
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
        Err(error) => Err((format!("`{text}` is no pattern: {}", error.kind()), help())),
    }
}

/// Patterns that are good one by one can be too much together, or one of them too deep.
fn patterns(texts: &[String]) -> Result<(), Wrong> {
    set_of(texts).map(|_| ()).map_err(|_| {
        let help =
            "write fewer and simpler ones: `vendor` leaves out a folder with all that is in it".to_owned();
        ("these patterns are too many or too deep to be looked for".to_owned(), help)
    })
}

/// What matches any of these patterns.
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

fn format(text: &str) -> Result<(), Wrong> {
    if FORMATS.contains(&text) {
        return Ok(());
    }
    Err((format!("this version writes no `{text}`"), one_of(text, FORMATS, "")))
}

fn goldens(text: &str) -> Result<(), Wrong> {
    let rest = ["{dir}", "{name}", "{ext}"].iter().fold(text.to_owned(), |rest, part| rest.replace(part, ""));
    let help = "write something such as `{dir}/{name}.{ext}` or `goldens/{dir}/{name}.{ext}`".to_owned();
    if !text.contains("{name}") {
        return Err(("without `{name}`, all pictures would be one file".to_owned(), help));
    }
    if Path::new(text).is_absolute() {
        return Err((
            "pictures are kept below the folder of the settings, not at an absolute path".to_owned(),
            help,
        ));
    }
    // For a source at the root, `{dir}` is nothing.
    let at_root = text.replace("{dir}", "");
    let named = |is: fn(Component<'_>) -> bool| Path::new(&at_root).components().any(is);
    if named(|part| part == Component::ParentDir) {
        return Err(("`..` leads out of the folder that pictures are kept in".to_owned(), help));
    }
    if named(inside::is_git) {
        return Err(("`.git` is for what git keeps, not for pictures".to_owned(), help));
    }
    if rest.contains(['{', '}']) {
        return Err((format!("`{text}` holds a brace that belongs to no part"), help));
    }
    Ok(())
}

fn fence(text: &str) -> Result<(), Wrong> {
    if !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || matches!(c, '`' | '~' | ',' | '{')) {
        return Ok(());
    }
    Err((format!("`{text}` cannot be the word of a fence"), "write a word such as `seq`".to_owned()))
}

fn message_format(text: &str) -> Result<(), Wrong> {
    let known: Vec<&str> = MessageFormat::NAMES.to_vec();
    if MessageFormat::from_str(text, false).is_ok() {
        return Ok(());
    }
    Err((format!("`{text}` is no format of complaints"), one_of(text, &known, "")))
}

fn count(text: &str) -> Result<(), Wrong> {
    if text == "all" || text.parse::<usize>().is_ok_and(|count| count > 0) {
        return Ok(());
    }
    Err((
        format!("`{text}` is no number of complaints"),
        "write a number such as `50`, or `\"all\"`".to_owned(),
    ))
}

/// Which words there are, and which of them was meant.
fn one_of(text: &str, known: &[&str], or: &str) -> String {
    match super::nearest(text, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("write `{}`{or}", known.join("`, `")),
    }
}
