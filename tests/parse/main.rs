//! What the parser makes of lines, one trap each; and that printing loses nothing.

mod faults;
mod knowledge;
#[path = "../common/tree.rs"]
mod tree;

use seqwright::print::print;
use seqwright::{Source, parse};
use tree::dump;

/// What a text is read as, printed again, and the diagnostics about it: `code line:column`.
fn read(text: &str) -> (String, Vec<String>) {
    let source = Source::new("test", text);
    let (diagram, diagnostics) = parse(&source);
    let printed = print(&diagram);
    for diagnostic in &diagnostics {
        assert!(diagnostic.help.is_some(), "{diagnostic:?} has no help");
        assert!(
            diagnostic.labels.iter().all(|label| !label.text.is_empty()),
            "{diagnostic:?} has an empty label"
        );
        assert!(diagnostic.span().end <= text.len(), "{diagnostic:?} points behind the text");
    }
    let diagnostics = diagnostics.iter().map(|diagnostic| {
        let place = source.place(diagnostic.span().start);
        format!("{} {}:{}", diagnostic.code.name(), place.line, place.column)
    });
    (printed, diagnostics.collect())
}

/// Each text is one statement or more without a fault, and means what is written beside it.
#[track_caller]
fn means(cases: &[(&str, &str)]) {
    for (text, canonical) in cases {
        let (printed, diagnostics) = read(text);
        assert_eq!(diagnostics, [""; 0], "diagnostics of {text:?}");
        assert_eq!(printed.trim_end(), *canonical, "{text:?}");
        laws(text);
    }
}

/// Parsing what was printed gives the same, and printing that the same text.
#[track_caller]
fn laws(text: &str) {
    let source = Source::new("test", text);
    let (diagram, _) = parse(&source);
    let printed = print(&diagram);
    let again = Source::new("again", printed.as_str());
    let (second, _) = parse(&again);
    assert_eq!(dump(&diagram), dump(&second), "printed as {printed:?}");
    assert_eq!(printed, print(&second), "printing {text:?} twice");
    assert_eq!(lines(&printed), lines(text), "a line of {text:?} is lost: {printed:?}");
}

/// How many lines there are that hold anything.
fn lines(text: &str) -> usize {
    text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).count()
}

/// Each text has exactly these diagnostics.
#[track_caller]
fn faults(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let (_, diagnostics) = read(text);
        assert_eq!(diagnostics, *expected, "{text:?}");
    }
}

#[test]
fn arrows() {
    means(&[
        ("A->B: x", "A->B: x"),
        ("A ->> B :x", "A->>B: x"),
        ("A-->B:", "A-->B:"),
        ("A-->>B: x: y -> z", "A-->>B: x: y -> z"),
        ("A<-B: x", "A<-B: x"),
        ("A<<--B: x", "A<<--B: x"),
        ("A<->B: x", "A<->B: x"),
        ("A<<-->>B: x", "A<<-->>B: x"),
        ("a<<-->d: x", "a<<-->d: x"),
        ("A - > B: x", "A->B: x"),
        ("A -- >> B: x", "A-->>B: x"),
        ("A->*B: x", "A->*B: x"),
        ("A ->+ B: x", "A->+B: x"),
        ("A-->-B: x", "A-->-B: x"),
        ("[->A: x", "[->A: x"),
        ("A->]: x", "A->]: x"),
        ("A<-]: x", "A<-]: x"),
        ("A->(5)B: x", "A->(5)B: x"),
        ("A(1)<--B: x", "A(1)<--B: x"),
        ("\"a: b\" (1) <-B: x", "\"a: b\"(1)<-B: x"),
        ("A->(x)B: x", "A->(x)B: x"),
    ]);
}

#[test]
fn colours_of_arrows() {
    means(&[
        ("A-#red>B: x", "A-[#red]>B: x"),
        ("A--#blue>>B: x", "A--[#blue]>>B: x"),
        ("A-#red:3>B: x", "A-[#red;3]>B: x"),
        ("A-:4>B: x", "A-[;4]>B: x"),
        ("A<#green--B: x", "A<--[#green]-B: x"),
        ("A<-[##warm]-B: x", "A<-[##warm]-B: x"),
        ("A-[##warm]->B: x", "A-[##warm]>B: x"),
        ("A-[;;dashed]>B: x", "A-[;;dashed]>B: x"),
        ("A<-[groovy] rules: x", "A<-[groovy] rules: x"),
        ("A->B#1: x", "A->B#1: x"),
    ]);
}

#[test]
fn names() {
    means(&[
        ("login-service->data-base: x", "login-service->data-base: x"),
        ("End User->System: x", "End User->System: x"),
        ("中国 → 人->B: x", "中国 → 人->B: x"),
        ("\"User\"->\"a: b\": x", "User->\"a: b\": x"),
        ("\"->\"->B: x", "\"->\"->B: x"),
        ("\"say \\\"hi\\\"\"->B: x", "\"say \\\"hi\\\"\"->B: x"),
        ("a-xb->c: x", "a-xb->c: x"),
        ("Spark+Http (v2)->B: x", "Spark+Http (v2)->B: x"),
        ("end->loop: x", "end->loop: x"),
        ("note -> B: x", "note->B: x"),
        ("option->space: x", "option->space: x"),
        ("derive->title: x", "derive->title: x"),
        ("database server->app: rows", "database server->app: rows"),
        ("overload->Notebook: x", "overload->Notebook: x"),
        ("endpoint->alternative: x", "endpoint->alternative: x"),
        ("Title->B: y", "Title->B: y"),
        ("\"title\"->B: y", "\"title\"->B: y"),
    ]);
}

#[test]
fn hyphens_that_may_be_arrows() {
    means(&[
        ("A-B: x", "A - B: x"),
        ("A--B: x", "A -- B: x"),
        ("A->B: x\nA-xB: lost", "A->B: x\nA -x B: lost"),
        ("A->B: x\nB--x(2)A: lost", "A->B: x\nB --x(2) A: lost"),
        ("A->B: x\nBx-A: lost", "A->B: x\nB x- A: lost"),
        ("A->B: x\nA(5)x--B: lost", "A->B: x\nA (5)x-- B: lost"),
        ("A->B: x\nA-#redxB: lost", "A->B: x\nA -[#red]x B: lost"),
        ("A->B: x\nAx[#red;3]-B: lost", "A->B: x\nA x[#red;3]- B: lost"),
        ("participant ctl\nparticipant xmq\nctl-xmq: x", "participant ctl\nparticipant xmq\nctl - xmq: x"),
        ("participant ctl\nparticipant mq\nctl-xmq: x", "participant ctl\nparticipant mq\nctl -x mq: x"),
        ("a-b->c: x\na-b-c: x", "a-b->c: x\na-b - c: x"),
        ("\"a-b\"-c: x", "\"a-b\" - c: x"),
    ]);
}

#[test]
fn a_crossed_arrow_needs_no_known_names() {
    means(&[
        ("A-xB: lost", "A -x B: lost"),
        ("A--xB: lost", "A --x B: lost"),
        ("Ax-B: lost", "A x- B: lost"),
        ("Ax--B: lost", "A x-- B: lost"),
        ("a x-b: lost", "a x- b: lost"),
        ("A-x(2)B: lost", "A -x(2) B: lost"),
        ("A->B: x\nA-xC: lost", "A->B: x\nA -x C: lost"),
        ("ctl-xmqtt: Connection lost", "ctl -x mqtt: Connection lost"),
        ("Web Browser -x Web Server: lost", "Web Browser -x Web Server: lost"),
    ]);
    faults(&[
        // Several hyphens, or a cross on both sides.
        ("a-b-c: x", &["ambiguous-arrow 1:2"]),
        ("my-web-xbox: x", &["ambiguous-arrow 1:7"]),
        ("Ax-xB: x", &["ambiguous-arrow 1:3"]),
        // An `x` that is a letter.
        ("nginx-app: x", &["ambiguous-arrow 1:6"]),
        ("see the pre-xmas plan: x", &["ambiguous-arrow 1:12"]),
        // Names that the text knows otherwise.
        ("participant mq\nparticipant xmq\nctl-xmq: x", &["ambiguous-arrow 3:4"]),
        ("my-xbox->A: x\nmy-xbox: x", &["ambiguous-arrow 2:3"]),
    ]);
}

#[test]
fn participants() {
    means(&[
        ("participant A B C", "participant A B C"),
        ("Participant Long name as A", "participant Long name as A"),
        ("participant \"Long\\nname\" as A", "participant \"Long\\nname\" as A"),
        ("participant \"User\" as U", "participant User as U"),
        ("actor \"Long name\" as The User #yellow", "actor \"Long name\" as The User #yellow"),
        ("participant Double as as alias", "participant Double as as alias"),
        ("participant Name with 'as' in it", "participant Name with 'as' in it"),
        ("participant A as b c", "participant A as b c"),
        ("participant A#red", "participant A #red"),
        ("participant A B #pink #red;3;dashed", "participant A B #pink #red;3;dashed"),
        ("participant P ;3;dashed", "participant P ;3;dashed"),
        ("participant P #pink ;0", "participant P #pink ;0"),
        ("participant C#", "participant C#"),
        ("participant:queue Q", "participant:queue Q"),
        ("rparticipant R", "rparticipant R"),
        ("database DB ##stored", "database DB ##stored"),
        ("fontawesome5solid f099 Twitter #1da1f2", "fontawesome5solid f099 Twitter #1da1f2"),
        ("image data:image/png;base64,AA== Logo", "image data:image/png;base64,AA== Logo"),
        ("participant \"->:\"", "participant \"->:\""),
        ("Participant \"->:\"", "participant \"->:\""),
        ("participant end", "participant end"),
        ("create B", "create B"),
        ("activate B#red #blue;2", "activate B #red #blue;2"),
        ("deactivateafter B C", "deactivateafter B C"),
        ("destroysilent B", "destroysilent B"),
    ]);
}

#[test]
fn notes() {
    means(&[
        ("Note over A: x -> y: z", "note over A: x -> y: z"),
        ("note left  of A B : x", "note left of A B: x"),
        ("note over A, B C,D#tomato:x", "note over A,B C,D #tomato: x"),
        ("rbox over \"a,b\" #fill #line;2: x", "rbox over \"a,b\" #fill #line;2: x"),
        ("aboxright right of A ##warm: x", "aboxright right of A ##warm: x"),
        ("note over a-b: x", "note over a-b: x"),
        ("note over A:", "note over A:"),
        ("note over A\n A->B: x\n\n  end\nend note", "note over A\n A->B: x\n\n  end\nend note"),
        ("state left of A:\r\ntitle x\r\nend state\r\n", "state left of A:\ntitle x\nend state"),
        ("note over A\nend note", "note over A\nend note"),
        ("ref over A, B\nx\nEND ref", "ref over A,B\nx\nend ref"),
        ("A ->+ ref over B, C : in", "A->+ref over B,C: in"),
        ("A->ref over B", "A->ref over B"),
        ("A-->>ref over B#red\n  x\nend  ref ->- A", "A-->>ref over B #red\n  x\nend ref->-A"),
        ("REF OVER B:\nx\nEnd Ref-->A: out", "ref over B:\nx\nend ref-->A: out"),
        ("ref over B:\nx\nend ref (2)<--A: out", "ref over B:\nx\nend ref(2)<--A: out"),
        ("A->ref over B: x\nref y\nB->C: z\nend ref", "A->ref over B: x\nref y\n  B->C: z\nend ref"),
        ("A->ref over B: x\nA->ref over C: y\nz\nend ref", "A->ref over B: x\nA->ref over C: y\nz\nend ref"),
        ("note over A\nstate over B\nx\nend note", "note over A\nstate over B\nx\nend note"),
        ("==a==", "== a =="),
        ("====", "===="),
        ("== a == b == #red", "== a == b == #red"),
    ]);
    faults(&[
        ("note over A\nfree text\n\nmore\nA->B: x", &["unclosed-block 1:1"]),
        ("note over A\nnote over B\nx\nend note", &["unclosed-block 1:1"]),
        ("note A: x", &["malformed-statement 1:6"]),
        ("note over: x", &["missing-name 1:10"]),
        ("note over A->B: x", &["malformed-statement 1:12"]),
        ("== a", &["malformed-statement 1:5"]),
    ]);
}

#[test]
fn fragments() {
    means(&[
        (
            "alt a\nA->B: x\nelse\nA->B: y\nelse c\nend alt",
            "alt a\n  A->B: x\nelse\n  A->B: y\nelse c\nend alt",
        ),
        ("loop\nelse x\nend", "loop\nelse x\nend"),
        ("par a\nthread b\nend", "par a\nthread b\nend"),
        ("Loop A->B\nend", "loop A->B\nend"),
        ("group own name [when so]\nend", "group own name [when so]\nend"),
        ("group #2f2e7b words #white [when]\nend", "group #2f2e7b words #white [when]\nend"),
        ("alt #c2efff #fff text\nend", "alt #c2efff #fff text\nend"),
        ("alt#yellow #pink #red;2;dashed text\nend", "alt#yellow #pink #red;2;dashed text\nend"),
        ("alt ;3;dashed text\nend", "alt ;3;dashed text\nend"),
        ("loop #3 times\nend", "loop #3 times\nend"),
        ("alt\nelse#red x\nend", "alt\nelse #red x\nend"),
        ("expandable- more\nend", "expandable- more\nend"),
        ("expandable+#red more\nend", "expandable+#red more\nend"),
        ("ref see there\nend", "ref see there\nend"),
        (
            "participantgroup#abc All of them\nactor A\nend",
            "participantgroup #abc All of them\n  actor A\nend",
        ),
        ("parallel{\nA->B: x\nserial {\n}\n}", "parallel {\n  A->B: x\n  serial {\n  }\n}"),
    ]);
}

#[test]
fn settings() {
    means(&[
        ("title: x", "title x"),
        ("Title:: x", "title : x"),
        ("title:", "title:"),
        ("title A->B: x", "title A->B: x"),
        ("title: -> x", "title: -> x"),
        ("title -> x", "title: -> x"),
        ("autonumber", "autonumber"),
        ("autonumber 10", "autonumber 10"),
        ("autonumber off", "autonumber off"),
        ("space", "space"),
        ("space -6", "space -6"),
        ("frame#op #fill #line;2 x", "frame#op #fill #line;2 x"),
        ("frame #c x", "frame #c x"),
        ("fontfamily \"My Font\"", "fontfamily My Font"),
        ("entryspacing .5", "entryspacing .5"),
        ("participantspacing equal", "participantspacing equal"),
        ("lifelinestyle #gray;1;dashed", "lifelinestyle #gray;1;dashed"),
        ("lifelinestyle A B ;3", "lifelinestyle A B ;3"),
        ("lifelinecolor B #red", "lifelinestyle B #red"),
        ("lifelineweight 2", "lifelinestyle ;2"),
        ("activecolor C #blue", "activecolor C #blue"),
        ("autoactivation on", "autoactivation on"),
        ("linear\nlinear off", "linear\nlinear off"),
        ("parallel on\nparallel off", "parallel\nparallel off"),
        ("bottomparticipants", "bottomparticipants"),
        ("option footer = bar", "option footer=bar"),
        ("style warm #white #red;2;dashed,**<color:#red>", "style warm #white #red;2;dashed,**<color:#red>"),
        ("messagestyle #lightblue;2,**//", "messagestyle #lightblue;2,**//"),
        ("notestyle <wordwrap:25>//", "notestyle <wordwrap:25>//"),
        ("rboxstyle ;3,<color:#purple>", "rboxstyle ;3,<color:#purple>"),
        ("dividerstyle #red", "dividerstyle #red"),
    ]);
}

#[test]
fn comments_and_blank_lines_are_kept() {
    means(&[
        ("\n# a\n\n\n\n//b\nA->B: x\n\n", "# a\n\n//b\nA->B: x"),
        ("opt x\n\n  # a\n\n  A->B: x # y\n\nend", "opt x\n  # a\n\n  A->B: x # y\nend"),
        ("##x\n#->B: x", "##x\n#->B: x"),
        ("A#->B: x", "A#->B: x"),
    ]);
}

#[test]
fn all_line_ends_are_line_ends() {
    for text in ["A->B: x\nC->D: y\n", "A->B: x\r\nC->D: y", "A->B: x\rC->D: y\r"] {
        assert_eq!(read(text), ("A->B: x\nC->D: y\n".to_owned(), vec![]), "{text:?}");
    }
    let source = Source::new("test", "A->B: x\r\n\r\r\nC->D: y");
    let (diagram, _) = parse(&source);
    let lines: Vec<u32> = diagram.body.iter().map(|stmt| stmt.line).collect();
    assert_eq!(lines, [1, 2, 3, 4]);
    assert_eq!(source.place(diagram.body[3].span.start).line, 4);
}

#[test]
fn lines_are_counted_across_chunks() {
    let mut text = String::new();
    for number in 1..=9_000 {
        text.push_str(&format!("A->B: number {number}{}", ["\n", "\r\n", "\r"][number % 3]));
    }
    let source = Source::new("test", text);
    let (diagram, _) = parse(&source);
    assert_eq!(diagram.body.len(), 9_000);
    for stmt in &diagram.body {
        let place = source.place(stmt.span.start);
        assert_eq!((place.line, place.column), (stmt.line as usize, 1));
        let span = &source.text()[stmt.span.start..stmt.span.end];
        assert_eq!(span, format!("A->B: number {}", stmt.line));
    }
}
