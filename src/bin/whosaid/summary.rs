//! The closing summary: what a run did, in a few lines.

use crate::messages::{counted, grouped, plain};
use anstyle::Style;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use whosaid::graph::Capped;
use whosaid::write::{PageFile, Report};

const STRONG: Style = Style::new().bold();
const LABEL: Style = Style::new().dimmed();

/// What reading noticed that is no error: somebody may believe it otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Noticed {
    /// Files of folders that are no articles by their endings.
    pub(crate) ignored: u64,
    /// Records with a date that can't be read, or that is two days.
    pub(crate) undated: u64,
}

/// Prints the summary of a run whose output stands at `folder`.
pub(crate) fn print(report: &Report, folder: &Path, page: PageFile, noticed: Noticed) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    let articles = counted(report.documents, "article");
    writeln!(out, "{STRONG}{articles}{STRONG:#}, {}, {}", counted(report.words, "word"), quotations(report))?;
    if !report.speakers.is_empty() {
        let speakers = report.speakers.iter().map(|speaker| format!("{} {}", speaker.name, grouped(speaker.quotes)));
        line(&mut out, "most quoted", joined(speakers))?;
    }
    if !report.ties.is_empty() {
        let ties = report.ties.iter().map(|tie| format!("{} – {} {}", tie.names[0], tie.names[1], tie.weight));
        line(&mut out, "strongest ties", joined(ties))?;
    }
    let graph = format!("{}, {}", counted(report.nodes as u64, "name"), counted(report.edges as u64, "tie"));
    line(&mut out, "graph", graph)?;
    if report.duplicates > 0 {
        let these = if report.duplicates == 1 { "says" } else { "say" };
        let duplicates = counted(report.duplicates, "article");
        line(
            &mut out,
            "twice",
            format!("{duplicates} {these} the same as an earlier one: duplicate_of in documents.csv"),
        )?;
    }
    if let Some(crowded) = crowded(report.capped) {
        line(&mut out, "left out", format!("the ties of {crowded} with more names than can say anything of any two"))?;
    }
    if report.skipped > 0 {
        let skipped = counted(report.skipped, "input");
        line(&mut out, "skipped", format!("{skipped}, listed in {}", folder.join("errors.csv").display()))?;
    }
    notices(&mut out, noticed)?;
    if let Some(kept) = report.kept {
        let (added, held) = (counted(kept.added, "new article"), grouped(kept.held));
        line(&mut out, "database", format!("{added}, {held} that it had"))?;
    }
    let first = match page {
        PageFile::Written => "report.html",
        PageFile::Omitted => "quotes.csv",
    };
    line(&mut out, "written", format!("{}: begin with {first}, or open graph.gexf in Gephi", folder.display()))
}

/// Prints the summary of a run whose partial results stand in `file`.
pub(crate) fn print_partial(report: &Report, file: &Path, noticed: Noticed) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    let articles = counted(report.documents, "article");
    writeln!(out, "{STRONG}{articles}{STRONG:#}, {}, {}", counted(report.words, "word"), quotations(report))?;
    if report.skipped > 0 {
        line(&mut out, "skipped", format!("{}, kept with them", counted(report.skipped, "input")))?;
    }
    notices(&mut out, noticed)?;
    line(&mut out, "written", format!("{}: whosaid merge makes tables of it and its like", file.display()))
}

fn notices(out: &mut impl Write, Noticed { ignored, undated }: Noticed) -> io::Result<()> {
    if undated > 0 {
        let (articles, have) = (counted(undated, "article"), if undated == 1 { "has" } else { "have" });
        let order = "--date-order tells what 03/04/2022 is";
        line(out, "undated", format!("{articles} {have} a date that can't be read, or is two days ({order})"))?;
    }
    if ignored > 0 {
        let endings = if ignored == 1 { "ending tells" } else { "endings tell" };
        let files = counted(ignored, "file");
        let format = "--format reads those of folders";
        line(out, "passed over", format!("{files} whose {endings} no format ({format})"))?;
    }
    Ok(())
}

fn line(out: &mut impl Write, label: &str, text: impl Display) -> io::Result<()> {
    writeln!(out, "  {LABEL}{label:<16}{LABEL:#}{}", plain(&text.to_string()))
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(" · ")
}

fn quotations(report: &Report) -> String {
    let quotations = counted(report.quotes, "quotation");
    match (report.attributed * 100).checked_div(report.quotes) {
        Some(share) => format!("{quotations} ({share}% attributed)"),
        None => quotations,
    }
}

fn crowded(capped: Capped) -> Option<String> {
    let windows = [(capped.documents, "article"), (capped.paragraphs, "paragraph"), (capped.sentences, "sentence")];
    let parts = windows.into_iter().filter(|(number, _)| *number > 0).map(|(number, word)| counted(number, word));
    Some(parts.collect::<Vec<_>>().join(", ")).filter(|parts| !parts.is_empty())
}
