//! `whosaid` reads news and answers, for a whole batch of articles: who and what is named, who said what, and
//! who is mentioned with whom.
//!
//! The line is `read → analyse → write`; see [`pipeline`] for the middle, which can't fail.

pub mod document;
pub mod error;
pub mod gazetteer;
mod layout;
mod lexicon;
pub mod pipeline;
pub mod read;
pub mod span;
mod token;

pub use document::{Analysis, Document};
pub use error::Error;
pub use pipeline::{Knowledge, analyse};
pub use span::Span;
