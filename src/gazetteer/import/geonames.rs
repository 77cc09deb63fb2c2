//! GeoNames: tables of places, 19 columns between tabs, and their alternate names.

use super::entry::Entry;
use super::sink::Sink;
use super::{Choice, source};
use crate::document::Kind;
use crate::error::Error;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::path::PathBuf;

/// Feature classes that are taken unless others are asked for: countries and their parts, and populated places.
const CLASSES: &str = "AP";

/// What the alternate names add to a place.
#[derive(Default)]
struct Further {
    names: Vec<String>,
    wikidata: String,
}

pub(super) fn read(paths: &[PathBuf], choice: &Choice, sink: &mut Sink) -> Result<(), Error> {
    let mut further: HashMap<u32, Further, FixedState> = HashMap::with_hasher(FixedState::with_seed(1));
    // Two passes: which places are taken, then their further names; the names of all other places are never held.
    let (mut places, mut names) = (Vec::new(), Vec::new());
    for path in paths {
        let mut columns = 0;
        source::lines(path, |_, line| {
            if columns == 0 && !line.starts_with('#') {
                columns = line.split('\t').count();
            }
            let cells: Vec<&str> = line.split('\t').collect();
            if columns == 19 && chosen(&cells, choice).is_ok() {
                cells[0].parse().map(|id| further.insert(id, Further::default())).ok();
            }
            Ok(())
        })?;
        if columns == 19 { places.push(path) } else { names.push(path) }
    }
    for path in &names {
        source::lines(path, |number, line| {
            alternate(number, line, &mut further, sink);
            Ok(())
        })?;
    }
    for path in &places {
        source::lines(path, |number, line| {
            let cells: Vec<&str> = line.split('\t').collect();
            match chosen(&cells, choice) {
                Ok(sort) => sink.put(&entry(&cells, sort, &mut further)),
                Err(reason) => {
                    let example = cells.get(1).map_or_else(|| format!("line {number}"), |name| (*name).to_owned());
                    if !line.is_empty() && !line.starts_with('#') {
                        sink.leave(&reason, &example);
                    }
                    Ok(())
                }
            }
        })?;
    }
    Ok(())
}

/// What sort of place a row is, or why it is left out.
fn chosen(cells: &[&str], choice: &Choice) -> Result<&'static str, String> {
    let [_, _, _, _, _, _, class, code, ..] = cells else { return Err("not 19 columns".to_owned()) };
    if cells.len() != 19 {
        return Err("not 19 columns".to_owned());
    }
    let classes = if choice.classes.is_empty() { CLASSES } else { &choice.classes };
    if !classes.contains(class) || class.is_empty() {
        return Err(format!("feature class {class}, which wasn't asked for"));
    }
    let sort = match (*class, *code) {
        ("P", "PPLX") => return Err("part of a town (PPLX)".to_owned()),
        ("P", "PPLH" | "PPLQ" | "PPLW" | "PPLCH") => return Err(format!("no longer a town ({code})")),
        ("P", "PPLC") => "capital",
        ("P", _) => "city",
        ("A", code) if code.ends_with('H') => return Err(format!("no longer a country or region ({code})")),
        ("A", "PCLD" | "PCLS" | "TERR") => "territory",
        ("A", code) if code.starts_with("PCL") => "country",
        ("A", "ADM1") => "region",
        ("S", _) => "site",
        _ => "area",
    };
    let population = cells[14].parse::<u64>().unwrap_or(0);
    if sort == "city" && population < u64::from(choice.least_population) {
        return Err(format!("fewer than {} inhabitants", choice.least_population));
    }
    Ok(sort)
}

fn entry(cells: &[&str], sort: &str, further: &mut HashMap<u32, Further, FixedState>) -> Entry {
    let more = cells[0].parse().ok().and_then(|id: u32| further.remove(&id)).unwrap_or_default();
    let names = std::iter::once(cells[1].to_owned()).chain(more.names).collect();
    let mut entry = Entry::new(Kind::Place, names).country(cells[8]).wikidata(&more.wikidata);
    sort.clone_into(&mut entry.sort);
    cells[10].clone_into(&mut entry.region);
    let population = cells[14].parse::<u64>().unwrap_or(0).min(u64::from(u32::MAX));
    entry.population = if population == 0 { String::new() } else { population.to_string() };
    for (cell, column) in [(4, &mut entry.latitude), (5, &mut entry.longitude)] {
        if cells[cell].parse::<f64>().is_ok_and(f64::is_finite) {
            cells[cell].clone_into(column);
        }
    }
    cells[0].clone_into(&mut entry.geonames);
    entry
}

/// A row of `alternateNamesV2.txt`: id, place, language, name, and marks for preferred, short, colloquial, historic.
fn alternate(number: u64, line: &str, further: &mut HashMap<u32, Further, FixedState>, sink: &mut Sink) {
    let cells: Vec<&str> = line.split('\t').collect();
    let [_, place, language, name, marks @ ..] = &cells[..] else {
        return sink.leave("not a row of alternate names", &format!("line {number}"));
    };
    let Some(place) = place.parse().ok().and_then(|id: u32| further.get_mut(&id)) else { return };
    let mark = |at: usize| marks.get(at).is_some_and(|mark| *mark == "1");
    match *language {
        "wkdt" => (*name).clone_into(&mut place.wikidata),
        "en" if mark(2) => sink.leave("an alternate name that is colloquial", name),
        "en" if mark(3) => sink.leave("an alternate name of former times", name),
        "en" => place.names.push((*name).to_owned()),
        "" => sink.leave("an alternate name without a language", name),
        _ if language.len() > 3 => sink.leave("an alternate name that is a code or link", name),
        _ => sink.leave("an alternate name in another language", name),
    }
}
