//! `whosaid score` on small annotated articles, made up for the purpose.

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;
use whosaid::score::{self, Calibration, Counts, Predicted, iou, same_name, trim};

/// The article of `text`, with quotations as (words, kind, source words).
fn article(id: &str, text: &str, quotes: &[(&str, &str, &str)]) -> Value {
    let place = |words: &str| {
        let start = text[..text.find(words).unwrap()].chars().count();
        (start, start + words.chars().count())
    };
    let quote = |(words, kind, source): &(&str, &str, &str)| {
        let (start, end) = place(words);
        let source: Vec<(usize, usize)> = if source.is_empty() { Vec::new() } else { vec![place(source)] };
        json!({"start": start, "end": end, "kind": kind, "source": source})
    };
    json!({"doc": id, "text": text, "quotes": quotes.iter().map(quote).collect::<Vec<_>>()})
}

fn label(article: &Value, quote: usize, class: &str, resolved: &Value) -> Value {
    let place = &article["quotes"][quote];
    json!({"doc": article["doc"], "start": place["start"], "end": place["end"], "class": class, "resolved": resolved})
}

fn write(folder: &Path, name: &str, lines: &[&Value]) -> String {
    let path = folder.join(name);
    let text: Vec<String> = lines.iter().map(ToString::to_string).collect();
    fs::write(&path, text.join("\n")).unwrap();
    path.to_str().unwrap().to_owned()
}

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let ended = Command::new(env!("CARGO_BIN_EXE_whosaid")).arg("score").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (ended.status.code(), text(ended.stdout), text(ended.stderr))
}

fn two() -> [Value; 2] {
    let first = "Marta Kowalczyk chairs the café board. “The roof will hold all winter,” she said on Monday.\n\n\
                 A resident said, “Nobody has asked the people who live under it.”\n";
    let second = "“We have money for tin and none for marble,” Tomas Reyl said.\n";
    [
        article(
            "one",
            first,
            &[
                ("“The roof will hold all winter,”", "D", "she"),
                ("“Nobody has asked the people who live under it.”", "D", "A resident"),
            ],
        ),
        article("two", second, &[("“We have money for tin and none for marble,”", "D", "Tomas Reyl")]),
    ]
}

#[test]
fn figures_rules_and_calibration_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = two();
    let gold = write(folder.path(), "gold.jsonl", &[&first, &second]);
    let labels = [
        label(&first, 0, "person", &json!("Marta Kowalczyk")),
        label(&first, 1, "unnamed", &Value::Null),
        label(&second, 0, "person", &json!("Thomas Royle")),
    ];
    let speakers = write(folder.path(), "who.jsonl", &labels.iter().collect::<Vec<_>>());
    let (code, out, err) = run(&[&gold, "--speakers", &speakers]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains("direct           3          3       3   P 100.0 R 100.0 F 100.0"), "{out}");
    assert!(out.contains("who it is: 2 of 3 resolved 66.7 % | misattributed 1 of 2 named 50.0 %"), "{out}");
    assert!(out.contains("after, subject first                               2       2   100.0    66.7"), "{out}");
    assert!(out.contains("confidence, by fifths of the rows"), "{out}");
}

#[test]
fn labels_that_fit_no_quotation_are_counted_and_the_first_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = two();
    let gold = write(folder.path(), "gold.jsonl", &[&first]);
    let mut beside = label(&first, 1, "unnamed", &Value::Null);
    beside["end"] = json!(9_000);
    let right = label(&first, 0, "person", &json!("Marta Kowalczyk"));
    let labels = [&right, &label(&second, 0, "person", &json!("Tomas Reyl")), &beside];
    let speakers = write(folder.path(), "who.jsonl", &labels);
    let (code, out, err) = run(&[&gold, "--speakers", &speakers]);
    let said = format!(
        "{speakers}: 2 labels fit no annotated quotation and are left out; \
         the first, on line 2: no article has the id `two`\n"
    );
    assert_eq!((code, err), (Some(0), said));
    assert!(out.contains("who it is: 1 of 1 resolved 100.0 %"), "{out}");
    let speakers = write(folder.path(), "one.jsonl", &[&beside]);
    let (_, _, err) = run(&[&gold, "--speakers", &speakers]);
    let place = format!("the article `one` has no quotation from {} to 9000\n", beside["start"]);
    assert!(err.contains("1 label fits no annotated quotation and is left out") && err.ends_with(&place), "{err}");
}

#[test]
fn what_a_rule_is_worth_shows_where_it_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let [_, second] = two();
    let signed = "“A roof is for ever,” Marta Kowalczyk said.\n\n“No roof lasts for ever.”\n— Orla Quist, roofer\n";
    let quotes = [("“A roof is for ever,”", "D", "Marta Kowalczyk"), ("“No roof lasts for ever.”", "D", "Orla Quist")];
    let gold = write(folder.path(), "gold.jsonl", &[&second, &article("three", signed, &quotes)]);
    let (_, out, _) = run(&[&gold, "--leave-one-out"]);
    let without = out.split("left out").nth(1).unwrap();
    let direct = |rule: &str| {
        let line = without.lines().find(|line| line.starts_with(rule)).unwrap();
        line[rule.len()..].split_whitespace().next().unwrap().to_owned()
    };
    assert_eq!(direct("nothing "), "100.00", "{without}");
    assert_eq!(direct("colon "), "100.00", "{without}");
    assert_eq!(direct("signature "), "80.00", "without it the roofer's words have no source: {without}");
}

#[test]
fn a_table_scores_as_the_program_does_and_precision_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = two();
    let gold = write(folder.path(), "gold.jsonl", &[&first, &second]);
    let output = folder.path().join("run");
    let ended = Command::new(env!("CARGO_BIN_EXE_whosaid"))
        .args(["run", "-q", &gold, "--id-column", "doc", "--no-page", "-o"])
        .arg(&output)
        .status();
    assert!(ended.unwrap().success());
    let (code, from_table, _) = run(&[&gold, "--quotes", output.join("quotes.csv").to_str().unwrap()]);
    assert_eq!(code, Some(0));
    let figures = |out: &str| out.lines().take(4).map(str::to_owned).collect::<Vec<_>>();
    let tables = folder.path().join("tables");
    fs::create_dir_all(tables.join("sieves")).unwrap();
    fs::create_dir_all(tables.join("speaker")).unwrap();
    let (code, analysed, _) = run(&[&gold, "--write-precision", tables.to_str().unwrap()]);
    assert_eq!(code, Some(0));
    assert_eq!(figures(&from_table), figures(&analysed));
    let sieves = fs::read_to_string(tables.join("sieves/precision.csv")).unwrap();
    assert!(
        sieves.starts_with("sieve,answers,right\n") && sieves.contains("\n\"after, subject first\",2,2\n"),
        "{sieves}"
    );
    let rules = fs::read_to_string(tables.join("speaker/precision.csv")).unwrap();
    assert!(rules.starts_with("rule,answers,right\n") && rules.contains("\nname,0,0\n"), "{rules}");
}

#[test]
fn every_bad_line_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let bad = json!({"doc": "x", "text": "short", "quotes": [{"start": 0, "end": 9, "kind": "D"}]});
    let worse = json!({"doc": "y", "text": "short", "quotes": [{"start": 0, "end": 3, "kind": "Q"}]});
    let gold = write(folder.path(), "gold.jsonl", &[&bad, &worse]);
    let (code, _, err) = run(&[&gold]);
    assert_eq!(code, Some(2));
    assert!(err.contains("gold.jsonl:1: the quotation at 0 lies outside the text"), "{err}");
    assert!(err.contains("gold.jsonl:2: kind `Q` is neither D nor P"), "{err}");
    let gold = write(folder.path(), "gold.jsonl", &[&json!({"doc": "x", "text": 1, "quotes": []})]);
    let (_, _, err) = run(&[&gold]);
    assert!(err.contains("gold.jsonl:1: invalid type: integer `1`, expected a string (column 31)\n"), "{err}");
}

#[test]
fn stretches_and_names_are_compared_as_documented() {
    let text: Vec<char> = "“ He came.”, ".chars().collect();
    assert_eq!(trim(&text, 0, text.len()), (2, 10), "marks, space and the comma go; the period inside stays");
    assert!((iou((0, 4), (2, 6)) - 2.0 / 6.0).abs() < 1e-9);
    for (one, other) in
        [("José Vega Jr.", "Jose Vega"), ("Vega", "José Vega"), ("J. Vega", "José Vega"), ("The Post", "Post")]
    {
        assert!(same_name(one, other), "{one} / {other}");
    }
    for (one, other) in [("Ana Vega", "José Vega"), ("Vega Ruiz", "Vega"), ("", "Vega")] {
        assert!(!same_name(one, other), "{one} / {other}");
    }
}

#[test]
fn equal_confidences_share_their_fifths() {
    assert!(Calibration::default().fifths().is_empty());
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = two();
    let gold = write(folder.path(), "gold.jsonl", &[&first, &second]);
    let articles = score::read(Path::new(&gold)).unwrap();
    let mut counts = Counts::default();
    for article in &articles {
        let predicted: Vec<Predicted> = article
            .quotes
            .iter()
            .map(|quote| Predicted {
                start: quote.start,
                end: quote.end,
                source: Some(quote.source[0]),
                named: false,
                names: Vec::new(),
                sieve: "made".into(),
                resolution: String::new(),
                confidence: 0.9,
                speaker_confidence: 0.0,
            })
            .collect();
        counts.add(article, &predicted);
    }
    let fifths = counts.confidence.fifths();
    assert_eq!(fifths.iter().map(|fifth| fifth.rows).sum::<usize>(), 3);
    assert!(fifths.iter().all(|fifth| (fifth.mean - 0.9).abs() < 1e-9 && (fifth.right - 1.0).abs() < 1e-9));
}
