//! The members of the United States Congress: `legislators-current.csv` of unitedstates/congress-legislators.

use super::entry::Entry;
use super::sink::Sink;
use super::source;
use crate::document::Kind;
use crate::error::Error;
use std::path::PathBuf;

pub(super) fn read(paths: &[PathBuf], sink: &mut Sink) -> Result<(), Error> {
    for path in paths {
        source::rows(path, |row| {
            let [first, middle, last, suffix, nickname, full] =
                ["first_name", "middle_name", "last_name", "suffix", "nickname", "full_name"].map(|name| row.get(name));
            if last.is_empty() {
                sink.leave("no last name", full);
                return Ok(());
            }
            let joined =
                |parts: &[&str]| parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
            let usual = if nickname.is_empty() { first } else { nickname };
            let mut names = vec![full.to_owned(), joined(&[usual, last]), joined(&[first, last])];
            if full.is_empty() {
                names.remove(0);
            }
            if !middle.is_empty() {
                names.push(joined(&[first, middle, last]));
            }
            if !suffix.is_empty() {
                names.push(joined(&[first, last, suffix]));
            }
            let mut entry = Entry::new(Kind::Person, names).country("US");
            entry.gender = match row.get("gender") {
                "M" => "m",
                "F" => "f",
                _ => "",
            };
            let seat = match row.get("type") {
                "sen" => "US senator",
                "rep" => "US representative",
                _ => "Member of the US Congress",
            };
            entry.description = [seat, row.get("party"), row.get("state")]
                .into_iter()
                .filter(|p| !p.is_empty())
                .collect::<Vec<_>>()
                .join(", ");
            sink.put(&entry)
        })?;
    }
    Ok(())
}
