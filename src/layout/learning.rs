//! What participants get to know in, its telling out.

use super::narration;
use super::pen::Pen;
use crate::model::Learning;

/// What is learnt at one height, measured.
pub(super) struct LearningRow<'d> {
    learning: &'d Learning,
    line: u32,
}

pub(super) fn measure(learning: &Learning, line: u32) -> LearningRow<'_> {
    LearningRow { learning, line }
}

impl LearningRow<'_> {
    pub fn draw(self, pen: &mut Pen<'_>) {
        pen.open(narration::learning(self.learning, pen.diagram), self.line);
        pen.close();
    }
}
