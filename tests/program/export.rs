//! Databases and further files from the command line: what is written, said and refused, and a run that is killed.

use crate::common::{Ended, Folder, assert_same};
use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

fn article(number: usize) -> String {
    let text = format!("“We wait,” Angela Merkel said in Berlin. She met Sergei Lavrov. It was day {number}.");
    format!(
        "{{\"id\":\"d{number}\",\"date\":\"2022-03-{:02}\",\"outlet\":\"Paper\",\"text\":\"{text}\"}}\n",
        number % 28 + 1
    )
}

fn articles(count: usize) -> Folder {
    Folder::with(&[("news.jsonl", (0..count).map(article).collect::<String>())])
}

#[test]
fn a_database_is_filled_and_exported() {
    let folder = articles(20);
    let ended = folder.whosaid(&["run", "news.jsonl", "-o", "run", "--sqlite", "news.db", "--also", "dot"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("  database        20 new articles, 0 that it had\n"), "{}", ended.out);
    let again = folder.whosaid(&["run", "news.jsonl", "-o", "again", "--sqlite", "news.db"]);
    assert!(again.out.contains("  database        0 new articles, 20 that it had\n"), "{}", again.out);
    assert_eq!(folder.whosaid(&["export", "news.db", "-o", "out", "-q", "--also", "dot"]).code, 0);
    assert_same(&folder.files("run"), &folder.files("out"));
    let part = folder.whosaid(&["export", "news.db", "--since", "2022-03-03", "--until", "2022-03-04"]);
    assert!(part.out.starts_with("2 articles, "), "{}", part.out);
    assert!(folder.path("output/export/quotes.csv").exists());
}

#[test]
fn wrong_words_are_refused_with_what_there_is() {
    let folder = articles(1);
    folder.write("words.db", "no database");
    let cases: &[(&[&str], &str)] = &[
        (&["run", "news.jsonl", "--also", "pdf"], "the names are xlsx, dot, node-link, cx2, dynamic-gexf, ftm, neo4j"),
        (
            &["run", "news.jsonl", "--preset", "word"],
            "the presets are excel, kumu, neo4j, nodexl, flourish, cosmograph",
        ),
        (&["run", "news.jsonl", "--sqlite", "words.db"], "words.db: is no database of whosaid, so it is left alone"),
        (&["export", "nowhere.db"], "nowhere.db: "),
        (&["export", "words.db", "--since", "March"], "not YYYY-MM-DD, YYYY-MM or YYYY"),
    ];
    for (arguments, expected) in cases {
        let Ended { code, out, err } = folder.whosaid(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
    assert!(!folder.path("output/run").exists());
    assert!(!folder.path("nowhere.db").exists());
}

#[test]
fn a_killed_run_leaves_the_database_as_it_was() {
    let folder = articles(5);
    assert_eq!(folder.whosaid(&["run", "news.jsonl", "-q", "-o", "run", "--sqlite", "news.db"]).code, 0);
    let mut child =
        folder.command(&["run", "-", "-q", "-o", "two", "--sqlite", "news.db"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    (100..3_000).for_each(|number| input.write_all(article(number).as_bytes()).unwrap());
    // The transaction is open as soon as its journal is there; the input has not ended, so nothing is committed.
    let journal = folder.path("news.db-journal");
    let patience = Instant::now() + Duration::from_secs(60);
    while !journal.exists() && Instant::now() < patience {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(journal.exists());
    child.kill().unwrap();
    child.wait().unwrap();
    drop(input);
    assert!(!folder.path("two").exists());
    assert_eq!(folder.whosaid(&["export", "news.db", "-q", "-o", "out"]).code, 0);
    assert_same(&folder.files("run"), &folder.files("out"));
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_killed_run_left_beside_a_new_database_goes_with_the_next() {
    let folder = articles(5);
    folder.write(".news.db.tmp-4194305", "no process has so high a number");
    assert_eq!(folder.whosaid(&["run", "news.jsonl", "-q", "-o", "run", "--sqlite", "news.db"]).code, 0);
    assert_eq!(folder.names(), ["news.db", "news.jsonl", "run"]);
}
