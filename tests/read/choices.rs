//! Choices: columns, formats, the longest document.

use super::{Case, gzip};
use whosaid::read::{DateOrder, FORMATS, Format, open};

#[test]
fn options_name_columns_and_formats() {
    let case = Case::new()
        .file("a.csv", "text,lead,code\nno,Lead.,x\n")
        .with(|options| (options.text_column, options.id_column) = (Some("Lead".into()), Some("code".into())));
    assert_eq!(case.told(), ["x: Lead."]);
    let case = Case::new().file("a.story", "Words.").with(|options| options.format = Format::named(".TXT"));
    assert_eq!(case.told(), ["a.story: Words."]);
    assert_eq!(
        FORMATS.iter().map(|format| format.name()).collect::<Vec<_>>().join(" "),
        "text markdown html jsonl json csv tsv parquet warc zip"
    );
}

#[test]
fn an_empty_name_asks_for_no_column() {
    let table = "id,title,text\n1,A,One.\n";
    let case = Case::new().file("a.csv", table).file("b.csv", table);
    assert!(case.told()[1].contains("the id “1” was given before in this run"));
    let case =
        case.with(|options| (options.id_column, options.title_column) = (Some(String::new()), Some(String::new())));
    assert_eq!(case.told(), ["a-1: One.", "b-1: One."]);
    assert_eq!(case.documents()[0].title, None);
}

#[test]
fn the_order_of_a_date_is_told_or_it_is_counted() {
    let table = "id,date,text\na,03/04/2022,One.\nb,13/04/2022,Two.\nc,,Three.\nd,soon,Four.\n";
    for (order, first, undated) in [(None, None, 2), (Some(DateOrder::MonthFirst), Some("2022-03-04"), 1)] {
        let case = Case::new().file("t.csv", table).with(|options| options.date_order = order);
        let mut reader = open(&[case.path("t.csv")], &case.options).unwrap();
        let dates: Vec<_> = reader.by_ref().map(|item| item.unwrap().date).collect();
        assert_eq!(dates, [first, Some("2022-04-13"), None, None].map(|date| date.map(str::to_owned)));
        assert_eq!(reader.undated(), undated);
    }
}

#[test]
fn an_unknown_column_gets_the_nearest_name() {
    let table = "id,lead,published_on\n1,x,2022\n";
    let told = |column: &str| {
        Case::new().file("t.csv", table).with(|options| options.text_column = Some(column.into())).told()
    };
    assert_eq!(
        told("leed"),
        ["DIR/t.csv:1: no column “leed”, which --text-column asks for\n  hint: the nearest is “lead”"]
    );
    assert_eq!(
        told("qqq"),
        ["DIR/t.csv:1: no column “qqq”, which --text-column asks for\n  hint: the columns are id, lead, published_on"]
    );
    let lines = "{\"text\": \"One.\", \"published_on\": \"2022\"}\n";
    for name in ["n.jsonl", "n.json"] {
        let case = Case::new().file(name, lines).with(|options| options.date_column = Some("publishd_on".into()));
        assert_eq!(
            case.errors(),
            [format!(
                "DIR/{name}: no column “publishd_on”, which --date-column asks for\n  hint: the nearest is “published_on”"
            )]
        );
        assert_eq!(case.items().len(), 2);
        let case = Case::new().file(name, lines).with(|options| options.text_column = Some("Txt".into()));
        assert_eq!(
            case.told(),
            [format!("DIR/{name}:1: no column “Txt”, which --text-column asks for\n  hint: the nearest is “text”")]
        );
    }
}

#[test]
fn what_is_too_long_is_passed_over() {
    let long = "words ".repeat(100_000);
    let limit = |case: Case| case.with(|options| options.max_document = 1000);
    let too_long = |place: &str| {
        format!(
            "DIR/{place}: longer than 1000 bytes, the limit for one document\n  hint: raise the limit with --max-document"
        )
    };
    let lines =
        format!("{{\"text\": \"One.\"}}\n{{\"text\": \"{long}\"}}\n{{\"text\": \"Three.\"}}\n{{\"text\": \"{long}\"}}");
    assert_eq!(
        limit(Case::new().file("n.jsonl", lines)).told(),
        ["n-1: One.".into(), too_long("n.jsonl:2"), "n-3: Three.".into(), too_long("n.jsonl:4")]
    );
    let array = format!("[{{\"text\": \"One.\"}},\n{{\"text\": \"{long}\"}},\n{{\"text\": \"Three.\"}}]");
    assert_eq!(
        limit(Case::new().file("n.json", array)).told(),
        ["n-1: One.".into(), too_long("n.json:2"), "n-3: Three.".into()]
    );
    let object = format!("{{\"a\": [{{\"b\": \"{long}\"}}],\n\"text\": \"One.\"}}");
    assert_eq!(limit(Case::new().file("n.json", object)).told(), [too_long("n.json:1")]);
    let table = format!("text\nOne.\n\"{long}\n\"\nThree.\n");
    let row = "DIR/n.csv:3: longer than 1000 bytes, the limit for one document\n  hint: raise it with --max-document, or close an open quotation mark";
    assert_eq!(limit(Case::new().file("n.csv", table)).told(), ["n-1: One.", row, "n-3: Three."]);
    for name in ["n.txt", "n.md", "n.html"] {
        assert_eq!(limit(Case::new().file(name, &long)).told(), [too_long(name)]);
        assert_eq!(limit(Case::new().file(name, gzip(&long))).told(), [too_long(name)]);
    }
    assert_eq!(limit(Case::new().file("n.txt", "a".repeat(1000))).documents().len(), 1);
    assert_eq!(limit(Case::new().file("n.txt", b"ab\xe9".repeat(400))).told(), [too_long("n.txt")]);
}
