//! The server, asked as an editor asks it: each test is one kind of request.

mod actions;
mod changes;
mod completion;
mod diagnostics;
mod editor;
mod formatting;
mod lifecycle;
mod names;
mod outline;
mod places;
mod properties;
mod renaming;
mod render;
