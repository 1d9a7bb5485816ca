//! Resolves settings, for the whole drawing or for what follows.

use super::styles::{Styles, Type, line_style};
use super::{Origin, Walk, ends_at};
use crate::ast::{self, Setting};
use crate::diagnostic::Code;
use crate::model::{Activation, Around, Distance, End, Event, EventKind, Footer, Frame, Id, Participant};
use crate::notation::{FontName, Head, Line, Style, Typeface};
use crate::px::Px;

/// The widest distance between participants that an author can ask for, in pixels.
const MAX_DISTANCE: i64 = 10_000;

/// The settings so far.
#[derive(Default)]
pub(super) struct Look {
    pub around: Around,
    pub frame: Option<Frame>,
    pub spoken_title: Option<String>,
    pub description: Option<String>,
    pub footer: Footer,
    pub distance: Distance,
    pub typeface: Typeface,
    /// The style of lifelines that have none of their own.
    lifelines: Style,
    /// The style of activations that have none of their own.
    active: Style,
    active_of: Vec<(Id, Style)>,
    /// Whether requests activate and replies deactivate by themselves.
    auto_activation: bool,
}

impl Look {
    /// The style of an activation of a participant.
    pub fn activation(&self, id: Id) -> Style {
        self.active_of.iter().rev().find(|(of, _)| *of == id).map_or(self.active, |(_, style)| *style)
    }

    /// The participants, with the style that hold for all of them.
    pub fn finish(&self, mut participants: Vec<Participant>, styles: &Styles) -> Vec<Participant> {
        // An icon has the colour of its own declaration only: what is a ground for names is no ink.
        for participant in participants.iter_mut().filter(|one| one.icon.is_none()) {
            participant.style = participant.style.over(styles.of_type(Type::Participant));
        }
        for participant in participants.iter_mut().filter(|one| one.lifeline.is_plain()) {
            participant.lifeline = self.lifelines;
        }
        participants
    }
}

impl Walk<'_> {
    pub(super) fn setting(&mut self, setting: &Setting<'_>, place: Origin, events: &mut Vec<Event>) {
        match setting {
            Setting::Frame(label, written) => {
                let (style, tab) = self.fragment_styles(written);
                let begun = self.styles.beginning(None, &written.body);
                let label = self.reading.styled(*label, begun, self.sink);
                self.look.frame = Some(Frame { label, style, tab });
            }
            Setting::PageText(kind, text) => self.page_text(*kind, *text, place),
            Setting::Legend(legend) => self.legend(legend, place),
            Setting::AccTitle(text) => self.look.spoken_title = Some(text.text.to_owned()),
            Setting::AccDescr(text) => self.look.description = Some(text.text.to_owned()),
            Setting::EntrySpacing(factor) => {
                if let Some(factor) = self.factor(factor) {
                    place.push(EventKind::Spacing(factor), events);
                }
            }
            Setting::ParticipantSpacing(distance) => self.distance(distance),
            Setting::LifelineStyle(name, style) => {
                let style = line_style(self.styles.style(style, self.sink));
                match name {
                    Some(name) => {
                        let id = self.names.mention(name, place.line);
                        self.names.set_lifeline(id, style);
                    }
                    None => self.look.lifelines = style,
                }
            }
            Setting::ActiveColor(name, style) => {
                let style = self.styles.style(style, self.sink);
                match name {
                    Some(name) => {
                        let id = self.names.mention(name, place.line);
                        self.look.active_of.push((id, style));
                    }
                    None => self.look.active = style,
                }
            }
            Setting::AutoActivation(on) => self.look.auto_activation = *on,
            Setting::BottomParticipants => self.look.footer = Footer::Heads,
            Setting::Footer(footer) => self.footer(footer),
            Setting::Linear(on) => self.modes.linear = *on,
            Setting::Parallel(on) => self.modes.set_parallel(*on),
            Setting::FontFamily(name) => self.typeface(name),
            // `styles` has collected them before the walk.
            Setting::DefineStyle { .. } => {}
        }
    }

    /// `mono`, `sans-serif`, or names of fonts with commas between.
    fn typeface(&mut self, written: &ast::Written<'_>) {
        let names: Vec<FontName> = written.text.split(',').filter_map(FontName::new).collect();
        let first = names.first().map(|name| name.as_str().to_ascii_lowercase());
        self.look.typeface = match first.as_deref() {
            Some("mono" | "monospace") => Typeface::Mono,
            Some("sans-serif" | "sans") => Typeface::Sans,
            Some(_) => Typeface::Named(names),
            None => {
                self.sink
                    .error(
                        Code::MissingText,
                        written.span,
                        format!("`{}` is not the name of a font", written.text),
                    )
                    .at("neither letters nor digits")
                    .help("write `mono`, `sans-serif` or the name of a font");
                return;
            }
        };
    }

    /// A factor such as `0.5`, in hundredths.
    fn factor(&mut self, written: &ast::Written<'_>) -> Option<i64> {
        let factor = hundredths(written.text).filter(|factor| (0..=1000).contains(factor));
        if factor.is_none() {
            self.sink
                .error(Code::NumberOutOfRange, written.span, format!("`{}` is not a spacing", written.text))
                .at("not a factor from 0 to 10")
                .help("write a number such as `0.5` or `2`; 1 is the usual spacing");
        }
        factor
    }

    fn distance(&mut self, written: &ast::Written<'_>) {
        if written.text.eq_ignore_ascii_case("equal") {
            self.look.distance = Distance::Equal;
            return;
        }
        match written.text.parse() {
            Ok(pixels) if (0..=MAX_DISTANCE).contains(&pixels) => {
                self.look.distance = Distance::AtLeast(Px::new(pixels));
            }
            _ => {
                self.sink
                    .error(
                        Code::NumberOutOfRange,
                        written.span,
                        format!("`{}` is not a distance", written.text),
                    )
                    .at("neither a number of pixels nor `equal`")
                    .help(format!("write a whole number from 0 to {MAX_DISTANCE}, or `equal`"));
            }
        }
    }

    fn footer(&mut self, written: &ast::Written<'_>) {
        self.look.footer = match written.text.to_ascii_lowercase().as_str() {
            "none" => Footer::Nothing,
            "bar" => Footer::Bar,
            "box" => Footer::Heads,
            _ => {
                self.sink
                    .error(
                        Code::UnknownStatement,
                        written.span,
                        format!("`{}` is not a footer", written.text),
                    )
                    .at("unknown footer")
                    .help("write `none`, `bar` or `box`");
                return;
            }
        };
    }

    /// With `autoactivation on`, a request activates its receiver and a reply deactivates its sender, also from and to the
    /// borders, and from a participant to itself.
    pub(super) fn activate_by_itself(
        &mut self,
        message: &ast::Message<'_>,
        from: End,
        to: End,
        place: Origin,
        events: &mut Vec<Event>,
    ) {
        let by_hand = message.activates || message.deactivates;
        let lost = [message.arrow.head, message.arrow.tail].contains(&Head::Cross);
        if !self.look.auto_activation || by_hand || lost {
            return;
        }
        match message.arrow.line {
            Line::Solid => {
                let End::Lifeline { of: receiver, .. } = to else { return };
                let style = self.look.activation(receiver);
                self.activate(Activation { of: receiver, style }, place, events);
                if ends_at(from, receiver) {
                    self.lifetimes.mark_own_call(receiver);
                }
            }
            Line::Dashed => {
                let End::Lifeline { of: sender, .. } = from else { return };
                // A reply to another participant ends what the sender called itself for, too.
                while !ends_at(to, sender) && self.lifetimes.is_in_own_call(sender) {
                    self.lifetimes.deactivate(sender);
                    place.push(EventKind::Deactivate(sender), events);
                }
                if self.lifetimes.depth(sender) > 0 && self.lifetimes.deactivate(sender) {
                    place.push(EventKind::Deactivate(sender), events);
                }
            }
        }
    }
}

/// A decimal number with at most two places that count, in hundredths.
fn hundredths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if whole.len() > 6 || part.len() > 6 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part: i64 = format!("{part:0<2}")[..2].parse().ok()?;
    Some(whole * 100 + part)
}
