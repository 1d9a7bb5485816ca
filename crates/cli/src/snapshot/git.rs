//! Asks git about a repository. The repository may be hostile: none of its settings makes git run a program or use the
//! network.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

use crate::files;

/// Settings that go before those of the repository. Each is named in SECURITY.md with its reason.
const SETTINGS: [&str; 10] = [
    "safe.bareRepository=explicit",
    "protocol.allow=never",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.sshCommand=false",
    "core.gitProxy=",
    "core.askPass=",
    "credential.helper=",
    "diff.external=",
];

/// Variables that go before settings.
const VARIABLES: [(&str, &str); 10] = [
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_PROTOCOL_FROM_USER", "0"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_ASKPASS", ""),
    ("GIT_SSH_COMMAND", "false"),
    ("GIT_PAGER", "cat"),
    ("LC_ALL", "C"),
];

/// Environment variables that name programs, or other content for objects.
const REMOVED: [&str; 6] =
    ["GIT_EXTERNAL_DIFF", "GIT_PROXY_COMMAND", "GIT_SSH", "SSH_ASKPASS", "GIT_GRAFT_FILE", "GIT_TRACE"];

/// The most bytes of what git says about a fault.
const MOST_WORDS: u64 = 4096;
/// How many paths git is asked about with one command line.
const AT_ONCE: usize = 200;

/// A file as it is in a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blob {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// There are more bytes than allowed. They have not been read.
    TooLarge,
}

/// git, which changes nothing, asks nothing, and starts nothing. Where the repository is, the user's variables say as
/// ever: `GIT_DIR` and its kin stay.
pub fn git(arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(["--no-pager", "--literal-pathspecs", "--no-replace-objects"]);
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command.args(arguments).envs(VARIABLES).stdin(Stdio::null());
    for name in REMOVED {
        command.env_remove(name);
    }
    command
}

/// The output of git, or its error.
pub fn answer(mut command: Command) -> Result<Vec<u8>, String> {
    let output = command.output().map_err(|error| cannot_run(&error))?;
    if output.status.success() { Ok(output.stdout) } else { Err(words(&output.stderr)) }
}

/// Why git cannot be run.
pub fn cannot_run(error: &std::io::Error) -> String {
    format!("`git` cannot be run: {}", files::sentence(error))
}

/// What git says about a fault, in one line.
pub fn words(message: &[u8]) -> String {
    let message = String::from_utf8_lossy(message);
    let line =
        message.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("git failed without a word");
    line.trim_start_matches("fatal: ").trim_start_matches("error: ").to_owned()
}

/// Reads those of these files that are in a revision, each of at most `most` bytes. They are named as git takes them:
/// `./a.seq`.
pub fn read<'p>(id: &str, paths: &[&'p OsStr], most: usize) -> Result<BTreeMap<&'p OsStr, Blob>, String> {
    let mut asked = Vec::with_capacity(paths.len());
    for &path in paths {
        match path.to_str().filter(|path| !path.contains('\n')) {
            Some(text) => asked.push((path, format!("{id}:{text}"))),
            // A name that is not UTF-8, or contains a line ending, cannot be sent as a line.
            None => asked.extend(object(id, path)?.map(|object| (path, object))),
        }
    }
    let (mut found, mut absent, mut wanted) = (BTreeMap::new(), Vec::new(), Vec::new());
    let names: Vec<&str> = asked.iter().map(|(_, name)| name.as_str()).collect();
    for (&(path, _), kind) in asked.iter().zip(kinds(&names)?) {
        match kind {
            Kind::Blob(object, size) if size <= most => wanted.push((path, object, size)),
            Kind::Blob(..) => drop(found.insert(path, Blob::TooLarge)),
            // A folder with this name is not a file.
            Kind::Other => {}
            Kind::Absent => absent.push(path),
        }
    }
    refuse_lost(id, &absent)?;
    let contents = contents(wanted.iter().map(|(_, object, size)| (object.as_str(), *size)).collect())?;
    found.extend(wanted.into_iter().zip(contents).map(|((path, ..), bytes)| (path, Blob::Bytes(bytes))));
    Ok(found)
}

/// The name of the object at a path, if the revision has the path.
fn object(id: &str, path: &OsStr) -> Result<Option<String>, String> {
    let mut name = OsString::from(format!("{id}:"));
    name.push(path);
    let mut command = git(&["rev-parse", "--verify", "--quiet", "--end-of-options"]);
    let output = command.arg(name).output().map_err(|error| cannot_run(&error))?;
    match output.status.code() {
        Some(0) => Ok(Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())),
        Some(1) => Ok(None),
        _ => Err(words(&output.stderr)),
    }
}

/// What is behind a name.
enum Kind {
    /// A file: the name of its object, and how many bytes it has.
    Blob(String, usize),
    /// A folder or a commit.
    Other,
    /// Nothing, as far as git can see.
    Absent,
}

fn kinds(names: &[&str]) -> Result<Vec<Kind>, String> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let lines: String = names.iter().map(|name| format!("{name}\n")).collect();
    let kinds = conversation(&["cat-file", "--batch-check"], lines, |answers| {
        names.iter().map(|_| Ok(kind(&line(answers)?))).collect()
    })?;
    Ok(kinds)
}

fn kind(header: &str) -> Kind {
    let mut words = header.split(' ');
    match (words.next(), words.next(), words.next().map(str::parse), words.next()) {
        (Some(object), Some("blob"), Some(Ok(size)), None) => Kind::Blob(object.to_owned(), size),
        (Some(_), Some("tree" | "commit" | "tag"), Some(Ok(_)), None) => Kind::Other,
        _ => Kind::Absent,
    }
}

/// The bytes of objects whose sizes are known.
fn contents(objects: Vec<(&str, usize)>) -> Result<Vec<Vec<u8>>, String> {
    if objects.is_empty() {
        return Ok(Vec::new());
    }
    let lines: String = objects.iter().map(|(object, _)| format!("{object}\n")).collect();
    conversation(&["cat-file", "--batch"], lines, |answers| {
        let one = |&(object, size): &(&str, usize)| {
            if line(answers)? != format!("{object} blob {size}") {
                return Err(std::io::ErrorKind::InvalidData.into());
            }
            let mut bytes = vec![0; size];
            answers.read_exact(&mut bytes)?;
            answers.read_exact(&mut [0])?;
            Ok(bytes)
        };
        objects.iter().map(one).collect()
    })
}

/// A line of an answer; an error if git has ended.
fn line(answers: &mut impl BufRead) -> std::io::Result<String> {
    let mut line = Vec::new();
    answers.read_until(b'\n', &mut line)?;
    match line.pop() {
        Some(b'\n') => Ok(String::from_utf8_lossy(&line).into_owned()),
        _ => Err(std::io::ErrorKind::UnexpectedEof.into()),
    }
}

/// Sends lines to git and reads its answers in parallel, so that neither blocks the other.
fn conversation<T>(
    arguments: &[&str],
    lines: String,
    read: impl FnOnce(&mut BufReader<std::process::ChildStdout>) -> std::io::Result<T>,
) -> Result<T, String> {
    let mut command = git(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| cannot_run(&error))?;
    let mut input = child.stdin.take().expect("it is piped");
    let mut answers = BufReader::new(child.stdout.take().expect("it is piped"));
    let errors = child.stderr.take().expect("it is piped");
    // The exit status of git says more than a closed pipe.
    let asking = std::thread::spawn(move || drop(input.write_all(lines.as_bytes())));
    let listening = std::thread::spawn(move || {
        let mut message = Vec::new();
        let _ = errors.take(MOST_WORDS).read_to_end(&mut message);
        message
    });
    let answer = read(&mut answers);
    drop(answers);
    asking.join().expect("it only writes");
    let message = listening.join().expect("it only reads");
    let status = child.wait().map_err(|error| cannot_run(&error))?;
    match answer {
        Ok(answer) if status.success() => Ok(answer),
        Err(error) if status.success() && message.is_empty() => {
            Err(format!("`git {}` cannot be used: {}", arguments.join(" "), files::sentence(&error)))
        }
        Ok(_) | Err(_) => Err(words(&message)),
    }
}

/// Reports a file of the revision whose content is missing in this clone; it must not count as absent.
fn refuse_lost(id: &str, absent: &[&OsStr]) -> Result<(), String> {
    for some in absent.chunks(AT_ONCE) {
        let mut command = git(&["ls-tree", "-z", id, "--"]);
        command.args(some);
        let listed = answer(command)?;
        let lost = listed.split(|&byte| byte == 0).find_map(|entry| {
            let (kind, name) = entry.split_at(entry.iter().position(|&byte| byte == b'\t')?);
            kind.windows(6)
                .any(|word| word == b" blob ")
                .then(|| String::from_utf8_lossy(&name[1..]).into_owned())
        });
        if let Some(name) = lost {
            return Err(format!(
                "the content of `{name}` is not in this clone, and nothing is fetched here; run \
                 `git fetch --refetch --no-filter` first"
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_recognised_by_the_last_words() {
        assert!(matches!(kind("abc blob 4"), Kind::Blob(object, 4) if object == "abc"));
        assert!(matches!(kind("abc tree 4"), Kind::Other));
        for header in ["abc:z missing", "abc:a blob 4 missing", "abc: blob missing", "abc ambiguous"] {
            assert!(matches!(kind(header), Kind::Absent), "{header}");
        }
    }

    #[test]
    fn an_answer_that_stops_is_none() {
        assert!(line(&mut &b""[..]).is_err() && line(&mut &b"abc blob"[..]).is_err());
    }
}
