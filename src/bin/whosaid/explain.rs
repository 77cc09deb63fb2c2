//! `whosaid explain`: an article's quotations one by one, and why some words were tagged or not.

use crate::messages::{self, counted, plain};
use crate::{Failure, Outcome, args, inputs, knowledge};
use anstyle::Style;
use std::io::{self, Write};
use whosaid::document::{Attribution, Quote, Said, Trace};
use whosaid::error::Stage;
use whosaid::write::quoted_words;
use whosaid::{Analysis, Document, Error, Span, analyse, pipeline};

const STRONG: Style = Style::new().bold();
const LABEL: Style = Style::new().dimmed();

/// Explains every article of a file.
pub(crate) fn explain(arguments: &args::Explain) -> Result<Outcome, Failure> {
    let knowledge = knowledge::load(&arguments.names)?;
    let reader = inputs::open(std::slice::from_ref(&arguments.path), &arguments.columns)?;
    let mut out = anstream::stdout().lock();
    let (mut explained, mut skipped) = (0, 0);
    for document in reader {
        match document {
            Ok(document) => {
                let article = Article {
                    analysis: analyse(&document, &knowledge),
                    traces: pipeline::trace(&document, &knowledge),
                    document,
                };
                match &arguments.at {
                    Some(words) => article.explain_words(&mut out, words)?,
                    None => article.explain_quotes(&mut out)?,
                }
                explained += 1;
            }
            Err(error) => {
                messages::error(&error);
                skipped += 1;
            }
        }
    }
    match (explained, skipped) {
        (0, _) => Err(Error::new(Stage::Read, "there is no article to explain").at(&arguments.path).into()),
        (_, 0) => Ok(Outcome::Done),
        (_, _) => Ok(Outcome::Partly),
    }
}

struct Article {
    document: Document,
    analysis: Analysis,
    traces: Vec<Trace>,
}

/// A line of an explanation: what it is, and its words.
type Fact = (&'static str, String);

impl Article {
    fn explain_quotes(&self, out: &mut impl Write) -> io::Result<()> {
        let quotes = &self.analysis.quotes;
        let attributed = quotes.iter().filter(|quote| quote.attribution != Attribution::Unknown).count();
        let counted = counted(quotes.len() as u64, "quotation");
        writeln!(out, "{STRONG}{}{STRONG:#}: {counted}, {attributed} attributed", plain(&self.document.id))?;
        for (index, quote) in quotes.iter().enumerate() {
            writeln!(out, "\n{STRONG}{}{STRONG:#}  {}", index + 1, one_line(&quoted_words(&self.document, quote)))?;
            print(out, self.facts(quote))?;
        }
        for no_speech in &self.analysis.no_speech {
            writeln!(out, "\n–  {}", one_line(&self.document[no_speech.span]))?;
            print(out, vec![("no speech", no_speech.reason.to_owned())])?;
        }
        Ok(())
    }

    /// Why a quotation has its speaker, and what the other sieves say.
    fn facts(&self, quote: &Quote) -> Vec<Fact> {
        let mut facts = vec![("type", quote.kind.name().to_owned())];
        match &quote.attribution {
            Attribution::Said(said) => facts.extend(self.reasons(said)),
            Attribution::Unknown => facts.push(("speaker", "unknown: no rule found who said it".to_owned())),
        }
        facts.extend(self.others(quote));
        facts
    }

    /// The sieves that passed before the one that answered, and those after it that would have answered otherwise.
    fn others(&self, quote: &Quote) -> Vec<Fact> {
        let first = quote.pieces.first().copied().unwrap_or_default();
        let Some(trace) = self.traces.iter().find(|trace| trace.span == first) else { return Vec::new() };
        let winner = match &quote.attribution {
            Attribution::Said(said) => trace.answers.iter().position(|(name, _)| *name == said.sieve),
            Attribution::Unknown => None,
        };
        let source = winner.and_then(|winner| trace.answers[winner].1);
        let silent =
            trace.answers[..winner.unwrap_or(trace.answers.len())].iter().filter(|(_, answer)| answer.is_none());
        let silent: Vec<&str> = silent.map(|(name, _)| *name).collect();
        let mut facts = Vec::new();
        if !silent.is_empty() {
            facts.push(("passed", silent.join("; ")));
        }
        let later = trace.answers.iter().skip(winner.map_or(usize::MAX, |winner| winner + 1));
        for (name, answer) in later.filter(|(_, answer)| answer.is_some() && *answer != source) {
            facts.push(("else", format!("{name}: {}", answer.map(|span| self.words(span)).unwrap_or_default())));
        }
        facts
    }

    fn reasons(&self, said: &Said) -> Vec<Fact> {
        let speakers = said.speakers.iter().map(|&speaker| {
            let entity = &self.analysis.entities[speaker as usize];
            ("speaker", format!("{} ({})", entity.name, entity.id))
        });
        let mut facts: Vec<Fact> = speakers.collect();
        if facts.is_empty() {
            facts.push(("speaker", format!("{} (no named entity)", self.words(said.source))));
        }
        facts.push(("source", self.words(said.source)));
        facts.extend(said.cue.map(|cue| ("cue", self.words(cue))));
        facts.push(("sieve", said.sieve.to_owned()));
        facts.push(("confidence", format!("{:.2}", said.confidence)));
        facts.extend(said.evidence.iter().map(|evidence| (evidence.role.name(), self.words(evidence.span))));
        facts
    }

    /// What is known about each place where `words` stand.
    fn explain_words(&self, out: &mut impl Write, words: &str) -> io::Result<()> {
        let places: Vec<_> = self.document.text.match_indices(words).filter(|_| !words.is_empty()).collect();
        let times = counted(places.len() as u64, "place");
        writeln!(out, "{STRONG}{}{STRONG:#}: “{words}” stands in {times}", plain(&self.document.id))?;
        for (start, found) in places {
            let span = Span::new(start, start + found.len());
            let sentence = self.analysis.sentences.get(self.analysis.sentence_at(start)).copied().unwrap_or(span);
            writeln!(out, "\n{}", one_line(&self.document[sentence]))?;
            print(out, self.tags(span))?;
        }
        Ok(())
    }

    /// Which mentions, quotations and other marked words share text with a span, and its zone.
    fn tags(&self, span: Span) -> Vec<Fact> {
        let mentions = self.analysis.mentions.iter().filter(|mention| mention.span.overlaps(span)).map(|mention| {
            let entity = &self.analysis.entities[mention.entity as usize];
            let (words, basis) = (self.words(mention.span), mention.basis.name());
            ("tagged", format!("“{words}” is {} ({}), by {basis}: {}", entity.name, entity.id, mention.rule))
        });
        let mut facts: Vec<Fact> = mentions.collect();
        if facts.is_empty() {
            facts.push(("not tagged", "in no list of names, and its surroundings name nobody".to_owned()));
        }
        facts.push(("zone", self.analysis.zone_at(span.start()).name().to_owned()));
        let quoted = |quote: &Quote| quote.pieces.iter().any(|piece| piece.overlaps(span));
        facts.extend(self.analysis.quotes.iter().position(quoted).map(|quote| ("quotation", (quote + 1).to_string())));
        let no_speech = self.analysis.no_speech.iter().filter(|no_speech| no_speech.span.overlaps(span));
        facts.extend(no_speech.map(|no_speech| ("no speech", no_speech.reason.to_owned())));
        facts
    }

    fn words(&self, span: Span) -> String {
        one_line(&self.document[span])
    }
}

fn print(out: &mut impl Write, facts: Vec<Fact>) -> io::Result<()> {
    for (label, words) in facts {
        writeln!(out, "   {LABEL}{label:<18}{LABEL:#}{words}")?;
    }
    Ok(())
}

/// Words for a line of a terminal.
fn one_line(words: &str) -> String {
    plain(&words.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}
