//! Reads from a request which diagram is wanted, in which format.

use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderMap};
use hyper::{Method, Request, StatusCode};
use serde::Deserialize;

use super::Service;
use super::decode;
use super::options::{self, Chosen, one_of};
use super::problem::{Problem, accepted};

/// What a client asks for.
pub enum Wanted {
    /// How the server is.
    Health,
    /// What may be asked, as a browser wants to know before a page of another origin asks.
    Options,
    /// A diagram.
    Diagram(Box<Diagram>),
}

/// A diagram to draw.
pub struct Diagram {
    /// What it is drawn as.
    pub format: Format,
    /// Its source.
    pub source: Vec<u8>,
    /// What is chosen about it.
    pub chosen: Chosen,
}

/// The formats of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// SVG.
    Svg,
    /// A picture made of characters.
    Txt,
}

impl Format {
    const ALL: [Format; 2] = [Format::Svg, Format::Txt];

    fn name(self) -> &'static str {
        match self {
            Format::Svg => "svg",
            Format::Txt => "txt",
        }
    }

    /// Its media type.
    pub fn kind(self) -> &'static str {
        match self {
            Format::Svg => "image/svg+xml",
            Format::Txt => "text/plain; charset=utf-8",
        }
    }

    fn named(name: &str, diagram_type: &str) -> Result<Format, Problem> {
        let known = Format::ALL.into_iter().find(|format| format.name() == name);
        known.ok_or_else(|| {
            let all = one_of(&Format::ALL.map(Format::name));
            Problem::bad(format!(
                "Unsupported output format: {name} for {diagram_type}. Must be one of {all}."
            ))
        })
    }

    /// The format that the client likes best.
    fn accepted(headers: &HeaderMap) -> Result<Format, Problem> {
        let kinds = accepted(headers);
        let format = kinds.iter().find_map(|kind| match kind.as_str() {
            "image/svg+xml" | "image/*" | "*/*" => Some(Format::Svg),
            "text/plain" | "text/*" => Some(Format::Txt),
            _ => None,
        });
        format.ok_or_else(|| {
            Problem::bad(if kinds.is_empty() {
                "Output format is undefined. It must be part of the address, or stand in an Accept header."
                    .to_owned()
            } else {
                format!("Content negotiation failed: none of {} is drawn here.", kinds.join(", "))
            })
        })
    }
}

/// A request as JSON.
#[derive(Default, Deserialize)]
struct Document {
    diagram_source: Option<String>,
    diagram_type: Option<String>,
    output_format: Option<String>,
    diagram_options: Option<serde_json::Map<String, serde_json::Value>>,
}

/// What the request asks for.
pub fn wanted(service: &Service, request: &Request<Bytes>) -> Result<Wanted, Problem> {
    let path = request.uri().path();
    if request.method() == Method::OPTIONS {
        return Ok(Wanted::Options);
    }
    if matches!(path, "/health" | "/healthz" | "/v1/health") {
        return allowed(request, "GET").map(|()| Wanted::Health);
    }
    let mut parts = path.strip_prefix('/').unwrap_or(path).splitn(3, '/').filter(|part| !part.is_empty());
    let (kind, format, data) = (parts.next(), parts.next(), parts.next());
    if let Some(unknown) = kind.filter(|kind| !service.types.iter().any(|known| known == kind)) {
        let all = one_of(&service.types);
        let message = format!("Unsupported diagram type: {unknown}. Must be one of {all}.");
        return Err(Problem::new(StatusCode::NOT_FOUND, message));
    }
    let diagram = match (kind, format, data) {
        (Some(kind), Some(format), Some(data)) => {
            allowed(request, "GET")?;
            let format = Format::named(format, kind)?;
            let source = decode::from_address(data)?;
            drawn(request, format, source, &Document::default())
        }
        (kind, format, _) => {
            allowed(request, "POST")?;
            posted(service, request, kind, format)
        }
    };
    diagram.map(|it| Wanted::Diagram(Box::new(it)))
}

/// Refuses a method that the address does not take.
fn allowed(request: &Request<Bytes>, method: &'static str) -> Result<(), Problem> {
    let is_head = method == "GET" && request.method() == Method::HEAD;
    if is_head || request.method() == method { Ok(()) } else { Err(Problem::method(method)) }
}

fn posted(
    service: &Service,
    request: &Request<Bytes>,
    kind: Option<&str>,
    format: Option<&str>,
) -> Result<Diagram, Problem> {
    if request.body().trim_ascii().is_empty() {
        return Err(Problem::bad("Request body must not be empty."));
    }
    let document = document(request, kind.is_none())?;
    let source = match (&document, &document.diagram_source) {
        (_, Some(source)) if source.trim().is_empty() => {
            return Err(Problem::bad("Field diagram_source must not be empty."));
        }
        (_, Some(source)) => source.clone().into_bytes(),
        (_, None) => request.body().to_vec(),
    };
    let kind = match (kind, &document.diagram_type) {
        (Some(kind), _) => kind,
        (None, Some(kind)) if service.types.contains(kind) => kind,
        (None, Some(kind)) => {
            let all = one_of(&service.types);
            return Err(Problem::bad(format!("Unsupported diagram type: {kind}. Must be one of {all}.")));
        }
        (None, None) => return Err(Problem::bad("Field diagram_type must not be empty.")),
    };
    let format = match format.or(document.output_format.as_deref()) {
        Some(name) => Format::named(name, kind)?,
        None => Format::accepted(request.headers())?,
    };
    drawn(request, format, source, &document)
}

/// The body as JSON, or an empty document where it is the source itself. Clients leave the content type out with both,
/// and curl has one of its own: then it is JSON if it reads as such.
fn document(request: &Request<Bytes>, must_be: bool) -> Result<Document, Problem> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_json = kind == "application/json";
    if kind == "text/plain" && !must_be {
        return Ok(Document::default());
    }
    match serde_json::from_slice::<Document>(request.body()) {
        Ok(document) if document.diagram_source.is_some() => Ok(document),
        Ok(_) if is_json || must_be => Err(Problem::bad("Field diagram_source must not be empty.")),
        Err(error) if is_json || must_be => Err(Problem::bad(format!("Unable to read the JSON: {error}."))),
        Ok(_) | Err(_) => Ok(Document::default()),
    }
}

fn drawn(
    request: &Request<Bytes>,
    format: Format,
    source: Vec<u8>,
    document: &Document,
) -> Result<Diagram, Problem> {
    let none = serde_json::Map::new();
    let json = document.diagram_options.as_ref().unwrap_or(&none);
    let all = options::collected(request.uri().query().unwrap_or_default(), request.headers(), json);
    let chosen = options::chosen(&all)?;
    let source = match String::from_utf8(source) {
        Ok(text) => decode::without_indent(&text).into_bytes(),
        // The compiler reports text that is not UTF-8.
        Err(error) => error.into_bytes(),
    };
    Ok(Diagram { format, source, chosen })
}
