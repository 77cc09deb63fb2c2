//! `graph-node-link.json`: node-link JSON, for networkx, d3-force and force-graph.
//!
//! The list of edges is called `links`, as d3 wants it and networkx did until 3.5; later ones take
//! `node_link_graph(data, edges="links")`.

use super::Drawn;
use super::attributes::{EDGE, NODE, edge, node};
use super::json::{Separator, text, write_members};
use super::put;
use std::io::{self, Write};

pub(super) const FILE: &str = "graph-node-link.json";

pub(super) fn write(out: &mut impl Write, drawn: &Drawn<'_>) -> io::Result<()> {
    write!(out, "{{\"directed\":false,\"multigraph\":false,\"graph\":{{}},\n\"nodes\":[")?;
    let mut separator = Separator::new();
    for &index in &drawn.nodes {
        let entity = drawn.network[index];
        write!(out, "{}{{\"id\":{},\"label\":{}", separator.next(), text(&entity.id), text(&entity.name))?;
        write_members(out, NODE, &node(drawn, index))?;
        put(out, &["}"])?;
    }
    write!(out, "],\n\"links\":[")?;
    let mut separator = Separator::new();
    for &index in &drawn.ties {
        let Some((source, target)) = drawn.network.edge_endpoints(index) else { continue };
        let (source, target) = (text(&drawn.network[source].id), text(&drawn.network[target].id));
        write!(out, "{}{{\"source\":{source},\"target\":{target},", separator.next())?;
        write!(out, "\"weight\":{}", drawn.network[index].weight)?;
        write_members(out, EDGE, &edge(drawn, index))?;
        put(out, &["}"])?;
    }
    writeln!(out, "]}}")
}
