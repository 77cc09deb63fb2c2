//! `whosaid score`: how well quotations and speakers come out on annotated articles.

use crate::messages::{self, counted};
use crate::{Failure, Outcome};
use clap::Args;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use whosaid::score::{self, Annotated, Counts};
use whosaid::{Document, Error, Knowledge, analyse, pipeline};

pub(crate) const EXAMPLES: &str = "\
Examples:
  whosaid score gold.jsonl                              precision and recall, and each rule's answers
  whosaid score gold.jsonl --speakers who.jsonl         and who the speakers are
  whosaid score gold.jsonl --quotes output/quotes.csv   score a table instead of the program
  whosaid score gold.jsonl --leave-one-out              what each sieve is worth";

#[derive(Debug, Args)]
pub(crate) struct Score {
    /// Annotated articles, one JSON object a line (docs/accuracy.md shows the form).
    #[arg(value_name = "GOLD", required = true)]
    pub(crate) gold: Vec<PathBuf>,
    /// Who the speakers are, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    pub(crate) speakers: Vec<PathBuf>,
    /// Score this quotes.csv instead of analysing the articles.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["leave_one_out", "write_precision"])]
    pub(crate) quotes: Option<PathBuf>,
    /// Analyse again without each sieve in turn.
    #[arg(long)]
    pub(crate) leave_one_out: bool,
    /// Write the counts of each rule into sieves/precision.csv, speaker/precision.csv and speaker/sieves.csv of this folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) write_precision: Option<PathBuf>,
}

/// Prints the figures.
pub(crate) fn score(arguments: &Score) -> Result<Outcome, Failure> {
    let articles = annotated(arguments)?;
    let mut out = anstream::stdout();
    if let Some(path) = &arguments.quotes {
        let mut table = score::read_quotes(path)?;
        let mut counts = Counts::default();
        for article in &articles {
            counts.add(article, &table.remove(&article.id).unwrap_or_default());
        }
        write!(out, "{}", score::report(&counts))?;
        return Ok(Outcome::Done);
    }
    let mut knowledge = Knowledge::shipped()?;
    let counts = count(&articles, &knowledge);
    write!(out, "{}", score::report(&counts))?;
    if let Some(folder) = &arguments.write_precision {
        let sieves = score::precision(pipeline::sieves().into_iter(), "sieve", &counts.sieves);
        keep(&folder.join("sieves/precision.csv"), &sieves)?;
        let speakers = score::precision(pipeline::sieves().into_iter(), "sieve", &counts.speakers);
        keep(&folder.join("speaker/sieves.csv"), &speakers)?;
        let rules = pipeline::resolutions().iter().copied();
        keep(&folder.join("speaker/precision.csv"), &score::precision(rules, "rule", &counts.resolutions))?;
    }
    if arguments.leave_one_out {
        let mut without = Vec::new();
        for sieve in pipeline::sieves() {
            knowledge.silence(Some(sieve));
            without.push((sieve, count(&articles, &knowledge)));
        }
        write!(out, "{}", score::worth(&counts, &without))?;
    }
    Ok(Outcome::Done)
}

fn annotated(arguments: &Score) -> Result<Vec<Annotated>, Vec<Error>> {
    let mut articles = Vec::new();
    for path in &arguments.gold {
        articles.extend(score::read(path)?);
    }
    for path in &arguments.speakers {
        tell_unfit(path, &score::read_speakers(path, &mut articles)?);
    }
    Ok(articles)
}

/// Says which labels count for nothing: a slip in an id or an offset would show in no figure.
fn tell_unfit(path: &Path, labels: &[Error]) {
    if let Some(first) = labels.first() {
        let (fit, are) = if labels.len() == 1 { ("fits", "is") } else { ("fit", "are") };
        let (labels, line) = (counted(labels.len() as u64, "label"), first.line_number().unwrap_or_default());
        let which = format!("the first, on line {line}: {}", first.message());
        messages::note(&format!(
            "{}: {labels} {fit} no annotated quotation and {are} left out; {which}",
            path.display()
        ));
    }
}

fn count(articles: &[Annotated], knowledge: &Knowledge) -> Counts {
    let mut counts = Counts::default();
    for article in articles {
        let document = Document { id: article.id.clone(), text: article.text.clone(), ..Document::default() };
        counts.add(article, &score::predicted(article, &analyse(&document, knowledge)));
    }
    counts
}

fn keep(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text)
        .map_err(|error| Error::unwritten(path, &error).hint("give the folder src/attribution of the source code"))
}
