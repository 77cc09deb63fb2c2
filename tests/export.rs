//! Databases and further files from the command line: what is written, said and refused, and a run that is killed.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

fn command(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.args(arguments).current_dir(folder.path()).stdin(Stdio::null());
    command
}

fn whosaid(folder: &TempDir, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn said(output: &Output) -> (i32, String, String) {
    let words = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), words(&output.stdout), words(&output.stderr))
}

fn article(number: usize) -> String {
    let text = format!("“We wait,” Angela Merkel said in Berlin. She met Sergei Lavrov. It was day {number}.");
    format!(
        "{{\"id\":\"d{number}\",\"date\":\"2022-03-{:02}\",\"outlet\":\"Paper\",\"text\":\"{text}\"}}\n",
        number % 28 + 1
    )
}

fn articles(count: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let lines: String = (0..count).map(article).collect();
    fs::write(folder.path().join("news.jsonl"), lines).unwrap();
    folder
}

fn same(one: &Path, other: &Path) {
    for entry in fs::read_dir(one).unwrap() {
        let name = entry.unwrap().file_name();
        assert!(fs::read(one.join(&name)).unwrap() == fs::read(other.join(&name)).unwrap(), "{}", name.display());
    }
}

#[test]
fn a_database_is_filled_and_exported() {
    let folder = articles(20);
    let ended = said(&whosaid(&folder, &["run", "news.jsonl", "-o", "run", "--sqlite", "news.db", "--also", "dot"]));
    assert_eq!(ended.0, 0, "{}", ended.2);
    assert!(ended.1.contains("  database        20 new articles, 0 that it had\n"), "{}", ended.1);
    let again = said(&whosaid(&folder, &["run", "news.jsonl", "-o", "again", "--sqlite", "news.db"]));
    assert!(again.1.contains("  database        0 new articles, 20 that it had\n"), "{}", again.1);
    assert_eq!(whosaid(&folder, &["export", "news.db", "-o", "out", "-q", "--also", "dot"]).status.code(), Some(0));
    same(&folder.path().join("run"), &folder.path().join("out"));
    let part = said(&whosaid(&folder, &["export", "news.db", "--since", "2022-03-03", "--until", "2022-03-04"]));
    assert!(part.1.starts_with("2 articles, "), "{}", part.1);
    assert!(folder.path().join("output/export/quotes.csv").exists());
}

#[test]
fn wrong_words_are_refused_with_what_there_is() {
    let folder = articles(1);
    fs::write(folder.path().join("words.db"), "no database").unwrap();
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
        let (code, out, err) = said(&whosaid(&folder, arguments));
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
    assert!(!folder.path().join("output").join("run").exists());
    assert!(!folder.path().join("nowhere.db").exists());
}

#[test]
fn a_killed_run_leaves_the_database_as_it_was() {
    let folder = articles(5);
    assert_eq!(
        whosaid(&folder, &["run", "news.jsonl", "-q", "-o", "run", "--sqlite", "news.db"]).status.code(),
        Some(0)
    );
    let mut child = command(&folder, &["run", "-", "-q", "-o", "two", "--sqlite", "news.db"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    (100..3_000).for_each(|number| input.write_all(article(number).as_bytes()).unwrap());
    // The transaction is open as soon as its journal is there; the input has not ended, so nothing is committed.
    let journal = folder.path().join("news.db-journal");
    let patience = Instant::now() + Duration::from_secs(60);
    while !journal.exists() && Instant::now() < patience {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(journal.exists());
    child.kill().unwrap();
    child.wait().unwrap();
    drop(input);
    assert!(!folder.path().join("two").exists());
    assert_eq!(whosaid(&folder, &["export", "news.db", "-q", "-o", "out"]).status.code(), Some(0));
    same(&folder.path().join("run"), &folder.path().join("out"));
}
