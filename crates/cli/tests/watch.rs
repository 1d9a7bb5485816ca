//! `seqwright watch` as its users meet it: the real program, files saved as editors save them, and the page read
//! over a socket as a browser would, or as an attacker would.

#[cfg(target_os = "linux")]
#[path = "common/browser.rs"]
mod browser;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempDir;

const GOOD: &str = "Alice->Bob: hello\n";
const OTHER: &str = "Alice->Bob: goodbye\n";
const BAD: &str = "Alice->Bob: hello\nalt ready\n";

/// Longer than anything takes, on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(20);
/// Shorter than the pause after which the program polls without a notification.
const AT_ONCE: Duration = Duration::from_millis(900);

/// A program that watches a folder, and ends with the test.
struct Watching {
    folder: TempDir,
    child: Child,
    lines: Receiver<String>,
    /// All its output.
    output: String,
}

impl Watching {
    /// Watches `arguments` in a folder that holds `files`.
    fn start(files: &[(&str, &str)], arguments: &[&str]) -> Watching {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("the folder can be written to");
        }
        Watching::start_in(folder, arguments)
    }

    fn start_in(folder: TempDir, arguments: &[&str]) -> Watching {
        Watching::start_with(folder, arguments, &[])
    }

    fn start_with(folder: TempDir, arguments: &[&str], variables: &[(&str, &str)]) -> Watching {
        let mut child = Command::new(env!("CARGO_BIN_EXE_seqwright"))
            .arg("watch")
            .args(arguments)
            .current_dir(folder.path())
            .env_clear()
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stderr = BufReader::new(child.stderr.take().expect("it is piped"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Watching { folder, child, lines, output: String::new() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn save(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("the folder can be written to");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Waits for a line that holds `part`, and gives it.
    fn says(&mut self, part: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(line) = self.lines.recv_timeout(left) else {
                panic!("it did not say `{part}`, but:\n{}", self.output);
            };
            self.output += &format!("{line}\n");
            if line.contains(part) {
                return line;
            }
        }
    }

    /// Its output for a while; may be empty.
    fn says_nothing(&mut self) {
        if let Ok(line) = self.lines.recv_timeout(Duration::from_millis(1500)) {
            panic!("it printed `{line}`");
        }
    }

    /// The port and the path of its page.
    fn page(&mut self) -> Page {
        let line = self.says("http://127.0.0.1:");
        let (port, path) = line
            .split_once("http://127.0.0.1:")
            .and_then(|(_, rest)| rest.split_once('/'))
            .expect("an address has a port and a path");
        Page { port: port.parse().expect("a port is a number"), path: format!("/{path}") }
    }

    #[cfg(unix)]
    fn signal(&mut self, name: &str) -> std::process::ExitStatus {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([name, &id]).status().expect("there is `kill`");
        assert!(sent.success());
        self.child.wait().expect("it ends")
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where a page is.
struct Page {
    port: u16,
    path: String,
}

/// What came back.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Page {
    fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.path)
    }

    /// Sends bytes and reads until the other side hangs up.
    fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("it can be set");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("it answers in UTF-8 and hangs up");
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.get(9..12).and_then(|digits| digits.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// Asks as a browser does, with more header fields.
    fn ask(&self, target: &str, fields: &str) -> Answer {
        self.send(&format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{fields}\r\n", self.port))
    }

    /// The answer to a good question about something below the token.
    fn get(&self, name: &str) -> String {
        let answer = self.ask(&format!("{}{name}", self.path), "");
        assert_eq!(answer.status, 200, "{name}: {}", answer.head);
        answer.body
    }

    /// Waits until a subject has a state after `version`.
    fn news(&self, subject: &str, version: u64) -> serde_json::Value {
        let text = self.get(&format!("{subject}.json?after={version}"));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

fn version(state: &serde_json::Value) -> u64 {
    state["version"].as_u64().expect("a version is a number")
}

// Builds.

#[test]
fn each_build_is_a_picture_in_its_file_and_one_line() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq", "--no-serve"]);
    let line = watching.says("x.svg");
    assert!(line.starts_with("x.svg  (2 participants, 1 message, ") && line.ends_with("s)"), "{line}");
    assert!(watching.read("x.svg").contains("hello"));
    watching.save("x.seq", OTHER);
    watching.says("x.svg  (2 participants, 1 message, ");
    assert!(watching.read("x.svg").contains("goodbye"));
    assert_eq!(watching.output.lines().count(), 2, "{}", watching.output);
    watching.says_nothing();
}

#[test]
fn a_save_is_seen_at_once() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq", "--no-serve"]);
    watching.says("x.svg");
    // A machine that is busy for a moment gets another chance; one that only looks now and then does not pass.
    let fastest = (0..5).map(|turn| {
        watching.save("x.seq", &format!("Alice->Bob: turn {turn}\n"));
        let began = Instant::now();
        watching.says("x.svg");
        began.elapsed()
    });
    let fastest = fastest.min().expect("there were turns");
    assert!(fastest < AT_ONCE / 3, "{fastest:?}");
}

#[test]
fn errors_leave_the_last_good_picture() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
    let page = watching.page();
    let good = page.news("0", 0);
    assert_eq!(
        (&good["pictures"][0]["stale"], good["diagnostics"].as_array().map(Vec::len)),
        (&false.into(), Some(0))
    );
    watching.save("x.seq", BAD);
    watching.says("x.seq:2:1: error[unclosed-fragment]: ");
    watching.says("x.seq  (1 error, ");
    let bad = page.news("0", version(&good));
    assert_eq!(
        (&bad["pictures"][0]["svg"], &bad["pictures"][0]["stale"]),
        (&good["pictures"][0]["svg"], &true.into())
    );
    let diagnostic = &bad["diagnostics"][0];
    assert_eq!(
        (&diagnostic["place"], &diagnostic["code"]),
        (&"x.seq:2:1".into(), &"unclosed-fragment".into())
    );
    assert_eq!(diagnostic["excerpt"][1], "alt ready");
    assert!(watching.read("x.svg").contains("hello"));
    watching.save("x.seq", OTHER);
    let again = page.news("0", version(&bad));
    assert!(again["pictures"][0]["svg"].as_str().is_some_and(|svg| svg.contains("goodbye")));
    assert_eq!(
        (&again["pictures"][0]["stale"], again["diagnostics"].as_array().map(Vec::len)),
        (&false.into(), Some(0))
    );
}

#[test]
fn editors_that_put_another_file_in_the_place_of_the_old_one_are_followed() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq", "--no-serve"]);
    watching.says("x.svg");
    for (turn, backup) in ["x.seq~", ".x.seq.swp", "x.seq~"].into_iter().enumerate() {
        let text = format!("Alice->Bob: turn {turn}\n");
        let began = Instant::now();
        if backup.starts_with('.') {
            // One writes a new file and renames it.
            watching.save(backup, &text);
            fs::rename(watching.path(backup), watching.path("x.seq")).expect("it can be renamed");
        } else {
            // Another renames the old file and writes a new one.
            fs::rename(watching.path("x.seq"), watching.path(backup)).expect("it can be renamed");
            watching.save("x.seq", &text);
        }
        watching.says("x.svg");
        assert!(began.elapsed() < PATIENCE);
        assert!(watching.read("x.svg").contains(&format!("turn {turn}")), "{turn}");
    }
    assert!(!watching.output.contains("not there"), "{}", watching.output);
}

#[test]
fn a_file_that_was_a_source_is_none_for_ever() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq", "--no-serve"]);
    watching.says("x.svg");
    // So a file system gives the number of a file that is gone to one that is new.
    fs::rename(watching.path("x.seq"), watching.path("x.svg")).expect("it can be renamed");
    watching.save("x.seq", OTHER);
    // Its content decides whether it is a picture; other files are not overwritten.
    assert!(watching.says("x.svg").contains("the file there is not a picture"), "{}", watching.output);
    fs::remove_file(watching.path("x.svg")).expect("it can be removed");
    watching.save("x.seq", &OTHER.replace("goodbye", "goodbye again"));
    watching.says("x.svg  (2 participants");
    assert!(watching.read("x.svg").contains("goodbye again"));
}

#[test]
fn a_folder_may_go_and_come_back() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::create_dir(folder.path().join("docs")).expect("a folder can be made");
    fs::write(folder.path().join("docs/a.seq"), GOOD).expect("it can be written");
    let mut watching = Watching::start_in(folder, &["docs", "--no-serve"]);
    watching.says("docs/a.svg");
    fs::remove_dir_all(watching.path("docs")).expect("it can be removed");
    watching.says("docs  it is not there; waiting for it");
    fs::create_dir(watching.path("docs")).expect("a folder can be made");
    watching.save("docs/b.seq", GOOD);
    watching.says("docs/b.svg");
    assert!(!watching.output.contains("docs  it is gone"), "{}", watching.output);
    assert!(!watching.output.contains("docs  not read"), "{}", watching.output);
}

#[test]
fn a_file_that_is_not_there_is_waited_for() {
    let mut watching = Watching::start(&[], &["sub/x.seq"]);
    watching.says("sub/x.seq  it is not there; waiting for it");
    let page = watching.page();
    let missing = page.news("0", 0);
    assert_eq!(missing["pictures"][0]["svg"], serde_json::Value::Null);
    fs::create_dir(watching.path("sub")).expect("a folder can be made");
    watching.save("sub/x.seq", GOOD);
    watching.says("sub/x.svg  (2 participants");
    let there = page.news("0", version(&missing));
    fs::remove_dir_all(watching.path("sub")).expect("it can be removed");
    watching.says("sub/x.seq  it is not there; waiting for it");
    let gone = page.news("0", version(&there));
    assert_eq!(
        (&gone["pictures"][0]["svg"], &gone["pictures"][0]["stale"]),
        (&there["pictures"][0]["svg"], &true.into())
    );
    fs::create_dir(watching.path("sub")).expect("a folder can be made");
    watching.save("sub/x.seq", GOOD);
    watching.says("sub/x.svg  (2 participants");
}

#[test]
fn a_save_without_a_change_or_of_another_file_builds_nothing() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq", "--no-serve"]);
    watching.says("x.svg");
    watching.save("x.seq", GOOD);
    watching.save("y.seq", GOOD);
    watching.says_nothing();
}

#[test]
fn a_change_that_leaves_length_and_time_as_they_were_is_seen() {
    let mut watching = Watching::start(&[("x.seq", "Alice->Bob: one\n")], &["x.seq", "--no-serve"]);
    watching.says("x.svg");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for text in ["Alice->Bob: two\n", "Alice->Bob: six\n"] {
        let mut file = fs::File::create(watching.path("x.seq")).expect("it can be written");
        file.write_all(text.as_bytes())
            .and_then(|()| file.set_modified(long_ago))
            .expect("it can be written");
        drop(file);
        watching.says("x.svg");
    }
    assert!(watching.read("x.svg").contains("six"));
}

#[cfg(unix)]
#[test]
fn the_target_of_a_link_is_watched_even_without_notifications() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::create_dir(folder.path().join("away")).expect("a folder can be made");
    fs::write(folder.path().join("away/real.seq"), GOOD).expect("it can be written");
    std::os::unix::fs::symlink("away", folder.path().join("dir")).expect("links can be made");
    std::os::unix::fs::symlink("dir/real.seq", folder.path().join("x.seq")).expect("links can be made");
    fs::create_dir(folder.path().join("new")).expect("a folder can be made");
    let mut watching = Watching::start_in(folder, &["x.seq", "--no-serve"]);
    watching.says("x.svg");
    watching.save("away/real.seq", OTHER);
    watching.says("x.svg");
    // Nothing happens in a folder that is watched when the link in the middle is led elsewhere.
    watching.save("new/real.seq", "Alice->Bob: elsewhere\n");
    std::os::unix::fs::symlink("new", watching.path("link")).expect("links can be made");
    fs::rename(watching.path("link"), watching.path("dir")).expect("it can be renamed");
    watching.says("x.svg");
    assert!(watching.read("x.svg").contains("elsewhere"));
}

#[test]
fn a_folder_stands_for_the_sources_in_it_also_those_that_come_later() {
    let mut watching = Watching::start(&[("a.seq", GOOD), ("b.seq", BAD), ("c.txt", "x")], &["."]);
    let page = watching.page();
    let list = page.news("list", 0);
    let names = |list: &serde_json::Value| -> Vec<String> {
        let sheets = list["sheets"].as_array().expect("it is a list");
        sheets.iter().map(|sheet| sheet["name"].as_str().expect("it is text").to_owned()).collect()
    };
    assert_eq!(names(&list), ["a.seq", "b.seq"]);
    fs::create_dir(watching.path("deep")).expect("a folder can be made");
    watching.save("deep/d.seq", GOOD);
    watching.says("deep/d.svg");
    assert!(watching.path("deep/d.svg").exists());
    let more = page.news("list", version(&list));
    assert_eq!(names(&more), ["a.seq", "b.seq", "deep/d.seq"]);
    fs::remove_file(watching.path("a.seq")).expect("it can be removed");
    watching.says("a.seq  it is gone");
    assert_eq!(names(&page.news("list", version(&more))), ["b.seq", "deep/d.seq"]);
    watching.save("a.seq", OTHER);
    watching.says("a.svg  (2 participants");
    assert!(page.news("0", 0)["pictures"][0]["svg"].as_str().is_some_and(|svg| svg.contains("goodbye")));
}

#[test]
fn a_theme_is_watched_as_well() {
    let theme = include_str!("../../../themes/auto.toml");
    let files = [("x.seq", GOOD), ("mine.toml", theme)];
    let mut watching = Watching::start(&files, &["x.seq", "--theme", "mine.toml"]);
    let page = watching.page();
    let first = page.news("0", 0);
    watching.save("mine.toml", "nonsense = [");
    watching.says("mine.toml: error: ");
    let faulty = page.news("0", version(&first));
    assert_eq!(
        (&faulty["pictures"][0]["svg"], &faulty["diagnostics"][0]["place"]),
        (&first["pictures"][0]["svg"], &"mine.toml".into())
    );
    watching.save("mine.toml", include_str!("../../../themes/print.toml"));
    let other = page.news("0", version(&faulty));
    assert!(
        other["pictures"][0]["svg"] != first["pictures"][0]["svg"]
            && other["diagnostics"].as_array().is_some_and(Vec::is_empty)
    );
}

#[test]
fn a_file_that_a_source_names_is_watched_beside_it() {
    let source = include_str!("../../../examples/tls/tls12-rsa.seq");
    let mut watching = Watching::start(&[("x.seq", source)], &["x.seq", "--no-serve"]);
    watching.says("x.seq  (");
    watching.save("tls12-rsa.hex", include_str!("../../../examples/tls/tls12-rsa.hex"));
    watching.says("x.svg  (");
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_started_with_the_address() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder can be made");
    let browser = folder.path().join("xdg-open");
    fs::write(&browser, "#!/bin/sh\nprintf %s \"$*\" > new && mv new opened\n").expect("it can be written");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("they can be set");
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").expect("there is a path"));
    let mut watching = Watching::start_with(folder, &["x.seq", "--open"], &[("PATH", &path)]);
    let page = watching.page();
    let end = Instant::now() + PATIENCE;
    while !watching.path("opened").exists() {
        assert!(Instant::now() < end, "no browser was started");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(watching.read("opened"), format!("http://127.0.0.1:{}{}", page.port, page.path));
}

#[test]
fn the_diagrams_of_a_document_are_shown_and_each_keeps_its_last_good_picture() {
    let text = "# Both\n\n```seq\nA->B: one\n```\n\n```seq\nA->B: two\n```\n";
    let mut watching = Watching::start(&[("x.md", text)], &["x.md"]);
    watching.says("x.md  (2 diagrams, ");
    let page = watching.page();
    let good = page.news("0", 0);
    let above = |state: &serde_json::Value, at: usize| state["pictures"][at]["above"].as_u64();
    assert_eq!((above(&good, 0), above(&good, 1)), (Some(3), Some(7)));
    assert!(good["pictures"][1]["svg"].as_str().is_some_and(|svg| svg.contains("data-line=\"8\"")));

    watching.save("x.md", &text.replace("one", "three").replace("A->B: two", "A->B two"));
    watching.says("x.md:8:5: error[missing-colon]");
    watching.says("x.md  (1 error, 2 diagrams, ");
    let bad = page.news("0", version(&good));
    assert!(bad["pictures"][0]["svg"].as_str().is_some_and(|svg| svg.contains("three")));
    assert_eq!(
        (&bad["pictures"][1]["svg"], &bad["pictures"][1]["stale"]),
        (&good["pictures"][1]["svg"], &true.into())
    );
    assert!(!watching.path("x.svg").exists());
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let port = taken.local_addr().expect("it has one").port().to_string();
    let cases: [(&[&str], i32, &str); 9] = [
        (&[], 2, "<PATH>"),
        (&["-"], 2, "standard input cannot be watched"),
        (&["x.seq", "-o", "-"], 2, "a watch writes files"),
        (&["x.seq", "y.seq", "-o", "z.svg"], 2, "a folder ends in `/`"),
        (&["x.md", "-o", "z.svg"], 2, "the diagrams of `x.md` are shown, and written nowhere"),
        (&["x.seq", "--no-serve", "--open"], 2, "cannot be used with"),
        (&["x.seq", "--message-format", "sarif"], 2, "a watch has no end"),
        (&["x.seq", "--theme", "nonsense"], 2, "there is no theme `nonsense`"),
        (&["x.seq", "--port", &port], 3, "cannot be listened to"),
    ];
    for (arguments, code, words) in cases {
        let mut command = Command::new(env!("CARGO_BIN_EXE_seqwright"));
        let output = command.arg("watch").args(arguments).current_dir(folder.path()).output();
        let output = output.expect("the program starts");
        let status = output.status;
        let output = String::from_utf8_lossy(&output.stderr);
        assert!(status.code() == Some(code) && output.contains(words), "{arguments:?}: {output}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_without_a_word() {
    use std::os::unix::process::ExitStatusExt;
    for (name, number) in [("-INT", 2), ("-TERM", 15)] {
        let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
        watching.says("http://");
        let status = watching.signal(name);
        assert_eq!(status.signal(), Some(number));
        assert!(watching.lines.recv_timeout(PATIENCE).is_err(), "it says nothing more");
        let mut names: Vec<_> =
            fs::read_dir(watching.folder.path()).expect("it is there").flatten().collect();
        names.sort_by_key(fs::DirEntry::file_name);
        assert_eq!(names.len(), 2, "nothing but the source and its picture is there");
    }
}

// The page.

#[test]
fn the_page_and_all_it_needs_are_there() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
    let page = watching.page();
    let html = page.get("");
    for (attribute, end) in [("href=\"", "\""), ("src=\"", "\"")] {
        for rest in html.split(attribute).skip(1) {
            let target = rest.split(end).next().expect("it has an end");
            if target != "data:," {
                page.get(target);
            }
        }
    }
    page.get("common.js");
    page.get("source.js");
    let svg = page.ask(&format!("{}0.svg", page.path), "");
    assert!(svg.head.contains("Content-Type: image/svg+xml") && svg.body.starts_with("<svg "));
    // The page leads to the lines of the source; the file, which may be in a repository, does not.
    assert!(svg.body.contains(" data-line=\"") && !watching.read("x.svg").contains(" data-line=\""));
    let head = page.send(&format!("HEAD {} HTTP/1.1\r\nHost: localhost\r\n\r\n", page.path));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(head.head.contains(&format!("Content-Length: {}", html.len())));
}

#[test]
fn a_page_without_news_waits_for_them() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
    let page = watching.page();
    let seen = version(&page.news("0", 0));
    let reader = std::thread::spawn(move || {
        let state = page.news("0", seen);
        (Instant::now(), state)
    });
    std::thread::sleep(Duration::from_millis(300));
    assert!(!reader.is_finished());
    watching.save("x.seq", OTHER);
    let saved = Instant::now();
    let (woke, state) = reader.join().expect("it does not panic");
    assert!(state["pictures"][0]["svg"].as_str().is_some_and(|svg| svg.contains("goodbye")));
    assert!(woke.saturating_duration_since(saved) < AT_ONCE, "it was notified, and did not poll by chance");
}

#[test]
fn only_who_knows_the_address_gets_anything() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
    let page = watching.page();
    let token = page.path.trim_matches('/').to_owned();
    assert!(token.len() >= 32);
    let shorter = &token[..token.len() - 1];
    let targets = [
        "/".to_owned(),
        "/0.json".to_owned(),
        "/page.css".to_owned(),
        format!("/{token}"),
        format!("/{shorter}/"),
        format!("/{shorter}g/"),
        format!("/{token}0/"),
        format!("//{token}/"),
        format!("/{token}/1"),
        format!("/{token}/x.seq"),
        format!("/{token}/../x.seq"),
        format!("/{token}/..%2fx.seq"),
        format!("/{token}//etc/passwd"),
        format!("/{token}/-1.json"),
        format!("/{token}/99999999999999999999.svg"),
    ];
    for target in targets {
        let answer = page.ask(&target, "");
        assert_eq!(answer.status, 404, "{target}");
        assert!(!answer.body.contains("hello") && !answer.body.contains(&token), "{}", answer.body);
    }
}

#[test]
fn a_foreign_host_name_for_this_address_gets_no_answer() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
    let page = watching.page();
    let ask = |host: &str| page.send(&format!("GET {}0.json HTTP/1.1\r\n{host}\r\n", page.path));
    assert_eq!(ask("Host: localhost:9\r\n").status, 200);
    assert_eq!(ask("Host: evil.example\r\n").status, 421);
    assert_eq!(ask(&format!("Host: evil.example:{}\r\n", page.port)).status, 421);
    assert_eq!(ask("").status, 400);
    assert_eq!(ask("Host: localhost\r\nHost: evil.example\r\n").status, 400);
}

#[test]
fn another_page_in_the_same_browser_gets_nothing() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
    let page = watching.page();
    let target = format!("{}0.json", page.path);
    let own = format!("Origin: http://127.0.0.1:{}\r\nSec-Fetch-Site: same-origin\r\n", page.port);
    assert_eq!(page.ask(&target, &own).status, 200);
    for fields in ["Origin: http://evil.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n"] {
        let answer = page.ask(&target, fields);
        assert_eq!(answer.status, 403, "{fields}");
        assert!(!answer.body.contains("hello"));
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = page.send(&format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assert_eq!(answer.status, 405, "{method}");
        assert!(!answer.head.contains("Access-Control"), "{}", answer.head);
    }
}

#[test]
fn every_response_forbids_what_no_page_of_seqwright_needs() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
    let page = watching.page();
    for name in ["", "list", "0.json", "0.svg", "view.js", "source.js", "nothing"] {
        let head = page.ask(&format!("{}{name}", page.path), "").head;
        for field in [
            "Content-Security-Policy: default-src 'none'; script-src 'self'; ",
            "frame-ancestors 'none'",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
            "Cache-Control: no-store",
        ] {
            assert!(head.contains(field), "{name} lacks `{field}`:\n{head}");
        }
    }
    for name in ["", "list"] {
        let html = page.get(name);
        for word in ["<script>", "<style", "style=", "onload", "onclick", "onerror", "http:", "//"] {
            assert!(!html.contains(word), "{name} holds `{word}`");
        }
    }
}

#[test]
fn what_a_source_holds_is_no_markup_of_the_page() {
    let hostile = "Alice->Bob: <script>alert(1)</script>\nnonsense <img src=x onerror=alert(2)>\n";
    let mut watching = Watching::start(&[("<b>.seq", hostile)], &["<b>.seq"]);
    let page = watching.page();
    let state = page.ask(&format!("{}0.json", page.path), "");
    assert!(state.head.contains("Content-Type: application/json"), "{}", state.head);
    assert!(state.body.contains("onerror"), "a diagnostic shows its line");
    for name in ["", "list"] {
        let html = page.get(name);
        assert!(!html.contains("<b>") && !html.contains("alert("), "{html}");
    }
    // The one way to lose that: a script that makes markup of texts.
    for name in ["common.js", "source.js", "view.js", "list.js"] {
        let script = page.get(name);
        for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "text/html"] {
            assert!(!script.contains(word), "{name} holds `{word}`");
        }
    }
    watching.save("<b>.seq", "Alice->Bob: <script>alert(1)</script>\n");
    let good = page.news("0", version(&serde_json::from_str(&state.body).expect("it is JSON")));
    let svg = good["pictures"][0]["svg"].as_str().expect("there is a picture now");
    assert!(svg.contains("&lt;script") && !svg.contains("<script"), "{svg}");
}

#[test]
fn requests_have_limits() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
    let page = watching.page();
    let long = format!("/{}", "x".repeat(20_000));
    assert_eq!(page.ask(&long, "").status, 431);
    assert_eq!(page.ask("/", &"a: b\r\n".repeat(100)).status, 431);
    assert_eq!(page.send("\u{1}\u{2}\u{3}\r\n\r\n").status, 400);
    assert_eq!(page.send("GET / HTTP/1.1\r\nHost: localhost\r\nbad field\r\n\r\n").status, 400);
    // One that says nothing is sent away, and does not keep others from being answered.
    let silent: Vec<TcpStream> =
        (0..8).map(|_| TcpStream::connect(("127.0.0.1", page.port)).expect("it listens")).collect();
    page.get("");
    for mut stream in silent {
        stream.set_read_timeout(Some(PATIENCE)).expect("it can be set");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("it is answered");
        assert!(text.starts_with("HTTP/1.1 408 "), "{text}");
    }
}

#[test]
fn too_many_connections_are_turned_away_until_there_is_room_again() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
    let page = watching.page();
    // Pages that wait for news; they know the address, and stay.
    let wait = || {
        let mut stream = TcpStream::connect(("127.0.0.1", page.port)).expect("it listens");
        let request =
            format!("GET {}0.json?after=999999 HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", page.path, page.port);
        stream.write_all(request.as_bytes()).expect("it is read");
        stream
    };
    let mut open: Vec<TcpStream> = (0..64).map(|_| wait()).collect();
    let end = Instant::now() + PATIENCE;
    while page.ask(&page.path, "").status != 503 {
        assert!(Instant::now() < end, "there is room for more");
        // One of them may have had to go before its request was read.
        open.push(wait());
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(open);
    let end = Instant::now() + PATIENCE;
    while page.ask(&page.path, "").status != 200 {
        assert!(Instant::now() < end, "there is no room again");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn connections_without_the_token_do_not_block_those_with_it() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
    let page = watching.page();
    let silent = || TcpStream::connect(("127.0.0.1", page.port)).expect("it listens");
    let slow = || {
        let mut stream = silent();
        stream.write_all(b"GET /").expect("it is read");
        stream
    };
    let began = Instant::now();
    let mut open = Vec::new();
    for _ in 0..3 {
        open.extend((0..64).map(|at| if at % 2 == 0 { silent() } else { slow() }));
        assert_eq!(page.ask(&page.path, "").status, 200);
    }
    assert!(began.elapsed() < Duration::from_secs(4), "none of them had to give up by itself");
}

// The page in a browser.

#[cfg(target_os = "linux")]
#[test]
fn a_line_of_the_source_and_what_is_drawn_of_it_light_up_together() {
    let mut watching = Watching::start(&[("x.seq", "title T\nAlice->Bob: hello\n")], &["x.seq"]);
    let address = watching.page().address();
    let profile = tempfile::tempdir().expect("a folder can be made");
    let Some(mut page) = browser::Page::open(profile.path(), &address) else { return };
    page.wait_for("!!document.getElementById('picture')?.shadowRoot?.querySelector('[data-line]')");
    assert_eq!(page.value("document.getElementById('source').hidden"), true);

    // A click on a message shows the line that it comes from.
    let message = "document.getElementById('picture').shadowRoot.querySelector('[aria-label*=hello]')";
    page.value(&format!("{message}.querySelector('text').dispatchEvent(new MouseEvent('click', {{ bubbles: true, composed: true }}))"));
    assert_eq!(page.value("document.querySelector('#source .lit').textContent"), "Alice->Bob: hello");
    assert_eq!(page.value(&format!("{message}.matches('.lit')")), true);

    // While the picture is older than the source, nothing says that they belong together; errors are marked.
    watching.save("x.seq", "title T\nAlice->Bob: hello\nalt ready\n");
    page.wait_for("document.querySelector('#source li.error')?.textContent === 'alt ready'");
    assert_eq!(page.value("document.querySelectorAll('#source .drawn').length"), 0);
    page.click("#beside");
    assert_eq!(page.value("document.getElementById('source').hidden"), true);
}

#[cfg(target_os = "linux")]
#[test]
fn the_list_of_sources_is_not_green_while_one_has_errors() {
    let mut watching = Watching::start(&[("a.seq", GOOD), ("b.seq", BAD)], &["."]);
    let address = watching.page().address();
    let profile = tempfile::tempdir().expect("a folder can be made");
    let Some(mut page) = browser::Page::open(profile.path(), &address) else { return };
    let line = |page: &mut browser::Page| {
        page.value("getComputedStyle(document.querySelector('header')).borderBottomColor")
    };
    page.wait_for("document.body?.dataset.verdict === 'error'");
    let red = line(&mut page);
    watching.save("b.seq", GOOD);
    page.wait_for("document.body.dataset.verdict === 'good'");
    assert_ne!(line(&mut page), red);
}
