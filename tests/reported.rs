//! Speech reported without marks: rows of their own where they are asked for, and counted nowhere.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

use std::sync::LazyLock;
use whosaid::document::{Attribution, QuoteKind};
use whosaid::{Analysis, Document, Knowledge, analyse};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap().with_reported());

/// A sentence, and who reports what with which words.
#[rustfmt::skip]
const SPEAKS: &[(&str, &str, &str, &str)] = &[
    ("Marta Kowalczyk said that the bridge would be rebuilt before winter.",
        "Marta Kowalczyk", "said", "that the bridge would be rebuilt before winter"),
    ("Marta Kowalczyk said the bridge would be rebuilt before winter.",
        "Marta Kowalczyk", "said", "the bridge would be rebuilt before winter"),
    ("The bridge will be rebuilt before winter, the minister’s spokesman said.",
        "the minister’s spokesman", "said", "The bridge will be rebuilt before winter"),
    ("The bridge will be rebuilt before winter, said Tomas Reyl, the chief economist.",
        "Tomas Reyl", "said", "The bridge will be rebuilt before winter"),
    ("(Harbour Wire) - The bridge will be rebuilt before winter, said Tomas Reyl, the chief economist.",
        "Tomas Reyl", "said", "The bridge will be rebuilt before winter"),
    ("Anya Sorel and Luis Prado said that the bridge would close.",
        "Anya Sorel and Luis Prado", "said", "that the bridge would close"),
    ("The quay, Ines Okafor said, was closed in March.",
        "Ines Okafor", "said", "The quay … was closed in March"),
    ("According to the Harrow Institute, the fjord has not frozen since 1998.",
        "the Harrow Institute", "According to", "the fjord has not frozen since 1998"),
    ("The fjord has not frozen since 1998, according to the Harrow Institute.",
        "the Harrow Institute", "according to", "The fjord has not frozen since 1998"),
    ("Ines Okafor told reporters on Monday that nobody had come.",
        "Ines Okafor", "told", "that nobody had come"),
    ("Sam Orde asked whether the ferry would sail in March.",
        "Sam Orde", "asked", "whether the ferry would sail in March"),
    ("Ms Greer said in a letter to the council that the road was unsafe.",
        "Ms Greer", "said", "that the road was unsafe"),
    ("As the paper noted, the fjord has not frozen since 1998.",
        "the paper", "noted", "the fjord has not frozen since 1998"),
    ("Ms Greer said the road was unsafe, and Mr Vale said he knew it.",
        "Ms Greer", "said", "the road was unsafe"),
    ("Bakers, tailors and former millers say that Petra Lund is the right choice.",
        "former millers", "say", "that Petra Lund is the right choice"),
    ("A harbour clerk said last spring that savings in the yard could lead to layoffs.",
        "A harbour clerk", "said", "that savings in the yard could lead to layoffs"),
    ("Asked about the pier, 59 percent said it was not safe.",
        "59 percent", "said", "it was not safe"),
    ("Harbour Watch said in a statement on Monday they pulled the plan from the table.",
        "Harbour Watch", "said", "they pulled the plan from the table"),
    ("The mayor told the paper they had found no need for it.",
        "The mayor", "told", "they had found no need for it"),
    ("The traders will return to the quay in autumn, they say.",
        "they", "say", "The traders will return to the quay in autumn"),
    ("As reported by Harbour Watch, divers found a bell on the ground.",
        "Harbour Watch", "reported by", "divers found a bell on the ground"),
    ("Petra Lund said there is good reason for the delay.",
        "Petra Lund", "said", "there is good reason for the delay"),
    ("In Garrow, 85% of traders said the quay favors the wealthy.",
        "85% of traders", "said", "the quay favors the wealthy"),
    ("Ms Greer said she had paid for the bell, while Mr Vale stayed silent.",
        "Ms Greer", "said", "she had paid for the bell"),
    ("Ms Greer hinted that in the new year, whoever runs the ferry would raise the fare.",
        "Ms Greer", "hinted", "that in the new year, whoever runs the ferry would raise the fare"),
    ("Sam Orde argued that the old quay, which floods each spring, could not be saved.",
        "Sam Orde", "argued", "that the old quay, which floods each spring, could not be saved"),
    ("Petra Lund insisted they’ve no map of the harbour.",
        "Petra Lund", "insisted", "they’ve no map of the harbour"),
    ("Tomas Reyl conceded he’s late with the bridge.",
        "Tomas Reyl", "conceded", "he’s late with the bridge"),
];

/// Sentences that report nothing, or whose words in marks have rows of their own.
const SILENT: &[&str] = &[
    "The ferry across the sound stops in March this year.",
    "“We will rebuild the bridge,” Marta Kowalczyk said.",
    "Marta Kowalczyk said the plan was “an insult to patients”.",
    "The two states that border the sound have no ferry.",
    "Ines Okafor was asked about the bridge by the council.",
    "Ms Greer praised the council for the road that it had built.",
    "Sam Orde called the union and went home with his brother.",
    "Mr Vale, who spoke on Monday, went home with his brother.",
    "Ms Greer said so.",
    "The mayor said happily as the ferry came in.",
    "Those who say the ferry is late were divided over the price.",
    "Petra Lund opposed it as she began her campaign.",
    "Many guests reading the letter have known him for years.",
    "He proposed a bill that had divided the council for years.",
    "Petra Lund recounted the storm that sank two boats.",
    "Sam Orde asked a plain question: had anyone seen the bell?",
];

fn read(text: &str, knowledge: &Knowledge) -> (Document, Analysis) {
    let document = Document { id: "a".into(), text: format!("It rained all night.\n\n{text}"), ..Document::default() };
    let analysis = analyse(&document, knowledge);
    (document, analysis)
}

#[test]
fn what_is_reported_without_marks_has_source_cue_and_clause() {
    for (text, source, cue, clause) in SPEAKS {
        let (document, analysis) = read(text, &KNOWLEDGE);
        let row = analysis.reported.first().unwrap_or_else(|| panic!("{text}: nothing is reported"));
        let Attribution::Said(said) = &row.attribution else { panic!("{text}: no source") };
        let found = row.pieces.iter().map(|piece| &document[*piece]).collect::<Vec<_>>().join(" … ");
        let expected = (*source, *cue, *clause);
        assert_eq!(
            (&document[said.source], said.cue.map_or("", |cue| &document[cue]), found.as_str()),
            expected,
            "{text}"
        );
        assert_eq!(row.kind, QuoteKind::Indirect);
        assert!((0.5..1.0).contains(&said.confidence), "{text}");
    }
}

#[test]
fn ordinary_sentences_report_nothing() {
    for text in SILENT {
        let (document, analysis) = read(text, &KNOWLEDGE);
        let found: Vec<&str> = analysis.reported.iter().map(|row| &document[row.span()]).collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn it_is_looked_for_only_where_asked_and_changes_nothing_else() {
    let english = Knowledge::shipped().unwrap();
    // Parts that were read with it and without don't merge.
    assert_ne!(english.lexicon_hash(), KNOWLEDGE.lexicon_hash());
    for (text, ..) in SPEAKS {
        let (_, plain) = read(text, &english);
        let (_, asked) = read(text, &KNOWLEDGE);
        assert!(plain.reported.is_empty());
        assert_eq!(Analysis { reported: Vec::new(), ..asked }, plain, "{text}");
    }
}

#[test]
fn the_speaker_is_the_person_whom_the_words_name() {
    let (_, analysis) = read("Marta Kowalczyk left. She said that the bridge would be rebuilt soon.", &KNOWLEDGE);
    let Attribution::Said(said) = &analysis.reported[0].attribution else { panic!("no source") };
    assert_eq!(analysis.entities[said.speakers[0] as usize].name, "Marta Kowalczyk");
}

#[test]
fn marks_that_hold_no_speech_have_rows_with_their_class_where_asked() {
    let asked = Knowledge::shipped().unwrap().with_no_speech();
    let plain = Knowledge::shipped().unwrap();
    assert_ne!(asked.lexicon_hash(), plain.lexicon_hash());
    for (text, class, words) in [
        ("Her novel “The Salt Orchard” won the prize.", "title", "“The Salt Orchard”"),
        ("He is the host of the radio show “Dawn Call” in Dunmore.", "programme", "“Dawn Call”"),
        ("Darnell “The Anvil” Hughes went home.", "nickname", "“The Anvil”"),
        ("The so-called “freedom tax” will expire in June.", "term", "“freedom tax”"),
        ("The ferry carries the motto “Rain or Shine” on its bow.", "slogan", "“Rain or Shine”"),
        ("The “free” ferry takes a whole day.", "scare", "“free”"),
    ] {
        let (document, analysis) = read(text, &asked);
        let found: Vec<(&str, &str)> =
            analysis.reported.iter().map(|row| (row.kind.name(), &document[row.span()])).collect();
        assert_eq!(found, [(class, words)], "{text}");
        let (_, without) = read(text, &plain);
        assert!(without.reported.is_empty(), "{text}");
        assert_eq!(Analysis { reported: Vec::new(), ..analysis }, without, "{text}");
    }
}
