//! What is refused, and how much is taken.

use super::*;

#[test]
fn malformed_requests_are_rejected() {
    let server = Server::start(&[]);
    let cases = [
        ("GET", "/", "", 405),
        ("GET", "/seq/svg", "", 405),
        ("POST", "/seq/svg/x", SOURCE, 405),
        ("DELETE", "/seq", "", 405),
        ("POST", "/graphviz/svg", SOURCE, 404),
        ("GET", "/../../etc/passwd", "", 404),
        ("GET", "/seq/svg/../../../etc/passwd", "", 400),
        ("GET", "/seq/png/x", "", 400),
        ("POST", "/seq/png", SOURCE, 400),
        ("POST", "/seq", SOURCE, 400),
        ("POST", "/seq/svg", " \n", 400),
        ("POST", "/", SOURCE, 400),
        ("POST", "/", "{\"diagram_source\": \"A->B: x\"}", 400),
        ("POST", "/", "{\"diagram_source\": \"A->B: x\", \"diagram_type\": \"dot\"}", 400),
        ("POST", "/", &"[".repeat(100_000), 400),
    ];
    for (method, path, body, status) in cases {
        let answer = server.ask(method, path, "", body);
        assert_eq!(answer.status, status, "{method} {path}: {answer:?}");
        assert_eq!(answer.field("allow").is_some(), status == 405, "{method} {path}");
    }
    let png = server.post("/seq/png", SOURCE).body;
    assert_eq!(png, "Error 400: Unsupported output format: png for seq. Must be one of svg or txt.\n");
    assert_eq!(server.raw(b"\x16\x03\x01\x02\x00 no HTTP\r\n\r\n").status, 400);
}

#[test]
fn a_picture_that_the_client_has_is_not_sent_again() {
    let server = Server::start(&[]);
    let path = format!("/seq/svg/{}", packed(SOURCE.as_bytes()));
    let first = server.get(&path);
    let tag = first.field("etag").expect("it has a tag").to_owned();
    assert_eq!(first.field("cache-control"), Some("public, max-age=432000"));
    let again = |tag: &str| server.ask("GET", &path, &format!("If-None-Match: {tag}\r\n"), "");
    let known = again(&format!("\"other\", W/{tag}"));
    assert_eq!((known.status, known.body.as_str(), known.field("etag")), (304, "", Some(tag.as_str())));
    assert_eq!(again("\"other\"").body, first.body);
    let head = server.ask("HEAD", &path, "", "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn every_answer_forbids_what_no_picture_does() {
    let server = Server::start(&[]);
    for answer in [
        server.post("/seq/svg", SOURCE),
        server.post("/seq/svg", FAULTY),
        server.get("/health"),
        server.get("/x"),
    ] {
        assert_eq!(answer.field("x-content-type-options"), Some("nosniff"));
        let policy = answer.field("content-security-policy").expect("it has a policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{policy}");
        assert_eq!(answer.field("access-control-allow-origin"), Some("*"));
    }
    let preflight = server.ask("OPTIONS", "/seq/svg", "Origin: https://example.org\r\n", "");
    assert_eq!(
        (preflight.status, preflight.field("access-control-allow-methods")),
        (204, Some("GET, POST, OPTIONS"))
    );
}

#[test]
fn health_is_reported_at_each_of_its_addresses() {
    let server = Server::start(&[]);
    for path in ["/health", "/healthz", "/v1/health"] {
        let answer = server.get(path);
        assert_eq!(answer.field("content-type"), Some("application/health+json"));
        assert!(answer.body.starts_with("{\"status\":\"pass\""), "{}", answer.body);
    }
}

#[test]
fn a_request_reads_no_file() {
    let server = Server::start(&[]);
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/served.hex"), "key = 2a2a\n")
        .expect("it can be written");
    let answer = server.post("/seq/svg", "values \"served.hex\"\ngenerate A: key\nA->B: hello(key)\n");
    assert_eq!(answer.status, 400);
    assert!(answer.body.contains("files are not read here"), "{}", answer.body);
}

#[test]
fn a_foreign_host_name_for_this_address_is_not_served() {
    let server = Server::start(&["--allow-host", "kroki.example"]);
    let hosted = |fields: &str| {
        server.raw(format!("GET /health HTTP/1.1\r\n{fields}Connection: close\r\n\r\n").as_bytes()).status
    };
    assert_eq!(hosted("Host: evil\r\n"), 421);
    assert_eq!(hosted("Host: localhost.evil:80\r\n"), 421);
    assert_eq!(hosted(""), 400);
    assert_eq!(hosted("Host: localhost\r\nHost: evil\r\n"), 400);
    for host in ["localhost:80", "127.0.0.1", "[::1]:80", "kroki.example:443"] {
        assert_eq!(hosted(&format!("Host: {host}\r\n")), 200, "{host}");
    }
}

#[test]
fn what_is_sent_has_a_largest_size() {
    let server = Server::start(&[]);
    let comment = |size: usize| format!("{SOURCE}#{}", "x".repeat(size - SOURCE.len() - 1));
    assert_eq!(server.post("/seq/svg", &comment(MIB)).status, 200, "a body at the limit");
    assert_eq!(server.post("/seq/svg", &comment(MIB + 1)).status, 413, "a body past it");
    let chunked = format!(
        "POST /seq/svg HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n\
                           {:x}\r\n{}\r\n0\r\n\r\n",
        MIB + 1,
        comment(MIB + 1)
    );
    assert_eq!(server.raw(chunked.as_bytes()).status, 413, "a body without a length");
    let inflated = |size: usize| server.get(&format!("/seq/svg/{}", packed(comment(size).as_bytes()))).status;
    assert_eq!((inflated(MIB), inflated(MIB + 1)), (200, 413));
    let address = |size: usize| {
        let path = format!("/seq/svg/{}?", packed(SOURCE.as_bytes()));
        server.get(&format!("{path}{}", "x".repeat(size - path.len()))).status
    };
    assert_eq!((address(4096), address(4097)), (200, 414));
    // What `get` sends: "host: localhost" and "connection: close", each with a line end.
    let sent = 15 + 2 + 17 + 2;
    let fields = |size: usize| {
        let fields = format!("X: {}\r\n", "x".repeat(size - sent - 5));
        server
            .raw(
                format!("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{fields}\r\n")
                    .as_bytes(),
            )
            .status
    };
    assert_eq!((fields(8192), fields(8193), fields(70 << 10)), (200, 431, 431));
    assert_eq!(fields(1 << 20), 431);
}

#[test]
fn hostile_data_is_refused_and_the_server_goes_on() {
    let server = Server::start(&[]);
    let bomb = packed(&vec![b' '; 2 << 20]);
    assert!(bomb.len() < 4000, "{}", bomb.len());
    assert_eq!(server.get(&format!("/seq/svg/{bomb}")).status, 413);
    let whole = packed(SOURCE.as_bytes());
    assert_eq!(server.get(&format!("/seq/svg/{}", &whole[..whole.len() - 8])).status, 400);
    assert_eq!(server.get("/seq/svg/%00%ff").status, 400);
    assert_eq!(server.raw(b"POST /seq/svg HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n\r\n\xff\xfe").status, 400);
    let deep = "alt x\n".repeat(20_000);
    assert_eq!(server.post("/seq/svg", &deep).status, 400);
    assert_eq!(server.post("/seq/svg", SOURCE).status, 200);
}

#[test]
fn a_client_that_sends_slowly_is_not_waited_for() {
    let server = Server::start(&[]);
    let start = Instant::now();
    let heads = ["", "GET /health HTT", "GET /health HTTP/1.1\r\nHost: localhost\r\nX: "];
    let heads: Vec<TcpStream> = heads
        .iter()
        .map(|text| {
            let mut stream = server.connect();
            stream.write_all(text.as_bytes()).expect("it is read");
            stream
        })
        .collect();
    let mut body = server.connect();
    body.write_all(b"POST /seq/svg HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nA->")
        .expect("it is read");
    assert_eq!(answer(body).status, 408);
    for stream in heads {
        let answer = answer(stream);
        assert!(matches!(answer.status, 0 | 408), "{answer:?}");
    }
    assert!(start.elapsed() < Duration::from_secs(40), "{:?}", start.elapsed());
}

#[test]
fn connections_past_the_limit_are_turned_away_until_there_is_room() {
    let server = Server::start(&["--max-connections", "2"]);
    let (one, two) = (server.connect(), server.connect());
    let full = answer(server.connect());
    assert_eq!((full.status, full.field("retry-after")), (503, Some("1")));
    assert_eq!(full.field("content-length"), Some(full.body.len().to_string().as_str()));
    drop((one, two));
    let end = Instant::now() + Duration::from_secs(20);
    while server.get("/health").status != 200 {
        assert!(Instant::now() < end, "there is no room again");
    }
}

#[test]
fn a_signal_ends_it_after_the_requests_that_have_begun() {
    for signal in ["TERM", "INT"] {
        let mut server = Server::start(&[]);
        let mut stream = server.connect();
        let (start, rest) = SOURCE.split_at(5);
        let length = SOURCE.len();
        let head =
            format!("POST /seq/svg HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n{start}");
        stream.write_all(head.as_bytes()).expect("it is read");
        std::thread::sleep(Duration::from_millis(300));
        let id = server.child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().expect("there is kill").success());
        std::thread::sleep(Duration::from_millis(300));
        stream.write_all(rest.as_bytes()).expect("it is read");
        assert_eq!(answer(stream).status, 200, "{signal}");
        assert_eq!(server.child.wait().expect("it ends").code(), Some(0), "{signal}");
    }
}

#[test]
fn types_that_lead_elsewhere_are_no_aliases() {
    for name in ["health", "A", "a/b", ""] {
        let ended = Command::new(env!("CARGO_BIN_EXE_seqwright")).args(["serve", "--as", name]).output();
        assert_eq!(ended.expect("the program starts").status.code(), Some(2), "{name}");
    }
}
