//! Capitals in a language that writes every noun with one: which of them tell a name.

use crate::lexicon::{Classes, class};
use crate::token::{Gap, Shape, Token};
use foldhash::fast::FixedState;
use hashbrown::HashSet;

/// What lists say is a name or a part of one.
const NAMES: Classes = class::FIRST_NAME.or(class::NAME_FIRST).or(class::NAME_PART).or(class::NAME_ALONE);
/// Words that stand before a person's name.
const LEADS: Classes = class::FIRST_NAME.or(class::TITLE);

/// Takes the capital from every noun that is no name: what stays is in a list of names, or stands behind a given name or a
/// title somewhere in the text.
pub(crate) fn soften(text: &str, tokens: &mut [Token]) {
    let word = |token: &Token| &text[token.start as usize..token.end as usize];
    let follows = |pair: &&[Token]| {
        let [before, token] = pair else { return false };
        before.is(LEADS) && token.shape == Shape::Capital && matches!(token.gap, Gap::Space | Gap::Hyphen)
    };
    let names: HashSet<&str, FixedState> = tokens.windows(2).filter(follows).map(|pair| word(&pair[1])).collect();
    for token in tokens.iter_mut().filter(|token| token.shape == Shape::Capital) {
        let noun = token.is(class::ROLE.or(class::TITLE).or(class::ORDINARY).or(class::BODY_NOUN));
        let name = token.is(NAMES) && !noun || names.contains(word(token)) && !token.is(LEADS);
        let grammar = token.is(class::FUNCTION.without(class::ORDINARY));
        if !name && !grammar {
            token.shape = Shape::Lower;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Words;
    use crate::token::tokenize;

    #[test]
    fn only_names_keep_their_capital() {
        let words = Words::of(&[("jens", class::FIRST_NAME), ("herr", class::TITLE), ("der", class::DETERMINER)]);
        let text = "Der Bauer Jens Ohl traf Herr Kamp; Ohl sagte, Kamp habe den Hof, das Vieh und die EU.";
        let mut tokens = tokenize(text, &words);
        soften(text, &mut tokens);
        let capital = |token: &&Token| token.is_capital();
        let names: Vec<_> = tokens.iter().filter(capital).map(|token| token.span().of(text)).collect();
        assert_eq!(names, ["Der", "Jens", "Ohl", "Kamp", "Ohl", "Kamp", "EU"]);
    }
}
