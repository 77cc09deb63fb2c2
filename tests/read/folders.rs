//! Folders, names, links, and what is not there.

use super::{Case, gzip};
use std::fs;
use std::path::PathBuf;
use whosaid::read::open;

#[test]
fn folders_are_read_to_the_bottom_sorted_by_name() {
    let case = Case::new()
        .file("b.txt", "b")
        .file("a/z.txt", "z")
        .file("a/b/c.txt", "c")
        .file("a.txt", "a")
        .file(".hidden.txt", "no")
        .file(".git/x.txt", "no")
        .file("picture.jpg", "no")
        .file("c.TXT", "C");
    let paths: Vec<_> = case.documents().into_iter().map(|document| document.path).collect();
    assert_eq!(paths, ["DIR/a/b/c.txt", "DIR/a/z.txt", "DIR/a.txt", "DIR/b.txt", "DIR/c.TXT"]);
    let reader = open(&[case.folder.path().to_path_buf()], &case.options).unwrap();
    assert_eq!((reader.ignored(), reader.bytes_total(), reader.inputs().len()), (1, Some(5), 5));
    assert_eq!(reader.inputs()[0].format().name(), "text");
}

#[test]
fn an_earlier_output_is_no_article() {
    let tables = ["datapackage.json", "documents.csv", "mentions.csv", "quotes.csv"];
    let written = |case: Case, name: &&str| case.file(&format!("out/{name}"), "id,text\n1,Words.\n");
    let case = tables.iter().fold(Case::new().file("a.txt", "a").file("out/notes.txt", "n"), written);
    let case = case.file("out/excel/quotes.csv", "text\nWords.\n").file("out/report.html", "<p>Words.</p>");
    assert_eq!(case.told(), ["a: a", "notes: n"]);
    fs::remove_file(case.path("out/mentions.csv")).unwrap();
    assert!(case.items().len() > 2, "some tables of somebody else");
}

#[test]
fn inputs_come_in_the_order_of_their_paths_however_they_are_named() {
    let case = Case::new().file("b/one.txt", "1").file("b.txt", "2").file("a/two.txt", "3").file("a.md", "4");
    let order = |names: &[&str]| {
        let paths: Vec<PathBuf> = names.iter().map(|name| case.path(name)).collect();
        let path = |item: Result<whosaid::Document, String>| item.map_or_else(|error| error, |document| document.path);
        case.items_of(&paths).into_iter().map(path).collect::<Vec<_>>()
    };
    let sorted = ["DIR/a/two.txt", "DIR/a.md", "DIR/b/none.txt: no such file or folder", "DIR/b/one.txt", "DIR/b.txt"];
    for names in [["b", "a.md", "b/none.txt", "b.txt", "a"], ["a", "b.txt", "b/none.txt", "b", "a.md"]] {
        let told = order(&names);
        let first: Vec<&str> = told.iter().map(|told| told.lines().next().unwrap()).collect();
        assert_eq!(first, sorted);
    }
}

#[test]
fn files_that_share_a_name_are_told_apart_by_their_path() {
    let case = Case::new()
        .file("north/bridge.txt", "n")
        .file("south/bridge.txt", "s")
        .file("south/bridge.html.txt", "h")
        .file("south/bridge.md", "m")
        .file("road.txt", "r")
        .file("a/list.jsonl", "{\"text\": \"1\"}")
        .file("b/list.jsonl", "{\"text\": \"2\"}");
    let ids: Vec<_> = case.documents().into_iter().map(|document| document.id).collect();
    assert_eq!(
        ids,
        ["a/list-1", "b/list-1", "north/bridge", "road", "bridge.html", "south/bridge.md", "south/bridge.txt"]
    );
    let case = Case::new().file("x/a.txt", "1").file("y/a.txt", "2");
    let items = case.items_of(&[case.path("x"), case.path("y")]);
    let ids: Vec<_> = items.into_iter().map(|item| item.unwrap().id).collect();
    let folder = case.folder.path().to_str().unwrap();
    assert_eq!(ids, [format!("{folder}/x/a.txt"), format!("{folder}/y/a.txt")]);
}

#[test]
fn bytes_read_come_to_the_total() {
    let case =
        Case::new().file("a.txt", "Words.").file("b.jsonl.gz", gzip("{\"text\": \"x\"}\n")).file("c.csv", "text\nx\n");
    let mut reader = open(&[case.folder.path().to_path_buf()], &case.options).unwrap();
    assert_eq!(reader.bytes_read(), 0);
    assert!(reader.by_ref().all(|item| item.is_ok()));
    assert_eq!(Some(reader.bytes_read()), reader.bytes_total());
}

#[test]
fn what_is_not_there_does_not_stop_the_rest() {
    let case = Case::new().file("bridge.txt", "Words.").file("b.xyz", "?");
    let paths = [case.path("bridges.txt"), case.path("bridge.txt"), case.path("b.xyz"), case.path("none")];
    let told: Vec<_> = case.items_of(&paths).into_iter().map(|item| item.map_or_else(|e| e, |d| d.text)).collect();
    assert_eq!(
        told,
        [
            "DIR/b.xyz: its ending doesn't tell how to read it\n  hint: say it with --format; the endings known are .txt .text .md .markdown .html .htm .xhtml .jsonl .ndjson .jsonlines .json .csv .tsv .tab .parquet .pq .warc .wet .zip, also with .gz or .zst",
            "Words.",
            "DIR/bridges.txt: no such file or folder\n  hint: the nearest name there is “bridge.txt”",
            "DIR/none: no such file or folder",
        ]
    );
}

#[test]
fn nothing_to_read_is_said_at_once() {
    let case = Case::new();
    let errors = open(&[case.folder.path().to_path_buf(), case.path("none")], &case.options).unwrap_err();
    let errors: Vec<_> = errors.iter().map(whosaid::Error::message).collect();
    assert_eq!(errors, ["no article in this folder", "no such file or folder"]);
    let errors = open(&[], &case.options).unwrap_err();
    assert_eq!(errors[0].message(), "nothing to read: no file, folder or - was named");
    let errors = open(&[PathBuf::from("-"), PathBuf::from("-")], &case.options).unwrap();
    assert_eq!(errors.inputs().len(), 1);
    assert_eq!(errors.bytes_total(), None);
}

#[test]
fn a_file_that_vanishes_is_named() {
    let case = Case::new().file("a.txt", "One.").file("b.txt", "Two.");
    let mut reader = open(&[case.folder.path().to_path_buf()], &case.options).unwrap();
    fs::remove_file(case.path("a.txt")).unwrap();
    let error = reader.next().unwrap().unwrap_err();
    assert_eq!((error.message(), error.path()), ("no such file".into(), Some(&*case.path("a.txt"))));
    assert_eq!(error.hint_text(), Some("it was there when the run began"));
    assert_eq!(reader.next().unwrap().unwrap().text, "Two.");
    assert!(reader.next().is_none());
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_broken_ones_named() {
    use std::os::unix::fs::symlink;
    let case = Case::new().file("a/one.txt", "One.").file("other/two.txt", "Two.");
    symlink(case.path("nowhere"), case.path("a/broken.txt")).unwrap();
    symlink(case.path("a"), case.path("a/round")).unwrap();
    symlink(case.path("other"), case.path("a/to")).unwrap();
    let told: Vec<_> =
        case.items_of(&[case.path("a")]).into_iter().map(|item| item.map_or_else(|e| e, |d| d.path)).collect();
    assert_eq!(
        told,
        [
            "DIR/a/broken.txt: a broken link: DIR/nowhere, where it leads, is not there",
            "DIR/a/one.txt",
            "DIR/a/round: a link to a folder that contains it",
            "DIR/a/to/two.txt",
        ]
    );
}
