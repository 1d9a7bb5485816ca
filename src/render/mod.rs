//! Writes a scene in some format. A back end of its own, such as one for pixels, needs [`paint`] and [`path`] alone.

mod body;
mod escape;
mod grid;
mod icon;
mod ink;
mod number;
pub mod paint;
pub mod path;
mod pen;
mod runs;
mod said;
mod shape;
mod sheet;
mod style;
pub(crate) mod svg;
pub(crate) mod text;
mod tint;

#[cfg(test)]
mod tests;
