//! Who is named: the cases of `tests/cases/names.toml`, and laws that hold for any text.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

mod common;

use common::Folder;
use serde::Deserialize;
use std::sync::LazyLock;
use whosaid::document::{Analysis, Basis};
use whosaid::gazetteer::{Concern, Replace};
use whosaid::{Document, Knowledge, analyse};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().expect("the shipped data is sound"));

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    about: String,
    text: String,
    /// Words, kind, and the entity where it matters: at least one mention must be so.
    #[serde(default)]
    names: Vec<Vec<String>>,
    /// Words that end with a name, and its entity: for names that stand several times.
    #[serde(default)]
    pairs: Vec<[String; 2]>,
    #[serde(default)]
    roles: Vec<[String; 2]>,
    #[serde(default)]
    demonyms: Vec<String>,
    /// Words that no mention is.
    #[serde(default)]
    silent: Vec<String>,
}

fn read(text: &str) -> Analysis {
    let document = Document { id: "case".into(), text: text.into(), ..Document::default() };
    analyse(&document, &KNOWLEDGE)
}

#[test]
fn cases() {
    let file = std::fs::read_to_string("tests/cases/names.toml").expect("the cases are there");
    let cases: Cases = toml::from_str(&file).expect("the cases are well-formed");
    let faults: Vec<String> = cases.case.iter().flat_map(check).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn check(case: &Case) -> Vec<String> {
    let analysis = read(&case.text);
    let found: Vec<(&str, Basis, &str, &str)> = analysis
        .mentions
        .iter()
        .map(|mention| {
            let entity = &analysis.entities[mention.entity as usize];
            (mention.span.of(&case.text), mention.basis, entity.kind.name(), entity.id.as_str())
        })
        .collect();
    let is_name = |basis: Basis| !matches!(basis, Basis::Role | Basis::Demonym);
    let mut faults = Vec::new();
    for name in &case.names {
        let fits = found.iter().any(|(words, basis, kind, id)| {
            *words == name[0] && is_name(*basis) && *kind == name[1] && name.get(2).is_none_or(|wanted| wanted == id)
        });
        if !fits {
            faults.push(format!("missed {name:?}"));
        }
    }
    for [words, id] in &case.pairs {
        let end = case.text.find(words.as_str()).map_or(0, |at| at + words.len());
        let fits = analysis
            .mentions
            .iter()
            .any(|mention| mention.span.end() == end && analysis.entities[mention.entity as usize].id == *id);
        if !fits {
            faults.push(format!("`{words}` is not {id}"));
        }
    }
    for [words, id] in &case.roles {
        if !found.iter().any(|(w, basis, _, i)| w == words && *basis == Basis::Role && i == id) {
            faults.push(format!("`{words}` does not stand for {id}"));
        }
    }
    for words in &case.demonyms {
        if !found.iter().any(|(w, basis, ..)| w == words && *basis == Basis::Demonym) {
            faults.push(format!("`{words}` is not a demonym"));
        }
    }
    for words in &case.silent {
        if found.iter().any(|(w, basis, ..)| w == words && *basis != Basis::Demonym) {
            faults.push(format!("`{words}` is tagged"));
        }
    }
    for fault in &mut faults {
        *fault = format!("{}: {fault}; found {found:?}", case.about);
    }
    faults
}

#[test]
fn the_shipped_gazetteer_has_no_fault() {
    let checked = whosaid::gazetteer::check(&["gazetteer".into()], Replace::Yes, usize::MAX);
    // Places share names, and so do bodies their letters; people, and bodies of several words, have theirs to themselves.
    let shared = checked.concerns.get(&Concern::Shared).map_or(&[][..], |(_, errors)| errors);
    let whole = |error: &&whosaid::Error| {
        let name = error.message().split('`').nth(1).is_some_and(|name| name.contains(' '));
        error.path().is_some_and(|path| path.ends_with("people.csv") || name && path.ends_with("organisations.csv"))
    };
    let doubles = shared.iter().filter(whole);
    let faults: Vec<String> = checked.errors.iter().chain(doubles).take(20).map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_bad_row_of_a_gazetteer_is_named_at_once() {
    let rows = "name,aliases,short,gender,country,offices,description\n\
        Ann Example,,,x,GB,,\n,,,f,GB,,\nBo Example,Ann Example,,m,Britain,mayor of Lviv,\nCy Example,Cyx Example,few\n";
    let folder = Folder::with(&[("people.csv", rows)]);
    let faults: Vec<String> = whosaid::gazetteer::check(&[folder.path("people.csv")], Replace::Yes, 0)
        .errors
        .iter()
        .map(|error| format!("{}: {}", error.line_number().unwrap_or(0), error.message()))
        .collect();
    assert_eq!(
        faults,
        [
            "2: gender: `x` is none of m, f",
            "3: name: is empty",
            "4: country: `Britain` is no country code of two capital letters",
            "4: offices: `mayor of Lviv` is not `role@WHERE:FROM-TO`, such as president@UA:2019-2024",
            "5: name: 3 cells instead of 7",
        ]
    );
}

/// The shipped knowledge and one person more, who has these offices.
fn with_obbard(offices: &str) -> Knowledge {
    let header = "name,aliases,short,gender,country,offices,description";
    let rows = format!("{header}\nQuintana Obbard,,Obbard,f,GB,{offices},Beekeeper\n");
    let folder = Folder::with(&[("own.csv", rows)]);
    Knowledge::with(&[folder.root().to_path_buf()], Replace::No).expect("a sound gazetteer")
}

#[test]
fn a_row_of_ones_own_becomes_an_entity() {
    let knowledge = with_obbard("");
    let document = Document { id: "own".into(), text: "Bees like Obbard.".into(), ..Document::default() };
    let analysis = analyse(&document, &knowledge);
    assert_eq!(analysis.entities[0].id, "person:quintana-obbard");
    assert_eq!(analysis.mentions[0].rule, "own.csv:2");
}

#[test]
fn an_office_of_the_list_tells_who_the_description_is() {
    let knowledge = with_obbard("senator@GB:2019-");
    let speakers = |text: &str| -> Vec<String> {
        let document = Document { id: "own".into(), text: text.into(), ..Document::default() };
        let analysis = analyse(&document, &knowledge);
        let said = analysis.quotes.iter().filter_map(|quote| match &quote.attribution {
            whosaid::document::Attribution::Said(said) => Some(said),
            whosaid::document::Attribution::Unknown => None,
        });
        said.flat_map(|said| &said.speakers).map(|entity| analysis.entities[*entity as usize].id.clone()).collect()
    };
    let told = "Quintana Obbard keeps bees on the roof. “They pay no rent,” the senator said.";
    assert_eq!(speakers(told), ["person:quintana-obbard"]);
    let inside = "Quintana Obbard defends her bees in the courtyard: “They pay no rent,” the senator said.";
    assert_eq!(speakers(inside), ["person:quintana-obbard"]);
    let other = "Quintana Obbard keeps bees on the roof. “They pay no rent,” the bishop said.";
    assert!(speakers(other).is_empty());
}
