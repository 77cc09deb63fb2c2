//! `graph-dynamic.gexf`: GEXF 1.3 in which entities and ties are there from the first to the last date of the articles
//! that name them, for Gephi's time line. What has no date is always there.

use super::Drawn;
use super::attributes::{EDGE, NODE, edge, node};
use super::edges::id;
use super::gexf::{begin_edge, begin_node, declare, write_look, write_values};
use super::look::Sizes;
use crate::graph::{Dates, Day};
use std::io::{self, Write};

pub(super) const FILE: &str = "graph-dynamic.gexf";

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>whosaid</creator><description>Who is mentioned with whom, and when</description></meta>
<graph defaultedgetype="undirected" mode="dynamic" timeformat="date" timerepresentation="interval">
"#;

pub(super) fn write(out: &mut impl Write, drawn: &Drawn<'_>) -> io::Result<()> {
    let sizes = Sizes::of(drawn);
    out.write_all(HEAD.as_bytes())?;
    declare(out, "node", NODE)?;
    declare(out, "edge", EDGE)?;
    writeln!(out, "<nodes>")?;
    for &index in &drawn.nodes {
        let entity = drawn.network[index];
        begin_node(out, &entity.id, &entity.name)?;
        write_values(out, NODE, &node(drawn, index))?;
        write_spell(out, entity.dates)?;
        write_look(out, &sizes.look(entity, drawn.places[index.index()]))?;
        writeln!(out, "</node>")?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for &index in &drawn.ties {
        let Some((source, target)) = drawn.network.edge_endpoints(index) else { continue };
        let (source, target, tie) = (&drawn.network[source].id, &drawn.network[target].id, &drawn.network[index]);
        begin_edge(out, &id(source, target), [source, target], &tie.weight.to_string())?;
        write_values(out, EDGE, &edge(drawn, index))?;
        write_spell(out, tie.counts.dates)?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

fn write_spell(out: &mut impl Write, dates: Dates) -> io::Result<()> {
    let (Some(first), Some(last)) = (dates.first, dates.last) else { return Ok(()) };
    writeln!(out, "<spells><spell start=\"{}\" end=\"{}\"/></spells>", first_day(first), last_day(last))
}

/// The first day of a day, month or year.
fn first_day(date: Day) -> String {
    let mut day = date.to_string();
    while day.len() < "YYYY-MM-DD".len() {
        day.push_str("-01");
    }
    day
}

/// The last day of a day, month or year.
fn last_day(date: Day) -> String {
    let mut day = date.to_string();
    if day.len() == "YYYY".len() {
        day.push_str("-12");
    }
    if day.len() == "YYYY-MM".len() {
        let year: u32 = day[..4].parse().unwrap_or_default();
        let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
        day.push_str(match &day[5..] {
            "02" if leap => "-29",
            "02" => "-28",
            "04" | "06" | "09" | "11" => "-30",
            _ => "-31",
        });
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_years_are_filled_to_their_ends() {
        let cases = [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("1900-02", "1900-02-01", "1900-02-28"),
            ("2022-04", "2022-04-01", "2022-04-30"),
            ("2022-03-28", "2022-03-28", "2022-03-28"),
        ];
        for (date, first, last) in cases {
            let date = Day::parse(date).unwrap();
            assert_eq!((first_day(date).as_str(), last_day(date).as_str()), (first, last));
        }
    }
}
