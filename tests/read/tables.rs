//! CSV and TSV.

use super::{Case, document, read};
use whosaid::Document;
use whosaid::read::Format;

#[test]
fn tables_know_the_usual_names_and_hold_lines_in_cells() {
    let csv = "stories_id,Title,publish_date,media_name,url,Text\n12,Bridge,5/14/2023,The Ledger,https://l.example/12,\"It is \"\"open\"\".\r\n\r\nAt last.\"\n,Road,bad date,,,Closed.\n";
    let documents = Case::new().file("t.csv", csv).documents();
    assert_eq!(
        documents,
        [
            Document {
                title: Some("Bridge".into()),
                date: Some("2023-05-14".into()),
                outlet: Some("The Ledger".into()),
                url: Some("https://l.example/12".into()),
                ..document("12", "It is \"open\".\n\nAt last.", "DIR/t.csv")
            },
            Document { title: Some("Road".into()), ..document("t-2", "Closed.", "DIR/t.csv") },
        ]
    );
    assert_eq!(Case::new().file("t.csv", "id;text\r\na;One, two.\r\n").told(), ["a: One, two."]);
    assert_eq!(Case::new().file("t.tsv", "id\ttext\na\tOne, two.\n").told(), ["a: One, two."]);
}

#[test]
fn long_and_short_rows_are_read_when_their_text_is_there() {
    let csv = "id,text,title\na,One.\nb,Two.,T,extra\nc\nd,Four.,T\n";
    assert_eq!(
        Case::new().file("t.csv", csv).told(),
        [
            "a: One.",
            "b: Two.",
            "DIR/t.csv:4: no text: the row has 1 of 3 cells\n  hint: is a separator missing, or a quotation mark not closed?",
            "d: Four.",
        ]
    );
}

#[test]
fn a_text_with_separators_outside_marks_is_not_cut() {
    let csv = "id,text\na,One, and more.\nb,Two., ,\nc,\"Three, four.\"\n";
    assert_eq!(
        Case::new().file("t.csv", csv).told(),
        [
            "DIR/t.csv:2: the row has 3 cells for 2 columns: its text would be cut\n  hint: put a text that holds the separator between quotation marks",
            "b: Two.",
            "c: Three, four.",
        ]
    );
}

#[test]
fn a_table_without_text_names_its_columns() {
    assert_eq!(
        Case::new().file("t.csv", "id,lead,words\n1,x,5\n").told(),
        [
            "DIR/t.csv:1: no text column: the columns are id, lead, words\n  hint: name the one that holds the text with --text-column"
        ]
    );
    let case = Case::new().file("t.tsv", "id;text\n1;One.\n");
    let said = "DIR/t.tsv:1: no text column: the columns are id;text\n  \
                hint: its columns are not separated by tabs: --format csv finds out by what";
    assert_eq!(case.told(), [said]);
    assert_eq!(case.with(|options| options.format = Format::named("csv")).told(), ["1: One."]);
}

#[test]
fn an_open_quotation_mark_is_named() {
    assert_eq!(
        Case::new().file("t.csv", "id,text\n1,\"One.\"\n2,\"Two\n3,Three.\n").told(),
        [
            "1: One.",
            "DIR/t.csv:3: the file ends inside a quoted cell of this row\n  hint: the file was cut off, or a quotation mark is missing"
        ]
    );
    assert_eq!(Case::new().file("t.csv", "id,text\n1,a 5\" pipe").told(), ["1: a 5\" pipe"]);
}

#[test]
fn lists_of_articles_without_their_text_are_named_for_what_they_are() {
    let hint = "hint: lists of articles, as Media Cloud and GDELT give them, name addresses and hold no text: fetch the \
                pages and give those, or name the column with --text-column";
    for header in ["stories_id,publish_date,title,url,language,media_name", "URL,MobileURL,Date,Title"] {
        let items = read("list.csv", format!("{header}\n1,2,3,4,5,6\n").as_bytes());
        assert!(
            items[0].as_ref().is_err_and(|error| error.contains("no text column") && error.ends_with(hint)),
            "{items:?}"
        );
    }
    // The same list with the text in it is read.
    let items = read(
        "list.csv",
        b"stories_id,publish_date,title,url,media_name,text\n7,2022-03-28,T,http://a.example,Echo,Words.\n",
    );
    let item = items[0].as_ref().unwrap();
    assert_eq!(
        (item.id.as_str(), item.outlet.as_deref(), item.date.as_deref()),
        ("7", Some("Echo"), Some("2022-03-28"))
    );
}

#[test]
fn a_row_of_more_cells_than_any_table_has_is_named_for_it() {
    let wide = format!("text{}\nWords.\n", ",x".repeat(200_000));
    let said = ["DIR/t.csv:1: a row of more than 100000 cells\n  hint: is it a table of articles?"];
    assert_eq!(Case::new().file("t.csv", wide).told(), said);
}
