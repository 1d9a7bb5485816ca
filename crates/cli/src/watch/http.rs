//! Reads one HTTP request from a connection, and writes one response.
//!
//! This is the part of HTTP/1.1 (RFC 9112) that a page on the same machine needs: a request without a body, a response
//! with a length, and then the connection ends. A server crate would do more and limit less: here the size and the time
//! of a request are bounded, whatever the client does.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// The most bytes of a request.
const MOST_BYTES: usize = 16 << 10;
/// The most header fields of a request.
const MOST_FIELDS: usize = 64;
/// How long a request may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long one write of a response may be stuck.
const WRITE_PATIENCE: Duration = Duration::from_secs(10);

/// Scripts and styles come from this server only, pictures from the page itself, and nothing frames the page. The
/// styles of a drawing are in it.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The policy of a page that goes through a diagram. Its script is in it, and its own policy, which holds as well, names
/// that by its hash.
pub const STEPS_POLICY: &str = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; \
                                img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A request.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// "GET" and the like.
    pub method: String,
    /// The path with its query.
    pub target: String,
    /// The host that the client addresses: the `Host` fields; there must be exactly one.
    pub hosts: Vec<String>,
    /// The page that asks, if the browser says so.
    pub origin: Option<String>,
    /// How that page is related to this server, if the browser says so.
    pub site: Option<String>,
}

/// A response.
#[derive(Debug, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The media type.
    pub kind: &'static str,
    /// What a browser may do with it.
    pub policy: &'static str,
    /// The content.
    pub body: Vec<u8>,
}

impl Response {
    /// A good answer.
    pub fn ok(kind: &'static str, body: impl Into<Vec<u8>>) -> Response {
        Response { status: 200, kind, policy: POLICY, body: body.into() }
    }

    /// An answer that is a sentence.
    pub fn say(status: u16, sentence: &str) -> Response {
        let (kind, policy) = ("text/plain; charset=utf-8", POLICY);
        Response { status, kind, policy, body: format!("{sentence}\n").into_bytes() }
    }

    fn reason(&self) -> &'static str {
        match self.status {
            200 => "OK",
            204 => "No Content",
            400 => "Bad Request",
            403 => "Forbidden",
            404 => "Not Found",
            405 => "Method Not Allowed",
            408 => "Request Timeout",
            421 => "Misdirected Request",
            431 => "Request Header Fields Too Large",
            _ => "Service Unavailable",
        }
    }
}

/// Reads a request. The error is the response to an invalid one, or `None` if the client is gone.
pub fn read(stream: &mut TcpStream) -> Result<Request, Option<Response>> {
    let deadline = Instant::now() + PATIENCE;
    let mut bytes = Vec::new();
    let mut buffer = [0; 4 << 10];
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left == Duration::ZERO {
            return Err(Some(Response::say(408, "the request took too long")));
        }
        stream.set_read_timeout(Some(left)).map_err(|_| None)?;
        match stream.read(&mut buffer) {
            Ok(0) => return Err(None),
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => return Err(None),
        }
        match parse(&bytes) {
            Ok(Some(request)) => return Ok(request),
            Ok(None) if bytes.len() > MOST_BYTES => {
                return Err(Some(Response::say(431, "the request is too large")));
            }
            Ok(None) => {}
            Err(response) => return Err(Some(response)),
        }
    }
}

/// The request in these bytes, if it has arrived in full.
fn parse(bytes: &[u8]) -> Result<Option<Request>, Response> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut parsed = httparse::Request::new(&mut fields);
    match parsed.parse(&bytes[..bytes.len().min(MOST_BYTES)]) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => {
            return Err(Response::say(431, "the request has too many header fields"));
        }
        Err(_) => return Err(Response::say(400, "this is not an HTTP request")),
    }
    let mut request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        target: parsed.path.unwrap_or_default().to_owned(),
        ..Request::default()
    };
    for field in parsed.headers.iter() {
        let value = || String::from_utf8_lossy(field.value).into_owned();
        match field.name.to_ascii_lowercase().as_str() {
            "host" => request.hosts.push(value()),
            "origin" => request.origin = Some(value()),
            "sec-fetch-site" => request.site = Some(value()),
            _ => {}
        }
    }
    Ok(Some(request))
}

/// Writes a response and ends the connection. `head` leaves the content out, as `HEAD` asks for.
pub fn write(stream: &mut TcpStream, response: &Response, head: bool) -> io::Result<()> {
    stream.set_write_timeout(Some(WRITE_PATIENCE))?;
    let mut bytes = format!(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\nCache-Control: no-store\r\n\
         Content-Security-Policy: {}\r\nCross-Origin-Opener-Policy: same-origin\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: no-referrer\r\n\
         X-Content-Type-Options: nosniff\r\n{}\r\n",
        response.status,
        response.reason(),
        response.kind,
        response.body.len(),
        response.policy,
        if response.status == 405 { "Allow: GET, HEAD\r\n" } else { "" },
    )
    .into_bytes();
    if !head {
        bytes.extend_from_slice(&response.body);
    }
    stream.write_all(&bytes)?;
    linger(stream)
}

/// Reads what a refused sender may still be sending. To hang up at once could take the answer from it.
fn linger(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_millis(100)))?;
    let mut left = [0; 4 << 10];
    for _ in 0..MOST_BYTES / left.len() {
        if !matches!(stream.read(&mut left), Ok(1..)) {
            break;
        }
    }
    Ok(())
}

/// Whether the other side has hung up.
pub fn is_closed(stream: &TcpStream) -> bool {
    let look = || {
        stream.set_nonblocking(true)?;
        let seen = stream.peek(&mut [0]);
        stream.set_nonblocking(false)?;
        seen
    };
    match look() {
        Ok(count) => count == 0,
        Err(error) => error.kind() != ErrorKind::WouldBlock,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_read_when_it_is_all_there() {
        let text = b"GET /x?after=1 HTTP/1.1\r\nHost: localhost:1\r\nORIGIN: http://evil\r\n\r\n";
        assert_eq!(parse(&text[..text.len() - 2]), Ok(None));
        let request = parse(text).expect("it is one").expect("it is all there");
        assert_eq!((request.method.as_str(), request.target.as_str()), ("GET", "/x?after=1"));
        assert_eq!(
            (request.hosts, request.origin.as_deref()),
            (vec!["localhost:1".to_owned()], Some("http://evil"))
        );
    }

    #[test]
    fn invalid_and_oversized_requests_get_an_error() {
        let status = |text: &str| parse(text.as_bytes()).map(|_| 200).unwrap_or_else(|answer| answer.status);
        assert_eq!(status("\u{1}\u{2}\r\n\r\n"), 400);
        assert_eq!(status("GET / HTTP/1.1\r\nA B: c\r\n\r\n"), 400);
        assert_eq!(status(&format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(MOST_FIELDS + 1))), 431);
    }
}
