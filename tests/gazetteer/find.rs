//! `whosaid gazetteer find`.

use super::Folder;

const PEOPLE: &str = "name,aliases,short,gender,country,offices,description\n\
    Ilira Dovani,I. Dovani,Dovani,f,,,Foreign minister of Velania\n\
    Quentin Georgia,,,m,,,Beekeeper\n";
const PLACES: &str = "name,aliases,kind,country,region,population\nDovani,,city,,,120000\nQuarn,,city,,,20000\n";

#[test]
fn every_owner_of_a_name_is_shown_with_its_row() {
    let folder = Folder::with(&[("our/people.csv", PEOPLE), ("our/places.csv", PLACES)]);
    let only = ["--gazetteer", "our", "--only-gazetteer"];
    let find = |name: &str| folder.whosaid(&[&["gazetteer", "find", name][..], &only[..]].concat());
    let ended = find("Dovani");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert_eq!(
        ended.out,
        "Dovani: 2 entities, the likeliest first; matched as \"dovani\"\n\n  \
         place:dovani\n    type  place: city, 120,000 inhabitants\n    by    its main name\n    row   our/places.csv:2\n\n  \
         person:ilira-dovani\n    type  person\n    is    Foreign minister of Velania\n    \
         by    short of Ilira Dovani\n    row   our/people.csv:2\n"
    );
    assert!(find("I. Dovani").out.contains("by    alias of Ilira Dovani\n"));
    assert!(find("QUARN").out.contains("only  a small place"));
}

#[test]
fn near_names_are_offered_where_nobody_has_it() {
    let folder = Folder::with(&[("our/people.csv", PEOPLE)]);
    let ended = folder.whosaid(&["gazetteer", "find", "Ilyra Dovany", "Quentin", "--gazetteer", "our/people.csv"]);
    assert_eq!(ended.code, 1);
    assert!(
        ended.out.starts_with("Ilyra Dovany: nobody has this name; matched as \"ilyra dovany\"\n"),
        "{}",
        ended.out
    );
    assert!(ended.out.contains("\n  Ilira Dovani  (2 letters to change; our/people.csv:2)\n"), "{}", ended.out);
    assert!(ended.out.contains("\n  Quentin Georgia  (another form; our/people.csv:3)\n"), "{}", ended.out);
}

#[test]
fn the_shipped_names_and_their_demands() {
    let folder = Folder::new();
    let ended = folder.whosaid(&["gazetteer", "find", "Georgia", "US", "Ukrainians", "--json"]);
    assert_eq!(ended.code, 0);
    let found: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let georgia: Vec<&str> =
        found[0]["owners"].as_array().unwrap().iter().map(|owner| owner["sort"].as_str().unwrap()).collect();
    assert_eq!(georgia[..2], ["country", "region"]);
    assert_eq!(found[0]["words"][0], "georgia: a given name");
    assert_eq!(found[1]["owners"][0]["demands"][0], "in capitals only");
    assert_eq!(
        (&found[2]["owners"][0]["form"], &found[2]["owners"][0]["entity"]),
        (&"demonym".into(), &"place:ukraine".into())
    );
    assert!(found[2]["owners"][0]["row"].as_str().unwrap().starts_with("gazetteer/places.csv:"));
}

#[test]
fn tables_from_spreadsheets_are_read_as_they_are_saved() {
    let semicolons = PEOPLE.replace(',', ";");
    let folder = Folder::with(&[("marked.csv", &format!("\u{feff}{PEOPLE}")), ("semicolons.csv", &semicolons)]);
    for file in ["marked.csv", "semicolons.csv"] {
        let ended = folder.whosaid(&["gazetteer", "find", "Quentin Georgia", "--gazetteer", file]);
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    folder.write("latin.csv", b"name,short,gender\nZo\xeb Quarn,,f\n");
    let ended = folder.whosaid(&["gazetteer", "find", "Quarn", "--gazetteer", "latin.csv"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.starts_with("error: latin.csv:2: is not in UTF-8\n  hint: "), "{}", ended.err);
}

#[test]
fn a_row_is_referred_to_so_that_it_can_be_found() {
    let folder = Folder::with(&[
        ("our/people.csv", "name,short,gender\nIlira Dovani,,f\n"),
        ("news/a.txt", "Ilira Dovani left. Angela Merkel stayed."),
    ]);
    assert_eq!(folder.whosaid(&["run", "news", "-o", "run", "-q", "--gazetteer", "our"]).code, 0);
    let mentions = folder.read("run/mentions.csv");
    assert!(mentions.contains(",name,our/people.csv:2,") && mentions.contains(",name,people.csv:"), "{mentions}");
}
