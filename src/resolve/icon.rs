//! Resolves the icon of a declaration: a bundled glyph, a checked image, or a placeholder.

use crate::ast::{self, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::icon::Glyph;
use crate::model::Icon;

/// How large an image may be.
const MAX_IMAGE_BYTES: usize = 50 * 1024;

/// The kinds of image that are drawn, and how the data of each begins in base64. SVG is not among them: it may
/// carry script and addresses.
const KINDS: [(&str, &[&str]); 4] =
    [("png", &["iVBORw0KGg"]), ("jpeg", &["/9j/"]), ("gif", &["R0lGODdh", "R0lGODlh"]), ("webp", &["UklGR"])];

/// The picture that a participant is drawn as; `None` where there is none, or a faulty one.
pub(super) fn icon(written: Option<&ast::Icon<'_>>, sink: &mut Diagnostics) -> Option<Icon> {
    let ast::Icon { set, code } = written?;
    if set.text.eq_ignore_ascii_case("image") { image(code, sink) } else { Some(glyph(set, code, sink)) }
}

fn glyph(set: &Written<'_>, code: &Written<'_>, sink: &mut Diagnostics) -> Icon {
    let found = u32::from_str_radix(code.text, 16).ok().and_then(|code| Glyph::find(set.text, code));
    if let Some(glyph) = found {
        return Icon::Glyph(glyph);
    }
    sink.warn(
        Code::UnknownIcon,
        code.span,
        format!("the glyph `{}` of `{}` is not bundled", code.text, set.text),
    )
    .at("drawn as a question mark")
    .help(if cfg!(feature = "icons") {
        "docs/icons.md lists the glyphs; `image data:image/png;base64,... NAME` draws any picture"
    } else {
        "build seqwright with its feature `icons`, which is on by default"
    });
    Icon::Placeholder
}

fn image(address: &Written<'_>, sink: &mut Diagnostics) -> Option<Icon> {
    match checked(address.text) {
        Ok(address) => Some(Icon::Image(address)),
        Err(fault) => {
            sink.error(Code::BadImage, address.span, fault)
                .at("not drawn")
                .help("write `image data:image/png;base64,... NAME`, or `jpeg`, `gif`, `webp`");
            None
        }
    }
}

/// The address in our own words, or what is wrong with it.
fn checked(address: &str) -> Result<String, String> {
    let (head, data) = address.split_once(',').ok_or("the address of this image has no data")?;
    let head = head.to_ascii_lowercase();
    let kind = head.strip_prefix("data:").and_then(|rest| rest.strip_suffix(";base64"));
    let kind = kind.ok_or("the data of this image is not in base64")?;
    if kind.starts_with("image/svg") {
        return Err("an image cannot be SVG, which may carry script".to_owned());
    }
    let name = kind.strip_prefix("image/").map(|name| if name == "jpg" { "jpeg" } else { name });
    let known = KINDS.iter().find(|(known, _)| Some(*known) == name);
    let (name, beginnings) = known.ok_or_else(|| format!("`{kind}` is not a supported kind of image"))?;
    let bytes = decoded_length(data).ok_or("the data of this image is not proper base64")?;
    if bytes > MAX_IMAGE_BYTES {
        let limit = MAX_IMAGE_BYTES / 1024;
        return Err(format!("an image may hold {limit} KB, this one holds {}", bytes.div_ceil(1024)));
    }
    if !beginnings.iter().any(|beginning| data.starts_with(beginning)) {
        return Err(format!("the data of this image is not `{name}`"));
    }
    Ok(format!("data:image/{name};base64,{data}"))
}

/// How many bytes the data holds, if it is base64 to the letter: of its alphabet, in groups of four, the last one
/// filled with `=`, no bit left over.
fn decoded_length(data: &str) -> Option<usize> {
    let body = data.trim_end_matches('=');
    let filled = data.len() - body.len();
    if data.is_empty()
        || !data.len().is_multiple_of(4)
        || filled > 2
        || !body.bytes().all(|byte| digit(byte).is_some())
    {
        return None;
    }
    let last = digit(body.bytes().last()?)?;
    let spare = [0, 0b11, 0b1111][filled];
    (last & spare == 0).then(|| data.len() / 4 * 3 - filled)
}

/// What a digit of base64 stands for.
fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_checked_to_the_letter() {
        for (data, bytes) in [("TQ==", 1), ("TWE=", 2), ("TWFu", 3), ("TWFuTWFu", 6)] {
            assert_eq!(decoded_length(data), Some(bytes), "{data}");
        }
        for data in ["", "=", "====", "TQ", "TQ=", "TR==", "TWF=", "TW-u", "TQ==TQ==", "TWFu\n", "T W="] {
            assert_eq!(decoded_length(data), None, "{data:?}");
        }
    }

    #[test]
    fn only_pictures_of_dots_are_taken() {
        let gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
        assert!(
            checked(&format!("DATA:image/GIF;base64,{gif}"))
                .is_ok_and(|ok| ok.starts_with("data:image/gif;"))
        );
        for head in [
            "data:image/png;base64",
            "data:image/svg+xml;base64",
            "data:text/html;base64",
            "data:image/gif",
            "data:image/gif;charset=x;base64",
            "data:;base64",
            "javascript:alert(1)",
        ] {
            assert!(checked(&format!("{head},{gif}")).is_err(), "{head}");
        }
        let large = format!("R0lGODlh{}", "AAAA".repeat(MAX_IMAGE_BYTES / 3));
        assert!(
            checked(&format!("data:image/gif;base64,{large}")).is_err_and(|fault| fault.contains("50 KB"))
        );
    }
}
