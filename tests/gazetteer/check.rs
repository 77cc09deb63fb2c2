//! `whosaid gazetteer check`: what is no fault but may surprise.

use super::Folder;

const OWN: &str = "name,type,aliases,short,acronyms,gender\n\
    Quentin Dovani,person,Georgia,Hope,,m\n\
    Ilira Dovani,person,,Dovani,,f\n\
    Tarn Okselu,person,,Dovani,,m\n\
    Angela Merkel,person,,,,f\n\
    Harrow Tin (Quarn),organisation,Harrow Tin,,HT,\n";

#[test]
fn names_that_may_surprise_are_shown_and_no_fault() {
    let folder = Folder::with(&[("own.csv", OWN)]);
    let ended = folder.whosaid(&["gazetteer", "check", "own.csv"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(
        ended.out.starts_with("1 table, 5 rows: no fault found\n\n2 names of several entities of one type, "),
        "{}",
        ended.out
    );
    let wanted = [
        "  own.csv:4: short: `Dovani` already belongs to Ilira Dovani (own.csv:3); that one comes first\n",
        "(gazetteer/people.csv:",
        "    hint: for one entity, delete the row and write `alias ID NAME` into decisions.csv\n",
        "\n1 names that an entity of another type has too, of which one comes first\n  own.csv:2: aliases: `Georgia` already belongs to Georgia (gazetteer/places.csv:",
        "); that one comes first\n",
        "\n1 names that are ordinary words, ",
        "  own.csv:2: short: `Hope` is an ordinary word\n",
        "\n1 names that no text can match\n  own.csv:6: name: `Harrow Tin (Quarn)` has marks inside\n",
    ];
    for wanted in wanted {
        assert!(ended.out.contains(wanted), "{wanted:?} is not in\n{}", ended.out);
    }
    let alone = folder.whosaid(&["gazetteer", "check", "own.csv", "--only", "--limit", "0"]);
    assert!(
        !alone.out.contains("Georgia") && alone.out.contains("  and 1 other; --limit 1 shows all\n"),
        "{}",
        alone.out
    );
}
