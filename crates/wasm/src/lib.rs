//! The compiler as a WebAssembly module for the npm package and the playground.
//!
//! The host asks [`input`] for a buffer, writes a request there (JSON, see [`Request`]), calls [`run`], and
//! reads as many bytes as that returns from the place that [`output`] names (JSON, see [`Answer`]). Nothing is freed: both
//! buffers are used again.

mod answer;
mod message;
mod preview;
mod rendered;
mod request;
#[cfg(all(test, feature = "full"))]
mod tests;
mod words;
mod written;

pub use answer::{Answer, answer};
pub use message::Message;
pub use preview::{Knowledge, Preview};
pub use rendered::Rendered;
pub use request::{Columns, Request, What};
pub use words::Keyword;
pub use written::Written;

use std::cell::RefCell;

thread_local! {
    /// The request and the answer. A module has one thread.
    static BUFFERS: RefCell<(Vec<u8>, Vec<u8>)> = const { RefCell::new((Vec::new(), Vec::new())) };
}

/// Makes room for a request of `length` bytes, and returns where it begins.
#[allow(unsafe_code)] // The attribute, not the function: the name of an export could clash with another.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    BUFFERS.with_borrow_mut(|(request, _)| {
        request.clear();
        request.resize(length, 0);
        request.as_mut_ptr()
    })
}

/// Answers the request, and returns how many bytes the answer has.
#[allow(unsafe_code)] // As for `input`.
#[unsafe(no_mangle)]
pub extern "C" fn run() -> usize {
    BUFFERS.with_borrow_mut(|(request, answered)| {
        *answered = answer(request);
        answered.len()
    })
}

/// Returns where the answer begins.
#[allow(unsafe_code)] // As for `input`.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    BUFFERS.with_borrow(|(_, answered)| answered.as_ptr())
}
