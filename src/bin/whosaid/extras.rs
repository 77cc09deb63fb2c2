//! What else a run writes beside its tables and graph, from its arguments.

use crate::args::Names;
use clap::Args;
use whosaid::Knowledge;
use whosaid::write::{Also, Further, Preset, Provenance};

/// The word for Neo4j's files, which are a preset.
const NEO4J: &str = "neo4j";

/// Further files.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Further files")]
pub(crate) struct Extras {
    /// Write whosaid.xlsx too, a workbook with a sheet for each table.
    #[arg(long)]
    pub(crate) xlsx: bool,
    /// Write more graph files: dot, node-link, cx2, dynamic-gexf, ftm, neo4j; several with commas.
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = also)]
    pub(crate) also: Vec<Wanted>,
    /// Repeat the tables under the names that a program wants, in a folder of that name: excel, kumu, neo4j, nodexl,
    /// flourish, cosmograph, cytoscape.
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = preset)]
    pub(crate) preset: Vec<Preset>,
}

/// Something to write beside.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wanted {
    File(Also),
    Tables(Preset),
}

impl Extras {
    /// The same for the library.
    pub(crate) fn further(&self, provenance: Provenance) -> Further {
        let mut further = Further { provenance, ..Further::default() };
        further.presets.extend(&self.preset);
        for wanted in &self.also {
            match wanted {
                Wanted::File(also) => _ = further.also.insert(*also),
                Wanted::Tables(preset) => _ = further.presets.insert(*preset),
            }
        }
        if self.xlsx {
            further.also.insert(Also::Workbook);
        }
        further
    }
}

/// What the articles are read with.
pub(crate) fn provenance(knowledge: &Knowledge, names: &Names, least_confidence: f32) -> Provenance {
    Provenance {
        gazetteer: format!("{:016x}", knowledge.gazetteer().hash()),
        lexicon: format!("{:016x}", knowledge.lexicon_hash()),
        lists: crate::knowledge::paths(names).iter().map(|path| path.display().to_string()).collect(),
        only_lists: names.only_gazetteer,
        least_confidence,
    }
}

fn also(name: &str) -> Result<Wanted, String> {
    if name == NEO4J {
        return Ok(Wanted::Tables(Preset::Neo4j));
    }
    let found = Also::ALL.into_iter().find(|also| also.name() == name);
    found.map(Wanted::File).ok_or_else(|| {
        let names: Vec<_> = Also::ALL.map(Also::name).into_iter().chain([NEO4J]).collect();
        format!("the names are {}", names.join(", "))
    })
}

fn preset(name: &str) -> Result<Preset, String> {
    let found = Preset::ALL.into_iter().find(|preset| preset.name() == name);
    found.ok_or_else(|| format!("the presets are {}", Preset::ALL.map(Preset::name).join(", ")))
}
