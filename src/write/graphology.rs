//! `graph.json`: graphology's JSON, for Gephi Lite, sigma and programs in JavaScript, with places, sizes and colours.

use super::Drawn;
use super::attributes::{EDGE, NODE, edge, node};
use super::cell::Decimal;
use super::edges::id;
use super::json::{Separator, members, text};
use super::look::{Sizes, hexadecimal};
use crate::graph::{by_documents, by_weight};
use std::io::{self, Write};

pub(super) const FILE: &str = "graph.json";

const HEAD: &str = r#"{"attributes":{"name":"Who is mentioned with whom"},
"options":{"type":"undirected","multi":false,"allowSelfLoops":false},
"nodes":["#;

pub(super) fn write(out: &mut impl Write, drawn: &Drawn<'_>) -> io::Result<()> {
    let sizes = Sizes::of(drawn);
    out.write_all(HEAD.as_bytes())?;
    let mut separator = Separator::new();
    for index in by_documents(drawn.network) {
        let (entity, place) = (drawn.network[index], drawn.places[index.index()]);
        write!(out, "{}{{\"key\":{},\"attributes\":{{", separator.next(), text(&entity.id))?;
        write!(out, "\"label\":{},\"x\":{},\"y\":{},", text(&entity.name), Decimal(place.x, 2), Decimal(place.y, 2))?;
        let size = Decimal(sizes.size(entity), 2);
        write!(out, "\"size\":{size},\"color\":\"{}\"", hexadecimal(entity.kind))?;
        write!(out, "{}}}}}", members(NODE, &node(drawn, index)))?;
    }
    write!(out, "],\n\"edges\":[")?;
    let mut separator = Separator::new();
    for index in by_weight(drawn.network) {
        let Some((source, target)) = drawn.network.edge_endpoints(index) else { continue };
        let (source, target) = (&drawn.network[source].id, &drawn.network[target].id);
        let key = text(&id(source, target));
        write!(out, "{}{{\"key\":{key},\"source\":{},", separator.next(), text(source))?;
        write!(out, "\"target\":{},\"undirected\":true,\"attributes\":{{", text(target))?;
        write!(out, "\"weight\":{}{}}}}}", drawn.network[index].weight, members(EDGE, &edge(drawn, index)))?;
    }
    writeln!(out, "]}}")
}
