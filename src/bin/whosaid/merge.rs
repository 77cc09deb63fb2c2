//! `whosaid merge`: partial results to one output.

use crate::extras::Extras;
use crate::summary::Noticed;
use crate::{Failure, Outcome, interrupt, summary};
use clap::Args;
use std::path::PathBuf;
use whosaid::write::{Existing, Output, PageFile, Parts, Settings};

pub(crate) const EXAMPLES: &str = "\
Examples:
  whosaid run news/2021 --partial 2021.part    on one machine
  whosaid run news/2022 --partial 2022.part    on another
  whosaid merge 2021.part 2022.part -o both    the same as: whosaid run news/2021 news/2022 -o both";

#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// Files that `whosaid run --partial` wrote, in any order.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) parts: Vec<PathBuf>,
    /// The folder to write; an earlier output there is replaced.
    #[arg(short, long, value_name = "DIR", default_value = "output/run")]
    pub(crate) output: PathBuf,
    /// Write into a folder that holds something else; what is there stays.
    #[arg(long)]
    pub(crate) force: bool,
    /// Write no report.html, the page that shows the run in a browser.
    #[arg(long)]
    pub(crate) no_page: bool,
    /// Memory for the pairs of names met, such as 500MB or 2GB; what is beyond waits on the disk beside the output.
    #[arg(long, value_name = "SIZE", default_value = "1GB", value_parser = crate::args::size)]
    pub(crate) memory: u64,
    /// Say nothing but errors.
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) extras: Extras,
}

/// Merges what was named.
pub(crate) fn merge(arguments: &Merge) -> Result<Outcome, Failure> {
    interrupt::watch();
    let parts = Parts::open(&arguments.parts)?;
    let existing = if arguments.force { Existing::Any } else { Existing::Ours };
    let made = parts.settings();
    let page = if arguments.no_page { PageFile::Omitted } else { made.page };
    let settings = Settings { existing, page, memory: arguments.memory, ..made };
    let further = arguments.extras.further(parts.provenance());
    let output = Output::create(&arguments.output, settings)?.with(further).until(interrupt::stopped);
    let report = parts.write(output)?;
    if !arguments.quiet {
        summary::print(&report, &arguments.output, page, Noticed::default())?;
    }
    Ok(if report.skipped > 0 { Outcome::Partly } else { Outcome::Done })
}
