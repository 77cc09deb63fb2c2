//! What the graph files say about nodes and edges beyond id, label and weight: the columns of `nodes.csv` and
//! `edges.csv`, once for all formats.

use super::Drawn;
use super::number::{Decimal, push_whole};
use crate::graph::{Day, Network};
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::borrow::Cow;

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

/// A value as it is written; what is missing is not.
pub(super) type Value<'a> = Option<Cow<'a, str>>;

/// The values of a node.
pub(super) fn node<'a>(drawn: &Drawn<'a>, node: NodeIndex) -> [Value<'a>; NODE.len()] {
    let (entity, measures) = (drawn.network[node], &drawn.measures[node.index()]);
    [
        Some(entity.kind.name().into()),
        whole(entity.documents),
        whole(entity.sentences),
        whole(entity.mentions),
        whole(entity.quotes),
        whole(measures.degree as u64),
        whole(measures.strength),
        decimal(measures.pagerank, 8),
        measures.betweenness.and_then(|value| decimal(value, 6)),
        measures.community.and_then(|community| whole(community as u64)),
        date(entity.dates.first),
        date(entity.dates.last),
        drawn.community(node).map(Cow::Borrowed),
    ]
}

/// The values of an edge.
pub(super) fn edge<'a>(drawn: &Drawn<'a>, edge: EdgeIndex) -> [Value<'a>; EDGE.len()] {
    let network: &'a Network<'a> = drawn.network;
    let tie = &network[edge];
    let counts = &tie.counts;
    let witness = counts.witness.as_deref();
    [
        whole(counts.documents),
        whole(counts.sentences),
        whole(counts.paragraphs),
        tie.association.and_then(|found| decimal(found.jaccard, 4)),
        tie.association.and_then(|found| decimal(found.npmi, 4)),
        tie.association.and_then(|found| decimal(found.g2, 2)),
        date(counts.dates.first),
        date(counts.dates.last),
        witness.map(|witness| (&*witness.document).into()),
        witness.map(|witness| (&*witness.words).into()).filter(|words: &Cow<'_, str>| !words.is_empty()),
        drawn.backbone(edge).and_then(|value| decimal(value, 6)),
    ]
}

/// A whole number.
pub(super) fn whole(value: impl Into<u64>) -> Value<'static> {
    let mut digits = Vec::with_capacity(8);
    push_whole(&mut digits, value.into());
    String::from_utf8(digits).ok().map(Cow::Owned)
}

fn decimal(value: f64, places: usize) -> Value<'static> {
    let mut digits = Vec::with_capacity(16);
    Decimal(value, places).push(&mut digits);
    String::from_utf8(digits).ok().map(Cow::Owned)
}

/// A day, month or year.
pub(super) fn date(day: Option<Day>) -> Value<'static> {
    day.map(|day| day.to_string().into())
}
