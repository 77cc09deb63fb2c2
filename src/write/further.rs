//! `Further`: the files of an output beyond its tables and `graph.gexf`, and which of them are asked for.

use super::folder::Folder;
use super::preset::{self, Preset};
use super::provenance::Provenance;
use super::{Drawn, Output, Report, Settings, write_file};
use super::{cx2, datapackage, dot, dynamic_gexf, ftm, node_link, quote_gexf, workbook};
use crate::error::Error;
use crate::graph::CoMentions;
use std::collections::BTreeSet;

/// A file that is written when it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Also {
    /// `whosaid.xlsx`, a workbook with a sheet for each table.
    Workbook,
    /// `graph.dot`, for Graphviz.
    Dot,
    /// `graph-node-link.json`, for networkx and d3.
    NodeLink,
    /// `graph.cx2`, for Cytoscape.
    Cx2,
    /// `graph-dynamic.gexf`, for Gephi's time line.
    DynamicGexf,
    /// `entities.ftm.json`, FollowTheMoney entities for Aleph.
    Ftm,
}

impl Also {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Workbook, Self::Dot, Self::NodeLink, Self::Cx2, Self::DynamicGexf, Self::Ftm];

    /// The word used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Workbook => "xlsx",
            Self::Dot => "dot",
            Self::NodeLink => "node-link",
            Self::Cx2 => "cx2",
            Self::DynamicGexf => "dynamic-gexf",
            Self::Ftm => "ftm",
        }
    }

    /// The name of its file.
    pub fn file(self) -> &'static str {
        match self {
            Self::Workbook => workbook::FILE,
            Self::Dot => dot::FILE,
            Self::NodeLink => node_link::FILE,
            Self::Cx2 => cx2::FILE,
            Self::DynamicGexf => dynamic_gexf::FILE,
            Self::Ftm => ftm::FILE,
        }
    }

    fn write(self, whole: &Whole<'_>) -> Result<(), Error> {
        let Whole { folder, drawn, .. } = whole;
        match self {
            Self::Workbook => workbook::write(folder),
            Self::Dot => write_file(folder, dot::FILE, |out| dot::write(out, drawn)),
            Self::NodeLink => write_file(folder, node_link::FILE, |out| node_link::write(out, drawn)),
            Self::Cx2 => write_file(folder, cx2::FILE, |out| cx2::write(out, drawn)),
            Self::DynamicGexf => write_file(folder, dynamic_gexf::FILE, |out| dynamic_gexf::write(out, drawn)),
            Self::Ftm => write_file(folder, ftm::FILE, |out| ftm::write(out, drawn, whole.counts)),
        }
    }
}

/// What an output holds beyond its tables and graph.
#[derive(Debug, Default)]
pub struct Further {
    /// The files asked for.
    pub also: BTreeSet<Also>,
    /// The programs whose dialect the tables are repeated in, each in a folder of its own.
    pub presets: BTreeSet<Preset>,
    /// What the articles were read with.
    pub provenance: Provenance,
}

impl Further {
    /// Writes all of it; the tables are closed.
    pub(super) fn write(&self, whole: &Whole<'_>) -> Result<(), Error> {
        let Whole { folder, drawn, counts, .. } = whole;
        write_file(folder, quote_gexf::FILE, |out| quote_gexf::write(out, drawn, counts))?;
        for also in &self.also {
            also.write(whole)?;
        }
        for &preset in &self.presets {
            preset::write(folder, preset)?;
        }
        datapackage::write(whole, &self.provenance)
    }
}

/// A finished run.
pub(super) struct Whole<'a> {
    pub(super) folder: &'a Folder,
    pub(super) settings: &'a Settings,
    pub(super) counts: &'a CoMentions,
    pub(super) drawn: &'a Drawn<'a>,
    pub(super) report: &'a Report,
}

impl Output {
    /// What else to write; nothing unless said here.
    #[must_use]
    pub fn with(mut self, further: Further) -> Self {
        self.further = further;
        self
    }
}

/// Whether a folder is an output: it holds what each output does.
pub(crate) fn is_output(folder: &std::path::Path) -> bool {
    let tables = [&super::documents::TABLE, &super::mentions::TABLE, &super::quotes::TABLE];
    let mut files = tables.iter().map(|table| table.file).chain([super::datapackage::FILE]);
    files.all(|file| folder.join(file).is_file())
}

/// Whether an output may hold a file or folder of this name.
pub(crate) fn is_ours(name: &std::ffi::OsStr) -> bool {
    let files = super::FILES.iter().copied().chain(Also::ALL.map(Also::file));
    files.chain(Preset::ALL.map(Preset::name)).any(|ours| name == ours)
}
