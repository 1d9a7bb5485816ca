//! Chooses the ruler for the typeface that the author asked for.

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

/// Returns a theme with another ruler if the typeface needs one. Fonts that only the author has are measured as those
/// of the theme; the drawing fits them to that width.
pub(super) fn theme_for(typeface: &Typeface, theme: &Theme) -> Option<Theme> {
    match typeface {
        Typeface::Mono => {
            Some(Theme { ruler: Arc::new(Monospaced(Arc::clone(&theme.ruler))), ..theme.clone() })
        }
        Typeface::Sans | Typeface::Named(_) => None,
    }
}
