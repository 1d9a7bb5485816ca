//! Replaces the texts of the diagrams in a document, and the words that mark them.

use super::{Fence, Markup, Words, find};

/// What a fence is to hold.
#[derive(Clone, Debug)]
pub struct Form {
    /// The text of its diagram.
    pub text: String,
    /// The word that marks it, if that is to be another one.
    pub word: Option<&'static str>,
}

/// Replaces the text of each fence; `None` leaves a fence as it is. Nothing outside of them changes, and each line
/// keeps the prefix of its container.
///
/// `Err` is the first fence that would not hold its new text: a line of it would close the fence, or open another.
pub fn rewritten(
    text: &str,
    markup: Markup,
    words: &Words,
    fences: &[Fence],
    forms: &[Option<Form>],
) -> Result<String, usize> {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (fence, form) in fences.iter().zip(forms) {
        let Some(form) = form else { continue };
        let word = form.word.zip(fence.word(text, words));
        if let Some((word, old)) = word {
            out.push_str(&text[done..old.start]);
            out.push_str(word);
            done = old.end;
        }
        out.push_str(&text[done..fence.body.start]);
        push(&mut out, fence, &form.text);
        done = fence.body.end;
    }
    out.push_str(&text[done..]);
    let wanted = |at: usize| forms[at].as_ref().map_or(&fences[at].text, |form| &form.text);
    let found = find(&out, markup, words);
    let same = |at: &usize| found.get(*at).is_some_and(|fence| lines(&fence.text).eq(lines(wanted(*at))));
    match (0..fences.len()).find(|at| !same(at)) {
        Some(at) => Err(at),
        None if found.len() > fences.len() => Err(fences.len() - 1),
        None => Ok(out),
    }
}

/// The same, but fences that could not hold their new texts stay as they are. Returns these, too.
pub fn rewritten_where_possible(
    text: &str,
    markup: Markup,
    words: &Words,
    fences: &[Fence],
    mut forms: Vec<Option<Form>>,
) -> (String, Vec<usize>) {
    let mut refused = Vec::new();
    loop {
        match rewritten(text, markup, words, fences, &forms) {
            Ok(text) => return (text, refused),
            Err(at) => {
                refused.push(at);
                match forms.get_mut(at).and_then(Option::take) {
                    Some(_) => {}
                    // If this fence was not the cause, none is changed.
                    None => forms.iter_mut().for_each(|form| *form = None),
                }
            }
        }
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim_end)
}

fn push(out: &mut String, fence: &Fence, form: &str) {
    let last = form.lines().count();
    for (at, line) in form.lines().enumerate() {
        // Spaces at the end of a line are dropped.
        let prefix = if line.is_empty() { fence.prefix.trim_end() } else { &fence.prefix };
        out.push_str(prefix);
        out.push_str(line);
        // A document that ends in an unclosed fence need not end in a line end.
        if at + 1 < last || fence.closed {
            out.push_str(fence.line_end);
        }
    }
}
