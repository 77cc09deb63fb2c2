//! The data is policed, and so are the borders of the code: tables are whole, sorted and free of doubles, each has its licence
//! named, only the edges open files, and no word list of any language hides in the code.

#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use whosaid::Language;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder with an ending, sorted, as paths from the root.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|found| found == ending) {
                out.push(entry.strip_prefix(root()).unwrap().to_owned());
            }
        }
    }
    out.sort();
    out
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn tables() -> Vec<PathBuf> {
    files("gazetteer", "csv").into_iter().chain(files("lexicon", "csv")).collect()
}

/// Header and rows, each with its line.
fn rows(path: &Path) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
    let text = read(path);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut rows = reader.records().map(|record| {
        let record = record.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (record.position().unwrap().line(), record.iter().map(str::to_owned).collect())
    });
    (rows.next().unwrap().1, rows.collect())
}

/// What a table is sorted by: the column that groups it, if any, and whether the first column is sorted inside a group.
fn order(path: &Path) -> (Option<usize>, bool) {
    match path.file_name().unwrap().to_str().unwrap() {
        "cities.csv" => (Some(3), false),
        // Countries first, then what lies in them.
        "places.csv" => (None, false),
        _ => (None, true),
    }
}

/// As a reader of English sorts: no case, no marks.
fn folded(word: &str) -> String {
    word.nfkd().filter(char::is_ascii).collect::<String>().to_lowercase()
}

#[test]
fn tables_are_whole_sorted_and_without_doubles() {
    let mut faults = String::new();
    for path in tables() {
        let (header, rows) = rows(&path);
        let (group, sorted) = order(&path);
        let mut seen = BTreeSet::new();
        let mut before: Option<(String, String)> = None;
        for (line, row) in &rows {
            let mut fault = |what: &str| _ = writeln!(faults, "{}:{line}: {what}: {row:?}", path.display());
            if row.len() != header.len() {
                fault("another number of cells than in the header");
            }
            if row.iter().any(|cell| cell.chars().any(char::is_control) || cell.contains("  ")) {
                fault("a control character or two spaces");
            }
            if path.starts_with("gazetteer") && row.iter().any(|cell| cell.trim() != cell) {
                fault("a space at the edge of a cell");
            }
            if row[0].is_empty() {
                fault("no name");
            }
            if row.iter().any(|cell| cell.nfc().ne(cell.chars())) {
                fault("letters that are not composed");
            }
            if !seen.insert(row) {
                fault("the same row twice");
            }
            let key = (group.map_or(String::new(), |group| row[group].clone()), folded(&row[0]));
            let key = if sorted { key } else { (key.0, String::new()) };
            if before.as_ref().is_some_and(|before| *before > key) {
                fault("not in order");
            }
            before = Some(key);
        }
        // A language may have nothing to say in a table.
        assert!(!rows.is_empty() || path.starts_with("lexicon"), "{} is empty", path.display());
        assert!(!read(&path).contains('\r') && read(&path).ends_with('\n'), "{}: line ends", path.display());
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn a_name_has_one_row() {
    let mut faults = String::new();
    for file in ["people.csv", "organisations.csv", "first_names.csv", "surnames.csv"] {
        let path = Path::new("gazetteer").join(file);
        let mut names = BTreeMap::new();
        for (line, row) in rows(&path).1 {
            if let Some(first) = names.insert(row[0].clone(), line) {
                _ = writeln!(faults, "{}:{line}: {} stands in line {first} too", path.display(), row[0]);
            }
            let lists = row.iter().skip(1).take(2).filter(|_| file == "people.csv" || file == "organisations.csv");
            for cell in lists.filter(|cell| !cell.is_empty()) {
                let mut aliases: Vec<&str> = cell.split('|').collect();
                if aliases.iter().any(|alias| alias.is_empty() || *alias != alias.trim()) {
                    _ = writeln!(faults, "{}:{line}: an empty or padded alias in {cell:?}", path.display());
                }
                aliases.sort_unstable();
                if aliases.windows(2).any(|pair| pair[0] == pair[1]) {
                    _ = writeln!(faults, "{}:{line}: an alias twice in {cell:?}", path.display());
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn ordinary_words_are_sorted_lower_case_and_once() {
    for path in files("lexicon", "txt") {
        let text = read(&path);
        let words: Vec<&str> = text.lines().collect();
        assert!(words.is_sorted_by(|a, b| a < b), "{}: not sorted, or a word twice", path.display());
        let small = words.iter().all(|word| !word.is_empty() && *word == word.to_lowercase());
        assert!(small, "{}: a capital or an empty line", path.display());
    }
}

#[test]
fn every_language_has_the_same_tables_with_the_same_columns() {
    for path in files("lexicon/en", "csv") {
        let english = rows(&path).0;
        for language in Language::ALL {
            let other = Path::new("lexicon").join(language.code()).join(path.file_name().unwrap());
            assert_eq!(rows(&other).0, english, "{}", other.display());
        }
    }
    let folders = fs::read_dir(root().join("lexicon")).unwrap().count();
    assert_eq!(folders, Language::ALL.len(), "a folder of lexicon/ is no language");
}

#[test]
fn every_verb_has_its_forms() {
    for (line, row) in rows(Path::new("lexicon/en/cues.csv")).1 {
        let forms = row[2..6].iter().filter(|form| !form.is_empty()).count();
        assert!(forms == 4, "cues.csv:{line}: {} lacks a form", row[0]);
        assert!(row[5].split('|').all(|form| form.ends_with("ing")), "cues.csv:{line}: {} is no form in -ing", row[5]);
    }
}

#[test]
fn every_data_file_has_its_licence_named() {
    let licences = read("gazetteer/LICENSES.md");
    let data = tables().into_iter().chain(files("lexicon", "txt")).chain(files("src", "csv"));
    let unnamed: Vec<PathBuf> =
        data.filter(|path| !licences.contains(path.file_name().unwrap().to_str().unwrap())).collect();
    assert!(unnamed.is_empty(), "gazetteer/LICENSES.md does not name {unnamed:?}");
}

/// What may open files: the two edges, the stages of a run, annotated articles, loading knowledge, and the program.
const EDGES: &[&str] = &[
    "src/read",
    "src/write",
    "src/resume.rs",
    "src/score",
    "src/bin",
    "src/gazetteer/table.rs",
    "src/gazetteer/compiled.rs",
    "src/gazetteer/import",
    "src/error.rs",
];

#[test]
fn only_the_edges_open_files() {
    for path in files("src", "rs") {
        let edge = EDGES.iter().any(|edge| path.starts_with(edge));
        let text = code(&path);
        let opens = text.contains("std::fs") || text.contains("fs::") || text.contains("std::net");
        assert!(edge || !opens, "{} opens files", path.display());
    }
}

/// The code of a file, without comments and tests.
fn code(path: &Path) -> String {
    let text = read(path);
    let code = text.split("#[cfg(test)]").next().unwrap();
    code.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

/// Lists of words that are no words of a language but names: of columns, of groups in the data, of rules.
const NAMES: &[&str] = &[
    "src/gazetteer/rules.rs",
    "src/gazetteer/table.rs",
    "src/gazetteer/import",
    "src/lexicon",
    "src/attribution/speaker/rules.rs",
];

/// The words of all languages.
fn vocabulary() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for path in files("lexicon", "txt") {
        words.extend(read(path).lines().map(str::to_owned));
    }
    for path in files("lexicon", "csv").into_iter().filter(|path| path.ends_with("classes.csv")) {
        words.extend(rows(&path).1.into_iter().map(|(_, row)| row[1].clone()));
    }
    for path in files("lexicon", "csv").into_iter().filter(|path| path.ends_with("cues.csv")) {
        let forms = rows(&path)
            .1
            .into_iter()
            .flat_map(|(_, row)| row[2..6].join("|").split('|').map(str::to_owned).collect::<Vec<_>>());
        words.extend(forms);
    }
    words
}

#[test]
fn no_list_of_words_hides_in_the_code() {
    let vocabulary = vocabulary();
    let is_word = |word: &str| vocabulary.contains(word.to_lowercase().as_str());
    let mut faults = String::new();
    // The edges name columns and fields.
    let middle =
        |path: &PathBuf| !["src/read", "src/write", "src/score", "src/bin"].iter().any(|edge| path.starts_with(edge));
    for path in
        files("src", "rs").into_iter().filter(middle).filter(|path| !NAMES.iter().any(|name| path.starts_with(name)))
    {
        let text = code(&path);
        let parts: Vec<&str> = text.split('"').collect();
        // Odd parts are inside the marks; what stands between two members of a list is a comma or a bar.
        let mut run: Vec<&str> = Vec::new();
        for at in (1..parts.len()).step_by(2) {
            let joined = at > 1 && matches!(parts[at - 1].trim(), "," | "|");
            if !joined {
                run.clear();
            }
            if is_word(parts[at]) {
                run.push(parts[at]);
            }
            if run.len() == 3 {
                _ = writeln!(faults, "{}: {run:?} …", path.display());
            }
        }
    }
    assert!(faults.is_empty(), "these belong into lexicon/:\n{faults}");
}

/// What a rule may compare the text with: letters and signs, no words.
#[test]
fn no_rule_compares_the_text_with_a_word() {
    let vocabulary = vocabulary();
    let rules = ["src/attribution", "src/quote", "src/layout.rs", "src/token", "src/nouns.rs", "src/pipeline.rs"];
    let mut faults = String::new();
    for path in files("src", "rs").into_iter().filter(|path| rules.iter().any(|rule| path.starts_with(rule))) {
        let text = code(&path);
        for literal in text.split('"').skip(1).step_by(2) {
            let single = literal.chars().count() > 1 && literal.chars().all(char::is_alphabetic);
            if single && vocabulary.contains(literal.to_lowercase().as_str()) && !LABELS.contains(&literal) {
                _ = writeln!(faults, "{}: {literal:?}", path.display());
            }
        }
    }
    for path in files("src/gazetteer", "rs") {
        let text = code(&path);
        let compared = |line: &&str| line.contains("word(") && (line.contains("== \"") || line.contains("!= \""));
        text.lines().filter(compared).for_each(|line| _ = writeln!(faults, "{}: {}", path.display(), line.trim()));
    }
    assert!(faults.is_empty(), "words of a language:\n{faults}");
}

/// Names of sieves, of resolutions and of what is no speech, as the tables print them.
const LABELS: &[&str] = &[
    "after",
    "apposition",
    "before",
    "colon",
    "continued",
    "empty",
    "headline",
    "introduced",
    "it",
    "likely",
    "name",
    "namesake",
    "nickname",
    "office",
    "programme",
    "reports",
    "scare",
    "signature",
    "slogan",
    "speaker",
    "term",
    "they",
    "title",
    "voice",
    "who",
];
