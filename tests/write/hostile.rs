//! Hostile words through every format: what is written stays what it is, and nothing breaks. The real readers see a
//! run like this one in tests/readback.

use crate::made::Made;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use whosaid::document::Basis;
use whosaid::write::{Also, FILES, Further, Output, Preset, Recall, Settings};

const HOSTILE: &[&str] = &[
    "=cmd|' /C calc'!A0",
    "</script><b>",
    "+972 Magazine",
    "@POTUS",
    "C:\\new",
    "a\u{1}b",
    "😀",
    "שלום",
    "\u{202e}x",
    "_x0041_",
    "\"q\"",
    "]]>",
    "\u{FFFE}",
    "' OR 1=1; --",
    "null",
];

fn hostile() -> Made {
    let long = "n".repeat(40_000);
    let names: Vec<&str> = HOSTILE.iter().copied().chain([long.as_str()]).collect();
    let mut made = Made::new("=1+1", &format!("“{}”", names.join(" and ")));
    for (number, words) in names.iter().enumerate() {
        made = made.name(words, &format!("person:{number}"), words, None, Basis::Context);
    }
    let quoted = made.document.text.clone();
    made = made.said(&[&quoted], &["person:0"], HOSTILE[0], HOSTILE[1]);
    made.document.title = Some("one\r\ntwo\tthree".into());
    made.document.url = Some("https://example.org/\"><script>".into());
    made
}

fn written(articles: &[Made]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let output = Output::create(&folder.path().join("run"), Settings::default()).unwrap();
    let further = Further { also: Also::ALL.into(), presets: Preset::ALL.into(), ..Further::default() };
    let mut output = output.with(further);
    output.keep(&folder.path().join("news.db")).unwrap();
    for article in articles {
        output.add(&article.document, &article.analysis).unwrap();
    }
    output.finish(&()).unwrap();
    folder
}

/// Leaves a copy for the readers of tests/readback, when they ask for one.
fn leave(folder: &TempDir, name: &str) {
    let Some(target) = std::env::var_os("WHOSAID_LEAVE") else { return };
    let target = Path::new(&target).join(name);
    fs::create_dir_all(&target).unwrap();
    fs::copy(folder.path().join("news.db"), target.join("news.db")).unwrap();
    for entry in fs::read_dir(folder.path().join("run")).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), target.join(entry.file_name())).unwrap();
        }
    }
}

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn hostile_words_stay_words_in_every_format() {
    let folder = written(&[hostile()]);
    leave(&folder, "hostile");
    let run = folder.path().join("run");
    let labels = |list: &serde_json::Value, at: &dyn Fn(&serde_json::Value) -> String| -> Vec<String> {
        list.as_array().unwrap().iter().map(at).collect()
    };
    let graphology = labels(&json(&run.join("graph.json"))["nodes"], &|node| {
        node["attributes"]["label"].as_str().unwrap().to_owned()
    });
    for words in HOSTILE {
        assert!(graphology.iter().any(|label| label == words), "{words}");
    }
    for file in ["graph.gexf", "graph.graphml", "quote_graph.gexf", "graph-dynamic.gexf"] {
        let xml = fs::read_to_string(run.join(file)).unwrap();
        assert!(!xml.contains("</script>") && !xml.contains(['\u{1}', '\u{FFFE}']), "{file}");
    }
    for file in ["datapackage.json", "graph-node-link.json", "graph.cx2"] {
        json(&run.join(file));
    }
    for line in fs::read_to_string(run.join("entities.ftm.json")).unwrap().lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    let database = Recall::open(&folder.path().join("news.db")).unwrap();
    let output = Output::create(&folder.path().join("out"), database.made_with().1).unwrap();
    database.export(&whosaid::write::Filter::default(), output).unwrap();
    for file in FILES.iter().filter(|file| **file != "datapackage.json") {
        assert!(fs::read(run.join(file)).unwrap() == fs::read(folder.path().join("out").join(file)).unwrap(), "{file}");
    }
}

#[test]
fn an_empty_run_writes_every_file() {
    let folder = written(&[]);
    leave(&folder, "empty");
    let run = folder.path().join("run");
    for file in FILES.iter().copied().chain(Also::ALL.map(Also::file)) {
        assert!(run.join(file).is_file(), "{file}");
    }
    for file in ["datapackage.json", "graph.json", "graph-node-link.json", "graph.cx2"] {
        json(&run.join(file));
    }
    assert!(fs::read(run.join("whosaid.xlsx")).unwrap().starts_with(b"PK"));
}

#[test]
fn every_file_is_the_same_each_time() {
    let (one, other) = (written(&[hostile()]), written(&[hostile()]));
    for file in FILES.iter().copied().chain(Also::ALL.map(Also::file)) {
        let read = |folder: &TempDir| fs::read(folder.path().join("run").join(file)).unwrap();
        assert!(read(&one) == read(&other), "{file}");
    }
}
