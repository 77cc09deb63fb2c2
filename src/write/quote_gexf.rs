//! `quote_graph.gexf`: who names whom in quotations, directed. A file of its own, since Gephi drops directed ties from
//! an undirected graph.

use super::Drawn;
use super::attributes::Type;
use super::gexf::{declare, write_head, write_look, write_values};
use super::look::Sizes;
use super::quote_edges::id;
use super::xml::escape;
use crate::graph::{CoMentions, EntityCounts, Position, SpokenCounts};
use std::collections::BTreeMap;
use std::io::{self, Write};

pub(super) const FILE: &str = "quote_graph.gexf";

const NODE: &[(&str, Type)] = &[
    ("type", Type::Text),
    ("documents", Type::Whole),
    ("mentions", Type::Whole),
    ("quotes", Type::Whole),
    ("quoted_words", Type::Whole),
];

const EDGE: &[(&str, Type)] = &[
    ("quotes", Type::Whole),
    ("documents", Type::Whole),
    ("first_date", Type::Text),
    ("last_date", Type::Text),
    ("evidence_document", Type::Text),
    ("evidence", Type::Text),
];

/// Entities stand where they stand in `graph.gexf`.
pub(super) fn write(out: &mut impl Write, drawn: &Drawn<'_>, counts: &CoMentions) -> io::Result<()> {
    let spoken = counts.spoken();
    let places: BTreeMap<&str, Position> =
        drawn.network.node_weights().zip(drawn.places).map(|(entity, &place)| (&*entity.id, place)).collect();
    let entities: BTreeMap<&str, &EntityCounts> =
        spoken.iter().flat_map(|(speaker, named, _)| [(&*speaker.id, *speaker), (&*named.id, *named)]).collect();
    let sizes = Sizes::of(drawn);
    write_head(out, "Who names whom in quotations", "directed")?;
    declare(out, "node", NODE)?;
    declare(out, "edge", EDGE)?;
    writeln!(out, "<nodes>")?;
    for (id, entity) in entities {
        writeln!(out, "<node id=\"{}\" label=\"{}\">", escape(id), escape(&entity.name))?;
        write_values(out, NODE, &node(entity))?;
        write_look(out, entity, places.get(id).copied().unwrap_or_default(), &sizes)?;
        writeln!(out, "</node>")?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for (speaker, named, counts) in spoken {
        let id = id(&speaker.id, &named.id);
        let (id, source, target) = (escape(&id), escape(&speaker.id), escape(&named.id));
        writeln!(out, "<edge id=\"{id}\" source=\"{source}\" target=\"{target}\" weight=\"{}.0\">", counts.quotes)?;
        write_values(out, EDGE, &edge(counts))?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

fn node(entity: &EntityCounts) -> [Option<String>; NODE.len()] {
    [
        Some(entity.kind.name().to_owned()),
        Some(entity.documents.to_string()),
        Some(entity.mentions.to_string()),
        Some(entity.quotes.to_string()),
        Some(entity.quoted_words.to_string()),
    ]
}

fn edge(counts: &SpokenCounts) -> [Option<String>; EDGE.len()] {
    [
        Some(counts.quotes.to_string()),
        Some(counts.documents.to_string()),
        counts.dates.first.map(|day| day.to_string()),
        counts.dates.last.map(|day| day.to_string()),
        counts.witness.as_ref().map(|witness| witness.document.to_string()),
        counts.witness.as_ref().map(|witness| witness.words.to_string()),
    ]
}
