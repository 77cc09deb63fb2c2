//! Plain text and Markdown.

use super::{BRIDGE, Case, document};

#[test]
fn a_text_is_one_article_named_by_its_file() {
    let case = Case::new().file("bridge.v2.txt", BRIDGE);
    assert_eq!(case.one(), document("bridge.v2", BRIDGE, "DIR/bridge.v2.txt"));
}

#[test]
fn a_text_may_carry_its_date_in_front() {
    for (text, expected) in [
        (" date 2022-03-29 Talks began.\nThey go on.", "Talks began.\nThey go on."),
        ("Date: 29 March 2022\n\nTalks began.", "Talks began."),
    ] {
        let one = Case::new().file("a.txt", text).one();
        assert_eq!((one.date.as_deref(), &*one.text), (Some("2022-03-29"), expected));
    }
    let one = Case::new().file("a.txt", "Date palms grow.").one();
    assert_eq!((one.date, &*one.text), (None, "Date palms grow."));
}

#[test]
fn markdown_may_carry_facts_in_front() {
    let text = "---\ntitle: \"Bridge: open at last\"\nDate: May 4, 2023\nauthors: [Ana Ruiz, Bo Lind]\nsource: 'The Ledger'\nurl: https://ledger.example/b\ntags:\n  - roads\n---\n\n# Bridge\n\nIt is **open**.\n";
    let one = Case::new().file("b.md", text).one();
    assert_eq!(one.text, "# Bridge\n\nIt is **open**.\n");
    assert_eq!(one.title.as_deref(), Some("Bridge: open at last"));
    assert_eq!(one.date.as_deref(), Some("2023-05-04"));
    assert_eq!(one.author.as_deref(), Some("Ana Ruiz, Bo Lind"));
    assert_eq!(one.outlet.as_deref(), Some("The Ledger"));
    assert_eq!(one.url.as_deref(), Some("https://ledger.example/b"));
    let toml = Case::new().file("b.md", "+++\ntitle = \"Bridge\"\n+++\nOpen.").one();
    assert_eq!((toml.title.as_deref(), &*toml.text), (Some("Bridge"), "Open."));
    let folded = Case::new().file("b.md", "---\ntitle: >-\n  Bridge open\noutlet: |\n  The Ledger\n---\nIt is.").one();
    assert_eq!((folded.title, folded.outlet), (None, None));
    let open_block = Case::new().file("b.md", "---\ntitle: x\n\nNo end of it.").one();
    assert_eq!(open_block.text, "---\ntitle: x\n\nNo end of it.");
}
