//! Moves all places of a tree: that of a text which a preprocessor made becomes that of its source.

use super::{
    Autonumber, Diagram, Endpoint, Fragment, FragmentStyle, Group, Message, Name, Note, NoteText,
    Participant, Setting, Stmt, StmtKind, Style, Written,
};
use crate::source::Span;

/// The span in the source of a span of the text.
struct Moves<'m>(&'m dyn Fn(Span) -> Span);

impl Diagram<'_> {
    /// Moves all places to where a function says.
    pub fn move_places(&mut self, to: &dyn Fn(Span) -> Span) {
        self.body.iter_mut().for_each(|stmt| Moves(to).stmt(stmt));
    }
}

impl Moves<'_> {
    fn stmt(&self, stmt: &mut Stmt<'_>) {
        stmt.span = (self.0)(stmt.span);
        match &mut stmt.kind {
            StmtKind::Blank | StmtKind::Comment(_) | StmtKind::Junk(_) => {}
            // Other languages have none.
            StmtKind::Knowledge(_) => {}
            StmtKind::Title(text) | StmtKind::Pause(text) | StmtKind::Return(text) => self.written(text),
            StmtKind::Participant(participant) => self.participant(participant),
            StmtKind::Create(name) | StmtKind::Deactivate(name, _) | StmtKind::Destroy(name, _) => {
                self.name(name);
            }
            StmtKind::Message(message) => self.message(message),
            StmtKind::Note(note) => self.note(note),
            StmtKind::Reference(reference) => {
                reference.entry.iter_mut().chain(&mut reference.exit).for_each(|one| self.message(one));
                self.note(&mut reference.note);
            }
            StmtKind::Divider(text, style) => {
                self.written(text);
                self.style(style);
            }
            StmtKind::Space(units) => units.iter_mut().for_each(|units| self.written(units)),
            StmtKind::Autonumber(autonumber) => self.autonumber(autonumber),
            StmtKind::Activate(name, style) => {
                self.name(name);
                self.style(style);
            }
            StmtKind::Fragment(fragment) => self.fragment(fragment),
            StmtKind::Group(group) => self.group(group),
            StmtKind::Braces(braces) => {
                braces.close.iter_mut().for_each(|close| self.written(close));
                braces.body.iter_mut().for_each(|stmt| self.stmt(stmt));
            }
            StmtKind::Setting(setting) => self.setting(setting),
        }
    }

    fn written(&self, written: &mut Written<'_>) {
        written.span = (self.0)(written.span);
    }

    fn name(&self, name: &mut Name<'_>) {
        name.span = (self.0)(name.span);
    }

    fn style(&self, style: &mut Style<'_>) {
        let Some(parts) = &mut style.0 else { return };
        let parts = [&mut parts.fill, &mut parts.stroke, &mut parts.width, &mut parts.named];
        parts.into_iter().flatten().for_each(|part| self.written(part));
    }

    fn fragment_style(&self, style: &mut FragmentStyle<'_>) {
        style.operator.iter_mut().chain(&mut style.label).for_each(|part| self.written(part));
        self.style(&mut style.body);
    }

    fn participant(&self, participant: &mut Participant<'_>) {
        if let Some(icon) = &mut participant.icon {
            self.written(&mut icon.set);
            self.written(&mut icon.code);
        }
        self.name(&mut participant.label);
        participant.alias.iter_mut().for_each(|alias| self.name(alias));
        self.style(&mut participant.style);
    }

    fn message(&self, message: &mut Message<'_>) {
        for end in [&mut message.first, &mut message.second] {
            match end {
                Endpoint::Participant(name) => self.name(name),
                Endpoint::LeftBorder(span) | Endpoint::RightBorder(span) | Endpoint::Reference(span) => {
                    *span = (self.0)(*span);
                }
            }
        }
        message.arrow_span = (self.0)(message.arrow_span);
        self.style(&mut message.style);
        message.delay.iter_mut().for_each(|delay| self.written(delay));
        self.written(&mut message.text);
    }

    fn note(&self, note: &mut Note<'_>) {
        note.about.iter_mut().for_each(|name| self.name(name));
        self.style(&mut note.style);
        if let NoteText::Line(text) = &mut note.text {
            self.written(text);
        }
    }

    fn autonumber(&self, autonumber: &mut Autonumber<'_>) {
        match autonumber {
            Autonumber::On { from, step, format } => {
                [from, step, format].into_iter().flatten().for_each(|part| self.written(part));
            }
            Autonumber::Resume { step, format } => {
                [step, format].into_iter().flatten().for_each(|part| self.written(part));
            }
            Autonumber::Off => {}
        }
    }

    fn fragment(&self, fragment: &mut Fragment<'_>) {
        self.written(&mut fragment.word);
        self.fragment_style(&mut fragment.style);
        fragment.label.iter_mut().chain(&mut fragment.close).for_each(|part| self.written(part));
        for operand in &mut fragment.operands {
            operand.span = (self.0)(operand.span);
            self.written(&mut operand.guard);
            self.style(&mut operand.style);
            operand.body.iter_mut().for_each(|stmt| self.stmt(stmt));
        }
    }

    fn group(&self, group: &mut Group<'_>) {
        self.written(&mut group.label);
        self.style(&mut group.style);
        group.close.iter_mut().for_each(|close| self.written(close));
        group.body.iter_mut().for_each(|stmt| self.stmt(stmt));
    }

    fn setting(&self, setting: &mut Setting<'_>) {
        match setting {
            Setting::Frame(text, style) => {
                self.written(text);
                self.fragment_style(style);
            }
            Setting::PageText(_, text)
            | Setting::AccTitle(text)
            | Setting::AccDescr(text)
            | Setting::FontFamily(text)
            | Setting::EntrySpacing(text)
            | Setting::ParticipantSpacing(text)
            | Setting::Footer(text) => self.written(text),
            Setting::LifelineStyle(name, style) | Setting::ActiveColor(name, style) => {
                name.iter_mut().for_each(|name| self.name(name));
                self.style(style);
            }
            Setting::DefineStyle { word, name, style, markup } => {
                self.written(word);
                self.style(style);
                name.iter_mut().chain(markup).for_each(|part| self.written(part));
            }
            Setting::Legend(_)
            | Setting::AutoActivation(_)
            | Setting::Linear(_)
            | Setting::Parallel(_)
            | Setting::BottomParticipants => {}
        }
    }
}
