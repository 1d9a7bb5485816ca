//! Bytes in, standard output and standard error out, neither of which need be open.

use std::io::{self, ErrorKind, Write};

/// Writes the payload. A reader that has gone away has what it wanted: that is no error.
pub fn to_stdout(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    closed_is_fine(stdout.write_all(bytes).and_then(|()| stdout.flush()))
}

/// Writes everything else. There is nobody to tell when that fails.
pub fn to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Takes a closed pipe for a success.
pub fn closed_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
