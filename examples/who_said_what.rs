//! Who said what in one text.
#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use whosaid::document::Attribution;
use whosaid::{Document, Error, Knowledge, analyse};

fn main() -> Result<(), Vec<Error>> {
    let knowledge = Knowledge::shipped()?;
    let text = "“Everybody has a rule,” Tarn Okselu said. “Nobody has a crane.”";
    let document = Document { id: "cranes".into(), text: text.into(), ..Document::default() };
    for quote in analyse(&document, &knowledge).quotes {
        if let Attribution::Said(said) = &quote.attribution {
            println!("{} by {}: {}", &document[said.source], said.sieve, &document[quote.span()]);
        }
    }
    Ok(())
}
