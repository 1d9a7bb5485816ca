//! Mutates sources: pieces of several are combined, doubled, left out and mixed with
//! what has a meaning to the language or to some reader. The same seed gives the same ones.

/// What is put in: words and marks of the language, spaces of all kinds, characters without a shape, commands.
const SPICE: &[&str] = &[
    "->",
    "-->",
    "->>",
    "<-",
    "<->",
    "-x",
    "x-",
    "->*",
    "->+",
    "->-",
    "-[#red;2]>",
    "-#red:3>",
    "->(5)",
    "(5)<--",
    ":",
    "::",
    "##d",
    "#red",
    "#red;2;dashed",
    ";3",
    " #a #b ",
    "==",
    "\"",
    "\\\"",
    "\\n",
    "{",
    "}",
    "[",
    "]",
    ",",
    "|",
    "<b>",
    "</b>",
    "<color:#red>",
    "**",
    "alt ",
    "else ",
    "end",
    "end note",
    "note over A",
    "note left of A: ",
    "ref over A,B",
    "state over ",
    "box over A: ",
    "loop#red ",
    "group #red x #blue [y]",
    "title ",
    "frame ",
    "participant ",
    "participantgroup ",
    " as ",
    "create ",
    "destroy ",
    "activate ",
    "deactivate ",
    "parallel {",
    "serial {",
    "autonumber ",
    "space ",
    "par ",
    "thread ",
    "expandable+ ",
    "knowledge on",
    "A knows k",
    "generate A: k",
    "derive A: s = f(k)",
    "expect ",
    "{k}",
    "under k",
    "style d ",
    "# ",
    "//",
    "# dialect: wsd",
    "# seqwright: allow all",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    " ",
    "  ",
    "\u{a0}",
    "\u{0}",
    "\u{7}",
    "\u{b}",
    "\u{c}",
    "\u{1b}[31m",
    "\u{85}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{2003}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{202f}",
    "\u{3000}",
    "\u{feff}",
    "\u{ffff}",
    "é",
    "e\u{301}",
    "漢",
    "👩\u{200d}👧",
    "“",
    "”",
    "→",
    "–",
    "：",
    "x",
    "A",
    "B",
    "my-x",
    "-",
    "--",
    "<",
    ">",
    "0",
    "99999999999",
    "-1",
    ".5",
];

/// The most bytes of a source. What is wrong shows in a short one.
const MOST_BYTES: usize = 4_000;

/// Numbers that look like chance and are the same for the same seed (xorshift64*, by Vigna).
pub struct Dice(u64);

impl Dice {
    /// From a seed; 0 counts as 1.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.max(1))
    }

    /// A number below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).expect("31 bits fit") % most.max(1)
    }

    fn of<'t, T: ?Sized>(&mut self, all: &[&'t T]) -> &'t T {
        all[self.below(all.len())]
    }
}

/// One of the sources, changed in one to six ways; mostly in few, for most changes leave nothing that could be
/// formatted.
pub fn mutate(sources: &[String], dice: &mut Dice) -> String {
    let mut text = excerpt(&sources[dice.below(sources.len())], dice);
    let most = 1 + dice.below(6);
    for _ in 0..=dice.below(most) {
        text = changed(&text, sources, dice);
        if text.len() > MOST_BYTES {
            text.truncate(boundary(&text, MOST_BYTES));
        }
    }
    text
}

/// All of a short source, or some lines: often one or two, which have less beside them that is wrong.
fn excerpt(text: &str, dice: &mut Dice) -> String {
    if text.len() <= MOST_BYTES && dice.below(3) == 0 {
        return text.to_owned();
    }
    let most = [1, 2, 30][dice.below(3)];
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let from = dice.below(lines.len());
    let text = lines[from..lines.len().min(from + 1 + dice.below(most))].concat();
    text[..boundary(&text, MOST_BYTES)].to_owned()
}

fn changed(text: &str, sources: &[String], dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let line = dice.below(lines.len() + 1);
    match dice.below(10) {
        0 if line < lines.len() => drop(lines.remove(line)),
        1 if line < lines.len() => lines.insert(line, lines[line]),
        2 if line < lines.len() => {
            let other = dice.below(lines.len());
            lines.swap(line, other);
        }
        3 => {
            let other = &sources[dice.below(sources.len())];
            let foreign: Vec<&str> = other.split_inclusive('\n').collect();
            let from = dice.below(foreign.len());
            let to = foreign.len().min(from + 1 + dice.below(6));
            lines.splice(line..line, foreign[from..to].iter().copied());
        }
        4 | 5 => {
            // What stood between two places goes, or is there twice.
            let mut ends = [at(text, dice), at(text, dice)];
            ends.sort_unstable();
            let [from, to] = ends;
            let to = boundary(text, to.min(from + 40));
            let twice = if dice.below(2) == 0 { &text[from..to] } else { "" };
            return [&text[..from], twice, twice, &text[to..]].concat();
        }
        _ => {
            let at = at(text, dice);
            return [&text[..at], dice.of(SPICE), &text[at..]].concat();
        }
    }
    lines.concat()
}

/// A place between two characters: anywhere, or where lines begin and end, which is where most is decided.
fn at(text: &str, dice: &mut Dice) -> usize {
    let anywhere = boundary(text, dice.below(text.len() + 1));
    match dice.below(3) {
        0 => text[..anywhere].rfind('\n').map_or(0, |end| end + 1),
        1 => text[anywhere..].find('\n').map_or(text.len(), |end| anywhere + end),
        _ => anywhere,
    }
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
