//! Reads participants, lifetimes and settings.

use pest::iterators::{Pair, Pairs};

use super::style::{fragment_style, style};
use super::{Cut, Rule, is_word};
use crate::ast::{
    Autonumber, Ending, FragmentStyle, Icon, Name, Participant, Setting, StmtKind, Style, StyleParts, When,
    Written,
};
use crate::notation::{PageText, ParticipantKind};
use crate::source::Span;

/// Reads a statement of one line that is neither message nor note; `whole` is the line without spaces around it.
/// `None` where the grammar's rule is not such a statement.
pub(in crate::parse) fn statement<'s>(
    cut: Cut,
    pair: Pair<'s, Rule>,
    whole: Written<'s>,
) -> Option<StmtKind<'s>> {
    let rule = pair.as_rule();
    let parts = Parts::read(cut, pair.into_inner(), whole.span.end);
    Some(match rule {
        Rule::participant | Rule::icon_participant => {
            StmtKind::Participant(Box::new(parts.participant(whole.text)))
        }
        Rule::title => StmtKind::Title(parts.text),
        Rule::create => StmtKind::Create(parts.name()),
        Rule::activate => StmtKind::Activate(parts.name(), parts.style),
        Rule::deactivate => StmtKind::Deactivate(
            parts.name(),
            if is_word(whole.text, "deactivateafter") { When::After } else { When::Now },
        ),
        Rule::destroy => StmtKind::Destroy(parts.name(), ending(whole.text)),
        Rule::divider => StmtKind::Divider(parts.text, parts.style),
        Rule::pause => StmtKind::Pause(parts.text),
        Rule::answer => StmtKind::Return(parts.text),
        Rule::space => StmtKind::Space(parts.value),
        Rule::autonumber => StmtKind::Autonumber(parts.autonumber()),
        rule => return setting(rule, parts).map(|setting| StmtKind::Setting(Box::new(setting))),
    })
}

fn ending(text: &str) -> Ending {
    if is_word(text, "destroyafter") {
        Ending::After
    } else if is_word(text, "destroysilent") {
        Ending::Silent
    } else {
        Ending::Now
    }
}

fn setting<'s>(rule: Rule, parts: Parts<'s>) -> Option<Setting<'s>> {
    let value = parts.value.unwrap_or(parts.text);
    let is_on = parts.on != Some(false);
    Some(match rule {
        Rule::frame => Setting::Frame(parts.text, parts.styles),
        Rule::header_text => Setting::PageText(PageText::Header, parts.text),
        Rule::caption => Setting::PageText(PageText::Caption, parts.text),
        Rule::footer_text => Setting::PageText(PageText::Footer, parts.text),
        Rule::acc_title => Setting::AccTitle(parts.text),
        Rule::acc_descr => Setting::AccDescr(parts.text),
        Rule::fontfamily => Setting::FontFamily(unquoted(parts.text)),
        Rule::entryspacing => Setting::EntrySpacing(value),
        Rule::participantspacing => Setting::ParticipantSpacing(value),
        Rule::lifelinestyle => Setting::LifelineStyle(parts.first, parts.style),
        Rule::activecolor => Setting::ActiveColor(parts.first, parts.style),
        Rule::footer => Setting::Footer(value),
        Rule::define_style => Setting::DefineStyle {
            word: parts.word.unwrap_or(Written { text: "style", span: value.span }),
            name: parts.style_name,
            style: parts.style,
            markup: parts.markup,
        },
        Rule::linear => Setting::Linear(is_on),
        Rule::parallel => Setting::Parallel(is_on),
        Rule::autoactivation => Setting::AutoActivation(is_on),
        Rule::bottomparticipants => Setting::BottomParticipants,
        _ => return None,
    })
}

/// A font's name without the quotation marks it may stand in.
fn unquoted(text: Written<'_>) -> Written<'_> {
    match text.text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => Written { text: inner, span: Span::new(text.span.start + 1, text.span.end - 1) },
        None => text,
    }
}

/// The parts that a line may have, whatever statement it is.
struct Parts<'s> {
    first: Option<Name<'s>>,
    second: Option<Name<'s>>,
    style: Style<'s>,
    styles: FragmentStyle<'s>,
    icon_set: Option<Written<'s>>,
    icon_code: Option<Written<'s>>,
    /// The text at its end; empty where there is none.
    text: Written<'s>,
    /// A number, or a word in its place.
    value: Option<Written<'s>>,
    on: Option<bool>,
    /// The step of numbers, and whether they go on.
    step: Option<Written<'s>>,
    resumes: bool,
    word: Option<Written<'s>>,
    style_name: Option<Written<'s>>,
    markup: Option<Written<'s>>,
}

impl<'s> Parts<'s> {
    fn read(cut: Cut, pairs: Pairs<'s, Rule>, end: usize) -> Parts<'s> {
        let mut parts = Parts {
            first: None,
            second: None,
            style: Style::default(),
            styles: FragmentStyle::default(),
            icon_set: None,
            icon_code: None,
            text: Written { text: "", span: Span::new(end, end) },
            value: None,
            on: None,
            step: None,
            resumes: false,
            word: None,
            style_name: None,
            markup: None,
        };
        for pair in pairs {
            parts.add(cut, pair);
        }
        parts
    }

    fn add(&mut self, cut: Cut, pair: Pair<'s, Rule>) {
        let written = cut.written(&pair);
        match pair.as_rule() {
            Rule::quoted | Rule::label | Rule::alias | Rule::subject => {
                let name = Some(cut.name(&pair));
                if self.first.is_none() { self.first = name } else { self.second = name }
            }
            Rule::style | Rule::line_style | Rule::fill | Rule::width => self.style = one_style(cut, pair),
            Rule::fragment_style => self.styles = fragment_style(cut, pair),
            Rule::icon_set | Rule::image => self.icon_set = Some(written),
            Rule::icon_code | Rule::image_data => self.icon_code = Some(written),
            Rule::text | Rule::divider_text | Rule::pause_text => self.text = written,
            Rule::number | Rule::equal | Rule::footer_kind => self.value = Some(written),
            Rule::on => self.on = Some(true),
            Rule::off => self.on = Some(false),
            Rule::step => self.step = Some(written),
            Rule::resume => self.resumes = true,
            Rule::type_word | Rule::line_word => self.word = Some(written),
            Rule::style_name => self.style_name = Some(written),
            Rule::markup => self.markup = Some(written),
            _ => {}
        }
    }

    fn name(&self) -> Name<'s> {
        self.first.expect("the grammar gives this statement a name")
    }

    fn autonumber(&self) -> Autonumber<'s> {
        let format = self.first.map(|format| unquoted(Written { text: format.text, span: format.span }));
        match (self.on, self.resumes) {
            (Some(false), _) => Autonumber::Off,
            (_, true) => Autonumber::Resume { step: self.step, format },
            (_, false) => Autonumber::On { from: self.value, step: self.step, format },
        }
    }

    fn participant(self, line: &str) -> Participant<'s> {
        let icon = self.icon_set.zip(self.icon_code).map(|(set, code)| Icon { set, code });
        Participant {
            kind: if icon.is_some() { ParticipantKind::Participant } else { kind(line) },
            icon,
            label: self.name(),
            alias: self.second,
            style: self.style,
        }
    }
}

/// A style, or the single part of one that stands where only that part can.
fn one_style<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Style<'s> {
    match pair.as_rule() {
        Rule::fill => StyleParts { fill: Some(cut.without_hash(&pair)), ..StyleParts::default() }.into(),
        Rule::width => StyleParts { width: Some(cut.written(&pair)), ..StyleParts::default() }.into(),
        _ => style(cut, pair),
    }
}

/// The kind of participant that a line declares. The words for further shapes, such as `participant:actor`, are the
/// same kinds.
fn kind(line: &str) -> ParticipantKind {
    let word = line.split([' ', '\t', '\u{a0}']).next().unwrap_or(line).to_ascii_lowercase();
    let shape = word.strip_prefix("participant:").unwrap_or_default();
    ParticipantKind::from_word(&word).or_else(|| ParticipantKind::from_word(shape)).unwrap_or_default()
}
