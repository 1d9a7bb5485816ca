//! Prints what is no picture: the table of who knows what, the narration, a stage of the compiler.

use seqwright::{Code, Compiled, Diagnostic, Source, Theme};

use super::{Outcome, Run, verdict};
use crate::args::Stage;
use crate::exit::Exit;
use crate::knows::{self, View};
use crate::{escape, narrate};

impl Run<'_> {
    /// Prints the table of who knows what, or the secrets; neither if there are errors, for it would be wrong.
    pub(super) fn print_knowledge(&self, source: &Source, compiled: &Compiled, view: &View) -> Outcome {
        let report = self.reporter.diagnostics(source, &compiled.diagnostics);
        let mut outcome = Outcome { exit: verdict(compiled), report, ..Outcome::default() };
        if compiled.has_errors() {
            return outcome;
        }
        match knows::show(source, compiled.ledger.as_ref(), view) {
            Ok(table) => outcome.payload = table.into_bytes(),
            Err(why) => {
                outcome.exit = Exit::Errors;
                outcome.report += &self.reporter.trouble(source.name(), &why, None);
            }
        }
        outcome
    }

    /// Prints the narration; not if there are errors, for it could leave out what they are about.
    pub(super) fn print_narration(
        &self,
        source: &Source,
        compiled: &Compiled,
        format: narrate::Format,
    ) -> Outcome {
        let report = self.reporter.diagnostics(source, &compiled.diagnostics);
        let mut outcome = Outcome { exit: verdict(compiled), report, ..Outcome::default() };
        if !compiled.has_errors() {
            outcome.payload = narrate::show(source.name(), compiled, format).into_bytes();
        }
        outcome
    }

    /// Prints the output of a stage, also for a source with errors, where it is most useful. A scene that is too large
    /// cannot be printed.
    pub(super) fn print(&self, source: &Source, compiled: &Compiled, stage: Stage, theme: &Theme) -> Outcome {
        let is_too_large =
            |one: &Diagnostic| matches!(one.code, Code::PictureTooLarge | Code::TooMuchToCompute);
        let text = match stage {
            Stage::Ast => format!("{:#?}\n", seqwright::parse(source).0),
            Stage::Model => format!("{:#?}\n", compiled.model),
            Stage::Scene if compiled.diagnostics.iter().any(is_too_large) => String::new(),
            Stage::Scene => format!("{:#?}\n", compiled.scene(theme)),
            Stage::Json => return self.print_exchange(source, compiled),
        };
        let report = self.reporter.diagnostics(source, &compiled.diagnostics);
        let payload = escape::lines(&text).into_bytes();
        Outcome { exit: verdict(compiled), report, payload, ..Outcome::default() }
    }

    /// Prints the exchange; not if there are errors, for it could leave out what they are about.
    pub(super) fn print_exchange(&self, source: &Source, compiled: &Compiled) -> Outcome {
        let report = self.reporter.diagnostics(source, &compiled.diagnostics);
        let mut outcome = Outcome { exit: verdict(compiled), report, ..Outcome::default() };
        if !compiled.has_errors() {
            let text = serde_json::to_string_pretty(&compiled.exchange(source));
            let text = text.expect("it holds strings and numbers only");
            let lines = text.lines().map(|line| format!("{}\n", escape::json(line)));
            outcome.payload = lines.collect::<String>().into_bytes();
        }
        outcome
    }
}
