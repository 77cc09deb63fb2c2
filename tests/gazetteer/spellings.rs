//! Spellings of one name, and names that only look alike: `spellings.csv` and `different.csv` beside this file.

use super::Folder;
use std::fmt::Write as _;
use whosaid::document::Kind;
use whosaid::gazetteer::Replace;
use whosaid::{Document, Knowledge, analyse};

const FAMILIES: &str = include_str!("spellings.csv");
const DIFFERENT: &str = include_str!("different.csv");

/// Rows of a table, without its header.
fn rows(table: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// A family name for the family of given names with this number, unlike all others.
fn surname(number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "de", "fo", "gu", "ki", "lo", "me", "nu", "pa", "ro"];
    format!("Quarn{}{}{}nd", SYLLABLES[number / 100 % 10], SYLLABLES[number / 10 % 10], SYLLABLES[number % 10])
}

fn full_name(part: &str, spelling: &str, number: usize) -> String {
    match part {
        "given" => format!("{spelling} {}", surname(number)),
        "after" => format!("Baek {spelling}"),
        "surname" => format!("Tomas {spelling}"),
        other => panic!("{other} is no part of a name"),
    }
}

/// The entities of the persons named in a text, with their words.
fn persons(text: &str, knowledge: &Knowledge) -> Vec<(String, String)> {
    let document = Document { id: "a".into(), text: text.into(), ..Document::default() };
    let analysis = analyse(&document, knowledge);
    let person = analysis.mentions.iter().map(|mention| (mention, &analysis.entities[mention.entity as usize]));
    let person = person.filter(|(_, entity)| entity.kind == Kind::Person);
    person.map(|(mention, entity)| (document[mention.span].to_owned(), entity.id.clone())).collect()
}

#[test]
fn each_spelling_of_a_full_name_is_the_person_of_the_list() {
    let families = rows(FAMILIES);
    assert!(families.len() >= 200, "{}", families.len());
    let mut list = "name,type\n".to_owned();
    for (number, family) in families.iter().enumerate() {
        let first = family[2].split('|').next().unwrap();
        _ = writeln!(list, "{},person", full_name(&family[1], first, number));
    }
    let folder = Folder::with(&[("own.csv", &list)]);
    let knowledge = Knowledge::with(&[folder.path("own.csv")], Replace::No).unwrap();
    let mut faults = String::new();
    for (number, family) in families.iter().enumerate() {
        let mut wanted = None;
        for spelling in family[2].split('|') {
            let name = full_name(&family[1], spelling, number);
            let found = persons(&format!("The prize went to Minister {name} on Monday."), &knowledge);
            let id = found.iter().find(|(words, _)| *words == name).map(|(_, id)| id.clone());
            let wanted = wanted.get_or_insert_with(|| id.clone());
            if id.is_none() || id != *wanted {
                _ = writeln!(faults, "{} {}: {name} is {id:?}, not {wanted:?}; found {found:?}", family[0], family[1]);
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn names_that_only_look_alike_stay_apart() {
    let pairs = rows(DIFFERENT);
    assert!(pairs.len() >= 60, "{}", pairs.len());
    let knowledge = Knowledge::shipped().unwrap();
    let mut faults = String::new();
    for pair in &pairs {
        let text = format!(
            "The prize went to Minister {} on Monday.\n\nThe cup went to Minister {} on Friday.",
            pair[0], pair[1]
        );
        let found = persons(&text, &knowledge);
        let id = |name: &str| found.iter().find(|(words, _)| words == name).map(|(_, id)| id.clone());
        let (one, other) = (id(&pair[0]), id(&pair[1]));
        if one.is_none() || other.is_none() || one == other {
            _ = writeln!(faults, "{pair:?}: {one:?}, {other:?}; found {found:?}");
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn two_spellings_in_an_article_are_one_person_though_no_list_has_him() {
    let knowledge = Knowledge::shipped().unwrap();
    for (one, other) in [
        ("Mahmoud Quarnsi", "Mahmud Quarnsi"),
        ("Dmitriy Quarnsky", "Dmitry Quarnskiy"),
        ("Jürgen Quarn", "Juergen Quarn"),
    ] {
        let text =
            format!("The prize went to Minister {one} on Monday.\n\nThe cup went to Minister {other} on Friday.");
        let found = persons(&text, &knowledge);
        assert!(found.len() == 2 && found[0].1 == found[1].1, "{found:?}");
    }
}
