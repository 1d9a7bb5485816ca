//! What the parser makes of lines about knowledge, and that it makes nothing of them where the older language has a
//! meaning for them.

use seqwright::ast::StmtKind;
use seqwright::print::print;
use seqwright::protocol::Expr;
use seqwright::{Source, parse};

use super::{faults, laws, means};

#[test]
fn statements() {
    means(&[
        ("knowledge on", "knowledge on"),
        ("knowledge new", "knowledge on"),
        ("Knowledge FULL", "knowledge full"),
        ("knowledge off", "knowledge off"),
        ("knowledge check", "knowledge check"),
        ("attacker  sees\twire", "attacker sees wire"),
        ("suite TLS_AES_128_GCM_SHA256", "suite TLS_AES_128_GCM_SHA256"),
        ("values \"a b.hex\"", "values \"a b.hex\""),
        ("knows A,B : a,b", "knows A, B: a, b"),
        ("keypair A:x/X", "keypair A: x / X"),
        ("keypair A: x / X = X25519", "keypair A: x / X = X25519"),
        ("keypair A: x / X = P-256 0x0a0B", "keypair A: x / X = P-256 0x0a0B"),
        ("generate A: a, b=0x2a, c = 0X2A", "generate A: a, b = 0x2a, c = 0x2A"),
        ("derive A,  B: k=f( a,b )||c", "derive A, B: k = f(a, b) || c"),
        ("check A: a==b", "check A: a == b"),
        ("check A,B: verify( pk,s , a||b)", "check A, B: verify(pk, s, a || b)"),
        ("show A: a, f(b)", "show A: a, f(b)"),
        ("leak A: a", "leak A: a"),
        ("expect A  knows a", "expect A knows a"),
        ("expect attacker never  knows a", "expect attacker never knows a"),
        ("expect attacker cannot know f(a)", "expect attacker cannot know f(a)"),
        ("expect a==0x2a", "expect a == 0x2a"),
        ("under k", "under k"),
        ("carry a,b", "carry a, b"),
        ("bytes 0x", "bytes 0x"),
        ("aside", "aside"),
    ]);
}

#[test]
fn expressions() {
    means(&[
        ("derive A: k = a || b||c", "derive A: k = a || b || c"),
        ("derive A: k = (a || b) || (c)", "derive A: k = a || b || c"),
        ("derive A: k = f ()", "derive A: k = f()"),
        ("derive A: k = f(g(a), \"t \\\" (\", 0x00, 48)", "derive A: k = f(g(a), \"t \\\" (\", 0x00, 48)"),
        ("derive A: k = HKDF-Extract(0, a)", "derive A: k = HKDF-Extract(0, a)"),
        ("derive A: k = H(First..Server.Last.2)", "derive A: k = H(First..Server.Last.2)"),
        ("derive A: k = H(Client.Hello.2 || \"\")", "derive A: k = H(Client.Hello.2 || \"\")"),
        ("derive A: ключ = f(α2)", "derive A: ключ = f(α2)"),
    ]);
}

#[test]
fn names_of_parties() {
    means(&[
        ("derive \"web-shop\", End User: k = a", "derive \"web-shop\", End User: k = a"),
        ("expect \"a: b\" knows k", "expect \"a: b\" knows k"),
        ("expect web-shop knows k", "expect web-shop knows k"),
        ("participant a-b\nderive a-b, C: k = x-y", "participant a-b\nderive a-b, C: k = x-y"),
        ("C->a-b: x\ngenerate a-b: k = 0x2a", "C->a-b: x\ngenerate a-b: k = 0x2a"),
    ]);
}

/// Whatever the older language accepts keeps its meaning.
#[test]
fn messages_win() {
    for text in [
        "derive->A: x",
        "knows->A: knows A: x",
        "derive A->B: k = f(x)",
        "generate <- B: x",
        "expect a==b->c: d",
        "knowledge on->A: x",
        "check-A: x",
        "under-xB: x",
        "derive My-Client: k = a",
    ] {
        let source = Source::new("test", text);
        let (diagram, _) = parse(&source);
        assert!(matches!(diagram.body[0].kind, StmtKind::Message(_)), "{text}: {:?}", diagram.body[0].kind);
        laws(text);
    }
    means(&[
        ("participant derive", "participant derive"),
        ("note over check: a == b", "note over check: a == b"),
        ("activate under", "activate under"),
        ("title derive A: k = f", "title derive A: k = f"),
    ]);
}

/// The text of a message is read only where the source speaks of knowledge.
#[test]
fn texts_stay_texts_elsewhere() {
    let payload = |text: &str| {
        let source = Source::new("test", text);
        let (diagram, _) = parse(&source);
        let StmtKind::Message(message) = &diagram.body[0].kind else { panic!("{text} is a message") };
        message.payload.as_ref().map(|payload| {
            let group = |fields: &Vec<Expr<'_>>| {
                fields.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
            };
            let groups: Vec<String> = payload.groups.iter().map(group).collect();
            (payload.name.text.to_owned(), groups.join(" | "))
        })
    };
    assert_eq!(payload("A->B: hello(a, b)"), None);
    let fields = |text: &str, name: &str, fields: &str| {
        let text = format!("A->B: {text}\naside");
        assert_eq!(payload(&text), Some((name.to_owned(), fields.to_owned())), "{text}");
    };
    fields("hello(a, b)", "hello", "a; b");
    fields("hello (a,f(b, c) , some words, d)", "hello", "a; f(b, c); d");
    fields("hello(a)\\n+ extension (b)", "hello", "a | b");
    fields("hello\\n+ extension (b)", "hello", "b");
    fields("early data", "early data", "");
    fields("GET /index?a=(b)", "GET /index?a=", "b");
    fields("POST /orders (a, b)", "POST /orders", "a; b");
    fields("1. hello(a).", "1. hello", "a");
    fields("200 OK (a) (b, c) for f(d)", "200 OK", "a | b; c | d");
    fields("(a)", "(a)", "a");
    fields("hello(a", "hello", "");
    fields("hello(a (b)", "hello", "b");
    fields("hello) (b)", "hello)", "b");
    fields("hello(a, {b}, \"c\", (d))", "hello", "a; \"c\"; d");
}

#[test]
fn brackets_without_end_are_no_trouble() {
    let deep = |count: usize| format!("derive A: k = {}a{}", "f(".repeat(count), ")".repeat(count));
    faults(&[(deep(64).as_str(), &[]), (deep(65).as_str(), &["malformed-statement 1:143"])]);
    let source = Source::new("test", deep(100_000));
    assert_eq!(parse(&source).1.len(), 1);
    let label = format!("A->B: {}\naside", deep(100_000));
    let source = Source::new("test", label);
    assert_eq!(print(&parse(&source).0).lines().count(), 2);
}
