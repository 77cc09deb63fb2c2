//! Decisions applied to the rows of the gazetteer while it is loaded: other types, further names, rows left out.

use super::alias::{Builder, Form};
use super::base::Base;
use super::decide::{Decisions, Rows};
use super::decision::Decision;
use super::index::Index;
use super::load::add_primaries;
use super::row::{self, Gazetteer, Row, Sort};
use crate::document::Kind;
use crate::error::Error;
use crate::lexicon::class;
use crate::token::fold_word;
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

/// The rows of the gazetteer while decisions are applied to them.
struct Deciding<'a> {
    rows: &'a mut [Row],
    text: &'a str,
    primary: &'a mut Index,
    /// The rows whose ids were asked for, by id.
    wanted: HashMap<String, u32, FixedState>,
}

impl Rows for Deciding<'_> {
    fn row_of(&self, id: &str) -> Option<u32> {
        self.wanted.get(id).copied()
    }

    fn retype(&mut self, row: u32, kind: Kind) -> String {
        if let Some(row) = self.rows.get_mut(row as usize) {
            row.kind = kind;
            row.sort = match kind {
                Kind::Person => Sort::Person,
                Kind::Place => Sort::Area,
                Kind::Organisation => Sort::Body,
            };
        }
        self.primary.clear();
        add_primaries(self.primary, self.rows, self.text, 0);
        row::id(self.rows, self.text, self.primary, row)
    }
}

impl Base {
    /// Applies what was decided to the rows and their names.
    pub(super) fn decide(&mut self) -> Result<(), Vec<Error>> {
        if self.decided.is_empty() {
            return Ok(());
        }
        let Self { words, gazetteer, decided, .. } = self;
        let Gazetteer { rows, text, primary, owners, .. } = gazetteer;
        let decided = std::mem::take(decided);
        let ids: HashSet<String, FixedState> = decided.iter().flat_map(Decision::ids).map(str::to_owned).collect();
        let mut wanted = HashMap::with_hasher(FixedState::with_seed(101));
        for row in 0..rows.len() as u32 {
            let id = row::id(rows, text, primary, row);
            if ids.contains(id.as_str()) {
                wanted.insert(id, row);
            }
        }
        let mut errors = Vec::new();
        let decisions = Decisions::new(decided, &mut Deciding { rows, text, primary, wanted }, &mut errors);
        let mut builder = Builder::default();
        for (row, name, number, decision) in decisions.aliases() {
            let own = Row { file: decision.file, line: decision.line, ..rows[row as usize].clone() };
            let number_of_own = rows.len() as u32;
            let ordinary = words.classes(words.get(&fold_word(name))).any(class::ORDINARY);
            let form = if ordinary && own.kind == Kind::Person { Form::Short } else { Form::Alias };
            if !builder.add(number_of_own, name, form, words) {
                errors.push(decisions.unmatched(number));
            }
            rows.push(own);
            owners.insert(number_of_own, row);
        }
        let mut hidden: Vec<u32> = decisions.hidden_rows().to_vec();
        hidden.extend(owners.iter().filter(|(_, row)| decisions.hidden_rows().contains(row)).map(|(own, _)| *own));
        hidden.sort_unstable();
        gazetteer.aliases.add(builder, words);
        gazetteer.aliases.drop_rows(&hidden);
        gazetteer.decisions = decisions;
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}
