//! Partial results: any split of the articles, in any order, merges to the bytes of one run; what was not made alike, is
//! damaged or would count an article twice is refused; and a limit of memory changes nothing but where pairs wait.

use crate::common::{Ended, Folder, assert_same};
use crate::corpus::Corpus;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// A folder `news` with the samples, made-up articles in files of all kinds, twins, and inputs that can't be read.
fn news() -> (Folder, Vec<String>) {
    let folder = Folder::new();
    let at = |name: &str| folder.path("news").join(name);
    fs::create_dir_all(at("deep/er")).unwrap();
    for sample in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")).unwrap() {
        let sample = sample.unwrap();
        fs::copy(sample.path(), at(sample.file_name().to_str().unwrap())).unwrap();
    }
    let corpus = Corpus::new();
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
    list(folder.root(), "news", &mut files);
    (folder, files)
}

fn list(root: &Path, below: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(root.join(below)).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() { list(root, &name, files) } else { files.push(name) }
    }
}

#[test]
fn any_split_in_any_order_gives_the_bytes_of_one_run() {
    let (folder, files) = news();
    assert_eq!(folder.whosaid(&["run", "news", "-q", "-o", "one", "--also", "dot"]).code, 1);
    let one = folder.files("one");
    let shuffled = Just(files.clone()).prop_shuffle();
    let split = (shuffled, prop::collection::vec(0..4_usize, files.len()), any::<bool>());
    // Also a run that names each file, in any order.
    let named: Vec<&str> = files.iter().rev().map(String::as_str).collect();
    assert_eq!(folder.whosaid(&[&["run", "-q", "-o", "named", "--also", "dot"][..], &named].concat()).code, 1);
    assert_same(&one, &folder.files("named"));
    let mut runner = TestRunner::new(Config { cases: 4, failure_persistence: None, ..Config::default() });
    let tried = runner.run(&split, |(files, parts, backward)| {
        let mut made: Vec<String> = Vec::new();
        for part in 0..4 {
            let inputs = files.iter().zip(&parts).filter(|(_, of)| **of == part);
            let inputs: Vec<&str> = inputs.map(|(file, _)| file.as_str()).collect();
            let name = format!("{part}.part");
            _ = fs::remove_file(folder.path(&name));
            let limits: &[&str] = if part % 2 == 0 { &["-j1", "--memory", "1KB"] } else { &["-j3"] };
            let Ended { code, err: said, .. } =
                folder.whosaid(&[&["run", "-q", "--partial", &name], limits, &inputs].concat());
            if code == 2 {
                // A part that nothing can be read from: its inputs go to another.
                assert!(inputs.is_empty() || said.contains("PDF"), "{said}");
                let Some(other) = made.pop() else { return Ok(()) };
                let of: usize = other[..1].parse().unwrap();
                let again = files.iter().zip(&parts).filter(|(_, at)| **at == of || **at == part);
                let again: Vec<&str> = again.map(|(file, _)| file.as_str()).collect();
                assert_ne!(folder.whosaid(&[&["run", "-q", "--partial", &other][..], &again].concat()).code, 2);
                made.push(other);
            } else {
                made.push(name);
            }
        }
        if backward {
            made.reverse();
        }
        let made: Vec<&str> = made.iter().map(String::as_str).collect();
        let Ended { code, err: said, .. } =
            folder.whosaid(&[&["merge", "-q", "-o", "two", "--also", "dot"][..], &made].concat());
        assert_eq!((code, said.as_str()), (1, ""));
        assert_same(&one, &folder.files("two"));
        Ok(())
    });
    tried.unwrap();
    assert!(!folder.names().iter().any(|name| name.starts_with('.')), "something was left behind");
}

#[test]
fn a_limit_of_memory_changes_no_byte() {
    let (folder, _) = news();
    for window in ["sentence", "document"] {
        for (name, memory, jobs) in [("one", "1GB", "2"), ("two", "1B", "1"), ("three", "40KB", "3")] {
            let arguments = ["run", "news", "-q", "-o", name, "--memory", memory, "-j", jobs, "--window", window];
            assert_eq!(folder.whosaid(&arguments).code, 1);
        }
        let one = folder.files("one");
        assert_same(&one, &folder.files("two"));
        assert_same(&one, &folder.files("three"));
    }
}

#[test]
fn what_was_not_made_alike_is_refused() {
    let (folder, _) = news();
    let people = "name,aliases,short,gender,country,offices,description\nIlira Dovani,,,f,,,A minister\n";
    folder.write("people.csv", people);
    let (one, other) = ("news/m.txt", "news/deep/b.txt");
    assert_eq!(folder.whosaid(&["run", "-q", one, "--partial", "a"]).code, 0);
    let cases: [(&[&str], &str); 4] = [
        (&["--gazetteer", "people.csv"], "made with another gazetteer than a\n  hint: give the same --gazetteer"),
        (&["--window", "paragraph"], "made with another --window than a\n"),
        (&["--min-confidence", "0.5"], "made with another --min-confidence than a\n"),
        (&["--no-page"], "made with a page, or without, unlike a\n"),
    ];
    for (choice, expected) in cases {
        assert_eq!(folder.whosaid(&[&["run", "-q", other, "--partial", "b"][..], choice].concat()).code, 0);
        let Ended { code, err: said, .. } = folder.whosaid(&["merge", "a", "b"]);
        assert!(code == 2 && said.contains(&format!("error: b: {expected}")), "{said}");
    }
    assert!(!folder.path("output/run").exists());
    // The same choices of another machine, where the lists lie elsewhere.
    fs::create_dir(folder.path("lists")).unwrap();
    fs::copy(folder.path("people.csv"), folder.path("lists/people.csv")).unwrap();
    assert_eq!(folder.whosaid(&["run", "-q", one, "--partial", "a", "--gazetteer", "people.csv"]).code, 0);
    assert_eq!(folder.whosaid(&["run", "-q", other, "--partial", "b", "--gazetteer", "lists/people.csv"]).code, 0);
    let quiet = Ended { code: 0, out: String::new(), err: String::new() };
    assert_eq!(folder.whosaid(&["merge", "-q", "a", "b"]), quiet);
}

#[test]
fn other_versions_builds_and_lexicons_are_refused() {
    let (folder, _) = news();
    for (name, file) in [("a", "news/m.txt"), ("b", "news/deep/b.txt")] {
        assert_eq!(folder.whosaid(&["run", "-q", file, "--partial", name]).code, 0);
    }
    let bytes = fs::read(folder.path("b")).unwrap();
    let (body, tail) = bytes.split_at(bytes.len() - 48);
    let length = u64::from_le_bytes(tail[..8].try_into().unwrap()) as usize;
    let (body, footer) = body.split_at(body.len() - length);
    let footer: serde_json::Value = serde_json::from_slice(footer).unwrap();
    for (field, expected) in [
        ("version", format!("error: b: made by whosaid other, and this is {}\n", env!("CARGO_PKG_VERSION"))),
        (
            "build",
            "error: b: made by another build of this version, which may have other rules, words or names\n".into(),
        ),
        ("lexicon", "error: b: made with another lexicon than a\n".into()),
    ] {
        let mut changed = footer.clone();
        changed[field] = "other".into();
        let json = serde_json::to_vec(&changed).unwrap();
        let length = (json.len() as u64).to_le_bytes();
        folder.write("b", [body, &json, &length, &Sha256::digest(&json), &tail[40..]].concat());
        let Ended { code, err: said, .. } = folder.whosaid(&["merge", "a", "b"]);
        assert!(code == 2 && said.contains(&expected), "{said}");
    }
}

#[test]
fn an_article_in_two_files_is_caught() {
    let (folder, _) = news();
    assert_eq!(folder.whosaid(&["run", "-q", "news/m.txt", "news/a.md", "--partial", "a"]).code, 0);
    assert_eq!(folder.whosaid(&["run", "-q", "news/m.txt", "news/deep/b.txt", "--partial", "b"]).code, 0);
    let Ended { code, err: said, .. } = folder.whosaid(&["merge", "a", "b"]);
    let expected = "error: the article m is in a and in b: it would be counted twice\n";
    let swapped = "error: the article m is in b and in a: it would be counted twice\n";
    assert!(code == 2 && (said.starts_with(expected) || said.starts_with(swapped)), "{said}");
    let Ended { code, err: said, .. } = folder.whosaid(&["merge", "a", "a"]);
    assert!(code == 2 && said.contains("twice"), "{said}");
    assert!(!folder.path("output/run").exists());
}

#[test]
fn a_damaged_file_is_refused_and_leaves_nothing() {
    let (folder, _) = news();
    assert_eq!(folder.whosaid(&["run", "-q", "news", "--partial", "a"]).code, 1);
    let bytes = fs::read(folder.path("a")).unwrap();
    folder.write("b", &bytes[..bytes.len() - 5]);
    let cut = "error: b: the file was cut off\n  hint: make it again, or copy it again from where it was made\n";
    assert_eq!(folder.whosaid(&["merge", "b"]), Ended { code: 2, out: String::new(), err: cut.into() });
    for at in (9..bytes.len()).step_by(bytes.len() / 60) {
        let mut changed = bytes.clone();
        changed[at] ^= 4;
        folder.write("b", &changed);
        let Ended { code, err: said, .. } = folder.whosaid(&["merge", "b", "-o", "out"]);
        assert!(code == 2 && said.starts_with("error: b: "), "changed at {at}: {said}");
    }
    assert!(!folder.path("out").exists());
    folder.write("c", "no part");
    assert!(folder.whosaid(&["merge", "c"]).err.starts_with("error: c: no partial result of this program\n"));
    let Ended { code, err: said, .. } = folder.whosaid(&["run", "news", "--partial", "c"]);
    assert!(code == 2 && said.starts_with("error: c: a file stands there that is no partial result\n"), "{said}");
}
