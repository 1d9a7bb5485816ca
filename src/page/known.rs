//! The table of who knows what, and since when.

use std::collections::BTreeMap;

use super::{PageBytes, places};
use crate::exchange::{Exchange, Knowledge, Value, Way, hex};
use crate::harmless::markup;

/// How many bytes are shown at each end of a shortened value.
const END: usize = 4;

/// Writes the table; nothing if no value is tracked.
pub(super) fn table(exchange: &Exchange, bytes: PageBytes) -> String {
    if exchange.values.is_empty() {
        return String::new();
    }
    let names: BTreeMap<&str, usize> =
        exchange.values.iter().enumerate().map(|(at, value)| (&*value.name, at)).collect();
    let is_attacker = |party: usize| exchange.attacker == Some(party);
    let heads = exchange.participants.iter().enumerate().map(|(party, one)| {
        let class = if is_attacker(party) { " class=\"attacker\"" } else { "" };
        format!("<th scope=\"col\"{class}>{}</th>", markup(&one.name))
    });
    let heads: String = heads.collect();
    let rows: String = exchange.values.iter().map(|value| row(value, exchange, &names, bytes)).collect();
    format!(
        "<table id=\"known\">\n<caption>Who knows what, and since which step</caption>\n\
         <thead><tr><th scope=\"col\">Value</th>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

fn row(value: &Value, exchange: &Exchange, names: &BTreeMap<&str, usize>, bytes: PageBytes) -> String {
    let ways: String = value.ways.iter().map(|way| self::way(way, names)).collect();
    let shown =
        value.bytes.as_deref().and_then(|all| digits(all, bytes)).map_or_else(String::new, |digits| {
            let given = if value.given { " title=\"given, not computed\"" } else { "" };
            format!("<code class=\"bytes\"{given}>{digits}</code>")
        });
    let cells: String = (0..exchange.participants.len()).map(|party| cell(value, party, exchange)).collect();
    format!("<tr><th scope=\"row\"><button>{}</button>{ways}{shown}{cells}\n", markup(&value.name))
}

/// A formula, with the places of the values in it that have rows.
fn way(way: &Way, names: &BTreeMap<&str, usize>) -> String {
    let mut uses: Vec<usize> = way.uses.iter().filter_map(|name| names.get(&**name).copied()).collect();
    uses.dedup();
    format!("<code class=\"way\" data-uses=\"{}\">{}</code>", places(&uses), markup(&way.formula))
}

fn cell(value: &Value, party: usize, exchange: &Exchange) -> String {
    let class = if exchange.attacker == Some(party) { " class=\"attacker\"" } else { "" };
    let times: Vec<&Knowledge> = value.known.iter().filter(|known| known.who == party).collect();
    let nexts = times.iter().skip(1).map(Some).chain([None]);
    let times: Vec<String> =
        times.iter().zip(nexts).map(|(known, next)| time(known, next.copied())).collect();
    format!("<td{class}>{}", times.join(" "))
}

/// How and since when a party has a value. It lasts until the next time, unless something else is said.
fn time(known: &Knowledge, next: Option<&Knowledge>) -> String {
    let (from, how) = (known.since.step, known.how);
    // A time at the beginning has no step, so the script cannot see where it is.
    let is_next = |step: usize| step > 0 && next.is_some_and(|next| next.since.step == step);
    let until = known.until.filter(|until| !is_next(until.step));
    let until = until.map_or_else(String::new, |until| format!(" data-until=\"{}\"", until.step));
    let at = if from == 0 { String::new() } else { format!(" <a href=\"#step-{from}\">{from}</a>") };
    format!("<span{until}>{how}{at}</span>")
}

/// The digits that are shown of bytes.
fn digits(all: &[u8], bytes: PageBytes) -> Option<String> {
    match bytes {
        PageBytes::Full => Some(hex(all)),
        PageBytes::Short if all.len() <= END * 2 => Some(hex(all)),
        PageBytes::Short => Some([hex(&all[..END]), "…".to_owned(), hex(&all[all.len() - END..])].concat()),
        PageBytes::None => None,
    }
}
