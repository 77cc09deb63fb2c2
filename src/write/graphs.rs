//! The graph files that every output has, written side by side: what is said of a node or tie is spelled once for all.

use super::attributes::{EDGE, NODE, Value, edge, node, whole};
use super::folder::Folder;
use super::gexf::Gexf;
use super::graphml::GraphMl;
use super::graphology::Graphology;
use super::look::{Look, Sizes};
use super::table::failed;
use super::weighed::Weighed;
use super::{Drawn, edges, gexf, graphml, graphology};
use crate::error::Error;
use std::io::{self, BufWriter};
use std::path::PathBuf;

/// A node as it is written.
pub(super) struct Node<'a> {
    pub(super) id: &'a str,
    pub(super) label: &'a str,
    pub(super) look: Look,
    pub(super) values: [Value<'a>; NODE.len()],
}

/// A tie as it is written.
pub(super) struct Tie<'a> {
    pub(super) id: &'a str,
    pub(super) source: &'a str,
    pub(super) target: &'a str,
    pub(super) weight: &'a str,
    pub(super) values: [Value<'a>; EDGE.len()],
}

/// A graph file in the making: what is in it comes in order.
pub(super) trait Graph {
    fn begin(&mut self) -> io::Result<()>;
    fn node(&mut self, node: &Node<'_>) -> io::Result<()>;
    /// Between the last node and the first tie.
    fn between(&mut self) -> io::Result<()>;
    fn tie(&mut self, tie: &Tie<'_>) -> io::Result<()>;
    /// Nothing is left in memory.
    fn end(&mut self) -> io::Result<()>;
}

/// Writes `graph.gexf`, `graph.graphml` and `graph.json`.
pub(super) fn write(folder: &Folder, drawn: &Drawn<'_>) -> Result<(), Error> {
    let mut graphs: [(PathBuf, Box<dyn Graph>); 3] = [
        open(folder, gexf::FILE, |out| Box::new(Gexf::new(out)))?,
        open(folder, graphml::FILE, |out| Box::new(GraphMl::new(out)))?,
        open(folder, graphology::FILE, |out| Box::new(Graphology::new(out)))?,
    ];
    let mut each = |tell: &dyn Fn(&mut dyn Graph) -> io::Result<()>| {
        graphs.iter_mut().try_for_each(|(path, graph)| tell(&mut **graph).map_err(|error| failed(path, &error)))
    };
    each(&|graph| graph.begin())?;
    let sizes = Sizes::of(drawn);
    for &index in &drawn.nodes {
        let entity = drawn.network[index];
        let look = sizes.look(entity, drawn.places[index.index()]);
        let node = Node { id: &entity.id, label: &entity.name, look, values: node(drawn, index) };
        each(&|graph| graph.node(&node))?;
    }
    each(&|graph| graph.between())?;
    for &index in &drawn.ties {
        let Some((source, target)) = drawn.network.edge_endpoints(index) else { continue };
        let [source, target] = [source, target].map(|node| &*drawn.network[node].id);
        let weight = whole(drawn.network[index].weight).unwrap_or_default();
        let (id, values) = (edges::id(source, target), edge(drawn, index));
        let tie = Tie { id: &id, source, target, weight: &weight, values };
        each(&|graph| graph.tie(&tie))?;
    }
    each(&|graph| graph.end())
}

fn open(
    folder: &Folder,
    name: &str,
    new: impl FnOnce(BufWriter<Weighed>) -> Box<dyn Graph>,
) -> Result<(PathBuf, Box<dyn Graph>), Error> {
    let (path, file) = folder.weighed(name)?;
    Ok((path, new(BufWriter::with_capacity(1 << 16, file))))
}
