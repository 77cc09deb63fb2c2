//! A run that is killed goes on where it stopped, with the bytes of a run that nobody disturbed.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

fn news(bytes: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = fs::File::create(folder.path().join("news.jsonl")).unwrap();
    for (number, article) in corpus::Corpus::new().articles(bytes).enumerate() {
        let id = article.document.id;
        let text = if number % 40 == 3 { " " } else { &article.document.text };
        writeln!(lines, "{}", serde_json::json!({"id": id, "date": "2022-03-01", "text": text})).unwrap();
    }
    folder
}

fn begin(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    let command = command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn ended(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

fn output(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

const RESUMED: &[&str] = &["run", "news.jsonl", "-q", "-o", "two", "--resume", "--resume-every", "30KB"];

#[test]
fn a_run_killed_at_any_point_ends_with_the_same_bytes() {
    let folder = news(200_000);
    let root = folder.path();
    assert_eq!(ended(begin(root, &["run", "news.jsonl", "-q", "-o", "one"])).0, Some(1));
    let one = output(&root.join("one"));
    // Somewhere in the first stage that it comes to, or in the second.
    let (mut random, mut kept, mut killed) = (7_u64, 0, 0);
    for _ in 0..8 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = begin(root, RESUMED);
        let next = root.join(format!(".two.resume/{kept:06}.part"));
        while random >> 63 == 1 && !next.exists() && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_millis((random >> 33) % 60));
        _ = child.kill();
        killed += u32::from(ended(child).0.is_none());
        kept = fs::read_dir(root.join(".two.resume")).map_or(0, |stages| {
            stages.filter(|stage| stage.as_ref().unwrap().path().extension().is_some_and(|end| end == "part")).count()
        });
        if root.join("two").exists() {
            assert!(one == output(&root.join("two")), "the output is there and not whole");
        }
    }
    assert!(killed > 3, "{killed} of 8 killed");
    let (code, said) = ended(begin(root, RESUMED));
    assert_eq!(code, Some(1), "{said}");
    assert!(one == output(&root.join("two")));
    assert_eq!(names(root), ["news.jsonl", "one", "two"], "nothing is left behind");
}

#[test]
fn what_is_done_is_not_done_again_and_other_inputs_or_choices_are_refused() {
    let folder = news(150_000);
    let root = folder.path();
    assert_eq!(ended(begin(root, &["run", "news.jsonl", "-q", "-o", "one"])).0, Some(1));
    // Killed as soon as three stages are kept.
    let mut child = begin(root, RESUMED);
    while !root.join(".two.resume/000002.part").exists() {
        assert!(child.try_wait().unwrap().is_none(), "it ended too soon");
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    ended(child);
    let kept = fs::read(root.join(".two.resume/000001.part")).unwrap();
    let refused = |arguments: &[&str], expected: &str| {
        let (code, said) = ended(begin(root, &[RESUMED, arguments].concat()));
        assert!(code == Some(2) && said.contains(expected), "{said}");
        assert!(said.contains("or delete .two.resume to begin anew"), "{said}");
    };
    refused(&["--window", "paragraph"], "another --window than now");
    let news = fs::read_to_string(root.join("news.jsonl")).unwrap();
    fs::write(root.join("news.jsonl"), news.replacen("2022", "2021", 1)).unwrap();
    refused(&[], "the inputs are not those of the run that was stopped");
    fs::write(root.join("news.jsonl"), news).unwrap();
    // A damaged stage is noticed, since it is taken as it is.
    let mut damaged = kept.clone();
    damaged[100] ^= 1;
    fs::write(root.join(".two.resume/000001.part"), damaged).unwrap();
    let (code, said) = ended(begin(root, RESUMED));
    assert!(code == Some(2) && said.contains("000001.part: the file is damaged"), "{said}");
    fs::write(root.join(".two.resume/000001.part"), kept).unwrap();
    assert_eq!(ended(begin(root, RESUMED)).0, Some(1));
    assert!(output(&root.join("one")) == output(&root.join("two")));
    assert!(!root.join(".two.resume").exists());
}
