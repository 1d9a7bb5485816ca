//! Writes a scene as SVG or as text. A back end for another format builds on [`paint`] and [`path`].

mod body;
mod color_classes;
mod element;
mod escape;
mod facts;
mod grid;
mod icon;
mod inline;
mod inline_style;
mod light_dark;
mod motion;
mod number;
pub mod paint;
pub mod path;
pub(crate) mod profile;
mod runs;
mod shape;
mod style;
mod style_sheet;
pub(crate) mod svg;
mod system_colors;
pub(crate) mod text;
mod tint;

#[cfg(test)]
mod tests;
