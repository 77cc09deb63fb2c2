//! The sample articles and their tables in `output/example`, to the byte. The diff of a changed snapshot is the review:
//! `UPDATE=1 cargo test --test snapshots` writes it anew.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use whosaid::write::FILES;

const EXAMPLE: &str = "output/example";

#[test]
fn the_example_is_what_a_run_over_the_samples_writes() {
    if env::var_os("UPDATE").is_some_and(|update| update == "1") {
        run(EXAMPLE);
    }
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("example");
    run(fresh.to_str().unwrap());
    let (expected, found) = (files(Path::new(EXAMPLE)), files(&fresh));
    let names: Vec<&String> = expected.keys().collect();
    assert_eq!(names, found.keys().collect::<Vec<_>>(), "other files than in {EXAMPLE}");
    assert_eq!(names.len(), FILES.len());
    for (name, expected) in &expected {
        let found = &found[name];
        let first = expected.lines().zip(found.lines()).position(|(expected, found)| expected != found);
        let first = first.unwrap_or(expected.lines().count().min(found.lines().count()));
        assert!(
            expected == found,
            "{EXAMPLE}/{name}, line {}:\n  is    {}\n  comes {}\n\
             If the new answer is right: UPDATE=1 cargo test --test snapshots",
            first + 1,
            expected.lines().nth(first).unwrap_or_default(),
            found.lines().nth(first).unwrap_or_default(),
        );
    }
}

fn run(folder: &str) {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    let output = command.args(["run", "samples", "--quiet", "--output", folder]).current_dir(root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| (name(&path), String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned())).collect()
}
