//! The letters that an author asked for in, what measures them out.

use std::sync::Arc;

use crate::notation::Typeface;
use crate::px::Px;
use crate::ruler::{Face, Ruler};
use crate::theme::Theme;

/// Measures every face as the monospaced one.
struct Monospaced(Arc<dyn Ruler>);

impl Ruler for Monospaced {
    fn width(&self, text: &str, _: Face, size: Px) -> Px {
        self.0.width(text, Face::Mono, size)
    }
}

/// The theme that measures letters of another width than its own, where they are. Fonts that only the author
/// knows are measured as the theme's; the drawing fits them to that.
pub(super) fn theme_for(typeface: &Typeface, theme: &Theme) -> Option<Theme> {
    match typeface {
        Typeface::Mono => {
            Some(Theme { ruler: Arc::new(Monospaced(Arc::clone(&theme.ruler))), ..theme.clone() })
        }
        Typeface::Sans | Typeface::Named(_) => None,
    }
}
