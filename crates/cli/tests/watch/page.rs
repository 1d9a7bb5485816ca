//! The page.

use super::*;

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
fn each_diagram_has_a_page_that_goes_through_it() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
    let page = watching.page();
    assert!(page.get("").contains("href=\"0-0.html\""));
    let steps = page.ask(&format!("{}0-0.html", page.path), "");
    assert_eq!(steps.status, 200);
    assert!(steps.body.contains("data-seqwright=\"page\"") && steps.body.contains("script-src 'sha256-"));
    // Its script is in it; those of the other pages come from the server.
    assert!(steps.head.contains("script-src 'unsafe-inline'"), "{}", steps.head);
    assert!(page.ask(&page.path, "").head.contains("script-src 'self';"));
    for other in ["0-1.html", "1-0.html", "0.html", "0-.html", "-.html"] {
        assert_eq!(page.ask(&format!("{}{other}", page.path), "").status, 404, "{other}");
    }
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
