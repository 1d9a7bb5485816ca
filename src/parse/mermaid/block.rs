//! Reads the lines of Mermaid that open, divide and close blocks.

use super::{MermaidFront, Piece};
use crate::ast::{FragmentStyle, Setting, StmtKind, Style, StyleParts, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::{Color, FragmentKind};
use crate::parse::front::{Close, Divide, LineKind, Open, OpenBlock, Reach};
use crate::parse::seq::{is_word, written};
use crate::source::Span;

impl<'s> MermaidFront<'s> {
    /// A line that begins with a word that opens, divides or closes a block.
    pub(super) fn block_line(
        &mut self,
        found: &'static str,
        rest: Written<'s>,
        piece: &Piece<'s>,
        sink: &mut Diagnostics,
    ) -> bool {
        match found {
            "end" => self.end(rest, piece, sink),
            "else" | "and" | "option" => self.divider(found, rest, piece, sink),
            "box" => self.group(rest, piece, sink),
            "rect" => self.rect(rest, piece, sink),
            _ => self.fragment(found, rest, piece),
        }
    }

    fn end(&mut self, rest: Written<'s>, piece: &Piece<'s>, sink: &mut Diagnostics) -> bool {
        if !rest.text.is_empty() {
            return false;
        }
        if self.open.pop().is_none() {
            self.junk(Code::StrayEnd, (piece, piece.span()), "this `end` ends nothing", sink)
                .at("nothing is open here")
                .help("delete it");
            return true;
        }
        let end = Written { text: "end", span: piece.span() };
        self.push(LineKind::Close(Close { written: end, word: None, reach: Reach::Innermost }), piece);
        true
    }

    /// `else` divides an `alt`, `and` a `par`, `option` a `critical`.
    fn divider(
        &mut self,
        found: &'static str,
        rest: Written<'s>,
        piece: &Piece<'s>,
        sink: &mut Diagnostics,
    ) -> bool {
        let inside = self.open.last().copied();
        let (opener, fits) = match found {
            "and" => ("par", matches!(inside, Some("par" | "par_over"))),
            "option" => ("critical", inside == Some("critical")),
            _ => ("alt", inside == Some("alt")),
        };
        if !fits {
            let message = format!("this `{found}` is not in the fragment that it divides");
            self.junk(Code::StrayElse, (piece, piece.span()), message, sink)
                .at("divides nothing")
                .help("an `alt` has `else`, a `par` has `and`, a `critical` has `option`");
            return true;
        }
        let guard = self.text_behind_word(rest);
        let thread = found == "and";
        self.push(
            LineKind::Divide(Divide { word: found, opener, thread, style: Style::default(), guard }),
            piece,
        );
        self.at_one_height(inside == Some("par_over"), piece);
        true
    }

    fn fragment(&mut self, found: &'static str, rest: Written<'s>, piece: &Piece<'s>) -> bool {
        let kind = match found {
            "loop" => FragmentKind::Loop,
            "opt" => FragmentKind::Opt,
            "alt" => FragmentKind::Alt,
            "break" => FragmentKind::Break,
            "critical" => FragmentKind::Critical,
            _ => FragmentKind::Par,
        };
        let guard = self.text_behind_word(rest);
        self.open_fragment(found, kind, FragmentStyle::default(), guard, piece);
        self.at_one_height(found == "par_over", piece);
        true
    }

    fn open_fragment(
        &mut self,
        word: &'static str,
        kind: FragmentKind,
        style: FragmentStyle<'s>,
        guard: Written<'s>,
        piece: &Piece<'s>,
    ) {
        let written = Written { text: kind.word(), span: piece.span() };
        let block = OpenBlock::Fragment { kind, word: written, style, label: None, guard };
        self.open.push(word);
        self.push(LineKind::Open(Open { word, end: "end", block }), piece);
    }

    /// The messages of `par_over` are at one height.
    fn at_one_height(&mut self, is_so: bool, piece: &Piece<'s>) {
        if is_so {
            self.stmt(StmtKind::Setting(Box::new(Setting::Parallel(true))), piece);
        }
    }

    /// `box COLOUR title`.
    fn group(&mut self, rest: Written<'s>, piece: &Piece<'s>, sink: &mut Diagnostics) -> bool {
        let (color, title) = split_color(rest.text);
        let color = color.map(|color| (color, self.color(color, piece, sink)));
        let title = match color {
            Some(_) => title,
            None => rest.text,
        };
        self.warn_of_hex(piece, sink);
        let fill = color.and_then(|(_, fill)| fill);
        let label = self.text_behind_word(written(title, rest.span.end - title.len()));
        let style = Style::from(StyleParts { fill, ..StyleParts::default() });
        self.open.push("box");
        self.push(
            LineKind::Open(Open { word: "box", end: "end", block: OpenBlock::Group { label, style } }),
            piece,
        );
        true
    }

    /// `rect COLOUR`.
    fn rect(&mut self, rest: Written<'s>, piece: &Piece<'s>, sink: &mut Diagnostics) -> bool {
        let (color, _) = split_color(rest.text);
        let fill = self.color(color.unwrap_or(rest.text), piece, sink);
        self.warn_of_hex(piece, sink);
        if fill.is_none() && !rest.text.is_empty() && color.is_none() {
            sink.warn(Code::UnknownColor, rest.span, format!("`{}` is no colour", rest.text))
                .at("drawn without a colour")
                .help("write the name of a colour, or `rgb(255, 238, 204)`");
        }
        let body = Style::from(StyleParts { fill, ..StyleParts::default() });
        let style = FragmentStyle { body, ..FragmentStyle::default() };
        let nothing = Written { text: "", span: rest.span };
        self.open_fragment("rect", FragmentKind::Rect, style, nothing, piece);
        true
    }

    /// Colours in hexadecimal are comments in Mermaid.
    fn warn_of_hex(&mut self, piece: &Piece<'s>, sink: &mut Diagnostics) {
        let Some((at, comment)) = piece.comment else { return };
        let digits = &comment[1..].split_whitespace().next().unwrap_or_default();
        let Some(Color { red: r, green: g, blue: b }) =
            Color::from_written(digits).filter(|_| digits.len() == 6 || digits.len() == 3)
        else {
            return;
        };
        let end = at + 1 + digits.len();
        sink.warn(Code::UnknownColor, Span::new(at, end), "a `#` begins a comment in Mermaid, here as well")
            .at("not read as a colour")
            .help(format!("write `rgb({r}, {g}, {b})`"))
            .fix(Span::new(at, end), format!("rgb({r}, {g}, {b})"));
    }

    /// A colour as `.seq` writes it, without its number sign. `transparent` is none.
    fn color(&self, color: &str, piece: &Piece<'s>, sink: &mut Diagnostics) -> Option<Written<'s>> {
        if color.is_empty() || color.eq_ignore_ascii_case("transparent") {
            return None;
        }
        let span = piece.span();
        if !color.contains('(') {
            Color::from_written(color)?;
            return Some(Written { text: self.source.keep(color.to_ascii_lowercase()), span });
        }
        let Some([r, g, b]) = function(color) else {
            sink.warn(Code::UnknownColor, span, format!("`{color}` is no colour"))
                .at("drawn without a colour")
                .help("write `rgb(255, 238, 204)`");
            return None;
        };
        Some(Written { text: self.source.keep(format!("{r:02x}{g:02x}{b:02x}")), span })
    }
}

/// The colour that a text begins with, and what follows it.
fn split_color(text: &str) -> (Option<&str>, &str) {
    let is_function = ["rgb", "hsl"].iter().any(|word| is_word(text, word));
    if let Some(end) = text.find(')').filter(|_| is_function && text.contains('(')) {
        return (Some(&text[..=end]), text[end + 1..].trim_start());
    }
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let is_color = first.eq_ignore_ascii_case("transparent")
        || (first.bytes().all(|byte| byte.is_ascii_alphabetic()) && Color::from_written(first).is_some());
    if is_color { (Some(first), rest.trim_start()) } else { (None, text) }
}

/// The value of `rgb()`, `rgba()`, `hsl()` or `hsla()`, mixed with white by its alpha.
fn function(color: &str) -> Option<[u8; 3]> {
    let (name, rest) = color.split_once('(')?;
    let values = rest.strip_suffix(')')?.split([',', '/', ' ']).filter(|value| !value.is_empty());
    let values = values.map(thousandths).collect::<Option<Vec<_>>>()?;
    let alpha = match values.get(3) {
        Some((alpha, true)) => alpha / 100,
        Some((alpha, false)) => *alpha,
        None => 1000,
    }
    .clamp(0, 1000);
    let [first, second, third] = [values.first()?, values.get(1)?, values.get(2)?];
    let channels = if name.trim().to_ascii_lowercase().starts_with("rgb") {
        [first, second, third].map(|(value, is_percent)| if *is_percent { value * 255 / 100 } else { *value })
    } else {
        hsl(first.0, second.0 / 100, third.0 / 100)
    };
    Some(channels.map(|channel| {
        let mixed = (channel.clamp(0, 255_000) * alpha + 255_000 * (1000 - alpha)) / 1000;
        u8::try_from((mixed + 500) / 1000).unwrap_or(u8::MAX)
    }))
}

/// The channels of a hue in thousandths of a degree, a saturation and a lightness in thousandths: thousandths of 0 to 255.
fn hsl(hue: i64, saturation: i64, lightness: i64) -> [i64; 3] {
    let chroma =
        saturation.clamp(0, 1000) * lightness.clamp(0, 1000).min(1000 - lightness.clamp(0, 1000)) / 1000;
    [0, 8, 4].map(|offset| {
        // https://www.w3.org/TR/css-color-4/#hsl-to-rgb
        let k = (offset * 1000 + hue.rem_euclid(360_000) / 30).rem_euclid(12_000);
        let part = (k - 3000).min(9000 - k).clamp(-1000, 1000);
        (lightness.clamp(0, 1000) - chroma * part / 1000) * 255
    })
}

/// A number in thousandths, and whether it is a percentage.
fn thousandths(value: &str) -> Option<(i64, bool)> {
    let (number, is_percent) = value.strip_suffix('%').map_or((value, false), |number| (number, true));
    let number = number.strip_suffix("deg").unwrap_or(number);
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if whole.len() > 6 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part: i64 = format!("{part:0<3}").get(..3)?.parse().ok()?;
    Some((whole * 1000 + part, is_percent))
}
