//! A page in a real browser, which is steered through its debugging protocol over two pipes, without a network.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

/// Names of browsers that speak the protocol.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "chrome"];
/// How long all of it may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// A page in a browser.
pub struct Page {
    browser: Child,
    requests: File,
    answers: BufReader<File>,
    session: Option<String>,
    number: u64,
    done: Arc<AtomicBool>,
}

impl Page {
    /// Opens an address, with a profile in a folder; `None` where there is no browser.
    pub fn open(folder: &Path, address: &str) -> Option<Page> {
        let works = |name: &&&str| {
            let mut command = Command::new(name);
            command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        };
        let Some(browser) = BROWSERS.iter().find(works) else {
            eprintln!("skipped: none of {} is installed", BROWSERS.join(", "));
            return None;
        };
        let made = Command::new("mkfifo").args(["requests", "answers"]).current_dir(folder).status();
        let made = made.expect("pipes can be made");
        assert!(made.success(), "pipes can be made");
        // The protocol is spoken on the third and fourth file of the process.
        let line = "exec \"$0\" --headless --window-size=1000,800 --no-sandbox --disable-gpu --remote-debugging-pipe --user-data-dir=profile \
                    --host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1' about:blank 3<requests 4>answers";
        let mut command = Command::new("sh");
        command.args(["-c", line, browser]).current_dir(folder).env("HOME", folder);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().expect("a shell can be started");
        let done = give_up_later(&child);
        let requests = OpenOptions::new().write(true).open(folder.join("requests")).expect("it is a pipe");
        let answers = BufReader::new(File::open(folder.join("answers")).expect("it is a pipe"));
        let mut page = Page { browser: child, requests, answers, session: None, number: 0, done };
        let target = page.ask("Target.createTarget", json!({ "url": address }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = page.ask("Target.attachToTarget", attach);
        page.session = session["sessionId"].as_str().map(str::to_owned);
        Some(page)
    }

    /// Asks, and waits for the answer, which is good.
    pub fn ask(&mut self, method: &str, parameters: Value) -> Value {
        let answer = self.answer(method, parameters);
        assert!(answer["error"].is_null(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Asks, and waits for the answer.
    fn answer(&mut self, method: &str, parameters: Value) -> Value {
        self.number += 1;
        let mut request = json!({ "id": self.number, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            request["sessionId"] = json!(session);
        }
        self.requests.write_all(format!("{request}\0").as_bytes()).expect("the browser listens");
        loop {
            let mut answer = Vec::new();
            self.answers.read_until(0, &mut answer).expect("the browser answers");
            assert_eq!(answer.pop(), Some(0), "the browser is still there");
            let answer: Value = serde_json::from_slice(&answer).expect("it is JSON");
            if answer["id"] == self.number {
                return answer;
            }
        }
    }

    /// The value of an expression in the page.
    pub fn value(&mut self, expression: &str) -> Value {
        let result = self.ask("Runtime.evaluate", evaluation(expression));
        assert!(result["exceptionDetails"].is_null(), "{expression}: {result}");
        result["result"]["value"].clone()
    }

    /// Waits until an expression is true. Before there is a page it is nothing, not even wrong.
    pub fn wait_for(&mut self, expression: &str) {
        for _ in 0..400 {
            let answer = self.answer("Runtime.evaluate", evaluation(expression));
            if answer["result"]["result"]["value"] == json!(true) {
                return;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        panic!("this never comes true: {expression}");
    }

    /// Presses the mouse on an element.
    pub fn click(&mut self, selector: &str) {
        let place = self.value(&format!(
            "(() => {{ const r = document.querySelector('{selector}').getBoundingClientRect();
                return [r.x + r.width / 2, r.y + r.height / 2] }})()"
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let at = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.ask("Input.dispatchMouseEvent", at);
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.done.store(true, Ordering::SeqCst);
        let _ = self.browser.kill();
        let _ = self.browser.wait();
    }
}

fn evaluation(expression: &str) -> Value {
    json!({ "expression": expression, "returnByValue": true, "awaitPromise": true })
}

/// Ends a browser that does not answer, so that the test ends too; unless the test reports that all is done.
fn give_up_later(child: &Child) -> Arc<AtomicBool> {
    use rustix::process::{Pid, Signal, kill_process};
    let (pid, done) = (Pid::from_child(child), Arc::new(AtomicBool::new(false)));
    let is_done = Arc::clone(&done);
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        if !is_done.load(Ordering::SeqCst) {
            let _ = kill_process(pid, Signal::KILL);
        }
    });
    done
}
