//! The graph files to the byte.

use crate::made::Made;
use std::path::Path;
use std::{env, fs};
use whosaid::document::Basis;
use whosaid::write::{Output, Settings};

fn file(name: &str) -> String {
    let made = Made::new("a", "“Zoë <wins>,” Ann said to Zoë")
        .name("Zoë", "person:zoe", "Zoë \"Z\" <&>", None, Basis::Context)
        .name("Ann", "person:ann", "Ann", None, Basis::Context)
        .said(&["“Zoë <wins>,”"], &["person:ann"], "Ann", "said")
        .date("2022-03-28");
    let folder = tempfile::tempdir().unwrap();
    let mut output = Output::create(&folder.path().join("run"), Settings::default()).unwrap();
    output.add(&made.document, &made.analysis).unwrap();
    output.finish(&()).unwrap();
    fs::read_to_string(folder.path().join("run").join(name)).unwrap()
}

/// `UPDATE=1` writes what comes out today; the diff is the review.
fn check(name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/write").join(expected);
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, file(name)).unwrap();
    }
    assert_eq!(file(name), fs::read_to_string(path).unwrap());
}

#[test]
fn gexf_to_the_byte() {
    check("graph.gexf", "small.gexf");
}

#[test]
fn graphml_to_the_byte() {
    check("graph.graphml", "small.graphml");
}
