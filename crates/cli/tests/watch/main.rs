//! `seqwright watch` as its users meet it: the real program, files saved as editors save them, and the page read
//! over a socket as a browser would, or as an attacker would.

mod builds;
mod page;

#[cfg(target_os = "linux")]
#[path = "../common/browser.rs"]
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
