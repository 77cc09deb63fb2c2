//! JSON and JSON lines.

use super::{Case, document};
use whosaid::Document;

#[test]
fn json_lines_know_the_usual_names() {
    let lines = "{\"ID\": 7, \"Headline\": \"Bridge\\nopens\", \"publish_date\": \"2023-05-04T09:12:00Z\", \"source\": {\"id\": null, \"name\": \"The Ledger\"}, \"link\": \"https://l.example/7\", \"authors\": [\"Ana Ruiz\", null, \"Bo Lind\"], \"body\": \"It is open.\", \"extra\": {\"deep\": [1, {\"text\": 2}]}}\r\n\n{\"text\": [\"One.\", \"Two.\"], \"date\": 20230504, \"id\": \"\"}\n";
    let documents = Case::new().file("news.jsonl", lines).documents();
    assert_eq!(
        documents,
        [
            Document {
                id: "7".into(),
                text: "It is open.".into(),
                title: Some("Bridge opens".into()),
                date: Some("2023-05-04".into()),
                outlet: Some("The Ledger".into()),
                author: Some("Ana Ruiz, Bo Lind".into()),
                url: Some("https://l.example/7".into()),
                path: "DIR/news.jsonl".into(),
            },
            Document { date: Some("2023-05-04".into()), ..document("news-3", "One.\n\nTwo.", "DIR/news.jsonl") },
        ]
    );
}

#[test]
fn an_id_keeps_its_digits() {
    for (written, id) in [
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("18446744073709551616", "18446744073709551616"),
        ("-9223372036854775809", "-9223372036854775809"),
        ("9007199254740993", "9007199254740993"),
        ("0.5", "0.5"),
        ("\"0012\\u0041\"", "0012A"),
        ("[\"a\", 1]", "a, 1"),
        ("{\"name\": \"n\"}", "n"),
    ] {
        let line = format!("{{\"id\":  {written} , \"text\": \"One.\"}}\n");
        assert_eq!(Case::new().file("n.jsonl", line).one().id, id);
        assert_eq!(Case::new().file("n.json", format!("[{{\"text\": \"One.\", \"id\":{written}}}]")).one().id, id);
    }
    let half = "{\"id\": \"a\\ud83d\", \"text\": \"One.\"}";
    assert_eq!(Case::new().file("n.jsonl", half).one().id, "a\u{fffd}");
}

#[test]
fn what_an_export_of_mongodb_wraps_is_unwrapped() {
    let line = r#"{"_id": {"$oid": "65f0c0ffee"}, "date": {"$date": "2024-03-12T09:00:00Z"}, "content": "One."}"#;
    let article = Case::new().file("n.jsonl", line).one();
    assert_eq!((&*article.id, article.date.as_deref()), ("65f0c0ffee", Some("2024-03-12")));
}

#[test]
fn json_is_an_array_an_object_or_an_object_with_an_array() {
    let two = ["n-1: One [not] \"a\\\" mark.", "n-2: Two {."];
    let array = r#"[{"text": "One [not] \"a\\\" mark."}, {"text": "Two {."}]"#;
    let holder = |array: &str| {
        format!(
            r#"{{"status": "text", "count": [1, 2], "authors": [{{"name": "x"}}], "articles": {array}, "more": {{"a": [1]}}}}"#
        )
    };
    assert_eq!(Case::new().file("n.json", array).told(), two);
    assert_eq!(Case::new().file("n.json", holder(array)).told(), two);
    assert_eq!(Case::new().file("n.json", array.trim_matches(['[', ']']).replace("}, ", "}\n")).told(), two);
    let one =
        r#"{"id": 5, "authors": [{"name": "Ana"}, {"name": "Bo"}], "text": "One.", "related": [{"text": "No."}]}"#;
    let one = Case::new().file("n.json", one).one();
    assert_eq!((&*one.id, &*one.text, one.author.as_deref()), ("5", "One.", Some("Ana, Bo")));
    assert_eq!(Case::new().file("n.json", r#"{"text": "Alone."}"#).told(), ["n: Alone."]);
}

#[test]
fn a_bad_line_costs_only_itself() {
    let lines = "{\"text\": \"One.\"}\n{\"text\": \"Two.\nnot json\n[1]\n5\n{\"title\": \"x\", \"lead\": \"y\"}\n{\"text\": null}\n{}\n{\"text\": \" \"}\n{\"text\": \"Ten.\"}";
    assert_eq!(
        Case::new().file("n.jsonl", lines).told(),
        [
            "n-1: One.",
            "DIR/n.jsonl:2: not JSON: EOF while parsing a string (column 14)",
            "DIR/n.jsonl:3: not JSON: expected ident (column 2)",
            "DIR/n.jsonl:4: no article: invalid type: sequence, expected an object with the fields of one article",
            "DIR/n.jsonl:5: no article: invalid type: integer `5`, expected an object with the fields of one article",
            "DIR/n.jsonl:6: no text: the fields are title, lead\n  hint: name the field that holds the text with --text-column",
            "DIR/n.jsonl:7: no text: the fields are text\n  hint: name the field that holds the text with --text-column",
            "DIR/n.jsonl:8: no text: the object is empty\n  hint: name the field that holds the text with --text-column",
            "DIR/n.jsonl:9: the text is empty",
            "n-10: Ten.",
        ]
    );
    assert_eq!(
        Case::new().file("n.jsonl", "[\n{\"text\": \"One.\"}\n]\n").told(),
        ["DIR/n.jsonl: a JSON array, not one object a line\n  hint: end its name in .json, or say --format json"]
    );
}

#[test]
fn bad_json_costs_as_little_as_it_can() {
    assert_eq!(
        Case::new()
            .file("n.json", "[{\"text\": \"One.\"},\n5,\n{\"x\": 1}, {\"text\": nul},\n{\"text\": \"Four.\"}]")
            .told(),
        [
            "n-1: One.",
            "DIR/n.json:2: no article: invalid type: integer `5`, expected an object with the fields of one article",
            "DIR/n.json:3: no text: the fields are x\n  hint: name the field that holds the text with --text-column",
            "DIR/n.json:3: not JSON: expected ident (column 13)",
            "n-5: Four.",
        ]
    );
    for (text, expected) in [
        ("[{\"text\": \"One.\"}\n", "DIR/n.json:2: the file ends before its array is closed: it was cut off"),
        ("[{\"text\": \"One.\"}, {\"te", "DIR/n.json:1: the file ends inside this record: it was cut off"),
        ("{\"text\": \"One.\"", "DIR/n.json:1: the file ends inside this record: it was cut off"),
        ("words", "DIR/n.json:1: not JSON: neither an array nor an object"),
        ("[{\"text\": \"One.\"}}]", "DIR/n.json:1: not JSON: a bracket or a comma is missing before this"),
    ] {
        assert_eq!(Case::new().file("n.json", text).told().last().unwrap(), expected, "{text}");
    }
}

#[test]
fn half_a_character_costs_no_article() {
    let lines = "{\"text\": \"Go \\ud83d\"}\n{\"text\": \"\\ude00 \\ud83d\\ude00 \\\\ud83d \\ud83d\\n.\"}\n{\"text\": \"\\ud83\"}\n";
    assert_eq!(
        Case::new().file("n.jsonl", lines).told(),
        [
            "n-1: Go \u{fffd}",
            "n-2: \u{fffd} 😀 \\ud83d \u{fffd}\n.",
            "DIR/n.jsonl:3: not JSON: invalid escape (column 16)"
        ]
    );
}
