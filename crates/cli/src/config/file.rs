//! Reads the settings in a `seqwright.toml`, and reports what is wrong in it.

use seqwright::diagnostic::Diagnostics;
use seqwright::source::Span;
use seqwright::{Code, Level, Source};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::keys::{self, KEYS, Key, Kind, Value, Wrong};
use super::nearest;

/// The settings of a file, each with its place.
#[derive(Default)]
pub struct Given {
    /// The settings.
    pub settings: Vec<(&'static Key, Value, Span)>,
    /// The levels; without a code, that of all warnings.
    pub levels: Vec<(Option<Code>, Level, Span)>,
}

/// Reads all settings that can be read, and reports the others.
pub fn read(source: &Source, sink: &mut Diagnostics) -> Given {
    let mut given = Given::default();
    if source.undecodable().is_some() {
        sink.error(Code::NotUtf8, Span::new(0, 0), "the settings are not UTF-8 text")
            .help("save the file as UTF-8");
        return given;
    }
    let (table, errors) = DeTable::parse_recoverable(source.text());
    for error in &errors {
        let end = source.text().len();
        let span =
            error.span().map_or(Span::new(0, 0), |range| Span::new(range.start.min(end), range.end.min(end)));
        sink.error(Code::BadSetting, span, format!("this is not TOML: {}", error.message()))
            .at("not understood")
            .help("a setting is `name = \"value\"`, a list `name = [\"one\", \"two\"]`");
    }
    if !errors.is_empty() {
        // After a syntax error, further diagnostics would be unreliable.
        return given;
    }
    for (name, value) in table.get_ref() {
        setting(name, value, &mut given, sink);
    }
    given
}

fn setting(
    name: &Spanned<DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
    given: &mut Given,
    sink: &mut Diagnostics,
) {
    if name.get_ref() == keys::LINTS {
        return levels(value, given, sink);
    }
    let Some(key) = keys::find(name.get_ref()) else { return unknown(name, sink) };
    match value_of(key, value) {
        Ok(value) => given.settings.push((key, value, span(name))),
        Err((at, (message, help))) => {
            sink.error(Code::BadSetting, at, message).at(format!("not a value of `{}`", key.name)).help(help);
        }
    }
}

fn unknown(name: &Spanned<DeString<'_>>, sink: &mut Diagnostics) {
    let known = KEYS.iter().map(|key| key.name).chain([keys::LINTS]);
    let help = match nearest(name.get_ref(), known.clone()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the settings are `{}`", known.collect::<Vec<_>>().join("`, `")),
    };
    sink.error(Code::BadSetting, span(name), format!("no setting is called `{}`", name.get_ref()))
        .at("not a setting")
        .help(help);
}

/// The value of a setting, or the place of what is wrong with it.
fn value_of(key: &Key, value: &Spanned<DeValue<'_>>) -> Result<Value, (Span, Wrong)> {
    let wrong_kind = |value: &Spanned<DeValue<'_>>| {
        let (wanted, form) = match key.kind {
            Kind::Text => ("a text", format!("\"{}\"", key.default)),
            Kind::List => ("a list of texts", "[\"one\", \"two\"]".to_owned()),
            Kind::Count => ("a number", key.default.to_owned()),
        };
        let message = format!("`{}` is {wanted}, and this is {}", key.name, kind_of(value.get_ref()));
        (span(value), (message, format!("write `{} = {form}`", key.name)))
    };
    let checked = |value: &Spanned<DeValue<'_>>| {
        let text = value.get_ref().as_str().ok_or_else(|| wrong_kind(value))?;
        (key.check)(text).map_err(|fault| (span(value), fault))?;
        Ok(text.to_owned())
    };
    match (key.kind, value.get_ref()) {
        (Kind::List, DeValue::Array(values)) => {
            let texts = values.iter().map(checked).collect::<Result<Vec<_>, _>>()?;
            (key.check_set)(&texts).map_err(|fault| (span(value), fault))?;
            Ok(Value::List(texts))
        }
        (Kind::List, DeValue::String(_)) => {
            let texts = vec![checked(value)?];
            (key.check_set)(&texts).map_err(|fault| (span(value), fault))?;
            Ok(Value::List(texts))
        }
        (Kind::Count, DeValue::Integer(number)) => {
            let text = number.as_str().to_owned();
            (key.check)(&text).map_err(|fault| (span(value), fault))?;
            Ok(Value::Text(text))
        }
        (Kind::Text | Kind::Count, _) => checked(value).map(Value::Text),
        (Kind::List, _) => Err(wrong_kind(value)),
    }
}

fn levels(value: &Spanned<DeValue<'_>>, given: &mut Given, sink: &mut Diagnostics) {
    let Some(table) = value.get_ref().as_table() else {
        sink.error(Code::BadSetting, span(value), "`lints` is a table")
            .at("not a table")
            .help("write a line `[lints]`, and below it lines such as `unused-participant = \"allow\"`");
        return;
    };
    for (name, level) in table {
        let word = level.get_ref().as_str().unwrap_or(kind_of(level.get_ref()));
        match keys::level(name.get_ref(), word) {
            Ok((code, level)) => given.levels.push((code, level, span(name))),
            Err((message, help)) => {
                let at = if Level::from_name(word).is_some() { span(name) } else { span(level) };
                sink.error(Code::BadSetting, at, message).at("not understood").help(help);
            }
        }
    }
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn span<T>(of: &Spanned<T>) -> Span {
    let range = of.span();
    Span::new(range.start, range.end)
}
