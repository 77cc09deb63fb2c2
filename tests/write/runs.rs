//! Many articles at once: the same bytes at any number of threads, and nothing lost silently.

use crate::made::Made;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use whosaid::document::{Attribution, Basis};
use whosaid::error::Stage;
use whosaid::run::{Options, limited, run};
use whosaid::write::{FILES, Output, Settings};
use whosaid::{Analysis, Document, Error};

/// An analysis that knows two names and one speaker and breaks on the word PANIC.
fn analyse(document: &Document) -> Analysis {
    assert!(!document.text.contains("PANIC"), "found {}", "PANIC");
    let made = Made::new(&document.id, &document.text).name("Ann", "person:ann", "Ann", Some(1), Basis::Name).name(
        "Bob",
        "person:bob",
        "Bob",
        None,
        Basis::Context,
    );
    if document.text.contains("“Bob!”") {
        made.said(&["“Bob!”"], &["person:ann"], "Ann", "said").analysis
    } else {
        made.analysis
    }
}

fn input(count: usize) -> Vec<Result<Document, Error>> {
    let text = |number: usize| match number % 7 {
        0 => format!("“Bob!” Ann said in {number}"),
        1 => "Ann met Bob".to_owned(),
        2 => "Bob left. ".repeat(number % 50),
        _ => format!("Ann wrote {number} letters"),
    };
    let document = |number| Made::new(&format!("d{number}"), &text(number)).document;
    (0..count).map(|number| if number % 100 == 99 { Err(unread(number)) } else { Ok(document(number)) }).collect()
}

fn unread(number: usize) -> Error {
    Error::new(Stage::Read, "is no text").at(format!("d{number}.txt"))
}

fn ran(
    input: Vec<Result<Document, Error>>,
    jobs: usize,
    least_confidence: f32,
    folder: &Path,
) -> whosaid::write::Report {
    let mut output = Output::create(folder, Settings::default()).unwrap();
    let options = Options { jobs, least_confidence };
    run(input.into_iter(), analyse, options, &mut output, &mut |_| ()).unwrap();
    output.finish(&()).unwrap()
}

#[test]
fn what_nobody_wants_any_more_is_not_written() {
    static UNWANTED: AtomicBool = AtomicBool::new(false);
    let folder = tempfile::tempdir().unwrap();
    let mut output = Output::create(&folder.path().join("out"), Settings::default()).unwrap();
    output.keep(&folder.path().join("news.db")).unwrap();
    let mut output = output.until(|| UNWANTED.load(Ordering::Relaxed));
    run(input(500).into_iter(), analyse, Options::default(), &mut output, &mut |_| ()).unwrap();
    UNWANTED.store(true, Ordering::Relaxed);
    let error = output.finish(&()).unwrap_err();
    assert!(error.to_string().ends_with("can't be written: stopped"), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let report = ran(input(1_000), 1, 0.0, &folder.path().join("1"));
    assert_eq!((report.documents, report.skipped), (990, 10));
    for jobs in [2, 8] {
        let other = folder.path().join(jobs.to_string());
        assert_eq!(ran(input(1_000), jobs, 0.0, &other), report);
        for file in FILES {
            assert_eq!(
                fs::read(folder.path().join("1").join(file)).unwrap(),
                fs::read(other.join(file)).unwrap(),
                "{file}"
            );
        }
    }
}

#[test]
fn the_graph_does_not_depend_on_the_order_of_the_input() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("1"), folder.path().join("2"));
    ran(input(300), 2, 0.0, &one);
    ran(input(300).into_iter().rev().collect(), 2, 0.0, &other);
    for file in
        ["entities.csv", "nodes.csv", "edges.csv", "quote_edges.csv", "unknown.csv", "graph.gexf", "graph.graphml"]
    {
        assert_eq!(fs::read(one.join(file)).unwrap(), fs::read(other.join(file)).unwrap(), "{file}");
    }
}

#[test]
fn what_is_skipped_is_listed_and_the_rest_goes_on() {
    let made = |id: &str, text: &str| Ok(Made::new(id, text).document);
    let input = vec![
        made("a", "Ann met Bob"),
        made("b", "PANIC"),
        Err(Error::new(Stage::Read, "is empty").at("c.txt")),
        made("a", "Bob left"),
        made("e", "Ann left"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let report = ran(input, 2, 0.0, folder.path());
    assert_eq!((report.documents, report.skipped), (2, 3));
    assert_eq!(
        fs::read_to_string(folder.path().join("errors.csv")).unwrap(),
        "path,line,stage,message,hint\n\
         b.txt,,analyse,the program broke on the article b: found PANIC,\
         this is a mistake in whosaid: please report it with the article\n\
         c.txt,,read,is empty,\n\
         a.txt,,read,\"an earlier article has the same id, a\",\
         \"ids are file names without ending, or the id field: make them differ\"\n"
    );
}

#[test]
fn a_reader_that_breaks_ends_the_input_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut output = Output::create(folder.path(), Settings::default()).unwrap();
    let input = (0..10).map(|number| {
        assert!(number < 5, "broken input");
        Ok(Made::new(&number.to_string(), "Ann").document)
    });
    run(input, analyse, Options::default(), &mut output, &mut |_| ()).unwrap();
    let report = output.finish(&()).unwrap();
    assert_eq!((report.documents, report.skipped), (5, 1));
}

#[test]
fn weak_attributions_become_unknown_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let text = || vec![Ok(Made::new("a", "“Bob!” Ann said").document)];
    assert!(matches!(analyse(text()[0].as_ref().unwrap()).quotes[0].attribution, Attribution::Said(_)));
    assert_eq!(ran(text(), 1, 0.95, &folder.path().join("1")).attributed, 1);
    assert_eq!(ran(text(), 1, 0.99, &folder.path().join("2")).attributed, 0);
}

#[test]
fn a_limit_counts_articles_and_not_errors() {
    let documents = limited(input(1_000).into_iter().skip(99), Some(3)).filter_map(Result::ok);
    assert_eq!(documents.map(|document| document.id).collect::<Vec<_>>(), ["d100", "d101", "d102"]);
    assert_eq!(limited(input(10).into_iter(), None).count(), 10);
}
