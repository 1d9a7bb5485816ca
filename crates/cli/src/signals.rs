//! Delays Ctrl-C during work that must not be interrupted.
//!
//! Between the making of a temporary file and its renaming lie some microseconds in which dying would leave it
//! behind. In them SIGINT and SIGTERM are noted instead of obeyed; all other time they do what they always do.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

struct Signals {
    /// Whether signals are obeyed at once.
    obedient: Arc<AtomicBool>,
    /// The signal that came while they were not, or 0.
    noted: Arc<AtomicUsize>,
    /// How many threads are at work that must not be interrupted.
    busy: Mutex<usize>,
}

static SIGNALS: OnceLock<Signals> = OnceLock::new();

/// Turns a file that grows past the limit of the system into an error of `write`, which can be reported, instead of a
/// signal that ends the program: a handler that does nothing is enough. If it cannot be installed, the program ends on
/// the signal, as usual.
pub fn outlive_full_files() {
    #[cfg(unix)]
    let _ = flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

/// Runs `work`; a signal that arrives meanwhile takes effect afterwards.
pub fn wait_for<T>(work: impl FnOnce() -> T) -> T {
    let signals = SIGNALS.get_or_init(install);
    let mut busy = signals.busy.lock().expect("nothing panics while it is held");
    *busy += 1;
    signals.obedient.store(false, Ordering::SeqCst);
    drop(busy);
    let result = work();
    let mut busy = signals.busy.lock().expect("nothing panics while it is held");
    *busy -= 1;
    if *busy == 0 {
        signals.obedient.store(true, Ordering::SeqCst);
        if let Ok(signal @ 1..) = i32::try_from(signals.noted.load(Ordering::SeqCst)) {
            // If even that fails, continue.
            let _ = low_level::emulate_default_handler(signal);
        }
    }
    result
}

/// Installs the signal handlers. If that fails, the signals keep their usual effect.
fn install() -> Signals {
    let obedient = Arc::new(AtomicBool::new(true));
    let noted = Arc::new(AtomicUsize::new(0));
    for signal in [SIGINT, SIGTERM] {
        let number = usize::try_from(signal).expect("signals have small positive numbers");
        let _ = flag::register_conditional_default(signal, Arc::clone(&obedient));
        let _ = flag::register_usize(signal, Arc::clone(&noted), number);
    }
    Signals { obedient, noted, busy: Mutex::new(0) }
}
