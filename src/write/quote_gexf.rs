//! `quote_graph.gexf`: who names whom in quotations, directed. A file of its own, since Gephi drops directed ties from
//! an undirected graph.

use super::Drawn;
use super::attributes::{Type, Value, date, whole};
use super::gexf::{begin_edge, begin_node, declare, write_head, write_look, write_values};
use super::look::Sizes;
use super::quote_edges::id;
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
        begin_node(out, id, &entity.name)?;
        write_values(out, NODE, &node(entity))?;
        write_look(out, &sizes.look(entity, places.get(id).copied().unwrap_or_default()))?;
        writeln!(out, "</node>")?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for (speaker, named, counts) in spoken {
        let (source, target) = (&*speaker.id, &*named.id);
        begin_edge(out, &id(source, target), [source, target], &counts.quotes.to_string())?;
        write_values(out, EDGE, &edge(counts))?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

fn node(entity: &EntityCounts) -> [Value<'_>; NODE.len()] {
    [
        Some(entity.kind.name().into()),
        whole(entity.documents),
        whole(entity.mentions),
        whole(entity.quotes),
        whole(entity.quoted_words),
    ]
}

fn edge(counts: &SpokenCounts) -> [Value<'_>; EDGE.len()] {
    let witness = counts.witness.as_deref();
    [
        whole(counts.quotes),
        whole(counts.documents),
        date(counts.dates.first),
        date(counts.dates.last),
        witness.map(|witness| (&*witness.document).into()),
        witness.map(|witness| (&*witness.words).into()),
    ]
}
