//! Decisions applied to the rows of the gazetteer while it is loaded: other types, further names, rows left out.

use super::alias::Form;
use super::decide::{Decisions, Rows};
use super::decision::Decision;
use super::load::{Loader, primaries};
use super::row::{self, Row, Sort};
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
    primary: &'a mut HashMap<u64, u32, FixedState>,
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
        *self.primary = primaries(self.rows, self.text);
        row::id(self.rows, self.text, self.primary, row)
    }
}

impl Loader<'_> {
    /// Applies what was decided to the rows and their names.
    #[expect(clippy::type_complexity, reason = "two parts of the gazetteer")]
    pub(super) fn decide(
        &mut self,
        primary: &mut HashMap<u64, u32, FixedState>,
    ) -> Result<(Decisions, HashMap<u32, u32, FixedState>), Vec<Error>> {
        let mut owners = HashMap::with_hasher(FixedState::with_seed(97));
        if self.decisions.is_empty() {
            return Ok((Decisions::default(), owners));
        }
        let decided = std::mem::take(&mut self.decisions);
        let ids: HashSet<String, FixedState> = decided.iter().flat_map(Decision::ids).map(str::to_owned).collect();
        let mut wanted = HashMap::with_hasher(FixedState::with_seed(101));
        for row in 0..self.rows.len() as u32 {
            let id = row::id(&self.rows, &self.text, primary, row);
            if ids.contains(id.as_str()) {
                wanted.insert(id, row);
            }
        }
        let mut rows = Deciding { rows: &mut self.rows, text: &self.text, primary, wanted };
        let mut errors = Vec::new();
        let decisions = Decisions::new(decided, &mut rows, &mut errors);
        for (row, name, number, decision) in decisions.aliases() {
            let own = Row { file: decision.file, line: decision.line, ..self.rows[row as usize].clone() };
            let number_of_own = self.rows.len() as u32;
            let ordinary = self.words.classes(self.words.get(&fold_word(name))).any(class::ORDINARY);
            let form = if ordinary && own.kind == Kind::Person { Form::Short } else { Form::Alias };
            if !self.builder.add(number_of_own, name, form, self.words) {
                errors.push(decisions.unmatched(number));
            }
            self.rows.push(own);
            owners.insert(number_of_own, row);
        }
        let mut hidden: Vec<u32> = decisions.hidden_rows().to_vec();
        hidden.extend(owners.iter().filter(|(_, row)| decisions.hidden_rows().contains(row)).map(|(own, _)| *own));
        hidden.sort_unstable();
        self.builder.drop_rows(&hidden);
        if errors.is_empty() { Ok((decisions, owners)) } else { Err(errors) }
    }
}
