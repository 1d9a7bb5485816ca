//! Writes to standard output and standard error, even if they are closed.

use std::io::{self, ErrorKind, Write};

/// Writes to standard output. A reader that has closed the pipe is not an error.
pub fn to_stdout(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    closed_is_fine(stdout.write_all(bytes).and_then(|()| stdout.flush()))
}

/// Writes to standard error. A failure is ignored, as there is nowhere to report it.
pub fn to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Treats a closed pipe as success.
pub fn closed_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
