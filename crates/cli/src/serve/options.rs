//! The options of a request: what its query, its headers and its JSON say about the picture.

use std::collections::BTreeMap;
use std::path::Path;

use hyper::header::HeaderMap;
use seqwright::{Dialect, SvgOptions, Theme};
use serde_json::Value;

use super::problem::Problem;
use crate::appearance;

/// What an option's name begins with in a header.
const HEADER: &str = "kroki-diagram-options-";

/// The headers that change a picture, for caches.
pub const VARY: &str = "Kroki-Diagram-Options-Dialect, Kroki-Diagram-Options-Expand, Kroki-Diagram-Options-Id-Prefix, \
                        Kroki-Diagram-Options-Text, Kroki-Diagram-Options-Theme";

/// The options for one picture.
#[derive(Default)]
pub struct Chosen {
    /// A built-in theme in place of the server's.
    pub theme: Option<Theme>,
    /// The dialect to read, whatever the source says.
    pub dialect: Option<Dialect>,
    /// Whether collapsed fragments are drawn open.
    pub expand: bool,
    /// Choices about the SVG file.
    pub svg: SvgOptions,
}

/// The options by name, small letters. The JSON goes before the headers, and these before the query.
pub fn collected(
    query: &str,
    headers: &HeaderMap,
    json: &serde_json::Map<String, Value>,
) -> BTreeMap<String, String> {
    let of_query = form_urlencoded::parse(query.as_bytes())
        .map(|(name, value)| (name.to_ascii_lowercase(), value.into_owned()));
    let of_headers = headers.iter().filter_map(|(name, value)| {
        let name = name.as_str().strip_prefix(HEADER)?;
        Some((name.to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
    });
    let of_json = json.iter().map(|(name, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (name.to_ascii_lowercase(), text)
    });
    let all = of_query.chain(of_headers).chain(of_json);
    all.map(|(name, value)| (name.replace('_', "-"), value)).collect()
}

/// What the options choose. Unknown ones are ignored, as Kroki does.
pub fn chosen(options: &BTreeMap<String, String>) -> Result<Chosen, Problem> {
    let mut chosen = Chosen::default();
    for (name, value) in options {
        let refused =
            |known: &str| Problem::bad(format!("Unsupported value of the option {name}: {value}. {known}"));
        match name.as_str() {
            "theme" => {
                let known = || refused(&format!("Must be one of {}.", one_of(Theme::BUILTIN)));
                chosen.theme = Some(appearance::builtin(Path::new(value)).ok_or_else(known)?);
            }
            "dialect" => {
                let known = || refused(&format!("Must be one of {}.", one_of(&Dialect::NAMES)));
                chosen.dialect = Some(Dialect::from_name(value).ok_or_else(known)?);
            }
            "expand" => chosen.expand = is_on(value).ok_or_else(|| refused("Must be true or false."))?,
            "text" => {
                chosen.svg.fit_text = match value.as_str() {
                    "fit" => true,
                    "plain" => false,
                    _ => return Err(refused("Must be fit or plain.")),
                };
            }
            "id-prefix" => {
                chosen.svg.id_prefix =
                    Some(appearance::id_prefix(value).map_err(|why| refused(&format!("{why}.")))?);
            }
            _ => {}
        }
    }
    Ok(chosen)
}

/// A switch; one without a value is on.
fn is_on(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "" | "true" | "1" | "yes" | "on" => Some(true),
        "false" | "0" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// "a, b or c".
pub fn one_of<S: AsRef<str>>(names: &[S]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((only, _)) => (*only).to_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::HeaderValue;

    #[test]
    fn json_goes_before_headers_and_headers_before_the_query() {
        let mut headers = HeaderMap::new();
        headers.insert("kroki-diagram-options-b", HeaderValue::from_static("header"));
        headers.insert("kroki-diagram-options-c", HeaderValue::from_static("header"));
        let json = serde_json::json!({ "C": "json", "d_e": true });
        let json = json.as_object().expect("it is one");
        let all = collected("A=query&b=query&c=query", &headers, json);
        let found: Vec<_> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(found, [("a", "query"), ("b", "header"), ("c", "json"), ("d-e", "true")]);
    }

    #[test]
    fn vary_names_every_option() {
        for name in ["dialect", "expand", "id-prefix", "text", "theme"] {
            assert!(VARY.to_ascii_lowercase().contains(&format!("{HEADER}{name}")), "{name}");
        }
    }
}
