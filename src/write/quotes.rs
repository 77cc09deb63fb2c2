//! `quotes.csv`: a row for each utterance.

use super::Article;
use super::cell::Row;
use super::column::{date, list, real, reference, text, whole};
use super::quoted::{add_quoted_words, fingerprint};
use super::table::Definition;
use crate::document::{Analysis, Attribution, Entity, Quote, Said};

pub(super) const TABLE: Definition = Definition {
    file: "quotes.csv",
    description: "A row for each utterance.",
    columns: &[
        text("quote", "The id of the quotation: its article and its number there."),
        text("document", "The article."),
        whole("start", "Where the first quotation mark stands in the text, in code points from 0."),
        whole("end", "Where the quotation ends in the text, in code points; the character there is outside."),
        list("pieces", "Each quoted stretch as start-end, marks included."),
        text("text", "The quoted words without the outer marks; ` … ` where the text put other words between them."),
        text(
            "type",
            "`direct` for a whole utterance, `mixed` for quoted words inside a reported clause, `turn` for a turn of a transcript, which has no marks, `indirect` (only where asked for) for what is reported without marks; `title`, `programme`, `nickname`, `term`, `slogan`, `scare` or `signature` (only where asked for) for marked words that are no speech.",
        ),
        list("speaker", "The entity that said it; empty where the speaker is unknown or no named entity."),
        list("speaker_name", "The name of the speaker, or the words for a speaker who is no named entity."),
        list("speaker_type", "`person`, `place` or `organisation`."),
        text("source", "The words in the text that name the speaker."),
        whole("source_start", "Where these words begin, in code points."),
        whole("source_end", "Where these words end, in code points."),
        text("cue", "The verb or mark that carries the attribution."),
        whole("cue_start", "Where the cue begins, in code points."),
        whole("cue_end", "Where the cue ends, in code points."),
        text("sieve", "The rule that found the speaker."),
        real("confidence", "Share of this rule's answers that were right on annotated news, 0 to 1."),
        list("about", "The entities named in the quotation."),
        whole("sentence", "The number of the sentence in the article, from 0."),
        date("date", "The day of publication."),
        text("outlet", "Who published the article."),
        text("cluster", "The same for quotations with the same letters and digits."),
        text("resolution", "The rule that says who the source words stand for."),
        list("candidates", "The entities among whom the article leaves the choice."),
        real("speaker_confidence", "Share of this sieve's and resolution's named speakers that were right, 0 to 1."),
    ],
    key: &["quote"],
    references: &[reference("document", "documents.csv", "document")],
};

/// How many cells the attribution fills, from `speaker` to `confidence`.
const ATTRIBUTION_CELLS: usize = 11;

pub(super) fn add(rows: &mut Row, article: &Article<'_>) {
    let mut words = String::new();
    let Analysis { quotes, reported, .. } = article.analysis;
    for (number, quote) in (1..).zip(quotes.iter().chain(reported)) {
        words.clear();
        add_quoted_words(&mut words, article.document, quote);
        add_words(rows, article, quote, number, &words);
        match &quote.attribution {
            Attribution::Said(said) => add_speaker(rows, article, said),
            Attribution::Unknown => (0..ATTRIBUTION_CELLS).for_each(|_| _ = rows.word("")),
        }
        rows.list(about(article, quote).iter().map(|entity| entity.id.as_str()));
        rows.count(article.analysis.sentence_at(quote.span().start()));
        rows.maybe(article.document.date.as_deref()).maybe(article.document.outlet.as_deref());
        match fingerprint(&words) {
            Some(hash) => rows.hash(hash),
            None => rows.text(""),
        };
        add_resolution(rows, article, quote);
        rows.end();
    }
}

/// The cells from `quote` to `type`; `number` counts the quotations of the article from 1.
fn add_words(row: &mut Row, article: &Article<'_>, quote: &Quote, number: usize, words: &str) {
    let id = &article.document.id;
    row.text(&format!("q-{id}-{number}")).text(id);
    row.whole(article.start(quote.span())).whole(article.end(quote.span()));
    row.stretches(quote.pieces.iter().map(|&piece| (article.start(piece), article.end(piece))));
    row.text(words).word(quote.kind.name());
}

/// The cells from `speaker` to `confidence`.
fn add_speaker(row: &mut Row, article: &Article<'_>, said: &Said) {
    let Article { document, analysis, .. } = article;
    let speakers: Vec<&Entity> = said.speakers.iter().map(|&speaker| &analysis.entities[speaker as usize]).collect();
    row.list(speakers.iter().map(|entity| entity.id.as_str()));
    if speakers.is_empty() {
        row.text(&document[said.source]);
    } else {
        row.list(speakers.iter().map(|entity| entity.name.as_str()));
    }
    row.list(speakers.iter().map(|entity| entity.kind.name()));
    row.text(&document[said.source]).whole(article.start(said.source)).whole(article.end(said.source));
    row.maybe(said.cue.map(|cue| &document[cue]));
    row.maybe_shown(said.cue.map(|cue| article.start(cue))).maybe_shown(said.cue.map(|cue| article.end(cue)));
    row.text(said.sieve).decimal(f64::from(said.confidence), 2);
}

/// The cells from `resolution` to `speaker_confidence`.
fn add_resolution(row: &mut Row, article: &Article<'_>, quote: &Quote) {
    let Attribution::Said(said) = &quote.attribution else {
        row.text("").text("").text("");
        return;
    };
    row.text(said.resolution);
    row.list(said.candidates.iter().map(|&entity| article.analysis.entities[entity as usize].id.as_str()));
    if said.speakers.is_empty() {
        row.text("");
    } else {
        row.decimal(f64::from(said.speaker_confidence), 2);
    }
}

/// The entities named inside the quoted stretches, in order, each once; peoples and adjectives left out.
fn about<'a>(article: &Article<'a>, quote: &Quote) -> Vec<&'a Entity> {
    let analysis = article.analysis;
    let whole = quote.span();
    let first = analysis.mentions.partition_point(|mention| mention.span.start() < whole.start());
    let inside = analysis.mentions[first..].iter().take_while(|mention| mention.span.start() < whole.end());
    let quoted = |span| quote.pieces.iter().any(|piece| piece.covers(span));
    let mut found: Vec<&Entity> = Vec::new();
    for mention in inside.filter(|mention| mention.basis.counts() && quoted(mention.span)) {
        let entity = &analysis.entities[mention.entity as usize];
        if !found.iter().any(|held| held.id == entity.id) {
            found.push(entity);
        }
    }
    found
}
