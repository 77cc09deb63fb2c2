//! Which mentions are the same entity.

use super::candidates::Countries;
use super::page::{Claim, GRAMMAR, Page, TITLES};
use super::persons::{Held, Persons};
use super::slug::slug;
use super::{Named, Rule, TokenMention, respelling, roles};
use crate::document::{Basis, Document, Entity, Gender, Kind};
use crate::lexicon::class;
use crate::token::{Shape, is_ignorable, repaired, span_of};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet, HashTable};
use std::hash::BuildHasher;
use std::ops::Range;

const HASHER: FixedState = FixedState::with_seed(19);

/// Gives every claim its entity, and adds the words for offices.
pub(super) fn entities(mut page: Page, document: &Document) -> Named {
    let mut claims = std::mem::take(&mut page.claims);
    let countries = super::candidates::order(&page, &mut claims);
    claims.retain(|claim| !claim.tokens.is_empty());
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|at| claims[*at].tokens.start);
    let mut linker = Linker::new(&page, document, claims.len(), countries);
    linker.persons(&claims, &order);
    linker.others(&claims, &order);
    let mut mentions: Vec<TokenMention> = order.iter().filter_map(|at| linker.mention(*at, &claims[*at])).collect();
    roles::resolve(&page, document, &mut mentions, &mut linker);
    let mut named = Named { entities: linker.entities, mentions };
    named.sort();
    named
}

/// The entities of a document while they are made.
pub(super) struct Linker<'a> {
    page: &'a Page<'a>,
    document: &'a Document,
    pub(super) entities: Vec<Entity>,
    by_id: HashTable<u32>,
    by_row: HashMap<u32, u32, FixedState>,
    of_claim: Vec<Option<u32>>,
    /// Entities that a decision keeps apart from another.
    parted: HashMap<u32, u32, FixedState>,
    /// How often the document names each country.
    countries: Countries,
    /// Claims on a surname of which the text doesn't tell whose it is.
    ambiguous: HashSet<usize, FixedState>,
}

impl<'a> Linker<'a> {
    fn new(page: &'a Page<'a>, document: &'a Document, claims: usize, countries: Countries) -> Self {
        // Most names come more than once.
        let room = claims / 2;
        let by_id = HashTable::with_capacity(room);
        let by_row = HashMap::with_capacity_and_hasher(room, FixedState::with_seed(73));
        let parted = HashMap::with_hasher(FixedState::with_seed(89));
        let ambiguous = HashSet::with_hasher(FixedState::with_seed(131));
        let (entities, of_claim) = (Vec::with_capacity(room), vec![None; claims]);
        Self { page, document, entities, by_id, by_row, of_claim, parted, countries, ambiguous }
    }

    /// Full names first, known before unknown, long before short; then what is short for them.
    fn persons(&mut self, claims: &[Claim], order: &[usize]) {
        let mut persons = Persons::new(self.page);
        let (mut full, mut rest) = (Vec::new(), Vec::new());
        for at in order.iter().copied().filter(|at| claims[*at].kind == Kind::Person) {
            let claim = &claims[at];
            match claim.rows.first() {
                Some(row) if claim.basis != Basis::Short => {
                    let entity = self.of_row(claim, *row);
                    persons.hold(claim, entity);
                    self.of_claim[at] = Some(entity);
                }
                None if persons.is_full(claim) => full.push(at),
                _ => rest.push(at),
            }
        }
        full.sort_by_key(|at| (std::cmp::Reverse(claims[*at].tokens.len()), *at));
        self.full_persons(claims, full, &mut persons);
        persons.sort();
        self.short_persons(claims, rest, &mut persons);
        self.genders(claims, order);
    }

    /// People under full names that no list holds.
    fn full_persons(&mut self, claims: &[Claim], full: Vec<usize>, persons: &mut Persons<'_>) {
        let mut spelled: HashMap<u64, u32, FixedState> = HashMap::with_hasher(FixedState::with_seed(109));
        for at in full {
            let claim = &claims[at];
            let same = persons.same(claim).filter(|entity| !self.parts(claim, *entity));
            let known = same.or_else(|| self.variant(claim));
            let entity = match known {
                Some(entity) => entity,
                None => self.respelled(claim, &mut spelled),
            };
            persons.hold(claim, entity);
            self.of_claim[at] = Some(entity);
        }
    }

    /// What may be short for those who are there.
    fn short_persons(&mut self, claims: &[Claim], rest: Vec<usize>, persons: &mut Persons<'_>) {
        for at in &rest {
            let (start, row) = (claims[*at].tokens.start, claims[*at].rows.first());
            if let Some(row) =
                row.filter(|_| start > 0 && self.page.is_capital(start - 1) && self.page.is(start - 1, TITLES))
            {
                persons.title(self.known(*row));
            }
        }
        for at in rest {
            let claim = &claims[at];
            let own = claim.rows.first().map(|row| self.known(*row));
            let holder = persons.holder(claim, own, &self.entities);
            let entity = match holder {
                Some(Held::One(entity)) => entity,
                Some(Held::Several) => {
                    self.ambiguous.insert(at);
                    self.unknown(claim)
                }
                None => own.unwrap_or_else(|| self.unknown(claim)),
            };
            self.of_claim[at] = Some(entity);
        }
    }

    /// What the words beside the names tell of their owners.
    fn genders(&mut self, claims: &[Claim], order: &[usize]) {
        for at in order {
            if let (Some(entity), Some(gender)) = (self.of_claim[*at], claims[*at].gender) {
                let slot = &mut self.entities[entity as usize];
                if slot.known.is_none() || slot.gender.is_none() {
                    slot.gender = Some(gender);
                }
            }
        }
    }

    fn others(&mut self, claims: &[Claim], order: &[usize]) {
        let mut by_start: HashMap<usize, u32, FixedState> = HashMap::with_hasher(FixedState::with_seed(31));
        let mut by_word: HashMap<u32, u32, FixedState> = HashMap::with_hasher(FixedState::with_seed(37));
        for full in [true, false] {
            for at in order.iter().copied().filter(|at| claims[*at].kind != Kind::Person) {
                let claim = &claims[at];
                let start = claim.tokens.start;
                let is_full = claim.tokens.len() > 1 || !claim.rows.is_empty();
                if is_full != full || claim.basis == Basis::Demonym && claim.rows.is_empty() {
                    continue;
                }
                let long = self.page.definition(start).filter(|long| *long != start);
                // A town is not the police department that begins with its name.
                let begun = by_word.get(&self.page.keys[start]).filter(|_| claim.kind == Kind::Organisation);
                let longer = long.and_then(|long| by_start.get(&long)).or(begun).filter(|_| !full);
                let entity = match (claim.rows.first().copied().or_else(|| self.firm(claim)), longer) {
                    (Some(row), _) => self.of_row(claim, row),
                    (None, Some(longer)) => *longer,
                    (None, None) => self.unknown(claim),
                };
                if full {
                    by_start.insert(start, entity);
                    if claim.kind == Kind::Organisation && claim.tokens.len() > 1 {
                        by_word.entry(self.page.keys[start]).or_insert(entity);
                    }
                }
                self.of_claim[at] = Some(entity);
            }
        }
    }

    /// The firm of the list whose name the claim has with its legal form: "Tallis Holdings Ltd". Silent for "Tallis Bank".
    fn firm(&self, claim: &Claim) -> Option<u32> {
        let page = self.page;
        let legal = |at: usize| {
            page.is(at, class::ORGANISATION_TAIL)
                && !page.is(at, class::CALENDAR.or(class::LETTERS))
                && (page.is(at, class::ABBREVIATION)
                    || !page.is(at, class::ORDINARY)
                        && page.word(at).len() < 5
                        && matches!(page.shape(at), Some(Shape::Upper | Shape::Inner)))
        };
        let words = claim.tokens.clone().rev().take_while(|at| legal(*at) || page.shape(*at) == Some(Shape::Comma));
        let name = claim.tokens.start..words.last().filter(|_| claim.kind == Kind::Organisation)?;
        let kind = |row: &u32| page.gazetteer.kind(*row) == Some(Kind::Organisation);
        let mut rows = super::weigh::hits(page, &name).map(|hit| hit.form.row).filter(kind);
        rows.next().filter(|first| rows.all(|row| row == *first))
    }

    fn mention(&self, at: usize, claim: &Claim) -> Option<TokenMention> {
        Some(TokenMention {
            tokens: claim.tokens.clone(),
            entity: self.of_claim[at]?,
            basis: claim.basis,
            rule: if self.ambiguous.contains(&at) { Rule::Named("surname-ambiguous") } else { claim.rule },
            decision: self.parted.get(&self.of_claim[at]?).copied(),
        })
    }

    /// The entity of the row that a claim was tagged by, unless a decision keeps the words apart from it.
    fn of_row(&mut self, claim: &Claim, row: u32) -> u32 {
        let gazetteer = self.page.gazetteer;
        if gazetteer.decisions.is_empty() {
            return self.known(row);
        }
        let own = self.own_id(claim);
        let Some(decision) = gazetteer.decisions.apart(&own, gazetteer.id(row)) else { return self.known(row) };
        let entity = match gazetteer.decisions.row_of(&own) {
            Some(other) => self.known(other),
            None => self.unknown(claim),
        };
        self.parted.insert(entity, decision);
        entity
    }

    /// Whether a decision keeps a claim apart from an entity; notes it.
    fn parts(&mut self, claim: &Claim, entity: u32) -> bool {
        if self.page.gazetteer.decisions.is_empty() {
            return false;
        }
        let own = self.own_id(claim);
        let Some(decision) = self.page.gazetteer.decisions.apart(&own, &self.entities[entity as usize].id) else {
            return false;
        };
        let entity = self.unknown(claim);
        self.parted.insert(entity, decision);
        true
    }

    /// The id that the words of a claim have by themselves.
    fn own_id(&self, claim: &Claim) -> String {
        format!("{}:{}", claim.kind.name(), slug(&self.words(&claim.tokens)))
    }

    /// The entity of a row of the gazetteer.
    pub(super) fn known(&mut self, row: u32) -> u32 {
        let row = self.page.gazetteer.owner(row);
        if let Some(entity) = self.by_row.get(&row) {
            return *entity;
        }
        let entity = self.met(row);
        self.by_row.insert(row, entity);
        entity
    }

    fn met(&mut self, row: u32) -> u32 {
        let gazetteer = self.page.gazetteer;
        let kind = gazetteer.kind(row).unwrap_or(Kind::Place);
        let (id, name) = (gazetteer.id(row).to_owned(), gazetteer.name(row).to_owned());
        self.entity(Entity { id, name, kind, gender: gazetteer.gender(row), known: Some(row) })
    }

    /// The entity of a row that the document names already.
    pub(super) fn named(&self, row: u32) -> Option<u32> {
        self.by_row.get(&row).copied()
    }

    /// A person of the gazetteer whose full name is a respelling of this one.
    fn variant(&mut self, claim: &Claim) -> Option<u32> {
        let parts = self.around_nickname(&claim.tokens);
        let words: Vec<&str> = parts.into_iter().flatten().map(|at| self.page.word(at)).collect();
        let row = self.page.gazetteer.respelled(&words)?;
        let entity = self.known(row);
        (!self.parts(claim, entity)).then_some(entity)
    }

    /// The person of another full name in the document that is this one spelled otherwise, or a new one. After "Mahmood
    /// Quarn", "Mahmud Quarn" is he; "Maria" is not "Mario".
    fn respelled(&mut self, claim: &Claim, spelled: &mut HashMap<u64, u32, FixedState>) -> u32 {
        let skeletons = respelling::skeletons(&claim.tokens.clone().map(|at| self.page.word(at)));
        let held = skeletons.iter().find_map(|skeleton| spelled.get(skeleton)).copied();
        let held = held.filter(|entity| !self.parts(claim, *entity));
        let entity = held.unwrap_or_else(|| self.unknown(claim));
        for skeleton in skeletons {
            spelled.entry(skeleton).or_insert(entity);
        }
        entity
    }

    fn unknown(&mut self, claim: &Claim) -> u32 {
        let name = self.words(&claim.tokens);
        let mut id = format!("{}:{}", claim.kind.name(), slug(&name));
        if !name.contains([' ', '-']) {
            id = format!("{id}@{}", self.document.id);
        } else if claim.kind == Kind::Organisation && self.is_of_a_state(&claim.tokens) {
            id = match self.country() {
                Some(code) => format!("{id}-{code}"),
                None => format!("{id}@{}", self.document.id),
            };
        }
        let first = claim.tokens.start;
        let listed = match (self.page.is(first, class::FIRST_MALE), self.page.is(first, class::FIRST_FEMALE)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        };
        let gender = if claim.kind == Kind::Person { claim.gender.or(listed) } else { None };
        self.entity(Entity { id, name, kind: claim.kind, gender, known: None })
    }

    /// "Ministry of Health": every state has one, and the name doesn't tell whose it is. Silent for "Kestrian Ministry of Health".
    fn is_of_a_state(&self, tokens: &Range<usize>) -> bool {
        let page = self.page;
        let common = GRAMMAR.or(class::ORDINARY).or(class::BODY_NOUN).or(class::OWNED_BODY).or(class::LINK);
        let one = |at: usize| page.is(at, class::OWNED_BODY.or(class::INSTITUTION));
        (one(tokens.start) || one(tokens.end - 1))
            && tokens.clone().all(|at| page.is(at, common) && !page.is(at, class::DEMONYM))
    }

    /// The code of the country that the document is about: named twice as often as any other.
    fn country(&self) -> Option<String> {
        let (code, times) = self.countries.iter().max_by_key(|(code, times)| (**times, **code))?;
        let next = self.countries.iter().filter(|(other, _)| *other != code).map(|(_, times)| *times).max();
        let sure = *times > 1 && *times >= 2 * next.unwrap_or(0);
        sure.then(|| code.iter().map(|byte| char::from(*byte).to_ascii_lowercase()).collect())
    }

    /// The words of a name, a nickname in marks left out.
    fn words(&self, tokens: &Range<usize>) -> String {
        let text = |part: &Range<usize>| span_of(self.page.tokens, part).of(self.page.text);
        let parts = self.around_nickname(tokens);
        let words: Vec<&str> = parts.iter().flat_map(|part| text(part).split_whitespace()).collect();
        // What the letters were that the article has damaged, and nothing that only turns or hides them.
        repaired(&words.join(" ")).replace(is_ignorable, "")
    }

    /// A name before and behind a nickname in marks, or all of it.
    fn around_nickname(&self, tokens: &Range<usize>) -> Vec<Range<usize>> {
        let is_mark = |at: &usize| self.page.tokens[*at].shape == Shape::Quote;
        match (tokens.clone().find(is_mark), tokens.clone().rev().find(is_mark)) {
            (Some(open), Some(close)) if tokens.start < open && open < close && close + 1 < tokens.end => {
                vec![tokens.start..open, close + 1..tokens.end]
            }
            _ => vec![tokens.clone()],
        }
    }

    fn entity(&mut self, entity: Entity) -> u32 {
        let hash = |id: &str| HASHER.hash_one(id.as_bytes());
        let entities = &self.entities;
        if let Some(known) = self.by_id.find(hash(&entity.id), |held| entities[*held as usize].id == entity.id) {
            return *known;
        }
        let number = self.entities.len() as u32;
        self.entities.push(entity);
        let entities = &self.entities;
        let of = |held: &u32| hash(&entities[*held as usize].id);
        self.by_id.insert_unique(of(&number), number, of);
        number
    }
}
