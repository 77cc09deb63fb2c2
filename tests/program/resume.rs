//! A run that is killed goes on where it stopped, with the bytes of a run that nobody disturbed.

use crate::common::{Ended, Folder, KILLED, assert_same, ended};
use crate::corpus::Corpus;
use std::fs;
use std::io::Write;
use std::thread;
use std::time::Duration;

fn news(bytes: usize) -> Folder {
    let folder = Folder::new();
    let mut lines = fs::File::create(folder.path("news.jsonl")).unwrap();
    for (number, article) in Corpus::new().articles(bytes).enumerate() {
        let id = article.document.id;
        let text = if number % 40 == 3 { " " } else { &article.document.text };
        writeln!(lines, "{}", serde_json::json!({"id": id, "date": "2022-03-01", "text": text})).unwrap();
    }
    folder
}

const RESUMED: &[&str] = &["run", "news.jsonl", "-q", "-o", "two", "--resume", "--resume-every", "30KB"];

#[test]
fn a_run_killed_at_any_point_ends_with_the_same_bytes() {
    let folder = news(200_000);
    assert_eq!(folder.whosaid(&["run", "news.jsonl", "-q", "-o", "one"]).code, 1);
    let one = folder.files("one");
    // Somewhere in the first stage that it comes to, or in the second.
    let (mut random, mut kept, mut killed) = (7_u64, 0, 0);
    for _ in 0..8 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = folder.begin(RESUMED);
        let next = folder.path(format!(".two.resume/{kept:06}.part"));
        while random >> 63 == 1 && !next.exists() && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_millis((random >> 33) % 60));
        _ = child.kill();
        killed += u32::from(ended(child).code == KILLED);
        kept = fs::read_dir(folder.path(".two.resume")).map_or(0, |stages| {
            stages.filter(|stage| stage.as_ref().unwrap().path().extension().is_some_and(|end| end == "part")).count()
        });
        if folder.path("two").exists() {
            assert!(one == folder.files("two"), "the output is there and not whole");
        }
    }
    assert!(killed > 3, "{killed} of 8 killed");
    let Ended { code, err: said, .. } = folder.whosaid(RESUMED);
    assert_eq!(code, 1, "{said}");
    assert_same(&one, &folder.files("two"));
    assert_eq!(folder.names(), ["news.jsonl", "one", "two"], "nothing is left behind");
}

#[test]
fn what_is_done_is_not_done_again_and_other_inputs_or_choices_are_refused() {
    let folder = news(150_000);
    assert_eq!(folder.whosaid(&["run", "news.jsonl", "-q", "-o", "one"]).code, 1);
    // Killed as soon as three stages are kept.
    let mut child = folder.begin(RESUMED);
    while !folder.path(".two.resume/000002.part").exists() {
        assert!(child.try_wait().unwrap().is_none(), "it ended too soon");
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    ended(child);
    let kept = fs::read(folder.path(".two.resume/000001.part")).unwrap();
    let refused = |arguments: &[&str], expected: &str| {
        let Ended { code, err: said, .. } = folder.whosaid(&[RESUMED, arguments].concat());
        assert!(code == 2 && said.contains(expected), "{said}");
        assert!(said.contains("or delete .two.resume to begin anew"), "{said}");
    };
    refused(&["--window", "paragraph"], "another --window than now");
    let news = folder.read("news.jsonl");
    folder.write("news.jsonl", news.replacen("2022", "2021", 1));
    refused(&[], "the inputs are not those of the run that was stopped");
    folder.write("news.jsonl", news);
    // A damaged stage is noticed, since it is taken as it is.
    let mut damaged = kept.clone();
    damaged[100] ^= 1;
    folder.write(".two.resume/000001.part", damaged);
    let Ended { code, err: said, .. } = folder.whosaid(RESUMED);
    assert!(code == 2 && said.contains("000001.part: the file is damaged"), "{said}");
    folder.write(".two.resume/000001.part", kept);
    assert_eq!(folder.whosaid(RESUMED).code, 1);
    assert!(folder.files("one") == folder.files("two"));
    assert!(!folder.path(".two.resume").exists());
}
