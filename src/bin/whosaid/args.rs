//! The arguments of the command line, as clap reads them.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use whosaid::document::Kind;
use whosaid::graph::Window;

const EXAMPLES: &str = "\
Examples:
  whosaid run articles/                               a folder: tables and graph in output/run
  whosaid run news.jsonl more.csv -o march            several files, into the folder march
  zcat news.jsonl.gz | whosaid run -                  JSONL on standard input
  whosaid explain article.txt                         who said what in one article, and why
  whosaid explain article.txt --at Lavrov             why these words were tagged, or not
  whosaid gazetteer check people.csv                  every bad row of your own list of names
  whosaid gazetteer find Georgia                      who owns a name
  whosaid gazetteer import targets.json -o ours.csv   a list that others keep, as a table of yours
  whosaid gazetteer compile ours/ -o our.names        a million names, to be loaded at once
  whosaid score annotated.jsonl                       figures on annotated articles, rule by rule";

const RUN_EXAMPLES: &str = "\
Examples:
  whosaid run articles/                              tables and graph in output/run
  whosaid run articles/ --dry-run                    what would be read
  whosaid run news.csv --text-column story --limit 20
  whosaid run articles/ --gazetteer our-people.csv   add your own names
  whosaid run articles/ --window paragraph           ties from one paragraph instead of one sentence";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  whosaid explain article.txt                  each quotation: speaker, words, rule, confidence
  whosaid explain article.txt --at Lavrov      why these words were tagged, or not";

const CHECK_EXAMPLES: &str = "\
Examples:
  whosaid gazetteer check people.csv           every bad row as people.csv:LINE: column: problem
  whosaid gazetteer check our-names/           every table in a folder";

const FIND_EXAMPLES: &str = "\
Examples:
  whosaid gazetteer find Georgia                         everybody of that name, the likeliest first
  whosaid gazetteer find \"Jon Smyth\" --gazetteer our/    in your own lists too; what is near where nobody has it
  whosaid gazetteer find Georgia Turkey --json           for a program";

const COMPILE_EXAMPLES: &str = "\
Examples:
  whosaid gazetteer compile our-names/ -o our.names           every table in a folder, its decisions too
  whosaid run articles/ --gazetteer our.names                 the same as --gazetteer our-names/, at once
  whosaid run articles/ --gazetteer our.names --gazetteer new.csv      name the compiled file first
  whosaid gazetteer compile our-names/ -o our.names --force   again, after a table or whosaid itself has changed";

const IMPORT_EXAMPLES: &str = "\
Examples:
  whosaid gazetteer import cities15000.txt -o cities.csv
  whosaid gazetteer import geonames XX.txt alternateNamesV2.txt --min-population 5000 -o places.csv
  whosaid gazetteer import query.csv --as Q515=place -o cities.csv      a result of Wikidata's query service
  whosaid gazetteer import patterns.jsonl --as NORP=organisation -o patterns.csv";

const FIND_CODES: &str = "\
Exit codes: 0 each name has an owner; 1 some name has none; 2 could not run.";

const EXIT_CODES: &str = "\
Exit codes: 0 all done; 1 finished, with some inputs skipped (listed in errors.csv); 2 could not run; 130 stopped.";

const TEMPLATE: &str = "{before-help}{about-with-newline}\n{usage-heading} {usage}\n\n{all-args}{after-help}";

/// Reads news and answers who and what is named, who said what, and who is mentioned with whom.
#[derive(Debug, Parser)]
#[command(version, before_help = EXAMPLES, after_help = EXIT_CODES, help_template = TEMPLATE)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles and write tables and a graph.
    #[command(before_help = RUN_EXAMPLES, after_help = EXIT_CODES, help_template = TEMPLATE)]
    Run(Run),
    /// Show an article's quotations one by one: who said each, and why we think so.
    #[command(before_help = EXPLAIN_EXAMPLES, help_template = TEMPLATE)]
    Explain(Explain),
    /// Make one output of partial results.
    #[command(before_help = crate::merge::EXAMPLES, after_help = EXIT_CODES, help_template = TEMPLATE)]
    Merge(crate::merge::Merge),
    /// Write the tables and graphs of a database, or of some of its articles.
    #[command(before_help = crate::export::EXAMPLES, help_template = TEMPLATE)]
    Export(crate::export::Export),
    /// Measure quotations and speakers on annotated articles, rule by rule.
    #[command(before_help = crate::score::EXAMPLES, help_template = TEMPLATE)]
    Score(crate::score::Score),
    /// Work on lists of names.
    #[command(subcommand)]
    Gazetteer(GazetteerCommand),
}

#[derive(Debug, Subcommand)]
pub(crate) enum GazetteerCommand {
    /// Name every bad row at once, and what may surprise: names with several owners, ordinary words.
    #[command(before_help = CHECK_EXAMPLES, help_template = TEMPLATE)]
    Check(Check),
    /// Show who owns a name, how it is matched, and what is near where nobody has it.
    #[command(before_help = FIND_EXAMPLES, after_help = FIND_CODES, help_template = TEMPLATE)]
    Find(Find),
    /// Read tables of names once and for all: the file takes their place with --gazetteer and loads at once.
    #[command(before_help = COMPILE_EXAMPLES, help_template = TEMPLATE)]
    Compile(Compile),
    /// Make a table of a list that others keep: GeoNames, Wikidata, OpenSanctions, JRC-Names, spaCy and others.
    #[command(before_help = IMPORT_EXAMPLES, help_template = TEMPLATE)]
    Import(Import),
}

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    clippy::struct_field_names,
    reason = "the flags are called as on the command line"
)]
pub(crate) struct Run {
    /// Files, folders (with all below them, sorted by name), or - for JSONL on standard input.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The folder to write; an earlier output there is replaced.
    #[arg(short, long, value_name = "DIR", default_value = "output/run")]
    pub(crate) output: PathBuf,
    /// Write into a folder that holds something else; what is there stays.
    #[arg(long)]
    pub(crate) force: bool,
    /// The stretch of text within which two names make a tie of the graph.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) window: WindowName,
    /// Write no report.html, the page that shows the run in a browser.
    #[arg(long)]
    pub(crate) no_page: bool,
    /// Make attributions unknown that are right less often than this share (0 to 1).
    #[arg(long, value_name = "X", default_value_t = 0.0, value_parser = share)]
    pub(crate) min_confidence: f32,
    /// List what is reported without quotation marks too: rows of type indirect in quotes.csv, which count nowhere.
    #[arg(long)]
    pub(crate) indirect: bool,
    /// List marks that hold no speech too, by class: rows of type title, programme, nickname, term, slogan, scare,
    /// signature or headline in quotes.csv, which count nowhere.
    #[arg(long)]
    pub(crate) no_speech: bool,
    /// Threads that analyse; the output is the same with any number [default: one for each core].
    #[arg(short, long, value_name = "N", value_parser = at_least_one)]
    pub(crate) jobs: Option<usize>,
    /// Memory for the pairs of names met, such as 500MB or 2GB; what is beyond waits on the disk beside the output,
    /// which is the same with any number.
    #[arg(long, value_name = "SIZE", default_value = "1GB", value_parser = size)]
    pub(crate) memory: u64,
    /// Stop after so many articles.
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Read the articles and say what would be done; write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Say nothing but errors.
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Name every skipped input, not only the first five.
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// Write partial results to this file instead of a folder, for whosaid merge.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "force", "sqlite", "xlsx", "also", "preset"])]
    pub(crate) partial: Option<PathBuf>,
    /// Keep what is done beside the output on the way; a run that was killed goes on from there when the same command
    /// is given again.
    #[arg(long, conflicts_with_all = ["partial", "sqlite"])]
    pub(crate) resume: bool,
    /// Keep what is done after each so many bytes of text.
    #[arg(long, hide = true, value_name = "SIZE", value_parser = size, requires = "resume")]
    pub(crate) resume_every: Option<u64>,
    /// Add the articles to this SQLite database too; those that it has are not added again.
    #[arg(long, value_name = "FILE")]
    pub(crate) sqlite: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) extras: crate::extras::Extras,
    #[command(flatten)]
    pub(crate) names: Names,
    #[command(flatten)]
    pub(crate) columns: Columns,
}

/// The lists of names, and the words they stand among.
#[derive(Debug, Args)]
#[command(next_help_heading = "Lists of names, and the language")]
pub(crate) struct Names {
    /// A table of names, a folder of them, or a file made of them by gazetteer compile, beside the ones that come with
    /// the program; may be repeated.
    #[arg(long, value_name = "PATH")]
    pub(crate) gazetteer: Vec<PathBuf>,
    /// A table of decisions about entities (same, different, hide, type, alias); `decisions.csv` in a folder given with
    /// --gazetteer is found by itself. May be repeated.
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Vec<PathBuf>,
    /// Use only the tables named with --gazetteer.
    #[arg(long, requires = "gazetteer")]
    pub(crate) only_gazetteer: bool,
    /// The language of the articles: en, fr, de, es or it; auto finds it out for each.
    #[arg(long, value_name = "CODE", default_value = "auto", value_parser = crate::knowledge::language)]
    pub(crate) language: crate::knowledge::Spoken,
}

/// Which columns (CSV) or fields (JSON) hold what; found by their usual names otherwise.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Input: formats, limits, and columns or fields with unusual names")]
pub(crate) struct Columns {
    /// Read every input as this format: text, markdown, html, jsonl, json, csv, tsv, parquet, warc or zip [default: by the name's ending].
    #[arg(long, value_name = "NAME", value_parser = crate::inputs::format)]
    pub(crate) format: Option<whosaid::read::Format>,
    /// Skip documents larger than so many MiB [default: 64].
    #[arg(long, value_name = "MIB")]
    pub(crate) max_document: Option<usize>,
    /// Stop reading a compressed file, or the files of an archive together, beyond so many MiB [default: 8192].
    #[arg(long, value_name = "MIB")]
    pub(crate) max_expanded: Option<u64>,
    /// The text of the article.
    #[arg(long, value_name = "NAME")]
    pub(crate) text_column: Option<String>,
    /// The headline.
    #[arg(long, value_name = "NAME")]
    pub(crate) title_column: Option<String>,
    /// The day of publication.
    #[arg(long, value_name = "NAME")]
    pub(crate) date_column: Option<String>,
    /// How 03/04/2022 is read: dmy or mdy [default: not at all, since it is two days].
    #[arg(long, value_name = "ORDER", value_parser = crate::inputs::date_order)]
    pub(crate) date_order: Option<whosaid::read::DateOrder>,
    /// Who published it.
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet_column: Option<String>,
    /// Its web address.
    #[arg(long, value_name = "NAME")]
    pub(crate) url_column: Option<String>,
    /// Its id; with an empty name (--id-column ""), each article has its file and row for an id.
    #[arg(long, value_name = "NAME")]
    pub(crate) id_column: Option<String>,
    /// Who wrote it.
    #[arg(long, value_name = "NAME")]
    pub(crate) author_column: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The article.
    #[arg(value_name = "FILE")]
    pub(crate) path: PathBuf,
    /// Words of the article: show why they were tagged, or not.
    #[arg(long, value_name = "WORDS")]
    pub(crate) at: Option<String>,
    #[command(flatten)]
    pub(crate) names: Names,
    #[command(flatten)]
    pub(crate) columns: Columns,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Tables of names, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Show so many names of each kind that may surprise.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Don't compare with the lists that come with the program.
    #[arg(long)]
    pub(crate) only: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Find {
    /// Names; one of several words in marks.
    #[arg(required = true, value_name = "NAME")]
    pub(crate) wanted: Vec<String>,
    /// Print JSON, an array with an object for each name.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) names: Names,
}

#[derive(Debug, Args)]
pub(crate) struct Compile {
    /// Tables of names, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The file to write; it is refused when one of the tables has changed since, and by another build of whosaid.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Replace the file if it is there.
    #[arg(long)]
    pub(crate) force: bool,
    /// Leave out the lists that come with the program, for runs with --only-gazetteer.
    #[arg(long)]
    pub(crate) only_gazetteer: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The layout (geonames, wikidata, ftm, jrc, legislators, spacy, gate, regexner; found by the first lines if left
    /// out), then the files; .gz and .zst are unpacked.
    #[arg(required = true, value_name = "[FORMAT] FILE")]
    pub(crate) paths: Vec<PathBuf>,
    /// The table to write; - for standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Replace the table if it is there.
    #[arg(long)]
    pub(crate) force: bool,
    /// What the names are where the list doesn't say: person, place or organisation.
    #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
    pub(crate) kind: Option<Kind>,
    /// What a type of the list is, such as Q515=place or NORP=organisation; may be repeated.
    #[arg(long = "as", value_name = "WORD=TYPE", value_parser = typed)]
    pub(crate) types: Vec<(String, Kind)>,
    /// Leave out towns with fewer inhabitants.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) min_population: u32,
    /// GeoNames' feature classes to take.
    #[arg(long, value_name = "LETTERS", default_value = "AP")]
    pub(crate) classes: String,
}

fn kind(word: &str) -> Result<Kind, String> {
    let kinds = [Kind::Person, Kind::Place, Kind::Organisation];
    let found = kinds.into_iter().find(|kind| kind.name() == word);
    found.ok_or_else(|| format!("the types are {}", kinds.map(Kind::name).join(", ")))
}

fn typed(text: &str) -> Result<(String, Kind), String> {
    let (word, kind_word) = text.split_once('=').ok_or_else(|| "not WORD=TYPE".to_owned())?;
    Ok((word.to_owned(), kind(kind_word)?))
}

/// [`Window`] as a word of the command line.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum WindowName {
    #[default]
    Sentence,
    Paragraph,
    Document,
}

impl From<WindowName> for Window {
    fn from(name: WindowName) -> Self {
        match name {
            WindowName::Sentence => Self::Sentence,
            WindowName::Paragraph => Self::Paragraph,
            WindowName::Document => Self::Document,
        }
    }
}

fn share(text: &str) -> Result<f32, String> {
    let value = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..=1.0).contains(&value) { Ok(value) } else { Err("not between 0 and 1".to_owned()) }
}

/// `500MB` as a number of bytes.
pub(crate) fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "K" | "KB" => 1_000,
        "KIB" => 1 << 10,
        "M" | "MB" => 1_000_000,
        "MIB" => 1 << 20,
        "G" | "GB" => 1_000_000_000,
        "GIB" => 1 << 30,
        _ => return Err("not a size such as 500MB or 2GB".to_owned()),
    };
    let number: u64 = digits.parse().map_err(|_| "not a size such as 500MB or 2GB".to_owned())?;
    number.checked_mul(factor).ok_or_else(|| "larger than any memory".to_owned())
}

fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|&number| number > 0).ok_or_else(|| "not a whole number from 1".to_owned())
}
