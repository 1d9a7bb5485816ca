//! The options on the opening line of a diagram's fence.

/// The options of a fence for its picture. The list is closed: nothing else reaches the compiler.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info<'t> {
    /// A description for screen readers instead of the diagram's title: `alt="…"`.
    pub alt: Option<&'t str>,
    /// The caption of the picture: `caption="…"`.
    pub caption: Option<&'t str>,
    /// The id of the picture, for its file name and for links: `#login` or `id=login`.
    pub id: Option<&'t str>,
    /// Its theme: `theme=dark`.
    pub theme: Option<&'t str>,
    /// The dialect to read: `dialect=wsd`.
    pub dialect: Option<&'t str>,
    /// Unknown options.
    pub unknown: Vec<UnknownOption<'t>>,
}

/// Options that the tools for documents give to every block of code. They have no effect on a picture, and are no slip.
const OF_EVERY_BLOCK: &[&str] = &[
    "class",
    "dedent",
    "emphasize-lines",
    "force",
    "highlight",
    "hl_lines",
    "indent",
    "language",
    "lineno-start",
    "linenos",
    "linenums",
    "options",
    "opts",
    "role",
    "showLineNumbers",
    "start",
    "subs",
];

/// An option that has no meaning for a diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownOption<'t> {
    /// Its name.
    pub name: &'t str,
    /// The byte of the opening line at which it begins.
    pub at: usize,
}

impl<'t> Info<'t> {
    /// Reads the options of an opening line: ` ```seq #login alt="Who signs in" `, `[seq#login,alt=…]`.
    pub fn of(line: &'t str) -> Info<'t> {
        let mut info = Info::default();
        for (at, token) in tokens(line) {
            match token.split_once('=') {
                Some((name, value)) => info.set(at, name.trim(), value.trim()),
                None => {
                    if let Some((_, id)) = token.split_once('#').filter(|(_, id)| !id.is_empty()) {
                        info.id = Some(id);
                    }
                }
            }
        }
        info
    }

    /// Reads the options of a directive, a line each: `:alt: Who signs in`. `:name:` is its id.
    pub fn of_directive(lines: &'t str) -> Info<'t> {
        let mut info = Info::default();
        let mut at = 0;
        for line in lines.split_inclusive('\n') {
            let option = line.trim().strip_prefix(':').and_then(|rest| rest.split_once(':'));
            if let Some((name, value)) = option {
                info.set(at, if name == "name" { "id" } else { name }, value.trim());
            }
            at += line.len();
        }
        info
    }

    fn set(&mut self, at: usize, name: &'t str, value: &'t str) {
        let quoted = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
        let value = Some(quoted('"').or_else(|| quoted('\'')).unwrap_or(value));
        match name {
            "alt" => self.alt = value,
            "caption" => self.caption = value,
            "id" => self.id = value,
            "theme" => self.theme = value,
            "dialect" => self.dialect = value,
            name if OF_EVERY_BLOCK.contains(&name) => {}
            _ => self.unknown.push(UnknownOption { name, at }),
        }
    }
}

/// The parts of a line that spaces, commas and brackets divide outside of quotation marks.
fn tokens(line: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let (mut start, mut quote) = (0, None);
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | '[' | ']');
    for (at, c) in line.char_indices() {
        match quote {
            Some(mark) if c == mark => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if ends(c) => {
                tokens.push((start, &line[start..at]));
                start = at + c.len_utf8();
            }
            Some(_) | None => {}
        }
    }
    tokens.push((start, &line[start..]));
    tokens.retain(|(_, token)| !token.is_empty());
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Words;

    #[test]
    fn the_options_of_a_fence_are_a_closed_list() {
        let info = Info::of("```seq #login alt=\"Who signs in, and where\" theme=dark --output=/etc/passwd");
        assert_eq!((info.id, info.theme), (Some("login"), Some("dark")));
        assert_eq!(info.alt, Some("Who signs in, and where"));
        assert_eq!(info.unknown, [UnknownOption { name: "--output", at: 55 }]);
    }

    #[test]
    fn what_every_block_of_code_may_have_is_no_slip() {
        assert_eq!(Info::of("[source,language=\"seq\",subs=attributes]").unknown, []);
        assert_eq!(
            Info::of("```seq hl_lines=\"1 2\" title=\"x\"").unknown,
            [UnknownOption { name: "title", at: 22 }]
        );
        assert_eq!(Info::of_directive("   :class: wide\n   :linenos:\n").unknown, []);
    }

    #[test]
    fn braces_and_brackets_hold_options_too() {
        assert_eq!(Info::of("``` {.seq #a .wide}").id, Some("a"));
        assert_eq!(Info::of("[seq#b,alt=x]"), Info { id: Some("b"), alt: Some("x"), ..Info::default() });
        assert_eq!(Info::of("[source,seq,id=c]").id, Some("c"));
    }

    #[test]
    fn a_fence_without_options_has_none() {
        assert_eq!(Info::of("~~~seq"), Info::default());
        assert_eq!(Info::of(".. seq::"), Info::default());
    }

    /// What an opening line says, as in the table that the plugins of the npm package are tested with, too.
    fn described(line: &str) -> String {
        let Info { alt, caption, id, theme, dialect, unknown } = Info::of(line);
        let mut words = format!("{line}\n");
        if Words::new(["seq"]).begin(line.trim_start_matches(['`', '~'])) {
            words += "  diagram\n";
        }
        let options =
            [("alt", alt), ("caption", caption), ("dialect", dialect), ("id", id), ("theme", theme)];
        for (name, value) in options {
            let value = value.map(|value| format!("  {name}: {value}"));
            words.extend(value.map(|value| format!("{}\n", value.trim_end())));
        }
        for UnknownOption { name, at } in unknown {
            let name = format!("  unknown: {name}");
            let column = line[..at].chars().count() + 1;
            words += &format!("{} in column {column}\n", name.trim_end());
        }
        words
    }

    #[test]
    fn the_table_that_the_npm_package_shares_is_right() {
        let table = include_str!("../tests/fences.txt");
        let lines = table.lines().filter(|line| !line.starts_with("  "));
        assert_eq!(lines.map(described).collect::<String>(), table);
    }

    #[test]
    fn the_shared_table_has_every_option_of_every_block() {
        let table = include_str!("../tests/fences.txt");
        for name in OF_EVERY_BLOCK {
            assert!(table.contains(&format!(" {name}=")), "{name}");
        }
    }
}
