//! Prints settings.

use super::style::{fragment_style, line_style, shape_style, spaced, styled};
use crate::ast::{Autonumber, Name, Setting, Written};
use crate::notation::Placement;
use crate::notation::words::LEGEND;

pub(super) fn setting(setting: &Setting<'_>) -> String {
    let of = |who: &Option<Name<'_>>, style: String| match who {
        Some(who) => spaced(&styled(who, &style)),
        None => spaced(&style),
    };
    let off = |on: bool| if on { "" } else { " off" };
    match setting {
        Setting::Frame(text, style) => format!("frame{}{}", fragment_style(style, true), spaced(text.text)),
        Setting::PageText(kind, text) if looks_like_message(text.text) => {
            super::after_colon(kind.word(), text.text)
        }
        Setting::PageText(kind, text) => format!("{} {}", kind.word(), text.text),
        Setting::Legend(legend) if legend.place == Placement::default() => LEGEND.to_owned(),
        Setting::Legend(legend) => format!("{LEGEND} {}", legend.place.word()),
        Setting::AccTitle(text) => format!("accTitle:{}", spaced(text.text)),
        Setting::AccDescr(text) => format!("accDescr:{}", spaced(text.text)),
        Setting::FontFamily(font) => format!("fontfamily {}", font.text),
        Setting::EntrySpacing(factor) => format!("entryspacing {}", factor.text),
        Setting::ParticipantSpacing(width) => {
            format!("participantspacing {}", width.text.to_ascii_lowercase())
        }
        Setting::LifelineStyle(who, style) => {
            format!("lifelinestyle{}", of(who, line_style(style)))
        }
        Setting::ActiveColor(who, style) => format!("activecolor{}", of(who, shape_style(style))),
        Setting::AutoActivation(on) => format!("autoactivation {}", if *on { "on" } else { "off" }),
        Setting::Linear(on) => format!("linear{}", off(*on)),
        Setting::Parallel(on) => format!("parallel{}", off(*on)),
        Setting::BottomParticipants => "bottomparticipants".to_owned(),
        Setting::Footer(kind) => format!("option footer={}", kind.text.to_ascii_lowercase()),
        Setting::DefineStyle { word, name, style, markup } => {
            let word = word.text.to_ascii_lowercase();
            let name = name.map(|name| spaced(name.text)).unwrap_or_default();
            let style = if word == "messagestyle" { line_style(style) } else { shape_style(style) };
            let markup = match (markup, style.is_empty()) {
                (Some(markup), false) => format!(",{}", markup.text),
                (Some(markup), true) => spaced(markup.text),
                (None, _) => String::new(),
            };
            format!("{word}{name}{}{markup}", spaced(&style))
        }
    }
}

/// Whether a line would be a message with this text behind its first word, or nothing without one.
fn looks_like_message(text: &str) -> bool {
    let before_colon = text.split_once(':').map(|(before, _)| before);
    text.is_empty() || before_colon.is_some_and(|before| before.contains(['-', '<', '|']))
}

/// `autonumber` in all of its forms.
pub(super) fn autonumber(autonumber: &Autonumber<'_>) -> String {
    let spelled = |written: &Option<Written<'_>>| written.map_or(String::new(), |it| format!(" {}", it.text));
    let quoted =
        |format: &Option<Written<'_>>| format.map_or(String::new(), |it| format!(" \"{}\"", it.text));
    match autonumber {
        Autonumber::Off => "autonumber off".to_owned(),
        Autonumber::Resume { step, format } => {
            ["autonumber resume", &spelled(step), &quoted(format)].concat()
        }
        Autonumber::On { from, step, format } => {
            ["autonumber", &spelled(from), &spelled(step), &quoted(format)].concat()
        }
    }
}
