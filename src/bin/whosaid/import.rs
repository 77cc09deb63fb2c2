//! `whosaid gazetteer import`: a list that others keep, as a table of this program.

use crate::args::Import;
use crate::messages::{self, counted, entities, grouped, plain};
use crate::{Failure, Outcome, interrupt, target};
use anstyle::Style;
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use whosaid::Error;
use whosaid::error::Stage;
use whosaid::gazetteer::import::{self, Choice, Format, Report};

const STRONG: Style = Style::new().bold();
const LABEL: Style = Style::new().dimmed();

/// Writes the table, which is there whole or not at all, and says what was left out.
pub(crate) fn import(arguments: &Import) -> Result<Outcome, Failure> {
    let (choice, paths) = choice(arguments);
    let output = arguments.output.as_path();
    if output == Path::new("-") {
        let mut out = Piped { out: io::stdout().lock(), closed: false };
        let done = import::import(paths, &choice, &mut out);
        if out.closed {
            return Err(io::Error::from(ErrorKind::BrokenPipe).into());
        }
        let (format, report) = done?;
        out.flush()?;
        tell(&mut anstream::stderr(), "standard output", format, &report)?;
        return Ok(Outcome::Done);
    }
    target::check(output, arguments.force)?;
    let fault = |error: io::Error| Error::unwritten(output, &error).hint("name a file that can be written with -o");
    let beside = beside(output);
    let mut file = BufWriter::new(File::create(&beside).map_err(fault)?);
    interrupt::take_away(beside.clone());
    let placed_at_output = |error: Error| if error.stage() == Stage::Write { error.at(output) } else { error };
    let done = import::import(paths, &choice, &mut file);
    let done = done.map_err(|errors| errors.into_iter().map(placed_at_output).collect());
    let written = done.and_then(|done| file.flush().map(|()| done).map_err(|error| vec![fault(error)]));
    let placed =
        written.and_then(|done| fs::rename(&beside, output).map(|()| done).map_err(|error| vec![fault(error)]));
    let (format, report) = placed.inspect_err(|_| {
        // What is half-written is of no use.
        _ = fs::remove_file(&beside);
    })?;
    tell(&mut anstream::stdout(), &output.display().to_string(), format, &report)?;
    if report.entities == 0 {
        messages::note("nothing was taken over: the table holds its header alone");
    }
    Ok(Outcome::Done)
}

/// Standard output, which notes when nobody reads on: the error that the table then ends with is none.
struct Piped<W> {
    out: W,
    closed: bool,
}

impl<W: Write> Piped<W> {
    fn noted<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        self.closed |= done.as_ref().is_err_and(|error| error.kind() == ErrorKind::BrokenPipe);
        done
    }
}

impl<W: Write> Write for Piped<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes);
        self.noted(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.flush();
        self.noted(flushed)
    }
}

/// What to take over, and the files: the first word may be a format.
fn choice(arguments: &Import) -> (Choice, &[PathBuf]) {
    let named = arguments.paths.first().filter(|first| !first.exists()).and_then(|first| first.to_str());
    let format = named.and_then(Format::named);
    let choice = Choice {
        format,
        kind: arguments.kind,
        types: arguments.types.iter().cloned().collect(),
        least_population: arguments.min_population,
        classes: arguments.classes.clone(),
    };
    (choice, &arguments.paths[usize::from(format.is_some())..])
}

fn beside(output: &Path) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    output.with_file_name(name)
}

fn tell(out: &mut impl Write, written: &str, format: Format, report: &Report) -> io::Result<()> {
    let (written, entities) = (plain(written), entities(report.entities));
    let names = counted(report.names, "name");
    writeln!(out, "{STRONG}{written}{STRONG:#}: {entities} with {names}, read as {}", format.name())?;
    if report.left.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nLeft out:")?;
    let mut left: Vec<_> = report.left.iter().collect();
    left.sort_by_key(|(_, left)| std::cmp::Reverse(left.count));
    for (reason, left) in left {
        let examples =
            if left.examples.is_empty() { String::new() } else { format!("  ({})", left.examples.join("; ")) };
        writeln!(out, "  {:>9}  {reason}{LABEL}{}{LABEL:#}", grouped(left.count), plain(&examples))?;
    }
    Ok(())
}
