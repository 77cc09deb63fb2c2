//! `graph.gexf`: GEXF 1.2draft, the dialect that Gephi, Gephi Lite and every networkx read, with colours, sizes and
//! places, so that it opens already drawn.

use super::attributes::{EDGE, NODE, Type, Value};
use super::graphs::{Graph, Node, Tie};
use super::look::Look;
use super::put;
use super::xml::escape;
use std::io::{self, Write};

pub(super) const FILE: &str = "graph.gexf";

/// The file in the making.
pub(super) struct Gexf<W>(W);

impl<W: Write> Gexf<W> {
    pub(super) fn new(out: W) -> Self {
        Self(out)
    }
}

impl<W: Write> Graph for Gexf<W> {
    fn begin(&mut self) -> io::Result<()> {
        let Self(out) = self;
        write_head(out, "Who is mentioned with whom", "undirected")?;
        declare(out, "node", NODE)?;
        declare(out, "edge", EDGE)?;
        put(out, &["<nodes>\n"])
    }

    fn node(&mut self, node: &Node<'_>) -> io::Result<()> {
        let Self(out) = self;
        begin_node(out, node.id, node.label)?;
        write_values(out, NODE, &node.values)?;
        write_look(out, &node.look)?;
        put(out, &["</node>\n"])
    }

    fn between(&mut self) -> io::Result<()> {
        put(&mut self.0, &["</nodes>\n<edges>\n"])
    }

    fn tie(&mut self, tie: &Tie<'_>) -> io::Result<()> {
        let Self(out) = self;
        begin_edge(out, tie.id, [tie.source, tie.target], tie.weight)?;
        write_values(out, EDGE, &tie.values)?;
        put(out, &["</edge>\n"])
    }

    fn end(&mut self) -> io::Result<()> {
        put(&mut self.0, &["</edges>\n</graph>\n</gexf>\n"])?;
        self.0.flush()
    }
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

pub(super) fn begin_node(out: &mut impl Write, id: &str, label: &str) -> io::Result<()> {
    put(out, &["<node id=\"", &escape(id), "\" label=\"", &escape(label), "\">\n"])
}

pub(super) fn begin_edge(out: &mut impl Write, id: &str, ends: [&str; 2], weight: &str) -> io::Result<()> {
    let [source, target] = ends.map(escape);
    put(out, &["<edge id=\"", &escape(id), "\" source=\"", &source, "\" target=\"", &target])?;
    put(out, &["\" weight=\"", weight, ".0\">\n"])
}

pub(super) fn write_values(out: &mut impl Write, attributes: &[(&str, Type)], values: &[Value<'_>]) -> io::Result<()> {
    put(out, &["<attvalues>\n"])?;
    for ((title, _), value) in attributes.iter().zip(values) {
        if let Some(value) = value {
            put(out, &["<attvalue for=\"", title, "\" value=\"", &escape(value), "\"/>\n"])?;
        }
    }
    put(out, &["</attvalues>\n"])
}

/// Colour, place and size of a node.
pub(super) fn write_look(out: &mut impl Write, look: &Look) -> io::Result<()> {
    let [r, g, b] = look.colour;
    writeln!(out, "<viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>")?;
    put(out, &["<viz:position x=\"", &look.x, "\" y=\"", &look.y, "\" z=\"0.0\"/>\n"])?;
    put(out, &["<viz:size value=\"", &look.size, "\"/>\n"])
}
