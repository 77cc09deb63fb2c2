//! Fits the weights by which an answer to "whose words are these?" is judged: `lexicon/en/speech.csv`.
//!
//! `cargo run --release --example fit_speech -- annotated.jsonl > lexicon/en/speech.csv`, with articles in the form that
//! `docs/accuracy.md` describes. A logistic regression over the signs of each answer: right when the stretch and an annotated quotation,
//! trimmed, share at least half of the characters that either covers, and the source words touch its source. Steps shrink as
//! AdaGrad has them (Duchi, Hazan and Singer 2011); the order is shuffled from a fixed seed, so that the same articles give the same
//! table. `--folds` prints the mean logarithmic loss in five folds over the articles instead.
#![allow(clippy::print_stdout, reason = "a table for whoever runs it")]

use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use whosaid::pipeline::weighed;
use whosaid::score::{iou, trim};
use whosaid::{Document, Knowledge};

const ROUNDS: usize = 15;
const STEP: f64 = 0.3;
const FOLDS: usize = 5;
/// From this share of common characters on, two stretches are the same quotation.
const SAME: f64 = 0.5;

#[derive(Deserialize)]
struct Article {
    text: String,
    quotes: Vec<Annotated>,
}

#[derive(Deserialize)]
struct Annotated {
    start: usize,
    end: usize,
    source: Vec<(usize, usize)>,
}

/// The signs of an answer, by number, and whether it is right.
struct Example {
    article: usize,
    signs: Vec<usize>,
    right: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: fit_speech ANNOTATED.jsonl [--folds]")?;
    let knowledge = Knowledge::shipped().map_err(|errors| errors[0].to_string())?;
    let mut numbers: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut examples = Vec::new();
    for (number, line) in fs::read_to_string(path)?.lines().enumerate() {
        let article: Article = serde_json::from_str(line)?;
        read(&article, number, &knowledge, &mut numbers, &mut examples);
    }
    if std::env::args().any(|argument| argument == "--folds") {
        let mut loss = 0.0;
        for fold in 0..FOLDS {
            let (test, train): (Vec<_>, Vec<_>) = examples.iter().partition(|it| it.article % FOLDS == fold);
            let weights = fit(&train, numbers.len());
            loss -= test
                .iter()
                .map(|it| if it.right { odds(&weights, it) } else { 1.0 - odds(&weights, it) }.ln())
                .sum::<f64>();
        }
        println!("{} answers, mean loss {:.4}", examples.len(), loss / examples.len() as f64);
        return Ok(());
    }
    let weights = fit(&examples.iter().collect::<Vec<_>>(), numbers.len());
    println!("sign,weight");
    for (name, number) in numbers {
        println!("{name},{}", (weights[number] * 100.0).round() + 0.0);
    }
    Ok(())
}

fn read(
    article: &Article,
    number: usize,
    knowledge: &Knowledge,
    numbers: &mut BTreeMap<&'static str, usize>,
    examples: &mut Vec<Example>,
) {
    let letters: Vec<char> = article.text.chars().collect();
    let document = Document { id: number.to_string(), text: article.text.clone(), ..Document::default() };
    let point = |byte: usize| article.text[..byte].chars().count();
    for answer in weighed(&document, knowledge) {
        let found = trim(&letters, point(answer.span.start()), point(answer.span.end()));
        let source = (point(answer.source.start()), point(answer.source.end()));
        let right = article.quotes.iter().any(|quote| {
            iou(found, trim(&letters, quote.start, quote.end)) >= SAME
                && quote.source.iter().any(|part| part.0 < source.1 && source.0 < part.1)
        });
        let signs = answer.signs.into_iter().map(|sign| {
            let next = numbers.len();
            *numbers.entry(sign).or_insert(next)
        });
        examples.push(Example { article: number, signs: signs.collect(), right });
    }
}

fn odds(weights: &[f64], example: &Example) -> f64 {
    let sum: f64 = example.signs.iter().map(|sign| weights[*sign]).sum();
    1.0 / (1.0 + (-sum.clamp(-30.0, 30.0)).exp())
}

fn fit(examples: &[&Example], signs: usize) -> Vec<f64> {
    let (mut weights, mut steps) = (vec![0.0; signs], vec![1e-6; signs]);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut seed = 1_u64;
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (seed >> 33) as usize % (at + 1));
        }
        for at in &order {
            let example = examples[*at];
            let error = odds(&weights, example) - f64::from(u8::from(example.right));
            for sign in &example.signs {
                let slope: f64 = error + 0.2 * weights[*sign] / examples.len() as f64;
                steps[*sign] += slope * slope;
                weights[*sign] -= STEP * slope / f64::sqrt(steps[*sign]);
            }
        }
    }
    weights
}
