//! Resolves the style sheet of a picture, so that styles are compared and not the names of classes.

use std::collections::BTreeMap;
use std::rc::Rc;

/// Declarations by property.
type Declarations<'s> = BTreeMap<&'s str, &'s str>;

/// A style sheet of seqwright: one rule a line, each for the drawing, for an element or for a class, and again for dark
/// pages.
#[derive(Debug, Default)]
pub struct StyleSheet {
    rules: Vec<Rule>,
    /// What has been resolved, by element, classes and style.
    resolved: BTreeMap<[String; 3], Rc<str>>,
}

#[derive(Debug)]
struct Rule {
    /// `.c`, `text`, or nothing for the drawing itself.
    selector: String,
    declarations: String,
    /// Whether it holds on dark pages only.
    is_dark: bool,
}

impl StyleSheet {
    /// Reads a style sheet. Lines that are not rules are skipped.
    pub fn read(css: &str) -> StyleSheet {
        let mut sheet = StyleSheet::default();
        let mut is_dark = false;
        for line in css.lines() {
            is_dark |= line.starts_with("@media");
            let Some((selector, declarations)) = line.trim_end_matches('}').split_once('{') else { continue };
            // The scope comes first.
            let selector = selector.split_once(' ').map_or("", |(_, selector)| selector).to_owned();
            if !line.starts_with('@') {
                sheet.rules.push(Rule { selector, declarations: declarations.to_owned(), is_dark });
            }
        }
        sheet
    }

    /// The declarations that hold for the whole drawing, such as its fonts.
    pub fn root(&mut self) -> Rc<str> {
        self.look("", "", "")
    }

    /// The declarations that hold for an element, on light pages and on dark ones.
    pub fn look(&mut self, element: &str, classes: &str, style: &str) -> Rc<str> {
        let key = [element, classes, style].map(str::to_owned);
        if let Some(look) = self.resolved.get(&key) {
            return Rc::clone(look);
        }
        let [light, dark] = [false, true].map(|dark| self.cascade(element, classes, style, dark));
        let look: Rc<str> = if light == dark { light.into() } else { format!("{light} dark: {dark}").into() };
        self.resolved.insert(key, Rc::clone(&look));
        look
    }

    /// Classes count for more than elements, and the element's own style for more than both (CSS Cascading 4, section
    /// 6.1).
    fn cascade(&self, element: &str, classes: &str, style: &str, dark: bool) -> String {
        let mut all = Declarations::new();
        let holds = |rule: &&Rule| dark || !rule.is_dark;
        for rule in self.rules.iter().filter(holds).filter(|rule| rule.selector == element) {
            declare(&mut all, &rule.declarations);
        }
        let of_class = |rule: &&Rule| {
            let class = rule.selector.strip_prefix('.');
            class.is_some_and(|class| classes.split_ascii_whitespace().any(|one| one == class))
        };
        for rule in self.rules.iter().filter(holds).filter(of_class) {
            declare(&mut all, &rule.declarations);
        }
        declare(&mut all, style);
        all.into_iter().map(|(property, value)| format!("{property}:{value};")).collect()
    }
}

fn declare<'s>(all: &mut Declarations<'s>, declarations: &'s str) {
    all.extend(declarations.split(';').filter_map(|one| one.split_once(':')));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_does_not_depend_on_the_names_of_classes() {
        let css = ".s{font-size:14px}\n.s text{fill:#000;x:1}\n.s .a{fill:#fff}\n@media (x){\n.s text{fill:#eee}\n.s .a{x:2}\n}";
        let other = css.replace(".s", ".other").replace(".a", ".long-name");
        let (mut one, mut two) = (StyleSheet::read(css), StyleSheet::read(&other));
        let look = one.look("text", "a", "y:3");
        assert_eq!(&*look, "fill:#fff;x:1;y:3; dark: fill:#fff;x:2;y:3;");
        assert_eq!(look, two.look("text", "long-name", "y:3"));
        assert_eq!((&*one.root(), &*two.look("rect", "", "")), ("font-size:14px;", ""));
    }
}
