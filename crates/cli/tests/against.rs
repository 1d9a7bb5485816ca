//! Comparing with a git revision starts no program and fetches nothing, and a failure of git is not taken for an
//! answer.

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::{Folder, finish};

const SOURCE: &str = "A->B: hello\n";

/// Runs git in a folder below; gives what it prints.
fn git(folder: &Folder, below: &str, arguments: &[&str]) -> String {
    let identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"];
    let mut command = folder.other("git", &identity);
    command.args(arguments).current_dir(folder.path(below));
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    finish(command).stdout_of_success()
}

impl program::Ran {
    fn stdout_of_success(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        self.stdout.trim().to_owned()
    }
}

/// A repository in the folder `a` with two commits, the first with another source.
fn repository() -> Folder {
    let folder = Folder::with(&[("a/x.seq", "A->B: before\n")]);
    git(&folder, "a", &["init", "-q"]);
    git(&folder, "a", &["add", "."]);
    git(&folder, "a", &["commit", "-q", "-m", "x"]);
    folder.write("a/x.seq", SOURCE);
    git(&folder, "a", &["commit", "-q", "-a", "-m", "y"]);
    folder
}

/// A clone of it, in the folder `b`, that has no content but that of what is checked out.
fn blobless() -> Folder {
    let folder = repository();
    git(&folder, "a", &["config", "uploadpack.allowFilter", "true"]);
    git(&folder, "a", &["config", "uploadpack.allowAnySHA1InWant", "true"]);
    let url = format!("file://{}", folder.path("a").display());
    git(&folder, "", &["clone", "-q", "--filter=blob:none", &url, "b"]);
    folder
}

#[test]
fn what_a_partial_clone_lacks_is_reported_and_not_fetched() {
    let folder = blobless();
    let report = folder.run_with("b", &[], &["test", "--against", "HEAD~1"], None).stderr(3);
    assert!(report.contains("the content of `x.seq` is not in this clone"), "{report}");
    let command = report.split('`').find(|part| part.starts_with("git fetch")).expect("it is named");
    git(&folder, "b", &command.split(' ').skip(1).collect::<Vec<_>>());
    let output = folder.run_with("b", &[], &["test", "--against", "HEAD~1"], None).stdout(1);
    assert!(output.contains("'before' → 'hello'"), "{output}");
}

/// What a repository can set so that a program is run: the file that each would make is not there afterwards.
#[cfg(unix)]
#[test]
fn no_setting_of_a_repository_runs_a_program() {
    let folder = blobless();
    let made = folder.path("PWNED");
    let touch = format!("touch {}; false", made.display());
    let settings = [
        "remote.origin.uploadpack",
        "remote.origin.vcs",
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.askPass",
        "core.gitProxy",
        "core.alternateRefsCommand",
        "credential.helper",
        "diff.external",
        "gpg.program",
        "filter.x.smudge",
        "diff.x.textconv",
        "pager.cat-file",
        "alias.cat-file",
    ];
    for setting in settings {
        let value = if setting.ends_with("vcs") { "x" } else { touch.as_str() };
        git(&folder, "b", &["config", setting, value]);
        git(&folder, "b", &["config", "protocol.file.allow", "always"]);
        folder.write("b/.gitattributes", "*.seq filter=x diff=x\n");
        for url in
            [format!("file://{}", folder.path("a").display()), format!("ext::sh -c {}", made.display())]
        {
            git(&folder, "b", &["config", "remote.origin.url", &url]);
            let ran = folder.run_with("b", &[], &["test", "--against", "HEAD~1"], None);
            assert!(!made.exists(), "{setting}");
            assert_eq!(ran.code, Some(3), "{setting}: {}{}", ran.stdout, ran.stderr);
        }
        git(&folder, "b", &["config", "--unset", setting]);
    }
}

/// A folder in a clone can itself be a repository, with settings of the author's.
#[cfg(unix)]
#[test]
fn a_repository_that_came_with_a_clone_is_not_taken_for_one() {
    let folder = Folder::with(&[]);
    fs::create_dir(folder.path("docs")).expect("a folder can be made");
    git(&folder, "", &["init", "-q", "--bare", "docs"]);
    folder.write("docs/a.seq", SOURCE);
    for (name, value) in [("core.bare", "false"), ("core.worktree", ".")] {
        git(&folder, "", &["config", "--file", "docs/config", name, value]);
    }
    let tree = {
        git(&folder, "docs", &["--git-dir=.", "add", "a.seq"]);
        git(&folder, "docs", &["--git-dir=.", "write-tree"])
    };
    let commit = git(&folder, "docs", &["--git-dir=.", "commit-tree", "-m", "x", &tree]);
    git(&folder, "docs", &["--git-dir=.", "update-ref", "refs/heads/main", &commit]);
    let ran = folder.run_with("docs", &[], &["test", "--against", "main"], None);
    // A git older than 2.38 knows no `safe.bareRepository`; other settings forbid the same.
    let version = git(&folder, "", &["--version"]);
    if version.split('.').nth(1).and_then(|it| it.parse::<u32>().ok()).is_some_and(|minor| minor >= 38) {
        assert!(ran.stderr(3).contains("safe.bareRepository"));
    }
}

#[test]
fn a_damaged_object_is_trouble_and_no_news() {
    let folder = repository();
    let object = git(&folder, "a", &["rev-parse", "HEAD~1:x.seq"]);
    let path = folder.path(&format!("a/.git/objects/{}/{}", &object[..2], &object[2..]));
    writable(&path);
    for content in ["", "not zlib"] {
        fs::write(&path, content).expect("it can be written");
        let ran = folder.run_with("a", &[], &["test", "--against", "HEAD~1"], None);
        assert!(!ran.stdout.contains("NEW"), "{}", ran.stdout);
        ran.stderr(3);
    }
}

fn writable(path: &Path) {
    fs::remove_file(path).expect("it is there");
}

#[test]
fn values_that_cannot_be_read_are_trouble_too() {
    let folder = Folder::with(&[("a/x.seq", "values \"k.hex\"\ngenerate A: k\nA->B: hello(k)\n")]);
    folder.write("a/k.hex", "# test data\nk = 2a2a\n");
    git(&folder, "a", &["init", "-q"]);
    git(&folder, "a", &["add", "."]);
    git(&folder, "a", &["commit", "-q", "-m", "x"]);
    let object = git(&folder, "a", &["rev-parse", "HEAD:k.hex"]);
    fs::remove_file(folder.path(&format!("a/.git/objects/{}/{}", &object[..2], &object[2..])))
        .expect("it is there");
    let output = folder.run_with("a", &[], &["test", "--against", "HEAD"], None).stdout(3);
    assert!(output.contains("what it names in HEAD cannot be read: the content of `k.hex`"), "{output}");
}

#[test]
fn a_file_of_a_revision_is_as_large_as_a_file_on_disk_may_be() {
    let folder = repository();
    fs::write(folder.path("a/x.seq"), vec![b'#'; (64 << 20) + 1]).expect("it can be written");
    git(&folder, "a", &["commit", "-q", "-a", "-m", "large"]);
    folder.write("a/x.seq", SOURCE);
    let output = folder.run_with("a", &[], &["test", "--against", "HEAD"], None).stdout(3);
    assert!(output.contains("its source in HEAD is larger than 64 MiB"), "{output}");
}

#[test]
fn a_path_may_be_absolute() {
    let folder = repository();
    fs::create_dir(folder.path("a/docs")).expect("a folder can be made");
    let path = folder.path("a/x.seq");
    let path = path.to_str().expect("it is text");
    for below in ["a", "a/docs"] {
        folder.run_with(below, &[], &["test", "--against", "HEAD", path], None).stdout(0);
    }
}

// Documents.

const PAGE: &str =
    "# Sign in\n\n```seq\nA->B: hello\nB->A: hi\n```\n\nThen:\n\n```seq\nC->D: go\nD->C: done\n```\n";

/// A repository in the folder `a` with a page that was committed like this.
fn with_page(page: &str) -> Folder {
    let folder = Folder::with(&[("a/docs/page.md", page)]);
    git(&folder, "a", &["init", "-q"]);
    git(&folder, "a", &["add", "."]);
    git(&folder, "a", &["commit", "-q", "-m", "x"]);
    folder
}

/// The lines about diagrams, and the exit code.
fn against_head(folder: &Folder) -> (Vec<String>, Option<i32>) {
    let ran = folder.run_with("a", &[], &["test", "--against", "HEAD"], None);
    assert_eq!(ran.stderr, "");
    let lines = ran.stdout.lines().filter(|line| !line.contains(" passed, "));
    (lines.map(str::to_owned).collect(), ran.code)
}

#[test]
fn a_diagram_in_a_document_is_compared_with_what_it_was() {
    let folder = with_page(PAGE);
    assert_eq!(against_head(&folder), (vec![], Some(0)));
    folder.write(
        "a/docs/page.md",
        &PAGE.replace("# Sign in", "# Sign in\n\nMore words.").replace("done", "ready"),
    );
    let expected = vec![
        "FAIL docs/page.md  (diagram 2 changed since HEAD: text)".to_owned(),
        "  docs/page.md:14:7  message 2 label: 'done' → 'ready'".to_owned(),
    ];
    assert_eq!(against_head(&folder), (expected, Some(1)));
}

#[test]
fn a_diagram_that_came_or_went_is_named_and_the_others_are_compared_with_their_own() {
    let folder = with_page(PAGE);
    let new = PAGE.replace("# Sign in", "# Sign in\n\n```seq\nX->Y: first\n```").replace("hi\n", "welcome\n");
    folder.write("a/docs/page.md", &new);
    let expected = vec![
        "NEW  docs/page.md  (diagram 1 is not in HEAD)".to_owned(),
        "FAIL docs/page.md  (diagram 2 changed since HEAD: text)".to_owned(),
        "  docs/page.md:9:7  message 2 label: 'hi' → 'welcome'".to_owned(),
    ];
    assert_eq!(against_head(&folder), (expected, Some(1)));
    folder.write("a/docs/page.md", "# Sign in\n\n```seq\nC->D: go\nD->C: done\n```\n");
    let expected = vec!["GONE docs/page.md  (diagram 1 was in HEAD and is gone)".to_owned()];
    assert_eq!(against_head(&folder), (expected, Some(1)));
}

#[test]
fn a_document_that_is_gone_is_missed_if_it_had_diagrams() {
    let folder = with_page(PAGE);
    folder.write("a/plain.md", "# Nothing\n");
    git(&folder, "a", &["add", "."]);
    git(&folder, "a", &["commit", "-q", "-m", "y"]);
    fs::remove_file(folder.path("a/plain.md")).expect("it is there");
    assert_eq!(against_head(&folder), (vec![], Some(0)));
    folder.write("a/docs/page.md", "# No diagram is left\n");
    let (lines, code) = against_head(&folder);
    assert_eq!((lines.len(), code), (2, Some(1)), "{lines:?}");
    fs::remove_file(folder.path("a/docs/page.md")).expect("it is there");
    folder.write("a/x.seq", SOURCE);
    let (lines, _) = against_head(&folder);
    assert_eq!(lines[1], "GONE docs/page.md  (it was in HEAD and is gone)");
}

#[test]
fn a_comment_on_a_pull_request_reports_and_does_not_judge() {
    let folder = with_page(PAGE);
    folder.write("a/docs/page.md", &PAGE.replace("done", "ready"));
    let flags =
        ["test", "--against", "HEAD", "--exit-zero", "--format", "markdown", "--output", "comment.md"];
    assert_eq!(folder.run_with("a", &[("CI", "true")], &flags, None).code, Some(0));
    let comment = folder.read("a/comment.md");
    assert!(comment.contains("| failed | <code>docs&#47;page.md&#58;12&#58;7</code> |"), "{comment}");
    // A file that cannot be read, or an argument that is wrong, is no difference.
    let wrong = ["test", "--against", "no-such", "--exit-zero"];
    assert_eq!(folder.run_with("a", &[], &wrong, None).code, Some(2));
}
