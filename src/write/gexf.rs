//! `graph.gexf`: GEXF 1.2draft, the dialect that Gephi, Gephi Lite and every networkx read, with colours, sizes and
//! places, so that it opens already drawn.

use super::Drawn;
use super::attributes::{EDGE, NODE, Type, edge, node};
use super::cell::Decimal;
use super::edges::id;
use super::xml::escape;
use crate::document::Kind;
use crate::graph::{Position, by_documents, by_weight};
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::io::{self, Write};

pub(super) const FILE: &str = "graph.gexf";

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
<meta><creator>whosaid</creator><description>Who is mentioned with whom</description></meta>
<graph defaultedgetype="undirected" mode="static">
"#;

/// The smallest and the largest node, in Gephi's units.
const SIZES: (f64, f64) = (4.0, 30.0);

pub(super) fn write(out: &mut impl Write, drawn: &Drawn<'_>) -> io::Result<()> {
    let most = drawn.network.node_weights().map(|entity| entity.documents).max().unwrap_or(1);
    out.write_all(HEAD.as_bytes())?;
    declare(out, "node", NODE)?;
    declare(out, "edge", EDGE)?;
    writeln!(out, "<nodes>")?;
    for index in by_documents(drawn.network) {
        write_node(out, drawn, index, drawn.places[index.index()], most)?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for index in by_weight(drawn.network) {
        write_edge(out, drawn, index)?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

fn declare(out: &mut impl Write, class: &str, attributes: &[(&str, Type)]) -> io::Result<()> {
    writeln!(out, "<attributes class=\"{class}\" mode=\"static\">")?;
    for (title, kind) in attributes {
        writeln!(out, "<attribute id=\"{title}\" title=\"{title}\" type=\"{}\"/>", kind.name())?;
    }
    writeln!(out, "</attributes>")
}

fn write_node(out: &mut impl Write, drawn: &Drawn<'_>, index: NodeIndex, place: Position, most: u64) -> io::Result<()> {
    let entity = drawn.network[index];
    writeln!(out, "<node id=\"{}\" label=\"{}\">", escape(&entity.id), escape(&entity.name))?;
    write_values(out, NODE, &node(drawn, index))?;
    let size = SIZES.0 + (SIZES.1 - SIZES.0) * (entity.documents as f64 / most as f64).sqrt();
    let [r, g, b] = colour(entity.kind);
    writeln!(out, "<viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>")?;
    writeln!(out, "<viz:position x=\"{}\" y=\"{}\" z=\"0.0\"/>", Decimal(place.x, 2), Decimal(place.y, 2))?;
    writeln!(out, "<viz:size value=\"{}\"/>\n</node>", Decimal(size, 2))
}

fn write_edge(out: &mut impl Write, drawn: &Drawn<'_>, index: EdgeIndex) -> io::Result<()> {
    let Some((source, target)) = drawn.network.edge_endpoints(index) else { return Ok(()) };
    let (source, target, tie) = (&drawn.network[source].id, &drawn.network[target].id, &drawn.network[index]);
    let id = id(source, target);
    let (id, source, target) = (escape(&id), escape(source), escape(target));
    writeln!(out, "<edge id=\"{id}\" source=\"{source}\" target=\"{target}\" weight=\"{}.0\">", tie.weight)?;
    write_values(out, EDGE, &edge(drawn, index))?;
    writeln!(out, "</edge>")
}

fn write_values(out: &mut impl Write, attributes: &[(&str, Type)], values: &[Option<String>]) -> io::Result<()> {
    writeln!(out, "<attvalues>")?;
    for ((title, _), value) in attributes.iter().zip(values) {
        if let Some(value) = value {
            writeln!(out, "<attvalue for=\"{title}\" value=\"{}\"/>", escape(value))?;
        }
    }
    writeln!(out, "</attvalues>")
}

/// Blue, green and orange that colour-blind readers tell apart (Okabe and Ito 2008).
fn colour(kind: Kind) -> [u8; 3] {
    match kind {
        Kind::Person => [0, 114, 178],
        Kind::Place => [0, 158, 115],
        Kind::Organisation => [230, 159, 0],
    }
}
