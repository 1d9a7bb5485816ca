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
    let theme = Theme::default();
    let source = Source::new("messages.mmd", mermaid_of(count)).in_dialect(Dialect::Mermaid);
    assert!(!compile(&source).has_errors());
    bencher.counter(ItemsCount::new(count)).bench(|| compile(black_box(&source)).svg(&theme));
}

/// A diagram in Mermaid of so many messages over 4 participants, with a note every 5 messages and a fragment every 20.
fn mermaid_of(count: usize) -> String {
    let names = ["Client", "Gateway", "Orders", "Store"];
    let mut text = "sequenceDiagram\n".to_owned();
    for n in 0..count {
        let (from, to) = (names[n % 4], names[(n + 1 + n % 3) % 4]);
        if n % 20 == 10 {
            text += "alt accepted\n";
        }
        text += &format!("    {from}->>{to}: request {n} with some words\n");
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
