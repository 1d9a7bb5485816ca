//! Any bytes as the image of a participant, drawn as PNG: the decoders must not panic.
#![no_main]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use seqwright::{Source, Theme, compile};
use seqwright_raster::{Fonts, PngOptions, png};

const KINDS: [&str; 4] = ["png", "jpeg", "gif", "webp"];

// The first byte chooses the format that the source names.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, data)) = bytes.split_first() else { return };
    let (kind, data) = (KINDS[usize::from(*kind) % KINDS.len()], STANDARD.encode(data));
    let text = format!("image data:image/{kind};base64,{data} Logo\nLogo->B: hello");
    let svg = compile(&Source::new("x.seq", text.as_str())).svg(&Theme::default());
    // An image that cannot be decoded is an error.
    let _ = png(&svg, &Fonts::bundled(), &PngOptions::default().scale(0.1));
});
