//! Parquet tables.

use super::{read, read_with, told};
use ::parquet::basic::{LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::Type;
use std::sync::Arc;
use whosaid::read::Options;

/// A table with a text column of this name.
fn table(name: &str) -> Vec<u8> {
    let text = |name: &str| {
        let text =
            Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String));
        Arc::new(text.with_repetition(Repetition::OPTIONAL).build().unwrap())
    };
    let day = Type::primitive_type_builder("date", Physical::INT32).with_logical_type(Some(LogicalType::Date));
    let day = Arc::new(day.with_repetition(Repetition::REQUIRED).build().unwrap());
    let schema = Type::group_type_builder("schema").with_fields(vec![text("title"), text(name), day]);
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, Arc::new(schema.build().unwrap()), Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut add = |values: [Option<&str>; 3]| {
        let mut column = group.next_column().unwrap().unwrap();
        let present: Vec<ByteArray> = values.iter().flatten().map(|value| (*value).into()).collect();
        let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
        column.typed::<ByteArrayType>().write_batch(&present, Some(&levels), None).unwrap();
        column.close().unwrap();
    };
    add([Some("One"), None, Some("Three")]);
    add([Some("First words."), Some(" "), Some("Third words.")]);
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int32Type>().write_batch(&[19_000, 19_001, 19_002], None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

#[test]
fn the_rows_of_a_parquet_table_are_articles() {
    let items = read("news.parquet", &table("body"));
    assert_eq!(
        told(&items),
        [
            "news-1 DIR/news.parquet First words.",
            "DIR/news.parquet:2: the text is empty",
            "news-3 DIR/news.parquet Third words."
        ]
    );
    let first = items[0].as_ref().unwrap();
    assert_eq!((first.title.as_deref(), first.date.as_deref()), (Some("One"), Some("2022-01-08")));
    let items = read("news.parquet", &table("words"));
    assert_eq!(
        items,
        [Err("DIR/news.parquet: no text column: the columns are title, words, date\n  \
                            hint: name the one that holds the text with --text-column"
            .into())]
    );
    let options = Options { text_column: Some("words".into()), ..Options::default() };
    assert_eq!(read_with("news.parquet", &table("words"), &options).iter().flatten().count(), 2);
    let options = Options { max_expanded: 50, ..Options::default() };
    let items = told(&read_with("news.parquet", &table("body"), &options));
    assert_eq!(items, ["DIR/news.parquet: expands to more than 50 bytes, the limit for one compressed file"]);
}

#[test]
fn a_damaged_parquet_table_is_an_error_and_no_more() {
    let whole = table("body");
    let cut = told(&read("a.parquet", &whole[..whole.len() - 9]));
    assert!(cut[0].starts_with("DIR/a.parquet: the Parquet table can't be read: "), "{cut:?}");
    for at in (0..whole.len()).step_by(3) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        read("a.parquet", &changed);
    }
}
