//! `unknown.csv`: a name that no list holds becomes an entity when its row is pasted into a table.

use super::Folder;
use std::collections::BTreeMap;

const FIRST: &str = "Minister Tomas Reyl, 61, met the Harrow Tin Workers Union (HTWU). Reyl left.\n\n\
    Police in Verinka, Serbia, searched the house. Fighting went on in Verinka.\n\n\
    “No tin,” said Zsofia Vandergriff-Oude, the head of the union. Ms Vandergriff-Oude and the HTWU stayed.\n";
const SECOND: &str = "Police in Verinka, Serbia, searched the house. Fighting went on in Verinka.\n\n\
    Tomas Reyl came back to the Harrow Tin Workers Union. Reyl and Zsofia Vandergriff-Oude shook hands.\n";

/// Cells of a table by its column names.
fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let cells = |row: csv::StringRecord| header.iter().zip(&row).map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
    reader.records().map(|row| cells(row.unwrap())).collect()
}

#[test]
fn its_rows_pasted_into_a_table_become_entities() {
    let folder = Folder::with(&[("news/a.txt", FIRST), ("news/b.txt", SECOND)]);
    assert_eq!(folder.whosaid(&["run", "news", "-q", "-o", "before"]).code, 0);
    let unknown = table(&folder.read("before/unknown.csv"));
    let named: Vec<(&str, &str)> = unknown.iter().map(|row| (&*row["name"], &*row["type"])).collect();
    assert_eq!(
        named,
        [
            ("Harrow Tin Workers Union", "organisation"),
            ("Tomas Reyl", "person"),
            ("Verinka", "place"),
            ("Zsofia Vandergriff-Oude", "person")
        ]
    );
    let rows: Vec<&str> = unknown.iter().map(|row| row["row"].as_str()).collect();
    // As they are, and below a header.
    let header = "name,type,aliases,short,acronyms,gender,country,description\n";
    for pasted in [rows.join("\n"), format!("{header}{}\n", rows.join("\n"))] {
        folder.write("own.csv", &pasted);
        let checked = folder.whosaid(&["gazetteer", "check", "own.csv"]);
        assert_eq!((checked.code, checked.err.as_str()), (0, ""), "{pasted}");
        let ended = folder.whosaid(&["run", "news", "-q", "-o", "after", "--gazetteer", "own.csv"]);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""));
        let entities = table(&folder.read("after/entities.csv"));
        for (name, kind) in &named {
            let entity = entities.iter().find(|row| row["name"] == *name).unwrap_or_else(|| panic!("no {name}"));
            assert_eq!((&*entity["type"], &*entity["known"]), (*kind, "true"), "{name}");
        }
        assert_eq!(table(&folder.read("after/unknown.csv")), []);
        let mentions = table(&folder.read("after/mentions.csv"));
        let of = |words: &str| {
            let mention = mentions.iter().find(|row| row["text"] == words).unwrap_or_else(|| panic!("no {words}"));
            (mention["entity"].clone(), mention["rule"].clone())
        };
        let line = 1 + usize::from(pasted.starts_with(header));
        assert_eq!(of("HTWU").0, "organisation:harrow-tin-workers-union");
        assert_eq!(
            of("Harrow Tin Workers Union"),
            ("organisation:harrow-tin-workers-union".into(), format!("own.csv:{line}"))
        );
        assert_eq!(of("Tomas Reyl"), ("person:tomas-reyl".into(), format!("own.csv:{}", line + 1)));
        assert_eq!(of("Reyl").0, "person:tomas-reyl");
        assert_eq!(of("Verinka").0, "place:verinka");
    }
}

#[test]
fn a_row_of_any_table_must_say_what_it_is() {
    let folder = Folder::with(&[(
        "own.csv",
        "name,type,gender\nTomas Reyl,person,m\nVerinka,,\nHarrow Tin,firm,\nZsofia Oude,person,q\n",
    )]);
    let checked = folder.whosaid(&["gazetteer", "check", "own.csv"]);
    assert_eq!(checked.code, 2);
    assert_eq!(
        checked.err,
        "error: own.csv:3: type: what is `Verinka`?\n\
         error: own.csv:4: type: what is `Harrow Tin`?\n  hint: the types are person, place, organisation\n\
         error: own.csv:5: gender: `q` is none of m, f\n"
    );
}
