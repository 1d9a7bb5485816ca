//! `--columns`: how wide text art may be.

/// The columns to draw text art in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// Those of the terminal that it is printed to; elsewhere, any number.
    #[default]
    Auto,
    /// A number.
    At(usize),
    /// Any number.
    Off,
}

/// Parses the value of `--columns`.
pub fn columns(text: &str) -> Result<Columns, String> {
    match (text, text.parse()) {
        ("auto", _) => Ok(Columns::Auto),
        ("off", _) => Ok(Columns::Off),
        (_, Ok(number @ 1..)) => Ok(Columns::At(number)),
        (_, Ok(_) | Err(_)) => Err("write a number of columns, `auto` or `off`".to_owned()),
    }
}
