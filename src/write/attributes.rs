//! What the graph files say about nodes and edges beyond id, label and weight: the columns of `nodes.csv` and
//! `edges.csv`, once for all formats.

use super::Drawn;
use super::cell::Decimal;
use petgraph::graph::{EdgeIndex, NodeIndex};

/// What the values of an attribute are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Whole,
    Real,
}

impl Type {
    /// The word that GEXF and GraphML share.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Whole => "long",
            Self::Real => "double",
        }
    }
}

/// The attributes of a node, in the order of [`node`].
pub(super) const NODE: &[(&str, Type)] = &[
    ("type", Type::Text),
    ("documents", Type::Whole),
    ("sentences", Type::Whole),
    ("mentions", Type::Whole),
    ("quotes", Type::Whole),
    ("degree", Type::Whole),
    ("strength", Type::Whole),
    ("pagerank", Type::Real),
    ("betweenness", Type::Real),
    ("community", Type::Whole),
    ("first_date", Type::Text),
    ("last_date", Type::Text),
    ("community_name", Type::Text),
];

/// The attributes of an edge, in the order of [`edge`].
pub(super) const EDGE: &[(&str, Type)] = &[
    ("documents", Type::Whole),
    ("sentences", Type::Whole),
    ("paragraphs", Type::Whole),
    ("jaccard", Type::Real),
    ("npmi", Type::Real),
    ("g2", Type::Real),
    ("first_date", Type::Text),
    ("last_date", Type::Text),
    ("evidence_document", Type::Text),
    ("evidence", Type::Text),
    ("backbone", Type::Real),
];

/// The values of a node; what is missing is not written.
pub(super) fn node(drawn: &Drawn<'_>, node: NodeIndex) -> [Option<String>; NODE.len()] {
    let (entity, measures) = (drawn.network[node], &drawn.measures[node.index()]);
    [
        Some(entity.kind.name().to_owned()),
        Some(entity.documents.to_string()),
        Some(entity.sentences.to_string()),
        Some(entity.mentions.to_string()),
        Some(entity.quotes.to_string()),
        Some(measures.degree.to_string()),
        Some(measures.strength.to_string()),
        Some(Decimal(measures.pagerank, 8).to_string()),
        measures.betweenness.map(|value| Decimal(value, 6).to_string()),
        measures.community.map(|community| community.to_string()),
        entity.dates.first.map(|day| day.to_string()),
        entity.dates.last.map(|day| day.to_string()),
        drawn.community(node).map(str::to_owned),
    ]
}

/// The values of an edge; what is missing is not written.
pub(super) fn edge(drawn: &Drawn<'_>, edge: EdgeIndex) -> [Option<String>; EDGE.len()] {
    let tie = &drawn.network[edge];
    let counts = &tie.counts;
    let decimal = |value, places| Decimal(value, places).to_string();
    [
        Some(counts.documents.to_string()),
        Some(counts.sentences.to_string()),
        Some(counts.paragraphs.to_string()),
        tie.association.map(|found| decimal(found.jaccard, 4)),
        tie.association.map(|found| decimal(found.npmi, 4)),
        tie.association.map(|found| decimal(found.g2, 2)),
        counts.dates.first.map(|day| day.to_string()),
        counts.dates.last.map(|day| day.to_string()),
        counts.witness.as_ref().map(|witness| witness.document.to_string()),
        counts.witness.as_ref().map(|witness| witness.words.to_string()).filter(|words| !words.is_empty()),
        drawn.backbone(edge).map(|value| decimal(value, 6)),
    ]
}
