//! Answers one whole request.

use std::time::Duration;

use hyper::body::Bytes;
use hyper::header::{
    self, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, EXPIRES, HeaderMap, HeaderName,
    HeaderValue, IF_NONE_MATCH, LAST_MODIFIED,
};
use hyper::{Method, Request, Response, StatusCode};
use sha2::{Digest, Sha256};

use super::problem::Problem;
use super::wanted::{Diagram, Wanted, wanted};
use super::{Service, options};
use crate::host::{is_named, is_this_machine};
use crate::isolate::{HELP, isolated};

/// The longest path with its query, in bytes.
pub const MOST_ADDRESS: usize = 4096;
/// The most bytes of all header fields.
pub const MOST_HEADERS: usize = 8192;
/// How long a picture may be kept by a cache, as with Kroki.
const KEPT: Duration = Duration::from_secs(432_000);

/// The header fields of every response. A picture that is opened by itself runs nothing and fetches nothing; pages of
/// every origin may ask, because the answer depends only on what they sent.
const ALWAYS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
];

/// How diagrams are drawn.
pub type Draw = fn(&Service, &Diagram) -> Result<Vec<u8>, Problem>;

/// Answers the request. A panic is reported, and ends this request only.
pub fn answer(service: &Service, request: &Request<Bytes>, draw: Draw) -> Response<Bytes> {
    let answered = isolated(|| admit(service, request).and_then(|()| respond(service, request, draw)));
    let answered = answered.unwrap_or_else(|bug| {
        service.reporter.say(&bug.report(&service.reporter, "a request"));
        Err(Problem::new(StatusCode::INTERNAL_SERVER_ERROR, format!("A bug in seqwright itself: {HELP}.")))
    });
    finished(answered, request.headers())
}

/// Adds the header fields of every response.
pub fn finished(answered: Result<Response<Bytes>, Problem>, request: &HeaderMap) -> Response<Bytes> {
    let mut response = answered.unwrap_or_else(|problem| problem.response(request));
    for (name, value) in ALWAYS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Rejects requests that are too long, or addressed to another host.
pub fn admit<B>(service: &Service, request: &Request<B>) -> Result<(), Problem> {
    let address = request.uri().path_and_query().map_or(0, |it| it.as_str().len());
    if address > MOST_ADDRESS {
        let message = format!("An address holds at most {MOST_ADDRESS} bytes. Send the source with POST.");
        return Err(Problem::new(StatusCode::URI_TOO_LONG, message));
    }
    // A field is a line with a colon, a space and a line end.
    let size: usize =
        request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    if size > MOST_HEADERS {
        let message = format!("The header fields hold at most {MOST_HEADERS} bytes.");
        return Err(Problem::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, message));
    }
    let Some(allowed) = &service.hosts else { return Ok(()) };
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return Err(Problem::bad("A request names one host."));
    };
    let host = host.to_str().unwrap_or_default();
    if is_this_machine(host) || allowed.iter().any(|name| is_named(host, name)) {
        return Ok(());
    }
    let message =
        "This server answers to the names of this machine only. Start it with --allow-host for another.";
    Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, message))
}

fn respond(service: &Service, request: &Request<Bytes>, draw: Draw) -> Result<Response<Bytes>, Problem> {
    match wanted(service, request)? {
        Wanted::Health => Ok(health()),
        Wanted::Options => Ok(preflight()),
        Wanted::Diagram(diagram) => {
            draw(service, &diagram).map(|body| picture(service, request, &diagram, body))
        }
    }
}

fn health() -> Response<Bytes> {
    let body = serde_json::json!({ "status": "pass", "version": { "seqwright": { "number": env!("CARGO_PKG_VERSION") } } });
    let mut response = Response::new(Bytes::from(body.to_string()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/health+json"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn preflight() -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let fields = [
        (header::ALLOW, "GET, POST, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "*"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    for (name, value) in fields {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn picture(service: &Service, request: &Request<Bytes>, diagram: &Diagram, body: Vec<u8>) -> Response<Bytes> {
    let tag = tag(&body);
    let is_known = request.method() != Method::POST && has_tag(request.headers(), &tag);
    let mut response = Response::new(if is_known { Bytes::new() } else { Bytes::from(body) });
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let date = |time| HeaderValue::from_str(&httpdate::fmt_http_date(time)).ok();
    let fields = [
        (CONTENT_TYPE, Some(HeaderValue::from_static(diagram.format.kind()))),
        (CACHE_CONTROL, HeaderValue::from_str(&format!("public, max-age={}", KEPT.as_secs())).ok()),
        (EXPIRES, date(std::time::SystemTime::now() + KEPT)),
        (LAST_MODIFIED, date(service.started)),
        (ETAG, HeaderValue::from_str(&tag).ok()),
        (header::VARY, Some(HeaderValue::from_static(options::VARY))),
    ];
    for (name, value) in fields.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        response.headers_mut().insert(name, value);
    }
    response
}

/// The tag of these bytes.
fn tag(body: &[u8]) -> String {
    let digest = Sha256::digest(body);
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hex}\"")
}

/// Whether the client has the bytes with this tag. It compares weakly, as RFC 9110 (13.1.2) says.
fn has_tag(headers: &HeaderMap, tag: &str) -> bool {
    let lists = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    lists
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Args;
    use crate::isolate;
    use crate::report::Reporter;
    use crate::serve::draw;
    use clap::Parser;

    #[test]
    fn a_bug_is_an_answer() {
        let shared = Args::parse_from(["seqwright", "--quiet"]).shared;
        let service = Service {
            types: vec!["seq".to_owned()],
            hosts: None,
            theme: seqwright::Theme::default(),
            levels: seqwright::Levels::default(),
            started: std::time::SystemTime::UNIX_EPOCH,
            reporter: Reporter::new(shared),
        };
        let request = Request::post("/seq/svg").body(Bytes::from_static(b"A->B: x")).expect("it is one");
        isolate::set_hook();
        let response = answer(&service, &request, |_, _| panic!("a secret"));
        drop(std::panic::take_hook());
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!String::from_utf8_lossy(response.body()).contains("secret"));
        assert_eq!(answer(&service, &request, draw::draw).status(), StatusCode::OK);
    }
}
