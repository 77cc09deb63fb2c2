//! `Data`: all that the page shows, taken from the articles kept and from the counts; `shape.rs` says how it is written.

use super::super::{Description, FILES, unknown};
use super::shape::{
    Counts, Data, DocumentRow, EdgeRow, EntityRow, NodeRow, QuoteRow, RunRow, SkippedRow, SpeakerRow, UnknownRow,
};
use super::text::{Kept, LONGEST_NOTE, Paragraph, shortened};
use super::times::Times;
use super::{Skipped, Whole};
use crate::document::Kind;
use crate::error::Error;
use crate::graph::{Day, EntityCounts, Network};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// So many entities are in the tables, and all that the articles and quotations shown name.
const MOST_ENTITIES: usize = 3_000;
/// The graph is drawn with so many entities …
const MOST_NODES: usize = 2_000;
/// … and so many of their ties.
const MOST_EDGES: usize = 5_000;
/// So many speakers have a bar, a time line, and the names they name most.
const MOST_SPEAKERS: usize = 20;
const MOST_ABOUT: usize = 6;
const MOST_OUTLETS: usize = 30;
const MOST_FORMS: usize = 12;
/// So many names worth adding.
const MOST_UNKNOWN: usize = 300;

impl<'a> Data<'a> {
    pub(super) fn new(
        kept: &'a [Kept],
        times: &Times,
        outlets: &'a BTreeMap<Box<str>, u64>,
        skipped: &'a BTreeSet<Skipped>,
        unnamed: u64,
        whole: &Whole<'a>,
    ) -> Result<Self, Error> {
        let mut all = whole.counts.entities();
        all.sort_by_key(|entity| Reverse((entity.documents, entity.mentions)));
        let listed = Listed::new(&all, kept);
        let (nodes, edges) = drawing(whole, &listed);
        let unknown = unknown::frequent(whole.counts, whole.settings.frequent);
        let documents: Vec<DocumentRow<'_>> = kept.iter().map(|kept| document_row(kept, &listed)).collect();
        let texts = documents.iter().filter(|document| document.paragraphs.is_some()).count();
        let quotes = documents.iter().map(|document| document.quotes.len()).sum();
        let report = whole.report;
        let shown = BTreeMap::from([
            ("articles", (texts, report.documents as usize)),
            ("quotes", (quotes, report.quotes as usize)),
            ("entities", (listed.entities.len(), all.len())),
            ("nodes", (nodes.len(), whole.drawn.network.node_count())),
            ("edges", (edges.len(), whole.drawn.network.edge_count())),
            ("unknown", (unknown.len().min(MOST_UNKNOWN), unknown.len())),
            ("skipped", (skipped.len(), report.skipped as usize)),
        ]);
        let mut by_articles: Vec<(&str, u64)> = outlets.iter().map(|(outlet, &count)| (&**outlet, count)).collect();
        by_articles.sort_by_key(|&(_, count)| Reverse(count));
        by_articles.truncate(MOST_OUTLETS);
        Ok(Self {
            version: env!("CARGO_PKG_VERSION"),
            window: whole.settings.window.name(),
            files: FILES,
            counts: counts(whole, &all, times, outlets.len(), unnamed),
            shown,
            outlets: by_articles,
            skipped: skipped.iter().map(skipped_row).collect(),
            days: times.days(),
            speakers: speakers(whole, &listed, times),
            entities: listed.entities.iter().map(|entity| entity_row(entity, whole)).collect(),
            documents,
            nodes,
            edges,
            unknown: unknown.iter().take(MOST_UNKNOWN).map(|entity| unknown_row(entity)).collect::<Result<_, _>>()?,
        })
    }
}

fn counts(whole: &Whole<'_>, all: &[&EntityCounts], times: &Times, outlets: usize, unnamed: u64) -> Counts {
    let of_kind = |kind| all.iter().filter(|entity| entity.kind == kind && entity.documents > 0).count();
    let report = whole.report;
    Counts {
        documents: report.documents,
        duplicates: report.duplicates,
        undated: times.undated(),
        words: report.words,
        mentions: report.mentions,
        quotes: report.quotes,
        attributed: report.attributed,
        unnamed,
        skipped: report.skipped,
        people: of_kind(Kind::Person),
        places: of_kind(Kind::Place),
        organisations: of_kind(Kind::Organisation),
        ties: whole.drawn.network.edge_count(),
        outlets,
        crowded_sentences: report.capped.sentences,
        crowded_paragraphs: report.capped.paragraphs,
        crowded_documents: report.capped.documents,
    }
}

/// The entities on the page, and where each is in the list.
struct Listed<'a> {
    entities: Vec<&'a EntityCounts>,
    places: HashMap<&'a str, usize, FixedState>,
}

impl<'a> Listed<'a> {
    /// The first of `all`, and those that the articles kept refer to.
    fn new(all: &[&'a EntityCounts], kept: &[Kept]) -> Self {
        let mut wanted: BTreeSet<&str> = BTreeSet::new();
        for kept in kept {
            let in_text = kept.mentions.iter().map(|&(entity, ..)| entity);
            let in_quotes = kept.quotes.iter().flat_map(|quote| quote.speakers.iter().chain(&quote.about)).copied();
            wanted.extend(in_text.chain(in_quotes).map(|entity| kept.entities[entity as usize].as_str()));
        }
        let listed = |&(place, entity): &(usize, &&EntityCounts)| place < MOST_ENTITIES || wanted.contains(&*entity.id);
        let entities: Vec<_> = all.iter().enumerate().filter(listed).map(|(_, &entity)| entity).collect();
        let places = entities.iter().enumerate().map(|(place, entity)| (&*entity.id, place)).collect();
        Self { entities, places }
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The places of some entities of an article.
    fn of(&self, kept: &Kept, entities: &[u32]) -> Vec<usize> {
        entities.iter().filter_map(|&entity| self.place(&kept.entities[entity as usize])).collect()
    }
}

fn skipped_row(skipped: &Skipped) -> SkippedRow<'_> {
    let Skipped { file, line, stage, message, hint } = skipped;
    SkippedRow { file, line: *line, stage, message, hint }
}

fn unknown_row(entity: &EntityCounts) -> Result<UnknownRow, Error> {
    let example = entity.witness.as_deref().map(|witness| shortened(&witness.words, LONGEST_NOTE));
    Ok(UnknownRow {
        name: shortened(&entity.name, LONGEST_NOTE),
        kind: entity.kind.name(),
        documents: entity.documents,
        mentions: entity.mentions,
        example: example.unwrap_or_default(),
        row: unknown::gazetteer_row(entity)?,
    })
}

fn spelled(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn entity_row<'a>(entity: &'a EntityCounts, whole: &Whole<'a>) -> EntityRow<'a> {
    let Description { wikidata, country, description } =
        entity.known.map(|known| whole.describe.describe(known)).unwrap_or_default();
    let others = entity.forms_by_count().into_iter().map(|(form, _)| form).filter(|form| *form != &*entity.name);
    EntityRow {
        id: &entity.id,
        name: shortened(&entity.name, LONGEST_NOTE),
        kind: entity.kind.name(),
        known: entity.known.is_some(),
        wikidata,
        country,
        description,
        documents: entity.documents,
        mentions: entity.mentions,
        quotes: entity.quotes,
        quoted_words: entity.quoted_words,
        forms: others.take(MOST_FORMS).map(|form| shortened(form, LONGEST_NOTE)).collect(),
        first: spelled(entity.dates.first),
        last: spelled(entity.dates.last),
    }
}

fn document_row<'a>(kept: &'a Kept, listed: &Listed<'_>) -> DocumentRow<'a> {
    let runs = |paragraph: &'a Paragraph| (paragraph.zone.name(), paragraph.runs.iter().map(RunRow).collect());
    let place = |entity: u32| listed.place(&kept.entities[entity as usize]).unwrap_or_default();
    DocumentRow {
        id: &kept.id,
        title: &kept.title,
        date: kept.date.as_deref(),
        outlet: kept.outlet.as_deref(),
        url: kept.url.as_deref(),
        words: kept.words,
        cut: kept.cut,
        more_quotes: kept.more_quotes,
        mentions: kept.mentions.iter().map(|(entity, basis, rule)| (place(*entity), &**basis, rule.as_str())).collect(),
        paragraphs: kept.paragraphs.as_ref().map(|paragraphs| paragraphs.iter().map(runs).collect()),
        quotes: kept
            .quotes
            .iter()
            .map(|quote| QuoteRow {
                words: &quote.words,
                kind: &quote.kind,
                speakers: listed.of(kept, &quote.speakers),
                about: listed.of(kept, &quote.about),
                source: &quote.source,
                cue: &quote.cue,
                sieve: &quote.sieve,
                confidence: quote.confidence,
                antecedent: &quote.antecedent,
            })
            .collect(),
    }
}

/// Who is quoted most, when, and whom they name.
fn speakers(whole: &Whole<'_>, listed: &Listed<'_>, times: &Times) -> Vec<SpeakerRow> {
    let mut speakers: Vec<&EntityCounts> = whole.counts.entities();
    speakers.retain(|entity| entity.quotes > 0);
    speakers.sort_by_key(|entity| Reverse((entity.quotes, entity.quoted_words)));
    let first: Vec<&EntityCounts> =
        speakers.into_iter().filter(|entity| listed.place(&entity.id).is_some()).take(MOST_SPEAKERS).collect();
    let mut about: BTreeMap<&str, Vec<(usize, u32)>> = BTreeMap::new();
    for (speaker, named, counts) in whole.counts.spoken() {
        if !first.iter().any(|entity| entity.id == speaker.id) || speaker.id == named.id {
            continue;
        }
        let Some(place) = listed.place(&named.id) else { continue };
        let list = about.entry(&speaker.id).or_default();
        if list.len() < MOST_ABOUT {
            list.push((place, counts.quotes));
        }
    }
    let row = |entity: &EntityCounts| SpeakerRow {
        entity: listed.place(&entity.id).unwrap_or_default(),
        days: times.of_speaker(&entity.id),
        about: about.get(&*entity.id).cloned().unwrap_or_default(),
    };
    first.into_iter().map(row).collect()
}

/// The part of the graph that is drawn: among the most named entities the strongest ties, and their ends.
fn drawing(whole: &Whole<'_>, listed: &Listed<'_>) -> (Vec<NodeRow>, Vec<EdgeRow>) {
    let drawn = whole.drawn;
    let network: &Network<'_> = drawn.network;
    let mut may = vec![false; network.node_count()];
    let listable = |node: &NodeIndex| listed.place(&network[*node].id).is_some();
    let has_ties = |node: &NodeIndex| drawn.measures[node.index()].degree > 0;
    for node in drawn.nodes.iter().copied().filter(has_ties).filter(listable).take(MOST_NODES) {
        may[node.index()] = true;
    }
    let ends = |edge| network.edge_endpoints(edge).filter(|(one, other)| may[one.index()] && may[other.index()]);
    let ties: Vec<_> =
        drawn.ties.iter().copied().filter_map(|edge| Some((edge, ends(edge)?))).take(MOST_EDGES).collect();
    let has_tie: BTreeSet<NodeIndex> = ties.iter().flat_map(|&(_, (one, other))| [one, other]).collect();
    let order: Vec<NodeIndex> = drawn.nodes.iter().copied().filter(|node| has_tie.contains(node)).collect();
    let mut numbers = vec![0; network.node_count()];
    for (number, node) in order.iter().enumerate() {
        numbers[node.index()] = number;
    }
    let node_row = |&node: &NodeIndex| {
        let (place, measures) = (drawn.places[node.index()], &drawn.measures[node.index()]);
        NodeRow {
            entity: listed.place(&network[node].id).unwrap_or_default(),
            x: (place.x * 10.0).round() as i64,
            y: (place.y * 10.0).round() as i64,
            degree: measures.degree,
            strength: measures.strength,
            community: measures.community.unwrap_or(0),
        }
    };
    let edge_row = |(edge, (source, target)): (EdgeIndex, (NodeIndex, NodeIndex))| {
        let tie = &network[edge];
        let witness = tie.counts.witness.as_deref();
        EdgeRow {
            source: numbers[source.index()],
            target: numbers[target.index()],
            weight: tie.weight,
            sentences: tie.counts.sentences,
            documents: tie.counts.documents,
            words: witness.map_or_else(String::new, |witness| shortened(&witness.words, LONGEST_NOTE)),
            document: witness.map_or_else(String::new, |witness| witness.document.to_string()),
        }
    };
    (order.iter().map(node_row).collect(), ties.into_iter().map(edge_row).collect())
}
