//! Asks the user on the terminal about each difference.

use std::io::{BufRead, IsTerminal, Write};

use super::args::DiffForm;
use super::formats::{RunInfo, human};
use super::outcome::Tested;
use super::{diff, settle, stored};
use crate::Exit;
use crate::output;

/// The choices.
const CHOICES: &str = "  a  accept: the new picture is right\n  A  accept this one and the rest\n  r  reject: the picture of before is right, \
                       and the source is to be changed\n  s  skip: leave it for later\n  d  show how they \
                       differ\n  q  quit\n";

/// Whether there is a terminal to ask on.
pub fn possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// Asks about each test that could be made to pass with another snapshot.
pub fn review(all: &mut [Tested], shown: &RunInfo<'_>) -> Result<(), Exit> {
    let count = all.iter().filter(|tested| tested.can_be_accepted()).count();
    let open = all.iter_mut().filter(|tested| tested.can_be_accepted());
    let mut accept_rest = false;
    let accept = |tested: &mut Tested| {
        settle::accept(tested);
        settle::keep(tested, shown.args.pending_dir.as_deref());
    };
    for (at, tested) in open.enumerate() {
        if accept_rest {
            accept(tested);
            continue;
        }
        say(&format!("{}\n", human::one(tested, shown)))?;
        loop {
            match ask(at + 1, count)? {
                Some('a') => accept(tested),
                Some('A') => {
                    accept_rest = true;
                    accept(tested);
                }
                Some('r') => reject(tested, shown)?,
                Some('s') => {}
                Some('d') => {
                    let pictures = tested.pictures.as_ref().expect("it can be accepted");
                    let words = diff::show(DiffForm::Words, pictures);
                    let lines = diff::show(DiffForm::Text, pictures);
                    say(&format!("{words}{lines}"))?;
                    continue;
                }
                Some('q') | None => return Ok(()),
                Some(_) => {
                    say(CHOICES)?;
                    continue;
                }
            }
            break;
        }
    }
    Ok(())
}

/// Keeps the old snapshot and removes the pending picture; the test fails until its source is changed.
fn reject(tested: &mut Tested, shown: &RunInfo<'_>) -> Result<(), Exit> {
    let Some(snapshot) = &tested.snapshot else { return Ok(()) };
    let path = stored::pending(snapshot, shown.args.pending_dir.as_deref());
    tested.pending = None;
    match stored::remove_pending(&path) {
        Ok(()) => Ok(()),
        Err(words) => say(&format!("{}: {words}\n", crate::escape::name(&path.display().to_string()))),
    }
}

/// The first letter of the answer; `None` at the end of input.
fn ask(at: usize, count: usize) -> Result<Option<char>, Exit> {
    say(&format!("({at} of {count}) accept, reject, skip, diff, quit? [a/r/s/d/q, A accepts the rest] "))?;
    let _ = std::io::stdout().flush();
    let mut answer = String::new();
    match std::io::stdin().lock().read_line(&mut answer) {
        Ok(0) | Err(_) => {
            say("\n")?;
            Ok(None)
        }
        Ok(_) => Ok(Some(answer.trim().chars().next().map_or('?', letter))),
    }
}

/// A choice, in lower case; only `A` is another than `a`.
fn letter(first: char) -> char {
    if first == 'A' { first } else { first.to_ascii_lowercase() }
}

fn say(text: &str) -> Result<(), Exit> {
    output::to_stdout(text.as_bytes()).map_err(|_| Exit::Files)
}
