//! `ElementWriter`: writes elements, attributes and path data as the bytes of an SVG body, one element per line.

use super::path::{self, PathWriter, Segment};
use super::{escape, number};
use crate::px::Px;
use crate::scene::Point;

/// The prefix of the classes of authors' colours; their numbers follow.
pub const INK: &str = "k";

/// Writes the body. Everything goes through typed calls, so that no text of an author can become markup.
pub struct ElementWriter {
    out: Vec<u8>,
    /// Where the path that is being written has got to.
    at: Point,
    /// Where its last piece started.
    start: Point,
    /// The segments of the path, where outlines are drawn by hand: each is written more than once.
    by_hand: Option<Vec<Segment>>,
    /// Whether it is for a page that steps through the drawing.
    pub in_page: bool,
}

impl ElementWriter {
    /// A writer that draws outlines by hand if a theme wants that.
    pub fn new(by_hand: bool, in_page: bool) -> ElementWriter {
        ElementWriter {
            out: Vec::new(),
            at: Point::default(),
            start: Point::default(),
            by_hand: by_hand.then(Vec::new),
            in_page,
        }
    }

    /// Makes room for about so many more bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.out.reserve(bytes);
    }

    /// Appends what another writer wrote.
    pub fn append(&mut self, other: ElementWriter) {
        if self.out.is_empty() {
            self.out = other.out;
        } else {
            self.out.extend_from_slice(&other.out);
        }
    }

    /// Returns what was written, without the last line ending.
    pub fn finish(self) -> String {
        String::from_utf8(self.out).expect("only strings and digits were written")
    }

    /// Writes trusted markup as it is.
    #[inline]
    pub fn raw(&mut self, markup: &'static str) {
        self.out.extend_from_slice(markup.as_bytes());
    }

    /// Writes an author's text as the content of an element.
    pub fn text(&mut self, text: &str) {
        escape::push_text(&mut self.out, text);
    }

    /// Writes a length.
    pub fn number(&mut self, length: Px) {
        number::push(&mut self.out, length);
    }

    /// Writes a colour.
    pub fn color(&mut self, color: crate::notation::Color) {
        push_color(&mut self.out, color);
    }

    /// Writes an attribute with a length. Its `start` is all that stands before that, as in ` x="`: one piece is written faster
    /// than three.
    pub fn length(&mut self, start: &'static str, length: Px) {
        self.raw(start);
        self.number(length);
        self.out.push(b'"');
    }

    /// Writes an attribute with a whole number.
    pub fn whole(&mut self, start: &'static str, number: u32) {
        self.raw(start);
        number::push_whole(&mut self.out, u64::from(number));
        self.out.push(b'"');
    }

    /// Writes an attribute with an author's text.
    pub fn attribute(&mut self, start: &'static str, value: &[&str]) {
        self.raw(start);
        for piece in value.iter().filter(|piece| !piece.is_empty()) {
            escape::push_attribute(&mut self.out, piece);
        }
        self.out.push(b'"');
    }

    /// Has a viewer with other fonts fit a text into its width. Nobody sees less than a tenth of a pixel.
    pub fn text_length(&mut self, width: Px) {
        self.length(" textLength=\"", width.up_to(Px::hundredths(10)));
        self.raw(" lengthAdjust=\"spacingAndGlyphs\"");
    }

    /// Writes the classes that are not empty; without any, nothing.
    pub fn classes(&mut self, classes: &[&'static str]) {
        self.classes_and(classes, None);
    }

    /// The same, and the class of an author's colour that has this number.
    pub fn classes_and(&mut self, classes: &[&'static str], ink: Option<u32>) {
        let mut before = " class=\"";
        for class in classes.iter().filter(|class| !class.is_empty()) {
            self.raw(before);
            self.raw(class);
            before = " ";
        }
        if let Some(number) = ink {
            self.raw(before);
            self.raw(INK);
            number::push_whole(&mut self.out, u64::from(number));
            before = " ";
        }
        if before == " " {
            self.raw("\"");
        }
    }

    /// Begins the data of a path; `end_path` ends it.
    pub fn begin_path(&mut self) {
        self.raw(" d=\"");
    }

    /// Ends the data of a path, and its element.
    pub fn end_path(&mut self) {
        self.end_data();
        self.raw("\"/>\n");
    }

    /// Ends the data of a path.
    pub fn end_data(&mut self) {
        let Some(segments) = self.by_hand.take() else { return };
        for pass in 0..path::PASSES {
            path::trace_segments(self, &path::drawn_by_hand(&segments, pass));
        }
        self.by_hand = Some(Vec::new());
    }

    /// Keeps a segment of a path that is drawn by hand; returns whether it did.
    fn keeps(&mut self, segment: Segment) -> bool {
        self.by_hand.as_mut().is_some_and(|segments| {
            segments.push(segment);
            true
        })
    }

    /// From where the path has got to: how far to a point.
    fn way_to(&self, to: Point) -> [Px; 2] {
        [to.x - self.at.x, to.y - self.at.y]
    }

    fn command(&mut self, letter: u8, operands: &[Px]) {
        self.out.push(letter);
        for operand in operands {
            self.operand(*operand);
        }
    }

    /// A number in a path; a space separates it from the number before it unless its sign does.
    fn operand(&mut self, operand: Px) {
        let after_number = self.out.last().is_some_and(u8::is_ascii_digit);
        if after_number && operand >= Px::ZERO {
            self.out.push(b' ');
        }
        number::push(&mut self.out, operand);
    }
}

impl PathWriter for ElementWriter {
    fn move_to(&mut self, to: Point) {
        if self.keeps(Segment::Move(to)) {
            return;
        }
        if self.out.ends_with(b"\"") {
            self.command(b'M', &[to.x, to.y]);
        } else {
            // The way to the next piece takes fewer bytes than its place.
            let way = self.way_to(to);
            self.command(b'm', &way);
        }
        (self.at, self.start) = (to, to);
    }

    fn line_to(&mut self, to: Point) {
        if self.keeps(Segment::Line(to)) {
            return;
        }
        if to.y == self.at.y {
            self.command(b'H', &[to.x]);
        } else if to.x == self.at.x {
            self.command(b'V', &[to.y]);
        } else {
            self.command(b'L', &[to.x, to.y]);
        }
        self.at = to;
    }

    fn short_line_to(&mut self, to: Point) {
        if self.keeps(Segment::Line(to)) {
            return;
        }
        let [x, y] = self.way_to(to);
        if y == Px::ZERO {
            self.command(b'h', &[x]);
        } else if x == Px::ZERO {
            self.command(b'v', &[y]);
        } else {
            self.command(b'l', &[x, y]);
        }
        self.at = to;
    }

    fn arc_to(&mut self, radii: (Px, Px), clockwise: bool, to: Point) {
        if self.keeps(Segment::Arc { radii, clockwise, to }) {
            return;
        }
        let [x, y] = self.way_to(to);
        self.command(b'a', &[radii.0, radii.1, Px::ZERO, Px::ZERO]);
        self.raw(if clockwise { " 1" } else { " 0" });
        self.operand(x);
        self.operand(y);
        self.at = to;
    }

    fn curve_to(&mut self, [first, second]: [Point; 2], to: Point) {
        if self.keeps(Segment::Curve { controls: [first, second], to }) {
            return;
        }
        let ([ax, ay], [bx, by], [x, y]) = (self.way_to(first), self.way_to(second), self.way_to(to));
        self.command(b'c', &[ax, ay, bx, by, x, y]);
        self.at = to;
    }

    fn close(&mut self) {
        if self.keeps(Segment::Close) {
            return;
        }
        self.raw("z");
        self.at = self.start;
    }
}

/// Writes a colour in CSS notation.
pub fn push_color(out: &mut Vec<u8>, color: crate::notation::Color) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let parts = [color.red, color.green, color.blue];
    out.push(b'#');
    // `#aabbcc` is the same colour as `#abc`.
    let short = parts.iter().all(|part| part % 17 == 0);
    for part in parts {
        out.push(DIGITS[usize::from(part / 16)]);
        if !short {
            out.push(DIGITS[usize::from(part % 16)]);
        }
    }
}
