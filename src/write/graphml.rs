//! `graph.graphml`: GraphML, for networkx, igraph, Cytoscape, yEd and graph-tool.

use super::Drawn;
use super::attributes::{EDGE, NODE, Type, edge, node};
use super::edges::id;
use super::xml::escape;
use crate::graph::{by_documents, by_weight};
use std::io::{self, Write};

pub(super) const FILE: &str = "graph.graphml";

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"#;

pub(super) fn write(out: &mut impl Write, drawn: &Drawn<'_>) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    declare(out, "node", &[("label", Type::Text)])?;
    declare(out, "node", NODE)?;
    declare(out, "edge", &[("weight", Type::Real)])?;
    declare(out, "edge", EDGE)?;
    writeln!(out, "<graph id=\"whosaid\" edgedefault=\"undirected\">")?;
    for index in by_documents(drawn.network) {
        let entity = drawn.network[index];
        writeln!(out, "<node id=\"{}\">", escape(&entity.id))?;
        writeln!(out, "<data key=\"node_label\">{}</data>", escape(&entity.name))?;
        write_values(out, "node", NODE, &node(drawn, index))?;
        writeln!(out, "</node>")?;
    }
    for index in by_weight(drawn.network) {
        let Some((source, target)) = drawn.network.edge_endpoints(index) else { continue };
        let (source, target) = (&drawn.network[source].id, &drawn.network[target].id);
        let id = id(source, target);
        let (id, source, target) = (escape(&id), escape(source), escape(target));
        writeln!(out, "<edge id=\"{id}\" source=\"{source}\" target=\"{target}\">")?;
        writeln!(out, "<data key=\"edge_weight\">{}.0</data>", drawn.network[index].weight)?;
        write_values(out, "edge", EDGE, &edge(drawn, index))?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</graph>\n</graphml>")
}

fn declare(out: &mut impl Write, class: &str, attributes: &[(&str, Type)]) -> io::Result<()> {
    for (title, kind) in attributes {
        let kind = kind.name();
        writeln!(out, "<key id=\"{class}_{title}\" for=\"{class}\" attr.name=\"{title}\" attr.type=\"{kind}\"/>")?;
    }
    Ok(())
}

fn write_values(
    out: &mut impl Write,
    class: &str,
    attributes: &[(&str, Type)],
    values: &[Option<String>],
) -> io::Result<()> {
    for ((title, _), value) in attributes.iter().zip(values) {
        if let Some(value) = value {
            writeln!(out, "<data key=\"{class}_{title}\">{}</data>", escape(value))?;
        }
    }
    Ok(())
}
