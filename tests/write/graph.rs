//! The counts and the graph: laws of merging, windows, limits.

use crate::made::Made;
use proptest::prelude::*;
use std::fmt::Write;
use whosaid::document::{Basis, Zone};
use whosaid::graph::{CoMentions, Limits, Window, by_weight, measures, positions};

const NAMES: [(&str, &str); 6] = [
    ("Ann", "person:ann"),
    ("Bob", "person:bob"),
    ("Cid", "person:cid"),
    ("Kyiv", "place:kyiv"),
    ("Nato", "organisation:nato"),
    ("Zoë", "person:zoe"),
];

/// All that the counts hold, in words.
fn shown(counts: &CoMentions) -> String {
    let mut shown =
        format!("{:?} {:?}\n{:#?}\n{:#?}\n", counts.totals(), counts.capped(), counts.entities(), counts.spoken());
    for window in [Window::Sentence, Window::Paragraph, Window::Document] {
        let network = counts.graph(window);
        let measures = measures(&network);
        let places = positions(&network, &measures);
        writeln!(shown, "{:#?}{measures:?}{places:?}", network.raw_edges()).unwrap();
    }
    shown
}

fn counted<'a>(articles: impl IntoIterator<Item = &'a Made>, limits: Limits) -> CoMentions {
    let mut counts = CoMentions::new(limits);
    for article in articles {
        counts.add(&article.document, &article.analysis);
    }
    counts
}

/// Articles of a few names in a few sentences and paragraphs, some with a date, a lone form or a quotation.
fn articles() -> impl Strategy<Value = Vec<Made>> {
    let sentence = prop::collection::vec(0..NAMES.len(), 0..5);
    let paragraph = prop::collection::vec(sentence, 1..4);
    let article = (prop::collection::vec(paragraph, 1..4), 0..4_usize, any::<bool>());
    prop::collection::vec(article, 0..8).prop_map(|articles| {
        let made = articles.into_iter().enumerate();
        made.map(|(number, (paragraphs, month, short))| article_of(number, &paragraphs, month, short)).collect()
    })
}

fn article_of(number: usize, paragraphs: &[Vec<Vec<usize>>], month: usize, short: bool) -> Made {
    let sentence =
        |names: &Vec<usize>| names.iter().map(|&name| format!("{} met", NAMES[name].0)).collect::<Vec<_>>().join(" ");
    let paragraph = |sentences: &Vec<Vec<usize>>| sentences.iter().map(sentence).collect::<Vec<_>>().join(". ");
    let mut text = paragraphs.iter().map(paragraph).collect::<Vec<_>>().join("\n\n");
    text.push_str("\n\n“I saw Kyiv,” said Ann");
    let mut made = Made::new(&format!("d{number}"), &text);
    for (words, id) in NAMES {
        let name = if short { words.to_owned() } else { format!("{words} Long") };
        made = made.name(words, id, &name, (id == "place:kyiv").then_some(7), Basis::Name);
    }
    if month > 0 { made.date(&format!("2022-0{month}")) } else { made }.said(
        &["“I saw Kyiv,”"],
        &["person:ann"],
        "Ann",
        "said",
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_and_any_split_give_the_same_graph(
        articles in articles(),
        shuffled in any::<prop::sample::Index>(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 2),
        limit in 2..5_usize,
    ) {
        let limits = Limits { sentence: limit, paragraph: limit, document: limit + 1 };
        let expected = shown(&counted(&articles, limits));
        let mut turned = articles.clone();
        turned.reverse();
        if !turned.is_empty() {
            let turn = shuffled.index(turned.len());
            turned.rotate_left(turn);
        }
        prop_assert_eq!(&shown(&counted(&turned, limits)), &expected);

        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(turned.len() + 1)).collect();
        cuts.sort_unstable();
        let part = |from: usize, to: usize| counted(&turned[from..to], limits);
        let parts = || [part(0, cuts[0]), part(cuts[0], cuts[1]), part(cuts[1], turned.len())];
        let [mut a, mut b, c] = parts();
        b.merge(c);
        a.merge(b);
        prop_assert_eq!(&shown(&a), &expected, "a + (b + c)");
        let [a, b, mut c] = parts();
        c.merge(a);
        c.merge(b);
        c.merge(CoMentions::new(limits));
        prop_assert_eq!(&shown(&c), &expected, "(c + a) + b + 0");
    }

    #[test]
    fn smaller_windows_lie_in_larger_ones(articles in articles()) {
        let counts = counted(&articles, Limits { document: 3, paragraph: 3, sentence: 50 });
        for tie in counts.graph(Window::Document).edge_weights() {
            let counts = &tie.counts;
            prop_assert!(counts.documents_by_sentence <= counts.documents_by_paragraph);
            prop_assert!(counts.documents_by_paragraph <= counts.documents);
            prop_assert!(counts.sentences >= counts.documents_by_sentence);
            prop_assert!(counts.paragraphs >= counts.documents_by_paragraph);
        }
    }
}

fn two_people(text: &str) -> Made {
    Made::new("d", text).name("Ann", "person:ann", "Ann", None, Basis::Name).name(
        "Bob",
        "person:bob",
        "Bob",
        None,
        Basis::Name,
    )
}

/// Documents, paragraphs and sentences that name Ann and Bob.
fn together(made: &Made) -> Option<(u32, u32, u32)> {
    let counts = counted([made], Limits::default());
    let network = counts.graph(Window::Document);
    let tie = &network[*by_weight(&network).first()?];
    Some((tie.counts.documents, tie.counts.paragraphs, tie.counts.sentences))
}

#[test]
fn each_window_counts_once() {
    assert_eq!(
        together(&two_people("Ann met Bob and Ann. Bob left. Ann saw Bob.\n\nAnn left. Bob too")),
        Some((1, 2, 2))
    );
    assert_eq!(together(&two_people("Ann left.\n\nBob left")), Some((1, 0, 0)));
    assert_eq!(together(&two_people("Ann left")), None);
}

#[test]
fn boilerplate_repeats_and_adjectives_stay_out() {
    let text = "Ann met Bob.\n\nAnn met Bob";
    assert_eq!(together(&two_people(text).zone(1, Zone::Repeat)), Some((1, 1, 1)));
    assert_eq!(together(&two_people(text).zone(1, Zone::Boilerplate).zone(0, Zone::Byline)), None);
    assert_eq!(together(&two_people(text).zone(1, Zone::Caption)), Some((1, 2, 2)));
    let russian = Made::new("d", "Ann met a Russian").name("Ann", "person:ann", "Ann", None, Basis::Name);
    let counts =
        counted([&russian.name("Russian", "place:russia", "Russia", Some(1), Basis::Demonym)], Limits::default());
    assert_eq!(counts.graph(Window::Document).edge_count(), 0);
    assert_eq!(counts.graph(Window::Document).node_count(), 1);
    assert_eq!(counts.entities().len(), 2);
}

#[test]
fn a_list_of_names_ties_nobody_and_is_counted() {
    let names: Vec<String> = (0..51).map(|number| format!("N{number:02}")).collect();
    let text = format!("{}.\n\nN00 met N01. N02 left", names.join(" "));
    let mut made = Made::new("d", &text);
    for name in &names {
        made = made.name(name, &format!("person:{name}"), name, None, Basis::Name);
    }
    let counts = counted([&made], Limits::default());
    let capped = counts.capped();
    assert_eq!((capped.sentences, capped.paragraphs, capped.documents), (1, 1, 1));
    // What stands in the small windows still counts, in the larger ones too.
    assert_eq!(counts.graph(Window::Sentence).edge_count(), 1);
    assert_eq!(counts.graph(Window::Document).edge_count(), 3);
    let tight = Limits { sentence: 1, ..Limits::default() };
    assert_eq!(counted([&made], tight).capped().sentences, 2);
}

#[test]
fn the_evidence_is_the_best_sentence_of_all_articles() {
    let readable = "Ann met Bob at the station on a cold morning in March";
    let articles = [
        Made::new("b", &format!("Ann met Bob. {readable}")),
        Made::new("a", &format!("{readable} and again in April.\n\nAnn met Bob")),
        Made::new("c", readable),
    ];
    let articles = articles.map(|made| {
        let made = made.name("Ann", "person:ann", "Ann", None, Basis::Name);
        made.name("Bob", "person:bob", "Bob", None, Basis::Name)
    });
    let counts = counted(&articles, Limits::default());
    let network = counts.graph(Window::Sentence);
    let witness = network.edge_weights().next().unwrap().counts.witness.as_ref().unwrap();
    assert_eq!((&*witness.document, &*witness.words), ("b", readable));
}

#[test]
fn statistics_begin_at_five_articles() {
    let articles: Vec<Made> = (0..5)
        .map(|number| {
            let mut made = two_people("Ann met Bob. Ann left");
            made.document.id = number.to_string();
            made
        })
        .collect();
    let association = |count: usize| {
        let counts = counted(&articles[..count], Limits::default());
        counts.graph(Window::Sentence).edge_weights().next().unwrap().association
    };
    assert_eq!(association(4), None);
    let found = association(5).unwrap();
    assert!((found.jaccard - 0.5).abs() < 1e-12, "Bob is in 5 of Ann's 10 sentences: {found:?}");
}

#[test]
fn an_empty_run_has_an_empty_graph() {
    let counts = CoMentions::default();
    let network = counts.graph(Window::Sentence);
    let measures = measures(&network);
    assert!(measures.is_empty() && positions(&network, &measures).is_empty());
}

#[test]
fn memory_is_set_by_who_is_named_and_not_by_how_much_is_read() {
    let article = |number: usize| {
        let (one, other) = (NAMES[number % 6], NAMES[number / 6 % 6]);
        let mut made = Made::new(&format!("d{number}"), &format!("{} met {}", one.0, other.0));
        for (words, id) in [one, other] {
            made = made.name(words, id, words, None, Basis::Name);
        }
        made
    };
    let bytes = |count: usize| counted(&(0..count).map(article).collect::<Vec<_>>(), Limits::default()).bytes();
    assert_eq!(bytes(500), bytes(5_000));
}
