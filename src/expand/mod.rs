//! Runs the preprocessor of PlantUML: from a source to an `Expansion`. Files that are named in it are not read.
//!
//! No source may take long or much: what is written and what is computed along the way is counted, and calls and blocks are
//! nested up to a limit.

mod block;
mod builtin;
mod call;
mod directive;
mod expression;
mod run;
mod scan;
mod scope;
#[cfg(test)]
mod tests;
mod text;
mod value;

use crate::diagnostic::{Code, Diagnostics};
use crate::expansion::Expansion;
use crate::source::{Dialect, Source, Span};

/// How deep calls and blocks may be nested.
const MAX_DEPTH: usize = 100;

/// How many bytes may be computed and written for each byte of the source, and how many besides.
const WORK: (usize, usize) = (4, 1 << 20);

/// Expands a source in PlantUML; `None` for others, and if it uses no preprocessor.
pub fn expand(source: &Source, sink: &mut Diagnostics) -> Option<Expansion> {
    let text = source.text();
    let is_read = cfg!(feature = "import") && source.dialect() == Some(Dialect::PlantUml);
    if !is_read || !is_used(text) {
        return None;
    }
    let (by_size, besides) = WORK;
    Some(expand_within(text, text.len().saturating_mul(by_size).saturating_add(besides), sink))
}

/// Expands a text with so much work.
fn expand_within(text: &str, work: usize, sink: &mut Diagnostics) -> Expansion {
    let nodes = block::read(text, sink);
    run::Machine::new(work, sink).expand(&nodes)
}

/// Whether a text has a line that begins with `!`, or a call such as `%newline()`.
fn is_used(text: &str) -> bool {
    let begins_line = |at: usize| text[..at].trim_end_matches([' ', '\t']).ends_with(['\n', '\r']) || at == 0;
    let is_call = |at: usize| {
        let end = scan::name_end(text, at);
        end > at && text[end..].starts_with('(')
    };
    text.match_indices('!').any(|(at, _)| begins_line(at))
        || text.match_indices('%').any(|(at, _)| is_call(at))
}

/// Reports blocks or calls that are nested too deep.
fn report_depth(span: Span, sink: &mut Diagnostics) {
    sink.error(
        Code::PreprocessorLimit,
        span,
        format!("the preprocessor goes more than {MAX_DEPTH} levels deep"),
    )
    .at("one too many")
    .help("end the recursion with a condition that comes true, or use fewer levels");
}
