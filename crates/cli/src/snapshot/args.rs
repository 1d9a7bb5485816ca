//! The arguments of `seqwright test`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::class::Class;
use super::compare::Level;
use super::formats::Format;
use crate::args::Text;

/// Help text below the options.
pub const MORE: &str = "\
A test is a source (.seq) with its snapshot, the picture that was accepted last (.svg), or a
document with diagrams (.md, .mdx, .adoc, .rst), which must compile. Folders are searched; files
named in .gitignore are skipped. A comment `# error: 3:5 words` or `# warning[code]: +1` in a
source states an expected diagnostic; a source that expects errors has no snapshot.

By default, tests write only one kind of file: if a test fails outside CI, its new picture is
kept next to the snapshot as x.svg.new until the test passes. In CI (if the variable CI or
TF_BUILD is set), nothing is written except by --report and --output, and seqwright never asks
for input.

Examples:
  seqwright test                          run all tests in this folder
  seqwright test --accept=new             store snapshots for sources that have none
  seqwright test --accept=style,geometry  store those that only look otherwise, after a new theme
  seqwright test docs --review            decide about each difference
  seqwright test --against main           compare with the diagrams on main, without snapshots
  seqwright test --report target/report   write an HTML page with the pictures before and after

Exit codes:
  0  all tests passed
  1  a snapshot differs or is missing, diagnostics are not as expected, or (in CI) a snapshot has
     no source
  2  the arguments or settings are invalid, or there are no tests
  3  a file could not be read or written";

/// What to test, and how to handle failures.
#[derive(Args)]
pub struct TestArgs {
    /// Sources, documents with diagrams, and folders to search for both
    #[arg(value_name = "PATH", default_value = ".", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Store the current pictures as snapshots: all, or those of which every difference is of one of these kinds
    #[arg(
        long,
        value_name = "WHICH",
        num_args = 0..=1,
        require_equals = true,
        value_delimiter = ',',
        default_missing_value = "all"
    )]
    pub accept: Vec<Accept>,
    /// Show each difference on the terminal and ask whether to accept it
    #[arg(long, conflicts_with_all = ["accept", "format"])]
    pub review: bool,
    /// Show how pictures differ, as SVG text or as descriptions in words
    #[arg(long, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    pub diff: Option<DiffForm>,
    /// Compare with the diagrams of a git revision, compiled by this version of seqwright
    #[arg(long, value_name = "REV", conflicts_with_all = ["accept", "review", "unreferenced"])]
    pub against: Option<String>,
    /// Exit with 0 even if diagrams differ: for a comment on a pull request, which reports and does not judge
    #[arg(long)]
    pub exit_zero: bool,
    /// Write an HTML page with the pictures before and after to a folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub report: Option<PathBuf>,
    /// Format of the results, on standard output or in the `--output` file
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Write the results to a file in the given format, and show them on standard output as `human`
    #[arg(short, long, value_name = "FILE", requires = "format", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Run only tests whose path or file name matches the pattern
    #[arg(long, value_name = "GLOB")]
    pub filter: Vec<String>,
    /// Stop after the first failure, in path order
    #[arg(long)]
    pub fail_fast: bool,
    /// What must match the snapshot
    #[arg(long, value_name = "LEVEL", default_value = "svg")]
    pub level: Level,
    /// How to treat snapshots without a source
    #[arg(long, value_name = "HOW", default_value = "auto")]
    pub unreferenced: Unreferenced,
    /// Keep the pictures of failed tests in this folder instead of next to their snapshots
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub pending_dir: Option<PathBuf>,
    /// Succeed even if there are no tests
    #[arg(long)]
    pub allow_empty: bool,
    /// Number of threads [default: number of processors]
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<usize>,
    /// Theme of the pictures, as in `compile --theme`
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    pub theme: Option<PathBuf>,
    /// Accepted for older scripts; snapshots contain no source lines
    #[arg(long, hide = true)]
    pub no_source_lines: bool,
    /// How labels are written, as in `compile --text`
    #[arg(long, value_name = "HOW")]
    pub text: Option<Text>,
}

/// Which pictures to store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Accept {
    /// Pictures of sources without a snapshot
    New,
    /// Pictures that differ from their snapshot
    Changed,
    /// Both
    All,
    /// Pictures with added, removed or moved parts, other arrows or receivers
    Structure,
    /// Pictures with other texts
    Text,
    /// Pictures with other colours or strokes, as after a change of the theme
    Style,
    /// Pictures with the same parts at other places; also called `layout`
    #[value(alias = "layout")]
    Geometry,
    /// Pictures that are drawn in another way, as after a new version of seqwright
    Markup,
    /// Pictures whose snapshot an early version of seqwright wrote
    Format,
}

impl Accept {
    /// The kind of difference, if it is about one.
    pub fn class(self) -> Option<Class> {
        match self {
            Accept::New | Accept::Changed | Accept::All => None,
            Accept::Structure => Some(Class::Structure),
            Accept::Text => Some(Class::Text),
            Accept::Style => Some(Class::Style),
            Accept::Geometry => Some(Class::Geometry),
            Accept::Markup => Some(Class::Markup),
            Accept::Format => Some(Class::Format),
        }
    }
}

/// How to show a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffForm {
    /// SVG lines that differ
    Text,
    /// Text as read by a screen reader, with changed words marked
    Words,
}

/// How to treat snapshots without a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Unreferenced {
    /// Fail in CI, note elsewhere
    Auto,
    /// Fail
    Reject,
    /// Print a note
    Warn,
    /// Delete them
    Delete,
    /// Ignore them
    Ignore,
}

fn jobs(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|&jobs| jobs > 0 && jobs <= 1024)
        .ok_or("write a number from 1 to 1024".to_owned())
}
