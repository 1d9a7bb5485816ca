//! How long it takes from a source to SVG, in process: `cargo bench --bench compile`.

mod sources;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use seqwright::{Dialect, Source, Theme, compile};

fn main() {
    divan::main();
}

#[divan::bench]
fn post(bencher: Bencher<'_, '_>) {
    let theme = Theme::default();
    bencher.bench(|| {
        let source = Source::new("post.seq", black_box(sources::POST));
        compile(&source).svg(&theme)
    });
}

#[divan::bench]
fn post_without_drawing(bencher: Bencher<'_, '_>) {
    bencher.bench(|| compile(&Source::new("post.seq", black_box(sources::POST))));
}

#[divan::bench(args = [100, 1_000, 10_000, 100_000], max_time = 4)]
fn messages(bencher: Bencher<'_, '_>, count: usize) {
    let theme = Theme::default();
    let source = Source::new("messages.seq", sources::messages(count));
    bencher.counter(ItemsCount::new(count)).bench(|| compile(black_box(&source)).svg(&theme));
}

/// Who can derive what, in a run of so many exchanges.
#[divan::bench(args = [100, 1_000, 10_000], max_time = 4)]
fn exchanges(bencher: Bencher<'_, '_>, count: usize) {
    let source = Source::new("exchanges.seq", sources::exchanges(count));
    assert!(compile(&source).diagnostics.is_empty());
    bencher.counter(ItemsCount::new(count)).bench(|| compile(black_box(&source)));
}

/// A diagram of so many messages in Mermaid.
#[divan::bench(args = [1_000, 10_000], max_time = 4)]
fn mermaid(bencher: Bencher<'_, '_>, count: usize) {
    let text = format!("sequenceDiagram\n{}", imported(count, "->>"));
    import(bencher, count, &Source::new("messages.mmd", text).in_dialect(Dialect::Mermaid));
}

/// The same in PlantUML.
#[divan::bench(args = [1_000, 10_000], max_time = 4)]
fn plantuml(bencher: Bencher<'_, '_>, count: usize) {
    let text = format!("@startuml\n{}@enduml\n", imported(count, "->"));
    import(bencher, count, &Source::new("messages.puml", text).in_dialect(Dialect::PlantUml));
}

fn import(bencher: Bencher<'_, '_>, count: usize, source: &Source) {
    let theme = Theme::default();
    assert!(!compile(source).has_errors());
    bencher.counter(ItemsCount::new(count)).bench(|| compile(black_box(source)).svg(&theme));
}

/// So many messages over 4 participants, with a note every 5 messages and a fragment every 20, as both languages write
/// them.
fn imported(count: usize, arrow: &str) -> String {
    let names = ["Client", "Gateway", "Orders", "Store"];
    let mut text = String::new();
    for n in 0..count {
        let (from, to) = (names[n % 4], names[(n + 1 + n % 3) % 4]);
        if n % 20 == 10 {
            text += "alt accepted\n";
        }
        text += &format!("    {from}{arrow}{to}: request {n} with some words\n");
        if n % 20 == 15 {
            text += "else refused\n";
        }
        if n % 20 == 19 {
            text += "end\n";
        }
        if n % 5 == 4 {
            text += &format!("    Note over {to}: remembers request {n}\n");
        }
    }
    text
}
