//! Pictures as PNG: what is in the file, that it is always the same, and that no text vanishes.

mod common;

use std::fs;

use common::root;
use seqwright::{Source, SvgOptions, Theme, compile};
use seqwright_raster::{Background, Fonts, MAX_PIXELS, PngOptions, RasterError, missing, png};
use sha2::{Digest, Sha256};

fn svg(text: &str, theme: &str) -> String {
    let theme = Theme::builtin(theme).expect("it is a theme");
    compile(&Source::new("x.seq", text)).svg_with(&theme, &SvgOptions::default().source_lines(true))
}

/// Draws at scale 1, and reads the pixels back as red, green, blue, alpha.
fn pixels(svg: &str, background: Background) -> (u32, Vec<[u8; 4]>) {
    let options = PngOptions::default().scale(1.0).background(background);
    let raster = png(svg, &Fonts::bundled(), &options).expect("it can be drawn");
    decoded(&raster.bytes)
}

fn decoded(bytes: &[u8]) -> (u32, Vec<[u8; 4]>) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().expect("it is a PNG");
    let mut data = vec![0; reader.output_buffer_size().expect("it has a size")];
    let frame = reader.next_frame(&mut data).expect("it has pixels");
    let pixels = data[..frame.buffer_size()].as_chunks::<4>().0.to_vec();
    (frame.width, pixels)
}

/// How far all pixels are from white.
fn ink(svg: &str) -> u64 {
    let (_, pixels) = pixels(svg, Background::Theme);
    pixels.iter().flat_map(|pixel| &pixel[..3]).map(|&channel| u64::from(255 - channel)).sum()
}

/// The same picture without its texts.
fn without_texts(svg: &str) -> String {
    svg.lines().filter(|line| !line.trim_start().starts_with("<text")).collect::<Vec<_>>().join("\n")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("it is there")
}

const HELLO: &str = "title Hello\nClient->Server: hello\nnote over Server: **bold** and ''code''";

#[test]
fn the_same_picture_gives_the_same_bytes_on_every_machine() {
    let pictures = [
        ("examples/how-tls-works.seq", "auto"),
        ("examples/how-tls-works.seq", "dark"),
        ("examples/tls/tls13-key-schedule.seq", "auto"),
    ];
    let hash = |(path, theme): (&str, &str)| {
        let raster = png(&svg(&read(path), theme), &Fonts::bundled(), &PngOptions::default())
            .expect("it can be drawn");
        let hash = Sha256::digest(&raster.bytes);
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{hash}  {path} {theme}\n")
    };
    let hashes: String = pictures.into_iter().map(hash).collect();
    let again: String = pictures.into_iter().map(hash).collect();
    assert_eq!(hashes, again);
    let path = root().join("crates/raster/tests/hashes.txt");
    if std::env::var_os("UPDATE_HASHES").is_some() {
        fs::write(&path, &hashes).expect("it can be written");
    }
    let expected = fs::read_to_string(path).expect("it is there");
    assert_eq!(hashes, expected, "look at the pictures, then run with `UPDATE_HASHES=1`");
}

#[test]
fn no_text_of_any_case_vanishes() {
    let mut drawn = 0;
    for (path, text) in common::sources(&["tests/cases"]) {
        let svg = svg(&text, "light");
        if svg.contains("<text") {
            // White texts on a dark tab take ink away.
            let is_drawn = ink(&svg) != ink(&without_texts(&svg));
            assert!(is_drawn, "{}: its texts are not drawn", path.display());
            drawn += 1;
        }
    }
    assert!(drawn > 100, "{drawn}");
}

#[test]
fn a_family_that_no_font_has_does_not_make_texts_vanish() {
    for family in ["Nobody Has This", "serif", "Menlo, monospace", "Noto Sans CJK SC"] {
        let svg = svg(HELLO, "light").replace("font-family:Arial", &format!("font-family:{family}, Arial"));
        let alone = svg.replace(", Arial, Helvetica, Liberation Sans, Arimo, Nimbus Sans, sans-serif", "");
        assert!(alone.len() < svg.len());
        assert!(ink(&alone) > ink(&without_texts(&alone)), "{family}");
    }
}

#[test]
fn an_image_in_the_source_is_drawn_and_a_huge_one_is_refused() {
    let image = |width: u32, height: u32| {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let mut writer = encoder.write_header().expect("it can be written");
        let row = width.div_ceil(8) as usize;
        writer.write_image_data(&vec![0; row * height as usize]).expect("it can be written");
        writer.finish().expect("it can be written");
        use base64::Engine;
        let data = base64::engine::general_purpose::STANDARD.encode(bytes);
        svg(&format!("image data:image/png;base64,{data} Logo\nLogo->B: hello"), "light")
    };
    let small = image(8, 8);
    let without: String =
        small.lines().filter(|line| !line.contains("<image")).map(|line| format!("{line}\n")).collect();
    assert!(ink(&small) > ink(&without));
    let error = png(&image(16_000, 1_001), &Fonts::bundled(), &PngOptions::default());
    assert!(
        matches!(&error, Err(RasterError::Image { reason }) if reason.contains("16000 x 1001")),
        "{error:?}"
    );
}

#[test]
fn a_broken_image_of_any_format_is_an_error_or_drawn() {
    use base64::Engine;
    let png_bytes = png(&svg("A->B: x", "light"), &Fonts::bundled(), &PngOptions::default().scale(0.1))
        .expect("it can be drawn")
        .bytes;
    let gif =
        b"GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x02\0\x02\0\0\x02\x03L\x14\x05\0;".to_vec();
    let webp = b"RIFF\x1a\0\0\0WEBPVP8L\r\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0".to_vec();
    let jpeg =
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x0b\x08\0\x02\0\x02\x01\x01\x11\0"
            .to_vec();
    for (kind, whole) in [("png", png_bytes), ("gif", gif), ("webp", webp), ("jpeg", jpeg)] {
        for at in 0..whole.len().min(160) {
            let mut changed = whole.clone();
            changed[at] ^= 0x55;
            for bytes in [&changed[..], &whole[..at]] {
                let data = base64::engine::general_purpose::STANDARD.encode(bytes);
                let svg = svg(&format!("image data:image/{kind};base64,{data} Logo\nLogo->B: x"), "light");
                let drawn = png(&svg, &Fonts::bundled(), &PngOptions::default().scale(0.1));
                let is_known = matches!(drawn, Ok(_) | Err(RasterError::Image { .. }));
                assert!(is_known, "{kind} {at}: {drawn:?}");
            }
        }
    }
}

#[test]
fn each_missing_character_is_named_once_with_its_line() {
    let text = "A->B: 使用者 ✓\nB->A: 使 \u{1F469}\u{200D}\u{1F4BB} \u{644}\nA->B: x\u{302} q\u{301} → Ω ы";
    let found = missing(&svg(text, "light"), &Fonts::bundled()).expect("it is a picture");
    let found: Vec<_> = found.iter().map(|it| (it.cluster.as_str(), it.line)).collect();
    let expected = [("使", 1), ("用", 1), ("者", 1), ("\u{1F469}\u{200D}\u{1F4BB}", 2), ("\u{644}", 2)];
    assert_eq!(found, expected.map(|(cluster, line)| (cluster, Some(line))));
}

#[test]
fn a_character_after_one_that_is_missing_is_drawn() {
    let [box_alone, with_mark, with_another_box] =
        ["使", "使✓", "使用"].map(|it| ink(&svg(&format!("A->B: {it}"), "light")));
    assert!(with_mark > box_alone && with_mark != with_another_box);
}

#[test]
fn auto_is_drawn_as_on_a_light_page() {
    assert_eq!(pixels(&svg(HELLO, "auto"), Background::Theme).1[0], [255, 255, 255, 255]);
    assert_ne!(pixels(&svg(HELLO, "dark"), Background::Theme).1[0], [255, 255, 255, 255]);
}

#[test]
fn the_background_is_the_theme_s_or_none_or_a_colour() {
    let picture = svg(HELLO, "dark");
    assert_eq!(pixels(&picture, Background::None).1[0], [0, 0, 0, 0]);
    assert_eq!(pixels(&picture, Background::Color(1, 2, 3)).1[0], [1, 2, 3, 255]);
    assert_eq!(pixels(&picture, Background::Theme).1[0][3], 255);
}

#[test]
fn what_is_too_large_is_refused_before_it_is_drawn() {
    let too_large = |error: Option<RasterError>| match error {
        Some(RasterError::TooLarge { scale_that_fits, .. }) => Some(scale_that_fits),
        _ => None,
    };
    let sized = |width: u32, height: u32, scale: f32| {
        let svg = format!("<svg width=\"{width}\" height=\"{height}\" xmlns=\"http://www.w3.org/2000/svg\">");
        too_large(png(&svg, &Fonts::bundled(), &PngOptions::default().scale(scale)).err())
    };
    // What passes the check is refused by the next stage, as its end is missing.
    assert_eq!(sized(10_000, 10_000, 1.0), None);
    assert_eq!(10_000 * 10_000, MAX_PIXELS);
    assert_eq!(sized(10_000, 10_001, 1.0), Some(Some(0.99)));
    assert_eq!(sized(100, 65_536, 1.0), Some(Some(0.99)));
    assert_eq!(sized(1_000, 5_000, 8.0), Some(Some(4.47)));
    assert_eq!(sized(1, 800_000, 1.0), Some(None));
}

#[test]
fn the_file_has_its_size_in_print_its_title_and_its_description_and_no_time() {
    let raster =
        png(&svg(HELLO, "light"), &Fonts::bundled(), &PngOptions::default()).expect("it can be drawn");
    let reader = png::Decoder::new(std::io::Cursor::new(&raster.bytes)).read_info().expect("it is a PNG");
    let info = reader.info();
    assert_eq!(info.pixel_dims.map(|dims| (dims.xppu, dims.yppu)), Some((7559, 7559)));
    let texts: Vec<_> = info.utf8_text.iter().map(|it| (it.keyword.as_str(), it.get_text())).collect();
    let texts: Vec<_> = texts.into_iter().map(|(key, text)| (key, text.expect("it is text"))).collect();
    assert_eq!(texts[..2], [("Software", "seqwright".to_owned()), ("Title", "Hello".to_owned())]);
    assert!(texts[2].0 == "Description" && texts[2].1.contains("Client sends Server: hello"), "{texts:?}");
    assert!(!raster.bytes.windows(4).any(|chunk| chunk == b"tIME"));
    assert_eq!(info.color_type, png::ColorType::Indexed);
    assert!(info.trns.is_none());
}
