//! Shapes of sources that are made to cost more than they are long: every construct repeated, nested and crossed,
//! each as large as a number of bytes allows.

use std::fmt::Write as _;

/// A shape: its name, and a source of at most so many bytes.
pub type Shape = (&'static str, fn(usize) -> String);

/// A line, over and over, with its number where it says `{n}`.
fn lines(bytes: usize, line: &str) -> String {
    after(String::new(), bytes, line)
}

/// The same after a beginning.
fn after(mut text: String, bytes: usize, line: &str) -> String {
    for n in 0.. {
        let next = line.replace("{n}", &n.to_string());
        if text.len() + next.len() + 1 > bytes {
            break;
        }
        text += &next;
        text.push('\n');
    }
    text
}

/// Participants `p0`, `p1` and so on, and the last of them.
fn participants(count: usize) -> (String, String) {
    let mut text = String::new();
    for n in 0..count {
        writeln!(text, "participant p{n}").expect("a String takes everything");
    }
    (text, format!("p{}", count - 1))
}

/// A line over a third of the bytes' participants; `{last}` is the last of them.
fn wide(bytes: usize, line: &str) -> String {
    let (text, last) = participants((bytes / 90).max(2));
    after(text, bytes, &line.replace("{last}", &last))
}

/// A participant `A` with a name of half of the bytes, and a line.
fn named(bytes: usize, line: &str) -> String {
    after(format!("participant \"{}\" as A\n", "y".repeat(bytes / 2)), bytes, line)
}

/// Names joined by commas, a letter and a number each.
fn list(bytes: usize, letter: char) -> String {
    let mut text = format!("{letter}0");
    for n in 1.. {
        let next = format!(",{letter}{n}");
        if text.len() + next.len() > bytes {
            break;
        }
        text += &next;
    }
    text
}

/// Blocks inside of each other, up to `MAX_DEPTH`, over and over.
fn nested(bytes: usize, open: &str, inside: &str) -> String {
    let one = format!("{}{inside}\n{}", format!("{open}\n").repeat(100), "end\n".repeat(100));
    one.repeat((bytes / one.len()).max(1))
}

fn product(bytes: usize, verb: &str, mode: &str) -> String {
    format!("knowledge {mode}\n{verb} {}: {}\n", list(bytes / 2 - 20, 'p'), list(bytes / 2 - 20, 'v'))
}

/// A value of half of the bytes, and a line about it.
fn bytes(bytes: usize, mode: &str, line: &str) -> String {
    let value = "2a".repeat(bytes / 4);
    after(format!("knowledge {mode}\nA->B: hello\ngenerate A: a = 0x{value}\n"), bytes, line)
}

/// Half of the bytes as one word in a text.
fn word(bytes: usize, before: &str, word: &str) -> String {
    format!("A->B: x\n{before}{}\n", word.repeat(bytes / 2 / word.len()))
}

/// Facts in branches.
fn branches(bytes: usize, open: &str, between: &str) -> String {
    let (parties, values) = (list(bytes / 40, 'p'), list(bytes / 40, 'v'));
    let mut text = format!("knowledge on\nA->B: x\n{open}\n");
    while text.len() < bytes * 9 / 10 {
        write!(text, "knows {parties}: {values}\n{between}\n").expect("a String takes everything");
    }
    text + "A->B: x\nend\n"
}

/// All of a participant's bars open, and a line.
fn active(bytes: usize, line: &str) -> String {
    let (mut text, _) = participants(20);
    for n in 0..20 {
        text += &format!("activate p{n}\n").repeat(64);
    }
    after(text, bytes, line)
}

/// A message that carries all values, and one for each party that carries it.
fn carried(bytes: usize) -> String {
    let values = list(bytes / 3, 'v');
    let text = format!("knows A: {values}\nA->B: m({values})\n");
    after(text, bytes, "B->p{n}: n(m)")
}

/// Groups of participants.
fn groups(bytes: usize, line: &str) -> String {
    let text = lines(bytes / 2, "participantgroup g{n}\nparticipant p{n}\nend");
    let last = text.matches("participantgroup").count() - 1;
    after(text, bytes, &line.replace("{last}", &format!("p{last}")))
}

/// A participant with an image, which is made again and again.
fn image(bytes: usize) -> String {
    let data = format!("iVBORw0KGgo{}", "A".repeat(bytes.min(66_000) / 2 / 4 * 4 + 1));
    after(format!("image data:image/png;base64,{data} A\nB->C: x\n"), bytes, "B->*A: x\ndestroy A")
}

/// A link with an address of half of the bytes, on many lines.
fn link(bytes: usize, words: &str) -> String {
    let address = "a".repeat(bytes / 2);
    let text = words.repeat(bytes / 3 / words.len());
    format!("A->B: x\nnote over A: <link:https://example.org/{address}>{text}</link>\n")
}

/// A function of many values that are known by a long name.
fn formula(bytes: usize) -> String {
    let long = "y".repeat(bytes / 4);
    let many = vec!["s"; bytes / 8].join(",");
    let text =
        format!("knowledge on\nA->B: x\ngenerate A: {long}\nderive A: s = {long}\nderive A: f = f({many})\n");
    after(text, bytes, "show A: f")
}

/// All of them.
pub const SHAPES: &[Shape] = &[
    ("a long name and messages", |b| named(b, "A->B:")),
    ("a long name and replies", |b| named(b, "B-->A: x")),
    ("a long name and messages to itself", |b| named(b, "A->A:")),
    ("a long name and notes", |b| named(b, "note over A:x")),
    ("a long name and notes beside it", |b| named(b, "note left of A: x")),
    ("a long name and wide notes", |b| named(b, "note over A,B:x")),
    ("a long name and references", |b| named(b, "ref over A:x")),
    ("a long name and states", |b| named(b, "state over A:x")),
    ("a long name that is created", |b| named(b, "B->*A:\ndestroy A")),
    ("a long name that creates", |b| named(b, "A->*B:\ndestroy B")),
    ("a long name and ends after it", |b| named(b, "B->*A:\ndestroyafter A")),
    ("a long name and activations", |b| named(b, "B->+A:\nA->-B:")),
    ("a long name and faults", |b| named(b, "deactivate A")),
    ("a long name and more faults", |b| named(b, "destroy A")),
    ("a long name that is declared again", |b| named(b, "participant A")),
    ("a long name in a collapsed fragment", |b| named(b - 30, "expandable+ x\nA->B:\nend")),
    ("a long name at both ends", |b| named(b, "autonumber\nA->B:")),
    ("a long name that knows", |b| named(b, "knows A: v{n}")),
    ("a long name that is drawn knowing", |b| named(b, "knowledge on\ngenerate A: v{n}")),
    ("a long name that cannot", |b| named(b, "derive A: v{n} = f(w{n})")),
    ("a long name that is expected", |b| named(b, "generate B: v{n}\nexpect A knows v{n}")),
    ("a long name of emoji", |b| {
        after(format!("participant \"{}\" as A\n", "🚀".repeat(b / 8)), b, "A->B:x")
    }),
    ("a name of quotes", |b| after(format!("participant {} as A\n", "'\"<&>".repeat(60)), b, "A->A:x")),
    ("many names of 256 letters", |b| {
        lines(b, &format!("participant \"{{n}}{}\" as a{{n}}\na{{n}}->a{{n}}:", "w".repeat(256)))
    }),
    ("wide notes", |b| wide(b, "note over p0,{last}:x")),
    ("wide boxes", |b| wide(b, "box over p0,{last}:x")),
    ("wide angular boxes", |b| wide(b, "abox over p0,{last}:x")),
    ("wide rounded boxes", |b| wide(b, "rbox over p0,{last}:x")),
    ("wide states", |b| wide(b, "state over p0,{last}:x")),
    ("wide references", |b| wide(b, "ref over p0,{last}:x")),
    ("wide references with messages", |b| wide(b, "p0->ref over p0,{last}:x\nx\nend ref-->p0: y")),
    ("wide note blocks", |b| wide(b - 30, "note over p0,{last}\nx\nend note")),
    ("wide notes with room", |b| wide(b, "note over p0,{last}:x\nspace 3")),
    ("wide notes that overlap", |b| wide(b, "note over p0,{last}:x\nspace -3")),
    ("wide parallel notes", |b| wide(b - 30, "parallel\nnote over p0,{last}:x\nnote over p0:y\nend")),
    ("wide groups", |b| wide(b - 30, "group x\np0->{last}:y\nend")),
    ("wide collapsed fragments", |b| wide(b - 30, "expandable+ x\np0->{last}:y\nend")),
    ("wide messages", |b| wide(b, "p0->{last}:x")),
    ("wide messages with long texts", |b| {
        wide(b, "p0->{last}: a text that is as long as it can be on one line")
    }),
    ("wide messages to and fro", |b| wide(b, "p0->+{last}:x\n{last}-->-p0:y")),
    ("wide knowledge", |b| wide(b, "knowledge on\ngenerate p0,p1,p2,p3,p4,p5,p6,p7: v{n}")),
    ("dividers", |b| wide(b, "==x==")),
    ("dividers without a text", |b| wide(b, "====")),
    ("messages", |b| lines(b, "a->b:")),
    ("messages to oneself", |b| lines(b, "a->a:")),
    ("numbered messages", |b| after("autonumber 1\n".to_owned(), b, "a->b:")),
    ("numbered messages to oneself", |b| after("autonumber 999\n".to_owned(), b, "a->a:")),
    ("messages from the border", |b| lines(b, "[->a:")),
    ("messages between new participants", |b| lines(b, "a{n}->b{n}:")),
    ("messages from one to new participants", |b| lines(b, "a->b{n}:")),
    ("hyphens between new participants", |b| lines(b, "a-{n}->b-{n}: x")),
    ("hyphens from new participants", |b| lines(b, "a-b-{n}-x-y->b: x")),
    ("participants", |b| lines(b, "participant p{n}")),
    ("actors", |b| lines(b, "actor p{n}")),
    ("created participants", |b| lines(b, "A->*p{n}: x")),
    ("created and destroyed participants", |b| lines(b, "A->*p{n}: x\ndestroy p{n}")),
    ("one participant that is made and ended", |b| lines(b, "A->*B:\ndestroy B")),
    ("one image that is made and ended", image),
    ("glyphs", |b| lines(b, "fontawesome f007 p{n}")),
    ("activations", |b| lines(b, "activate p{n}")),
    ("activations that open and close", |b| lines(b, "activate a\ndeactivate a")),
    ("too many activations", |b| lines(b, "activate a")),
    ("deep activations and notes", |b| active(b, "note over p0,p19:x")),
    ("deep activations and messages", |b| active(b, "p0->p19: a text over those in the middle")),
    ("deep activations and dividers", |b| active(b, "==a text over those in the middle==")),
    ("deep activations and guards", |b| active(b - 30, "alt a text\np0->p19:\nend")),
    ("delayed messages", |b| lines(b, "a->(9)b:x")),
    ("delayed messages that cross", |b| lines(b, "a->(99)b:x\nspace -99")),
    ("delayed messages between many", |b| lines(b, "a{n}->(9)b{n}:x")),
    ("parallel messages", |b| lines(b - 30, "parallel\na->b:x\nb->c:x\nend")),
    ("one parallel of many", |b| after("parallel\n".to_owned(), b - 30, "a{n}->b{n}:x") + "end\n"),
    ("fragments", |b| lines(b - 30, "alt\nend")),
    ("fragments of one message", |b| lines(b - 30, "opt x\na->b:x\nend")),
    ("nested fragments", |b| nested(b, "opt x", "a->b: x")),
    ("nested collapsed fragments", |b| nested(b, "expandable+ x", "a->b: x")),
    ("nested parallels", |b| nested(b, "parallel", "a->b: x")),
    ("else", |b| after("alt x\n".to_owned(), b - 30, "else y\na->b:x") + "end\n"),
    ("else without messages", |b| after("alt x\n".to_owned(), b - 30, "else") + "end\n"),
    ("branches that activate", |b| after("alt x\n".to_owned(), b - 30, "activate a{n}\nelse") + "end\n"),
    ("branches that destroy", |b| after("A->B:x\nalt x\n".to_owned(), b - 30, "destroy A\nelse") + "end\n"),
    ("unclosed fragments", |b| lines(b, "alt x")),
    ("unclosed notes", |b| lines(b, "note over A")),
    ("ends of nothing", |b| lines(b, "end")),
    ("groups of participants", |b| lines(b - 30, "participantgroup g\nparticipant p{n}\nend")),
    ("groups of participants and notes", |b| groups(b, "note over p0,{last}:x")),
    ("groups of participants and messages", |b| groups(b, "p0->{last}:x")),
    ("nested groups of participants", |b| nested(b / 2, "participantgroup g", "participant p")),
    ("styles", |b| lines(b, "style s{n} #red,#blue;2;dashed\nA->B##s{n}: x")),
    ("styles that are missing", |b| lines(b, "A->B##s{n}: x")),
    ("colours", |b| lines(b, "A-[#{n}red;9]>B #{n}: x")),
    ("spacing", |b| lines(b, "entryspacing 0.{n}\nA->B: x")),
    ("mark-up", |b| format!("A->B: {}\n", "<b>x</b>".repeat(b / 8 - 2))),
    ("nested mark-up", |b| format!("A->B: {}x\n", "<b><i><color:red>".repeat(b / 17 - 2))),
    ("mark-up of every kind", |b| {
        lines(b, "A->B: <b>b</b><i>i</i><u>u</u><s>s</s><size:9>z</size><color:red>c</color><sub>x</sub>")
    }),
    ("mark-up that is not closed", |b| format!("A->B: {}\n", "<".repeat(b - 10))),
    ("stars", |b| format!("A->B: {}\n", "*_~".repeat(b / 3 - 4))),
    ("a long link on many lines", |b| link(b, "word ")),
    ("a long link with breaks", |b| link(b, "w\\n")),
    ("a long link with parts", |b| link(b, "<b>x</b>y")),
    ("a text to be wrapped", |b| word(b, "A->B: ", "word ")),
    ("a word to be broken", |b| word(b, "note over A: ", "w")),
    ("a text of breaks", |b| word(b, "note over A: ", "\\n")),
    ("a text of one character a line", |b| word(b, "note over A: <wordwrap:1>", "w ")),
    ("zalgo", |b| word(b, "A->B: ", "e\u{301}\u{302}\u{303}\u{304}\u{305}")),
    ("families", |b| word(b, "A->B: ", "👨‍👩‍👧‍👦")),
    ("both directions", |b| word(b, "A->B: ", "א\u{202e}a\u{202c}")),
    ("invisible characters", |b| lines(b, "A\u{200b}->B\u{200b}: x")),
    ("lines that are none", |b| lines(b, "what is this {n}")),
    ("one line that is none", |b| "x".repeat(b)),
    ("comments", |b| lines(b, "# c")),
    ("blank lines", |b| "\n".repeat(b)),
    ("a title", |b| word(b, "title ", "w ")),
    ("frames", |b| lines(b, "frame x")),
    ("parties that know", |b| product(b, "knows", "off")),
    ("parties that are drawn knowing", |b| product(b, "knows", "on")),
    ("parties that are drawn knowing all", |b| product(b, "generate", "full")),
    ("parties that are shown", |b| product(b, "show", "on")),
    ("parties that leak", |b| format!("attacker sees wire\n{}", product(b - 30, "leak", "on"))),
    ("parties that derive", |b| {
        let parties = list(b / 2 - 60, 'p');
        after(format!("knowledge on\ngenerate {parties}: v\n"), b, "derive p1,p3,p5: w{n} = f(v, \"{n}\")")
    }),
    ("parties that check", |b| product(b, "check", "check")),
    ("facts in branches", |b| branches(b, "alt x", "else")),
    ("facts in parallels", |b| branches(b, "par x", "else")),
    ("a message that carries all", carried),
    ("all that is known again and again", |b| {
        after(format!("knowledge full\nknows A: {}\n", list(b / 2, 'v')), b, "B->A: x{n}\ngenerate A: w{n}")
    }),
    ("bytes that are shown", |b| bytes(b, "off", "show A: a")),
    ("bytes that are drawn", |b| bytes(b, "on", "show A: a")),
    ("bytes that are sent", |b| bytes(b, "on", "A->p{n}: m(a)")),
    ("bytes that are joined", |b| bytes(b, "on", "derive A: a{n} = a || a")),
    ("a transcript that is shown", |b| bytes(b, "on", "A->B: m{n}(a)\nbytes 0x2a2a2a\nshow A: m0..m{n}")),
    ("a long name of a value", |b| {
        let long = "y".repeat(b / 2);
        after(format!("knowledge on\nA->B: x\ngenerate A: {long}\nderive A: k = {long}\n"), b, "show A: k")
    }),
    ("a key with a long name", |b| {
        let long = "y".repeat(b / 2);
        after(
            format!("knowledge on\nA->B: x\nknows A, B: {long}\nderive A, B: k = {long}\n"),
            b,
            "A->B: x\nunder k",
        )
    }),
    ("a long formula that is shown", formula),
    ("values that are unknown", |b| lines(b, "A->B: m(v{n})\nunder k{n}")),
    ("values with slips", |b| lines(b, "generate A: secretvalue{n}\nshow A: secretvlaue{n}")),
];
