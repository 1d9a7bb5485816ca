//! Sources changed at random keep every rule of `fuzz/checks.rs`, and none takes long. A few by default;
//! `scripts/mutate.sh` runs for a given time.

#[path = "../fuzz/checks.rs"]
mod checks;
mod common;
#[path = "../fuzz/mutate.rs"]
mod mutate;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use std::{env, fs, panic, thread};

use mutate::Dice;

/// How many sources are tried where no time is given.
const FEW: usize = 400;
/// How long one source may take with all its checks. Even without optimising most take some milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// What must hold for the bytes of a source.
type Check = fn(&[u8]);

/// What is tried on each source.
const CHECKS: [(&str, Check); 3] =
    [("outputs", checks::outputs), ("formatting", checks::formatting), ("fixing", checks::fixing)];
/// What is tried on each source in another language.
const IMPORTS: [(&str, Check); 1] = [("importing", checks::importing)];

/// A source, and the check that it failed, with its message.
type Fault = (String, &'static str, String);

#[test]
fn sources_changed_at_random_keep_every_rule() {
    let number = |name: &str| env::var(name).ok().map(|text| text.parse::<u64>().expect("it is a number"));
    let seed = number("MUTATE_SEED").unwrap_or(1);
    let end = number("MUTATE_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let sources = sources("seq", common::sources().into_iter().map(|(_, text)| text).collect());
    let imports = sources_of_imports();
    println!("seed {seed}, {} sources, {} in other languages", sources.len(), imports.len());
    let (sender, faults) = channel();
    // In a thread of its own, so that a hang is detected.
    thread::Builder::new()
        .stack_size(16 << 20)
        .spawn(move || {
            panic::set_hook(Box::new(|_| {}));
            let mut dice = Dice::new(seed);
            let is_time = |count| end.map_or(count < FEW, |end| Instant::now() < end);
            for count in (0..).take_while(|&count| is_time(count)) {
                let (sources, checks) =
                    if count % 4 == 3 { (&imports, &IMPORTS[..]) } else { (&sources, &CHECKS[..]) };
                let text = mutate::mutate(sources, &mut dice);
                sender.send((text.clone(), None)).expect("the test is there");
                for fault in tried(&text, checks) {
                    sender.send((text.clone(), Some(fault))).expect("the test is there");
                }
                if count % 10_000 == 9_999 {
                    println!("{} sources tried", count + 1);
                }
            }
        })
        .expect("there is a thread");
    let mut found: BTreeMap<String, Fault> = BTreeMap::new();
    let mut last = String::new();
    loop {
        match faults.recv_timeout(PATIENCE * 4) {
            Ok((text, None)) => last = text,
            Ok((text, Some((check, message)))) => keep(&mut found, (text, check, message)),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                keep(&mut found, (last, "time", "it does not end".to_owned()));
                break;
            }
        }
    }
    for (path, (_, check, message)) in &found {
        println!("{path}: {check}: {}", message.chars().take(2_000).collect::<String>());
    }
    assert!(found.is_empty(), "{} kinds of faults with the seed {seed}", found.len());
}

/// What a source fails.
fn tried(text: &str, checks: &[(&'static str, Check)]) -> Vec<(&'static str, String)> {
    let began = Instant::now();
    let mut faults = Vec::new();
    for (name, check) in checks {
        if let Err(panic) = panic::catch_unwind(|| check(text.as_bytes())) {
            let message = panic.downcast_ref::<String>().cloned();
            let message = message.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            faults.push((*name, message.unwrap_or_default()));
        }
    }
    if began.elapsed() > PATIENCE {
        faults.push(("time", format!("it took {:?}", began.elapsed())));
    }
    faults
}

/// Keeps the shortest source of each kind of fault, in a file.
fn keep(found: &mut BTreeMap<String, Fault>, fault: Fault) {
    let (text, check, message) = &fault;
    let kind: String = message.chars().take_while(|c| !matches!(c, '\n' | ':' | '"')).take(60).collect();
    let kind: String = kind.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutate");
    fs::create_dir_all(&folder).expect("a folder can be made");
    let path = folder.join(format!("{check}-{kind}.seq"));
    let key = path.display().to_string();
    if found.get(&key).is_none_or(|(known, ..)| text.len() < known.len()) {
        fs::write(&path, text).expect("the folder can be written to");
        found.insert(key, fault);
    }
}

/// Cases and what is in the folders that `MUTATE_FOLDERS` names, as PATH does.
fn sources(extension: &str, mut texts: Vec<String>) -> Vec<String> {
    for folder in env::split_paths(&env::var_os("MUTATE_FOLDERS").unwrap_or_default()) {
        if !folder.as_os_str().is_empty() {
            let mut paths = Vec::new();
            below(&folder, extension, &mut paths);
            paths.sort();
            let read = |path: PathBuf| {
                String::from_utf8_lossy(&fs::read(path).expect("a source can be read")).into_owned()
            };
            texts.extend(paths.into_iter().map(read));
        }
    }
    texts
}

fn sources_of_imports() -> Vec<String> {
    common::IMPORTED.iter().fold(common::imports(), |texts, extension| sources(extension, texts))
}

fn below(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder can be read") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            below(&path, extension, found);
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
}
