//! Lists in words.

/// Joins items as in a sentence: `a, b and c`; `None` if there are none.
pub fn listed<T: AsRef<str>>(items: &[T]) -> Option<String> {
    let (last, others) = items.split_last()?;
    let others: Vec<&str> = others.iter().map(AsRef::as_ref).collect();
    let last = last.as_ref();
    Some(if others.is_empty() { last.to_owned() } else { format!("{} and {last}", others.join(", ")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_several_comes_after_and() {
        for (items, expected) in [
            (&[][..], None),
            (&["a"], Some("a")),
            (&["a", "b"], Some("a and b")),
            (&["a", "b", "c"], Some("a, b and c")),
        ] {
            assert_eq!(listed(items).as_deref(), expected);
        }
    }
}
