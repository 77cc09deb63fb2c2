//! The label of a turn in a transcript: Q: Did you sign it? LINDGREN: Not me.

use crate::attribution::scene::{Noun, Scene};
use crate::attribution::{Decision, Finding};
use crate::quote::transcript::Part;

/// Whoever the label at the start of the turn's paragraph names.
pub(crate) fn find(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let label = scene.marked[quote].label.as_ref()?;
    let noun = match label.part {
        Part::Asks => Noun::Asker,
        Part::Answers => Noun::Answerer,
        Part::Named => Noun::Proper,
    };
    let colon = label.tokens.end..scene.marked[quote].tokens.start;
    let cue = (!colon.is_empty()).then(|| colon.end - 1..colon.end);
    Some(Finding { source: label.tokens.clone(), noun, cue, shared: None })
}
