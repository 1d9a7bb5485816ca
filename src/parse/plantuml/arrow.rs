//! Reads arrows: `<[#red,dashed]--`, `o->x`, `-\\`.

use pest::iterators::Pair;

use super::{Line, PlantUmlFront, Rule};
use crate::ast::{Style, StyleParts, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::{Arrow, Dash, Head};
use crate::source::Span;

/// How many pixels of PlantUML a unit of `.seq` is.
const UNIT: u64 = 12;

/// An arrow as it is drawn.
pub(super) struct Shaft<'s> {
    pub arrow: Arrow,
    pub span: Span,
    pub style: Style<'s>,
    pub is_hidden: bool,
    pub delay: Option<Written<'s>>,
}

impl<'s> PlantUmlFront<'s> {
    pub(super) fn arrow(
        &mut self,
        pair: Pair<'s, Rule>,
        line: &Line<'s>,
        sink: &mut Diagnostics,
    ) -> Shaft<'s> {
        let span = line.part(pair.as_str(), pair.as_span().start()).span;
        let mut shaft =
            Shaft { arrow: Arrow::default(), span, style: Style::default(), is_hidden: false, delay: None };
        let (mut near, mut far) = ("", "");
        let mut dashes = 0;
        for part in pair.into_inner() {
            let text = part.as_str();
            match part.as_rule() {
                Rule::tail => shaft.arrow.tail = tail(text),
                Rule::head => shaft.arrow.head = head(text),
                Rule::dashes => dashes += text.len(),
                Rule::near_mark => near = text,
                Rule::far_mark => far = text,
                Rule::far_delay => shaft.delay = self.delay(text, span),
                Rule::bracket => self.bracket(part, &mut shaft, line, sink),
                _ => {}
            }
        }
        self.half_heads(&mut shaft.arrow, line);
        if dashes > 1 {
            shaft.arrow.line = crate::notation::Line::Dashed;
        }
        self.end_marks(near, far, &mut shaft.arrow, line);
        shaft
    }

    /// An arrow with half a head has no other one.
    fn half_heads(&mut self, arrow: &mut Arrow, line: &Line<'s>) {
        let is_half = |head: Head| matches!(head, Head::Half { .. });
        if (is_half(arrow.tail) && arrow.head != Head::None)
            || (is_half(arrow.head) && arrow.tail != Head::None)
        {
            arrow.tail = Head::None;
            let what = "an arrow with half a head and another one";
            self.losses.add(Code::DrawnOtherwise, what, line.span, line.number);
        }
    }

    /// Dots and crosses at the ends. A cross wins over a head.
    fn end_marks(&mut self, near: &str, far: &str, arrow: &mut Arrow, line: &Line<'s>) {
        let is_cross = |mark: &str| mark.eq_ignore_ascii_case("x");
        if is_cross(far) {
            arrow.head = Head::Cross;
        } else if is_cross(near) {
            arrow.tail = Head::Cross;
        }
        // An arrow has a cross at one end only, and no head at the other one then.
        let other = if arrow.head == Head::Cross { &mut arrow.tail } else { &mut arrow.head };
        let is_crossed = is_cross(far) || is_cross(near);
        if is_crossed && (*other != Head::None || (is_cross(near) && is_cross(far))) {
            *other = Head::None;
            self.losses.add(
                Code::DrawnOtherwise,
                "an arrow with a cross and something else at its ends",
                line.span,
                line.number,
            );
        }
        let points = arrow.tail.points() || arrow.head.points();
        (arrow.tail_dot, arrow.head_dot) = (near == "o" && points, far == "o" && points);
        if (near == "o" || far == "o") && !points {
            self.losses.add(Code::NotImported, "a dot at an arrow without a head", line.span, line.number);
        }
    }

    /// `[#red,dashed,thickness=3]`.
    fn bracket(
        &mut self,
        pair: Pair<'s, Rule>,
        shaft: &mut Shaft<'s>,
        line: &Line<'s>,
        sink: &mut Diagnostics,
    ) {
        let mut parts = StyleParts::default();
        for part in pair.into_inner().flat_map(|part| part.as_str().split(';')) {
            let width = |text| Some(Written { text, span: shaft.span });
            match part.to_ascii_lowercase().as_str() {
                "" | "plain" | "norank" => {}
                "hidden" => shaft.is_hidden = true,
                "bold" => parts.width = width("3"),
                "dashed" => parts.dash = Some(Dash::Dashed),
                "dotted" => parts.dash = Some(Dash::Dotted),
                lower => match lower.strip_prefix("thickness=") {
                    Some(digits)
                        if !digits.is_empty()
                            && digits.len() < 3
                            && digits.bytes().all(|it| it.is_ascii_digit()) =>
                    {
                        parts.width = width(&part[part.len() - digits.len()..]);
                    }
                    _ => {
                        let at = Written { text: part, span: shaft.span };
                        parts.fill = self.color(part, at, line, sink);
                    }
                },
            }
        }
        shaft.style = Style::from(parts);
    }

    /// `(20)`: how much lower the far end is.
    pub(super) fn delay(&mut self, written: &str, span: Span) -> Option<Written<'s>> {
        let digits = written.trim().trim_matches(['(', ')']);
        let pixels: u64 = digits.parse().ok()?;
        let units = ((pixels + UNIT / 2) / UNIT).clamp(1, 999);
        (pixels > 0).then(|| Written { text: self.source.keep(units.to_string()), span })
    }
}

/// Room in pixels, in units.
pub(super) fn units(digits: &str) -> u64 {
    let pixels: u64 = digits.parse().unwrap_or(9999);
    ((pixels + UNIT / 2) / UNIT).clamp(1, 999)
}

const fn half(upper: bool, filled: bool) -> Head {
    Head::Half { upper, filled }
}

fn tail(text: &str) -> Head {
    match text {
        "<<" => Head::Open,
        "//" => half(true, false),
        "/" => half(true, true),
        "\\\\" => half(false, false),
        "\\" => half(false, true),
        _ => Head::Filled,
    }
}

fn head(text: &str) -> Head {
    match text {
        ">>" => Head::Open,
        "//" => half(false, false),
        "/" => half(false, true),
        "\\\\" => half(true, false),
        "\\" => half(true, true),
        _ => Head::Filled,
    }
}
