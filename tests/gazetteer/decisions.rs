//! `decisions.csv`: what a reader decided is applied on every run, and every mention says so.

use super::{Ended, Folder};

const PEOPLE: &str = "name,aliases,short,gender\nIlira Dovani,Ilyra Dovana,Dovani,f\nTarn Okselu,,Okselu,m\n";
const TEXT: &str = "Ilira Dovani left. Jon Smyth, a baker, stayed. “Bread,” said Jon Smyth. John Smyth came later.\n\n\
    The Iron Minister met Ilyra Dovana in Georgia, and Tomas Reyl met Tarn Okselu.\n";

/// The mentions of the text as `words = entity, rule`, after some decisions.
fn decided(decisions: &str) -> Vec<String> {
    let folder = Folder::with(&[("news/a.txt", TEXT), ("our/people.csv", PEOPLE)]);
    folder.write("our/decisions.csv", format!("decision,entity,other,note\n{decisions}"));
    let ended = folder.whosaid(&["run", "news", "-q", "-o", "run", "--gazetteer", "our"]);
    assert_eq!(ended, Ended { code: 0, out: String::new(), err: String::new() });
    let mut reader = csv::Reader::from_reader(folder.read("run/mentions.csv").into_bytes().leak() as &[u8]);
    reader.records().map(Result::unwrap).map(|row| format!("{} = {}, {}", &row[3], &row[4], &row[8])).collect()
}

#[track_caller]
fn assert_holds(mentions: &[String], wanted: &[&str]) {
    for wanted in wanted {
        assert!(mentions.iter().any(|mention| mention == wanted), "{wanted} is not among {mentions:#?}");
    }
}

#[track_caller]
fn assert_lacks(mentions: &[String], words: &str) {
    assert!(!mentions.iter().any(|mention| mention.starts_with(&format!("{words} = "))), "{mentions:#?}");
}

#[test]
fn without_decisions_the_rules_decide() {
    let mentions = decided("");
    assert_holds(
        &mentions,
        &["Jon Smyth = person:jon-smyth, first-name", "John Smyth = person:john-smyth, first-name"],
    );
    assert_holds(&mentions, &["Ilyra Dovana = person:ilira-dovani, our/people.csv:2"]);
    assert_lacks(&mentions, "Iron Minister");
}

#[test]
fn each_decision_is_applied_and_named() {
    let mentions = decided(
        "same,person:john-smyth,person:jon-smyth,one baker\n\
         alias,person:ilira-dovani,the Iron Minister,\n\
         type,person:tomas-reyl,organisation,a band\n\
         type,person:tarn-okselu,place,a hill\n\
         hide,place:georgia,,\n\
         different,person:ilira-dovani,person:ilyra-dovana,her sister\n",
    );
    assert_holds(
        &mentions,
        &[
            "Jon Smyth = person:john-smyth, first-name; decisions.csv:2",
            "Iron Minister = person:ilira-dovani, decisions.csv:3",
            "Tomas Reyl = organisation:tomas-reyl, first-name; decisions.csv:4",
            "Tarn Okselu = place:tarn-okselu, our/people.csv:3; decisions.csv:5",
            "Ilyra Dovana = person:ilyra-dovana, our/people.csv:2; decisions.csv:7",
            "Ilira Dovani = person:ilira-dovani, our/people.csv:2",
        ],
    );
    assert!(!mentions.iter().any(|mention| mention.contains("= place:georgia,")), "{mentions:#?}");
}

#[test]
fn a_later_row_undoes_an_earlier_one() {
    let mentions = decided(
        "same,person:john-smyth,person:jon-smyth,\n\
         alias,person:ilira-dovani,the Iron Minister,\n\
         type,person:tomas-reyl,organisation,\n\
         hide,person:tarn-okselu,,\n\
         different,person:jon-smyth,person:john-smyth,\n\
         no-alias,person:ilira-dovani,The Iron Minister,\n\
         type,organisation:tomas-reyl,person,\n\
         show,person:tarn-okselu,,\n",
    );
    let plain = decided("");
    assert_eq!(mentions, plain);
    let again = decided(
        "different,person:jon-smyth,person:john-smyth,\nsame,person:jon-smyth,person:john-smyth,\ntype,person:tomas-reyl,place,\n\
         type,person:tomas-reyl,,as found\n",
    );
    assert_holds(&again, &["John Smyth = person:jon-smyth, first-name; decisions.csv:3"]);
    assert_holds(&again, &["Tomas Reyl = person:tomas-reyl, first-name"]);
}

#[test]
fn who_is_in_a_list_stays_when_two_are_the_same() {
    let mentions = decided("same,person:jon-smyth,person:tarn-okselu,\nsame,person:john-smyth,person:jon-smyth,\n");
    assert_holds(
        &mentions,
        &[
            "Jon Smyth = person:tarn-okselu, first-name; decisions.csv:2",
            "John Smyth = person:tarn-okselu, first-name; decisions.csv:3",
            "Tarn Okselu = person:tarn-okselu, our/people.csv:3",
        ],
    );
}

#[test]
fn a_hidden_speaker_leaves_the_words_that_named_him() {
    let folder = Folder::with(&[("news/a.txt", TEXT)]);
    folder.write("decisions.csv", "decision,entity,other\nhide,person:jon-smyth,\n");
    let arguments = ["run", "news", "-q", "-o", "run", "--decisions", "decisions.csv"];
    assert_eq!(folder.whosaid(&arguments).code, 0);
    let quotes = folder.read("run/quotes.csv");
    assert!(quotes.contains("“Bread,”") || quotes.contains("\"Bread,\""), "{quotes}");
    assert!(!quotes.contains("person:jon-smyth") && quotes.contains(",,Jon Smyth,"), "{quotes}");
    let explained = folder.whosaid(&["explain", "news/a.txt", "--at", "Jon", "--decisions", "decisions.csv"]);
    assert!(explained.out.contains("not tagged"), "{}", explained.out);
}

#[test]
fn a_mention_is_explained_by_its_decision() {
    let folder = Folder::with(&[("a.txt", TEXT)]);
    folder.write("decisions.csv", "decision,entity,other\nsame,person:john-smyth,person:jon-smyth\n");
    let ended = folder.whosaid(&["explain", "a.txt", "--at", "Jon Smyth", "--decisions", "decisions.csv"]);
    let wanted = "“Jon Smyth” is John Smyth (person:john-smyth), by context: first-name; decisions.csv:2\n";
    assert!(ended.out.contains(wanted), "{}", ended.out);
}

#[test]
fn every_bad_decision_is_named_at_once_with_what_would_be_right() {
    let folder = Folder::with(&[("a.txt", TEXT)]);
    folder.write(
        "decisions.csv",
        "decision,entity,other\nsmae,person:a-b,person:c-d\nsame,Jon Smyth,person:c-d\nsame,person:a-b,person:a-b\n\
         type,person:a-b,town\nalias,person:angela-merkel,\nhide,person:a-b,person:c-d\nsame,person:a-b,\n",
    );
    let wanted = [
        "error: decisions.csv:2: decision: `smae` is no decision\n  hint: did you mean `same`? the decisions are same, different, hide, show, type, alias, no-alias\n",
        "error: decisions.csv:3: entity: `Jon Smyth` is no id such as person:jon-smyth\n  hint: ids stand in the column `entity` of the tables; `whosaid gazetteer find NAME` shows them too\n",
        "error: decisions.csv:4: other: `person:a-b` is the entity itself\n",
        "error: decisions.csv:5: other: `town` is none of person, place, organisation\n  hint: leave it empty for the type that the rules find\n",
        "error: decisions.csv:6: other: is empty\n  hint: the further name stands here\n",
        "error: decisions.csv:7: other: `person:c-d` says nothing here\n  hint: leave it empty\n",
        "error: decisions.csv:8: other: is empty\n  hint: ids stand in the column `entity` of the tables; `whosaid gazetteer find NAME` shows them too\n",
    ]
    .concat();
    for arguments in [&["run", "a.txt", "--decisions", "decisions.csv"][..], &["gazetteer", "check", "decisions.csv"]] {
        let ended = folder.whosaid(arguments);
        assert_eq!((ended.code, ended.err.as_str()), (2, wanted.as_str()));
    }
}

#[test]
fn decisions_that_contradict_each_other_or_the_lists_are_refused() {
    let folder = Folder::with(&[("a.txt", TEXT)]);
    folder.write(
        "decisions.csv",
        "decision,entity,other\nsame,person:a-b,person:c-d\nsame,person:c-d,person:e-f\ndifferent,person:a-b,person:e-f\n\
         alias,person:zsofia-quarrington,the Baker\nalias,person:angela-merkel,“the” (one)\n",
    );
    let ended = folder.whosaid(&["run", "a.txt", "--decisions", "decisions.csv"]);
    assert_eq!(ended.code, 2);
    assert_eq!(
        ended.err,
        "error: decisions.csv:4: other: other rows make person:a-b and person:e-f the same\n  hint: see lines 2, 3; undo one of them\n\
         error: decisions.csv:5: entity: no list holds person:zsofia-quarrington\n  hint: paste its row of unknown.csv into a table of names, and write the alias there\n\
         error: decisions.csv:6: other: `“the” (one)` can't be found in a text\n  hint: a name is made of up to twelve words, without marks between them\n"
    );
}
