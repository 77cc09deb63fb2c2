//! `Preset`: the tables again under the names and in the dialect that one program wants, in a folder of its own.
//! Columns are renamed, left out or given a fixed word; no row and no value is changed, except where the dialect says so.

use super::column::Content;
use super::folder::Folder;
use super::stored::{Stored, position};
use super::table::{Definition, failed};
use super::{TABLES, edges, nodes, quote_edges, write_file};
use crate::error::Error;
use csv::StringRecord;
use std::borrow::Cow;
use std::io::Write;

/// A program whose dialect the tables can be repeated in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Preset {
    /// Excel, by double click: a byte order mark, and `'` before text that would run as a formula.
    Excel,
    /// Kumu.
    Kumu,
    /// Neo4j's bulk import.
    Neo4j,
    /// NodeXL.
    NodeXl,
    /// Flourish.
    Flourish,
    /// Cosmograph.
    Cosmograph,
    /// Cytoscape.
    Cytoscape,
}

/// A table of a preset.
struct Sheet {
    from: &'static Definition,
    file: &'static str,
    /// The header, and what fills the column.
    columns: &'static [(&'static str, Cell)],
    /// The columns that follow under their own names.
    rest: Rest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// The column of that name.
    Of(&'static str),
    /// A fixed word.
    Fixed(&'static str),
    /// The column of that name with a capital.
    Capital(&'static str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    All,
    None,
    /// These, each with the word of Neo4j for what its cells hold.
    Typed(&'static [&'static str]),
}

use Cell::{Capital, Fixed, Of};

const KUMU: &[Sheet] = &[
    Sheet {
        from: &nodes::TABLE,
        file: "elements.csv",
        columns: &[("ID", Of("id")), ("Label", Of("label")), ("Type", Of("type"))],
        rest: Rest::All,
    },
    Sheet {
        from: &edges::TABLE,
        file: "connections.csv",
        columns: &[
            ("From", Of("source")),
            ("To", Of("target")),
            ("Type", Fixed("mentioned with")),
            ("Strength", Of("weight")),
            ("Direction", Of("type")),
            ("Description", Of("evidence")),
        ],
        rest: Rest::All,
    },
];

const NEO4J: &[Sheet] = &[
    Sheet {
        from: &nodes::TABLE,
        file: "nodes.csv",
        columns: &[("id:ID(entity)", Of("id")), ("name", Of("label")), (":LABEL", Capital("type"))],
        rest: Rest::Typed(&[
            "documents",
            "sentences",
            "mentions",
            "quotes",
            "degree",
            "strength",
            "pagerank",
            "betweenness",
            "community",
            "first_date",
            "last_date",
            "community_name",
        ]),
    },
    Sheet {
        from: &edges::TABLE,
        file: "edges.csv",
        columns: &[
            (":START_ID(entity)", Of("source")),
            (":END_ID(entity)", Of("target")),
            (":TYPE", Fixed("MENTIONED_WITH")),
        ],
        rest: Rest::Typed(&[
            "weight",
            "documents",
            "sentences",
            "paragraphs",
            "jaccard",
            "npmi",
            "g2",
            "backbone",
            "first_date",
            "last_date",
            "evidence_document",
            "evidence",
        ]),
    },
    Sheet {
        from: &quote_edges::TABLE,
        file: "quote_edges.csv",
        columns: &[
            (":START_ID(entity)", Of("source")),
            (":END_ID(entity)", Of("target")),
            (":TYPE", Fixed("NAMES_IN_QUOTATIONS")),
        ],
        rest: Rest::Typed(&["weight", "documents", "first_date", "last_date", "evidence_document", "evidence"]),
    },
];

const NODEXL: &[Sheet] = &[
    Sheet {
        from: &edges::TABLE,
        file: "edges.csv",
        columns: &[("Vertex 1", Of("source")), ("Vertex 2", Of("target")), ("Edge Weight", Of("weight"))],
        rest: Rest::All,
    },
    Sheet {
        from: &nodes::TABLE,
        file: "vertices.csv",
        columns: &[("Vertex", Of("id")), ("Label", Of("label"))],
        rest: Rest::All,
    },
];

const FLOURISH: &[Sheet] = &[
    Sheet {
        from: &edges::TABLE,
        file: "links.csv",
        columns: &[("source", Of("source")), ("target", Of("target")), ("value", Of("weight"))],
        rest: Rest::None,
    },
    Sheet {
        from: &nodes::TABLE,
        file: "points.csv",
        columns: &[
            ("id", Of("id")),
            ("label", Of("label")),
            ("group", Of("type")),
            ("size", Of("documents")),
            ("community", Of("community_name")),
        ],
        rest: Rest::None,
    },
];

const COSMOGRAPH: &[Sheet] = &[
    Sheet {
        from: &edges::TABLE,
        file: "edges.csv",
        columns: &[
            ("source", Of("source")),
            ("target", Of("target")),
            ("weight", Of("weight")),
            ("date", Of("first_date")),
        ],
        rest: Rest::All,
    },
    Sheet {
        from: &nodes::TABLE,
        file: "metadata.csv",
        columns: &[("id", Of("id")), ("label", Of("label")), ("date", Of("first_date"))],
        rest: Rest::All,
    },
];

const CYTOSCAPE: &[Sheet] = &[
    Sheet {
        from: &edges::TABLE,
        file: "edges.csv",
        columns: &[
            ("source", Of("source")),
            ("interaction", Fixed("mentioned with")),
            ("target", Of("target")),
            ("name", Of("id")),
        ],
        rest: Rest::All,
    },
    Sheet {
        from: &nodes::TABLE,
        file: "nodes.csv",
        columns: &[("shared name", Of("id")), ("display name", Of("label"))],
        rest: Rest::All,
    },
];

const NEO4J_IMPORT: &str = "\
With this folder as the current one, and the database stopped:

neo4j-admin database import full --overwrite-destination --skip-bad-relationships --nodes=Entity=nodes.csv \\
  --relationships=edges.csv --relationships=quote_edges.csv neo4j
";

impl Preset {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Excel, Self::Kumu, Self::Neo4j, Self::NodeXl, Self::Flourish, Self::Cosmograph, Self::Cytoscape];

    /// The word used on the command line, and the name of the folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Excel => "excel",
            Self::Kumu => "kumu",
            Self::Neo4j => "neo4j",
            Self::NodeXl => "nodexl",
            Self::Flourish => "flourish",
            Self::Cosmograph => "cosmograph",
            Self::Cytoscape => "cytoscape",
        }
    }

    fn sheets(self) -> &'static [Sheet] {
        match self {
            Self::Excel => &[],
            Self::Kumu => KUMU,
            Self::Neo4j => NEO4J,
            Self::NodeXl => NODEXL,
            Self::Flourish => FLOURISH,
            Self::Cosmograph => COSMOGRAPH,
            Self::Cytoscape => CYTOSCAPE,
        }
    }
}

/// Writes the folder of a preset from the tables.
pub(super) fn write(folder: &Folder, preset: Preset) -> Result<(), Error> {
    folder.make(preset.name())?;
    let path = |file: &str| format!("{}/{file}", preset.name());
    for sheet in preset.sheets() {
        let cells = cells(sheet);
        convert(folder, sheet.from, &path(sheet.file), &cells, Dialect::Plain)?;
    }
    match preset {
        Preset::Excel => {
            for table in TABLES {
                let cells: Vec<_> = table.header().map(|name| (name.into(), Of(name))).collect();
                convert(folder, table, &path(table.file), &cells, Dialect::Excel)?;
            }
            Ok(())
        }
        Preset::Neo4j => write_file(folder, &path("import.txt"), |out| out.write_all(NEO4J_IMPORT.as_bytes())),
        Preset::Kumu | Preset::NodeXl | Preset::Flourish | Preset::Cosmograph | Preset::Cytoscape => Ok(()),
    }
}

/// The columns of a sheet: the named ones, then those that are left.
fn cells(sheet: &Sheet) -> Vec<(Cow<'static, str>, Cell)> {
    let own = |name| (Cow::Borrowed(name), Of(name));
    let mut cells: Vec<_> = sheet.columns.iter().map(|&(header, cell)| (Cow::Borrowed(header), cell)).collect();
    match sheet.rest {
        Rest::All => {
            let taken = |name| {
                let same = |header: &str| header.eq_ignore_ascii_case(name);
                sheet.columns.iter().any(|(header, cell)| *cell == Of(name) || same(header))
            };
            cells.extend(sheet.from.header().filter(|name| !taken(name)).map(own));
        }
        Rest::Typed(names) => {
            cells.extend(names.iter().map(|&name| match sheet.from.columns[position(sheet.from, name)].content {
                Content::Whole => (Cow::Owned(format!("{name}:long")), Of(name)),
                Content::Real => (Cow::Owned(format!("{name}:double")), Of(name)),
                Content::Text | Content::List | Content::Date | Content::Flag => own(name),
            }));
        }
        Rest::None => {}
    }
    cells
}

/// How the file is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    /// As the tables are.
    Plain,
    /// A byte order mark, so that Excel reads UTF-8, and no cell of text that runs as a formula.
    Excel,
}

fn convert(
    folder: &Folder,
    from: &Definition,
    file: &str,
    cells: &[(Cow<'static, str>, Cell)],
    dialect: Dialect,
) -> Result<(), Error> {
    let mut rows = Stored::open(folder, from)?;
    let (path, mut out) = folder.file(file)?;
    if dialect == Dialect::Excel {
        out.write_all("\u{FEFF}".as_bytes()).map_err(|error| failed(&path, &error))?;
    }
    let mut writer = csv::Writer::from_writer(std::io::BufWriter::new(out));
    let wrong = |error: csv::Error| failed(&path, &error);
    writer.write_record(cells.iter().map(|(header, _)| &**header)).map_err(wrong)?;
    let mut record = StringRecord::new();
    while rows.next(&mut record)? {
        writer.write_record(cells.iter().map(|(_, cell)| fill(*cell, from, &record, dialect))).map_err(wrong)?;
    }
    writer.flush().map_err(|error| failed(&path, &error))
}

fn fill(cell: Cell, from: &Definition, record: &StringRecord, dialect: Dialect) -> String {
    let of = |name| record.get(position(from, name)).unwrap_or_default();
    match cell {
        Fixed(word) => word.to_owned(),
        Capital(name) => {
            let mut letters = of(name).chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
        Of(name) if dialect == Dialect::Excel => guarded(of(name), from.columns[position(from, name)].content),
        Of(name) => of(name).to_owned(),
    }
}

/// A text that a spreadsheet would run as a formula, with `'` before it; numbers stay numbers.
fn guarded(text: &str, content: Content) -> String {
    match content {
        Content::Text | Content::List if text.starts_with(['=', '+', '-', '@']) => format!("'{text}"),
        Content::Text | Content::List | Content::Whole | Content::Real | Content::Date | Content::Flag => {
            text.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_takes_columns_that_there_are_and_repeats_no_header() {
        for preset in Preset::ALL {
            for sheet in preset.sheets() {
                let cells = cells(sheet);
                for (_, cell) in &cells {
                    if let Of(name) | Capital(name) = cell {
                        assert!(sheet.from.header().any(|column| column == *name), "{name}");
                    }
                }
                let mut headers: Vec<String> = cells.iter().map(|(header, _)| header.to_lowercase()).collect();
                headers.sort();
                headers.dedup();
                assert_eq!(headers.len(), cells.len(), "{}/{}", preset.name(), sheet.file);
            }
        }
    }

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        assert_eq!(guarded("=cmd|' /C calc'!A0", Content::Text), "'=cmd|' /C calc'!A0");
        assert_eq!(guarded("-0.12", Content::Real), "-0.12");
        assert_eq!(guarded("a=b", Content::Text), "a=b");
    }
}
