//! `Provenance`: what the articles were read with, for whoever asks where a table comes from.

use super::Settings;
use serde_json::{Value, json};

/// The knowledge and the choices of a run that the tables do not show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Provenance {
    /// A hash of the gazetteer.
    pub gazetteer: String,
    /// The lists of names given beside the shipped ones, as named on the command line.
    pub lists: Vec<String>,
    /// Whether these stand in for the shipped ones.
    pub only_lists: bool,
    /// Attributions that are right less often are unknown.
    pub least_confidence: f32,
}

impl Provenance {
    /// The configuration of a run, for `datapackage.json` and the database.
    pub(super) fn configuration(&self, settings: &Settings) -> Value {
        // By way of its spelling, so that 0.9 is not 0.8999999761581421.
        let least: f64 = self.least_confidence.to_string().parse().unwrap_or_default();
        json!({
            "window": settings.window.name(),
            "most_names": {
                "sentence": settings.limits.sentence,
                "paragraph": settings.limits.paragraph,
                "document": settings.limits.document,
            },
            "unknown_from": { "documents": settings.frequent.documents, "mentions": settings.frequent.mentions },
            "least_confidence": least,
            "gazetteer": { "hash": self.gazetteer, "lists": self.lists, "only_lists": self.only_lists },
        })
    }
}
