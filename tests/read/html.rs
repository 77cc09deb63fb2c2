//! Pages.

use super::Case;

pub(crate) fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Mayor opens bridge after nine years - The Ledger</title>
        <meta property='og:site_name' content='The Ledger'><meta name=author content='Ana Ruiz'>
        <meta property='article:published_time' content='2023-05-04T09:12:00+01:00'>
        <link rel=canonical href='https://ledger.example/bridge'></head><body>
        <nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul></nav>
        <div class=cookie-bar>We use cookies. Accept all</div>{body}
        <aside><h3>Most read</h3><ul><li><a href=/1>Ten best pies</a></li></ul></aside>
        <footer>© The Ledger. All rights reserved.</footer><script>var home = 1;</script></body></html>"
    )
}

pub(crate) const STORY: &str = "<h1>Mayor opens bridge after nine years</h1>
    <figure><img src=x.jpg><figcaption>The new bridge on Thursday</figcaption></figure>
    <p>The mayor of Westford, <b>Helen</b> Marsh, opened the new bridge on Thursday, nine years after work began, and
    said it was “worth every day of the wait”.</p>
    <p>“We promised a bridge and here it is,” she told a crowd of several hundred people, many of whom had crossed the
    river by ferry for a decade.</p>
    <p>Critics, among them the opposition leader Paul Dean, said the cost had doubled.<br><br>“Nobody will say who is
    to blame,” Mr Dean said.</p>";

#[test]
fn a_page_gives_its_article_and_nothing_around_it() {
    for body in [format!("<article>{STORY}</article>"), format!("<div id=main><div>{STORY}</div></div>")] {
        let one = Case::new().file("b.html", page(&body)).one();
        assert_eq!(
            one.text,
            "The new bridge on Thursday\n\nThe mayor of Westford, Helen Marsh, opened the new bridge on Thursday, nine years after work began, and said it was “worth every day of the wait”.\n\n“We promised a bridge and here it is,” she told a crowd of several hundred people, many of whom had crossed the river by ferry for a decade.\n\nCritics, among them the opposition leader Paul Dean, said the cost had doubled.\n\n“Nobody will say who is to blame,” Mr Dean said."
        );
        assert_eq!(one.title.as_deref(), Some("Mayor opens bridge after nine years"));
        assert_eq!(one.date.as_deref(), Some("2023-05-04"));
        assert_eq!(one.author.as_deref(), Some("Ana Ruiz"));
        assert_eq!(one.outlet.as_deref(), Some("The Ledger"));
        assert_eq!(one.url.as_deref(), Some("https://ledger.example/bridge"));
    }
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_claims() {
    let body =
        page(&format!("<article>{STORY}<p>Ще одне речення про міст, яке написав наш кореспондент.</p></article>"));
    let claims = body.replace("utf-8", "'windows-1251'");
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&claims);
    assert!(Case::new().file("b.htm", bytes).one().text.contains("Ще одне речення"));
    let wrong_claim = body.replace("utf-8", "iso-8859-1");
    assert!(Case::new().file("b.htm", wrong_claim).one().text.contains("Ще одне речення"));
}

#[test]
fn a_page_without_an_article_is_named() {
    let expected =
        "DIR/a.html: no article found in this page\n  hint: is its text loaded by a script? Save it from a browser";
    for page in
        ["<html><head><title>x</title></head><body><script>load()</script></body></html>", "<p> </p>", "<!-- x -->"]
    {
        assert_eq!(Case::new().file("a.html", page).told(), [expected], "{page}");
    }
    assert_eq!(
        Case::new().file("a.html", "<div>".repeat(100_000)).told(),
        ["DIR/a.html: more than 2000 tags inside one another\n  hint: no browser shows such a page: give its text"]
    );
}
