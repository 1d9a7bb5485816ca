//! The recipes of `docs/ci.md`, the action and the hooks do what they say: each is read as the tool that it is for
//! reads it, and its commands are run in a repository of diagrams, one that is in order and one that is not.
#![cfg(unix)]

mod pipelines;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use saphyr::{LoadableYamlNode, Yaml};
use tempfile::TempDir;

const SOURCE: &str = "Client->Server: hello\n";
const FAULTY: &str = "Client->Server: hello\nalt ready\n";

fn read(name: &str) -> String {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The blocks of a section of `docs/ci.md` with that word on their fence.
fn blocks(section: &str, word: &str) -> Vec<String> {
    let page = read("docs/ci.md");
    let part = page.split("\n## ").find(|part| part.lines().next() == Some(section));
    let part = part.unwrap_or_else(|| panic!("there is no section `{section}`"));
    let fence = format!("\n```{word}\n");
    let found: Vec<String> = part
        .split(&fence)
        .skip(1)
        .map(|rest| rest.split("\n```").next().expect("a block has an end").to_owned() + "\n")
        .collect();
    assert!(!found.is_empty(), "{section} has no block `{word}`");
    found
}

fn block(section: &str, word: &str) -> String {
    blocks(section, word).remove(0)
}

fn yaml(text: &str) -> Yaml<'_> {
    let mut documents = Yaml::load_from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

fn strings(list: &Yaml<'_>) -> Vec<String> {
    let items = list.as_vec().expect("it is a list");
    items.iter().map(|item| item.as_str().expect("it holds texts").to_owned()).collect()
}

/// A repository of diagrams, with the program on the path.
struct Repository(TempDir);

impl Repository {
    /// One in which every picture is what its source gives.
    fn in_order() -> Repository {
        let repository = Repository(tempfile::tempdir().expect("a folder can be made"));
        repository.write("docs/login.seq", SOURCE);
        repository.write("README.md", "# A project\n");
        repository.succeeds("seqwright docs/login.seq");
        repository.succeeds(
            "git init -q . && git add . && git -c user.name=x -c user.email=x@example.org commit -qm x",
        );
        repository
    }

    /// One in which a source has changed and its picture has not.
    fn with_a_stale_picture() -> Repository {
        let repository = Repository::in_order();
        repository.write("docs/login.seq", "Client->Server: hello again\n");
        repository
    }

    /// One in which a source has an error.
    fn with_an_error() -> Repository {
        let repository = Repository::in_order();
        repository.write("docs/login.seq", FAULTY);
        repository
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("it can be written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Runs lines in a shell that stops at the first that fails.
    fn run_with(&self, shell: &str, lines: &str, variables: &[(&str, &str)]) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_seqwright"));
        let folder = program.parent().expect("it stands in a folder").display();
        let path = std::env::var("PATH").expect("there is a path");
        Command::new(shell)
            .args(["-e", "-c", lines])
            .current_dir(self.0.path())
            .env_clear()
            .env("PATH", format!("{folder}:{path}"))
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .output()
            .expect("there is a shell")
    }

    fn run(&self, lines: &str) -> Output {
        self.run_with("sh", lines, &[])
    }

    fn succeeds(&self, lines: &str) {
        assert_code(&self.run(lines), 0, lines);
    }
}

fn assert_code(output: &Output, code: i32, what: &str) {
    let text = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(code), "{what}\n{text}");
}

/// Lines that look for faults find none where all is in order, a stale picture, and an error.
fn finds_faults(lines: &str) {
    Repository::in_order().succeeds(lines);
    assert_code(&Repository::with_a_stale_picture().run(lines), 1, lines);
    assert_code(&Repository::with_an_error().run(lines), 1, lines);
}

/// The inputs of the action with their defaults.
fn action_inputs(action: &Yaml<'_>) -> Vec<(String, String)> {
    let inputs = action["inputs"].as_mapping().expect("it has inputs");
    let input = |(name, input): (&Yaml<'_>, &Yaml<'_>)| {
        assert!(input["description"].as_str().is_some_and(|text| text.len() > 20));
        let default = input["default"].as_str().expect("every input has a default");
        (name.as_str().expect("a name is text").to_owned(), default.to_owned())
    };
    inputs.iter().map(input).collect()
}

/// Does what a runner does with the action and these inputs, without building the program.
fn run_action(repository: &Repository, with: &[(String, String)]) -> Output {
    let text = read("action.yml");
    let action = yaml(&text);
    let inputs = action_inputs(&action);
    for (name, _) in with {
        assert!(inputs.iter().any(|(known, _)| known == name), "the action has no input `{name}`");
    }
    let value = |name: &str| {
        let all = with.iter().chain(&inputs);
        all.into_iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
            .expect("it is an input")
    };
    let steps = action["runs"]["steps"].as_vec().expect("it has steps");
    let step = steps.last().expect("there is one");
    let mut variables: Vec<(String, String)> = step["env"]
        .as_mapping()
        .expect("it has variables")
        .iter()
        .map(|(name, value_of)| {
            let expression = value_of.as_str().expect("it is an expression");
            let input = expression.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}"));
            (name.as_str().expect("it is text").to_owned(), value(input.expect("it is an input")))
        })
        .collect();
    // What building would have put there.
    repository.write("temp/seqwright/bin/.keep", "");
    let built = repository.0.path().join("temp/seqwright/bin/seqwright");
    if !built.exists() {
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_seqwright"), built).expect("links can be made");
    }
    // A runner makes a new file for each step.
    repository.write("temp/summary.md", "");
    let summary = repository.0.path().join("temp/summary.md");
    variables.push(("GITHUB_STEP_SUMMARY".to_owned(), summary.display().to_string()));
    variables.push(("RUNNER_TEMP".to_owned(), repository.0.path().join("temp").display().to_string()));
    let variables: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (&**name, &**value)).collect();
    repository.run_with("bash", step["run"].as_str().expect("it runs something"), &variables)
}

fn with(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn the_action_gets_the_program_of_its_version() {
    let text = read("action.yml");
    let action = yaml(&text);
    assert_eq!(action["runs"]["using"].as_str(), Some("composite"));
    let steps = action["runs"]["steps"].as_vec().expect("it has steps");
    for step in &steps[..2] {
        assert_eq!(step["if"].as_str(), Some("inputs.program == ''"));
    }
    assert!(steps[0]["uses"].as_str().is_some_and(|uses| uses.starts_with("actions/cache@")));
    assert!(steps[1]["run"].as_str().is_some_and(|run| run.contains("scripts/hook.sh")));
    for step in &steps[1..] {
        assert_eq!(step["shell"].as_str(), Some("bash"));
        let run = step["run"].as_str().expect("it runs something");
        assert!(!run.contains("${{"), "an expression in a script could be more than a name:\n{run}");
    }
}

#[test]
fn the_action_does_each_of_its_commands() {
    for command in ["test", "check", "fmt"] {
        let inputs = with(&[("command", command)]);
        assert_code(&run_action(&Repository::in_order(), &inputs), 0, command);
        assert_code(&run_action(&Repository::with_an_error(), &inputs), 1, command);
    }
    assert_code(&run_action(&Repository::with_a_stale_picture(), &with(&[])), 1, "test is what it does");
    let stale = Repository::with_a_stale_picture();
    let compile = with(&[("command", "compile"), ("paths", "docs/login.seq\n\n"), ("program", "seqwright")]);
    assert_code(&run_action(&stale, &compile), 0, "compile");
    assert!(stale.read("docs/login.svg").contains("hello again"));
    let hostile = with(&[("command", "test; touch owned"), ("paths", "$(touch owned)\n`touch owned`\n-x")]);
    let output = run_action(&stale, &hostile);
    assert_code(&output, 2, "there is no such command");
    let hostile = with(&[("command", "check"), ("paths", "$(touch owned)\n`touch owned`\n--help")]);
    assert_code(&run_action(&stale, &hostile), 3, "there are no such files");
    assert!(!stale.0.path().join("owned").exists());
}

#[test]
fn the_action_passes_a_theme_and_options_on() {
    let repository = Repository::in_order();
    let compile = with(&[
        ("command", "compile"),
        ("paths", "docs/login.seq"),
        ("theme", "print"),
        ("options", "--quiet\n\n--source-lines"),
    ]);
    assert_code(&run_action(&repository, &compile), 0, "compile");
    assert!(repository.read("docs/login.svg").contains("data-line"));
    assert_code(&run_action(&repository, &with(&[("theme", "print")])), 0, "the theme of the picture");
    assert_code(&run_action(&repository, &with(&[("theme", "contrast")])), 1, "another theme");
    let hostile = with(&[("command", "check"), ("options", "$(touch owned)\n--quiet")]);
    assert_code(&run_action(&repository, &hostile), 3, "there is no such file");
    assert!(!repository.0.path().join("owned").exists());
}

/// Runs the script of the hooks with a release in a folder; `spoil` changes its archive after it was summed up.
fn run_hook(spoil: bool) -> (TempDir, Output) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let script = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/hook.sh"));
    let version = env!("CARGO_PKG_VERSION");
    let lines = format!(
        "name=seqwright-{version}-$(uname -s -m | sed 's/Linux x86_64/x86_64-unknown-linux-musl/; s/Linux aarch64/aarch64-unknown-linux-musl/; s/Darwin arm64/aarch64-apple-darwin/; s/Darwin x86_64/x86_64-apple-darwin/')
         mkdir -p $name releases/v{version}
         printf '#!/bin/sh\\necho ran \"$@\"\\n' > $name/seqwright
         chmod +x $name/seqwright
         tar -czf releases/v{version}/$name.tar.gz $name
         cd releases/v{version}
         if command -v sha256sum; then sha256sum $name.tar.gz; else shasum -a 256 $name.tar.gz; fi | grep $name > $name.tar.gz.sha256
         if {spoil}; then echo more >> $name.tar.gz; fi
         SEQWRIGHT_RELEASES=file://$PWD/.. SEQWRIGHT_CACHE=$PWD/../../cache '{}' check -- a.seq",
        script.display()
    );
    let mut command = Command::new("bash");
    // Without a seqwright that is installed on this machine.
    command.args(["-e", "-c", &lines]).current_dir(folder.path()).env_clear().env("PATH", "/usr/bin:/bin");
    let output = command.stdin(Stdio::null()).output().expect("there is a shell");
    (folder, output)
}

#[test]
fn hooks_run_the_program_of_the_release() {
    let (folder, output) = run_hook(false);
    assert_code(&output, 0, "hook");
    assert!(String::from_utf8_lossy(&output.stdout).ends_with("ran check -- a.seq\n"));
    assert!(
        folder.path().join(format!("cache/{}/seqwright", env!("CARGO_PKG_VERSION"))).exists(),
        "it is kept"
    );
}

/// The shells of Windows name themselves, and its release is a ZIP file. Here a script stands for the program.
#[test]
fn hooks_know_the_release_for_windows() {
    let tools = ["zip", "unzip"].map(|tool| Path::new("/usr/bin").join(tool).exists());
    if tools.contains(&false) {
        eprintln!("skipped: there is no zip or unzip");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    let script = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/hook.sh"));
    let version = env!("CARGO_PKG_VERSION");
    let lines = format!(
        "name=seqwright-{version}-x86_64-pc-windows-msvc
         mkdir -p $name releases/v{version} bin
         printf '#!/bin/sh\necho ran \"$@\"\n' > $name/seqwright.exe
         printf '#!/bin/sh\nif [ $1 = -m ]; then echo x86_64; else echo MINGW64_NT-10.0-26100; fi\n' > bin/uname
         chmod +x $name/seqwright.exe bin/uname
         zip -qr releases/v{version}/$name.zip $name
         cd releases/v{version}
         if command -v sha256sum; then sha256sum $name.zip; else shasum -a 256 $name.zip; fi | grep $name > $name.zip.sha256
         PATH=$PWD/../../bin:$PATH SEQWRIGHT_RELEASES=file://$PWD/.. SEQWRIGHT_CACHE=$PWD/../../cache '{}' check -- a.seq",
        script.display()
    );
    let mut command = Command::new("bash");
    command.args(["-e", "-c", &lines]).current_dir(folder.path()).env_clear().env("PATH", "/usr/bin:/bin");
    let output = command.stdin(Stdio::null()).output().expect("there is a shell");
    assert_code(&output, 0, "hook");
    assert!(String::from_utf8_lossy(&output.stdout).ends_with("ran check -- a.seq\n"));
    assert!(folder.path().join(format!("cache/{version}/seqwright.exe")).exists(), "it is kept");
}

#[test]
fn hooks_run_nothing_whose_checksum_is_wrong() {
    let (folder, output) = run_hook(true);
    assert_code(&output, 3, "hook");
    assert!(!String::from_utf8_lossy(&output.stdout).contains("ran"));
    let kept = folder.path().join(format!("cache/{}", env!("CARGO_PKG_VERSION")));
    assert_eq!(fs::read_dir(kept).expect("there is a folder").count(), 0, "nothing is left");
}

#[test]
fn the_action_keeps_a_report_where_one_is_wanted() {
    let stale = Repository::with_a_stale_picture();
    assert_code(&run_action(&stale, &with(&[("report", "out; touch owned")])), 1, "a report");
    assert!(stale.read("out; touch owned/index.html").contains("hello again"));
    let summary = stale.read("temp/summary.md");
    assert!(summary.starts_with("**Diagrams: 0 passed, 1 failed"), "{summary}");
    assert!(summary.contains("<code>docs&#47;login.seq&#58;1&#58;17</code>"), "{summary}");
    assert!(!stale.0.path().join("owned").exists());
    let report = with(&[("command", "check"), ("report", "none")]);
    assert_code(&run_action(&stale, &report), 0, "only tests write one");
}
