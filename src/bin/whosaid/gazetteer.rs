//! `whosaid gazetteer`: work on lists of names.

use crate::args::{Check, Compile, Find};
use crate::messages::{counted, entities, grouped, plain};
use crate::{Failure, Outcome, knowledge, target};
use anstyle::Style;
use std::io::{self, Write};
use whosaid::Error;
use whosaid::error::Stage;
use whosaid::gazetteer::{self, Found, Near, Owner, Replace};

const STRONG: Style = Style::new().bold();
const LABEL: Style = Style::new().dimmed();

/// Names every bad row of the tables at once; where there is none, what may surprise.
pub(crate) fn check(arguments: &Check) -> Result<Outcome, Failure> {
    let replace = if arguments.only { Replace::Yes } else { Replace::No };
    let checked = gazetteer::check(&arguments.paths, replace, arguments.limit);
    if !checked.errors.is_empty() {
        return Err(Failure::Errors(checked.errors));
    }
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}, {}: no fault found", counted(checked.tables, "table"), counted(checked.rows, "row"))?;
    for (concern, (count, errors)) in &checked.concerns {
        writeln!(out, "\n{STRONG}{}{STRONG:#} {}", grouped(*count), concern.title())?;
        for error in errors {
            let place = error.path().map_or_else(String::new, |path| path.display().to_string());
            let (place, message) = (plain(&place), error.message());
            writeln!(out, "  {place}:{}: {}", error.line_number().unwrap_or(0), plain(&message))?;
            if let Some(hint) = error.hint_text() {
                writeln!(out, "    {LABEL}hint:{LABEL:#} {hint}")?;
            }
        }
        let more = count - errors.len() as u64;
        if more > 0 {
            writeln!(out, "  and {}; --limit {count} shows all", counted(more, "other"))?;
        }
    }
    Ok(Outcome::Done)
}

/// Reads tables once and for all.
pub(crate) fn compile(arguments: &Compile) -> Result<Outcome, Failure> {
    let output = arguments.output.as_path();
    target::check(output, arguments.force)?;
    if output.extension().is_some_and(|ending| ending == "csv") {
        let error = Error::new(Stage::Write, "a compiled list is no table").at(output);
        return Err(error.hint("choose a name that doesn't end in .csv, such as our.names").into());
    }
    let replace = if arguments.only_gazetteer { Replace::Yes } else { Replace::No };
    let made = gazetteer::compile(&arguments.paths, replace, output)?;
    let entities = entities(made.entities as u64);
    let tables = counted(made.tables as u64, "table");
    let mut out = anstream::stdout().lock();
    writeln!(out, "{STRONG}{}{STRONG:#}: {entities} of {tables}, {:.1} MB", output.display(), made.bytes as f64 / 1e6)?;
    Ok(Outcome::Done)
}

/// Shows who owns some names.
pub(crate) fn find(arguments: &Find) -> Result<Outcome, Failure> {
    let found = knowledge::find(&arguments.wanted, &arguments.names)?;
    let mut out = anstream::stdout().lock();
    if arguments.json {
        serde_json::to_writer_pretty(&mut out, &found).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        for (number, found) in found.iter().enumerate() {
            if number > 0 {
                writeln!(out)?;
            }
            show(&mut out, found)?;
        }
    }
    Ok(if found.iter().all(|found| !found.owners.is_empty()) { Outcome::Done } else { Outcome::Partly })
}

fn show(out: &mut impl Write, found: &Found) -> io::Result<()> {
    let owners = match found.owners.len() {
        0 => "nobody has this name".to_owned(),
        1 => entities(1),
        count => format!("{}, the likeliest first", entities(count as u64)),
    };
    writeln!(out, "{STRONG}{}{STRONG:#}: {owners}; matched as \"{}\"", plain(&found.name), found.folded)?;
    for owner in &found.owners {
        show_owner(out, owner)?;
    }
    if !found.words.is_empty() {
        writeln!(out, "\nIts words:")?;
        found.words.iter().try_for_each(|word| writeln!(out, "  {word}"))?;
    }
    if !found.near.is_empty() {
        writeln!(out, "\nNear:")?;
        found.near.iter().try_for_each(|near| show_near(out, near))?;
    }
    Ok(())
}

fn show_owner(out: &mut impl Write, owner: &Owner) -> io::Result<()> {
    writeln!(out, "\n  {STRONG}{}{STRONG:#}", owner.entity)?;
    let country = if owner.country.is_empty() { String::new() } else { format!(", {}", owner.country) };
    let people = match owner.population {
        0 => String::new(),
        count => format!(", {}", counted(u64::from(count), "inhabitant")),
    };
    let sort = if owner.sort == owner.kind { String::new() } else { format!(": {}", owner.sort) };
    let mut facts = vec![("type", format!("{}{sort}{country}{people}", owner.kind))];
    if !owner.description.is_empty() {
        facts.push(("is", owner.description.clone()));
    }
    facts.push(("by", if owner.form == "name" { "its main name".to_owned() } else { by(owner) }));
    facts.push(("row", owner.row.clone()));
    facts.extend(owner.demands.iter().map(|demand| ("only", (*demand).to_owned())));
    facts.iter().try_for_each(|(label, words)| writeln!(out, "    {LABEL}{label:<6}{LABEL:#}{words}"))
}

fn by(owner: &Owner) -> String {
    format!("{} of {}", owner.form, owner.name)
}

fn show_near(out: &mut impl Write, near: &Near) -> io::Result<()> {
    let of = if near.written == near.name { String::new() } else { format!(", for {}", near.name) };
    let how = match near.letters {
        Some(letters) => format!("{} to change", counted(letters as u64, "letter")),
        None => "another form".to_owned(),
    };
    writeln!(out, "  {}{of}  {LABEL}({how}; {}){LABEL:#}", near.written, near.row)
}
