//! The page: the same bytes in any order, nothing hostile in it, and none when none is wanted.

use crate::made::Made;
use std::fs;
use whosaid::document::Basis;
use whosaid::write::{Existing, Output, PageFile, Settings};

fn articles() -> Vec<Made> {
    let article = |number: usize| {
        let text =
            format!("“Bob, </script><!-- {number}!” Ann said to Bob. Bob left.\n\n“Nobody said this, not even once");
        Made::new(&format!("d{number:03}"), &text)
            .name("Ann", "person:ann", "Ann", Some(1), Basis::Name)
            .name("Bob", "person:bob", "Bob </script>", None, Basis::Context)
            .said(&[&format!("“Bob, </script><!-- {number}!”")], &["person:ann"], "Ann", "said")
            .unsaid("“Nobody said this, not even once")
            .date(&format!("2022-03-{:02}", number % 28 + 1))
    };
    (0..250).map(article).collect()
}

fn page(articles: &[Made], settings: Settings) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let mut output = Output::create(folder.path(), settings).unwrap();
    for article in articles {
        output.add(&article.document, &article.analysis).unwrap();
    }
    output.finish(&()).unwrap();
    fs::read_to_string(folder.path().join("report.html")).ok()
}

#[test]
fn the_order_of_the_articles_changes_no_byte() {
    let mut articles = articles();
    let one = page(&articles, Settings::default()).unwrap();
    articles.reverse();
    assert!(page(&articles, Settings::default()).unwrap() == one);
    assert!(one.contains("\"articles\":[200,250]"), "the page says how many articles it leaves out");
    assert!(one.contains("\"quotes\":[500,500]"));
}

#[test]
fn no_text_of_an_article_ends_the_data() {
    let page = page(&articles()[..2], Settings::default()).unwrap();
    let start = page.find("<script type=\"application/json\" id=\"data\">").unwrap();
    let data = page[start..].split_once('>').unwrap().1;
    let data = data.split_once("</script>").unwrap().0;
    assert!(!data.contains('<') && data.ends_with('}'));
    let value: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(value["quotes"], serde_json::Value::Null);
    assert_eq!(value["documents"][0]["quotes"][0]["words"], "Bob, </script><!-- 0!");
    assert_eq!(value["entities"][0]["name"], "Bob </script>");
    assert_eq!(value["documents"][0]["quotes"][1]["sieve"], "");
}

#[test]
fn a_page_that_is_not_wanted_is_not_written_and_an_earlier_one_goes() {
    let settings = Settings { page: PageFile::Omitted, existing: Existing::Ours, ..Settings::default() };
    assert_eq!(page(&articles()[..1], settings), None);
    let folder = tempfile::tempdir().unwrap();
    for settings in [Settings::default(), settings] {
        let mut output = Output::create(folder.path(), settings).unwrap();
        let article = &articles()[0];
        output.add(&article.document, &article.analysis).unwrap();
        output.finish(&()).unwrap();
        assert_eq!(folder.path().join("report.html").exists(), settings.page == PageFile::Written);
    }
}
