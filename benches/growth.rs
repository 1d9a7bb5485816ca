//! Time per message at each size, and where it goes: `scripts/speed.sh`.

mod sources;

use std::hint::black_box;
use std::time::{Duration, Instant};

use seqwright::{Source, SvgOptions, Theme, compile};

fn main() {
    let theme = Theme::default();
    let post = Source::new("post.seq", sources::POST);
    let whole = median(2_001, || compile(&post).svg(&theme));
    println!("the post's diagram: {:.1} µs from source to SVG", micros(whole));
    println!();
    println!("| messages | source to SVG | per message | compile | layout | SVG | output |");
    println!("|---|---|---|---|---|---|---|");
    for (count, runs) in [(100, 501), (1_000, 101), (10_000, 21), (100_000, 5)] {
        let source = Source::new("messages.seq", sources::messages(count));
        let compiled = compile(&source);
        assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics.first());
        let whole = median(runs, || compile(&source).svg(&theme));
        let first = median(runs, || compile(&source));
        let layout = median(runs, || compiled.scene(&theme));
        let draw = median(runs, || compiled.svg_with(&theme, &SvgOptions::default())).saturating_sub(layout);
        let size = compiled.svg(&theme).len();
        println!(
            "| {count} | {:.2} ms | {:.2} µs | {:.2} ms | {:.2} ms | {:.2} ms | {} KB |",
            micros(whole) / 1e3,
            micros(whole) / count as f64,
            micros(first) / 1e3,
            micros(layout) / 1e3,
            micros(draw) / 1e3,
            size / 1000,
        );
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// The median time of so many runs.
fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}
