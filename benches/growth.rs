//! Time per message at each size, and where it goes: `scripts/speed.sh`.

mod sources;

use std::hint::black_box;
use std::time::{Duration, Instant};

use seqwright::{Compiled, Source, Theme, compile};

/// How often all sizes are measured in turn. A machine that is busy for a while is busy for all of them.
const ROUNDS: usize = 9;

fn main() {
    let theme = Theme::default();
    let post = Source::new("post.seq", sources::POST);
    let mut sizes: Vec<Size> = [(100, 50), (1_000, 20), (10_000, 5), (100_000, 1)].map(Size::new).into();
    let mut posts = Vec::new();
    for _ in 0..ROUNDS {
        measure(&mut posts, 200, || compile(&post).svg(&theme));
        for size in &mut sizes {
            size.measure(&theme);
        }
    }
    println!("the post's diagram: {:.1} µs from source to SVG", micros(median(&mut posts)));
    println!();
    println!("| messages | source to SVG | per message | compile | layout | SVG | output |");
    println!("|---|---|---|---|---|---|---|");
    for mut size in sizes {
        let whole = median(&mut size.whole);
        let layout = median(&mut size.layout);
        let draw = median(&mut size.draw).saturating_sub(layout);
        println!(
            "| {} | {:.2} ms | {:.2} µs | {:.2} ms | {:.2} ms | {:.2} ms | {} KB |",
            size.count,
            micros(whole) / 1e3,
            micros(whole) / size.count as f64,
            micros(median(&mut size.compile)) / 1e3,
            micros(layout) / 1e3,
            micros(draw) / 1e3,
            size.compiled.svg(&theme).len() / 1000,
        );
    }
    println!();
    println!("| what multiplies if anything does | 1,000 | 8,000 | exponent |");
    println!("|---|---|---|---|");
    for (name, source) in GROWING {
        growth(name, *source, &theme);
    }
    println!();
    println!("| exchanges with a secret each | who can derive what | per exchange |");
    println!("|---|---|---|");
    for (count, runs) in [(100, 50), (1_000, 20), (10_000, 5)] {
        knowledge(count, runs);
    }
}

/// How the time from source to SVG grows: with the size, if the exponent is 1.
fn growth(name: &str, source: fn(usize) -> String, theme: &Theme) {
    let time = |count| {
        let source = Source::new("growing.seq", source(count));
        let mut times = Vec::new();
        measure(&mut times, 3, || {
            let compiled = compile(&source);
            // A diagnostic for a source that is too large takes time as well.
            (!compiled.has_errors()).then(|| compiled.svg(theme))
        });
        micros(median(&mut times)) / 1e3
    };
    let (small, large) = (time(1_000), time(8_000));
    println!("| {name} | {small:.2} ms | {large:.2} ms | {:.2} |", (large / small).log(8.0));
}

/// Sources with many lines of one kind, which would cost more than linear time if each line searched all of
/// them. A shape of source, and how it is written at a size.
type Growing = (&'static str, fn(usize) -> String);

const GROWING: &[Growing] = &[
    ("notes over all participants", |n| wide(n, |_, last| format!("note over p0,p{last}: x\n"))),
    ("messages over all participants", |n| wide(n, |_, last| format!("p0->p{last}: x\n"))),
    ("messages over active participants", |n| {
        wide(n, |at, last| format!("activate p{at}\np0->p{last}: x\n"))
    }),
    ("groups of one participant", |n| lines(n, |at| format!("participantgroup g\nparticipant p{at}\nend\n"))),
    ("messages from new participants with hyphens", |n| lines(n, |at| format!("a-{at}->b: x\n"))),
    ("participants that are created and destroyed", |n| {
        lines(n, |at| format!("a->*p{at}: x\ndestroy p{at}\n"))
    }),
    ("delayed messages", |n| lines(n, |_| "a->(3)b: x\n".to_owned())),
    ("parallel messages between new participants", |n| {
        lines(n, |at| format!("parallel\na{at}->b{at}: x\nb{at}->c{at}: y\nend\n"))
    }),
];

/// A line for each number below a count.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// The same after as many participants; each line gets the number of the last one.
fn wide(count: usize, line: impl Fn(usize, usize) -> String) -> String {
    lines(count, |at| format!("participant p{at}\n")) + &lines(count, |at| line(at, count - 1))
}

/// How long it takes to find who can derive what.
fn knowledge(count: usize, runs: usize) {
    let source = Source::new("exchanges.seq", sources::exchanges(count));
    let mut times = Vec::new();
    measure(&mut times, runs, || compile(&source));
    let time = micros(median(&mut times));
    println!("| {count} | {:.2} ms | {:.2} µs |", time / 1e3, time / count as f64);
}

/// A diagram of so many messages, and how long each part of it took.
struct Size {
    count: usize,
    runs: usize,
    source: Source,
    compiled: Compiled,
    whole: Vec<Duration>,
    compile: Vec<Duration>,
    layout: Vec<Duration>,
    draw: Vec<Duration>,
}

impl Size {
    fn new((count, runs): (usize, usize)) -> Size {
        let source = Source::new("messages.seq", sources::messages(count));
        let compiled = compile(&source);
        assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics.first());
        let [whole, parse, layout, draw] = [const { Vec::new() }; 4];
        Size { count, runs, source, compiled, whole, compile: parse, layout, draw }
    }

    fn measure(&mut self, theme: &Theme) {
        measure(&mut self.whole, self.runs, || compile(&self.source).svg(theme));
        measure(&mut self.compile, self.runs, || compile(&self.source));
        measure(&mut self.layout, self.runs, || self.compiled.scene(theme));
        measure(&mut self.draw, self.runs, || self.compiled.svg(theme));
    }
}

/// Adds the times of so many runs.
fn measure<T>(times: &mut Vec<Duration>, runs: usize, mut work: impl FnMut() -> T) {
    for _ in 0..runs {
        let start = Instant::now();
        black_box(work());
        times.push(start.elapsed());
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
