//! The README says what is so: its rows stand in the example, its columns are those of the tables, its list of rules is the
//! program's, its Rust is compiled. `UPDATE=1 cargo test --test readme` writes the list of rules anew.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use whosaid::write::TABLES;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Puts a text in the place of a file at once: other tests read it meanwhile.
fn replace(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let new = path.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(new, path).unwrap();
}

#[test]
fn its_rows_stand_in_the_example() {
    let readme = read("README.md");
    let mut shown = 0;
    for part in readme.split("<!-- ").skip(1) {
        let Some((file, table)) = part.split_once(".csv -->") else { continue };
        let lines: Vec<Vec<&str>> = table.lines().filter(|line| line.starts_with('|')).map(cells).collect();
        let text = read(&format!("output/example/{file}.csv"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let columns: Vec<usize> =
            lines[0].iter().map(|column| header.iter().position(|name| name == *column).unwrap()).collect();
        for line in &lines[2..] {
            let is_it = |row: &csv::StringRecord| columns.iter().zip(line).all(|(at, cell)| row[*at] == **cell);
            assert!(rows.iter().any(is_it), "no such row in output/example/{file}.csv: {line:?}");
            shown += 1;
        }
    }
    assert!(shown > 3);
}

fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

#[test]
fn it_explains_every_column() {
    let readme = read("README.md");
    for table in TABLES {
        let section = readme.split("### `").find(|section| section.starts_with(table.file));
        let section = section.unwrap_or_else(|| panic!("no section on {}", table.file));
        let section = section.split("\n#").next().unwrap();
        for column in table.header() {
            assert!(
                section.contains(&format!("`{column}`")),
                "{} is not explained in the section on {}",
                column,
                table.file
            );
        }
    }
}

#[test]
fn its_rust_is_the_compiled_example() {
    let example = read("examples/who_said_what.rs");
    let code = example.split_once("\n\n").unwrap().1;
    assert!(
        read("README.md").contains(&format!("```rust\n{code}```")),
        "README.md and examples/who_said_what.rs differ"
    );
}

#[test]
fn its_test_command_is_the_one_that_is_called() {
    assert!(read("README.md").contains("```\ntests/run\n```"));
    assert!(read(".ci/run").ends_with("\ntests/run\n"));
}

#[test]
fn its_list_of_rules_is_the_program_s() {
    let readme = read("README.md");
    let (before, rest) = readme.split_once("<!-- sieves -->\n").unwrap();
    let (list, after) = rest.split_once("<!-- end -->").unwrap();
    let expected = rules();
    if env::var_os("UPDATE").is_some_and(|update| update == "1") {
        let updated = format!("{before}<!-- sieves -->\n{expected}<!-- end -->{after}");
        replace("README.md", &updated);
        return;
    }
    assert_eq!(list, expected, "UPDATE=1 cargo test --test readme writes it anew");
}

/// The rules in order: name, what it says of itself, how often it answered and was right.
fn rules() -> String {
    let folder = "src/attribution/sieves";
    let list = read(&format!("{folder}/mod.rs"));
    let precision = read(&format!("{folder}/precision.csv"));
    let mut reader = csv::Reader::from_reader(precision.as_bytes());
    let counts: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut out = String::from("| rule | | answers | right |\n|---|---|---:|---:|\n");
    for row in list.split("name: \"").skip(1) {
        let (name, rest) = row.split_once('"').unwrap();
        let (module, function) = rest.split_once("find: ").unwrap().1.split_once("::").unwrap();
        let function: String = function.chars().take_while(|ch| ch.is_alphanumeric() || *ch == '_').collect();
        let code = read(&format!("{folder}/{module}.rs"));
        let above = code.split_once(&format!("fn {function}(")).unwrap().0;
        let lines: Vec<&str> = above.lines().rev().skip(1).map_while(|line| line.strip_prefix("/// ")).collect();
        let about: Vec<&str> = lines.into_iter().rev().collect();
        let count = counts.iter().find(|row| &row[0] == name);
        let number = |at: usize| count.map_or("", |row| &row[at]);
        _ = writeln!(out, "| {name} | {} | {} | {} |", about.join(" "), number(1), number(2));
    }
    out
}

#[test]
fn the_rules_for_names_are_listed_as_counted() {
    let path = "docs/accuracy.md";
    let text = read(path);
    let (before, rest) = text.split_once("<!-- name rules -->\n").unwrap();
    let (list, after) = rest.split_once("<!-- end -->").unwrap();
    let table = read("src/gazetteer/precision.csv");
    let mut expected = String::from("| rule | kind | answers | right | grade |\n|---|---|---:|---:|---|\n");
    for row in csv::Reader::from_reader(table.as_bytes()).records().map(Result::unwrap) {
        if row[2].parse::<u32>().unwrap() >= 20 {
            _ = writeln!(expected, "| {} | {} | {} | {} | {} |", &row[0], &row[1], &row[2], &row[3], &row[4]);
        }
    }
    if env::var_os("UPDATE").is_some_and(|update| update == "1") {
        let updated = format!("{before}<!-- name rules -->\n{expected}<!-- end -->{after}");
        replace(path, &updated);
        return;
    }
    assert_eq!(list, expected, "UPDATE=1 cargo test --test readme writes it anew");
}
