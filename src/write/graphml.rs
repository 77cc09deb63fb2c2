//! `graph.graphml`: GraphML, for networkx, igraph, Cytoscape, yEd and graph-tool.

use super::attributes::{EDGE, NODE, Type, Value};
use super::graphs::{Graph, Node, Tie};
use super::put;
use super::xml::escape;
use std::io::{self, Write};

pub(super) const FILE: &str = "graph.graphml";

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"#;

/// The file in the making.
pub(super) struct GraphMl<W>(W);

impl<W: Write> GraphMl<W> {
    pub(super) fn new(out: W) -> Self {
        Self(out)
    }
}

impl<W: Write> Graph for GraphMl<W> {
    fn begin(&mut self) -> io::Result<()> {
        let Self(out) = self;
        put(out, &[HEAD])?;
        declare(out, "node", &[("label", Type::Text)])?;
        declare(out, "node", NODE)?;
        declare(out, "edge", &[("weight", Type::Real)])?;
        declare(out, "edge", EDGE)?;
        put(out, &["<graph id=\"whosaid\" edgedefault=\"undirected\">\n"])
    }

    fn node(&mut self, node: &Node<'_>) -> io::Result<()> {
        let Self(out) = self;
        put(out, &["<node id=\"", &escape(node.id), "\">\n"])?;
        put(out, &["<data key=\"node_label\">", &escape(node.label), "</data>\n"])?;
        write_values(out, "node", NODE, &node.values)?;
        put(out, &["</node>\n"])
    }

    fn between(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn tie(&mut self, tie: &Tie<'_>) -> io::Result<()> {
        let Self(out) = self;
        let [id, source, target] = [tie.id, tie.source, tie.target].map(escape);
        put(out, &["<edge id=\"", &id, "\" source=\"", &source, "\" target=\"", &target, "\">\n"])?;
        put(out, &["<data key=\"edge_weight\">", tie.weight, ".0</data>\n"])?;
        write_values(out, "edge", EDGE, &tie.values)?;
        put(out, &["</edge>\n"])
    }

    fn end(&mut self) -> io::Result<()> {
        put(&mut self.0, &["</graph>\n</graphml>\n"])?;
        self.0.flush()
    }
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
    values: &[Value<'_>],
) -> io::Result<()> {
    for ((title, _), value) in attributes.iter().zip(values) {
        if let Some(value) = value {
            put(out, &["<data key=\"", class, "_", title, "\">", &escape(value), "</data>\n"])?;
        }
    }
    Ok(())
}
