//! How long it takes from a source to SVG, in process: `cargo bench --bench compile`.

mod sources;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use seqwright::{Source, Theme, compile};

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
