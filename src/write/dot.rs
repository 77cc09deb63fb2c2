//! `graph.dot`: DOT, for Graphviz.

use super::Drawn;
use super::cell::clean;
use super::look::hexadecimal;
use std::io::{self, Write};

pub(super) const FILE: &str = "graph.dot";

pub(super) fn write(out: &mut impl Write, drawn: &Drawn<'_>) -> io::Result<()> {
    let heaviest = drawn.network.edge_weights().map(|tie| tie.weight).max().unwrap_or(1).max(1);
    writeln!(out, "graph whosaid {{\noverlap=false; outputorder=edgesfirst;")?;
    writeln!(out, "node [style=filled, fontcolor=white, fontname=Helvetica];\nedge [color=\"#00000060\"];")?;
    for &index in &drawn.nodes {
        let entity = drawn.network[index];
        let (id, label, fill) = (quoted(&entity.id), quoted(&entity.name), hexadecimal(entity.kind));
        writeln!(out, "{id} [label={label}, fillcolor=\"{fill}\", class=\"{}\"];", entity.kind.name())?;
    }
    for &index in &drawn.ties {
        let Some((source, target)) = drawn.network.edge_endpoints(index) else { continue };
        let (source, target) = (quoted(&drawn.network[source].id), quoted(&drawn.network[target].id));
        let weight = drawn.network[index].weight;
        let width = 0.5 + 4.5 * f64::from(weight) / f64::from(heaviest);
        writeln!(out, "{source} -- {target} [weight={weight}, penwidth={width:.2}];")?;
    }
    writeln!(out, "}}")
}

/// A text between quotation marks. Cleaned, it holds no `\`, so that none of its letters is an escape.
fn quoted(text: &str) -> String {
    format!("\"{}\"", clean(text).replace('"', "\\\""))
}
