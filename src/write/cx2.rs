//! `graph.cx2`: Cytoscape's CX2, with places.

use super::Drawn;
use super::attributes::{EDGE, NODE, Type, edge, node};
use super::json::{Separator, text, write_members};
use super::number::Decimal;
use super::put;
use std::io::{self, Write};

pub(super) const FILE: &str = "graph.cx2";

pub(super) fn write(out: &mut impl Write, drawn: &Drawn<'_>) -> io::Result<()> {
    let (nodes, edges) = (drawn.network.node_count(), drawn.network.edge_count());
    writeln!(out, "[{{\"CXVersion\":\"2.0\",\"hasFragments\":false}},")?;
    write!(out, "{{\"metaData\":[{{\"name\":\"attributeDeclarations\",\"elementCount\":1}},")?;
    write!(out, "{{\"name\":\"networkAttributes\",\"elementCount\":1}},")?;
    write!(out, "{{\"name\":\"nodes\",\"elementCount\":{nodes}}},")?;
    writeln!(out, "{{\"name\":\"edges\",\"elementCount\":{edges}}}]}},")?;
    write!(out, "{{\"attributeDeclarations\":[{{\"networkAttributes\":{{\"name\":{{\"d\":\"string\"}}}},")?;
    write!(out, "\"nodes\":{{\"name\":{{\"d\":\"string\"}},\"id\":{{\"d\":\"string\"}}{}}},", declared(NODE))?;
    writeln!(
        out,
        "\"edges\":{{\"interaction\":{{\"d\":\"string\"}},\"weight\":{{\"d\":\"long\"}}{}}}}}]}},",
        declared(EDGE)
    )?;
    writeln!(out, "{{\"networkAttributes\":[{{\"name\":\"Who is mentioned with whom\"}}]}},")?;
    write_nodes(out, drawn)?;
    write_edges(out, drawn)?;
    writeln!(out, "{{\"status\":[{{\"success\":true}}]}}]")
}

fn declared(attributes: &[(&str, Type)]) -> String {
    let declare = |(title, kind): &(&str, Type)| format!(",\"{title}\":{{\"d\":\"{}\"}}", kind.name());
    attributes.iter().map(declare).collect::<Vec<_>>().concat()
}

fn write_nodes(out: &mut impl Write, drawn: &Drawn<'_>) -> io::Result<()> {
    write!(out, "{{\"nodes\":[")?;
    let mut separator = Separator::new();
    for &index in &drawn.nodes {
        let (entity, place) = (drawn.network[index], drawn.places[index.index()]);
        // Its y grows downwards.
        let (x, y) = (Decimal(place.x, 2), Decimal(-place.y, 2));
        write!(out, "{}{{\"id\":{},\"x\":{x},\"y\":{y},", separator.next(), index.index())?;
        write!(out, "\"v\":{{\"name\":{},\"id\":{}", text(&entity.name), text(&entity.id))?;
        write_members(out, NODE, &node(drawn, index))?;
        put(out, &["}}"])?;
    }
    writeln!(out, "]}},")
}

fn write_edges(out: &mut impl Write, drawn: &Drawn<'_>) -> io::Result<()> {
    write!(out, "{{\"edges\":[")?;
    let mut separator = Separator::new();
    for &index in &drawn.ties {
        let Some((source, target)) = drawn.network.edge_endpoints(index) else { continue };
        let (source, target) = (source.index(), target.index());
        write!(out, "{}{{\"id\":{},\"s\":{source},\"t\":{target},", separator.next(), index.index())?;
        write!(out, "\"v\":{{\"interaction\":\"mentioned with\",\"weight\":{}", drawn.network[index].weight)?;
        write_members(out, EDGE, &edge(drawn, index))?;
        put(out, &["}}"])?;
    }
    writeln!(out, "]}},")
}
