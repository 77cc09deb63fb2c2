//! Which language an article is in: found out for each, and a text in none of them is read as English.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

use whosaid::gazetteer::Replace;
use whosaid::{Document, Knowledge, Language, analyse};

#[rustfmt::skip]
const TEXTS: &[(&str, &str)] = &[
    ("fr", "Le maire de Brenval a refusé vendredi de fermer l’école du village. « Nous ne céderons pas », a déclaré Karim Belaïd devant les habitants."),
    ("fr", "« Rien n’est décidé », a assuré la ministre Claire Vasseur."),
    ("de", "Die Bürgermeisterin hat am Montag den Umbau der Brücke angekündigt. „Wir haben lange genug gewartet“, sagte Petra Wallner im Stadtrat."),
    ("de", "„Das Geld reicht nicht“, warnte dagegen Jens Ohlendorf."),
    ("es", "La alcaldesa aseguró este lunes que no habrá recortes en los colegios. «Vamos a cumplir», dijo Lucía Ferrán, que compareció ante los vecinos."),
    ("es", "«No nos han llamado», ha denunciado el portavoz Andrés Vidal."),
    ("it", "La sindaca ha detto lunedì che la scuola resterà aperta. «Non ci fermeremo», ha detto Carla Bonetti, «e non cederemo»."),
    ("it", "«È una vergogna», attacca il consigliere Marco Deluca."),
    ("en", "The mayor of Dunmore refused on Friday to close the school. “We will not give in,” Aoife Lacey said to a hundred parents."),
    ("en", "Dunmore 2, Harrow 1 (Lacey 14, Teague 61; Orde 80)"),
    ("en", "PARIS (Reuters) – «Non», a dit Karim Belaïd, the mayor said in the square of the old town on the day of the vote."),
    ("en", ""),
];

#[test]
fn each_article_is_read_in_its_own_language() {
    let any = Knowledge::in_every_language(&[], Replace::No).unwrap();
    for (code, text) in TEXTS {
        let language = *Language::ALL.iter().find(|language| language.code() == *code).unwrap();
        let document = Document { id: "a".into(), text: (*text).into(), ..Document::default() };
        let chosen = analyse(&document, &Knowledge::in_language(language, &[], Replace::No).unwrap());
        assert_eq!(analyse(&document, &any), chosen, "{text}");
        let said = chosen.quotes.len();
        assert!(*code == "en" || said > 0, "{text}: nothing is said");
    }
}

#[test]
fn a_language_that_has_no_lexicon_is_read_as_english() {
    let (any, english) = (Knowledge::in_every_language(&[], Replace::No).unwrap(), Knowledge::shipped().unwrap());
    for text in [
        "– Nie poddamy się – powiedział wczoraj wieczorem Marek Zaleski z ministerstwa obrony.",
        "「増税はしない」と山本健太首相は述べた。",
    ] {
        let document = Document { id: "a".into(), text: text.into(), ..Document::default() };
        assert_eq!(analyse(&document, &any), analyse(&document, &english), "{text}");
    }
}
