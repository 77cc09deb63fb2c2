//! `graph.json`: graphology's JSON, for Gephi Lite, sigma and programs in JavaScript, with places, sizes and colours.

use super::attributes::{EDGE, NODE};
use super::graphs::{Graph, Node, Tie};
use super::json::{Separator, text, write_members};
use super::put;
use std::io::{self, Write};

pub(super) const FILE: &str = "graph.json";

const HEAD: &str = r#"{"attributes":{"name":"Who is mentioned with whom"},
"options":{"type":"undirected","multi":false,"allowSelfLoops":false},
"nodes":["#;

/// The file in the making.
pub(super) struct Graphology<W> {
    out: W,
    separator: Separator,
}

impl<W: Write> Graphology<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, separator: Separator::new() }
    }
}

impl<W: Write> Graph for Graphology<W> {
    fn begin(&mut self) -> io::Result<()> {
        put(&mut self.out, &[HEAD])
    }

    fn node(&mut self, node: &Node<'_>) -> io::Result<()> {
        let Self { out, separator } = self;
        let look = &node.look;
        put(out, &[separator.next(), "{\"key\":", &text(node.id), ",\"attributes\":{"])?;
        put(out, &["\"label\":", &text(node.label), ",\"x\":", &look.x, ",\"y\":", &look.y])?;
        put(out, &[",\"size\":", &look.size, ",\"color\":\"", &look.hexadecimal(), "\""])?;
        write_members(out, NODE, &node.values)?;
        put(out, &["}}"])
    }

    fn between(&mut self) -> io::Result<()> {
        self.separator = Separator::new();
        put(&mut self.out, &["],\n\"edges\":["])
    }

    fn tie(&mut self, tie: &Tie<'_>) -> io::Result<()> {
        let Self { out, separator } = self;
        put(out, &[separator.next(), "{\"key\":", &text(tie.id), ",\"source\":", &text(tie.source)])?;
        put(out, &[",\"target\":", &text(tie.target), ",\"undirected\":true,\"attributes\":{"])?;
        put(out, &["\"weight\":", tie.weight])?;
        write_members(out, EDGE, &tie.values)?;
        put(out, &["}}"])
    }

    fn end(&mut self) -> io::Result<()> {
        put(&mut self.out, &["]}\n"])?;
        self.out.flush()
    }
}
