//! Names are matched exactly: letters, case, marks and possessives as the lists ask for them, and the mention is the name
//! alone.

use super::Folder;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use whosaid::document::Basis;
use whosaid::gazetteer::Replace;
use whosaid::{Document, Knowledge, analyse};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap());

/// The mentions as `words = entity`; adjectives of countries are left out.
fn tagged(text: &str, knowledge: &Knowledge) -> Vec<String> {
    let document = Document { id: "a".into(), text: text.into(), ..Document::default() };
    let analysis = analyse(&document, knowledge);
    let names = analysis.mentions.iter().filter(|mention| !matches!(mention.basis, Basis::Demonym | Basis::Role));
    let shown =
        names.map(|mention| format!("{} = {}", &document[mention.span], analysis.entities[mention.entity as usize].id));
    shown.collect()
}

#[track_caller]
fn assert_tagged(text: &str, wanted: &[&str]) {
    assert_eq!(tagged(text, &KNOWLEDGE), wanted, "{text}");
}

#[test]
fn letters_that_are_a_word_in_small_letters_are_a_name_in_capitals_only() {
    assert_tagged("They told us that the US had left.", &["US = place:united-states"]);
    assert_tagged("Nobody asked us, and it was no ice.", &[]);
    assert_tagged("The nurse who called the WHO waited.", &["WHO = organisation:world-health-organization"]);
    assert_tagged("Who called? It was Ice, they said. Us too.", &[]);
    assert_tagged("An agent of ICE stood on the ice.", &["ICE = organisation:us-immigration-and-customs-enforcement"]);
    assert_tagged("They said it was IT that failed.", &[]);
    assert_tagged(
        "Officials in the U.S. and the U.K. agreed.",
        &["U.S. = place:united-states", "U.K. = place:united-kingdom"],
    );
}

#[test]
fn capitals_of_a_headline_are_no_proof() {
    assert_tagged("HE TOLD US WHO LEFT\n\nThe bridge is closed.", &[]);
    assert_tagged("They Told Us It Was Ice\n\nThe bridge is closed.", &[]);
    assert_tagged(
        "NATO CHIEF VISITS KYIV ON MONDAY\n\nThe bridge is closed.",
        &["NATO = organisation:nato", "KYIV = place:kyiv"],
    );
}

#[test]
fn possessives_stay_outside_unless_they_belong_to_the_name() {
    for mark in ["'", "’"] {
        assert_tagged(&format!("Angela Merkel{mark}s flat is small."), &["Angela Merkel = person:angela-merkel"]);
        assert_tagged(&format!("They sailed along the Philippines{mark} coast."), &["Philippines = place:philippines"]);
        let mcdonalds = format!("McDonald{mark}s = organisation:mcdonalds");
        assert_tagged(&format!("A branch of McDonald{mark}s closed."), &[&mcdonalds]);
        let sothebys = format!("Sotheby{mark}s = organisation:sothebys");
        assert_tagged(&format!("The lot at Sotheby{mark}s was small."), &[&sothebys]);
    }
}

#[test]
fn what_hangs_on_a_hyphen_is_cut() {
    assert_tagged("The NATO-led force left.", &["NATO = organisation:nato"]);
    assert_tagged("A US-backed plan failed.", &["US = place:united-states"]);
    assert_tagged(
        "The Kremlin-backed party and a Berlin-based firm met.",
        &["Kremlin = place:kremlin", "Berlin = place:berlin"],
    );
    assert_tagged("A Saudi Arabia-led bloc met.", &["Saudi Arabia = place:saudi-arabia"]);
    assert_tagged(
        "The Merkel–Macron plan failed. Angela Merkel and Emmanuel Macron met.",
        &[
            "Merkel = person:angela-merkel",
            "Macron = person:emmanuel-macron",
            "Angela Merkel = person:angela-merkel",
            "Emmanuel Macron = person:emmanuel-macron",
        ],
    );
}

#[test]
fn marks_on_letters_make_no_difference_and_move_no_offset() {
    assert_tagged(
        "They met in İstanbul. İİİ! Then Istanbul.",
        &["İstanbul = place:istanbul", "Istanbul = place:istanbul"],
    );
    assert_tagged("They met in Recep Tayyip ERDOĞAN’s hall.", &["Recep Tayyip ERDOĞAN = person:recep-tayyip-erdogan"]);
    assert_tagged("They met in istanbul.", &[]);
    assert_tagged(
        "Angela\u{a0}Merkel and Angela Mer\u{ad}kel",
        &["Angela\u{a0}Merkel = person:angela-merkel", "Angela Mer\u{ad}kel = person:angela-merkel"],
    );
    let folder =
        Folder::with(&[("own.csv", "name,type\nGroße Straße Quarn,organisation\nZoë Çağlar-Ødegård,person\n")]);
    let knowledge = Knowledge::with(&[folder.path("own.csv")], Replace::No).unwrap();
    let text = "The Große Straße Quarn, the Grosse Strasse Quarn, and GROSSE STRASSE QUARN. Zoë Çağlar-Ødegård, Zoe Caglar Odegard.";
    let composed = tagged(text, &knowledge);
    assert_eq!(
        composed,
        [
            "Große Straße Quarn = organisation:grosse-strasse-quarn",
            "Grosse Strasse Quarn = organisation:grosse-strasse-quarn",
            "GROSSE STRASSE QUARN = organisation:grosse-strasse-quarn",
            "Zoë Çağlar-Ødegård = person:zoe-caglar-odegard",
            "Zoe Caglar Odegard = person:zoe-caglar-odegard",
        ]
    );
    let apart: Vec<String> = tagged(&text.nfd().collect::<String>(), &knowledge);
    assert_eq!(apart.iter().map(|mention| mention.nfc().collect()).collect::<Vec<String>>(), composed);
}
