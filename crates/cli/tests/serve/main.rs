//! `seqwright serve` as its clients meet it: the real program, and requests over a socket as a client of Kroki would
//! send them, or an attacker.
#![cfg(all(unix, feature = "serve"))]

mod refusals;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use miniz_oxide::deflate::compress_to_vec_zlib;

const SOURCE: &str = "Client->Server: hello\n";
const FAULTY: &str = "Client->Server: hello\nalt ready\n";
const MIB: usize = 1 << 20;

/// A server that ends with the test.
struct Server {
    child: Child,
    port: u16,
}

/// What came back.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn field(&self, name: &str) -> Option<&str> {
        let field =
            |line: &str| line.split_once(": ").filter(|(it, _)| it.eq_ignore_ascii_case(name)).is_some();
        self.head.lines().find(|line| field(line)).and_then(|line| Some(line.split_once(": ")?.1))
    }
}

impl Server {
    fn start(arguments: &[&str]) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_seqwright"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .current_dir(env!("CARGO_TARGET_TMPDIR"))
            .env_clear()
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let stderr = child.stderr.take().expect("it is piped");
        BufReader::new(stderr).read_line(&mut line).expect("it says where it is");
        let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        Server { child, port: port.unwrap_or_else(|| panic!("{line}")) }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("it can be set");
        stream
    }

    /// Sends these bytes and reads until the server ends the connection.
    fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that refuses need not read all of it.
        let _ = stream.write_all(request);
        answer(stream)
    }

    /// Sends a request with these fields, each with its line end.
    fn ask(&self, method: &str, path: &str, fields: &str, body: &str) -> Answer {
        let length = body.len();
        self.raw(
            format!(
                "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{fields}Content-Length: {length}\r\n\r\n{body}"
            )
            .as_bytes(),
        )
    }

    fn get(&self, path: &str) -> Answer {
        self.raw(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes())
    }

    fn post(&self, path: &str, body: &str) -> Answer {
        self.ask("POST", path, "", body)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn answer(mut stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

fn packed(source: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(compress_to_vec_zlib(source, 9))
}

#[test]
fn a_diagram_in_an_address_is_drawn() {
    let server = Server::start(&[]);
    let expected = server.post("/seq/svg", SOURCE);
    assert_eq!((expected.status, expected.field("content-type")), (200, Some("image/svg+xml")));
    assert!(expected.body.ends_with("</svg>\n"));
    let standard = STANDARD.encode(compress_to_vec_zlib(SOURCE.as_bytes(), 9));
    for data in [packed(SOURCE.as_bytes()), standard.clone(), standard.replace('=', "%3D")] {
        assert_eq!(server.get(&format!("/seqwright/svg/{data}")).body, expected.body, "{data}");
    }
    let text = server.get(&format!("/seq/txt/{}", packed(SOURCE.as_bytes())));
    assert_eq!(text.field("content-type"), Some("text/plain; charset=utf-8"));
    assert!(text.body.contains("│ Client │"), "{}", text.body);
}

#[test]
fn a_diagram_is_posted_in_every_form_that_clients_use() {
    let server = Server::start(&["--as", "seqdiag"]);
    let expected = server.post("/seq/svg", SOURCE).body;
    let json =
        serde_json::json!({ "diagram_source": SOURCE, "diagram_type": "seqdiag", "output_format": "svg" })
            .to_string();
    let typed = "Content-Type: application/json; charset=utf-8\r\n";
    let plain = "Content-Type: text/plain\r\n";
    let forms = [
        ("/", typed, json.as_str()),
        ("/", "", &json),
        ("/seqdiag", typed, &json),
        ("/seqdiag/svg", typed, &json),
        ("/seqdiag/svg", "", &json),
        ("/seq/svg", plain, SOURCE),
        ("/seq/svg/", "Content-Type: application/x-www-form-urlencoded\r\n", SOURCE),
        ("/seq", "Accept: text/html;q=0.9, image/svg+xml\r\n", SOURCE),
        ("/seq", "Accept: */*\r\n", SOURCE),
        ("/seq/svg", "", "\n    Client->Server: hello\n"),
    ];
    for (path, fields, body) in forms {
        let answer = server.ask("POST", path, fields, body);
        assert_eq!((answer.status, &answer.body), (200, &expected), "{path} {fields} {body}");
    }
}

#[test]
fn the_path_goes_before_the_json_and_the_json_before_accept() {
    let server = Server::start(&[]);
    let json = serde_json::json!({ "diagram_source": SOURCE, "output_format": "txt" }).to_string();
    let kind = |path: &str| {
        let answer = server.ask("POST", path, "Accept: image/svg+xml\r\n", &json);
        answer.field("content-type").expect("it has a type").to_owned()
    };
    assert_eq!(kind("/seq/svg"), "image/svg+xml");
    assert_eq!(kind("/seq"), "text/plain; charset=utf-8");
}

#[test]
fn options_choose_the_picture() {
    let server = Server::start(&[]);
    let plain = server.post("/seq/svg", SOURCE).body;
    let print = server.post("/seq/svg?theme=print", SOURCE);
    assert_eq!(print.status, 200);
    assert_ne!(print.body, plain);
    let header =
        server.ask("POST", "/seq/svg?theme=nonsense", "Kroki-Diagram-Options-Theme: print\r\n", SOURCE);
    assert_eq!(header.body, print.body);
    let json =
        serde_json::json!({ "diagram_source": SOURCE, "diagram_options": { "Theme": "print" } }).to_string();
    let json = server.ask("POST", "/seq/svg", "Kroki-Diagram-Options-Theme: nonsense\r\n", &json);
    assert_eq!(json.body, print.body);
    assert!(server.post("/seq/svg?id-prefix=mine", SOURCE).body.contains("id=\"mine"));
    assert_eq!(server.post("/seq/svg?other-program=1", SOURCE).body, plain);
    let unknown = server.post("/seq/svg?theme=../../etc/passwd", SOURCE);
    assert_eq!(unknown.status, 400);
    assert!(unknown.body.contains("Must be one of "), "{}", unknown.body);
}

#[test]
fn errors_come_in_the_form_that_the_client_accepts() {
    let server = Server::start(&[]);
    let answer = |accept: &str| server.ask("POST", "/seq/svg", &format!("Accept: {accept}\r\n"), FAULTY);
    let plain = answer("text/plain");
    assert_eq!((plain.status, plain.field("cache-control")), (400, Some("no-store")));
    assert!(plain.body.starts_with("Error 400: diagram:2:1: error[unclosed-fragment]"), "{}", plain.body);
    assert_eq!(answer("*/*").body, plain.body);
    let json: serde_json::Value = serde_json::from_str(&answer("application/json").body).expect("it is JSON");
    assert_eq!(json["error"]["code"], 400);
    assert!(json["error"]["message"].as_str().is_some_and(|text| text.starts_with("diagram:2:1")));
    assert!(answer("text/html").body.starts_with("<!DOCTYPE html>"));
    for accept in ["image/svg+xml", "image/avif,image/webp,image/*,*/*;q=0.8"] {
        let picture = answer(accept);
        assert_eq!((picture.status, picture.field("content-type")), (400, Some("image/svg+xml")));
        roxmltree::Document::parse(&picture.body).expect("it is well-formed");
    }
}
