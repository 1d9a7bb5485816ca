//! The report of `seqwright test` in a real browser, without a network. Where none is installed, the test says so and
//! is skipped.
#![cfg(target_os = "linux")]

#[path = "common/browser.rs"]
mod browser;
#[path = "common/program.rs"]
mod program;

use browser::Page;
use program::Folder;
use serde_json::{Value, json};

/// A report about a changed diagram and a new one; the snapshot of the first holds text that others may have written.
fn report() -> Folder {
    let folder =
        Folder::with(&[("a.seq", "title <script>top.hacked=1</script>\nA->B: <b>one</b>\nB-->A: two\n")]);
    folder.run(&["test", "--accept"]).stdout(0);
    // What a snapshot may hold that others wrote.
    let snapshot = folder.read("a.svg");
    let script = "<script>top.hacked=1;fetch('http://127.0.0.1:9/')</script>\n</svg>";
    folder.write("a.svg", &snapshot.replace("</svg>", script));
    folder.write(
        "a.seq",
        "title <script>top.hacked=1</script>\nA->B: <img src=x onerror=top.hacked=1>\nB-->A: two\n",
    );
    folder.write("b.seq", "A->B: new\n");
    folder.run_in_ci(&["test", "--report", "report"]).stdout(1);
    folder
}

/// The report; `None` where there is no browser. At first there is not even a document.
fn open(folder: &Folder) -> Option<Page> {
    let address = format!("file://{}", folder.path("report/index.html").display());
    let mut page = Page::open(folder.root(), &address)?;
    page.wait_for("document.documentElement?.dataset.ready === 'yes'");
    Some(page)
}

/// A computed style of the picture of today.
fn style(page: &mut Page, property: &str) -> Value {
    page.value(&format!("getComputedStyle(document.querySelector('figure.after')).{property}"))
}

#[test]
fn the_report_opens_without_a_network_and_what_is_in_it_stays_data() {
    let folder = report();
    let Some(mut page) = open(&folder) else { return };

    // All pictures are shown, and nothing in them runs or is fetched.
    page.wait_for("[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
    assert_eq!(page.value("document.images.length"), 3);
    assert_eq!(page.value("typeof hacked"), "undefined");
    assert_eq!(
        page.value("performance.getEntriesByType('resource').every((it) => it.name.startsWith('data:'))"),
        true
    );
    assert!(
        page.value("document.querySelector('.findings').innerText")
            .to_string()
            .contains("a.seq:2:7 message 1 label")
    );
}

#[test]
fn both_pictures_have_one_scale() {
    let wide = format!("A->B: {}\n", "a long label ".repeat(30));
    let folder = Folder::with(&[("a.seq", "A->B: short\n")]);
    folder.run(&["test", "--accept"]).stdout(0);
    folder.write("a.seq", &wide);
    folder.run_in_ci(&["test", "--report", "report"]).stdout(1);
    let Some(mut page) = open(&folder) else { return };
    page.wait_for("[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
    let scale = "(() => { const scales = [...document.images].map((it) => it.clientWidth / it.naturalWidth); \
                 return [scales[1], Math.abs(scales[0] - scales[1]) / scales[1]]; })()";
    let side = page.value(scale);
    assert!(side[0].as_f64().is_some_and(|scale| scale < 0.9), "the wide one does not fit: {side}");
    assert!(side[1].as_f64().is_some_and(|off| off < 0.05), "{side}");
    // One over the other, both have their own size.
    page.click("#mode-onion");
    assert_eq!(page.value(scale), json!([1, 0]));
}

#[test]
fn every_way_to_compare_can_be_clicked() {
    let folder = report();
    let Some(mut page) = open(&folder) else { return };

    // Every way to compare, by the mouse.
    assert_eq!(page.value("document.documentElement.dataset.mode"), "side");
    for (mode, property, expected) in [
        ("swipe", "clipPath", "inset(0px 0px 0px 50%)"),
        ("onion", "opacity", "0.5"),
        ("blink", "animationName", "blink"),
        ("changes", "mixBlendMode", "difference"),
        ("side", "clipPath", "none"),
    ] {
        page.click(&format!("#mode-{mode}"));
        page.wait_for(&format!("document.documentElement.dataset.mode === '{mode}'"));
        assert_eq!(style(&mut page, property), expected, "{mode}");
        assert!(page.value("location.hash").to_string().contains(&format!("mode={mode}")));
    }

    // One over the other, both pictures begin at the same place.
    page.click("#mode-onion");
    let lefts = "[...document.querySelectorAll('#t0 img')].map((it) => it.getBoundingClientRect().left)";
    let lefts = page.value(lefts);
    assert_eq!(lefts[0], lefts[1]);

    // The marks come and go.
    let marked = page.value("document.querySelector('figure.after img').src");
    page.click("#marks");
    page.wait_for("document.documentElement.dataset.marks === 'off'");
    let plain = page.value("document.querySelector('figure.after img').src");
    assert!(plain.to_string().len() < marked.to_string().len(), "the line that marks is gone");
    page.wait_for("[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
    page.click("#marks");
    page.wait_for("document.documentElement.dataset.marks === 'on'");
    assert_eq!(page.value("document.querySelector('figure.after img').src"), marked);

    // A view can be passed on as an address, and the keyboard does what the mouse does.
    page.value("location.hash = '#t1&mode=swipe&share=20'");
    page.wait_for("document.documentElement.dataset.mode === 'swipe'");
    assert_eq!(style(&mut page, "clipPath"), "inset(0px 0px 0px 20%)");
    for kind in ["keyDown", "keyUp"] {
        page.ask("Input.dispatchKeyEvent", json!({ "type": kind, "key": "4", "text": "4" }));
    }
    page.wait_for("document.documentElement.dataset.mode === 'blink'");
}
