//! `datapackage.json`: what every file and column means, and what the run was made with, as a Data Package (version 2).

use super::column::{Column, Content};
use super::further::{Also, Whole};
use super::preset::Preset;
use super::provenance::Provenance;
use super::table::{Definition, failed};
use super::weighed::Weight;
use super::{FILES, Report, TABLES, write_file};
use crate::error::Error;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};

pub(super) const FILE: &str = "datapackage.json";

pub(super) fn write(whole: &Whole<'_>, provenance: &Provenance) -> Result<(), Error> {
    let described = describe(whole, provenance)?;
    write_file(whole.folder, FILE, |out| {
        serde_json::to_writer_pretty(&mut *out, &described)?;
        io::Write::write_all(out, b"\n")
    })
}

fn describe(whole: &Whole<'_>, provenance: &Provenance) -> Result<Value, Error> {
    let mut resources = Vec::new();
    for definition in TABLES {
        let (bytes, hash) = weigh(whole, definition.file)?;
        resources.push(table(definition, bytes, &hash));
    }
    let tables: Vec<&str> = TABLES.iter().map(|definition| definition.file).collect();
    let others = FILES.iter().copied().chain(Also::ALL.map(Also::file));
    for file in others.filter(|file| !tables.contains(file) && whole.folder.written(file).is_file()) {
        let (bytes, hash) = weigh(whole, file)?;
        resources.push(plain(file, bytes, &hash));
    }
    Ok(json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "whosaid",
        "title": "Who is named, who said what, and who is mentioned with whom",
        "resources": resources,
        "whosaid": {
            "version": env!("CARGO_PKG_VERSION"),
            "configuration": provenance.configuration(whole.settings),
            "counts": counts(whole.report),
            "presets": Preset::ALL.map(Preset::name).into_iter().filter(|name| whole.folder.written(name).is_dir())
                .collect::<Vec<_>>(),
        },
    }))
}

fn counts(report: &Report) -> Value {
    json!({
        "documents": report.documents,
        "duplicates": report.duplicates,
        "words": report.words,
        "mentions": report.mentions,
        "quotes": report.quotes,
        "attributed": report.attributed,
        "skipped": report.skipped,
        "nodes": report.nodes,
        "edges": report.edges,
        "crowded_sentences": report.capped.sentences,
        "crowded_paragraphs": report.capped.paragraphs,
        "crowded_documents": report.capped.documents,
    })
}

/// How many bytes a written file has, and its hash.
fn weigh(whole: &Whole<'_>, name: &str) -> Result<(u64, String), Error> {
    let weight = match whole.folder.weight(name) {
        Some(weight) => weight,
        None => read_back(whole, name).map_err(|error| failed(&whole.folder.named(name), &error))?,
    };
    Ok((weight.bytes, format!("sha256:{}", hexadecimal(&weight.sha256))))
}

/// What a file weighs that was written otherwise than from its beginning to its end.
fn read_back(whole: &Whole<'_>, name: &str) -> io::Result<Weight> {
    let mut file = File::open(whole.folder.written(name))?;
    let (mut bytes, mut hasher, mut buffer) = (0, Sha256::new(), vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(Weight { bytes, sha256: hasher.finalize().into() });
        }
        bytes += read as u64;
        hasher.update(&buffer[..read]);
    }
}

/// Bytes as two hexadecimal digits each.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// What a name may hold here: small letters, digits, `.`, `_`, `-`.
fn plain(file: &str, bytes: u64, hash: &str) -> Value {
    let ending = file.rsplit('.').next().unwrap_or_default();
    json!({
        "name": file.replace('.', "-"),
        "path": file,
        "format": ending,
        "mediatype": mediatype(ending),
        "bytes": bytes,
        "hash": hash,
    })
}

fn mediatype(ending: &str) -> &'static str {
    match ending {
        "gexf" | "graphml" => "application/xml",
        "json" | "cx2" => "application/json",
        "html" => "text/html",
        "dot" => "text/vnd.graphviz",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

fn table(definition: &Definition, bytes: u64, hash: &str) -> Value {
    let mut schema = json!({
        "fields": definition.columns.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if !definition.key.is_empty() {
        schema["primaryKey"] = json!(definition.key);
    }
    let references: Vec<Value> =
        definition.references.iter().map(|reference| reference_to(definition, reference)).collect();
    if !references.is_empty() {
        schema["foreignKeys"] = json!(references);
    }
    json!({
        "name": definition.name(),
        "path": definition.file,
        "description": definition.description,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "bytes": bytes,
        "hash": hash,
        "schema": schema,
    })
}

/// A table that refers to itself names itself by the empty string.
fn reference_to(definition: &Definition, reference: &super::Reference) -> Value {
    let own = reference.file == definition.file;
    let resource = if own { "" } else { reference.file.trim_end_matches(".csv") };
    json!({ "fields": [reference.column], "reference": { "resource": resource, "fields": [reference.key] } })
}

fn field(column: &Column) -> Value {
    let mut field = json!({ "name": column.name, "description": column.description });
    field["type"] = match column.content {
        Content::Text | Content::List | Content::Date => "string",
        Content::Whole => "integer",
        Content::Real => "number",
        Content::Flag => "boolean",
    }
    .into();
    match column.content {
        Content::Date => field["constraints"] = json!({ "pattern": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?" }),
        Content::Whole => field["constraints"] = json!({ "minimum": 0 }),
        Content::Flag => {
            field["trueValues"] = json!(["true"]);
            field["falseValues"] = json!(["false"]);
        }
        Content::List => field["listDelimiter"] = json!("|"),
        Content::Text | Content::Real => {}
    }
    field
}
