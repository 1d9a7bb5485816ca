//! stub
use crate::{
    px::Px,
    ruler::{Face, Ruler},
};
#[derive(Clone, Default)]
pub(crate) struct TextLine {
    pub text: String,
    pub width: Px,
}
#[derive(Clone, Default)]
pub(crate) struct Label {
    pub lines: Vec<TextLine>,
    pub width: Px,
}
impl Label {
    pub fn unbroken(text: &str, face: Face, size: Px, ruler: &dyn Ruler) -> Label {
        let lines: Vec<TextLine> = if text.is_empty() {
            vec![]
        } else {
            text.split('\n').map(|t| TextLine { text: t.into(), width: ruler.width(t, face, size) }).collect()
        };
        let width = lines.iter().map(|l| l.width).max().unwrap_or_default();
        Label { lines, width }
    }
    pub fn wrapped(text: &str, _measure: Px, face: Face, size: Px, ruler: &dyn Ruler) -> Label {
        Label::unbroken(text, face, size, ruler)
    }
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}
