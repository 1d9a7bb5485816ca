//! The report of `seqwright test` in a real browser, which is steered through its debugging protocol over two pipes,
//! without a network. Where no browser is installed, the test says so and is skipped.
#![cfg(all(feature = "cli", target_os = "linux"))]

#[path = "common/program.rs"]
mod program;

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use program::Folder;
use serde_json::{Value, json};

/// Names of browsers that speak the protocol.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "chrome"];
/// How long all of it may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// A page in a browser.
struct Page {
    browser: Child,
    requests: File,
    answers: BufReader<File>,
    session: Option<String>,
    number: u64,
    done: Arc<AtomicBool>,
}

impl Page {
    /// Opens a file; `None` where there is no browser.
    fn open(folder: &Folder, name: &str) -> Option<Page> {
        let works = |name: &&&str| {
            let mut command = Command::new(name);
            command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        };
        let Some(browser) = BROWSERS.iter().find(works) else {
            eprintln!("skipped: none of {} is installed", BROWSERS.join(", "));
            return None;
        };
        let made = folder.other("mkfifo", &["requests", "answers"]).status().expect("pipes can be made");
        assert!(made.success(), "pipes can be made");
        // The protocol is spoken on the third and fourth file of the process.
        let line = "exec \"$0\" --headless --window-size=1000,800 --no-sandbox --disable-gpu --remote-debugging-pipe --user-data-dir=profile \
                    --host-resolver-rules='MAP * ~NOTFOUND' about:blank 3<requests 4>answers";
        let mut command = folder.other("sh", &["-c", line, browser]);
        command.env("HOME", folder.root()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().expect("a shell can be started");
        let done = give_up_later(&child);
        let requests = OpenOptions::new().write(true).open(folder.path("requests")).expect("it is a pipe");
        let answers = BufReader::new(File::open(folder.path("answers")).expect("it is a pipe"));
        let mut page = Page { browser: child, requests, answers, session: None, number: 0, done };
        let address = format!("file://{}", folder.path(name).display());
        let target = page.ask("Target.createTarget", json!({ "url": address }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = page.ask("Target.attachToTarget", attach);
        page.session = session["sessionId"].as_str().map(str::to_owned);
        // At first there is not even a document.
        page.wait_for("document.documentElement?.dataset.ready === 'yes'");
        Some(page)
    }

    /// Asks, and waits for the answer.
    fn ask(&mut self, method: &str, parameters: Value) -> Value {
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
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].clone();
            }
        }
    }

    /// The value of an expression in the page.
    fn value(&mut self, expression: &str) -> Value {
        let result = self.ask(
            "Runtime.evaluate",
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true }),
        );
        assert!(result["exceptionDetails"].is_null(), "{expression}: {result}");
        result["result"]["value"].clone()
    }

    fn wait_for(&mut self, expression: &str) {
        for _ in 0..400 {
            if self.value(expression) == json!(true) {
                return;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        panic!("this never comes true: {expression}");
    }

    /// Presses the mouse on an element.
    fn click(&mut self, selector: &str) {
        let place = self.value(&format!(
            "(() => {{ const r = document.querySelector('{selector}').getBoundingClientRect();
                return [r.x + r.width / 2, r.y + r.height / 2] }})()"
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let at = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.ask("Input.dispatchMouseEvent", at);
        }
    }

    /// A computed style of the picture of today.
    fn style(&mut self, property: &str) -> Value {
        self.value(&format!("getComputedStyle(document.querySelector('figure.after')).{property}"))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.done.store(true, Ordering::SeqCst);
        let _ = self.browser.kill();
        let _ = self.browser.wait();
    }
}

/// Ends a browser that does not answer, so that the test ends too; unless it is said that all is done.
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

/// A report about a changed diagram and a new one; the golden of the first holds what somebody else may have written.
fn report() -> Folder {
    let folder =
        Folder::with(&[("a.seq", "title <script>top.hacked=1</script>\nA->B: <b>one</b>\nB-->A: two\n")]);
    folder.run(&["test", "--accept"]).said(0);
    // What a golden may hold that somebody else wrote.
    let golden = folder.read("a.svg");
    let script = "<script>top.hacked=1;fetch('http://127.0.0.1:9/')</script>\n</svg>";
    folder.write("a.svg", &golden.replace("</svg>", script));
    folder.write(
        "a.seq",
        "title <script>top.hacked=1</script>\nA->B: <img src=x onerror=top.hacked=1>\nB-->A: two\n",
    );
    folder.write("b.seq", "A->B: new\n");
    folder.run_in_ci(&["test", "--report", "report"]).said(1);
    folder
}

#[test]
fn the_report_opens_without_a_network_and_what_is_in_it_stays_data() {
    let folder = report();
    let Some(mut page) = Page::open(&folder, "report/index.html") else { return };

    // All pictures are shown, and nothing in them runs or is fetched.
    page.wait_for("[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
    assert_eq!(page.value("document.images.length"), 3);
    assert_eq!(page.value("typeof hacked"), "undefined");
    assert_eq!(
        page.value("performance.getEntriesByType('resource').every((it) => it.name.startsWith('data:'))"),
        true
    );
    assert!(
        page.value("document.querySelector('.findings').innerText")
            .to_string()
            .contains("a.seq:2:7 message 1 label")
    );
}

#[test]
fn every_way_to_compare_can_be_clicked() {
    let folder = report();
    let Some(mut page) = Page::open(&folder, "report/index.html") else { return };

    // Every way to compare, by the mouse.
    assert_eq!(page.value("document.documentElement.dataset.mode"), "side");
    for (mode, property, expected) in [
        ("swipe", "clipPath", "inset(0px 0px 0px 50%)"),
        ("onion", "opacity", "0.5"),
        ("blink", "animationName", "blink"),
        ("changes", "mixBlendMode", "difference"),
        ("side", "clipPath", "none"),
    ] {
        page.click(&format!("#mode-{mode}"));
        page.wait_for(&format!("document.documentElement.dataset.mode === '{mode}'"));
        assert_eq!(page.style(property), expected, "{mode}");
        assert!(page.value("location.hash").to_string().contains(&format!("mode={mode}")));
    }

    // One over the other, both pictures begin at the same place.
    page.click("#mode-onion");
    let lefts = "[...document.querySelectorAll('#t0 img')].map((it) => it.getBoundingClientRect().left)";
    let lefts = page.value(lefts);
    assert_eq!(lefts[0], lefts[1]);

    // The marks come and go.
    let marked = page.value("document.querySelector('figure.after img').src");
    page.click("#marks");
    page.wait_for("document.documentElement.dataset.marks === 'off'");
    let plain = page.value("document.querySelector('figure.after img').src");
    assert!(plain.to_string().len() < marked.to_string().len(), "the line that marks is gone");
    page.wait_for("[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
    page.click("#marks");
    page.wait_for("document.documentElement.dataset.marks === 'on'");
    assert_eq!(page.value("document.querySelector('figure.after img').src"), marked);

    // A view can be passed on as an address, and the keyboard does what the mouse does.
    page.value("location.hash = '#t1&mode=swipe&share=20'");
    page.wait_for("document.documentElement.dataset.mode === 'swipe'");
    assert_eq!(page.style("clipPath"), "inset(0px 0px 0px 20%)");
    for kind in ["keyDown", "keyUp"] {
        page.ask("Input.dispatchKeyEvent", json!({ "type": kind, "key": "4", "text": "4" }));
    }
    page.wait_for("document.documentElement.dataset.mode === 'blink'");
}
