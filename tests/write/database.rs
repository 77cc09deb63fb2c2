//! The database: it grows, and gives back what a run over its articles writes.

use crate::made::Made;
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use whosaid::Error;
use whosaid::document::Basis;
use whosaid::error::Stage;
use whosaid::write::{
    Also, Describe, Description, FILES, Filter, Further, Kept, Output, Preset, Recall, Report, Settings,
};

struct Gazetteer;

impl Describe for Gazetteer {
    fn describe(&self, known: u32) -> Description<'_> {
        assert_eq!(known, 7);
        Description { wikidata: "Q1", country: "UA", description: "president, since 2019" }
    }
}

fn article(id: &str, date: &str, outlet: &str) -> Made {
    let text = format!("“Zoë wins,” Ann Lee said, “in Kyiv.” Bob Ray left {id}.\n\nZoë and Lee met the “winners”");
    let mut made = Made::new(id, &text)
        .name("Zoë", "person:zoe", "Zoë", None, Basis::Context)
        .name("Ann Lee", "person:ann-lee", "Ann Lee", Some(7), Basis::Name)
        .name("Kyiv", "place:kyiv", "Kyiv", None, Basis::Alias)
        .said(&["“Zoë wins,”", "“in Kyiv.”"], &["person:ann-lee"], "Ann Lee", "said")
        .unsaid("“winners”")
        .date(date);
    made.document.outlet = Some(outlet.into());
    made
}

fn first() -> Vec<Made> {
    vec![article("a", "2022-03-28", "Paper"), article("b", "2022-04", "Post"), article("c\u{1}d", "2023", "Paper")]
}

fn second() -> Vec<Made> {
    let mut again = article("a", "2022-05-01", "Post");
    again.document.id = "e".into();
    vec![again, article("f", "2022-06-01", "Paper")]
}

fn skipped() -> Error {
    Error::new(Stage::Read, "is no text").at("bad.txt").line(3).hint("look, \"here\"")
}

fn ran(articles: &[Made], folder: &Path, database: Option<&Path>) -> Report {
    let mut output = Output::create(folder, Settings::default()).unwrap();
    if let Some(database) = database {
        output.keep(database).unwrap();
    }
    for article in articles {
        output.add(&article.document, &article.analysis).unwrap();
    }
    output.skip(&skipped()).unwrap();
    output.finish(&Gazetteer).unwrap()
}

fn exported(database: &Path, filter: &Filter, folder: &Path) -> Result<Report, Error> {
    let database = Recall::open(database)?;
    let (provenance, settings) = database.made_with();
    let further = Further { provenance, ..Further::default() };
    database.export(filter, Output::create(folder, settings)?.with(further))
}

fn same(one: &Path, other: &Path, but: &[&str]) {
    for file in FILES.iter().filter(|file| !but.contains(file)) {
        assert!(fs::read(one.join(file)).unwrap() == fs::read(other.join(file)).unwrap(), "{file}");
    }
}

#[test]
fn an_export_is_the_run_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let (run, out, database) = (folder.path().join("run"), folder.path().join("out"), folder.path().join("news.db"));
    let report = ran(&first(), &run, Some(&database));
    assert_eq!(report.kept, Some(Kept { added: 3, held: 0, refused: 0 }));
    exported(&database, &Filter::default(), &out).unwrap();
    same(&run, &out, &[]);
}

#[test]
fn a_database_grows_by_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    ran(&first(), &path("1"), Some(&path("news.db")));
    let all: Vec<Made> = first().into_iter().chain(second()).collect();
    let report = ran(&all, &path("2"), Some(&path("news.db")));
    assert_eq!(report.kept, Some(Kept { added: 2, held: 3, refused: 0 }));
    exported(&path("news.db"), &Filter::default(), &path("out")).unwrap();
    same(&path("2"), &path("out"), &[]);

    let connection = Connection::open(path("news.db")).unwrap();
    let one = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(one("PRAGMA integrity_check"), "ok");
    assert!(connection.prepare("PRAGMA foreign_key_check").unwrap().query([]).unwrap().next().unwrap().is_none());
    for table in whosaid::write::TABLES {
        let lines = csv::Reader::from_path(path("2").join(table.file)).unwrap().records().count();
        let count = one(&format!("SELECT cast(count(*) AS TEXT) FROM {}", table.name()));
        assert_eq!(count, lines.to_string(), "{}", table.name());
    }
    assert_eq!(one("SELECT duplicate_of FROM documents WHERE document = 'e'"), "a");
    assert_eq!(one("SELECT description FROM entities WHERE known"), "president, since 2019");
    assert_eq!(one("SELECT cast(count(*) AS TEXT) FROM quotes_fts WHERE quotes_fts MATCH 'wins'"), "5");
    assert_eq!(
        one("SELECT typeof(confidence) || typeof(start) || typeof(date) FROM quotes LIMIT 1"),
        "realintegertext"
    );
}

#[test]
fn dates_and_outlets_choose_articles() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    ran(&first(), &path("run"), Some(&path("news.db")));
    let chosen = |since: Option<&str>, until: Option<&str>, outlet: Option<&str>| {
        let [since, until, outlet] = [since, until, outlet].map(|word| word.map(str::to_owned));
        let report = exported(&path("news.db"), &Filter { since, until, outlet }, &path("out"));
        report.map(|report| report.documents).map_err(|error| error.message())
    };
    assert_eq!(chosen(Some("2022-04"), None, None), Ok(2));
    assert_eq!(chosen(None, Some("2022-03"), None), Ok(1));
    assert_eq!(chosen(Some("2022"), Some("2022"), None), Ok(2));
    assert_eq!(chosen(None, None, Some("Paper")), Ok(2));
    assert_eq!(chosen(None, None, Some("None")), Err("holds no such article, so nothing was written".into()));
    // A part is what a run over the part writes; which inputs were skipped belongs to the whole.
    chosen(None, None, Some("Post")).unwrap();
    ran(&first()[1..2], &path("part"), None);
    same(&path("part"), &path("out"), &["errors.csv", "datapackage.json", "report.html"]);
}

#[test]
fn another_article_with_the_same_id_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    ran(&first(), &path("1"), Some(&path("news.db")));
    let report = ran(&[article("a", "2024", "Paper")], &path("2"), Some(&path("news.db")));
    assert_eq!((report.kept, report.skipped), (Some(Kept { added: 0, held: 0, refused: 1 }), 2));
    assert!(fs::read_to_string(path("2/errors.csv")).unwrap().contains("news.db has another article with the id a"));
    let connection = Connection::open(path("news.db")).unwrap();
    let count: i64 = connection.query_row("SELECT count(*) FROM documents", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 3);
}

#[test]
fn a_run_that_does_not_end_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let broken_off = || {
        let mut output = Output::create(&path("2"), Settings::default()).unwrap();
        output.keep(&path("news.db")).unwrap();
        for article in second() {
            output.add(&article.document, &article.analysis).unwrap();
        }
    };
    broken_off();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left of a new one");
    ran(&first(), &path("1"), Some(&path("news.db")));
    let before = fs::read(path("news.db")).unwrap();
    broken_off();
    assert!(fs::read(path("news.db")).unwrap() == before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn other_files_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("text"), "this is no database at all, but words").unwrap();
    Connection::open(path("theirs.db")).unwrap().execute_batch("CREATE TABLE t (a); PRAGMA user_version = 1").unwrap();
    for name in ["text", "theirs.db"] {
        let before = fs::read(path(name)).unwrap();
        let error = Output::create(&path("run"), Settings::default()).unwrap().keep(&path(name)).unwrap_err();
        assert_eq!(error.message(), "is no database of whosaid, so it is left alone");
        assert_eq!(fs::read(path(name)).unwrap(), before);
        assert!(Recall::open(&path(name)).is_err());
    }
}

#[test]
fn every_further_file_is_written_and_an_earlier_one_goes() {
    let folder = tempfile::tempdir().unwrap();
    let run = folder.path().join("run");
    let mut output = Output::create(&run, Settings::default()).unwrap().with(Further {
        also: Also::ALL.into(),
        presets: Preset::ALL.into(),
        ..Further::default()
    });
    for article in first() {
        output.add(&article.document, &article.analysis).unwrap();
    }
    output.finish(&Gazetteer).unwrap();
    for file in Also::ALL.map(Also::file) {
        assert!(fs::metadata(run.join(file)).unwrap().len() > 0, "{file}");
    }
    for preset in Preset::ALL.map(Preset::name) {
        assert!(fs::read_dir(run.join(preset)).unwrap().count() > 1, "{preset}");
    }
    ran(&first(), &run, None);
    assert_eq!(fs::read_dir(&run).unwrap().count(), FILES.len(), "what was not asked for again is gone");
}
