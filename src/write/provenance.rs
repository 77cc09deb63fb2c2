//! `Provenance`: what the articles were read with, for whoever asks where a table comes from.

use super::{Frequent, Settings};
use crate::graph::{Limits, Window};
use serde_json::{Value, json};

/// The knowledge and the choices of a run that the tables do not show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Provenance {
    /// A hash of the gazetteer.
    pub gazetteer: String,
    /// A hash of the words of the language.
    pub lexicon: String,
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

    /// What [`Self::configuration`] says of the knowledge.
    pub(super) fn read(configuration: &Value) -> Self {
        let gazetteer = &configuration["gazetteer"];
        let lists = gazetteer["lists"].as_array().into_iter().flatten();
        let least = configuration["least_confidence"].as_f64().unwrap_or_default();
        Self {
            lexicon: String::new(),
            gazetteer: gazetteer["hash"].as_str().unwrap_or_default().to_owned(),
            lists: lists.filter_map(Value::as_str).map(str::to_owned).collect(),
            only_lists: gazetteer["only_lists"].as_bool().unwrap_or_default(),
            least_confidence: least.to_string().parse().unwrap_or_default(),
        }
    }

    /// What [`Self::configuration`] says of the choices.
    pub(super) fn settings(configuration: &Value) -> Settings {
        let default = Settings::default();
        let count = |group: &str, name: &str| configuration[group][name].as_u64();
        let most = |name, else_| count("most_names", name).and_then(|most| most.try_into().ok()).unwrap_or(else_);
        let windows = [Window::Sentence, Window::Paragraph, Window::Document];
        let window = windows.into_iter().find(|window| configuration["window"] == window.name());
        Settings {
            window: window.unwrap_or_default(),
            limits: Limits {
                sentence: most("sentence", default.limits.sentence),
                paragraph: most("paragraph", default.limits.paragraph),
                document: most("document", default.limits.document),
            },
            frequent: Frequent {
                documents: count("unknown_from", "documents").unwrap_or(default.frequent.documents),
                mentions: count("unknown_from", "mentions").unwrap_or(default.frequent.mentions),
            },
            ..default
        }
    }
}
