//! What a run does at its limits, as `docs/limits.md` says.

use crate::common::{Ended, Folder, assert_same, ended};
use crate::corpus::Corpus;
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// Begins the program with an open standard input.
fn begin(folder: &Folder, arguments: &[&str]) -> Child {
    folder.command(arguments).stdin(Stdio::piped()).spawn().unwrap()
}

fn news() -> Folder {
    Folder::with(&[("news/a.txt", "The bridge is closed.")])
}

fn peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}

#[test]
fn a_line_without_end_is_passed_over_in_little_memory() {
    let folder = news();
    let mut child = begin(&folder, &["run", "-", "-q", "--max-document", "1", "-o", "out"]);
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"{\"id\": \"one\", \"text\": \"Words.\"}\n{\"text\": \"").unwrap();
    let part = vec![b'x'; 1 << 20];
    (0..300).for_each(|_| input.write_all(&part).unwrap());
    let held = peak(&child);
    input.write_all(b"\"}\n{\"id\": \"two\", \"text\": \"Words again.\"}\n").unwrap();
    drop(input);
    assert_eq!(ended(child).code, 1);
    let errors = folder.read("out/errors.csv");
    assert!(errors.contains("-,2,read,\"longer than 1 MiB, the limit for one document\""), "{errors}");
    let documents = folder.read("out/documents.csv");
    assert_eq!(documents.lines().count(), 3);
    if let Some(held) = held {
        assert!(held < 250_000, "{held} kB for a line of 300 MB");
    }
}

#[test]
fn many_tiny_documents_have_a_row_each() {
    let folder = news();
    let line = |number| format!("{{\"id\": \"{number}\", \"text\": \"Yes.\"}}\n");
    let lines = (0..20_000).map(line).collect::<Vec<_>>().concat();
    folder.write("tiny.jsonl", lines);
    assert_eq!(folder.whosaid(&["run", "tiny.jsonl", "-q", "-o", "out"]).code, 0);
    let documents = folder.read("out/documents.csv");
    assert_eq!(documents.lines().count(), 20_001);
}

#[test]
fn links_that_lead_nowhere_or_round_are_listed() {
    let folder = news();
    symlink("nowhere.txt", folder.path("news/broken.txt")).unwrap();
    symlink("..", folder.path("news/round")).unwrap();
    symlink("self.txt", folder.path("news/self.txt")).unwrap();
    let Ended { code, err: said, .. } = folder.whosaid(&["run", "news", "-q", "-o", "out"]);
    assert_eq!(code, 1, "{said}");
    let errors = folder.read("out/errors.csv");
    assert!(errors.contains("news/broken.txt,,read,\"a broken link: nowhere.txt, where it leads, is not there\""));
    assert!(errors.contains("news/round,,read,a link to a folder that contains it"), "{errors}");
    assert_eq!(errors.lines().count(), 4, "{errors}");
}

#[test]
fn a_file_that_grows_is_read_to_where_it_ends_then() {
    let folder = news();
    let path = folder.path("grows.jsonl");
    let mut file = File::create(&path).unwrap();
    let line = |number: u32| format!("{{\"id\": \"g{number}\", \"text\": \"The bridge is closed.\"}}\n");
    (0..5_000).for_each(|number| file.write_all(line(number).as_bytes()).unwrap());
    let mut child = begin(&folder, &["run", "grows.jsonl", "-q", "-o", "out"]);
    drop(child.stdin.take());
    (5_000..6_000).for_each(|number| file.write_all(line(number).as_bytes()).unwrap());
    let Ended { code, err: said, .. } = ended(child);
    assert!(matches!(code, 0 | 1), "{said}");
    let documents = folder.read("out/documents.csv");
    assert!((5_001..=6_001).contains(&documents.lines().count()), "each article is there once");
}

#[test]
fn ctrl_c_leaves_nothing_and_the_stages_of_a_resumed_run() {
    for resume in [&[][..], &["--resume", "--resume-every", "1KB"]] {
        let folder = news();
        let mut child = begin(&folder, &[&["run", "-", "-q", "-o", "out"][..], resume].concat());
        let mut input = child.stdin.take().unwrap();
        for number in 0..2_000 {
            writeln!(input, "{{\"id\": \"{number}\", \"text\": \"The bridge is closed.\"}}").unwrap();
        }
        input.flush().unwrap();
        let begun = || folder.names().iter().any(|name| name.starts_with(".out."));
        while !begun() {
            thread::sleep(Duration::from_millis(2));
        }
        thread::sleep(Duration::from_millis(50));
        let id = child.id().to_string();
        // Twice, as `timeout` sends it to the program and to its group.
        for _ in 0..2 {
            assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        }
        thread::sleep(Duration::from_millis(50));
        // The reader may wait for a line: it ends with the input.
        drop(input);
        let Ended { code, err: said, .. } = ended(child);
        assert_eq!(code, 130, "{said}");
        assert!(said.contains("error: stopped; nothing was written"), "{said}");
        let left = if resume.is_empty() { vec!["news"] } else { vec![".out.resume", "news"] };
        assert_eq!(folder.names(), left);
    }
}

#[test]
fn a_merge_or_an_export_that_is_stopped_leaves_nothing() {
    let folder = Folder::new();
    let mut lines = File::create(folder.path("news.jsonl")).unwrap();
    for article in Corpus::new().articles(2_000_000) {
        let document = article.document;
        writeln!(lines, "{}", serde_json::json!({"id": document.id, "text": document.text})).unwrap();
    }
    assert_eq!(folder.whosaid(&["run", "news.jsonl", "-q", "--partial", "news.part"]).code, 0);
    assert_eq!(folder.whosaid(&["run", "news.jsonl", "-q", "-o", "out", "--sqlite", "news.db"]).code, 0);
    let (names, earlier) = (folder.names(), folder.files("out"));
    for arguments in [["merge", "news.part", "-o", "out"], ["export", "news.db", "-o", "out"]] {
        let child = folder.begin(&arguments);
        let signal = |name: &str| {
            assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
        };
        while folder.names() == names {
            thread::sleep(Duration::from_millis(1));
        }
        // However fast it is, the signal comes before its end.
        ["-STOP", "-INT", "-CONT"].into_iter().for_each(signal);
        let Ended { code, err: said, .. } = ended(child);
        assert_eq!((code, said.as_str()), (130, "error: stopped; nothing was written\n"), "{arguments:?}");
        assert_eq!(folder.names(), names);
        assert_same(&earlier, &folder.files("out"));
    }
}

#[test]
fn a_full_disk_is_an_error_and_leaves_nothing() {
    // The device that is always full stands where the summary goes; tables can't be put there.
    if !Path::new("/dev/full").exists() {
        return;
    }
    let folder = news();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    let command = command.args(["run", "news", "-o", "out"]).current_dir(folder.root()).stdin(Stdio::null());
    let output = command.stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("error: standard output can't be written: No space left on device"), "{said}");
    // The tables were whole before the summary was said.
    assert!(folder.path("out/quotes.csv").exists());
}

#[test]
fn a_limit_of_file_size_stops_a_run_that_leaves_nothing() {
    let folder = news();
    let line = |number| format!("{{\"id\": \"{number}\", \"text\": \"Vladimir Putin met.\"}}\n");
    let lines = (0..3_000).map(line).collect::<Vec<_>>().concat();
    folder.write("many.jsonl", lines);
    // A file that may not grow is what a full disk looks like; the signal that comes with it is ignored.
    let program = env!("CARGO_BIN_EXE_whosaid");
    let shell = format!("trap '' XFSZ; ulimit -f 64; exec '{program}' run many.jsonl -q -o out");
    let output = Command::new("bash").args(["-c", &shell]).current_dir(folder.root()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("can't be written: File too large"), "{said}");
    assert_eq!(folder.names(), ["many.jsonl", "news"]);
}
