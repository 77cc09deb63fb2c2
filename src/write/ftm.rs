//! `entities.ftm.json`: FollowTheMoney entities, one a line, for Aleph and its tools.

use super::Drawn;
use super::datapackage::hexadecimal;
use super::json::text;
use crate::document::Kind;
use crate::graph::{CoMentions, Dates, EntityCounts, Witness};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

pub(super) const FILE: &str = "entities.ftm.json";

pub(super) fn write(out: &mut impl Write, drawn: &Drawn<'_>, counts: &CoMentions) -> io::Result<()> {
    for entity in counts.entities() {
        write_entity(out, entity)?;
    }
    for &index in &drawn.ties {
        let Some((source, target)) = drawn.network.edge_endpoints(index) else { continue };
        let (ends, tie) = ([drawn.network[source], drawn.network[target]], &drawn.network[index].counts);
        write_link(out, ends, "mentioned with", tie.dates, tie.witness.as_deref())?;
    }
    for (speaker, named, spoken) in counts.spoken() {
        write_link(out, [speaker, named], "named in quotations", spoken.dates, spoken.witness.as_deref())?;
    }
    Ok(())
}

/// A place is an `Address`: the schema has no other kind of place.
fn write_entity(out: &mut impl Write, entity: &EntityCounts) -> io::Result<()> {
    let schema = match entity.kind {
        Kind::Person => "Person",
        Kind::Place => "Address",
        Kind::Organisation => "Organization",
    };
    let (id, name) = (id(&[&entity.id]), text(&entity.name));
    write!(out, "{{\"id\":\"{id}\",\"schema\":\"{schema}\",\"properties\":{{\"name\":[{name}]")?;
    if entity.kind == Kind::Place {
        write!(out, ",\"full\":[{name}]")?;
    }
    let others: Vec<String> =
        entity.forms_by_count().iter().filter(|(form, _)| *form != &*entity.name).map(|(form, _)| text(form)).collect();
    if !others.is_empty() {
        write!(out, ",\"alias\":[{}]", others.join(","))?;
    }
    writeln!(out, "}}}}")
}

fn write_link(
    out: &mut impl Write,
    [subject, object]: [&EntityCounts; 2],
    role: &str,
    dates: Dates,
    witness: Option<&Witness>,
) -> io::Result<()> {
    let (link, subject, object) = (id(&[role, &subject.id, &object.id]), id(&[&subject.id]), id(&[&object.id]));
    write!(out, "{{\"id\":\"{link}\",\"schema\":\"UnknownLink\",\"properties\":{{\"subject\":[\"{subject}\"]")?;
    write!(out, ",\"object\":[\"{object}\"],\"role\":[\"{role}\"]")?;
    for (name, day) in [("startDate", dates.first), ("endDate", dates.last)] {
        if let Some(day) = day {
            write!(out, ",\"{name}\":[\"{day}\"]")?;
        }
    }
    if let Some(witness) = witness.filter(|witness| !witness.words.is_empty()) {
        write!(out, ",\"description\":[{}],\"recordId\":[{}]", text(&witness.words), text(&witness.document))?;
    }
    writeln!(out, "}}}}")
}

/// An id that FollowTheMoney takes (letters, digits, `.` and `-`), the same in every run.
fn id(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\n").as_bytes());
    format!("whosaid-{}", hexadecimal(&digest[..16]))
}
