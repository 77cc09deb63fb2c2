//! `graph.gexf`: GEXF 1.2draft, the dialect that Gephi, Gephi Lite and every networkx read, with colours, sizes and
//! places, so that it opens already drawn.

use super::Drawn;
use super::attributes::{EDGE, NODE, Type, edge, node};
use super::cell::Decimal;
use super::edges::id;
use super::look::{Sizes, colour};
use super::xml::escape;
use crate::graph::{EntityCounts, Position, by_documents, by_weight};
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::io::{self, Write};

pub(super) const FILE: &str = "graph.gexf";

pub(super) fn write(out: &mut impl Write, drawn: &Drawn<'_>) -> io::Result<()> {
    let sizes = Sizes::of(drawn);
    write_head(out, "Who is mentioned with whom", "undirected")?;
    declare(out, "node", NODE)?;
    declare(out, "edge", EDGE)?;
    writeln!(out, "<nodes>")?;
    for index in by_documents(drawn.network) {
        write_node(out, drawn, index, &sizes)?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for index in by_weight(drawn.network) {
        write_edge(out, drawn, index)?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

/// The beginning of a file, up to the attributes; `direction` is `directed` or `undirected`.
pub(super) fn write_head(out: &mut impl Write, description: &str, direction: &str) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    write!(out, r#"<gexf xmlns="http://www.gexf.net/1.2draft" "#)?;
    writeln!(out, r#"xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">"#)?;
    writeln!(out, "<meta><creator>whosaid</creator><description>{description}</description></meta>")?;
    writeln!(out, "<graph defaultedgetype=\"{direction}\" mode=\"static\">")
}

pub(super) fn declare(out: &mut impl Write, class: &str, attributes: &[(&str, Type)]) -> io::Result<()> {
    writeln!(out, "<attributes class=\"{class}\" mode=\"static\">")?;
    for (title, kind) in attributes {
        writeln!(out, "<attribute id=\"{title}\" title=\"{title}\" type=\"{}\"/>", kind.name())?;
    }
    writeln!(out, "</attributes>")
}

fn write_node(out: &mut impl Write, drawn: &Drawn<'_>, index: NodeIndex, sizes: &Sizes) -> io::Result<()> {
    let entity = drawn.network[index];
    writeln!(out, "<node id=\"{}\" label=\"{}\">", escape(&entity.id), escape(&entity.name))?;
    write_values(out, NODE, &node(drawn, index))?;
    write_look(out, entity, drawn.places[index.index()], sizes)?;
    writeln!(out, "</node>")
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

pub(super) fn write_values(
    out: &mut impl Write,
    attributes: &[(&str, Type)],
    values: &[Option<String>],
) -> io::Result<()> {
    writeln!(out, "<attvalues>")?;
    for ((title, _), value) in attributes.iter().zip(values) {
        if let Some(value) = value {
            writeln!(out, "<attvalue for=\"{title}\" value=\"{}\"/>", escape(value))?;
        }
    }
    writeln!(out, "</attvalues>")
}

/// Colour, place and size of a node.
pub(super) fn write_look(
    out: &mut impl Write,
    entity: &EntityCounts,
    place: Position,
    sizes: &Sizes,
) -> io::Result<()> {
    let [r, g, b] = colour(entity.kind);
    writeln!(out, "<viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>")?;
    writeln!(out, "<viz:position x=\"{}\" y=\"{}\" z=\"0.0\"/>", Decimal(place.x, 2), Decimal(place.y, 2))?;
    writeln!(out, "<viz:size value=\"{}\"/>", Decimal(sizes.size(entity), 2))
}
