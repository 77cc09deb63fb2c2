//! The graph files to the byte.

use crate::made::Made;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::{env, fs};
use whosaid::document::Basis;
use whosaid::write::{Also, Further, Output, Settings};

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

#[test]
fn the_description_holds_the_weight_of_every_file() {
    let made = Made::new("a", "“Zoë wins,” Ann said to Zoë")
        .name("Zoë", "person:zoe", "Zoë", None, Basis::Context)
        .name("Ann", "person:ann", "Ann", None, Basis::Context);
    let folder = tempfile::tempdir().unwrap();
    let run = folder.path().join("run");
    let further = Further { also: Also::ALL.into(), ..Further::default() };
    let mut output = Output::create(&run, Settings::default()).unwrap().with(further);
    output.add(&made.document, &made.analysis).unwrap();
    output.finish(&()).unwrap();
    let told: Value = serde_json::from_str(&fs::read_to_string(run.join("datapackage.json")).unwrap()).unwrap();
    let resources = told["resources"].as_array().unwrap();
    assert_eq!(resources.len() + 1, fs::read_dir(&run).unwrap().count(), "all files but the description itself");
    for resource in resources {
        let bytes = fs::read(run.join(resource["path"].as_str().unwrap())).unwrap();
        let digest = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        assert_eq!(resource["bytes"], bytes.len(), "{}", resource["path"]);
        assert_eq!(resource["hash"], format!("sha256:{digest}"), "{}", resource["path"]);
    }
}
