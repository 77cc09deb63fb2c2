//! Analyses to files: the tables and the graph of a run, in a folder that appears whole or not at all.

mod attributes;
mod bytes;
mod cell;
mod column;
mod counted;
mod cx2;
mod database;
mod datapackage;
mod documents;
mod dot;
mod dynamic_gexf;
mod edges;
mod entities;
mod errors;
mod folder;
mod ftm;
mod further;
mod gexf;
mod graphml;
mod graphology;
mod graphs;
mod json;
mod look;
mod mentions;
mod messages;
mod node_link;
mod nodes;
mod number;
mod offsets;
mod output;
mod page;
mod partial;
mod preset;
mod provenance;
mod quote_edges;
mod quote_gexf;
mod quoted;
mod quotes;
mod register;
mod report;
mod rows;
mod spilled;
mod stored;
mod table;
mod unknown;
mod weighed;
mod workbook;
mod xml;

pub use column::{Column, Content, Reference};
pub use counted::Counted;
pub use database::{Filter, Kept, Recall};
pub use folder::Existing;
pub use further::{Also, Further};
pub(crate) use further::{is_ours, is_output};
pub use output::{Output, Sink};
pub use page::PageFile;
pub use partial::{Partial, Parts};
pub use preset::Preset;
pub use provenance::Provenance;
pub use quoted::quoted_words;
pub(crate) use register::Ids;
pub use report::{Report, Speaker, StrongTie};
pub use rows::Rows;
pub use table::Definition;
pub use unknown::Frequent;

use crate::document::{Analysis, Document};
use crate::error::Error;
use crate::graph::{Limits, Measures, Network, Position, Window, backbone, by_documents, by_weight};
use crate::span::Span;
use folder::Folder;
use offsets::Offsets;
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::io::{self, BufWriter, Write};
use weighed::Weighed;

/// The tables, with their columns.
pub const TABLES: &[Definition] = &[
    documents::TABLE,
    mentions::TABLE,
    entities::TABLE,
    quotes::TABLE,
    nodes::TABLE,
    edges::TABLE,
    quote_edges::TABLE,
    unknown::TABLE,
    errors::TABLE,
];

/// All files of an output for which nothing was asked beyond.
pub const FILES: &[&str] = &[
    documents::TABLE.file,
    mentions::TABLE.file,
    entities::TABLE.file,
    quotes::TABLE.file,
    nodes::TABLE.file,
    edges::TABLE.file,
    quote_edges::TABLE.file,
    unknown::TABLE.file,
    errors::TABLE.file,
    gexf::FILE,
    graphml::FILE,
    graphology::FILE,
    quote_gexf::FILE,
    datapackage::FILE,
    page::FILE,
];

/// What a gazetteer says about an entity, beyond its name; empty where it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Description<'a> {
    /// `Q3874799`.
    pub wikidata: &'a str,
    /// The country that it belongs to.
    pub country: &'a str,
    /// A few words on who or what it is.
    pub description: &'a str,
}

/// Knows the rows of the gazetteer by their number, [`crate::document::Entity::known`].
pub trait Describe {
    /// What row `known` says.
    fn describe(&self, known: u32) -> Description<'_>;
}

/// Knows nothing.
impl Describe for () {
    fn describe(&self, _known: u32) -> Description<'_> {
        Description::default()
    }
}

/// What may be chosen about an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The window that makes a tie.
    pub window: Window,
    /// How many names a window may hold.
    pub limits: Limits,
    /// Which names go to `unknown.csv`.
    pub frequent: Frequent,
    /// What may be replaced.
    pub existing: Existing,
    /// Whether `report.html` is written.
    pub page: PageFile,
    /// Bytes that the pairs met may take in memory, for all threads together; what is beyond waits on the disk. The
    /// output is the same with any number.
    pub memory: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            window: Window::default(),
            limits: Limits::default(),
            frequent: Frequent::default(),
            existing: Existing::default(),
            page: PageFile::default(),
            memory: 1 << 30,
        }
    }
}

/// An article with its offsets in code points.
struct Article<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    offsets: Offsets<'a>,
}

impl Article<'_> {
    fn start(&self, span: Span) -> u32 {
        self.offsets.code_point(span.start())
    }

    fn end(&self, span: Span) -> u32 {
        self.offsets.code_point(span.end())
    }
}

/// The graph with the measures and places of its nodes, and the names of its communities.
struct Drawn<'a> {
    network: &'a Network<'a>,
    measures: &'a [Measures],
    places: &'a [Position],
    communities: &'a [String],
    /// The nodes in the order of all files, see [`by_documents`].
    nodes: Vec<NodeIndex>,
    /// The ties in the order of all files, see [`by_weight`].
    ties: Vec<EdgeIndex>,
}

impl<'a> Drawn<'a> {
    fn new(
        network: &'a Network<'a>,
        measures: &'a [Measures],
        places: &'a [Position],
        communities: &'a [String],
    ) -> Self {
        Self { network, measures, places, communities, nodes: by_documents(network), ties: by_weight(network) }
    }

    /// The name of the community of a node.
    fn community(&self, node: NodeIndex) -> Option<&'a str> {
        self.measures[node.index()].community.map(|number| self.communities[number - 1].as_str())
    }

    /// How likely chance alone makes so heavy a tie.
    fn backbone(&self, tie: EdgeIndex) -> Option<f64> {
        let (source, target) = self.network.edge_endpoints(tie)?;
        backbone(self.network[tie].weight, [source, target].map(|node| &self.measures[node.index()]))
    }
}

fn write_file(
    folder: &Folder,
    name: &str,
    write: impl FnOnce(&mut BufWriter<Weighed>) -> io::Result<()>,
) -> Result<(), Error> {
    let (path, file) = folder.weighed(name)?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    write(&mut out).and_then(|()| out.flush()).map_err(|error| table::failed(&path, &error))
}

/// Writes texts one after the other: formatting would cost more than all else about a tie.
fn put(out: &mut impl Write, texts: &[&str]) -> io::Result<()> {
    texts.iter().try_for_each(|text| out.write_all(text.as_bytes()))
}
