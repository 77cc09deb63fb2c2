//! The backbone of a graph: which ties are heavier than chance would make them.

use super::Measures;

/// How likely a tie of `weight` is where each end spreads its strength over its ties by chance: the least over both
/// ends of `(1 − weight / strength)^(degree − 1)`, the disparity filter of Serrano, Boguñá and Vespignani 2009. Small
/// is strong: ties under 0.05 make the backbone that is usual.
///
/// An end without another tie says nothing; `None` where neither end has one.
pub fn backbone(weight: u32, ends: [&Measures; 2]) -> Option<f64> {
    let chance = |end: &Measures| {
        let others = i32::try_from(end.degree).unwrap_or(i32::MAX) - 1;
        (1.0 - f64::from(weight) / end.strength as f64).max(0.0).powi(others)
    };
    ends.into_iter().filter(|end| end.degree > 1).map(chance).reduce(f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(degree: usize, strength: u64) -> Measures {
        Measures { degree, strength, pagerank: 0.0, betweenness: None, community: None }
    }

    #[test]
    fn values_worked_by_hand() {
        // 5 of 10 over three ties: 0.5²; 5 of 6 over two: 1/6.
        assert_eq!(backbone(5, [&end(3, 10), &end(1, 5)]), Some(0.25));
        let found = backbone(5, [&end(3, 10), &end(2, 6)]).unwrap();
        assert!((found - 1.0 / 6.0).abs() < 1e-12, "{found}");
        assert_eq!(backbone(5, [&end(1, 5), &end(1, 5)]), None);
    }
}
