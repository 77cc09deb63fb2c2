//! Partial results: any split of the articles, in any order, merges to the bytes of one run; what was not made alike, is
//! damaged or would count an article twice is refused; and a limit of memory changes nothing but where pairs wait.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The exit code, and what was said on standard error.
fn whosaid(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    let output = command.args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// A folder `news` with the samples, made-up articles in files of all kinds, twins, and inputs that can't be read.
fn news() -> (TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join("news").join(name);
    fs::create_dir_all(at("deep/er")).unwrap();
    for sample in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")).unwrap() {
        let sample = sample.unwrap();
        fs::copy(sample.path(), at(sample.file_name().to_str().unwrap())).unwrap();
    }
    let corpus = corpus::Corpus::new();
    let mut articles = corpus.articles(60_000);
    let mut text = || articles.next().unwrap().document.text;
    for name in ["m.txt", "deep/b.txt", "deep/er/z.txt", "deep/er.txt", "a.md"] {
        fs::write(at(name), text()).unwrap();
    }
    for (number, name) in ["x.jsonl", "deep/y.jsonl"].into_iter().enumerate() {
        let mut line = |n| {
            serde_json::json!({"id": format!("{number}-{n}"), "date": format!("2022-0{}-1{n}", number + 1),
            "outlet": "The Paper", "text": text()})
        };
        let mut lines: Vec<String> = (0..6).map(|n| line(n).to_string()).collect();
        lines.insert(3, "{broken".into());
        fs::write(at(name), lines.join("\n")).unwrap();
    }
    fs::copy(at("m.txt"), at("deep/twin.txt")).unwrap();
    fs::copy(at("m.txt"), at("a-twin.txt")).unwrap();
    fs::write(at("deep/empty.txt"), "\n").unwrap();
    fs::write(at("nothing.pdf"), "%PDF-1").unwrap();
    let mut files = Vec::new();
    list(folder.path(), "news", &mut files);
    (folder, files)
}

fn list(root: &Path, below: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(root.join(below)).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() { list(root, &name, files) } else { files.push(name) }
    }
}

fn output(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in one {
        assert!(*bytes == other[name], "{name} differs");
    }
}

#[test]
fn any_split_in_any_order_gives_the_bytes_of_one_run() {
    let (folder, files) = news();
    let root = folder.path();
    assert_eq!(whosaid(root, &["run", "news", "-q", "-o", "one", "--also", "dot"]).0, 1);
    let one = output(&root.join("one"));
    let shuffled = Just(files.clone()).prop_shuffle();
    let split = (shuffled, prop::collection::vec(0..4_usize, files.len()), any::<bool>());
    let mut runner = TestRunner::new(Config { cases: 4, failure_persistence: None, ..Config::default() });
    let tried = runner.run(&split, |(files, parts, backward)| {
        let mut made: Vec<String> = Vec::new();
        for part in 0..4 {
            let inputs = files.iter().zip(&parts).filter(|(_, of)| **of == part);
            let inputs: Vec<&str> = inputs.map(|(file, _)| file.as_str()).collect();
            let name = format!("{part}.part");
            _ = fs::remove_file(root.join(&name));
            let limits: &[&str] = if part % 2 == 0 { &["-j1", "--memory", "1KB"] } else { &["-j3"] };
            let (code, said) = whosaid(root, &[&["run", "-q", "--partial", &name], limits, &inputs].concat());
            if code == 2 {
                // A part that nothing can be read from: its inputs go to another.
                assert!(inputs.is_empty() || said.contains("PDF"), "{said}");
                let Some(other) = made.pop() else { return Ok(()) };
                let of: usize = other[..1].parse().unwrap();
                let again = files.iter().zip(&parts).filter(|(_, at)| **at == of || **at == part);
                let again: Vec<&str> = again.map(|(file, _)| file.as_str()).collect();
                assert_ne!(whosaid(root, &[&["run", "-q", "--partial", &other][..], &again].concat()).0, 2);
                made.push(other);
            } else {
                made.push(name);
            }
        }
        if backward {
            made.reverse();
        }
        let made: Vec<&str> = made.iter().map(String::as_str).collect();
        let (code, said) = whosaid(root, &[&["merge", "-q", "-o", "two", "--also", "dot"][..], &made].concat());
        assert_eq!((code, said.as_str()), (1, ""));
        assert_same(&one, &output(&root.join("two")));
        Ok(())
    });
    tried.unwrap();
    let hidden = fs::read_dir(root)
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with('.'));
    assert_eq!(hidden.count(), 0, "something was left behind");
}

#[test]
fn a_limit_of_memory_changes_no_byte() {
    let (folder, _) = news();
    let root = folder.path();
    for window in ["sentence", "document"] {
        for (name, memory, jobs) in [("one", "1GB", "2"), ("two", "1B", "1"), ("three", "40KB", "3")] {
            let arguments = ["run", "news", "-q", "-o", name, "--memory", memory, "-j", jobs, "--window", window];
            assert_eq!(whosaid(root, &arguments).0, 1);
        }
        let one = output(&root.join("one"));
        assert_same(&one, &output(&root.join("two")));
        assert_same(&one, &output(&root.join("three")));
    }
}

#[test]
fn what_was_not_made_alike_is_refused() {
    let (folder, _) = news();
    let root = folder.path();
    let people = "name,aliases,short,gender,country,offices,description\nIlira Dovani,,,f,,,A minister\n";
    fs::write(root.join("people.csv"), people).unwrap();
    let (one, other) = ("news/m.txt", "news/deep/b.txt");
    assert_eq!(whosaid(root, &["run", "-q", one, "--partial", "a"]).0, 0);
    let cases: [(&[&str], &str); 4] = [
        (&["--gazetteer", "people.csv"], "made with another gazetteer than a\n  hint: give the same --gazetteer"),
        (&["--window", "paragraph"], "made with another --window than a\n"),
        (&["--min-confidence", "0.5"], "made with another --min-confidence than a\n"),
        (&["--no-page"], "made with a page, or without, unlike a\n"),
    ];
    for (choice, expected) in cases {
        assert_eq!(whosaid(root, &[&["run", "-q", other, "--partial", "b"][..], choice].concat()).0, 0);
        let (code, said) = whosaid(root, &["merge", "a", "b"]);
        assert!(code == 2 && said.contains(&format!("error: b: {expected}")), "{said}");
    }
    assert!(!root.join("output/run").exists());
    // The same choices of another machine, where the lists lie elsewhere.
    fs::create_dir(root.join("lists")).unwrap();
    fs::copy(root.join("people.csv"), root.join("lists/people.csv")).unwrap();
    assert_eq!(whosaid(root, &["run", "-q", one, "--partial", "a", "--gazetteer", "people.csv"]).0, 0);
    assert_eq!(whosaid(root, &["run", "-q", other, "--partial", "b", "--gazetteer", "lists/people.csv"]).0, 0);
    assert_eq!(whosaid(root, &["merge", "-q", "a", "b"]), (0, String::new()));
}

#[test]
fn other_versions_and_lexicons_are_refused() {
    let (folder, _) = news();
    let root = folder.path();
    for (name, file) in [("a", "news/m.txt"), ("b", "news/deep/b.txt")] {
        assert_eq!(whosaid(root, &["run", "-q", file, "--partial", name]).0, 0);
    }
    let bytes = fs::read(root.join("b")).unwrap();
    let (body, tail) = bytes.split_at(bytes.len() - 48);
    let length = u64::from_le_bytes(tail[..8].try_into().unwrap()) as usize;
    let (body, footer) = body.split_at(body.len() - length);
    let footer: serde_json::Value = serde_json::from_slice(footer).unwrap();
    for (field, expected) in [
        ("version", format!("error: b: made by whosaid other, and this is {}\n", env!("CARGO_PKG_VERSION"))),
        ("lexicon", "error: b: made with another lexicon than a\n".into()),
    ] {
        let mut changed = footer.clone();
        changed[field] = "other".into();
        let json = serde_json::to_vec(&changed).unwrap();
        let length = (json.len() as u64).to_le_bytes();
        fs::write(root.join("b"), [body, &json, &length, &Sha256::digest(&json), &tail[40..]].concat()).unwrap();
        let (code, said) = whosaid(root, &["merge", "a", "b"]);
        assert!(code == 2 && said.contains(&expected), "{said}");
    }
}

#[test]
fn an_article_in_two_files_is_caught() {
    let (folder, _) = news();
    let root = folder.path();
    assert_eq!(whosaid(root, &["run", "-q", "news/m.txt", "news/a.md", "--partial", "a"]).0, 0);
    assert_eq!(whosaid(root, &["run", "-q", "news/m.txt", "news/deep/b.txt", "--partial", "b"]).0, 0);
    let (code, said) = whosaid(root, &["merge", "a", "b"]);
    let expected = "error: the article m is in a and in b: it would be counted twice\n";
    let swapped = "error: the article m is in b and in a: it would be counted twice\n";
    assert!(code == 2 && (said.starts_with(expected) || said.starts_with(swapped)), "{said}");
    let (code, said) = whosaid(root, &["merge", "a", "a"]);
    assert!(code == 2 && said.contains("twice"), "{said}");
    assert!(!root.join("output/run").exists());
}

#[test]
fn a_damaged_file_is_refused_and_leaves_nothing() {
    let (folder, _) = news();
    let root = folder.path();
    assert_eq!(whosaid(root, &["run", "-q", "news", "--partial", "a"]).0, 1);
    let bytes = fs::read(root.join("a")).unwrap();
    fs::write(root.join("b"), &bytes[..bytes.len() - 5]).unwrap();
    assert_eq!(
        whosaid(root, &["merge", "b"]),
        (2, "error: b: the file was cut off\n  hint: make it again, or copy it again from where it was made\n".into())
    );
    for at in (9..bytes.len()).step_by(bytes.len() / 60) {
        let mut changed = bytes.clone();
        changed[at] ^= 4;
        fs::write(root.join("b"), &changed).unwrap();
        let (code, said) = whosaid(root, &["merge", "b", "-o", "out"]);
        assert!(code == 2 && said.starts_with("error: b: "), "changed at {at}: {said}");
    }
    assert!(!root.join("out").exists());
    fs::write(root.join("c"), "no part").unwrap();
    assert!(whosaid(root, &["merge", "c"]).1.starts_with("error: c: no partial result of this program\n"));
    let (code, said) = whosaid(root, &["run", "news", "--partial", "c"]);
    assert!(code == 2 && said.starts_with("error: c: a file stands there that is no partial result\n"), "{said}");
}
