//! `whosaid gazetteer`: work on lists of names.

use crate::args::{Check, Find};
use crate::messages::counted;
use crate::{Failure, Outcome, knowledge};
use anstyle::Style;
use std::io::{self, Write};
use whosaid::gazetteer::{Found, Near, Owner};

const STRONG: Style = Style::new().bold();
const LABEL: Style = Style::new().dimmed();

/// Names every bad row of the tables at once.
pub(crate) fn check(arguments: &Check) -> Result<Outcome, Failure> {
    let problems = knowledge::check(&arguments.paths);
    if !problems.is_empty() {
        return Err(Failure::Errors(problems));
    }
    writeln!(anstream::stdout(), "{}: no problem found", counted(arguments.paths.len() as u64, "path"))?;
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
        1 => "1 entity".to_owned(),
        count => format!("{count} entities, the likeliest first"),
    };
    writeln!(out, "{STRONG}{}{STRONG:#}: {owners}; matched as \"{}\"", found.name, found.folded)?;
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
