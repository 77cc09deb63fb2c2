//! The command line with real files: messages, exit codes, what is written and what is not.

use crate::common::{Ended, Folder};
use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};

/// A folder with articles in `news`.
fn news(articles: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    fs::create_dir(folder.path("news")).unwrap();
    for (name, text) in articles {
        folder.write(&format!("news/{name}"), text);
    }
    folder
}

const TWO: &[(&str, &str)] = &[("a.txt", "The bridge is closed."), ("b.txt", "The bridge is open.")];

#[test]
fn a_run_writes_its_folder_and_sums_up() {
    let folder = news(TWO);
    let ended = folder.whosaid(&["run", "news"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(ended.out.starts_with("2 articles, "), "{}", ended.out);
    assert!(ended.out.ends_with("written         output/run: begin with report.html, or open graph.gexf in Gephi\n"));
    let documents = folder.read("output/run/documents.csv");
    assert!(documents.contains("\na,") && documents.contains("news/a.txt"), "{documents}");
    let bare = folder.whosaid(&["run", "news", "--no-page", "-o", "bare"]);
    assert!(bare.out.ends_with("written         bare: begin with quotes.csv, or open graph.gexf in Gephi\n"));
    let quiet = folder.whosaid(&["run", "news", "-q", "-o", "again"]);
    assert_eq!(quiet, Ended { code: 0, out: String::new(), err: String::new() });
    assert_eq!(folder.read("again/documents.csv"), documents);
}

#[test]
fn what_is_skipped_is_named_listed_and_told_by_the_exit_code() {
    let folder = news(TWO);
    folder.write("news/empty.txt", "\n");
    let ended = folder.whosaid(&["run", "news", "nowhere.txt", "-o", "run"]);
    assert_eq!(ended.code, 1);
    let errors: Vec<&str> = ended.err.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(errors.len(), 2, "{}", ended.err);
    assert!(errors.iter().any(|error| error.starts_with("error: nowhere.txt: ")), "{errors:?}");
    assert!(errors.iter().any(|error| error.starts_with("error: news/empty.txt: ")), "{errors:?}");
    assert!(ended.out.contains("  skipped         2 inputs, listed in run/errors.csv\n"), "{}", ended.out);
    assert_eq!(folder.read("run/errors.csv").lines().count(), 3);
}

#[test]
fn only_the_first_skipped_inputs_are_named_unless_all_are_asked_for() {
    let folder = news(TWO);
    for number in 0..9 {
        folder.write(&format!("news/empty-{number}.txt"), "");
    }
    let named = |arguments: &[&str]| folder.whosaid(arguments).err.matches("error: ").count();
    assert_eq!(named(&["run", "news"]), 5);
    assert_eq!(named(&["run", "news", "-v"]), 9);
    assert_eq!(folder.read("output/run/errors.csv").lines().count(), 10);
}

#[test]
fn a_run_that_cannot_begin_writes_nothing() {
    let folder = news(&[]);
    let ended = folder.whosaid(&["run", "nowhere"]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    assert!(ended.err.starts_with("error: nowhere: "), "{}", ended.err);
    assert!(!folder.path("output/run").exists());
}

#[test]
fn a_run_without_a_readable_article_keeps_the_earlier_output() {
    let folder = news(TWO);
    assert_eq!(folder.whosaid(&["run", "news"]).code, 0);
    let earlier = fs::read(folder.path("output/run/documents.csv")).unwrap();
    folder.write("empty.txt", "");
    let ended = folder.whosaid(&["run", "empty.txt"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    let last = "error: no article was read, so nothing was written\n  hint: the reasons stand above; -v names all\n";
    assert!(ended.err.ends_with(last), "{}", ended.err);
    assert_eq!(fs::read(folder.path("output/run/documents.csv")).unwrap(), earlier);
    assert_eq!(fs::read_dir(folder.path("output")).unwrap().count(), 1);
}

#[test]
fn a_folder_of_something_else_is_refused_unless_forced() {
    let folder = news(TWO);
    let ended = folder.whosaid(&["run", "news", "-o", "news"]);
    let refused = "error: news: the folder holds something else than an earlier output\n  \
                   hint: name another with -o, or write there nevertheless with --force\n";
    assert_eq!(ended, Ended { code: 2, out: String::new(), err: refused.into() });
    assert_eq!(folder.whosaid(&["run", "news", "-o", "news", "--force", "-q"]).code, 0);
    assert_eq!(folder.read("news/a.txt"), "The bridge is closed.");
    assert!(folder.path("news/quotes.csv").exists());
}

#[test]
fn a_rehearsal_and_a_limit() {
    let folder = news(TWO);
    let ended = folder.whosaid(&["run", "news", "--dry-run", "--limit", "1"]);
    assert_eq!(ended, Ended { code: 0, out: String::new(), err: "1 article; a run would write output/run\n".into() });
    assert!(!folder.path("output").exists());
    let ended = folder.whosaid(&["run", "news", "--limit", "1"]);
    assert!(ended.out.starts_with("1 article, "), "{}", ended.out);
    let ended = folder.whosaid(&["run", "news", "--dry-run", "--partial", "a.part"]);
    assert_eq!(ended.err, "2 articles; a run would write a.part\n");
    let ended = folder.whosaid(&["run", "news", "--dry-run", "--sqlite", "news.db"]);
    assert_eq!(ended.err, "2 articles; a run would write output/run and add to news.db\n");
    folder.write("empty.txt", "");
    let ended = folder.whosaid(&["run", "empty.txt", "--dry-run"]);
    assert_eq!(ended.code, 2, "as the run itself");
    assert!(ended.err.contains("error: no article was read, so a run would write nothing\n"), "{}", ended.err);
}

#[test]
fn dates_that_are_two_days_are_counted_until_their_order_is_told() {
    let folder = Folder::with(&[("a.csv", "id,date,text\n1,03/04/2022,The bridge is closed.\n")]);
    let ended = folder.whosaid(&["run", "a.csv"]);
    let said = "  undated         1 article has a date that can't be read, or is two days \
                (--date-order tells what 03/04/2022 is)\n";
    assert!(ended.code == 0 && ended.out.contains(said), "{}", ended.out);
    let ended = folder.whosaid(&["run", "a.csv", "--date-order", "dmy"]);
    assert!(!ended.out.contains("undated"), "{}", ended.out);
    assert!(folder.read("output/run/documents.csv").contains("\n1,,2022-04-03,"));
    let ended = folder.whosaid(&["run", "a.csv", "--date-order", "ymd"]);
    assert!(ended.code == 2 && ended.err.contains("the orders are dmy and mdy"), "{}", ended.err);
}

#[test]
fn files_of_no_known_ending_are_passed_over_and_counted() {
    let folder = news(TWO);
    folder.write("news/c.story", "The bridge is gone.");
    let ended = folder.whosaid(&["run", "news"]);
    assert_eq!(ended.code, 0);
    let line = "  passed over     1 file whose ending tells no format (--format reads those of folders)\n";
    assert!(ended.out.contains(line), "{}", ended.out);
    assert!(folder.whosaid(&["run", "news", "--format", "text"]).out.starts_with("3 articles, "));
}

#[test]
fn more_threads_than_there_can_be_are_no_failure() {
    let folder = news(TWO);
    let ended = folder.whosaid(&["run", "news", "-q", "--jobs", "18446744073709551615"]);
    assert_eq!(ended, Ended { code: 0, out: String::new(), err: String::new() });
}

#[test]
fn words_of_others_do_not_command_a_terminal() {
    let folder = Folder::with(&[("t.csv", "id,\u{1b}[31mstory\n1,Words.\n"), ("\u{1b}[31m.txt", "Words.")]);
    let ended = folder.whosaid(&["run", "t.csv"]);
    assert!(ended.err.contains("the columns are id, �[31mstory\n"), "{}", ended.err);
    let ended = folder.whosaid(&["explain", "\u{1b}[31m.txt"]);
    assert_eq!(ended.out, "�[31m: 0 quotations, 0 attributed\n");
}

#[test]
fn wrong_arguments_are_refused_with_a_hint() {
    let folder = news(TWO);
    let cases: &[(&[&str], &str)] = &[
        (&["run"], "the following required arguments were not provided"),
        (&["run", "news", "--windo", "sentence"], "--window"),
        (&["run", "news", "--window", "page"], "[possible values: sentence, paragraph, document]"),
        (&["run", "news", "--min-confidence", "2"], "not between 0 and 1"),
        (&["run", "news", "--jobs", "0"], "not a whole number from 1"),
        (&["run", "news", "-q", "-v"], "cannot be used with"),
        (&["run", "news", "--only-gazetteer"], "--gazetteer"),
        (&["rum"], "'run'"),
    ];
    for (arguments, expected) in cases {
        let ended = folder.whosaid(arguments);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ended.err.contains(expected), "{arguments:?}: {}", ended.err);
    }
}

#[test]
fn help_begins_with_examples() {
    let folder = news(&[]);
    for arguments in [&["--help"][..], &["run", "--help"], &["explain", "--help"], &["gazetteer", "check", "--help"]] {
        let ended = folder.whosaid(arguments);
        assert_eq!(ended.code, 0);
        assert!(ended.out.starts_with("Examples:\n  "), "{}", ended.out);
    }
    let version = format!("whosaid {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(folder.whosaid(&["--version"]).out, version);
}

#[test]
fn explaining_an_article() {
    let folder = news(TWO);
    let ended = folder.whosaid(&["explain", "news/a.txt"]);
    assert_eq!(ended, Ended { code: 0, out: "a: 0 quotations, 0 attributed\n".into(), err: String::new() });
    let ended = folder.whosaid(&["explain", "news/a.txt", "--at", "bridge"]);
    assert_eq!(ended.code, 0);
    assert!(ended.out.starts_with("a: “bridge” stands in 1 place\n"), "{}", ended.out);
    assert!(ended.out.contains("\n   not tagged        in no list of names, and its surroundings name nobody\n"));
    let ended = folder.whosaid(&["explain", "nowhere.txt"]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
}

#[test]
fn no_escape_codes_reach_a_pipe() {
    let folder = news(TWO);
    for arguments in [&["run", "news"][..], &["explain", "news/a.txt"], &["run", "nowhere"]] {
        let ended = folder.whosaid(arguments);
        assert!(!ended.out.contains('\u{1b}') && !ended.err.contains('\u{1b}'), "{ended:?}");
    }
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = news(&[("a.txt", &"Where is the bridge? ".repeat(20_000))]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_whosaid"))
        .args(["explain", "news/a.txt", "--at", "bridge"])
        .current_dir(folder.root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdout.take().unwrap().read_exact(&mut [0; 10]).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
