//! Made-up news whose names and speakers are known, through the whole line.

use crate::corpus::{Article, Corpus};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use whosaid::document::{Attribution, Basis, Quote};
use whosaid::run::{Options, run};
use whosaid::write::{FILES, Output, Settings};
use whosaid::{Knowledge, analyse};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap());
static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| Corpus::new().articles(400_000).collect());

#[test]
fn nearly_all_speakers_are_found() {
    let (mut right, mut all) = (0, 0);
    for Article { document, quotes, .. } in ARTICLES.iter() {
        let analysis = analyse(document, &KNOWLEDGE);
        all += quotes.len();
        for true_one in quotes {
            // The program leaves the marks out, and may leave out the stop before one.
            let within =
                |quote: &&Quote| quote.pieces.iter().all(|piece| true_one.pieces.iter().any(|it| it.covers(*piece)));
            let quote = analysis.quotes.iter().find(within).filter(|quote| quote.pieces.len() == true_one.pieces.len());
            let Some(Attribution::Said(said)) = quote.map(|quote| &quote.attribution) else { continue };
            let named = said.speakers.iter().any(|it| analysis.entities[*it as usize].name == true_one.speaker);
            right += usize::from(named && said.source.overlaps(true_one.source));
        }
    }
    assert!(all > 500 && right * 100 >= all * 97, "{right} of {all}");
}

#[test]
fn nearly_all_names_are_found_and_little_else() {
    let (mut right, mut all, mut found) = (0, 0, 0);
    for Article { document, names, .. } in ARTICLES.iter() {
        let analysis = analyse(document, &KNOWLEDGE);
        let mentions = analysis.mentions.iter().filter(|it| !matches!(it.basis, Basis::Role | Basis::Demonym));
        let tagged: Vec<_> = mentions.map(|it| (it.span, analysis.entities[it.entity as usize].kind)).collect();
        right += names.iter().filter(|name| tagged.contains(name)).count();
        (all, found) = (all + names.len(), found + tagged.len());
    }
    assert!(all > 1_000 && right * 100 >= all * 95 && right * 100 >= found * 95, "{right} of {all}, {found} tagged");
}

fn ran<'a>(articles: impl Iterator<Item = &'a Article> + Send, jobs: usize, folder: &Path) {
    let mut output = Output::create(folder, Settings::default()).unwrap();
    let documents = articles.map(|article| Ok(article.document.clone()));
    let options = Options { jobs, ..Options::default() };
    run(documents, |document| analyse(document, &KNOWLEDGE), options, &mut output, &mut |_| ()).unwrap();
    output.finish(&()).unwrap();
}

#[test]
fn any_number_of_threads_gives_the_same_bytes_and_any_order_the_same_graph() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    ran(ARTICLES.iter(), 1, &path("1"));
    ran(ARTICLES.iter(), 2, &path("2"));
    ran(ARTICLES.iter(), 8, &path("8"));
    ran(ARTICLES.iter().rev(), 2, &path("back"));
    for file in FILES {
        let read = |name: &str| fs::read(path(name).join(file)).unwrap();
        for jobs in ["2", "8"] {
            assert!(read("1") == read(jobs), "{file} differs at {jobs} threads");
        }
        let in_order = matches!(
            *file,
            "documents.csv" | "mentions.csv" | "quotes.csv" | "errors.csv" | "report.html" | "datapackage.json"
        );
        assert!(in_order || read("1") == read("back"), "{file} differs in another order");
    }
}
