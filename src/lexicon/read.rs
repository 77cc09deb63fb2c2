//! The tables of a language to its [`Lexicon`], reporting every bad row at once.

use super::boilerplate::{Boilerplate, PhrasePlace};
use super::class::{self, Classes};
use super::language::{Language, Table};
use super::{Habits, Lexicon, WordId, Words};
use crate::attribution::sign::SIGNS;
use crate::error::{Error, Stage};
use crate::gazetteer::features::{FEATURES, Feature, Weights};

impl Lexicon {
    /// The lexicon of `language` as shipped; adds its words to `words`.
    ///
    /// # Errors
    ///
    /// Every bad row at once.
    pub(crate) fn of(language: Language, words: &mut Words) -> Result<Self, Vec<Error>> {
        let mut errors = Vec::new();
        let tables = language.tables();
        for word in tables.words.text.lines() {
            words.add(word, class::ORDINARY);
        }
        read_titles(tables.titles, words, &mut errors);
        for (line, row) in rows(tables.suffixes, 2, &mut errors) {
            match class_named(&row[1]) {
                Some(class) => words.add_suffix(&row[0], class),
                None => errors.push(bad(tables.suffixes, line, "class", format!("unknown class `{}`", row[1]))),
            }
        }
        read_classes(tables.classes, words, &mut errors);
        read_cues(tables.cues, words, &mut errors);
        let boilerplate = read_boilerplate(tables.boilerplate, &mut errors);
        let mut weights = read_evidence(tables.evidence, &mut errors);
        weights.endings = read_endings(tables.endings, &mut errors);
        let speech = read_speech(tables.speech, &mut errors);
        let spellings = rows(tables.spelling, 2, &mut errors)
            .into_iter()
            .map(|(_, row)| (row[0].clone(), row[1].clone()))
            .collect();
        let offices = rows(tables.offices, 2, &mut errors)
            .into_iter()
            .map(|(_, row)| (row[0].clone(), row[1].split('|').map(str::to_owned).collect()))
            .collect();
        let bodies = read_bodies(tables.bodies, words, &mut errors);
        let habits = read_habits(tables.writing, &mut errors);
        let boilerplate = match Boilerplate::try_from(boilerplate) {
            Ok(boilerplate) => boilerplate,
            Err(error) => {
                errors.push(Error::new(Stage::Knowledge, error.to_string()));
                return Err(errors);
            }
        };
        if errors.is_empty() {
            Ok(Self { boilerplate, weights, speech, offices, bodies, spellings, habits })
        } else {
            Err(errors)
        }
    }
}

fn rows(file: Table, columns: usize, errors: &mut Vec<Error>) -> Vec<(u64, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file.text.as_bytes());
    let mut out = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) if record.len() == columns => {
                let line = record.position().map_or(0, csv::Position::line);
                out.push((line, record.iter().map(str::to_owned).collect()));
            }
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                errors.push(
                    Error::new(Stage::Knowledge, format!("{} cells instead of {columns}", record.len()))
                        .at(file.path)
                        .line(line),
                );
            }
            Err(error) => errors.push(Error::new(Stage::Knowledge, error.to_string()).at(file.path)),
        }
    }
    out
}

fn bad(file: Table, line: u64, column: &str, message: String) -> Error {
    Error::new(Stage::Knowledge, message).at(file.path).line(line).column(column)
}

fn class_named(name: &str) -> Option<Classes> {
    class::BY_NAME.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
}

/// Columns: title, role and its more general words.
fn read_titles(file: Table, words: &mut Words, errors: &mut Vec<Error>) {
    for (_, row) in rows(file, 2, errors) {
        let mut roles = row[1].split('|').map(|word| words.add(word, Classes::default())).collect::<Vec<_>>();
        let role = roles.remove(0);
        let title = words.add(&row[0], Classes::default());
        words.add_role((title, role));
        for general in roles {
            words.add_general((role, general));
        }
    }
}

/// Columns: noun for a body, perhaps with the word before it; signs of a body that is called so.
fn read_bodies(file: Table, words: &mut Words, errors: &mut Vec<Error>) -> Vec<([WordId; 2], Vec<String>)> {
    let mut bodies: Vec<([WordId; 2], Vec<String>)> = Vec::new();
    for (_, row) in rows(file, 2, errors) {
        let mut word = |word: &str| words.add(word, Classes::default());
        let noun = match row[0].split_once(' ') {
            Some((before, noun)) => [word(before), word(noun)],
            None => [WordId::NONE, word(&row[0])],
        };
        bodies.push((noun, row[1].split('|').map(str::to_owned).collect()));
    }
    bodies.sort();
    bodies
}

/// Columns: class, word.
fn read_classes(file: Table, words: &mut Words, errors: &mut Vec<Error>) {
    for (line, row) in rows(file, 2, errors) {
        match class_named(&row[0]) {
            Some(classes) => {
                words.add(&row[1], classes);
            }
            None => errors.push(bad(file, line, "class", format!("unknown class `{}`", row[0]))),
        }
    }
}

/// Columns: lemma, groups, present, past, participle, ing, notes.
fn read_cues(file: Table, words: &mut Words, errors: &mut Vec<Error>) {
    for (line, row) in rows(file, 7, errors) {
        let mut classes = class::CUE;
        for group in row[1].split('|') {
            match cue_group(group) {
                Some(group) => classes = classes.or(group),
                None => errors.push(bad(file, line, "groups", format!("unknown group `{group}`"))),
            }
        }
        for flag in row[6].split('|').filter(|flag| !flag.is_empty()) {
            match class_named(flag) {
                Some(flag) => classes = classes.or(flag),
                None => errors.push(bad(file, line, "notes", format!("unknown class `{flag}`"))),
            }
        }
        words.add(&row[0], classes.without(class::ANSWERS).or(class::CUE_BARE));
        let forms = [class::CUE_FINITE, class::CUE_FINITE, class::CUE_PARTICIPLE, class::CUE_ING];
        for (cell, form) in row[2..6].iter().zip(forms) {
            for word in cell.split('|').filter(|word| !word.is_empty()) {
                words.add(word, classes.or(form));
            }
        }
    }
}

fn cue_group(name: &str) -> Option<Classes> {
    Some(match name {
        "reply" => class::CUE_SAYING.or(class::ANSWERS),
        "neutral" | "manner" | "written" | "social" => class::CUE_SAYING,
        "question" => class::CUE_SAYING.or(class::CUE_QUESTION),
        "assertive" | "concession" | "negative" | "positive" | "directive" | "commissive" => class::CUE_STANCE,
        "naming" => class::CUE_NAMING,
        "thought" => class::CUE_THOUGHT,
        // May have a thing as its subject; no rule asks for it.
        "artefact" => Classes::default(),
        _ => return None,
    })
}

fn read_boilerplate(file: Table, errors: &mut Vec<Error>) -> Vec<(PhrasePlace, String)> {
    let mut out = Vec::new();
    for (line, row) in rows(file, 2, errors) {
        let place = match row[0].as_str() {
            "whole" => PhrasePlace::Whole,
            "start" => PhrasePlace::Start,
            "inside" => PhrasePlace::Inside,
            other => {
                errors.push(bad(file, line, "place", format!("`{other}` is not whole, start or inside")));
                continue;
            }
        };
        out.push((place, row[1].to_lowercase()));
    }
    out
}

/// Columns: feature, person, place, organisation (hundredths of the logarithm of the odds against no name).
fn read_evidence(file: Table, errors: &mut Vec<Error>) -> Weights {
    let mut weights = Weights { rows: vec![[0; 3]; FEATURES.len()], endings: Vec::new() };
    for (line, row) in rows(file, 4, errors) {
        let Some(feature) = FEATURES.iter().position(|name| *name == row[0]) else {
            errors.push(bad(file, line, "feature", format!("unknown feature `{}`", row[0])));
            continue;
        };
        for (column, cell) in row[1..].iter().enumerate() {
            match cell.parse() {
                Ok(weight) => weights.rows[feature][column] = weight,
                Err(_) => errors.push(bad(file, line, "weight", format!("`{cell}` is no whole number"))),
            }
        }
    }
    weights
}

/// Columns: sign, weight (hundredths of the logarithm of the odds that an answer with it is right).
fn read_speech(file: Table, errors: &mut Vec<Error>) -> Vec<i32> {
    let mut weights = Vec::new();
    for (line, row) in rows(file, 2, errors) {
        weights.resize(SIGNS.len(), 0);
        let Some(sign) = SIGNS.iter().position(|name| *name == row[0]) else {
            errors.push(bad(file, line, "sign", format!("unknown sign `{}`", row[0])));
            continue;
        };
        match row[1].parse() {
            Ok(weight) => weights[sign] = weight,
            Err(_) => errors.push(bad(file, line, "weight", format!("`{}` is no whole number", row[1]))),
        }
    }
    weights
}

/// Columns: last letters of names, kind of name that they speak for.
fn read_endings(file: Table, errors: &mut Vec<Error>) -> Vec<(String, Feature)> {
    let mut endings = Vec::new();
    for (line, row) in rows(file, 2, errors) {
        match row[1].as_str() {
            "place" => endings.push((row[0].clone(), Feature::PlaceEnding)),
            "organisation" => endings.push((row[0].clone(), Feature::BodyEnding)),
            other => errors.push(bad(file, line, "kind", format!("`{other}` is not place or organisation"))),
        }
    }
    endings
}

fn read_habits(file: Table, errors: &mut Vec<Error>) -> Habits {
    let mut habits = Habits::default();
    for (line, row) in rows(file, 1, errors) {
        match row[0].as_str() {
            "attribution-inside" => habits.attribution_inside = true,
            "dialogue-dash" => habits.dialogue_dash = true,
            "capital-nouns" => habits.capital_nouns = true,
            other => errors.push(bad(file, line, "habit", format!("unknown habit `{other}`"))),
        }
    }
    habits
}
