//! `Landmarks`: where a scene may be divided into pages, and what in it is a link, a chapter or a frame. A back end that
//! prints needs them; a picture in one piece does not.

use super::{Anchor, Href, Item, Kind, Node, Px, Rect, Role, Runs, Scene, Shape};
use crate::text::reads_leftwards;

/// How far a text keeps away from a break.
const TEXT: Px = Px::new(4);
/// How far a line does: an arrowhead is half as high.
const LINE: Px = Px::new(6);
/// How far a box does, because of its border.
const BORDER: Px = Px::new(2);
/// No break in a box is nearer to its border, or a sliver of the box would be on a page.
const INSIDE: Px = Px::new(24);
/// Only higher boxes are divided, and signs that are as high belong to a whole box.
const TALL: Px = Px::new(120);
/// How much of the lifelines is shown below the heads.
const HEEL: Px = Px::new(6);

/// What a scene has for readers of pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Landmarks {
    /// The heads above the lifelines; none if there are none at the top.
    pub heads: Option<Stretch>,
    /// The heads below the lifelines, if they are there, too.
    pub foot: Option<Stretch>,
    /// Where the scene may be divided, from top to bottom.
    pub breaks: Vec<Break>,
    /// Its chapters.
    pub chapters: Vec<Chapter>,
    /// Its links.
    pub links: Vec<Link>,
    /// The frames of its fragments, the outer ones first.
    pub frames: Vec<Frame>,
}

/// A part of the height of a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Where it begins.
    pub top: Px,
    /// Where it ends.
    pub bottom: Px,
}

/// A stretch in which a page may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Break {
    /// Where it is.
    pub at: Stretch,
    /// What it divides.
    pub divides: Divided,
}

/// What a break divides; what comes first is the better place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Divided {
    /// Two chapters.
    Chapters,
    /// Two rows.
    Rows,
    /// The lines of a high box.
    Box,
}

/// A divider with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its text.
    pub title: String,
    /// Its top.
    pub top: Px,
    /// The number of its event.
    pub event: u32,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it is.
    pub rect: Rect,
    /// Its target.
    pub href: Href,
    /// Its text.
    pub text: String,
    /// The number of the event that it belongs to; 0 if it belongs to none.
    pub event: u32,
}

/// The frame of a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Where it is.
    pub rect: Rect,
    /// The text of its tab.
    pub tab: String,
}

impl Scene<'_> {
    /// Finds its landmarks.
    pub fn landmarks(&self) -> Landmarks {
        let (heads, foot) = self.heads();
        let mut found = Landmarks { heads, foot, ..Landmarks::default() };
        let mut walk = Walk::default();
        for node in self.nodes() {
            match node {
                Node::Open(group) => walk.open(group.facts.kind),
                Node::Close => walk.close(),
                Node::Item(item) => walk.item(item, &mut found),
            }
        }
        found.frames.sort_by_key(|frame| (frame.rect.y, frame.rect.x));
        let items =
            || self.nodes().filter_map(|node| if let Node::Item(item) = node { Some(item) } else { None });
        let gaps = |is_divided| gaps(items().flat_map(|item| obstacles(item, is_divided)), self.height);
        let ends_chapter = |at: Stretch| found.chapters.iter().any(|it| it.top - BORDER == at.bottom);
        let rows = gaps(false).into_iter().map(|at| {
            let divides = if ends_chapter(at) { Divided::Chapters } else { Divided::Rows };
            Break { at, divides }
        });
        let inner: Vec<Stretch> = items().filter_map(inside).collect();
        let is_inside = |at: &Stretch| inner.iter().any(|it| it.top <= at.top && at.bottom <= it.bottom);
        let boxes = gaps(true).into_iter().filter(is_inside).map(|at| Break { at, divides: Divided::Box });
        found.breaks = rows.chain(boxes).collect();
        found.breaks.sort();
        found
    }

    /// The row of heads at the top, and that at the foot.
    fn heads(&self) -> (Option<Stretch>, Option<Stretch>) {
        let mut rows: Vec<Stretch> = Vec::new();
        let mut inside = None;
        for node in self.nodes() {
            match node {
                Node::Open(group) if group.facts.kind == Kind::Participant => inside = Some(Stretch::NOTHING),
                Node::Open(_) => {}
                Node::Item(item) => {
                    if let (Some(head), Some(part)) = (&mut inside, stretch(item)) {
                        *head = head.with(part);
                    }
                }
                Node::Close => {
                    let Some(head) = inside.take().filter(|head| head.top < head.bottom) else { continue };
                    match rows.last_mut() {
                        Some(row) if head.top < row.bottom && head.bottom > row.top => *row = row.with(head),
                        Some(_) | None => rows.push(head),
                    }
                }
            }
        }
        let heads = rows.first().copied().filter(|row| row.top < self.height.half());
        let height = |row: Stretch| row.bottom - row.top;
        // Names that are repeated on the lifelines are smaller.
        let is_foot =
            |row: &Stretch| heads.is_some_and(|it| it.bottom < row.top && height(it) <= height(*row));
        let foot = rows.iter().max_by_key(|row| row.top).copied().filter(is_foot);
        let heads =
            heads.map(|row| Stretch { top: (row.top - HEEL).max(Px::ZERO), bottom: row.bottom + HEEL });
        (heads, foot)
    }
}

impl Stretch {
    const NOTHING: Stretch = Stretch { top: Px::new(i32::MAX as i64), bottom: Px::ZERO };

    fn with(self, other: Stretch) -> Stretch {
        Stretch { top: self.top.min(other.top), bottom: self.bottom.max(other.bottom) }
    }

    fn wider(self, by: Px) -> Stretch {
        Stretch { top: self.top - by, bottom: self.bottom + by }
    }
}

/// Where a walk through the nodes is.
#[derive(Default)]
struct Walk {
    /// How many events there have been.
    events: u32,
    /// For each open group: whether it is a divider, and the number of the innermost event.
    open: Vec<(bool, u32)>,
    /// Whether the frame that was met last has no tab yet.
    wants_tab: bool,
}

impl Walk {
    fn open(&mut self, kind: Kind) {
        let event = if kind.is_event() { self.events + 1 } else { self.event() };
        self.events += u32::from(kind.is_event());
        self.open.push((kind == Kind::Divider, event));
    }

    fn close(&mut self) {
        self.open.pop();
    }

    fn event(&self) -> u32 {
        self.open.last().map_or(0, |(_, event)| *event)
    }

    fn item(&mut self, item: &Item<'_>, found: &mut Landmarks) {
        let is_divider = self.open.last().is_some_and(|(is_divider, _)| *is_divider);
        match &item.shape {
            Shape::Box { rect, .. } if item.role == Role::FragmentBorder && !self.open.is_empty() => {
                found.frames.push(Frame { rect: *rect, tab: String::new() });
                self.wants_tab = true;
            }
            Shape::Box { rect, .. } if item.role == Role::Divider && is_divider => {
                found.chapters.push(Chapter { title: String::new(), top: rect.y, event: self.event() });
            }
            Shape::Text { text, .. } if item.role == Role::DividerText && is_divider => {
                if let Some(chapter) = found.chapters.last_mut() {
                    add_line(&mut chapter.title, text);
                }
            }
            Shape::Text { text, .. } if item.role == Role::FragmentTabText && self.wants_tab => {
                if let Some(frame) = found.frames.last_mut() {
                    add_line(&mut frame.tab, text);
                }
                self.wants_tab = false;
            }
            Shape::Box { .. }
            | Shape::Text { .. }
            | Shape::Line { .. }
            | Shape::Pieces { .. }
            | Shape::Arrow(_)
            | Shape::Symbol { .. }
            | Shape::Glyph { .. }
            | Shape::Image { .. }
            | Shape::Signs(_) => {}
        }
        if let Shape::Text { at, anchor, width, text, runs: Some(runs), .. } = &item.shape {
            let left = if *anchor == Anchor::Middle { at.x - width.half() } else { at.x };
            links(text, runs, (left, at.y), self.event(), &mut found.links);
        }
    }
}

fn add_line(words: &mut String, line: &str) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(line);
}

/// Adds the links of a line of text. One that is of several styles is one link.
fn links(text: &str, runs: &Runs, (left, baseline): (Px, Px), event: u32, found: &mut Vec<Link>) {
    let (mut x, mut start) = (left, 0);
    let whole: Px = runs.all.iter().map(|run| run.width).sum();
    for run in &runs.all {
        let words = text.get(start..run.end).unwrap_or_default();
        let place = Stretch {
            top: baseline - run.rise - run.size * 91 / 100,
            bottom: baseline - run.rise + run.size * 22 / 100,
        };
        // A line that is read leftwards has its runs in another order: then all of it is the place.
        let (from, width) = if reads_leftwards(text) { (left, whole) } else { (x, run.width) };
        if let Some(href) = &run.link {
            let last = found.last_mut().filter(|it| it.href == *href && it.rect.right() == from);
            match last {
                Some(link) if !reads_leftwards(text) => {
                    link.rect.width += width;
                    link.text.push_str(words);
                }
                Some(_) | None => {
                    let rect = Rect { x: from, y: place.top, width, height: place.bottom - place.top };
                    found.push(Link { rect, href: href.clone(), text: words.to_owned(), event });
                }
            }
        }
        (x, start) = (x + run.width, run.end);
    }
}

/// How far a line of text reaches up and down.
fn of_text(baseline: Px, size: Px, runs: Option<&Runs>) -> Stretch {
    let of = |size: Px, rise: Px| Stretch {
        top: baseline - rise - size * 91 / 100,
        bottom: baseline - rise + size * 22 / 100,
    };
    let all = runs.iter().flat_map(|runs| &runs.all).map(|run| of(run.size, run.rise));
    all.fold(of(size, Px::ZERO), Stretch::with)
}

fn of_rect(rect: &Rect) -> Stretch {
    Stretch { top: rect.y, bottom: rect.bottom() }
}

/// How far a shape reaches up and down.
fn stretch(item: &Item<'_>) -> Option<Stretch> {
    let points = |points: &[super::Point]| {
        let ys = || points.iter().map(|it| it.y);
        Some(Stretch { top: ys().min()?, bottom: ys().max()? })
    };
    match &item.shape {
        Shape::Box { rect, .. }
        | Shape::Symbol { rect, .. }
        | Shape::Glyph { rect, .. }
        | Shape::Image { rect, .. } => Some(of_rect(rect)),
        Shape::Text { at, size, runs, .. } => Some(of_text(at.y, *size, runs.as_deref())),
        Shape::Arrow(arrow) => points(&arrow.path),
        Shape::Line { points: line, .. } => points(line),
        Shape::Signs(signs) => {
            let all = signs.iter().map(|(_, rect)| of_rect(rect));
            all.reduce(Stretch::with)
        }
        Shape::Pieces { .. } => None,
    }
}

/// Whether it is a box that may be divided.
fn is_tall_box(item: &Item<'_>, all: Stretch) -> bool {
    let is_box = matches!(item.shape, Shape::Box { .. });
    let is_frame = matches!(item.role, Role::Canvas | Role::FragmentFill | Role::Group | Role::GroupBorder)
        || matches!(item.role, Role::FragmentBorder | Role::Activation);
    is_box && !is_frame && all.bottom - all.top > TALL
}

/// Where a high box may be divided.
fn inside(item: &Item<'_>) -> Option<Stretch> {
    stretch(item).filter(|all| is_tall_box(item, *all)).map(|all| all.wider(-INSIDE))
}

/// The stretches that an item keeps free of breaks. If boxes may be divided, a high one keeps only its borders.
fn obstacles(item: &Item<'_>, is_divided: bool) -> Vec<Stretch> {
    let Some(all) = stretch(item) else { return Vec::new() };
    let ends = |inside: Px| {
        let whole = all.wider(BORDER);
        let first = Stretch { bottom: (all.top + inside).min(whole.bottom), ..whole };
        let last = Stretch { top: (all.bottom - inside).max(whole.top), ..whole };
        vec![first, last]
    };
    match (&item.shape, item.role) {
        (_, Role::Canvas | Role::FragmentFill) => Vec::new(),
        (_, Role::Group | Role::GroupBorder | Role::FragmentBorder) => ends(INSIDE),
        (_, Role::Activation) => ends(LINE),
        (Shape::Box { .. }, _) if is_divided && is_tall_box(item, all) => ends(INSIDE),
        (Shape::Signs(signs), _) => {
            let small = signs.iter().map(|(_, rect)| of_rect(rect)).filter(|it| it.bottom - it.top <= TALL);
            small.map(|it| it.wider(if is_divided { Px::ZERO } else { BORDER })).collect()
        }
        // Dots beside a pause.
        (Shape::Line { points, .. }, Role::Lifeline) if points.iter().all(|it| it.x == points[0].x) => {
            Vec::new()
        }
        (Shape::Text { .. }, _) => vec![all.wider(if is_divided { Px::ZERO } else { TEXT })],
        (Shape::Arrow(_) | Shape::Line { .. }, _) => vec![all.wider(LINE)],
        (
            Shape::Box { .. }
            | Shape::Symbol { .. }
            | Shape::Glyph { .. }
            | Shape::Image { .. }
            | Shape::Pieces { .. },
            _,
        ) => vec![all.wider(BORDER)],
    }
}

/// What is left between obstacles.
fn gaps(obstacles: impl Iterator<Item = Stretch>, height: Px) -> Vec<Stretch> {
    let mut obstacles: Vec<Stretch> = obstacles.collect();
    obstacles.sort();
    let (mut gaps, mut y) = (Vec::new(), Px::ZERO);
    for obstacle in obstacles {
        if obstacle.top >= y && y > Px::ZERO {
            gaps.push(Stretch { top: y, bottom: obstacle.top });
        }
        y = y.max(obstacle.bottom);
    }
    gaps.retain(|gap| gap.bottom < height);
    gaps
}
