//! `share`: prints a link that opens a diagram in a playground. The link holds the whole text; nothing is sent.

use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use clap::{Args, ValueHint};
use miniz_oxide::deflate::compress_to_vec;

use super::args::usage_error;
use super::config::Config;
use super::exit::Exit;
use super::plan::Input;
use super::report::Reporter;
use super::{files, output, plan, read, reading};

/// More help.
pub const MORE: &str = "\
The link is the address of a playground, `#s=`, and the text of the source, compressed. What stands
behind `#` is not sent to the server of that address.

The address comes from `--to`, or from the setting `playground`.

Exit codes:
  0  the link is printed
  2  the arguments are invalid, or there is no address
  3  the file could not be read, or is no text";

/// The version of what follows it in a link.
const VERSION: char = '1';
/// The effort of the compression, up to 10.
const LEVEL: u8 = 9;
/// The length past which some chat programs cut links.
const LONG: usize = 2000;

/// What to share.
#[derive(Args)]
pub struct ShareArgs {
    /// Source; `-` reads standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Address of the playground, such as `https://example.org/play/`
    #[arg(long, value_name = "URL", value_parser = address, value_hint = ValueHint::Url)]
    pub to: Option<String>,
    /// Make a link that shows the picture only, for slides
    #[arg(long)]
    pub view: bool,
}

/// Takes an address that a link can be made of, or says what is wrong with it.
pub fn address(text: &str) -> Result<String, String> {
    let is_web = ["https://", "http://", "file://"].iter().any(|scheme| text.starts_with(scheme));
    let is_whole = text.chars().all(|character| character.is_ascii_graphic() && character != '#');
    if is_web && is_whole {
        return Ok(text.to_owned());
    }
    Err("write an address such as `https://example.org/play/`, without `#` and spaces".to_owned())
}

/// Prints the link.
pub fn share(args: &ShareArgs, config: &Config, reporter: &Reporter) -> Result<Exit, Exit> {
    let Some(address) = args.to.as_deref().or(config.playground()) else {
        return Err(usage_error(
            "there is no address of a playground: name one with `--to https://example.org/play/`, or as `playground` \
             in seqwright.toml",
        ));
    };
    let inputs = plan::inputs(std::slice::from_ref(&args.file), None).map_err(|it| usage_error(&it))?;
    for input in &inputs {
        let text = text(input, reporter)?;
        let link = link(address, args.view, &text);
        if link.len() > LONG {
            let length = link.len();
            let words = format!("the link has {length} characters; some chat programs cut such links\n");
            reporter.say(&reporter.advice(&words));
        }
        output::to_stdout(format!("{link}\n").as_bytes()).map_err(|error| {
            let message = format!("it cannot be written: {}", files::sentence(&error));
            reporter.say(&reporter.trouble("standard output", &message, None));
            Exit::Files
        })?;
    }
    Ok(Exit::Done)
}

/// The text of the source. What is wrong with it has been reported.
fn text(input: &Input, reporter: &Reporter) -> Result<String, Exit> {
    let name = input.shown();
    let bytes = read::read(input).map_err(|why| {
        let (exit, report) = why.report(&name, reporter);
        reporter.say(&report);
        exit
    })?;
    let source = reading::source(input, bytes, None);
    if source.undecodable().is_some() {
        reporter.say(&reporter.trouble(&name, "it is not a text in UTF-8", Some("save it as UTF-8")));
        return Err(Exit::Files);
    }
    Ok(source.text().to_owned())
}

/// The link to a text.
fn link(address: &str, is_view: bool, text: &str) -> String {
    let kind = if is_view { 'v' } else { 's' };
    let packed = URL_SAFE_NO_PAD.encode(compress_to_vec(text.as_bytes(), LEVEL));
    format!("{address}#{kind}={VERSION}{packed}")
}
