//! `slug`: a name as it stands in an id.

use crate::token::fold_word;

/// Folded letters and digits, joined by hyphens.
pub(crate) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(|ch: char| ch.is_whitespace() || ch == '-') {
        let folded: String = fold_word(word).chars().filter(|ch| ch.is_alphanumeric()).collect();
        if !folded.is_empty() {
            if !out.is_empty() {
                out.push('-');
            }
            out.push_str(&folded);
        }
    }
    out
}
