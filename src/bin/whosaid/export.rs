//! `whosaid export`: tables and graphs from a database.

use crate::args::WindowName;
use crate::extras::Extras;
use crate::summary::Noticed;
use crate::{Failure, Outcome, interrupt, summary};
use clap::Args;
use std::path::PathBuf;
use whosaid::graph::Day;
use whosaid::write::{Existing, Filter, Output, Recall, Settings};

pub(crate) const EXAMPLES: &str = "\
Examples:
  whosaid run today/ --sqlite news.db                 add today's articles to a database
  whosaid export news.db -o all                       the tables and graphs of all its articles
  whosaid export news.db -o march --since 2022-03 --until 2022-03
  whosaid export news.db -o paper --outlet \"The Paper\" --xlsx";

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The database that `whosaid run --sqlite` wrote.
    #[arg(value_name = "FILE")]
    pub(crate) database: PathBuf,
    /// The folder to write; an earlier output there is replaced.
    #[arg(short, long, value_name = "DIR", default_value = "output/export")]
    pub(crate) output: PathBuf,
    /// Only articles of this day, month or year and later (YYYY-MM-DD, YYYY-MM, YYYY).
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) since: Option<String>,
    /// Only articles of this day, month or year and earlier.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) until: Option<String>,
    /// Only articles of this outlet.
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// The stretch of text within which two names make a tie [default: that of the last run].
    #[arg(long, value_enum)]
    pub(crate) window: Option<WindowName>,
    /// Write into a folder that holds something else; what is there stays.
    #[arg(long)]
    pub(crate) force: bool,
    /// Say nothing but errors.
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) extras: Extras,
}

/// Writes what was asked for.
pub(crate) fn export(arguments: &Export) -> Result<Outcome, Failure> {
    interrupt::watch();
    let database = Recall::open(&arguments.database)?;
    let (provenance, settings) = database.made_with();
    let existing = if arguments.force { Existing::Any } else { Existing::Ours };
    let window = arguments.window.map_or(settings.window, Into::into);
    let settings = Settings { window, existing, ..settings };
    let output = Output::create(&arguments.output, settings)?;
    let output = output.with(arguments.extras.further(provenance)).until(interrupt::stopped);
    let Export { since, until, outlet, .. } = arguments;
    let filter = Filter { since: since.clone(), until: until.clone(), outlet: outlet.clone() };
    let report = database.export(&filter, output)?;
    if !arguments.quiet {
        summary::print(&report, &arguments.output, settings.page, Noticed::default())?;
    }
    Ok(Outcome::Done)
}

fn date(text: &str) -> Result<String, String> {
    Day::parse(text).map(|day| day.to_string()).ok_or_else(|| "not YYYY-MM-DD, YYYY-MM or YYYY".to_owned())
}
