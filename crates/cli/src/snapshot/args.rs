//! The arguments of `seqwright test`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::compare::Level;
use super::formats::Format;
use crate::args::Text;

/// What is said below the options.
pub const MORE: &str = "\
A test is a source (.seq) with the picture beside it that it gave when somebody looked at it last (.svg), or a
document with diagrams in fences (.md, .mdx, .adoc, .rst), which must compile. Folders are searched; what
.gitignore names is left out. A comment `# error: 3:5 words` or `# warning[code]: +1` in a source says what is
expected to be complained about; a source that expects errors has no picture.

Nothing is written but what is asked for, except that outside of CI the picture of a test that fails is kept as
x.svg.new, beside x.svg, until the test passes. In CI (the variable CI or TF_BUILD is set) nothing is written
except below --report and to --output, and nothing is asked.

Examples:
  seqwright test                          all tests below this folder
  seqwright test --accept=new             keep the pictures of sources that have none yet
  seqwright test docs --review            decide about each difference
  seqwright test --against main           what changed in the diagrams since main, whatever the goldens say
  seqwright test --report target/report   pictures before and after, in one HTML file

Exit codes:
  0  all tests passed
  1  a picture differs or is missing, or complaints are not as expected; in CI also: a picture has no source
  2  the arguments or the settings make no sense, or there is no test
  3  a file could not be read or written";

/// What to test, and what to do about what fails.
#[derive(Args)]
pub struct TestArgs {
    /// Sources, documents and folders with them
    #[arg(value_name = "PATH", default_value = ".", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Take the pictures of today for right: those that are missing, those that changed, or all
    #[arg(long, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "all")]
    pub accept: Option<Accept>,
    /// Show each difference on the terminal and ask what to do about it
    #[arg(long, conflicts_with_all = ["accept", "format"])]
    pub review: bool,
    /// Show how pictures differ: as text of SVG, or word by word in what they say
    #[arg(long, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    pub diff: Option<DiffForm>,
    /// Compare with the pictures that this version makes of the sources in a revision of git
    #[arg(long, value_name = "REV", conflicts_with_all = ["accept", "review", "unreferenced"])]
    pub against: Option<String>,
    /// Write a page with the pictures before and after into a folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub report: Option<PathBuf>,
    /// How results are shown, on standard output or in the file of `--output`
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Write the results in that format into a file, and show them for people on standard output
    #[arg(short, long, value_name = "FILE", requires = "format", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Only the tests whose path, or whose file name, a pattern fits
    #[arg(long, value_name = "GLOB")]
    pub filter: Vec<String>,
    /// Stop after the first failure, in order of path
    #[arg(long)]
    pub fail_fast: bool,
    /// What must be the same
    #[arg(long, value_name = "LEVEL", default_value = "svg")]
    pub level: Level,
    /// What becomes of pictures of ours without a source; auto: a fault in CI, else a remark
    #[arg(long, value_name = "HOW", default_value = "auto")]
    pub unreferenced: Unreferenced,
    /// Keep the pictures of failed tests in this folder instead of beside their goldens
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub pending_dir: Option<PathBuf>,
    /// No test at all is all right
    #[arg(long)]
    pub allow_empty: bool,
    /// On how many threads [default: as many as there are processors]
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<usize>,
    /// How pictures look: what `compile --theme` takes
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    pub theme: Option<PathBuf>,
    /// Accepted for older scripts; snapshots hold no lines of the source
    #[arg(long, hide = true)]
    pub no_source_lines: bool,
    /// Pictures are those of `compile --text`
    #[arg(long, value_name = "HOW")]
    pub text: Option<Text>,
}

/// Which pictures are taken for right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Accept {
    /// Those that are missing
    New,
    /// Those that are there and differ
    Changed,
    /// Both
    All,
}

/// How a difference is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffForm {
    /// The lines of the SVG that differ
    Text,
    /// What is read out of it, with the words that differ marked
    Words,
}

/// What becomes of pictures without a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Unreferenced {
    /// A fault in CI, else a remark
    Auto,
    /// A fault
    Reject,
    /// A remark
    Warn,
    /// Removed
    Delete,
    /// Nothing
    Ignore,
}

fn jobs(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|&jobs| jobs > 0 && jobs <= 1024)
        .ok_or("write a number from 1 to 1024".to_owned())
}
