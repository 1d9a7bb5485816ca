//! Whether a file is a picture that seqwright has drawn: only such a file is replaced unless the user names it.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use super::picture_format::PictureFormat;

/// How much of a file is read. Text art of many participants has long lines.
const HEAD: u64 = 1 << 16;
/// How much of a file is read that is told by its end.
const WHOLE: u64 = 64 << 20;

/// Whether a file begins like a picture of a format, possibly with git's conflict markers.
pub fn is_picture(path: &Path, format: PictureFormat) -> bool {
    // What a PDF was made by stands near its end.
    let most = if format == PictureFormat::Pdf { WHOLE } else { HEAD };
    let mut head = Vec::new();
    let is_file = fs::metadata(path).is_ok_and(|it| it.is_file());
    let read = is_file && File::open(path).and_then(|file| file.take(most).read_to_end(&mut head)).is_ok();
    read && match format {
        PictureFormat::Svg | PictureFormat::Html => begins_as_picture(&head),
        PictureFormat::Png => begins_as_png(&head),
        PictureFormat::Pdf => is_pdf(&head),
        PictureFormat::Txt | PictureFormat::Ascii => begins_as_text_art(&head),
    }
}

/// Whether bytes begin like a PNG of ours. A photo or a screenshot is not replaced.
#[cfg(feature = "png")]
fn begins_as_png(bytes: &[u8]) -> bool {
    seqwright_raster::is_png_of_seqwright(bytes)
}

#[cfg(not(feature = "png"))]
fn begins_as_png(_: &[u8]) -> bool {
    false
}

/// Whether bytes are a PDF of ours.
#[cfg(feature = "pdf")]
fn is_pdf(bytes: &[u8]) -> bool {
    seqwright_raster::is_pdf_of_seqwright(bytes)
}

#[cfg(not(feature = "pdf"))]
fn is_pdf(_: &[u8]) -> bool {
    false
}

/// Whether bytes begin like text art: a line has nothing but lifelines and the bars on them, in a frame or not.
fn begins_as_text_art(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.lines().any(|line| {
        let marks = line.trim().trim_matches(['│', '|']).trim();
        // A line may be a `#` or a `::` in other texts, too.
        let is_alone = !marks.contains(' ') && !matches!(marks, "┊" | "┃" | ":");
        !marks.is_empty()
            && !is_alone
            && marks.chars().all(|mark| matches!(mark, ' ' | '┊' | '┃' | ':' | '#'))
    })
}

/// Whether bytes begin like a picture, possibly with git's conflict markers.
pub fn begins_as_picture(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = match bytes.starts_with(b"<<<<<<< ") {
        true => {
            bytes.split_inclusive(|&byte| byte == b'\n').next().map_or(bytes, |line| &bytes[line.len()..])
        }
        false => bytes,
    };
    let is_inline = bytes.starts_with(b"<div class=\"seqwright\"");
    let is_page = bytes.starts_with(b"<!DOCTYPE html>\n<html lang=\"en\" data-seqwright=\"page\">");
    is_inline
        || is_page
        || bytes
            .strip_prefix(b"<svg")
            .is_some_and(|rest| rest.first().is_none_or(|&it| it == b'>' || it.is_ascii_whitespace()))
}

#[cfg(test)]
mod tests {
    use seqwright::TextOptions;

    use super::*;

    #[test]
    fn text_art_is_told_from_other_text() {
        let sources =
            ["A->B: x", "activate A\nactivate B\nA->B: x", "title T\nactor A\nA->A: x", "frame F\nA->B: x"];
        for source in sources {
            let compiled = seqwright::compile(&source.into());
            for options in [TextOptions::default(), TextOptions::default().ascii(true)] {
                let text = compiled.text_with(&options);
                assert!(begins_as_text_art(text.as_bytes()), "{text}");
            }
        }
        for text in [
            "",
            "Notes\n\n: one\n",
            "# Title\n#\n",
            "text::\n\n::\n",
            "# one\n ## \n",
            "+---+\n| a |\n+---+\n",
        ] {
            assert!(!begins_as_text_art(text.as_bytes()), "{text}");
        }
    }
}
