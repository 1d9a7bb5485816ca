//! Errors of requests, and the formats in which they are sent.

use hyper::body::Bytes;
use hyper::header::{
    ACCEPT, ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER,
};
use hyper::{Response, StatusCode};

use crate::escape;

/// The longest line of an error picture, in characters, as Kroki cuts them.
const MOST_CHARACTERS: usize = 160;
/// The most lines of an error picture.
const MOST_LINES: usize = 100;

/// A request that gets no picture.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    /// The status code.
    pub status: StatusCode,
    /// What is wrong, in a sentence or in the lines of a report.
    pub message: String,
    /// The methods that the address takes, where the method is what is wrong.
    allow: Option<&'static str>,
}

impl Problem {
    /// A problem with a request.
    pub fn new(status: StatusCode, message: impl Into<String>) -> Problem {
        Problem { status, message: message.into(), allow: None }
    }

    /// A malformed request, or a source with errors.
    pub fn bad(message: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, message)
    }

    /// A method that the address does not take.
    pub fn method(allow: &'static str) -> Problem {
        let message = format!("This address takes the methods {allow}.");
        Problem { allow: Some(allow), ..Problem::new(StatusCode::METHOD_NOT_ALLOWED, message) }
    }

    /// The response, in the form that the client prefers.
    pub fn response(&self, request: &HeaderMap) -> Response<Bytes> {
        let wanted = accepted(request);
        let form = wanted.iter().find_map(|kind| Form::of(kind)).unwrap_or(Form::Text);
        let mut response = Response::new(Bytes::from(self.written(form)));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(form.kind()));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(allow) = self.allow {
            headers.insert(ALLOW, HeaderValue::from_static(allow));
        }
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        // The rest of such a request is not read.
        if matches!(self.status, StatusCode::REQUEST_TIMEOUT | StatusCode::PAYLOAD_TOO_LARGE) {
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }

    fn written(&self, form: Form) -> String {
        let (code, message) = (self.status.as_u16(), self.message.trim_end());
        match form {
            Form::Text => format!("Error {code}: {message}\n"),
            Form::Json => serde_json::json!({ "error": { "code": code, "message": message } }).to_string(),
            Form::Html => format!(
                "<!DOCTYPE html>\n<html lang=\"en\">\n<title>Error {code}</title>\n<h1>Error {code}</h1>\n<pre>{}</pre>\n</html>\n",
                escape::markup(message)
            ),
            Form::Picture => picture(&format!("Error {code}: {message}")),
        }
    }
}

/// The formats of an error response.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Json,
    Html,
    Picture,
}

impl Form {
    fn of(kind: &str) -> Option<Form> {
        match kind {
            "text/html" => Some(Form::Html),
            "application/json" => Some(Form::Json),
            "text/plain" => Some(Form::Text),
            "image/svg+xml" | "image/png" | "image/*" => Some(Form::Picture),
            _ => None,
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Form::Text => "text/plain; charset=utf-8",
            Form::Json => "application/json",
            Form::Html => "text/html; charset=utf-8",
            Form::Picture => "image/svg+xml",
        }
    }
}

/// The media types that a client takes, those that it prefers first.
pub fn accepted(headers: &HeaderMap) -> Vec<String> {
    let lists = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut kinds: Vec<(u16, String)> = lists.flat_map(|list| list.split(',')).filter_map(weighted).collect();
    // The sort is stable: of equal weights, the first stays the first.
    kinds.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    kinds.into_iter().map(|(_, kind)| kind).collect()
}

/// A media type and its weight in thousandths; nothing where the client refuses it.
fn weighted(item: &str) -> Option<(u16, String)> {
    let mut parts = item.split(';').map(str::trim);
    let kind = parts.next().filter(|kind| !kind.is_empty())?.to_ascii_lowercase();
    let weight = parts.find_map(|part| part.strip_prefix("q=")).and_then(|text| text.parse::<f32>().ok());
    let weight = (weight.unwrap_or(1.0).clamp(0.0, 1.0) * 1000.0) as u16;
    (weight > 0).then_some((weight, kind))
}

/// A picture of a message, for clients that show any response as an image.
fn picture(message: &str) -> String {
    let lines: Vec<String> =
        message.lines().take(MOST_LINES).map(|line| line.chars().take(MOST_CHARACTERS).collect()).collect();
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let (width, height) = (longest * 9 + 32, lines.len() * 20 + 24);
    let text: String = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            format!(
                "<text x=\"16\" y=\"{}\" xml:space=\"preserve\">{}</text>\n",
                at * 20 + 28,
                escape::markup(line)
            )
        })
        .collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"monospace\" font-size=\"14\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff5f5\" stroke=\"#b3261e\"/>\n\
         <g fill=\"#7a1a14\">\n{text}</g>\n</svg>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_client_s_order_and_weights_decide() {
        let headers = accepting("text/html;q=0.5, image/svg+xml , text/plain;q=0, */*;q=0.8");
        assert_eq!(accepted(&headers), ["image/svg+xml", "*/*", "text/html"]);
    }

    #[test]
    fn nothing_in_a_message_is_markup() {
        let problem = Problem::bad("<script>\u{1b}\u{ffff}&");
        for kind in ["text/html", "image/svg+xml"] {
            let body = problem.response(&accepting(kind)).into_body();
            let body = String::from_utf8(body.to_vec()).expect("it is text");
            assert!(body.contains("&lt;script&gt;\u{fffd}\u{fffd}&amp;"), "{body}");
        }
    }

    #[test]
    fn lines_of_a_picture_are_cut() {
        let picture = picture(&format!("{}\n{}", "x".repeat(161), "y\n".repeat(200)));
        assert!(picture.contains(&"x".repeat(160)) && !picture.contains(&"x".repeat(161)));
        assert_eq!(picture.matches("<text").count(), 100);
    }
}
