//! Reads the lines of Mermaid that open, divide and close blocks.

use pest::iterators::Pair;

use super::{MermaidFront, Piece, Rule};
use crate::ast::{FragmentStyle, Setting, StmtKind, Style, StyleParts, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::{Color, FragmentKind};
use crate::parse::front::{Close, Divide, LineKind, Open, OpenBlock, Reach};
use crate::source::Span;

/// The words that open a fragment.
const OPENERS: [(&str, FragmentKind); 7] = [
    ("loop", FragmentKind::Loop),
    ("opt", FragmentKind::Opt),
    ("alt", FragmentKind::Alt),
    ("break", FragmentKind::Break),
    ("critical", FragmentKind::Critical),
    ("par", FragmentKind::Par),
    ("par_over", FragmentKind::Par),
];

/// The words that divide a fragment, and the words of the fragments that they divide.
const DIVIDERS: [(&str, &[&str]); 3] =
    [("else", &["alt"]), ("and", &["par", "par_over"]), ("option", &["critical"])];

/// The row of a table for a word, in any case.
fn row<T: Copy>(table: &[(&'static str, T)], word: &str) -> Option<(&'static str, T)> {
    table.iter().copied().find(|(known, _)| known.eq_ignore_ascii_case(word))
}

impl<'s> MermaidFront<'s> {
    /// A line that opens, divides or closes a block.
    pub(super) fn block_line(&mut self, pair: Pair<'s, Rule>, piece: &Piece<'s>, sink: &mut Diagnostics) {
        let rule = pair.as_rule();
        let mut parts = pair.into_inner().map(|part| piece.part(&part));
        let nothing = Written { text: "", span: piece.span() };
        let (first, text) = (parts.next().unwrap_or(nothing), parts.next());
        match (rule, text) {
            (Rule::divide, Some(guard)) => self.divider(first.text, guard, piece, sink),
            (Rule::fragment, Some(guard)) => self.fragment(first.text, guard, piece),
            (Rule::group, text) => self.group((first, text), piece, sink),
            (Rule::rect, text) => self.rect((first, text), piece, sink),
            _ => self.end(piece, sink),
        }
    }

    fn end(&mut self, piece: &Piece<'s>, sink: &mut Diagnostics) {
        if self.open.pop().is_none() {
            self.junk(Code::StrayEnd, (piece, piece.span()), "this `end` ends nothing", sink)
                .at("nothing is open here")
                .help("delete it");
            return;
        }
        let end = Written { text: "end", span: piece.span() };
        self.push(LineKind::Close(Close { written: end, word: None, reach: Reach::Innermost }), piece);
    }

    /// `else` divides an `alt`, `and` a `par`, `option` a `critical`.
    fn divider(&mut self, found: &str, guard: Written<'s>, piece: &Piece<'s>, sink: &mut Diagnostics) {
        let Some((word, openers)) = row(&DIVIDERS, found) else { return };
        let inside = self.open.last().copied();
        if !inside.is_some_and(|inside| openers.contains(&inside)) {
            let message = format!("this `{word}` is not in the fragment that it divides");
            self.junk(Code::StrayElse, (piece, piece.span()), message, sink)
                .at("divides nothing")
                .help("an `alt` has `else`, a `par` has `and`, a `critical` has `option`");
            return;
        }
        let guard = self.text_behind_word(guard);
        let (opener, thread, style) = (openers[0], word == "and", Style::default());
        self.push(LineKind::Divide(Divide { word, opener, thread, style, guard }), piece);
        self.at_one_height(inside == Some("par_over"), piece);
    }

    fn fragment(&mut self, found: &str, guard: Written<'s>, piece: &Piece<'s>) {
        let Some((word, kind)) = row(&OPENERS, found) else { return };
        let guard = self.text_behind_word(guard);
        self.open_fragment(word, kind, FragmentStyle::default(), guard, piece);
        self.at_one_height(word == "par_over", piece);
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

    /// `box COLOUR title`. A first word that is no colour belongs to the title.
    fn group(
        &mut self,
        (first, text): (Written<'s>, Option<Written<'s>>),
        piece: &Piece<'s>,
        sink: &mut Diagnostics,
    ) {
        let end = piece.span().end;
        let (fill, title) = match text {
            Some(title) if is_color(first.text) => (self.color(first.text, piece, sink), title),
            Some(_) => (None, Written { text: &self.source.text()[first.span.start..end], ..first }),
            None => (None, first),
        };
        self.warn_of_hex(piece, sink);
        let label = self.text_behind_word(title);
        let style = Style::from(StyleParts { fill, ..StyleParts::default() });
        self.open.push("box");
        let block = OpenBlock::Group { label, style };
        self.push(LineKind::Open(Open { word: "box", end: "end", block }), piece);
    }

    /// `rect COLOUR`.
    fn rect(
        &mut self,
        (first, text): (Written<'s>, Option<Written<'s>>),
        piece: &Piece<'s>,
        sink: &mut Diagnostics,
    ) {
        let end = piece.span().end;
        let whole = Written {
            text: &self.source.text()[first.span.start..end],
            span: Span::new(first.span.start, end),
        };
        let has_color = text.is_some() && is_color(first.text);
        let fill = self.color(if has_color { first.text } else { whole.text }, piece, sink);
        self.warn_of_hex(piece, sink);
        if fill.is_none() && !whole.text.is_empty() && !has_color {
            sink.warn(Code::UnknownColor, whole.span, format!("`{}` is no colour", whole.text))
                .at("drawn without a colour")
                .help("write the name of a colour, or `rgb(255, 238, 204)`");
        }
        let body = Style::from(StyleParts { fill, ..StyleParts::default() });
        let style = FragmentStyle { body, ..FragmentStyle::default() };
        let nothing = Written { text: "", span: whole.span };
        self.open_fragment("rect", FragmentKind::Rect, style, nothing, piece);
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

/// Whether the grammar's `color` is one.
fn is_color(written: &str) -> bool {
    let is_known = || Color::from_written(written).is_some();
    written.ends_with(')') || written.eq_ignore_ascii_case("transparent") || is_known()
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
