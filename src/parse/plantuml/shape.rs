//! The lines of a text, and what each is by its first characters: an item of a list, a rule.

/// A line break inside of a link, which goes on after it. No text holds this character.
pub(super) const BREAK: char = '\u{b}';

/// The lines of a label. A backslash before another one stands for itself.
pub(super) fn lines_of(text: &str) -> Vec<String> {
    if !text.contains(['\\', '\t']) {
        return vec![text.to_owned()];
    }
    let mut lines = vec![String::new()];
    let mut chars = text.chars().peekable();
    let mut in_link = false;
    while let Some(c) = chars.next() {
        in_link = match c {
            '[' => in_link || chars.peek() == Some(&'['),
            ']' => in_link && chars.peek() != Some(&']'),
            _ => in_link,
        };
        let next = chars.peek().copied().filter(|_| c == '\\');
        let last = lines.last_mut().expect("there is a first line");
        match next {
            Some('n' | 'l' | 'r') if in_link => last.push(BREAK),
            Some('n' | 'l' | 'r') => lines.push(String::new()),
            Some('t') => last.push_str("\u{a0}\u{a0}\u{a0}\u{a0}"),
            Some('\\') => last.push('\\'),
            _ if c == '\t' => last.push_str("    "),
            _ => {
                last.push(c);
                continue;
            }
        }
        if next.is_some() {
            chars.next();
        }
    }
    lines
}

/// The title of a rule: `----`, `== title ==`.
pub(super) fn rule(line: &str, mark: char) -> Option<&str> {
    let inner = line.trim_start_matches(mark);
    let begin = line.len() - inner.len();
    if inner.is_empty() {
        return (begin >= 4).then_some("");
    }
    let title = inner.trim_end_matches(mark);
    let is_whole = begin == 2 && inner.len() - title.len() == 2 && !title.contains(mark);
    (is_whole && title.starts_with(' ') && title.ends_with(' ') && mark != '_').then(|| title.trim())
}

/// Whether what follows some asterisks at the beginning of a line is an item of a list.
pub(super) fn is_item(rest: &str, stars: usize) -> bool {
    match rest.chars().next() {
        None => false,
        Some(c) if c.is_whitespace() => !rest.trim().is_empty() && (stars == 1 || !rest.contains("**")),
        Some(_) => stars == 1 && !rest.contains('*'),
    }
}
