//! `whosaid` reads news and answers, for a whole batch of articles: who and what is named, who said what, and
//! who is mentioned with whom.
//!
//! The line is `read → analyse → write`; see [`pipeline`] for the middle, which can't fail.

mod attribution;
mod damage;
pub mod document;
pub mod error;
mod flat;
pub mod gazetteer;
pub mod graph;
mod layout;
mod lexicon;
mod nouns;
pub mod pipeline;
mod quote;
pub mod read;
pub mod resume;
pub mod run;
pub mod score;
pub mod span;
mod token;
mod vocabulary;
pub mod write;

pub use document::{Analysis, Document};
pub use error::Error;
pub use lexicon::Language;
pub use pipeline::{Knowledge, analyse};
pub use span::Span;
