//! Resolves fragments: their labels and styles, and what is active at the start and the end of each operand.

use super::lifetime::Branches;
use super::uses::excludes;
use super::{Origin, Walk, color};
use crate::ast::{self, Written};
use crate::model::{Event, EventKind, Fragment, Operand};
use crate::notation::{Color, Flow, FragmentKind, Style};
use crate::source::Span;

impl Walk<'_> {
    pub(super) fn fragment(&mut self, written: &ast::Fragment<'_>, place: Origin, events: &mut Vec<Event>) {
        let flow = written.kind.flow(written.operands.len());
        let (label, guard) = label_and_guard(written);
        let label = self.reading.line(label, self.sink);
        let mut guard = Some(guard);
        let (style, tab) = self.fragment_styles(&written.style);
        let ink = written.style.label.and_then(|ink| color::color(&ink, self.sink));
        let mut branches = self.lifetimes.fork();
        let mut operands = Vec::with_capacity(written.operands.len());
        for (index, operand) in written.operands.iter().enumerate() {
            let inside = match excludes(flow) {
                true => self.alternative(written, index, &mut branches, place),
                false => self.body(&operand.body),
            };
            let guard = guard.take().unwrap_or_else(|| bracketless(operand.guard));
            let begun = self.styles.beginning(None, &operand.style);
            let begun = begun.or_else(|| self.styles.beginning(None, &written.style.body));
            let guard = self.reading.styled(guard, begun, self.sink);
            let style = self.operand_style(&operand.style);
            operands.push(Operand { guard, style, events: inside, span: operand.span, line: operand.line });
        }
        place.push(
            EventKind::Fragment(Box::new(Fragment {
                kind: written.kind,
                label,
                operands,
                style,
                tab,
                ink,
                is_collapsed: written.kind == FragmentKind::Expandable(false),
            })),
            events,
        );
        let changes = match flow {
            Flow::Alternatives | Flow::OptionalAlternatives => {
                let (uses, names, end) = (&self.uses, &self.names, place.span.end);
                self.lifetimes.join(branches, |id| uses.is_used_after(names.name(id), end))
            }
            Flow::Exit => self.lifetimes.undo(branches),
            Flow::Optional => {
                self.lifetimes.leave_optional(branches, place.span);
                Vec::new()
            }
            Flow::Forbidden | Flow::Parallel | Flow::Through => {
                self.lifetimes.leave();
                Vec::new()
            }
        };
        self.changes(changes, place, events);
    }

    /// An operand that happens instead of the others of its fragment.
    fn alternative(
        &mut self,
        written: &ast::Fragment<'_>,
        index: usize,
        branches: &mut Branches,
        place: Origin,
    ) -> Vec<Event> {
        let operand = &written.operands[index];
        let mut inside = Vec::with_capacity(operand.body.len());
        if index > 0 {
            let here = Origin { span: operand.span, line: operand.line };
            let changes = self.lifetimes.next_branch(branches);
            self.changes(changes, here, &mut inside);
        }
        let next = written.operands.get(index + 1).map_or(place.span.end, |next| next.span.start);
        self.uses.enter(next..place.span.end);
        self.statements(&operand.body, &mut inside);
        self.uses.leave();
        inside
    }

    /// The author's colours of body and tab. In the older form `alt #c text` the body is the tab's colour
    /// mixed with four parts of white, as sequencediagram.org draws it.
    pub(super) fn fragment_styles(&mut self, written: &ast::FragmentStyle<'_>) -> (Style, Style) {
        let mut body = self.styles.style(&written.body, self.sink);
        let mut tab = Style { dash: None, ..body };
        tab.fill = written.operator.and_then(|operator| color::color(&operator, self.sink));
        if let (None, Some(color)) = (body.fill, tab.fill) {
            body.fill = Some(lightened(color));
        }
        (body, tab)
    }

    /// The author's colours of an operand. One colour alone is lightened, as it is below a tab.
    fn operand_style(&mut self, written: &ast::Style<'_>) -> Style {
        let style = self.styles.style(written, self.sink);
        match style.fill {
            Some(color)
                if style == (Style { fill: Some(color), ..Style::default() }) && written.named.is_none() =>
            {
                Style { fill: Some(lightened(color)), ..style }
            }
            _ => style,
        }
    }
}

/// The text of the tab and the guard beside it. A group's tab shows the author's own words; a guard may
/// follow them in brackets.
fn label_and_guard<'s>(written: &ast::Fragment<'s>) -> (Written<'s>, Written<'s>) {
    let guard = written.operands[0].guard;
    let (text, span) = (guard.text, guard.span);
    let part = |text: &'s str, at: usize| {
        let start = span.start + at;
        Written { text, span: Span::new(start, start + text.len()) }
    };
    let word = written.kind.word();
    match written.kind {
        FragmentKind::Group => {
            let (label, guard) = match (written.label, text.find('[')) {
                (Some(label), _) => (label, guard),
                (None, Some(at)) if text.ends_with(']') => {
                    (part(text[..at].trim_end(), 0), part(&text[at..], at))
                }
                _ => (guard, part("", text.len())),
            };
            let label = if label.text.is_empty() { Written { text: "group", ..label } } else { label };
            (label, bracketless(guard))
        }
        FragmentKind::Rect => (part("", 0), guard),
        FragmentKind::Alt
        | FragmentKind::Opt
        | FragmentKind::Loop
        | FragmentKind::Par
        | FragmentKind::Break
        | FragmentKind::Critical
        | FragmentKind::Ref
        | FragmentKind::Seq
        | FragmentKind::Strict
        | FragmentKind::Neg
        | FragmentKind::Ignore
        | FragmentKind::Consider
        | FragmentKind::Assert
        | FragmentKind::Region
        | FragmentKind::Expandable(_) => (Written { text: word, span }, bracketless(guard)),
    }
}

/// A guard without the brackets that the drawing puts round it anyway.
fn bracketless(guard: Written<'_>) -> Written<'_> {
    let Some(inner) = guard.text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return guard;
    };
    let start = guard.span.start + 1 + inner.len() - inner.trim_start().len();
    let text = inner.trim();
    Written { text, span: Span::new(start, start + text.len()) }
}

/// A colour mixed with four parts of white.
fn lightened(color: Color) -> Color {
    let mix = |part: u8| ((u16::from(part) + 4 * 255) / 5) as u8;
    Color { red: mix(color.red), green: mix(color.green), blue: mix(color.blue) }
}
